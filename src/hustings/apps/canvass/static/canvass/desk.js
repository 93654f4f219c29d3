// Lines go off one after another while the next is typed; what asks for an answer stays until it has one.
const form = document.querySelector("#line-form");
const box = form.elements.line;
const answers = document.querySelector("#answers");
const said = document.querySelector("#said");
const notSent = document.querySelector("#not-sent");
let queue = Promise.resolve();
let mending = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  const told = new URLSearchParams(new FormData(form));
  if (button?.name) told.set(button.name, button.value);
  const line = button?.name ? button.value : box.value;
  (button?.closest(".reply") ?? mending)?.remove();
  mending = null;
  if (box.value.trim() === line.trim() || !button?.name) box.value = "";
  queue = queue.then(() => send(told, line));
  box.focus();
});

answers.addEventListener("click", (event) => {
  if (!event.target.matches("[data-leave]")) return;
  event.preventDefault();
  event.target.closest(".reply").remove();
  box.focus();
});

async function send(told, line) {
  const open = [...answers.querySelectorAll(".reply[data-open]")];
  let reply;
  try {
    const response = await fetch(form.action, { method: "POST", body: told, headers: { "HX-Request": "true" } });
    if (!response.ok || response.redirected) throw new Error(response.status);
    answers.innerHTML = await response.text();
    window.htmx?.process(answers);
    form.elements.key.value = answers.querySelector("[data-key]").dataset.key;
    reply = answers.querySelector(".reply");
  } catch {
    reply = notSent.content.firstElementChild.cloneNode(true);
    reply.querySelector("[data-line]").textContent = line;
    reply.querySelector("button").value = line;
    answers.querySelector(".messages").prepend(reply);
  }
  answers.querySelector(".messages").append(...open);
  said.textContent = reply?.textContent ?? "";
  if (reply?.matches("[data-mend]") && !box.value) {
    mending = reply;
    box.value = line;
    box.select();
  }
}
