"""The OpenAI-compatible server held to the official client, the `llm` program and curl."""

import json
import os
import subprocess
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openai

from shop import PATIENCE, Shop, send

QUESTION = "stock de la crema CRE-006"


class OpenAIServerTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()
        cls.token = cls.shop.token()
        cls.client = openai.OpenAI(base_url=cls.shop.url + "/v1", api_key=cls.token, timeout=PATIENCE, max_retries=0)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.shop.stop()

    def say(self, text, **options):
        return self.client.chat.completions.create(
            model="bodeguero", messages=[{"role": "system", "content": "x"}, {"role": "user", "content": text}],
            **options)

    def test_there_is_one_model(self):
        self.assertEqual([model.id for model in self.client.models.list()], ["bodeguero"])
        self.assertEqual(self.client.models.retrieve("bodeguero").object, "model")
        with self.assertRaises(openai.NotFoundError) as refused:
            self.client.models.retrieve("gpt-4o")
        self.assertEqual(refused.exception.code, "model_not_found")

    def test_answers_whole_and_as_a_stream_alike(self):
        whole = self.say(QUESTION)
        self.assertEqual(whole.choices[0].finish_reason, "stop")
        chunks = list(self.say(QUESTION, stream=True, stream_options={"include_usage": True}))
        self.assertEqual(chunks[-1].choices, [])
        self.assertIsNotNone(chunks[-1].usage)
        streamed = "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1])
        self.assertEqual(streamed, whole.choices[0].message.content)
        self.assertIn("Crema", streamed)
        parts = self.client.chat.completions.create(
            model="bodeguero", messages=[{"role": "user", "content": [{"type": "text", "text": QUESTION}]}])
        self.assertEqual(parts.choices[0].message.content, streamed)

    def test_each_user_has_a_conversation_and_only_their_own_yes_counts(self):
        proposal = self.say("se rompió 1 CRE-006", user="ana").choices[0].message.content
        self.assertIn("¿", proposal)
        stock = self.say(QUESTION, user="luis").choices[0].message.content
        self.say("sí", user="luis")
        self.assertEqual(self.say(QUESTION, user="luis").choices[0].message.content, stock)
        self.say("sí", user="ana")
        self.assertNotEqual(self.say(QUESTION, user="luis").choices[0].message.content, stock)

    def test_what_a_chat_page_asks_for_itself_touches_nothing(self):
        answer = self.say("### Task:\nGenerate a title.\n### Chat History:\nUSER: se rompió 1 CRE-006", user="pagina")
        self.assertLess(len(answer.choices[0].message.content), 100)
        self.assertNotIn("¿", answer.choices[0].message.content)

    def test_refusals_are_in_the_form_the_client_knows(self):
        with self.assertRaises(openai.AuthenticationError):
            self.client.with_options(api_key="otra").models.list()
        with self.assertRaises(openai.NotFoundError):
            self.client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hola"}])
        for messages in ([], [{"role": "user", "content": ""}], [{"role": "assistant", "content": "hola"}]):
            with self.assertRaises(openai.BadRequestError):
                self.client.chat.completions.create(model="bodeguero", messages=messages)

    def test_curl_talks_whatever_the_type(self):
        body = json.dumps({"model": "bodeguero", "messages": [{"role": "user", "content": "hola"}]})
        done = subprocess.run(
            ["curl", "-sS", self.shop.url + "/v1/chat/completions", "-H", f"Authorization: Bearer {self.token}",
             "-d", body], capture_output=True, timeout=PATIENCE, check=True)
        self.assertTrue(json.loads(done.stdout)["choices"][0]["message"]["content"])

    def test_llm_talks(self):
        folder = os.path.join(self.shop.folder, "llm")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "extra-openai-models.yaml"), "w") as models:
            json.dump([{"model_id": "tienda", "model_name": "bodeguero", "api_base": self.shop.url + "/v1",
                        "api_key_name": "tienda"}], models)
        with open(os.path.join(folder, "keys.json"), "w") as keys:
            json.dump({"tienda": self.token}, keys)
        done = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "llm"), "-m", "tienda", QUESTION],
            env=self.shop.environment | {"LLM_USER_PATH": folder}, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(
            done.stdout.strip(), self.say(QUESTION, user="llm").choices[0].message.content.strip())


class SlowModel:
    """A model that says one line, and the last one when it may; it notes whether whoever asked has left before."""

    def __init__(self):
        self.may_go_on, self.left = threading.Event(), threading.Event()
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                try:
                    self.say({"content": "Claro.\n"})
                    while not model.may_go_on.wait(0.05):
                        self.wfile.write(b": sigo\n\n")
                    self.say({"content": "Listo."}, "stop")
                    self.wfile.write(b"data: [DONE]\n\n")
                except OSError:
                    model.left.set()

            def say(self, delta, reason=None):
                chunk = {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}
                self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.may_go_on.set()
        self.server.shutdown()
        self.server.server_close()


class StreamingTests(unittest.TestCase):
    def setUp(self):
        self.model = SlowModel()
        self.addCleanup(self.model.stop)
        self.shop = Shop(
            OPENAI_BASE_URL=self.model.url, OPENAI_MODEL="m", BODEGUERO_MODEL_ROAD="model-first",
            BODEGUERO_MODEL_DEADLINE=str(PATIENCE))
        self.addCleanup(self.shop.stop)
        client = openai.OpenAI(base_url=self.shop.url + "/v1", api_key=self.shop.token(), timeout=PATIENCE)
        self.addCleanup(client.close)
        self.stream = client.chat.completions.create(
            model="bodeguero", messages=[{"role": "user", "content": "contame algo"}], stream=True)

    def test_a_models_words_are_heard_while_it_still_speaks(self):
        words = ""
        for chunk in self.stream:
            words += chunk.choices[0].delta.content or ""
            if words == "Claro.":
                self.model.may_go_on.set()
        self.assertEqual(words, "Claro.\nListo.")

    def test_a_client_that_leaves_frees_the_turn(self):
        for chunk in self.stream:
            if chunk.choices[0].delta.content == "Claro.":
                break
        self.stream.close()
        self.assertTrue(self.model.left.wait(PATIENCE))


if __name__ == "__main__":
    unittest.main()
