// The app at the door: begins it, and holds its screens and its bar together.

import * as lock from "./lock.js";
import * as sending from "./sending.js";
import * as ui from "./ui.js";
import * as words from "./words.js";
import { dropList, end, isOver, listIsOver, phone, remember, shut } from "./phone.js";
import * as begin from "./screens/begin.js";
import { addDoor, door } from "./screens/door.js";
import { list } from "./screens/list.js";
import * as menu from "./screens/menu.js";
import { lookAround, refresh } from "./screens/parts.js";
import * as person from "./screens/person.js";
import { takeOver, watch } from "./screens/update.js";

const { h } = ui;
const IDLE = 15 * 60_000; // in the pocket for longer than this, and the PIN is asked for again
const { many, w } = words;

ui.register({
  stranger: begin.stranger, tab: begin.tab, ended: begin.ended, join: begin.joining, pin: begin.pin, choose: begin.choose,
  fetching: begin.fetching, list, door, addDoor, person: person.person, consent: person.consent, also: person.also, asked: person.asked,
  addPerson: person.addPerson, script: person.scriptScreen, menu: menu.menu, privacy: menu.privacy, install: menu.install,
});

function bar() {
  const { unsent, refused, sending: isSending, failed } = sending.state;
  const isOnline = navigator.onLine && !failed;
  const how = w(isSending ? "sending" : isOnline ? "online" : navigator.onLine ? "failed" : "offline");
  const parts = [
    ui.sign(isOnline ? "● " : "○ "), ui.bdi(many("unsent", unsent)), " ",
    h("span", { class: isOnline ? "small" : "small line" }, how), refused.length ? ` ⚠ ${refused.length}` : "",
  ];
  document.body.dataset.unsent = unsent;
  refresh();
  const isDeep = ui.depth() > 1;
  document.getElementById("bar").replaceChildren(
    isDeep ? ui.button(ui.sign("←", "flip"), ui.back, { "aria-label": w("back"), class: "icon" }) : h("span", { class: "icon" }),
    ui.button(parts, () => ui.top().name === "menu" || ui.go("menu"), { class: `status ${isOnline ? "on" : "off"}` }),
    ui.button(ui.sign("☰"), () => ui.top().name === "menu" || ui.go("menu"), { "aria-label": w("menu"), class: "icon" }));
}

// Why the names went: the phone may read no longer, or only this list was called back.
async function ended(state) {
  if (!state) return ui.home("ended");
  await ui.home("choose");
  return ui.say(w(state === "over" ? "walk.over" : "walk.revoked"));
}

async function watchTime() {
  if (isOver() && (await lock.isSet())) {
    await end("over");
    return ui.home("ended");
  }
  if (phone.open && phone.list && listIsOver()) {
    await dropList();
    ui.home("choose");
  }
}

let hiddenAt = 0;
function lockWhenLeft() {
  if (document.hidden) hiddenAt = Date.now();
  else if (phone.open && hiddenAt && Date.now() - hiddenAt > IDLE) {
    shut();
    ui.home("pin");
  }
}

// One tab at a time shows the walk; a second would show what the first has done since as undone.
const alone = () => new Promise((resolve) => {
  if (!navigator.locks) return resolve(true);
  navigator.locks.request("hustings-door", { ifAvailable: true }, (held) => {
    resolve(Boolean(held));
    return held && new Promise(() => {});
  });
});

async function run() {
  await words.load();
  await remember();
  words.speak(phone.facts.language ?? words.guess());
  ui.whenDrawn(() => (bar(), takeOver()));
  begin.takeAddress();  // first, so that no secret stays in the history
  ui.keepBack();
  await lookAround();
  if (!(await alone())) return ui.home("tab");
  sending.begin({ onChange: bar, onEnd: ended });
  await ui.act(begin.start)();
  addEventListener("hashchange", () => begin.takeAddress() && ui.act(begin.start)());
  document.addEventListener("visibilitychange", lockWhenLeft);
  setInterval(ui.act(watchTime), 30_000);
  return watch();
}

if (window.hustings !== false) {
  window.hustings = true;
  run().catch(async (problem) => {
    console.error(problem);
    window.hustings = null;
    document.getElementById("screen").textContent = await words.load().then(() => w("private"), () => "⚠");
  });
}
