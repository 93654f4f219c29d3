// Lines go off one after another while the next is typed; what asks for an answer stays until it has one.
const form = document.querySelector("#line-form");
const box = form.elements.line;
const answers = document.querySelector("#answers");
const said = document.querySelector("#said");
const notSent = document.querySelector("#not-sent");
const next = inTurn(answers);
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
  later(form.action, told, line);
});

// Taking back goes the same way as a line, so that what is still open stays in sight.
answers.addEventListener("submit", (event) => {
  event.preventDefault();
  later(event.target.action, new URLSearchParams(new FormData(event.target)), "");
});

answers.addEventListener("click", (event) => {
  if (!event.target.matches("[data-leave]")) return;
  event.preventDefault();
  event.target.closest(".reply").remove();
  box.focus();
});

function later(where, told, line) {
  next(() => send(where, told, line));
  box.focus();
}

async function send(where, told, line) {
  let reply;
  try {
    reply = show(await answerTo(where, told));
  } catch {
    reply = notSent.content.firstElementChild.cloneNode(true);
    reply.querySelector("[data-line]").textContent = line || "Take back";
    reply.querySelector("button").value = line;
    if (!line) reply.querySelector("button").remove();
    answers.querySelector(".messages").prepend(reply);
  }
  said.textContent = reply?.textContent ?? "";
  if (reply?.matches("[data-mend]") && !box.value) {
    mending = reply;
    box.value = line;
    box.select();
  }
}

function show(page) {
  const open = [...answers.querySelectorAll(".reply[data-open]")];
  answers.innerHTML = page;
  answers.querySelector(".messages").append(...open);
  form.elements.key.value = answers.querySelector("[data-key]").dataset.key;
  return answers.querySelector(".reply");
}
