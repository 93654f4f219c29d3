// The screen: elements, one screen after another, questions, and the line that says what was done.

import { save } from "./sending.js";
import { w } from "./words.js";

const main = document.getElementById("screen");
const foot = document.getElementById("acts");
const said = document.getElementById("said");
const screens = {};
let stack = [];
let drawing = 0;
let afterDraw = () => {};

export function h(tag, fields, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((child) => child || child === 0));
  return made;
}

export const button = (text, work, fields) => h("button", { type: "button", onclick: act(work), ...fields }, capital(text));
export const big = (text, work, fields) => button(text, work, { class: "big", ...fields });
export const chief = (text, work) => big(text, work, { class: "big main" });
export const chip = (text, work) => button(text, work, { class: "chip" });
export const toggle = (text, isOn, work) => button(text, work, { class: "chip", "aria-pressed": String(Boolean(isOn)) });
// What comes from a list keeps its own direction within the screen's: a Latin address in an Arabic line.
export const bdi = (text) => h("bdi", {}, text);
export const bits = (...texts) => texts.filter(Boolean).flatMap((text, place) => (place ? [" · ", bdi(text)] : [bdi(text)]));

// A label begins with a capital, where the script has them.
export const capital = (text, lang = document.documentElement.lang) =>
  typeof text === "string" ? text.charAt(0).toLocaleUpperCase(lang) + text.slice(1) : text;
export const note = (text, fields) => h("p", fields, text);
export const small = (text) => note(text, { class: "small" });
export const warning = (text) => h("p", { class: "warning" }, sign("⚠ "), text);

const labelled = (label, made) => h("label", { class: "field" }, h("span", {}, label), made);
export const select = (label, options, onchange) => labelled(label, h("select", { onchange }, options));

// A labelled field; gives {row, field}.
export function field(label, fields = {}) {
  const made = h("input", { autocomplete: "off", ...fields });
  return { row: labelled(label, made), field: made };
}

// Fields together; Enter in any of them does `work`.
export const form = (work, ...rows) => h("form", { onsubmit: act(work) }, rows.flat(), h("input", { type: "submit", hidden: true }));
export const chips = (...each) => h("div", { class: "chips" }, each);
// For the eye alone: what it says stands in words beside it.
export const sign = (text, kind) => h("span", { class: kind, "aria-hidden": "true" }, text);

export const list = (items) => h("ul", { class: "list", role: "list" }, items.map((item) => h("li", {}, item)));

// One line of a list: what it is, what is said below it, and how it stands by now.
export const row = ([name, line, state], isDone, work, number) => button([
  number, h("span", { class: "what" }, h("strong", {}, bdi(name)), line && h("span", { class: "small" }, line)), state && h("span", { class: "state" }, state),
], work, { class: `row${isDone ? " done" : ""}` });

let writing = null;
let tapped = null;

// While `work` writes an answer down, another tap waits for it: it must go by what is then there.
export async function whileWriting(work) {
  const done = work();
  writing = { by: tapped, done: done.then(() => {}, () => {}) };
  document.body.ariaBusy = "true";
  try {
    return await done;
  } finally {
    writing = document.body.ariaBusy = null;
  }
}

// Whether a tap still counts after what was being written: not the same button again, not on a screen that has gone.
async function isMeant(by, screen) {
  if (!writing) return true;
  if (by === writing.by) return false;
  await writing.done;
  await new Promise((go) => setTimeout(go));
  return screen === top() && isMeant(by, screen);
}

// Wraps what a tap does: whatever goes wrong is told, loudly.
export function act(work) {
  return async (event) => {
    event?.preventDefault?.();
    const by = event?.currentTarget;
    if (writing && !(await isMeant(by, top()))) return;
    const attempt = async () => {
      tapped = by;
      try {
        await work(event);
      } catch (problem) {
        trouble(problem, attempt);
      }
    };
    await attempt();
  };
}

export class NotKept extends Error {}

// Told until somebody has read it. Where the phone is full the screen stays as it was, to try again, and a file is
// offered: what was not kept is in it as well.
async function trouble(problem, attempt) {
  console.error(problem);
  const isFull = problem instanceof NotKept || problem.name === "QuotaExceededError";
  const ways = isFull ? [[w("file"), saveFile], [w("again"), attempt]] : [];
  const way = await dialog("alertdialog", "alarm", isFull ? [w("not-kept"), w("full")] : [w("error")], [[w("close")], ...ways]);
  await way?.();
}

export async function saveFile() {
  await save();
  say(w("file.saved"));
}

export const register = (more) => Object.assign(screens, more);
export const whenDrawn = (work) => (afterDraw = work);
export const top = () => stack.at(-1) ?? { name: "", args: {} };
export const depth = () => stack.length;

export const go = (name, args = {}) => draw(stack.push({ name, args }));

export function home(name, args = {}) {
  hush();
  return draw((stack = [{ name, args }]));
}

export const again = () => draw();

// The screen in place of this one: what is behind it stays.
export function swap(name, args = {}) {
  stack.splice(-1, 1, { name, args });
  return draw();
}

export function back() {
  if (stack.length > 1) stack.pop();
  return draw();
}

// Back to the nearest screen of that name, with these arguments; it is opened where there is none.
export function backTo(name, args) {
  while (stack.length > 1 && top().name !== name) stack.pop();
  return swap(name, args ?? top().args);
}

// A screen gives {title, body, acts, bare}: `acts` stay within the thumb's reach, `bare` hides the bar.
async function draw() {
  const turn = (drawing += 1);
  const { name, args } = top();
  const { title, body, acts = [], bare = false } = await screens[name](args);
  if (turn !== drawing) return;
  const heading = h("h1", { tabindex: "-1" }, bdi(title));
  main.replaceChildren(heading, ...body.flat(2).filter(Boolean));
  foot.replaceChildren(...acts.filter(Boolean));
  foot.hidden = !acts.length;
  document.title = w("app"); // no name: browsers write titles down
  document.body.dataset.screen = name;
  document.body.dataset.bare = bare;
  document.body.dataset.turn = turn;
  main.scrollTop = 0;
  settle();
  heading.focus({ preventScroll: true });
  afterDraw();
}

// A second tap of a gloved finger must not fall on what has just come under it.
function settle() {
  document.body.classList.add("settling");
  setTimeout(() => document.body.classList.remove("settling"), 250);
}

let silence;
// Says what was done, with a way to take it back.
export function say(text, undo) {
  clearTimeout(silence);
  said.replaceChildren(h("span", {}, text), undo ? h("button", { type: "button", onclick: act(undo) }, w("undo")) : "");
  silence = setTimeout(() => said.replaceChildren(), undo ? 15_000 : 6_000);
}

const hush = () => said.replaceChildren();

// Asks before something that cannot be undone: true for yes.
export const ask = (text, yes = w("yes"), no = w("cancel")) => dialog("dialog", "", [text], [[no, false], [yes, true]]);

// Fills the whole screen with words for the person at the door to read.
export const showLarge = (text, { lang, dir }, answers = [[w("close"), null]]) =>
  dialog("dialog", "large", [h("span", { lang, dir }, text)], answers);

function dialog(role, kind, texts, answers) {
  return new Promise((resolve) => {
    const id = `d${(drawing += 1)}`;
    const box = h("dialog", { role, class: kind, "aria-labelledby": id });
    const close = (answer) => () => {
      box.remove();
      resolve(answer);
    };
    box.append(
      h("div", { id }, texts.map((text) => h("p", {}, text))),
      h("div", { class: "answers" }, answers.map(([text, answer]) => h("button", { type: "button", class: "big", onclick: close(answer) }, text))),
    );
    box.addEventListener("cancel", close(answers[0][1]));
    document.body.append(box);
    box.showModal();
  });
}

// The phone's own "back" goes one screen back and leaves the app only from the first.
export function keepBack() {
  history.pushState({}, "");
  addEventListener("popstate", () => {
    if (location.hash) return;
    if (stack.length < 2) return history.back();
    history.pushState({}, "");
    back();
  });
}
