"""The vendor's Python SDK, unchanged, against the sandbox.

usage: interop.py SANDBOX STORY
SANDBOX: the first line that the sandbox prints. STORY: a file of steps. Prints one JSON line a step.
"""
import importlib
import json
import sys
import time

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.profile import region_provider
from aliyunsdkcore.request import CommonRequest

sandbox = json.loads(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    story = json.load(file)
region = sandbox["regionId"]
key, secret = sandbox["accessKeyId"], sandbox["accessKeySecret"]
host = sandbox["endpoint"].split("//")[1]
sts_host = sandbox["stsEndpoint"].split("//")[1]
ROLE = "acs:ram::1234567890123456:role/interop"


def tell(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def attempt(step, act):
    """Runs one step and tells what came of it: the reply, or the error that the SDK raised."""
    try:
        reply = json.loads(act())
        tell(step, reply=reply)
        return reply
    except ServerException as error:
        tell(step, error={"code": error.get_error_code(), "status": error.get_http_status()})
        return error


def find(value, name):
    """The first value of that name anywhere in a reply."""
    if isinstance(value, dict):
        if name in value and not isinstance(value[name], (dict, list)):
            return value[name]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            found = find(each, name)
            if found is not None:
                return found
    return None


def typed(name):
    module = importlib.import_module("aliyunsdkvpc.request.v20160428.%sRequest" % name)
    request = getattr(module, name + "Request")()
    request.set_accept_format("json")
    return request


def common(domain, product, version, action, parameters):
    """A call without a class of its own, as the guide's chapter on CommonRequest has it."""
    request = CommonRequest()
    request.set_product(product)
    request.set_action_name(action)
    request.set_version(version)
    request.set_domain(domain)
    request.set_accept_format("json")
    request.set_method("POST")
    for name, value in parameters.items():
        request.add_query_param(name, value)
    request.add_header("x-acs-resourcegroupid", "")
    request.add_header("x-acs-organizationid", "")
    request.add_header("x-acs-caller-sdk-source", "interop")
    request.add_header("x-acs-regionid", region)
    return request


def guide_calls(client):
    request = typed("DescribeCustomerGateways")
    request.set_PageSize(10)
    listed = attempt("typed list", lambda: client.do_action_with_exception(request))
    one = typed("DescribeCustomerGateway")
    one.set_CustomerGatewayId(find(listed, "CustomerGatewayId"))
    attempt("typed describe", lambda: client.do_action_with_exception(one))
    page = common(host, "Vpc", "2016-04-28", "DescribeCustomerGateways", {"PageNumber": "1", "PageSize": "30"})
    attempt("common request", lambda: client.do_action_with_exception(page))


def errors():
    request = typed("DescribeCustomerGateways")
    stranger = AcsClient("not-a-real-id", secret, region)
    attempt("unknown key", lambda: stranger.do_action_with_exception(request))
    forger = AcsClient(key, "not-a-real-secret", region)
    attempt("wrong secret", lambda: forger.do_action_with_exception(typed("DescribeCustomerGateways")))


def roles(client):
    asked = common(sts_host, "Sts", "2015-04-01", "AssumeRole", {"RoleArn": ROLE, "RoleSessionName": "interop"})
    given = attempt("assume role", lambda: client.do_action_with_exception(asked))["Credentials"]
    acting = AcsClient(given["AccessKeyId"], given["AccessKeySecret"], region)
    by_hand = common(
        host, "Vpc", "2016-04-28", "DescribeCustomerGateways", {"SecurityToken": given["SecurityToken"]}
    )
    attempt("token by hand", lambda: acting.do_action_with_exception(by_hand))
    without = common(host, "Vpc", "2016-04-28", "DescribeCustomerGateways", {})
    attempt("token left out", lambda: acting.do_action_with_exception(without))
    token = StsTokenCredential(given["AccessKeyId"], given["AccessKeySecret"], given["SecurityToken"])
    holder = AcsClient(region_id=region, credential=token)
    attempt("token by the SDK", lambda: holder.do_action_with_exception(typed("DescribeRegions")))


def play(client, step, kept):
    """One step of the story; waits while the gateway is being configured and until what the step waits for."""
    until = time.time() + 30
    while True:
        request = typed(step["action"])
        for name, value in step.get("with", {}).items():
            value = kept[value[1:]] if isinstance(value, str) and value.startswith("$") else value
            if name != "RegionId":  # every request takes it from its client
                getattr(request, "set_" + name)(value)
        try:
            reply = json.loads(client.do_action_with_exception(request))
            if time.time() > until or all(find(reply, n) == v for n, v in step.get("until", {}).items()):
                return {"reply": reply}
        except ServerException as error:
            if time.time() > until or error.get_error_code() != "VpnGateway.Configuring":
                return {"error": {"code": error.get_error_code(), "status": error.get_http_status()}}
        time.sleep(0.2)


def lifecycle(client):
    kept = {"regionId": region}
    for step in story:
        came = play(client, step, kept)
        tell(step["action"], **came)
        for name, field in step.get("keep", {}).items():
            kept[name] = find(came["reply"], field)
    tell("kept", reply=kept)


region_provider.add_endpoint("Vpc", region, host)
main = AcsClient(key, secret, region)
guide_calls(main)
errors()
roles(main)
lifecycle(main)
