// The vendor's Go SDK, unchanged, against the sandbox.
//
// usage: interop SANDBOX STORY
// SANDBOX: the first line that the sandbox prints. STORY: a file of steps. Prints one JSON line a step.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/responses"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/sts"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/vpc"
)

const role = "acs:ram::1234567890123456:role/interop"

type sandboxFacts struct {
	Endpoint, StsEndpoint, AccessKeyId, AccessKeySecret, RegionId string
}

type step struct {
	Action string
	With   map[string]any
	Until  map[string]string
	Keep   map[string]string
}

var sandbox sandboxFacts

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func host(endpoint string) string { return strings.Split(endpoint, "//")[1] }

func tell(name, kind string, what any) {
	line, err := json.Marshal(map[string]any{"step": name, kind: what})
	must(err)
	fmt.Println(string(line))
}

// told turns the SDK's two kinds of error into facts.
func told(err error) map[string]any {
	switch problem := err.(type) {
	case *errors.ServerError:
		return map[string]any{"code": problem.ErrorCode(), "status": problem.HttpStatus(), "advice": problem.Recommend()}
	case errors.Error:
		return map[string]any{"code": problem.ErrorCode(), "status": problem.HttpStatus()}
	}
	return map[string]any{"code": err.Error()}
}

// reread gives a typed response as plain values, after the SDK has read it into its own types.
func reread(response any) any {
	text, err := json.Marshal(response)
	must(err)
	var plain any
	must(json.Unmarshal(text, &plain))
	return plain
}

func attempt(name string, response any, err error) any {
	if err != nil {
		tell(name, "error", told(err))
		return nil
	}
	reply := reread(response)
	tell(name, "reply", reply)
	return reply
}

func attemptCommon(name string, response *responses.CommonResponse, err error) any {
	if err != nil {
		return attempt(name, nil, err)
	}
	var reply any
	must(json.Unmarshal(response.GetHttpContentBytes(), &reply))
	return attempt(name, reply, nil)
}

// find gives the first value of that name anywhere in a reply.
func find(value any, name string) string {
	switch node := value.(type) {
	case map[string]any:
		if found, ok := node[name]; ok && isPlain(found) {
			return fmt.Sprint(found)
		}
		for _, key := range sortedKeys(node) {
			if found := find(node[key], name); found != "" {
				return found
			}
		}
	case []any:
		for _, each := range node {
			if found := find(each, name); found != "" {
				return found
			}
		}
	}
	return ""
}

func sortedKeys(node map[string]any) []string {
	keys := make([]string, 0, len(node))
	for key := range node {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func isPlain(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return false
	}
	return true
}

func common(domain, product, version, action string, parameters map[string]string) *requests.CommonRequest {
	request := requests.NewCommonRequest()
	request.Method = "POST"
	request.Scheme = "http"
	request.Domain = domain
	request.Product = product
	request.Version = version
	request.ApiName = action
	for name, value := range parameters {
		request.QueryParams[name] = value
	}
	request.Headers["x-acs-regionid"] = sandbox.RegionId
	request.Headers["x-acs-resourcegroupid"] = ""
	request.Headers["x-acs-organizationid"] = ""
	return request
}

func guideCalls(client *vpc.Client, plain *sdk.Client) {
	list := vpc.CreateDescribeCustomerGatewaysRequest()
	list.Domain = host(sandbox.Endpoint)
	list.Scheme = "http"
	list.PageSize = requests.NewInteger(10)
	response, err := client.DescribeCustomerGateways(list)
	listed := attempt("typed list", response, err)
	one := vpc.CreateDescribeCustomerGatewayRequest()
	one.Domain = host(sandbox.Endpoint)
	one.Scheme = "http"
	one.CustomerGatewayId = find(listed, "CustomerGatewayId")
	described, err := client.DescribeCustomerGateway(one)
	attempt("typed describe", described, err)
	page := common(host(sandbox.Endpoint), "Vpc", "2016-04-28", "DescribeCustomerGateways",
		map[string]string{"PageNumber": "1", "PageSize": "30"})
	answer, err := plain.ProcessCommonRequest(page)
	attemptCommon("common request", answer, err)
}

func listAs(name, key, secret string) {
	client, err := vpc.NewClientWithAccessKey(sandbox.RegionId, key, secret)
	must(err)
	request := vpc.CreateDescribeCustomerGatewaysRequest()
	request.Domain = host(sandbox.Endpoint)
	request.Scheme = "http"
	response, err := client.DescribeCustomerGateways(request)
	attempt(name, response, err)
}

func roles() {
	client, err := sts.NewClientWithAccessKey(sandbox.RegionId, sandbox.AccessKeyId, sandbox.AccessKeySecret)
	must(err)
	asked := sts.CreateAssumeRoleRequest()
	asked.Domain = host(sandbox.StsEndpoint)
	asked.Scheme = "http"
	asked.RoleArn = role
	asked.RoleSessionName = "interop"
	response, err := client.AssumeRole(asked)
	attempt("assume role", response, err)
	if err != nil {
		return
	}
	given := response.Credentials
	acting, err := sdk.NewClientWithAccessKey(sandbox.RegionId, given.AccessKeyId, given.AccessKeySecret)
	must(err)
	token := map[string]string{"SecurityToken": given.SecurityToken}
	answer, err := acting.ProcessCommonRequest(
		common(host(sandbox.Endpoint), "Vpc", "2016-04-28", "DescribeCustomerGateways", token))
	attemptCommon("token by hand", answer, err)
	answer, err = acting.ProcessCommonRequest(
		common(host(sandbox.Endpoint), "Vpc", "2016-04-28", "DescribeCustomerGateways", nil))
	attemptCommon("token left out", answer, err)
	holder, err := vpc.NewClientWithStsToken(
		sandbox.RegionId, given.AccessKeyId, given.AccessKeySecret, given.SecurityToken)
	must(err)
	regions := vpc.CreateDescribeRegionsRequest()
	regions.Domain = host(sandbox.Endpoint)
	regions.Scheme = "http"
	known, err := holder.DescribeRegions(regions)
	attempt("token by the SDK", known, err)
}

// requestOf fills the SDK's own request type of an action by its field names.
func requestOf(action string, parameters map[string]any, kept map[string]string) reflect.Value {
	request := reflect.ValueOf(makers[action]())
	for name, given := range parameters {
		value := fmt.Sprint(given)
		if strings.HasPrefix(value, "$") {
			value = kept[value[1:]]
		}
		field := request.Elem().FieldByName(name)
		if !field.IsValid() {
			panic(action + " of the SDK has no " + name)
		}
		field.SetString(value)
	}
	request.Elem().FieldByName("Domain").SetString(host(sandbox.Endpoint))
	request.Elem().FieldByName("Scheme").SetString("http")
	return request
}

func hasAll(reply any, wanted map[string]string) bool {
	for name, value := range wanted {
		if find(reply, name) != value {
			return false
		}
	}
	return true
}

// play makes one step; it waits while the gateway is being configured and until what the step waits for.
func play(client *vpc.Client, now step, kept map[string]string) any {
	until := time.Now().Add(30 * time.Second)
	for {
		late := time.Now().After(until)
		request := requestOf(now.Action, now.With, kept)
		came := reflect.ValueOf(client).MethodByName(now.Action).Call([]reflect.Value{request})
		if err, failed := came[1].Interface().(error); failed {
			if late || told(err)["code"] != "VpnGateway.Configuring" {
				tell(now.Action, "error", told(err))
				return nil
			}
		} else if reply := reread(came[0].Interface()); late || hasAll(reply, now.Until) {
			tell(now.Action, "reply", reply)
			return reply
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func lifecycle(client *vpc.Client, storyFile string) {
	text, err := os.ReadFile(storyFile)
	must(err)
	var story []step
	must(json.Unmarshal(text, &story))
	kept := map[string]string{"regionId": sandbox.RegionId}
	for _, now := range story {
		reply := play(client, now, kept)
		for name, field := range now.Keep {
			kept[name] = find(reply, field)
		}
	}
	tell("kept", "reply", kept)
}

func main() {
	must(json.Unmarshal([]byte(os.Args[1]), &sandbox))
	client, err := vpc.NewClientWithAccessKey(sandbox.RegionId, sandbox.AccessKeyId, sandbox.AccessKeySecret)
	must(err)
	plain, err := sdk.NewClientWithAccessKey(sandbox.RegionId, sandbox.AccessKeyId, sandbox.AccessKeySecret)
	must(err)
	guideCalls(client, plain)
	listAs("unknown key", "not-a-real-id", sandbox.AccessKeySecret)
	listAs("wrong secret", sandbox.AccessKeyId, "not-a-real-secret")
	roles()
	lifecycle(client, os.Args[2])
}
