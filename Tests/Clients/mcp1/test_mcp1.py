"""The MCP server held to the official client of version 1: over pipes and HTTP, with sessions."""

import asyncio
import contextlib
import datetime
import unittest

from mcp import ClientSession, McpError, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamablehttp_client
from mcp.types import ElicitResult

from mcp_cases import Caller, MCPCases
from shop import PATIENCE, PROGRAM


class MCP1Tests(MCPCases, unittest.TestCase):
    refusal = McpError

    @contextlib.asynccontextmanager
    async def over(self, streams, answer):
        async with ClientSession(
                *streams[:2], read_timeout_seconds=datetime.timedelta(seconds=PATIENCE),
                elicitation_callback=person(answer)) as session:
            await session.initialize()
            yield Caller(session)

    @contextlib.asynccontextmanager
    async def over_pipes(self, *options, answer=None):
        server = StdioServerParameters(command=PROGRAM, args=["mcp", *options], env=self.shop.environment)
        async with stdio_client(server) as streams, self.over(streams, answer) as caller:
            yield caller

    @contextlib.asynccontextmanager
    async def over_http(self, token):
        fields = {"Authorization": f"Bearer {token}"}
        async with streamablehttp_client(self.shop.url + "/mcp", headers=fields) as streams, \
                self.over(streams, None) as caller:
            yield caller

    def test_everything_is_listed_and_called(self):
        async def run():
            async with self.over_pipes() as client:
                await self.use_everything(client, writes=False)
            async with self.over_http(self.reader) as client:
                await self.use_everything(client, writes=False)
            async with self.over_http(self.writer) as client:
                await self.use_everything(client, writes=True)

        asyncio.run(run())

    def test_a_person_who_is_asked_decides(self):
        async def run():
            for agrees in (True, False):
                async with self.over_pipes(answer=agrees) as client:
                    await self.write_asked(client, agrees)

        asyncio.run(run())

    def test_a_client_that_cannot_ask_confirms_by_the_tool_for_it(self):
        async def run():
            async with self.over_pipes("--write") as client:
                await self.write_confirming(client)
            async with self.over_http(self.writer) as client:
                await self.write_confirming(client)

        asyncio.run(run())


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
