"""Dialogflow ES and CX: what is answered is read by Google's own messages, which refuse any field they do not know."""

import base64
import json
import unittest
import uuid

from google.cloud import dialogflow_v2, dialogflowcx_v3
from google.protobuf import json_format

from shop import Shop, send

SECRET = "un secreto"
ASKED = ["¿qué tengo que reponer esta semana?", "¿cuánto queda de shampoo?", "se rompió 1 shampoo anticaida de 400 ml",
         "no", "hola", "asdf qwer", ""]


class DialogflowTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop(DIALOGFLOW_SECRET=SECRET)

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()

    def post(self, request, password=SECRET):
        credentials = base64.b64encode(f"bodeguero:{password}".encode()).decode()
        return send("POST", self.shop.url + "/webhooks/dialogflow", json.dumps(request).encode(), {
            "Content-Type": "application/json", "Authorization": "Basic " + credentials})

    def es(self, text):
        session = "projects/tienda/agent/sessions/5f0e"
        answer = self.post({
            "responseId": str(uuid.uuid4()), "session": session,
            "queryResult": {
                "queryText": text, "languageCode": "es", "allRequiredParamsPresent": True,
                "intent": {"name": "projects/tienda/agent/intents/1", "displayName": "Default Fallback Intent"},
                "intentDetectionConfidence": 0.5, "outputContexts": []},
            "originalDetectIntentRequest": {"payload": {}}})
        self.assertEqual(answer.status, 200, answer.text)
        message = dialogflow_v2.WebhookResponse()
        json_format.ParseDict(answer.json, dialogflow_v2.WebhookResponse.pb(message))
        for context in message.output_contexts:
            self.assertTrue(context.name.startswith(session + "/contexts/"), context.name)
        return message.fulfillment_text

    def cx(self, text):
        answer = self.post({
            "detectIntentResponseId": str(uuid.uuid4()), "languageCode": "es", "text": text,
            "fulfillmentInfo": {"tag": "bodeguero"},
            "sessionInfo": {"session": "projects/tienda/locations/global/agents/1/sessions/9a7c", "parameters": {}}})
        self.assertEqual(answer.status, 200, answer.text)
        message = dialogflowcx_v3.WebhookResponse()
        json_format.ParseDict(answer.json, dialogflowcx_v3.WebhookResponse.pb(message))
        return "\n".join(line for each in message.fulfillment_response.messages for line in each.text.text)

    def test_answers_in_googles_own_shapes(self):
        for name, ask in [("ES", self.es), ("CX", self.cx)]:
            with self.subTest(name):
                self.assertNotIn("Serum", ask(ASKED[0]), "a stranger was told what the shop has")
                ask(self.shop.link_code())
                answers = [ask(text) for text in ASKED]
                self.assertIn("reponer", answers[0])
                self.assertIn("Shampoo", answers[1] + answers[2])

    def test_answers_nobody_without_the_password(self):
        self.assertEqual(self.post({"session": "projects/p/agent/sessions/s"}, "otra").status, 401)


if __name__ == "__main__":
    unittest.main()
