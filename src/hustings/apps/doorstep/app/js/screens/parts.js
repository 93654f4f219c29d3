// Pieces that several screens share.

import * as sending from "../sending.js";
import * as store from "../store.js";
import { fact, offset, phone } from "../phone.js";
import { COLOURS, SHAPES, setKnocker } from "../record.js";
import { again, big, button, h, saveFile, say, select, sign, small, warning } from "../ui.js";
import { isMachine, languages, many, speak, spoken, w } from "../words.js";

const FAR = 120_000; // a clock further out than this is told
const ROOM = 200_000_000; // a private tab gets less than this

// The language of the app.
export function chooser() {
  const options = languages().map(({ code, name, direction }) =>
    h("option", { value: code, lang: code, dir: direction, selected: code === spoken() }, name));
  const change = async (event) => {
    speak(event.target.value);
    again();
    await fact("language", event.target.value);
  };
  return [
    select(w("language"), options, change),
    isMachine() && small(w("machine")),
  ];
}

// What may go wrong with this phone, told before anybody sets out.
export const surroundings = { isFleeting: false, isPrivate: false };

export async function lookAround() {
  surroundings.isFleeting = !(await store.persist());
  const { quota = ROOM } = (await navigator.storage?.estimate?.()) ?? {};
  surroundings.isPrivate = quota < ROOM;
}

export function cautions() {
  return [
    surroundings.isPrivate ? warning(w("private")) : surroundings.isFleeting && small(w("fleeting")),
    Math.abs(offset()) > FAR && warning(w("clock")),
  ];
}

// How much is unsent, and what can be done about it without a PIN. `refresh` keeps it true while it is on the screen.
export function unsentLine() {
  const { unsent, refused } = sending.state;
  return h("section", { class: "unsent", hidden: !unsent && !refused.length },
    h("p", {}, many("unsent", unsent)),
    refused.length ? notAccepted(refused) : "",
    unsent ? big(w("send"), sendNow) : "",
    big(w("file"), saveFile));
}

export function refresh() {
  const shown = document.querySelector(".unsent");
  if (shown && !shown.contains(document.activeElement)) shown.replaceWith(unsentLine());
}

export async function sendNow() {
  say(w("sending"));
  const all = await sending.now();
  say(all ? w("sent") : w("failed"));
  again();
}

function notAccepted(refused) {
  const row = (each) => {
    const record = phone.did.find((done) => done.id === each.id);
    return h("li", {}, [record && whose(record), w(`reason.${each.reason}`)].filter(Boolean).join(": "));
  };
  return h("div", { class: "warning" }, h("p", {}, w("not-accepted", { n: refused.length })), h("p", {}, w("not-accepted.stays")),
    h("ul", {}, refused.map(row)));
}

function whose(record) {
  const door = phone.list?.doors?.find((each) => each.id === record.door);
  return door ? `${door.label} ${door.street}` : "";
}

// One phone, several knockers: whose answer is it? Each has a colour, a shape and a word.
export function knockers() {
  if (!phone.facts.runner) return [];
  const chip = (colour) =>
    button([sign(SHAPES[colour]), ` ${w(colour)}`], async () => {
      await setKnocker(colour);
      again();
    }, { class: `chip ${colour}`, "aria-pressed": String(phone.facts.knocker === colour) });
  return h("div", { class: "chips", role: "group", "aria-label": w("runner.who") }, COLOURS.slice(0, phone.facts.runner).map(chip));
}
