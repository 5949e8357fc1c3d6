"""The assistant led by a model behind the proxy of litellm: it calls tools, streams, proposes and fails."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from shop import PATIENCE, Shop, free_port, send

KEY = "sk-del-proxy"
PRODUCT = "CRE-006"


class ScriptedModel:
    """An OpenAI-compatible server that asks for a product's stock and says it, sells, or fails, as it is told."""

    def __init__(self):
        self.requests = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.requests.append(request)
                message, status = model.answer(request)
                if status != 200:
                    self.reply(status, "application/json", json.dumps({"error": message}))
                elif request.get("stream"):
                    self.reply(200, "text/event-stream", "".join(events(message)))
                else:
                    self.reply(200, "application/json", json.dumps(whole(message)))

            def reply(self, status, kind, text):
                content = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def answer(request):
        last = request["messages"][-1]
        tools = [tool["function"]["name"] for tool in request.get("tools", [])]
        if tools == ["verHora"]:
            return call("verHora", {}), 200
        if not tools:
            return {"content": "listo"}, 200
        if last["role"] == "tool":
            data = json.loads(last["content"].removeprefix("<datos>").removesuffix("</datos>"))
            product = data["productos"][0]
            return {"content": f"Te quedan {product['total']} de {product['nombre']}."}, 200
        if "rompe" in last["content"]:
            return {"message": "overloaded", "type": "server_error"}, 500
        if "llevan" in last["content"]:
            return call("registerSale", {"items": [{"product": PRODUCT, "qty": 1}]}), 200
        return call("getProductStock", {"product": PRODUCT}), 200

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def call(name, arguments):
    function = {"name": name, "arguments": json.dumps(arguments)}
    return {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": function}]}


def whole(message):
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    choice = {"index": 0, "message": {"role": "assistant"} | message, "finish_reason": reason}
    usage = {"prompt_tokens": 30, "completion_tokens": 5, "total_tokens": 35}
    return {"id": "r1", "object": "chat.completion", "created": 1, "model": "guion", "choices": [choice], "usage": usage}


def events(message):
    """The message in pieces, a letter of its words or three of its arguments at a time."""
    deltas = [{"role": "assistant", "content": ""}]
    deltas += [{"content": letter} for letter in message["content"] or ""]
    for made in message.get("tool_calls", []):
        text = made["function"]["arguments"]
        function = {"name": made["function"]["name"], "arguments": ""}
        deltas.append({"tool_calls": [{"index": 0, "id": made["id"], "type": "function", "function": function}]})
        deltas += [
            {"tool_calls": [{"index": 0, "function": {"arguments": text[place:place + 3]}}]}
            for place in range(0, len(text), 3)]
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    chunk = {"id": "r1", "object": "chat.completion.chunk", "created": 1, "model": "guion"}
    for delta in deltas:
        yield f"data: {json.dumps(chunk | {'choices': [{'index': 0, 'delta': delta, 'finish_reason': None}]})}\n\n"
    yield f"data: {json.dumps(chunk | {'choices': [{'index': 0, 'delta': {}, 'finish_reason': reason}]})}\n\n"
    usage = {"prompt_tokens": 30, "completion_tokens": 5, "total_tokens": 35}
    yield f"data: {json.dumps(chunk | {'choices': [], 'usage': usage})}\n\n"
    yield "data: [DONE]\n\n"


class Proxy:
    """litellm's proxy in front of a model, until `stop`."""

    def __init__(self, model):
        self.folder = tempfile.TemporaryDirectory()
        settings = os.path.join(self.folder.name, "config.yaml")
        named = {"model": "openai/guion", "api_base": model.url, "api_key": "x", "max_retries": 0}
        with open(settings, "w") as file:
            json.dump({
                "model_list": [{"model_name": "tienda", "litellm_params": named}],
                "litellm_settings": {"num_retries": 0, "telemetry": False},
                "general_settings": {"master_key": KEY}}, file)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = open(os.path.join(self.folder.name, "log"), "wb")
        self.process = subprocess.Popen(
            [os.path.join(os.path.dirname(sys.executable), "litellm"), "--config", settings, "--host", "127.0.0.1",
             "--port", self.url.rsplit(":", 1)[1]],
            env=os.environ | {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False"},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        end = time.monotonic() + 2 * PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if send("GET", self.url + "/health/liveliness").status == 200:
                    return
            except OSError:
                time.sleep(0.2)
        with open(self.log.name, "rb") as log:
            raise AssertionError("the proxy does not answer: " + log.read().decode(errors="replace"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.log.close()
        self.folder.cleanup()


class LiteLLMTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = ScriptedModel()
        cls.proxy = Proxy(cls.model)
        cls.shop = Shop(
            OPENAI_BASE_URL=cls.proxy.url + "/v1", OPENAI_API_KEY=KEY, OPENAI_MODEL="tienda",
            BODEGUERO_MODEL_ROAD="model-first")

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()
        cls.proxy.stop()
        cls.model.stop()

    def say(self, text, delivery, expected=0):
        """The turn that a message leads to, and what was logged of it."""
        done = subprocess.run(
            [os.environ["BODEGUERO_PROGRAM"], "chat", "-c", text, "--json"], stdin=subprocess.DEVNULL,
            env=self.shop.environment | {"BODEGUERO_MODEL_DELIVERY": delivery, "BODEGUERO_LOG": "1"},
            capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, expected, done.stderr)
        return json.loads(done.stdout), done.stderr

    def test_a_question_is_answered_through_a_tool(self):
        for delivery in ("stream", "whole"):
            self.model.requests.clear()
            turn, log = self.say("contame cómo vengo con las cremas", delivery)
            self.assertEqual(turn["route"], "model", log)
            self.assertEqual([made["name"] for made in turn["tool_calls"]], ["getProductStock"])
            product = turn["tool_calls"][0]["result"]["productos"][0]
            self.assertEqual(turn["reply"], f"Te quedan {product['total']} de {product['nombre']}.")
            first, second = self.model.requests
            self.assertEqual(bool(first.get("stream")), delivery == "stream")
            self.assertGreater(len(first["tools"]), 20)
            self.assertEqual([message["role"] for message in second["messages"]][-3:], ["user", "assistant", "tool"])

    def test_a_sale_is_only_proposed(self):
        for delivery in ("stream", "whole"):
            turn, log = self.say("se llevan una crema", delivery, expected=5)
            self.assertEqual(turn["route"], "model", log)
            self.assertEqual(turn["pending"]["kind"], "confirmation")

    def test_what_the_proxy_refuses_or_cannot_reach_is_answered_without_it(self):
        for delivery in ("stream", "whole"):
            turn, log = self.say(f"stock de {PRODUCT}, aunque se rompe el modelo", delivery)
            self.assertEqual(turn["route"], "offline")
            self.assertIn("(El modelo no pudo contestar", turn["reply"])
            self.assertRegex(log, r"model: (server|rate_limit|other)")
            self.assertNotIn(KEY, log)

    def test_the_check_finds_that_all_works_and_what_is_used_is_counted(self):
        said = self.shop.command("model", "check")
        self.assertEqual(said.count("✓"), 3, said)
        before = self.used()
        self.say("contame cómo vengo con las cremas", "stream")
        self.assertEqual(self.used(), before + 70)

    def used(self):
        days = json.loads(self.shop.command("model", "usage", "--json"))
        return sum(day["tokens_entrada"] + day["tokens_salida"] for day in days)


if __name__ == "__main__":
    unittest.main()
