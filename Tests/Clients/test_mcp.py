"""The MCP server held to the official client: over pipes and HTTP, with sessions and without."""

import asyncio
import contextlib
import json
import unittest

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import ElicitResult

from shop import PATIENCE, PROGRAM, Shop, send

MODES = ["legacy", "auto", "2026-07-28"]
PRODUCT = "GAS-001"
ADJUSTMENT = {"product": PRODUCT, "mode": "decrease", "qty": 1, "reason": "broken"}


class MCPTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()
        cls.shop.command(
            "tool", "registerStockEntry", json.dumps({"items": [{"product": PRODUCT, "qty": 100}]}), "--yes")
        cls.writer = cls.shop.token()
        cls.reader = cls.shop.token(scope="leer")

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()

    @contextlib.asynccontextmanager
    async def over_pipes(self, mode, *options, answer=None):
        server = StdioServerParameters(
            command=PROGRAM, args=["mcp", *options], env=self.shop.environment)
        async with Client(
                server, mode=mode, read_timeout_seconds=PATIENCE, elicitation_callback=person(answer)) as client:
            yield client

    @contextlib.asynccontextmanager
    async def over_http(self, mode, token, answer=None):
        fields = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=fields, timeout=PATIENCE) as http:
            transport = streamable_http_client(self.shop.url + "/mcp", http_client=http)
            async with Client(
                    transport, mode=mode, read_timeout_seconds=PATIENCE,
                    elicitation_callback=person(answer)) as client:
                yield client

    async def stock(self, client):
        result = await client.call_tool("getProductStock", {"product": PRODUCT})
        return result.structured_content["productos"][0]["total"]

    async def use_everything(self, client, writes, beyond=()):
        """Lists and calls whatever there is; the client itself holds each result to its tool's schema.

        What stands in `beyond` is refused, since the token does not reach it.
        """
        tools = (await client.list_tools()).tools
        self.assertEqual(any(not tool.annotations.read_only_hint for tool in tools), writes)
        for tool in tools:
            self.assertIsNotNone(tool.output_schema, tool.name)
            if not tool.annotations.read_only_hint:
                continue
            wanted = {"product": PRODUCT, "folio": "125"}
            arguments = {name: wanted[name] for name in tool.input_schema.get("required", [])}
            result = await client.call_tool(tool.name, arguments)
            self.assertEqual(result.is_error, tool.name in beyond, result.content[0].text)
            if not result.is_error:
                self.assertEqual(json.loads(result.content[0].text), result.structured_content)
        wrong = await client.call_tool("getProductStock", {"producto": PRODUCT})
        self.assertTrue(wrong.is_error)
        with self.assertRaises(MCPError) as refused:
            await client.call_tool("nope", {})
        self.assertEqual(refused.exception.error.code, -32602)
        for resource in (await client.list_resources()).resources:
            contents = (await client.read_resource(str(resource.uri))).contents
            self.assertIn("productos", json.loads(contents[0].text))
        for prompt in (await client.list_prompts()).prompts:
            messages = (await client.get_prompt(prompt.name, {})).messages
            self.assertIn("getSalesSummary", messages[0].content.text)

    def test_everything_is_listed_and_called_in_every_mode(self):
        async def run():
            for mode in MODES:
                async with self.over_pipes(mode) as client:
                    await self.use_everything(client, writes=False)
                async with self.over_http(mode, self.reader) as client:
                    await self.use_everything(client, writes=False, beyond=["getCustomerDebt"])
                async with self.over_http(mode, self.writer) as client:
                    await self.use_everything(client, writes=True)

        asyncio.run(run())

    def test_a_person_who_is_asked_decides(self):
        async def change(client, agrees):
            before = await self.stock(client)
            result = await client.call_tool("adjustStock", ADJUSTMENT)
            self.assertFalse(result.is_error, result.content[0].text)
            self.assertEqual(result.structured_content["estado"], "hecho" if agrees else "descartada")
            self.assertEqual(await self.stock(client), before - agrees)

        async def run():
            for agrees in (True, False):
                for mode in MODES:
                    async with self.over_pipes(mode, answer=agrees) as client:
                        await change(client, agrees)
                for mode in MODES[1:]:
                    async with self.over_http(mode, self.writer, answer=agrees) as client:
                        await change(client, agrees)

        asyncio.run(run())

    async def confirm(self, client):
        before = await self.stock(client)
        proposal = (await client.call_tool("adjustStock", ADJUSTMENT)).structured_content
        self.assertEqual(proposal["estado"], "propuesta")
        self.assertEqual(await self.stock(client), before)
        for _ in range(2):
            done = await client.call_tool("confirmProposal", {"proposal": proposal["propuesta"]})
            self.assertEqual(done.structured_content["estado"], "hecho")
            self.assertEqual(await self.stock(client), before - 1)

    def test_a_client_that_cannot_ask_confirms_by_the_tool_for_it(self):
        async def run():
            for mode in MODES:
                async with self.over_pipes(mode, "--write") as client:
                    await self.confirm(client)
                async with self.over_http(mode, self.writer) as client:
                    await self.confirm(client)

        asyncio.run(run())

    def test_what_is_not_the_protocol_is_refused(self):
        url, fields = self.shop.url + "/mcp", {"Authorization": f"Bearer {self.writer}"}
        ping = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
        self.assertEqual(send("POST", url, ping).status, 401)
        self.assertEqual(send("POST", url, ping, fields | {"Origin": "https://otro.example"}).status, 403)
        self.assertEqual(send("GET", url, fields=fields).status, 405)
        self.assertEqual(send("DELETE", url, fields=fields).status, 405)
        self.assertEqual(send("POST", url, b"{", fields).json["error"]["code"], -32700)
        self.assertEqual(send("POST", url, ping, fields).json, {"jsonrpc": "2.0", "id": 1, "result": {}})


def person(agrees):
    """What stands in for a person who is shown a form; nil where the client shows none."""
    if agrees is None:
        return None

    async def answer(context, question):
        if not agrees:
            return ElicitResult(action="decline")
        return ElicitResult(action="accept", content={"confirmar": True})

    return answer


if __name__ == "__main__":
    unittest.main()
