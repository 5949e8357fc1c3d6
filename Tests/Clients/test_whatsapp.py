"""WhatsApp as pywa speaks it: what it would accept from Meta, and what it would send to Meta."""

import hashlib
import hmac
import json
import unittest

import httpx
import pywa
from pywa.types import Button

from shop import Provider, Shop, send

SECRET = "un-secreto"


def accepted(path, body):
    person = json.loads(body)["to"]
    return {"messaging_product": "whatsapp", "contacts": [{"input": person, "wa_id": person}],
            "messages": [{"id": "wamid.1"}]}


class WhatsAppTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.graph = Provider(accepted)
        cls.shop = Shop(
            WHATSAPP_APP_SECRET=SECRET, WHATSAPP_VERIFY_TOKEN="ficha", WHATSAPP_TOKEN="llave",
            WHATSAPP_PHONE_NUMBER_ID="1234", WHATSAPP_TEMPLATE="aviso", WHATSAPP_GRAPH_URL=cls.graph.url)
        cls.client = pywa.WhatsApp(
            phone_id="1234", token="llave", app_secret=SECRET, verify_token="ficha", server=None,
            session=httpx.Client())
        cls.client.api._session.base_url = cls.graph.url + "/v23.0"
        cls.people = cls.messages = 0

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()
        cls.graph.stop()

    def setUp(self):
        """Each test is a person of its own, who sends the code of the owner first."""
        WhatsAppTests.people += 1
        self.person = f"59170000{self.people:03}"
        self.write(self.shop.link_code())
        self.sent()

    def webhook(self, text):
        WhatsAppTests.messages += 1
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550000000", "phone_number_id": "1234"},
            "contacts": [{"profile": {"name": "Ana"}, "wa_id": self.person}],
            "messages": [{"from": self.person, "id": f"wamid.in{self.messages}", "timestamp": "1764000000",
                          "type": "text", "text": {"body": text}}],
        }
        return json.dumps({
            "object": "whatsapp_business_account",
            "entry": [{"id": "9", "changes": [{"field": "messages", "value": value}]}],
        }).encode()

    @staticmethod
    def signature(body):
        return "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()

    def post(self, body, signature):
        return send("POST", self.shop.url + "/webhooks/whatsapp", body, {
            "Content-Type": "application/json", "X-Hub-Signature-256": signature})

    def write(self, text):
        """The person's message; what the shop answers is the next request at the provider."""
        body = self.webhook(text)
        answer = self.post(body, self.signature(body))
        self.assertEqual(answer.status, 200, answer.text)

    def sent(self):
        path, fields, body = self.graph.next()
        self.assertEqual(path, "/v23.0/1234/messages")
        self.assertEqual(fields["Authorization"], "Bearer llave")
        return json.loads(body)

    def test_takes_what_pywa_takes_and_refuses_what_it_refuses(self):
        body = self.webhook("gracias")
        good = self.signature(body)
        for signature in [good, good[:-1] + "x", good[:-2], "sha256=", "", "sha1=00"]:
            with self.subTest(signature):
                refusal = self.client.webhook_update_validator(body, signature)
                status = self.post(body, signature).status
                self.assertEqual(status == 200, refusal is None, f"{status} {refusal}")
        self.sent()

    def test_gives_the_challenge_as_pywa_does(self):
        for token in ["ficha", "otra"]:
            answer = send(
                "GET", self.shop.url + "/webhooks/whatsapp"
                f"?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=4711")
            text, status = self.client.webhook_challenge_handler(vt=token, ch="4711")
            self.assertEqual(answer.status, status)
            if status == 200:
                self.assertEqual(answer.text, text)

    def test_sends_text_as_pywa_sends_it(self):
        self.write("¿cuánto vendí ayer?")
        ours = self.sent()
        self.assertEqual(ours["type"], "text")
        self.client.send_message(to=self.person, text=ours["text"]["body"])
        self.assertEqual(ours, self.sent())

    def test_sends_buttons_as_pywa_sends_them_and_takes_them_back(self):
        self.write("se rompió 1 shampoo anticaida de 400 ml")
        ours = self.sent()
        buttons = [
            Button(button["reply"]["title"], callback_data=button["reply"]["id"])
            for button in ours["interactive"]["action"]["buttons"]]
        self.client.send_message(to=self.person, text=ours["interactive"]["body"]["text"], buttons=buttons)
        self.assertEqual(ours, self.sent())
        self.write("no")
        self.sent()

    def test_sends_a_template_when_the_window_is_closed(self):
        self.graph.answers.put((400, {"error": {
            "message": "(#131047) Re-engagement message", "type": "OAuthException", "code": 131047,
            "error_data": {"messaging_product": "whatsapp", "details": "more than 24 hours"}}}))
        self.write("hola")
        self.sent()
        template = self.sent()
        self.assertEqual(template["type"], "template")
        self.assertEqual(template["template"]["name"], "aviso")

    def test_sends_nothing_again_that_can_never_arrive(self):
        self.graph.answers.put((400, {"error": {
            "message": "(#131026) Message undeliverable", "type": "OAuthException", "code": 131026}}))
        self.write("hola")
        self.sent()
        self.write("¿cuánto vendí ayer?")
        self.assertIn("ventas", json.dumps(self.sent()).lower())

    def test_tries_again_what_failed_for_a_moment(self):
        self.graph.answers.put((500, {"error": {
            "message": "(#131000) Something went wrong", "type": "OAuthException", "code": 131000}}))
        self.write("hola")
        self.assertEqual(self.sent(), self.sent())


if __name__ == "__main__":
    unittest.main()
