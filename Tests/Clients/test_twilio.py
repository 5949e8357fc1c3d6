"""Twilio: signed by its own RequestValidator, answered through an API that its own client would fill the same way."""

import unittest
import urllib.parse

from twilio.request_validator import RequestValidator
from twilio.rest import Client

from shop import Provider, Shop, send

ACCOUNT, TOKEN = "AC" + "0" * 32, "llave"
PUBLIC = "https://tienda.example"
PATH = "/webhooks/twilio"


class TwilioTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = Provider(lambda path, body: {"sid": "SM1", "status": "queued"})
        cls.shop = Shop(
            TWILIO_ACCOUNT_SID=ACCOUNT, TWILIO_AUTH_TOKEN=TOKEN, TWILIO_FROM="whatsapp:+14155238886,+15005550006",
            TWILIO_API_URL=cls.api.url, BODEGUERO_PUBLIC_URL=PUBLIC)
        cls.validator = RequestValidator(TOKEN)
        cls.people = cls.messages = 0

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()
        cls.api.stop()

    def form(self, text, person="whatsapp:+59170000001"):
        TwilioTests.messages += 1
        return {"MessageSid": f"SM{self.messages}", "AccountSid": ACCOUNT, "From": person,
                "To": "whatsapp:+14155238886", "Body": text, "NumMedia": "0", "ProfileName": "Ana"}

    def post(self, form, signature, query=""):
        return send("POST", self.shop.url + PATH + query, urllib.parse.urlencode(form).encode(), {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "X-Twilio-Signature": signature})

    def sent(self):
        path, fields, body = self.api.next()
        return path, fields, dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))

    def test_believes_what_twilio_signs_and_nothing_else(self):
        for url in [PUBLIC + PATH, PUBLIC + ":443" + PATH]:
            with self.subTest(url):
                form = self.form("hola & adiós, ¿qué tal? 100%")
                self.assertEqual(self.post(form, self.validator.compute_signature(url, form)).status, 200)
                self.sent()
        form = self.form("hola")
        good = self.validator.compute_signature(PUBLIC + PATH, form)
        self.assertIn(self.post(form | {"Body": "otra cosa"}, good).status, (401, 403))
        self.assertIn(self.post(form, good[:-3] + "xx=").status, (401, 403))
        self.assertIn(self.post(form, "").status, (401, 403))

    def test_signs_over_the_query_as_it_came(self):
        query = "?a=%20b&c=d%2Fe"
        form = self.form("hola")
        signature = self.validator.compute_signature(PUBLIC + PATH + query, form)
        self.assertEqual(self.post(form, signature, query).status, 200)
        self.sent()

    def test_answers_as_twilios_own_client_would(self):
        for person, sender in [("whatsapp:+59170000009", "whatsapp:+14155238886"), ("+59170000009", "+15005550006")]:
            with self.subTest(person):
                form = self.form(self.shop.link_code(), person)
                answer = self.post(form, self.validator.compute_signature(PUBLIC + PATH, form))
                self.assertEqual(answer.status, 200)
                self.assertIn("xml", answer.fields["Content-Type"])
                path, fields, ours = self.sent()
                client = Client(ACCOUNT, TOKEN)
                client.api.base_url = self.api.url
                client.messages.create(
                    to=person, from_=sender, body=ours["Body"], status_callback=PUBLIC + PATH)
                their_path, their_fields, theirs = self.sent()
                self.assertEqual((path, ours), (their_path, theirs))
                self.assertEqual(fields["Authorization"], their_fields["Authorization"])


if __name__ == "__main__":
    unittest.main()
