"use strict";

const log = document.getElementById("charla");
const choices = document.getElementById("opciones");
const form = document.getElementById("decir");
const input = document.getElementById("texto");
const sent = [];
let place = 0;

function show(text, whose) {
  const bubble = document.createElement("p");
  bubble.className = whose;
  write(text, bubble);
  log.append(bubble);
  reveal(bubble);
  return bubble;
}

// Line by line, so that those of a list stand apart where they are broken.
function write(text, bubble) {
  bubble.replaceChildren(...text.split("\n").map((line) => {
    const part = document.createElement("span");
    part.textContent = line;
    return part;
  }));
}

// By its path: this page may have been reached by another name of the same server.
function picture(address, bubble) {
  const image = document.createElement("img");
  image.src = new URL(address).pathname;
  image.alt = "Código QR";
  image.addEventListener("load", () => reveal(log.lastElementChild));
  bubble.append(image);
}

// What is longer than the screen is read from its beginning.
function reveal(bubble) {
  bubble.scrollIntoView({ block: bubble.offsetHeight > log.clientHeight ? "start" : "end" });
}

function offer(texts) {
  choices.replaceChildren(...texts.map((text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    return button;
  }));
}

write(log.firstElementChild.textContent, log.firstElementChild);

// What was said in this tab is there again when the page is loaded anew, until somebody leaves.
const memory = {
  keep() {
    const bubbles = [...log.querySelectorAll("p:not(.espera)")].slice(-60).map((bubble) => ({
      text: [...bubble.querySelectorAll("span")].map((line) => line.textContent).join("\n"),
      whose: bubble.className,
      image: bubble.querySelector("img")?.src,
    }));
    const offered = [...choices.children].map((button) => button.textContent);
    sessionStorage.setItem("charla", JSON.stringify({ bubbles, offered }));
  },
  restore() {
    const kept = JSON.parse(sessionStorage.getItem("charla"));
    if (!kept) return;
    log.replaceChildren();
    for (const { text, whose, image } of kept.bubbles) {
      const bubble = show(text, whose);
      if (image) picture(image, bubble);
    }
    offer(kept.offered);
  },
  forget() { sessionStorage.removeItem("charla"); },
};

memory.restore();
document.querySelector("form[action='/salir']").addEventListener("submit", memory.forget);

choices.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) say(button.textContent);
});

async function ask(text) {
  const response = await fetch("/api/v1/asistente/mensajes", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ texto: text }),
  });
  if (response.status === 401) { memory.forget(); location.href = "/entrar"; return null; }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail || "El servidor no pudo contestar.");
  return answer.data;
}

async function say(text) {
  offer([]);
  show(text, "propio");
  sent.push(text);
  place = sent.length;
  const waiting = show("…", "ajeno espera");
  try {
    const turn = await ask(text);
    if (!turn) return;
    write(turn.reply, waiting);
    if (turn.image) picture(turn.image, waiting);
    offer(turn.choices || []);
  } catch (error) {
    write(navigator.onLine ? error.message : "No hay conexión con la tienda.", waiting);
    waiting.classList.add("falla");
  }
  waiting.classList.remove("espera");
  memory.keep();
  reveal(waiting);
  input.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  say(text);
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  place = Math.max(0, Math.min(sent.length, place + (event.key === "ArrowUp" ? -1 : 1)));
  input.value = sent[place] || "";
  event.preventDefault();
});

// What a page that led here suggests to say.
const suggestion = new URLSearchParams(location.search).get("texto");
if (suggestion) {
  history.replaceState(null, "", location.pathname);
  input.value = suggestion.slice(0, 300);
}
