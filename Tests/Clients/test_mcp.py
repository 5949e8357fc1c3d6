"""The MCP server held to the official client of version 2: over pipes and HTTP, with sessions and without."""

import asyncio
import contextlib
import json
import unittest

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import ElicitResult

from mcp_cases import Caller, MCPCases
from shop import PATIENCE, PROGRAM, send

MODES = ["legacy", "auto", "2026-07-28"]


class MCPTests(MCPCases, unittest.TestCase):
    refusal = MCPError

    @contextlib.asynccontextmanager
    async def over_pipes(self, mode, *options, answer=None):
        server = StdioServerParameters(
            command=PROGRAM, args=["mcp", *options], env=self.shop.environment)
        async with Client(
                server, mode=mode, read_timeout_seconds=PATIENCE, elicitation_callback=person(answer)) as client:
            yield Caller(client)

    @contextlib.asynccontextmanager
    async def over_http(self, mode, token, answer=None):
        fields = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=fields, timeout=PATIENCE) as http:
            transport = streamable_http_client(self.shop.url + "/mcp", http_client=http)
            async with Client(
                    transport, mode=mode, read_timeout_seconds=PATIENCE,
                    elicitation_callback=person(answer)) as client:
                yield Caller(client)

    def test_everything_is_listed_and_called_in_every_mode(self):
        async def run():
            for mode in MODES:
                async with self.over_pipes(mode) as client:
                    await self.use_everything(client, writes=False)
                async with self.over_http(mode, self.reader) as client:
                    await self.use_everything(client, writes=False)
                async with self.over_http(mode, self.writer) as client:
                    await self.use_everything(client, writes=True)

        asyncio.run(run())

    def test_a_person_who_is_asked_decides(self):
        async def run():
            for agrees in (True, False):
                for mode in MODES:
                    async with self.over_pipes(mode, answer=agrees) as client:
                        await self.write_asked(client, agrees)
                for mode in MODES[1:]:
                    async with self.over_http(mode, self.writer, answer=agrees) as client:
                        await self.write_asked(client, agrees)

        asyncio.run(run())

    def test_a_client_that_cannot_ask_confirms_by_the_tool_for_it(self):
        async def run():
            for mode in MODES:
                async with self.over_pipes(mode, "--write") as client:
                    await self.write_confirming(client)
                async with self.over_http(mode, self.writer) as client:
                    await self.write_confirming(client)

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
    """What stands in for a person who is shown a form; None where the client shows none."""
    if agrees is None:
        return None

    async def answer(context, question):
        if not agrees:
            return ElicitResult(action="decline")
        return ElicitResult(action="accept", content={"confirmar": True})

    return answer


if __name__ == "__main__":
    unittest.main()
