"""The vendor's current Python SDK, unchanged, against the sandbox.

usage: interop.py SANDBOX STORY
SANDBOX: the first line that the sandbox prints. STORY: a file of calls. Prints one JSON line a call: what the typed model
of the reply holds, under the API's names.
"""
import json
import re
import sys

from Tea.exceptions import TeaException
from alibabacloud_tea_openapi import models as open_api
from alibabacloud_vpc20160428 import models
from alibabacloud_vpc20160428.client import Client

sandbox = json.loads(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    story = json.load(file)


def client_with(secret):
    config = open_api.Config(
        access_key_id=sandbox["accessKeyId"],
        access_key_secret=secret,
        region_id=sandbox["regionId"],
        endpoint=sandbox["endpoint"].split("//")[1],
        protocol="http",
    )
    return Client(config)


def tell(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def method_of(action):
    """`DescribeVpnGateway` is `describe_vpn_gateway`, `DescribeVSwitches` is `describe_vswitches`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", action).lower()


def call(client, step):
    """One call by its typed request, method and reply."""
    request = getattr(models, step["action"] + "Request")()
    request.from_map({"RegionId": sandbox["regionId"], **step.get("with", {})})
    return getattr(client, method_of(step["action"]))(request).body.to_map()


kept = {}


def resolve(value):
    """`$name` stands for what an earlier reply brought, wherever in a request it is."""
    if isinstance(value, str) and value.startswith("$"):
        return kept.get(value[1:], value)
    if isinstance(value, list):
        return [resolve(one) for one in value]
    if isinstance(value, dict):
        return {name: resolve(one) for name, one in value.items()}
    return value


def keep(step, reply):
    for name, path in step.get("keep", {}).items():
        value = reply
        for key in path.split("."):
            value = value[int(key)] if isinstance(value, list) else value.get(key)
        kept[name] = value


def attempt(name, client, step):
    try:
        reply = call(client, {**step, "with": resolve(step.get("with", {}))})
        keep(step, reply)
        tell(name, reply=reply)
    except TeaException as error:
        tell(name, error={"code": error.code, "status": error.statusCode})


us = client_with(sandbox["accessKeySecret"])
for each in story:
    attempt(each["action"], us, each)
attempt("wrong secret", client_with("not-a-real-secret"), {"action": "CheckVpnBgpEnabled"})
