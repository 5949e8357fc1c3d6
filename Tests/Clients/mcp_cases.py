"""What every client of MCP does with the program, whatever its version."""

import json

import jsonschema

from shop import Shop

PRODUCT = "GAS-001"
ADJUSTMENT = {"product": PRODUCT, "mode": "decrease", "qty": 1, "reason": "broken"}


class Caller:
    """A client of either version, answering with JSON as the wire has it."""

    def __init__(self, client):
        self.client = client

    async def tools(self):
        return [plain(tool) for tool in (await self.client.list_tools()).tools]

    async def call(self, tool, arguments):
        return plain(await self.client.call_tool(tool, arguments))

    async def resources(self):
        return [plain(resource) for resource in (await self.client.list_resources()).resources]

    async def read(self, uri):
        return plain(await self.client.read_resource(uri))

    async def prompts(self):
        return [plain(prompt) for prompt in (await self.client.list_prompts()).prompts]

    async def prompt(self, name):
        return plain(await self.client.get_prompt(name, {}))


class MCPCases:
    """To be mixed into a test case that gives a `Caller` and knows the `refusal` that its client raises."""

    refusal = Exception

    @classmethod
    def setUpClass(cls):
        cls.shop = Shop(BODEGUERO_PUBLIC_URL="https://tienda.example")
        cls.shop.command(
            "tool", "registerStockEntry", json.dumps({"items": [{"product": PRODUCT, "qty": 500}]}), "--yes")
        cls.writer = cls.shop.token()
        cls.reader = cls.shop.token(scope="leer")

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()

    async def state(self, client):
        """The stock by branch, and the price."""
        stock = (await client.call("getProductStock", {"product": PRODUCT}))["structuredContent"]["productos"][0]
        price = (await client.call("getProductPrice", {"product": PRODUCT}))["structuredContent"]
        return {part["sucursal"]: part["cantidad"] for part in stock["sucursales"]}, price["precio_venta"]

    async def use_everything(self, client, writes):
        """Lists and calls whatever there is; each result is held to its tool's schema."""
        tools = await client.tools()
        self.assertEqual(any(not tool["annotations"]["readOnlyHint"] for tool in tools), writes)
        for tool in tools:
            self.assertIn("outputSchema", tool, tool["name"])
            self.assertEqual(tool["annotations"]["destructiveHint"], not tool["annotations"]["readOnlyHint"])
            if not tool["annotations"]["readOnlyHint"]:
                continue
            wanted = {"product": PRODUCT, "folio": "125", "rule": "restock"}
            # Of a product or of a sale, which no list of what is required can say.
            needed = ["product"] if tool["name"] == "getCode" else tool["inputSchema"].get("required", [])
            arguments = {name: wanted[name] for name in needed}
            result = await client.call(tool["name"], arguments)
            self.assertFalse(result["isError"], result["content"][0]["text"])
            jsonschema.validate(result["structuredContent"], tool["outputSchema"])
            self.assertEqual(json.loads(result["content"][0]["text"]), result["structuredContent"])
        self.assertTrue((await client.call("getProductStock", {"producto": PRODUCT}))["isError"])
        with self.assertRaises(self.refusal) as refused:
            await client.call("nope", {})
        self.assertEqual(refused.exception.error.code, -32602)
        for resource in await client.resources():
            contents = (await client.read(resource["uri"]))["contents"]
            self.assertIn("productos", json.loads(contents[0]["text"]))
        for prompt in await client.prompts():
            messages = (await client.prompt(prompt["name"]))["messages"]
            self.assertIn("getSalesSummary", messages[0]["content"]["text"])

    async def write_everything(self, client, change, happens):
        """Sells, takes back, transfers, receives, corrects and prices; `change` calls a tool as the client's person
        decides.

        Where nothing `happens`, nothing has changed.
        """
        async def differs(tool, arguments, here=0, there=0, price=0):
            (before, was), result = await self.state(client), await change(tool, arguments)
            after, now = await self.state(client)
            moved = {name: after[name] - before[name] for name in after if after[name] != before[name]}
            expected = {name: count for name, count in (("Principal", here), ("Norte", there)) if count}
            self.assertEqual(moved, expected if happens else {}, tool)
            self.assertEqual(now - was, price if happens else 0, tool)
            return result

        two = [{"product": PRODUCT, "qty": 2}]
        sale = await differs("registerSale", {"items": two, "payment": "cash"}, here=-2)
        if happens:
            await differs("returnSale", {"folio": sale["resultado"]["folio"], "items": [two[0] | {"qty": 1}]}, here=1)
            await differs("cancelSale", {"folio": await self.another_sale(change)}, here=1)
        await differs("transferStock", {"items": two, "from": "Principal", "to": "Norte"}, here=-2, there=2)
        await differs("registerStockEntry", {"items": two}, here=2)
        await differs("adjustStock", ADJUSTMENT, here=-1)
        price = (await self.state(client))[1]
        await differs("changePrice", {"product": PRODUCT, "price": price + 1}, price=1)

    async def another_sale(self, change):
        sale = await change("registerSale", {"items": [{"product": PRODUCT, "qty": 1}], "payment": "cash"})
        return sale["resultado"]["folio"]

    async def write_asked(self, client, agrees):
        """Every change is shown to the person, who agrees to all or to none."""
        async def change(tool, arguments):
            result = await client.call(tool, arguments)
            self.assertFalse(result["isError"], result["content"][0]["text"])
            self.assertEqual(result["structuredContent"]["estado"], "hecho" if agrees else "descartada")
            return result["structuredContent"]

        await self.write_everything(client, change, happens=agrees)

    async def write_confirming(self, client):
        """Every change is only proposed, and performed once, however often it is confirmed."""
        async def change(tool, arguments):
            before = await self.state(client)
            proposal = (await client.call(tool, arguments))["structuredContent"]
            self.assertEqual(proposal["estado"], "propuesta")
            self.assertEqual(await self.state(client), before)
            for _ in range(2):
                done = await client.call("confirmProposal", {"proposal": proposal["propuesta"]})
                self.assertEqual(done["structuredContent"]["estado"], "hecho")
            return done["structuredContent"]

        await self.write_everything(client, change, happens=True)
        await self.write_everything(client, lambda tool, arguments: client.call(tool, arguments), happens=False)


def plain(model):
    """What a client made of a message, as the wire has it."""
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)
