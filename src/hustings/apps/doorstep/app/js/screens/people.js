// A list of people instead of doors: at a stall, to find whoever stands there; in a round, to ring one after another.

import { phone } from "../phone.js";
import * as record from "../record.js";
import { big, bits, chief, field, go, h, list, note, row, say, small } from "../ui.js";
import { about, isRung, plain, ticked, visitOf } from "../walk.js";
import { number, w, when } from "../words.js";
import { cautions, knockers } from "./parts.js";
import { takeBack } from "./door.js";

const MOST = 30;
const SHORTEST = 3;
let searched = "";
let made = { of: null, rows: [] };

export function stall() {
  const { name, place } = about();
  const search = field(w("stall.search"), { type: "search", value: searched, oninput: (event) => narrow(event.target.value) });
  return {
    title: name || w("stall"),
    body: [
      small(bits(place, phone.list.until && w("walk.until", { when: when(phone.list.until) }))),
      small(w("stall.today")), cautions(), knockers(), search.row, found(),
    ],
    acts: [big(w("answer.spoken-to"), spokenTo), chief(w("stall.stranger"), () => go("addPerson"))],
  };
}

async function spokenTo() {
  const kept = await record.visit({ outcome: "spoken-to" });
  say(w("answer.spoken-to"), () => takeBack(kept));
}

function narrow(text) {
  searched = text;
  document.querySelector("#found")?.replaceWith(found());
}

// What each person may be found by: written out once a list.
function looked() {
  const { people } = phone.list;
  if (made.of !== people) {
    made = { of: people, rows: people.map((person) => ({ person, words: ` ${plain([person.name, person.label, person.street, person.postcode].join(" "))} ${plain(person.postcode ?? "").replaceAll(" ", "")}` })) };
  }
  return made.rows;
}

function found() {
  const wanted = plain(searched).split(/[\s,]+/).filter(Boolean);
  const box = h("div", { id: "found", "aria-live": "polite" });
  if (wanted.join("").length < SHORTEST) return box;
  const hits = looked().filter(({ words }) => wanted.every((each) => words.includes(` ${each}`))).map(({ person }) => person);
  if (!hits.length) box.append(note(w("stall.nobody")));
  else box.append(note(hits.length > MOST ? w("stall.more") : w("stall.found", { n: number(hits.length) })), list(hits.slice(0, MOST).map(personRow)));
  return box;
}

function personRow(person) {
  const state = ticked(visitOf(person)) ?? (isRung(person) && `✓ ${w("done")}`);
  const where = [person.label, person.street].filter(Boolean).join(" ");
  return row([person.name, bits(where, person.number), state], state, () => go("person", { person: person.id }));
}

export function round() {
  const { people } = phone.list;
  const left = people.filter((person) => !isRung(person) && !person.leave);
  return {
    title: about().name || w("ringing"),
    body: [
      note(`${w("of", { n: number(people.length - left.length), all: number(people.length) })} ${w("done")}`), cautions(), knockers(),
      list(people.filter((person) => !person.leave).map(personRow)),
    ],
    acts: [left.length ? chief(w("next"), () => go("person", { person: left[0].id })) : null],
  };
}
