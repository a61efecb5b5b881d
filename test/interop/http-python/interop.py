"""The official Python SDK as a client: lists the tools, reads, and deletes twice, once with a no and once with a yes."""

import asyncio
import json
import os

import httpx2
from mcp import Client, types
from mcp.client.streamable_http import streamable_http_client

ANSWERS = iter(json.loads(os.environ["ANSWERS"]))


async def answer(_context, params):
    """A person who types what stands in ANSWERS; null is a no."""
    print(json.dumps({"asked": params.message}), flush=True)
    name = next(ANSWERS)
    if name is None:
        return types.ElicitResult(action="decline")
    field = next(iter(params.requested_schema["properties"]))
    return types.ElicitResult(action="accept", content={field: name})


async def main():
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}"}
    mode = "legacy" if os.environ["ERA"] == "2025-11-25" else os.environ["ERA"]
    async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
        transport = streamable_http_client(os.environ["URL"], http_client=http)
        async with Client(transport, mode=mode, elicitation_callback=answer) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            print(json.dumps({"era": client.protocol_version, "tools": tools}), flush=True)
            for call in json.loads(os.environ["CALLS"]):
                result = await client.call_tool(call["name"], call["arguments"])
                said = "".join(part.text for part in result.content if part.type == "text")
                print(json.dumps({"call": call["name"], "isError": bool(result.is_error), "text": said}), flush=True)


asyncio.run(main())
