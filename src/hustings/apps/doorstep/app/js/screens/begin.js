// Before there is a list: joining, the PIN, choosing a walk, and the end.

import * as lock from "../lock.js";
import * as sending from "../sending.js";
import { asked, join } from "../server.js";
import { dropList, end, enrol, fact, isOver, keepList, listIsOver, opened, phone } from "../phone.js";
import { ask, big, button, chief, field, form, h, home, note, say, swap, warning, whileWriting } from "../ui.js";
import { english, w } from "../words.js";
import { chooser, cautions, unsentLine } from "./parts.js";

// What the address asks for: {join} or {list: kind, code, beginning of the campaign's id}. It is taken out at once.
export const wanted = { join: null, list: null };

// A code as it is scanned or typed, with the beginning of the campaign's id where it has one: CODE.1234abcd
function called(name, value) {
  const [, code, campaign = ""] = /^(.*?)(?:\.([\da-f]{8}))?$/i.exec(value.trim());
  return { name, code, campaign: campaign.toLowerCase() };
}

export function takeAddress() {
  const [name, value] = decodeURIComponent(location.hash.slice(1)).split("=");
  if (!value) return false;
  if (name === "join") wanted.join = value;
  else if (["walk", "stall", "calls"].includes(name)) {
    wanted.list = called(name, value);
  }
  history.replaceState(history.state, "", location.pathname);
  return true;
}

// The first screen that fits what this phone is.
export async function start() {
  if (wanted.join) return home("join");
  if (isOver() && (await lock.isSet())) await end("over");
  if (await lock.isSet()) return phone.open ? arrived() : home("pin");
  return home(phone.facts.state && phone.facts.state !== "in" ? "ended" : "stranger");
}

// Once the lock is open.
async function arrived() {
  if (phone.list && listIsOver()) await dropList();
  if (wanted.list) return home("choose").then(() => fetchList(wanted.list));
  return phone.list ? home("list") : home("choose");
}

export const stranger = () => ({
  title: w("app"),
  body: [chooser(), note(w("join.scan")), cautions(), unsentLine()],
});

export const tab = () => ({
  title: w("tab"),
  body: [big(w("again"), () => location.reload())],
});

export const ended = () => ({
  title: w("app"),
  body: [warning(w({ over: "walk.over", forgot: "pin.forget", wrong: "pin.gone" }[phone.facts.state] ?? "walk.revoked")), note(w("join.scan")), unsentLine()],
});

export function joining() {
  const name = field(w("join.name"), { maxlength: 150, autocomplete: "name" });
  const [pin, pinAgain] = ["join.pin", "join.again"].map((key) =>
    field(w(key), { type: "password", inputmode: "numeric", maxlength: 30, autocomplete: "new-password" }));
  const problem = h("p", { class: "warning", role: "alert", hidden: true });
  const tell = (text) => {
    problem.hidden = false;
    problem.textContent = text;
  };
  const send = async () => {
    const wrong = wrongPin(pin.field.value, pinAgain.field.value);
    if (!name.field.value.trim()) return name.field.focus();
    if (wrong) return tell(w(wrong));
    say(w("pin.opening"));
    const failed = await whileWriting(() => joined(name.field.value.trim(), pin.field.value));
    if (failed) tell(w(failed));
  };
  return {
    title: w("join", { campaign: "" }),
    body: [chooser(), cautions(), form(send, name.row, note(w("join.why")), pin.row, pinAgain.row, problem)],
    acts: [big(w("cancel"), () => ((wanted.join = null), start())), chief(w("save"), send)],
  };
}

function wrongPin(pin, again) {
  if (pin.length < lock.SHORTEST) return "join.short";
  if (!lock.fits(pin)) return "join.easy";
  return pin === again ? "" : "join.differ";
}

// Joins with the link in hand; gives the word that tells why not.
async function joined(name, pin) {
  const [campaign, secret] = wanted.join.split(".");
  let answer;
  try {
    answer = await join(campaign, secret ?? "", name);
  } catch {
    return "join.signal";
  }
  if (answer.status !== 201) return "join.used";
  wanted.join = null;
  await enrol(answer.said, name, pin);
  await arrived();
  return "";
}

export function pin() {
  const shown = h("input", { type: "password", id: "pin", inputmode: "none", autocomplete: "off", maxlength: 30, "aria-describedby": "pin-says" });
  const says = h("p", { id: "pin-says", role: "alert", class: "pin-says" });
  const open = async () => {
    const tried = shown.value;
    if (!tried) return shown.focus();
    shown.value = ""; // at once: an impatient second tap is no second try
    clearTimeout(ticking);
    says.textContent = w("pin.opening");
    const found = await lock.unlock(tried);
    await answered(found, says);
  };
  const key = (digit) => button(digit, () => (shown.value += digit), { class: "key" });
  const off = button("⌫", () => (shown.value = shown.value.slice(0, -1)), { class: "key", "aria-label": w("undo") });
  shown.addEventListener("keydown", (event) => event.key === "Enter" && open());
  return {
    title: w("pin"),
    body: [
      h("label", { class: "field", for: "pin" }, h("span", {}, phone.facts.campaign?.name ?? w("pin")), shown), says,
      h("div", { class: "keys", dir: "ltr" }, [..."123456789"].map(key), off, key("0"), button(w("pin.unlock"), open, { class: "key main" })),
      unsentLine(), button(w("pin.forgot"), forget, { class: "quiet" }),
    ],
  };
}

let ticking;
async function answered(found, says) {
  if (found.open) {
    await opened(found.open);
    sending.contactNow();
    return arrived();
  }
  if (found.wiped) return (await fact("state", "wrong"), home("ended"));
  let left = found.wait;
  const tell = () => {
    const wait = left > 0 ? ` ${w("pin.wait", { n: left })}` : "";
    says.textContent = `${w("pin.wrong")}. ${found.left ? w("pin.left", { n: found.left }) : ""}${wait}`;
    if (left-- > 0 && says.isConnected) ticking = setTimeout(tell, 1000);
  };
  clearTimeout(ticking);
  tell();
}

async function forget() {
  if (!(await ask(w("pin.forget")))) return;
  await end("forgot");
  home("ended");
}

// No list on the phone: which one?
export function choose() {
  const code = field(w("walk.code"), { maxlength: 20, autocapitalize: "characters", spellcheck: "false" });
  const open = () => fetchList(called("", code.field.value));
  return {
    title: w("walk.none"),
    body: [cautions(), note(w("walk.scan")), form(open, code.row)],
    acts: [chief(w("walk.open"), open)],
  };
}

const FOLDERS = { walk: "walks", stall: "stalls", calls: "calls" };

// Fetches a walk, a stall's list or a round (whichever has a code that was typed); another list is handed in first.
export async function fetchList({ name, code, campaign }) {
  const clean = code.replace(/[^\p{L}\p{N}-]/gu, "");
  if (!clean) return;
  if (!phone.facts.campaign.id.startsWith(campaign)) return ((wanted.list = null), told("walk.other"));
  if (phone.list) return say(w(sameList(name, clean) ? "walk.ready" : "walk.first"));
  wanted.list = null;
  swap("fetching");
  let answer;
  try {
    for (const folder of name ? [FOLDERS[name]] : Object.values(FOLDERS)) {
      answer = await asked(`${folder}/${encodeURIComponent(clean)}`);
      if (answer.status !== 404 || answer.said.error === "other-area") break;
    }
  } catch {
    wanted.list = { name, code, campaign };
    return told("walk.signal");
  }
  const { status, said } = answer;
  if (status === 401) return sending.over(said);
  if (status === 409 && said.words) return swap("choose").then(() => say(english(said.words)));
  if (status !== 200) return told(said.error === "other-area" ? "reason.other-area" : "walk.unknown");
  await keepList(said).catch((problem) => swap("choose").then(() => Promise.reject(problem)));
  home("list").then(() => say(w("walk.ready")));
}

const told = (key) => swap("choose").then(() => say(w(key)));
const sameList = (name, code) => Object.values(phone.list).some((each) => each?.code === code || (name !== "walk" && each?.id === code));

export const fetching = () => ({ title: w("walk.fetching"), body: [] });
