"""Telegram in the shapes of python-telegram-bot: its updates come in, its own bot would send what goes out."""

import asyncio
import json
import unittest
import urllib.parse

import telegram

from shop import Provider, Shop, send

TOKEN, SECRET = "123:llave", "un-secreto"


class TelegramTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        chat = {"id": 7, "type": "private"}
        bot = {"id": 123, "is_bot": True, "first_name": "Tienda", "username": "tienda_bot"}
        results = {"sendMessage": {"message_id": 5, "date": 0, "chat": chat}, "getMe": bot}
        cls.api = Provider(lambda path, body: {"ok": True, "result": results.get(path.split("/")[-1], True)})
        cls.shop = Shop(
            TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_WEBHOOK_SECRET=SECRET, TELEGRAM_API_URL=cls.api.url,
            BODEGUERO_PUBLIC_URL="https://tienda.example")
        cls.updates = 0
        cls.told = cls.next("setWebhook")

    @classmethod
    def tearDownClass(cls):
        cls.shop.stop()
        cls.api.stop()

    def post(self, update, secret=SECRET):
        return send("POST", self.shop.url + "/webhooks/telegram", json.dumps(update.to_dict()).encode(), {
            "Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret})

    def update(self, **content):
        TelegramTests.updates += 1
        return telegram.Update(self.updates, **content)

    def message(self, text):
        person = telegram.User(7, "Ana", is_bot=False)
        return telegram.Message(
            self.updates + 1, telegram._utils.datetime.from_timestamp(1764000000), telegram.Chat(7, "private"),
            from_user=person, text=text)

    def write(self, text):
        self.assertEqual(self.post(self.update(message=self.message(text))).status, 200)

    @classmethod
    def next(cls, method):
        """What the next call of `method` was given; the bot's other calls are passed over."""
        while True:
            path, fields, body = cls.api.next()
            if path == f"/bot{TOKEN}/{method}":
                return arguments(fields, body)

    def sent(self):
        return self.next("sendMessage")

    def test_tells_telegram_where_to_bring_what_comes(self):
        self.assertEqual(self.told["url"], "https://tienda.example/webhooks/telegram")
        self.assertEqual(self.told["secret_token"], SECRET)

    def test_refuses_what_bears_another_secret(self):
        for secret in ["", "otro", SECRET + "x"]:
            self.assertIn(self.post(self.update(message=self.message("hola")), secret).status, (401, 403))

    def test_sends_buttons_as_a_bot_of_the_library_does_and_takes_the_tap(self):
        self.write(self.shop.link_code())
        self.sent()
        self.write("se rompió 1 shampoo anticaida de 400 ml")
        ours = self.sent()
        keyboard = telegram.InlineKeyboardMarkup.de_json(ours["reply_markup"], None)
        message = telegram.Message(
            9, telegram._utils.datetime.from_timestamp(1764000000), telegram.Chat(7, "private"), text=ours["text"],
            reply_markup=keyboard)

        async def theirs():
            bot = telegram.Bot(TOKEN, base_url=self.api.url + "/bot")
            async with bot:
                await bot.send_message(
                    ours["chat_id"], ours["text"], reply_markup=keyboard,
                    link_preview_options=telegram.LinkPreviewOptions(is_disabled=True))

        asyncio.run(theirs())
        self.assertEqual(ours, self.sent())

        no = keyboard.inline_keyboard[0][-1]
        tap = telegram.CallbackQuery(
            "4711", telegram.User(7, "Ana", is_bot=False), "instance", message=message, data=no.callback_data)
        answer = self.post(self.update(callback_query=tap))
        self.assertEqual(answer.json, {"method": "answerCallbackQuery", "callback_query_id": "4711"})
        self.assertEqual(self.sent()["chat_id"], 7)


def arguments(fields, body):
    """The arguments of a call, sent as JSON or as a form whose values are JSON."""
    if fields["Content-Type"].startswith("application/json"):
        return json.loads(body)
    values = dict(urllib.parse.parse_qsl(body.decode()))
    return {name: value if name == "text" else json.loads(value) for name, value in values.items()}


if __name__ == "__main__":
    unittest.main()
