import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.vpc.model.v20160428.DescribeCustomerGatewayRequest;
import com.aliyuncs.vpc.model.v20160428.DescribeCustomerGatewaysRequest;
import com.aliyuncs.vpc.model.v20160428.DescribeRegionsRequest;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The vendor's Java SDK, unchanged, against the sandbox. Arguments: the first line that the sandbox prints, and a file
 * of steps. Prints one JSON line a step.
 */
public class Interop {
  static final Gson GSON = new Gson();
  static final String ROLE = "acs:ram::1234567890123456:role/interop";
  static JsonObject sandbox;
  static String region;

  interface Act {
    JsonElement run() throws ClientException;
  }

  public static void main(String[] arguments) throws Exception {
    sandbox = JsonParser.parseString(arguments[0]).getAsJsonObject();
    region = text("regionId");
    DefaultProfile.addEndpoint(region, "Vpc", host("endpoint"));
    IAcsClient client = clientOf(text("accessKeyId"), text("accessKeySecret"));
    guideCalls(client);
    errors();
    roles(client);
    lifecycle(client, JsonParser.parseString(Files.readString(Path.of(arguments[1]))));
    System.exit(0);
  }

  static String text(String name) {
    return sandbox.get(name).getAsString();
  }

  static String host(String name) {
    return text(name).split("//")[1];
  }

  static IAcsClient clientOf(String key, String secret) {
    DefaultProfile profile = DefaultProfile.getProfile(region, key, secret);
    profile.setHttpClientConfig(plainHttp());
    return new DefaultAcsClient(profile);
  }

  static HttpClientConfig plainHttp() {
    HttpClientConfig config = HttpClientConfig.getDefault();
    config.setProtocolType(ProtocolType.HTTP);
    config.setReadTimeoutMillis(10000);
    config.setConnectionTimeoutMillis(5000);
    return config;
  }

  static void tell(String step, String kind, JsonElement what) {
    JsonObject line = new JsonObject();
    line.addProperty("step", step);
    line.add(kind, what);
    System.out.println(GSON.toJson(line));
  }

  static JsonElement attempt(String step, Act act) {
    try {
      JsonElement reply = act.run();
      tell(step, "reply", reply);
      return reply;
    } catch (ClientException error) {
      tell(step, "error", told(error));
      return null;
    }
  }

  static JsonObject told(ClientException error) {
    JsonObject facts = new JsonObject();
    facts.addProperty("code", error.getErrCode());
    return facts;
  }

  /** The typed reply as the guide prints it; the SDK has read it into its own classes before. */
  static <T extends AcsResponse> JsonElement typed(IAcsClient client, AcsRequest<T> request) throws ClientException {
    request.putHeaderParameter("x-acs-organizationid", "");
    request.putHeaderParameter("x-acs-resourcegroupid", "");
    return GSON.toJsonTree(client.getAcsResponse(request));
  }

  static CommonRequest common(String domain, String product, String version, String action) {
    CommonRequest request = new CommonRequest();
    request.setSysDomain(domain);
    request.setSysProduct(product);
    request.setSysVersion(version);
    request.setSysAction(action);
    request.setSysMethod(MethodType.POST);
    request.setHttpContentType(FormatType.FORM);
    request.putHeadParameter("x-acs-resourcegroupid", "");
    request.putHeadParameter("x-acs-organizationid", "");
    request.putHeadParameter("x-acs-regionid", region);
    return request;
  }

  static JsonElement ask(IAcsClient client, CommonRequest request) throws ClientException {
    return JsonParser.parseString(client.getCommonResponse(request).getData());
  }

  static void guideCalls(IAcsClient client) {
    DescribeCustomerGatewaysRequest list = new DescribeCustomerGatewaysRequest();
    list.setPageSize(10);
    JsonElement listed = attempt("typed list", () -> typed(client, list));
    DescribeCustomerGatewayRequest one = new DescribeCustomerGatewayRequest();
    one.setCustomerGatewayId(find(listed, "CustomerGatewayId"));
    attempt("typed describe", () -> typed(client, one));
    CommonRequest page = common(host("endpoint"), "Vpc", "2016-04-28", "DescribeCustomerGateways");
    page.putQueryParameter("PageNumber", "1");
    page.putQueryParameter("PageSize", "30");
    attempt("common request", () -> ask(client, page));
  }

  static void errors() {
    IAcsClient stranger = clientOf("not-a-real-id", text("accessKeySecret"));
    attempt("unknown key", () -> typed(stranger, new DescribeCustomerGatewaysRequest()));
    IAcsClient forger = clientOf(text("accessKeyId"), "not-a-real-secret");
    attempt("wrong secret", () -> typed(forger, new DescribeCustomerGatewaysRequest()));
  }

  static void roles(IAcsClient client) {
    CommonRequest asked = common(host("stsEndpoint"), "Sts", "2015-04-01", "AssumeRole");
    asked.putQueryParameter("RoleSessionName", "interop");
    asked.putQueryParameter("RoleArn", ROLE);
    JsonElement given = attempt("assume role", () -> ask(client, asked));
    String key = find(given, "AccessKeyId");
    String secret = find(given, "AccessKeySecret");
    String token = find(given, "SecurityToken");
    IAcsClient acting = clientOf(key, secret);
    CommonRequest byHand = common(host("endpoint"), "Vpc", "2016-04-28", "DescribeCustomerGateways");
    byHand.putQueryParameter("SecurityToken", token);
    attempt("token by hand", () -> ask(acting, byHand));
    CommonRequest without = common(host("endpoint"), "Vpc", "2016-04-28", "DescribeCustomerGateways");
    attempt("token left out", () -> ask(acting, without));
    DefaultProfile profile = DefaultProfile.getProfile(region);
    profile.setHttpClientConfig(plainHttp());
    IAcsClient holder = new DefaultAcsClient(profile, new BasicSessionCredentials(key, secret, token));
    attempt("token by the SDK", () -> typed(holder, new DescribeRegionsRequest()));
  }

  static void lifecycle(IAcsClient client, JsonElement story) throws Exception {
    Map<String, String> kept = new HashMap<>();
    kept.put("regionId", region);
    for (JsonElement each : story.getAsJsonArray()) {
      JsonObject step = each.getAsJsonObject();
      JsonElement reply = play(client, step, kept);
      for (Map.Entry<String, JsonElement> keep : part(step, "keep").entrySet())
        kept.put(keep.getKey(), find(reply, keep.getValue().getAsString()));
    }
    tell("kept", "reply", GSON.toJsonTree(kept));
  }

  static JsonObject part(JsonObject step, String name) {
    return step.has(name) ? step.getAsJsonObject(name) : new JsonObject();
  }

  /** One step; waits while the gateway is being configured and until what the step waits for. */
  static JsonElement play(IAcsClient client, JsonObject step, Map<String, String> kept) throws Exception {
    String action = step.get("action").getAsString();
    long until = System.currentTimeMillis() + 30000;
    while (true) {
      boolean late = System.currentTimeMillis() > until;
      try {
        JsonElement reply = typed(client, requestOf(action, part(step, "with"), kept));
        if (late || hasAll(reply, part(step, "until"))) {
          tell(action, "reply", reply);
          return reply;
        }
      } catch (ClientException error) {
        if (late || !"VpnGateway.Configuring".equals(error.getErrCode())) {
          tell(action, "error", told(error));
          return null;
        }
      }
      Thread.sleep(200);
    }
  }

  static boolean hasAll(JsonElement reply, JsonObject wanted) {
    return wanted.entrySet().stream()
        .allMatch((each) -> each.getValue().getAsString().equals(find(reply, each.getKey())));
  }

  /** The SDK's own class for the action, filled through its setters; RegionId is one of every request's. */
  static AcsRequest<?> requestOf(String action, JsonObject parameters, Map<String, String> kept) throws Exception {
    Class<?> type = Class.forName("com.aliyuncs.vpc.model.v20160428." + action + "Request");
    AcsRequest<?> request = (AcsRequest<?>) type.getDeclaredConstructor().newInstance();
    for (Map.Entry<String, JsonElement> each : parameters.entrySet()) {
      String given = each.getValue().getAsString();
      String value = given.startsWith("$") ? kept.get(given.substring(1)) : given;
      if (each.getKey().equals("RegionId")) request.setSysRegionId(value);
      else set(request, each.getKey(), value);
    }
    return request;
  }

  static void set(AcsRequest<?> request, String name, String value) throws Exception {
    for (Method method : request.getClass().getMethods()) {
      if (!method.getName().equals("set" + name)) continue;
      Class<?> type = method.getParameterTypes()[0];
      if (type == Integer.class) method.invoke(request, Integer.valueOf(value));
      else if (type == Long.class) method.invoke(request, Long.valueOf(value));
      else if (type == Boolean.class) method.invoke(request, Boolean.valueOf(value));
      else method.invoke(request, value);
      return;
    }
    throw new NoSuchMethodException(request.getClass().getSimpleName() + ".set" + name);
  }

  /** The first value of that name anywhere in a reply, whatever the case of its first letter. */
  static String find(JsonElement value, String name) {
    if (value == null) return null;
    if (value.isJsonObject()) {
      for (Map.Entry<String, JsonElement> each : value.getAsJsonObject().entrySet())
        if (each.getKey().equalsIgnoreCase(name) && each.getValue().isJsonPrimitive())
          return ((JsonPrimitive) each.getValue()).getAsString();
      return findAmong(value.getAsJsonObject().asMap().values(), name);
    }
    return value.isJsonArray() ? findAmong(value.getAsJsonArray(), name) : null;
  }

  static String findAmong(Iterable<JsonElement> values, String name) {
    for (JsonElement each : values) {
      String found = find(each, name);
      if (found != null) return found;
    }
    return null;
  }
}
