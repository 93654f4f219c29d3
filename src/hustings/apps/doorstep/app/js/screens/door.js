// One door: who lives there, what came of the knock, and on to the next.

import { phone } from "../phone.js";
import * as record from "../record.js";
import { again, back, backTo, bdi, big, bits, button, chief, chip, chips, field, form, go, h, home, list, note, row, say, small, swap, toggle, warning } from "../ui.js";
import { doorOf, doors, didAt, labelOfCode, nextDoor, numberOf, outcome, place, ticked, told, visitOf, visitsAt, warnsPostal } from "../walk.js";
import { many, number, w, when } from "../words.js";
import { knockers } from "./parts.js";

const today = () => new Date().toLocaleDateString("sv"); // the phone's own day as 2026-05-02

export function door({ door: id }) {
  const held = doorOf(id);
  return {
    title: place(held),
    body: [
      small(bits(held.postcode, w("of", { n: number(numberOf(held)), all: number(doors().length) }), many("door.people", held.people.length))),
      held.leave && warning(w("door.leave")), last(held), postal(held.people), knockers(), people(held), others(held), done(held),
    ],
    acts: held.leave ? [chief(w("door.next"), () => onward(held))] : [
      big(w("door.next"), () => onward(held)),
      chief(w("answer.not-in"), () => outcomeOf(held, "not-in")),
    ],
  };
}

function last(held) {
  if (!held.last) return small(w("door.never"));
  return small(w("door.last", { when: when(held.last.at), what: outcome(held.last.outcome) }));
}

export const postal = (people) => warnsPostal(people, today()) && warning(`${w("postal")}. ${w("postal.never")}`);

function people(held) {
  if (!held.people.length) return note(w("door.nobody"));
  return [h("h2", {}, w("person.which")), list(held.people.map((person) => personRow(held, person)))];
}

function personRow(held, person) {
  if (person.leave && !person.name) return h("p", { class: "row left" }, `⊘ ${w("person.leave")}`);
  const visit = visitOf(person);
  const said = ticked(visit) ?? (person.last?.code && labelOfCode(person.last.code));
  return row([person.name, person.postal && `✉ ${w("postal")}`, said], visit, () => go("person", { door: held.id, person: person.id }));
}

// What may be said of the door without anybody's name.
function others(held) {
  if (held.leave) return null;
  const visit = visitsAt(held).at(-1);
  const leaflet = async () => {
    if (visit) await record.changed(visit, held, personOfVisit(held, visit), { leaflet: !visit.leaflet });
    else waiting.leaflet = waiting.leaflet === held.id ? null : held.id;
    again();
  };
  const isOn = visit ? Boolean(visit.leaflet) : waiting.leaflet === held.id;
  return chips(
    toggle(w("leaflet"), isOn, leaflet),
    chip(w("answer.spoken-to"), () => outcomeOf(held, "spoken-to")),
    chip(w("answer.refused"), () => outcomeOf(held, "refused")),
    chip(`+ ${w("person.add")}`, () => go("addPerson", { door: held.id })),
    chip(`+ ${w("door.add")}`, () => go("addDoor", { door: held.id })));
}

// A leaflet ticked before anything else was recorded goes with what comes next at that door.
export const waiting = { leaflet: null };
export const takeLeaflet = (held) => {
  const isOn = Boolean(held) && waiting.leaflet === held.id;
  waiting.leaflet = null;
  return isOn;
};

export const personOfVisit = (held, visit) => held?.people.find((each) => each.id === visit.person);

// One tap: what came of the knock, and the next door by itself.
async function outcomeOf(held, name) {
  const kept = await record.visit({ door: held, outcome: name, leaflet: takeLeaflet(held) });
  onward(held);
  say([bdi(place(held)), ": ", bdi(outcome(name))], () => takeBack(kept, held));
}

export async function takeBack(kept, held) {
  await record.undo(kept);
  say(w("undone"));
  return held ? swap("door", { door: held.id }) : again();
}

export function onward(held) {
  phone.agreed.clear();
  waiting.leaflet = null;
  const next = nextDoor(held);
  if (next) return backTo("door", { door: next.id });
  return home("list");
}

function done(held) {
  const records = didAt(held);
  if (!records.length) return null;
  const line = (each) => {
    const who = each.person && held.people.find((person) => person.id === each.person)?.name;
    const texts = [when(each.at, { timeStyle: "short" }), each.knocker && w(each.knocker.toLowerCase()), who, told(each)].filter(Boolean);
    return h("div", { class: "told" }, h("span", {}, bits(...texts)),
      record.canUndo(each) ? button(w("undo"), () => takeBack(each, held), { "aria-label": `${w("undo")}: ${texts.join(" · ")}` }) : "");
  };
  return list(records.map(line));
}

export function addDoor({ door: id }) {
  const after = doorOf(id);
  const street = field(w("street"), { value: after?.street ?? "", maxlength: 100 });
  const label = field(w("number"), { maxlength: 60 });
  const postcode = field(w("postcode"), { value: after?.postcode ?? "", maxlength: 10, autocapitalize: "characters" });
  const save = async () => {
    const missing = [street, label].find(({ field: each }) => !each.value.trim());
    if (missing) return missing.field.focus();
    const made = await record.newDoor({ street: street.field.value.trim(), label: label.field.value.trim(), postcode: postcode.field.value.trim(), after });
    back();
    swap("door", { door: made.id });
    say(w("saved"));
  };
  return { title: w("door.add"), body: [form(save, street.row, label.row, postcode.row)], acts: [chief(w("save"), save)] };
}
