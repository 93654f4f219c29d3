// What a tap becomes: whole events, sealed and written down with the line that the screen shows of them.

import * as outbox from "./outbox.js";
import { fact, holder, offset, phone } from "./phone.js";
import { posted } from "./sending.js";
import { NotKept, capital, whileWriting } from "./ui.js";
import { ABOUT_A_PERSON, occasion } from "./walk.js";

export const COLOURS = ["red", "blue", "green", "orange", "purple", "yellow"];
export const SHAPES = { red: "▲", blue: "●", green: "■", orange: "◆", purple: "★", yellow: "⬟" };

const subject = (person) => (person ? { [person.newcomer ? "newcomer" : "elector"]: person.id } : {});
// The label is the colour's English name, whatever the screen speaks.
const knocker = () => (phone.facts.runner ? capital(phone.facts.knocker, "en") : "");

function event(kind, fields) {
  return outbox.made(holder(), offset(), kind, { occasion: occasion(), knocker: knocker(), ...fields });
}

// Writes events down with the records of them; `gone` are records that no longer stand. All of it, or nothing.
const keep = (...what) => whileWriting(() => kept(...what));

async function kept(events, records, gone = [], list = null) {
  const { open } = phone;
  try {
    const locked = await Promise.all(records.map((record) => open.locked(record)));
    const held = list && (await open.locked(list));
    await outbox.post(holder(), events, ({ kept }) => {
      gone.forEach((record) => kept.delete(`did:${record.id}`));
      records.forEach((record, place) => kept.put(locked[place], `did:${record.id}`));
      if (held) kept.put(held, "list");
    });
  } catch (problem) {
    throw new NotKept(problem?.name, { cause: problem });
  }
  phone.did = [...phone.did.filter((each) => !gone.includes(each)), ...records];
  posted(events.length);
}

const recordOf = (made, more) => ({ id: made.id, kind: made.kind, at: made.at, made: Date.now(), knocker: made.knocker, ...more });

// Whom we rang is remembered here, with nothing said of them, so that they are not rung twice; it does not leave the phone.
// One visit. Without the person's consent it is of the door alone, but for what spares them further calls.
// `replaces` is an earlier record of the same visit, which is taken back in the same breath.
export async function visit({ door, person, outcome, code, consent, poster, leaflet, custom, replaces }) {
  const named = person && (consent || ABOUT_A_PERSON.includes(outcome));
  const payload = { outcome };
  if (consent && code) Object.assign(payload, { scale: phone.list.scale, code });
  if (consent && poster) payload.poster = true;
  if (consent && custom && Object.keys(custom).length) payload.custom = custom;
  if (leaflet) payload.leaflet = true;
  const made = event("visit", { door: door?.id, ...(named ? subject(person) : {}), consent, payload, at: replaces && new Date(replaces.at) });
  const record = recordOf(made, { door: door?.id, person: named ? person.id : null, rung: door ? null : person?.id, consent, ...payload });
  const voids = replaces ? [event("void", { voids: replaces.id, payload: { reason: "corrected" } })] : [];
  await keep([...voids, made], [record], replaces ? [replaces] : []);
  return record;
}

// The same visit with something more said, or less.
export const changed = (record, door, person, more) => visit({ ...record, ...more, door, person, replaces: record });

export async function permission({ door, person, channel, address, consent }) {
  const payload = { channel, given: true, ...(address ? { [channel === "email" ? "email" : "telephone"]: address } : {}) };
  const made = event("permission", { ...subject(person), consent, payload });
  await keep([made], [recordOf(made, { door: door?.id, person: person.id, what: channel })]);
}

export async function detail({ door, person, what, value, consent }) {
  const made = event("detail", { ...subject(person), consent, payload: { what, value } });
  await keep([made], [recordOf(made, { door: door?.id, person: person.id, what })]);
}

// Somebody who is not in the list and agreed to be kept.
export async function newcomer({ door, surname, forenames, address, postcode, consent }) {
  const id = crypto.randomUUID();
  const payload = { surname, forenames, address, postcode };
  const made = event("newcomer", { newcomer: id, door: door?.id, consent, payload });
  const person = { id, number: "", name: `${forenames} ${surname}`.trim(), leave: false, postal: false, last: null, newcomer: true };
  const list = structuredClone(phone.list);
  (list.people ?? list.doors.find((each) => each.id === door.id).people).push(person);
  await keep([made], [recordOf(made, { door: door?.id, person: id })], [], list);
  phone.list = list;
  phone.agreed.set(id, consent);
  return person;
}

// A door that is not in the list, put after `after`.
export async function newDoor({ street, label, postcode, after }) {
  const door = { id: crypto.randomUUID(), label, street, side: "", postcode, latitude: null, longitude: null, last: null, people: [] };
  const made = event("door", { door: door.id, payload: { street, label, postcode } });
  const list = structuredClone(phone.list);
  const place = list.doors.findIndex((each) => each.id === after?.id);
  list.doors.splice(place < 0 ? list.doors.length : place + 1, 0, door);
  await keep([made], [recordOf(made, { door: door.id, person: null })], [], list);
  phone.list = list;
  return door;
}

// On request: what is held on the person here goes at once; at the campaign once this is sent.
export async function erase({ door, person }) {
  const made = event("erasure", subject(person));
  const list = structuredClone(phone.list);
  const held = (list.people ?? list.doors.flatMap((each) => each.people)).find((each) => each.id === person.id);
  held.last = null;
  const gone = phone.did.filter((each) => each.person === person.id);
  await keep([made], [recordOf(made, { door: door?.id, person: null })], gone, list);
  phone.list = list;
  phone.agreed.delete(person.id);
}

// Takes one thing back.
export async function undo(record) {
  await keep([event("void", { voids: record.id, payload: { reason: "taken-back" } })], [], [record]);
}

export const canUndo = (record) => ["visit", "permission", "detail"].includes(record.kind);
export const setKnocker = (colour) => fact("knocker", colour);
