// The list on this phone, read: its doors and people, what was done at each, and how to say it.

import { phone } from "./phone.js";
import { has, w } from "./words.js";

const OWN_SCALES = ["1 to 5", "counts only"];
export const ABOUT_A_PERSON = ["moved", "deceased", "do-not-contact"];
export const OPINIONS = ["support", "wont-say"];
export const outcomeOf = (meaning) => (OPINIONS.includes(meaning) ? "spoken-to" : meaning);

export const kindOf = (list = phone.list) => (list.walk ? "walk" : list.stall ? "stall" : "round");
export const about = () => phone.list.walk ?? phone.list.stall ?? phone.list.round;
export const occasion = () => about().occasion || null;
export const doors = () => phone.list.doors ?? [];
export const doorOf = (id) => doors().find((door) => door.id === id);
export const numberOf = (door) => doors().indexOf(door) + 1;
export const place = (door) => `${door.label} ${door.street}`.trim();
export const everybody = () => phone.list.people ?? doors().flatMap((door) => door.people);
export const personOf = (id) => everybody().find((person) => person.id === id);

export const didAt = (door) => phone.did.filter((each) => each.door === door.id);
export const didWith = (person) => phone.did.filter((each) => each.person === person.id);
export const visitsAt = (door) => didAt(door).filter((each) => each.kind === "visit");
export const isDone = (door) => door.leave || phone.did.some((each) => each.kind === "visit" && each.door === door.id);
export const visitOf = (person) => didWith(person).filter((each) => each.kind === "visit").at(-1);

// From the first door to the last, or the other way round.
export const way = { reverse: false };
export const inOrder = () => (way.reverse ? [...doors()].reverse() : doors());

export const isRung = (person) => phone.did.some((each) => each.rung === person.id);

// The next door after this one at which nothing was done yet; undefined at the end.
export function nextDoor(door) {
  const all = inOrder();
  const from = all.indexOf(door);
  return [...all.slice(from + 1), ...all.slice(0, Math.max(from, 0))].find((each) => !isDone(each));
}

export const answers = () => phone.list.answers;

// A label in the language of the screen for our own scales; as the campaign wrote it for its own.
export function labelOf(answer) {
  if (!OWN_SCALES.includes(phone.list.scale)) return answer.label;
  const key = `answer.${answer.strength ?? answer.meaning}`;
  return has(key) ? w(key) : answer.label;
}

export function labelOfCode(code) {
  const answer = answers().find((each) => each.code === code);
  return answer ? labelOf(answer) : code;
}

export const outcome = (name) => (name === "not-in" && kindOf() === "round" ? w("no-reply") : w(`answer.${name}`));

// What came of a visit, if there was one.
const cameOf = (visit) => (visit.code ? labelOfCode(visit.code) : outcome(visit.outcome));
export const ticked = (visit) => visit && `✓ ${cameOf(visit)}`;

// What was done, in few words.
export function told(record) {
  const words = {
    visit: () => [cameOf(record), record.poster && w("poster"), record.leaflet && w("leaflet")],
    permission: () => [w(record.what)],
    detail: () => [w(record.what === "language" ? "spoken" : record.what)],
    newcomer: () => [w("person.add")],
    door: () => [w("door.add")],
    erasure: () => [w("erase.done")],
  };
  return words[record.kind]().filter(Boolean).join(" · ");
}

// From the day that the packs land, a postal voter's page warns.
export const warnsPostal = (people, today) =>
  Boolean(phone.list.postal_from) && today >= phone.list.postal_from && people.some((person) => person.postal);

const wordings = (covers) => phone.list.consents.filter((each) => each.covers === covers);

// The words to ask for something, in a language, else in English, else in any that there is.
export function wordingFor(covers, lang) {
  const held = wordings(covers);
  return held.find((each) => each.language === lang) ?? held.find((each) => each.language === "en") ?? held[0];
}

export const languagesFor = (covers) => wordings(covers).map((each) => each.language);

// Letters without marks, to look people up by.
export const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase();
