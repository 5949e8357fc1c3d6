"""The raw replies of the MCP server held to the protocol's official schemas, in each revision, over pipes and HTTP.

MCP_SCHEMAS names a folder with schema-REVISION.json of modelcontextprotocol/modelcontextprotocol; without it nothing
is tried here.
"""

import json
import os
import subprocess
import unittest

import jsonschema

from shop import PROGRAM, Shop, send

FOLDER = os.environ.get("MCP_SCHEMAS")
REVISIONS = ["2025-06-18", "2025-11-25", "2026-07-28"]
CLIENT = {"name": "prueba", "version": "1"}
CALLS = [
    ("tools/list", {}, "ListToolsResult"), ("resources/list", {}, "ListResourcesResult"),
    ("resources/read", {"uri": "bodeguero://stock-bajo"}, "ReadResourceResult"),
    ("resources/read", {"uri": "bodeguero://catalogo"}, "ReadResourceResult"),
    ("prompts/list", {}, "ListPromptsResult"),
    ("prompts/get", {"name": "dailyBriefing", "arguments": {}}, "GetPromptResult"),
    ("tools/call", {"name": "getLowStockReport", "arguments": {}}, "CallToolResult"),
    ("tools/call", {"name": "getProductStock", "arguments": {"producto": "x"}}, "CallToolResult"),
    ("tools/call", {"name": "changePrice", "arguments": {"product": "GAS-001", "price": 20}}, "CallToolResult"),
    ("tools/call", {"name": "nope", "arguments": {}}, "JSONRPCError"),
]


@unittest.skipUnless(FOLDER, "MCP_SCHEMAS is not set")
class MCPSchemaTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()
        cls.token = cls.shop.token()

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()

    def by_http(self, revision, request):
        fields = {
            "Authorization": f"Bearer {self.token}", "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": revision, "Mcp-Method": request["method"]}
        name = request["params"].get("name") or request["params"].get("uri")
        if name:
            fields["Mcp-Name"] = name
        answer = send("POST", self.shop.url + "/mcp", json.dumps(request).encode(), fields)
        return json.loads(answer.text.split("data: ", 1)[-1].split("\n\n")[0])

    def by_pipes(self, process, request):
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def check(self, revision, ask):
        with open(os.path.join(FOLDER, f"schema-{revision}.json")) as file:
            schema = json.load(file)
        key = "$defs" if "$defs" in schema else "definitions"
        is_new = revision == "2026-07-28"
        prefix = "io.modelcontextprotocol/"
        calls = list(CALLS)
        if is_new:
            calls.insert(0, ("server/discover", {}, "DiscoverResult"))
        else:
            hello = {"protocolVersion": revision, "capabilities": {}, "clientInfo": CLIENT}
            calls.insert(0, ("initialize", hello, "InitializeResult"))
        for number, (method, params, kind) in enumerate(calls, 1):
            if is_new:
                params = params | {"_meta": {
                    prefix + "protocolVersion": revision, prefix + "clientInfo": CLIENT,
                    prefix + "clientCapabilities": {}}}
            reply = ask({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
            part = reply if kind == "JSONRPCError" else reply["result"]
            if kind not in schema[key]:
                kind = "JSONRPCErrorResponse"
            with self.subTest(revision=revision, method=method):
                jsonschema.validate(part, schema | {"$ref": f"#/{key}/{kind}"})

    def test_replies_are_as_the_protocol_has_them(self):
        for revision in REVISIONS:
            self.check(revision, lambda request: self.by_http(revision, request))
            process = subprocess.Popen(
                [PROGRAM, "mcp", "--write"], env=self.shop.environment, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, text=True)
            self.check(revision, lambda request: self.by_pipes(process, request))
            process.stdin.close()
            self.assertEqual(process.wait(timeout=10), 0)
            process.stdout.close()


if __name__ == "__main__":
    unittest.main()
