"""The REST API held to its own OpenAPI document by schemathesis."""

import os
import subprocess
import sys
import unittest

from shop import Shop

EXAMPLES = os.environ.get("BODEGUERO_EXAMPLES", "8")


CONFIGURATION = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemathesis.toml")
# After one of these the token of the request may be worth nothing.
ENDING = "^/cuenta/(salir|contrasena|tokens/.id.)$"


class APITests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()

    def hold_to_document(self, choice):
        done = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "schemathesis"), "--config-file", CONFIGURATION, "run",
             self.shop.url + "/api/v1/openapi.json", "--header", f"Authorization: Bearer {self.shop.token()}",
             choice, ENDING, "--max-examples", EXAMPLES, "--rate-limit", "80/s", "--seed", "7", "--no-color",
             "--request-timeout", "60"],
            cwd=self.shop.folder, capture_output=True, text=True, timeout=3600)
        self.assertEqual(done.returncode, 0, done.stdout[-20_000:] + done.stderr[-2_000:])

    def test_does_what_its_document_says(self):
        self.hold_to_document("--exclude-path-regex")

    def test_does_what_its_document_says_of_what_ends_an_entry(self):
        self.hold_to_document("--include-path-regex")


if __name__ == "__main__":
    unittest.main()
