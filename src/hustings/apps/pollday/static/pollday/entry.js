// Numbers go off while the next are typed. What is not kept stays in sight until it is answered or left.
const form = document.querySelector("form.entry");
const box = form.elements.numbers;
const answers = document.querySelector("#answers");
const said = document.querySelector("#said");
const notSent = document.querySelector("#not-sent");
const next = inTurn(answers);

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter?.name ? event.submitter : null;
  const told = new URLSearchParams(new FormData(form));
  const line = button ? button.value : box.value.trim();
  if (button) {
    told.set(button.name, button.value);
    button.closest("li").remove();
  } else {
    box.value = "";
  }
  if (line) later(form.action, told, line);
  box.focus();
});

answers.addEventListener("submit", (event) => {
  event.preventDefault();
  later(event.target.action, new URLSearchParams(new FormData(event.target)), "");
  box.focus();
});

answers.addEventListener("click", (event) => {
  if (!event.target.matches("[data-leave]")) return;
  event.target.closest("li").remove();
  box.focus();
});

function later(where, told, line) {
  next(() => send(where, told, line));
}

async function send(where, told, line) {
  try {
    show(await answerTo(where, told), line);
  } catch {
    const item = notSent.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-line]").textContent = line;
    item.querySelector("[data-again]").addEventListener("click", () => {
      item.remove();
      later(where, told, line);
      box.focus();
    });
    answers.querySelector("#doubts").prepend(item);
    said.textContent = item.textContent;
  }
}

function show(reply, line) {
  const open = [...answers.querySelectorAll("li[data-open]")];
  answers.innerHTML = reply;
  said.textContent = answers.querySelector("#reply").textContent;
  answers.querySelector("#doubts").append(...open);
  form.elements.key.value = answers.querySelector("[data-key]").dataset.key;
  // What is to be mended goes back before what has been typed meanwhile.
  if (answers.querySelector("[data-mend]")) box.value = [line, box.value].filter(Boolean).join(" ");
}
