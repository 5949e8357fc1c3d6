"""A language model over HTTPS: a certificate that nobody vouches for is refused, and one that is trusted is not."""

import json
import os
import ssl
import subprocess
import tempfile
import unittest

from shop import PATIENCE, PROGRAM, Provider


def answer(path, body):
    message = {"role": "assistant", "content": "listo"}
    if json.loads(body).get("tools"):
        function = {"name": "verHora", "arguments": "{}"}
        message = {
            "role": "assistant", "content": None, "tool_calls": [{"id": "c1", "type": "function", "function": function}]}
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 3, "completion_tokens": 1}}


class ModelTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.certificate = os.path.join(cls.folder.name, "certificate.pem")
        key = os.path.join(cls.folder.name, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=prueba",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cls.certificate],
            check=True, capture_output=True, timeout=PATIENCE)
        cls.provider = Provider(answer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.certificate, key)
        cls.provider.server.socket = context.wrap_socket(
            cls.provider.server.socket, server_side=True, do_handshake_on_connect=False)
        # A client that does not trust us hangs up in the middle of the handshake.
        cls.provider.server.handle_error = lambda *_: None
        cls.url = cls.provider.url.replace("http:", "https:") + "/v1"

    @classmethod
    def tearDownClass(cls):
        cls.provider.stop()
        cls.folder.cleanup()

    def check(self, **environment):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        return subprocess.run(
            [PROGRAM, "model", "check"], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE,
            env=kept | {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "sk-prueba", "OPENAI_MODEL": "m"} | environment)

    def test_a_trusted_certificate_is_taken(self):
        done = self.check(SSL_CERT_FILE=self.certificate)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.count("✓"), 3, done.stdout)
        for _ in range(2):
            self.assertEqual(self.provider.next()[1]["Authorization"], "Bearer sk-prueba")

    def test_another_is_refused_before_the_key_is_sent(self):
        done = self.check()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("su certificado no es válido", done.stdout)
        self.assertTrue(self.provider.requests.empty())


if __name__ == "__main__":
    unittest.main()
