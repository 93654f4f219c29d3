// One person: the answer in two taps, and only with a yes to the words it stays with the name.

import { fact, phone } from "../phone.js";
import { zoned } from "../outbox.js";
import * as record from "../record.js";
import { again, ask, back, backTo, bdi, big, bits, button, capital, chief, chip, chips, field, form, go, h, home, note, say, select, showLarge, sign, small, swap, toggle } from "../ui.js";
import {
  ABOUT_A_PERSON, OPINIONS, answers, didWith, doorOf, kindOf, labelOf, labelOfCode, languagesFor, outcome, outcomeOf, personOf, place,
  ticked, visitOf, wordingFor,
} from "../walk.js";
import { direction, languages, script, spoken, w, when } from "../words.js";
import { onward, postal, takeLeaflet } from "./door.js";
import { knockers } from "./parts.js";

const speech = () => phone.facts.speech ?? spoken();
const leave = (door) => (door ? onward(door) : home("list"));

export function person({ door: doorId, person: id }) {
  const held = personOf(id);
  const door = doorOf(doorId);
  return {
    title: held.name || w("person.leave"),
    body: [
      small(bits(door ? place(door) : [held.label, held.street].filter(Boolean).join(" "), held.number)),
      held.last?.code && small(`${when(held.last.at)}: ${labelOfCode(held.last.code)}`),
      postal([held]), telephone(held), !door && knockers(),
      h("h2", {}, w("answer")), h("div", { class: "answers" }, choicesFor(door).map((each) => answerButton(each, door, held))),
      chips(
        chip(w("also"), () => go("also", { door: doorId, person: id })),
        chip(w("script"), () => go("script")),
        chip(w("erase"), () => erase(door, held))),
    ],
    acts: [],
  };
}

function telephone(held) {
  if (!held.telephone) return null;
  const isText = phone.list.round.channel === "texts";
  const text = isText ? `${w("message")}: \u2066${held.telephone}\u2069` : w("ring", { telephone: held.telephone });
  return h("a", { class: "big main", href: `${isText ? "sms" : "tel"}:${held.telephone.replace(/[^\d+]/g, "")}` }, text);
}

// At a door "not in" is said of the door; on the telephone of the person.
const choicesFor = (door) => answers().filter((each) => each.meaning !== "not-in" || !(door || kindOf() === "stall"));

function answerButton(answer, door, held) {
  const isOpinion = OPINIONS.includes(answer.meaning);
  const visit = visitOf(held);
  const isSaid = visit && (visit.code === answer.code || (!visit.code && visit.outcome === answer.meaning));
  const label = answer.meaning === "not-in" ? outcome("not-in") : labelOf(answer);
  return button([sign(answer.code, "code"), h("span", {}, capital(label))],
    () => (isOpinion ? opinion(answer, door, held) : plainOutcome(answer, door, held)),
    { class: `big answer ${isOpinion ? "opinion" : ""}`, "aria-pressed": String(Boolean(isSaid)) });
}

// Nothing of an opinion is kept before the words were read or shown and answered with yes.
async function opinion(answer, door, held) {
  const consent = phone.agreed.get(held.id);
  if (consent) return kept(answer, door, held, consent);
  if (!wordingFor("opinion")) {
    await plainOutcome({ ...answer, meaning: "spoken-to" }, door, held);
    return say(w("consent.missing"));
  }
  return go("consent", { covers: "opinion", door: door?.id, person: held.id, code: answer.code });
}

async function kept(answer, door, held, consent) {
  const before = visitOf(held);
  const fields = { outcome: outcomeOf(answer.meaning), code: answer.code, consent };
  const leaflet = takeLeaflet(door);
  const made = before && before.consent
    ? await record.changed(before, door, held, fields)
    : await record.visit({ ...fields, door, person: held, leaflet });
  backTo("person", { door: door?.id, person: held.id });
  await swap("also", { door: door?.id, person: held.id });
  say([bdi(held.name), ": ", bdi(labelOf(answer))], () => undone(made));
}

async function plainOutcome(answer, door, held) {
  const name = outcomeOf(answer.meaning);
  const before = visitOf(held);
  const made = await record.visit({ door, person: held, outcome: name, leaflet: takeLeaflet(door), replaces: before });
  const stays = ABOUT_A_PERSON.includes(name) && door?.people.length > 1;
  if (stays) backTo("door", { door: door.id });
  else leave(door);
  say([bdi(stays || !door ? held.name : place(door)), ": ", bdi(outcome(name))], () => undone(made, door));
}

async function undone(made, door) {
  await record.undo(made);
  say(w("undone"));
  return door ? swap("door", { door: door.id }) : again();
}

// The words to read out or to show, and yes or no. `then` is told by `covers`.
export function consent({ covers, door: doorId, person: id, ...rest }) {
  const wording = wordingFor(covers, speech());
  const lang = wording.language;
  const answer = (yes) => async () => agreed(yes, { covers, wording, door: doorOf(doorId), person: id && personOf(id), ...rest });
  const show = async () => {
    const said = await showLarge(wording.text, { lang, dir: direction(lang) }, [[w("back"), null], [w("consent.no"), false], [w("consent.yes"), true]]);
    if (said !== null) await answer(said)();
  };
  return {
    title: w("consent"),
    body: [
      speechChooser(languagesFor(covers)),
      lang !== speech() && small(w("consent.language", { language: ownName(lang) })),
      h("blockquote", { lang, dir: direction(lang) }, wording.text),
      big(w("show"), show),
      small(w("consent.own")), small(w("consent.none")),
      phone.list.notice && small(w("privacy.where", { address: phone.list.notice.address })),
    ],
    acts: [big(w("consent.no"), answer(false)), chief(w("consent.yes"), answer(true))],
  };
}

const ownName = (code) => languages().find((each) => each.code === code)?.name ?? code;

function speechChooser(known) {
  const change = async (event) => {
    await fact("speech", event.target.value);
    again();
  };
  const codes = [...new Set([...known, ...languages().map((each) => each.code)])];
  return select(w("language"), codes.map((code) => h("option", { value: code, selected: code === speech() }, ownName(code))), change);
}

const WAYS = { calls: record.permission, texts: record.permission, email: record.permission };

async function agreed(yes, { covers, wording, door, person: held, code, more }) {
  const given = yes && { wording: wording.id, at: zoned(new Date()) };
  if (covers !== "opinion") return yes ? itsOwn(covers, door, held, more, given) : (backTo("also"), say(w("consent.none")));
  if (more?.surname !== undefined) return addAgreed(yes, door, more, given);
  if (!yes) return plainOutcome({ meaning: "spoken-to" }, door, held);
  phone.agreed.set(held.id, given);
  return code ? kept(answers().find((each) => each.code === code), door, held, given) : backTo("also");
}

async function itsOwn(covers, door, held, more, consent) {
  const way = WAYS[covers] ?? record.detail;
  await way({ door, person: held, channel: covers, address: more, what: covers, value: more, consent });
  await backTo("also");
  say(w("saved"));
}

async function addAgreed(yes, door, more, consent) {
  if (!yes) {
    const made = await record.visit({ door, outcome: "spoken-to", leaflet: takeLeaflet(door) });
    leave(door);
    return say(w("consent.none"), () => undone(made, door));
  }
  const held = await record.newcomer({ door, ...more, consent });
  const fresh = doorOf(door?.id);
  backTo(fresh ? "door" : "list", fresh && { door: fresh.id });
  await go("person", { door: fresh?.id, person: held.id });
  return say(w("person.added"));
}

async function erase(door, held) {
  if (!(await ask(w("erase.ask")))) return;
  await record.erase({ door, person: held });
  await again();
  say(w("erase.done"));
}

// What else may be said: each on its own yes.
export function also({ door: doorId, person: id }) {
  const held = personOf(id);
  const door = doorOf(doorId);
  const visit = visitOf(held);
  const has = (what) => didWith(held).some((each) => each.what === what);
  const own = (what, word) => toggle(w(word ?? what), has(what), () => go("asked", { what, door: doorId, person: id }));
  return {
    title: held.name,
    body: [
      visit && note(ticked(visit), { class: "state" }),
      h("h2", {}, w("also")),
      chips(
        toggle(w("poster"), visit?.poster, () => withVisit(door, held, (was) => ({ poster: !was?.poster }))),
        door && toggle(w("leaflet"), visit?.leaflet, () => withVisit(door, held, (was) => ({ leaflet: !was?.leaflet }))),
        own("calls"), own("texts"), own("email"), own("help"), own("offer"), own("language", "spoken"), own("note")),
      (phone.list.questions ?? []).map((question) => asking(question, door, held, visit)),
    ],
    acts: [
      big(w("back"), () => (door ? backTo("door", { door: door.id }) : backTo("person"))),
      chief(w(door ? "door.next" : "next"), () => leave(door)),
    ],
  };
}

// Says more in the visit that is there, or makes one; opinions need the yes to the words first.
async function withVisit(door, held, moreOf) {
  const visit = visitOf(held);
  const consent = visit?.consent ?? phone.agreed.get(held.id);
  if (!consent) return go("consent", { covers: "opinion", door: door?.id, person: held.id });
  if (visit) await record.changed(visit, door, held, moreOf(visit));
  else await record.visit({ door, person: held, outcome: "spoken-to", consent, leaflet: takeLeaflet(door), ...moreOf(null) });
  return again();
}

const said = (words) => words[spoken()] ?? words.en ?? Object.values(words)[0] ?? "";

function asking(question, door, held, visit) {
  const given = visit?.custom?.[question.id];
  const answer = (value) => withVisit(door, held, (was) => ({ custom: { ...was?.custom, [question.id]: value } }));
  const options = question.kind === "yes-no" ? [["yes", w("yes")], ["no", w("no")]] : question.options.map((each) => [each.value, said(each.words)]);
  const text = field(said(question.words), { maxlength: 200, value: given ?? "" });
  if (question.kind === "text") return [text.row, chip(w("save"), () => text.field.value.trim() && answer(text.field.value.trim()))];
  return h("fieldset", {}, h("legend", {}, bdi(said(question.words))), chips(options.map(([value, label]) => toggle(label, given === value, () => answer(value)))));
}

// What goes with a permission or a detail, before its own words are read out.
export function asked({ what, door, person: id }) {
  const word = what === "language" ? "spoken" : what;
  if (!wordingFor(what)) return { title: w(word), body: [note(w("consent.missing"))], acts: [big(w("back"), back)] };
  const value = what === "language" ? languageField() : valueField(what);
  const next = async () => {
    if (!value.field.value.trim()) return value.field.focus();
    return go("consent", { covers: what, door, person: id, more: value.field.value.trim() });
  };
  return {
    title: w(word),
    body: [what === "note" && note(w("note.hint")), form(next, value.row)],
    acts: [chief(w("next"), next)],
  };
}

function valueField(what) {
  const kinds = { calls: ["telephone", "tel"], texts: ["telephone", "tel"], email: ["email.address", "email"], note: ["note", "text"] };
  const [label, type] = kinds[what] ?? ["what", "text"];
  return field(w(label), { type, maxlength: 200, dir: type === "text" ? "auto" : "ltr" });
}

// The language is kept by its English name, whatever the screen speaks.
function languageField() {
  const [shown, english] = [spoken(), "en"].map((lang) => new Intl.DisplayNames([lang], { type: "language" }));
  const options = languages().map(({ code }) => h("option", { value: english.of(code) }, shown.of(code)));
  const row = select(w("spoken"), [...options, h("option", { value: "other" }, w("lang.other"))]);
  return { row, field: row.querySelector("select") };
}

// Somebody who is not in the list. Nothing is kept of them before they said yes.
export function addPerson({ door: doorId }) {
  const door = doorOf(doorId);
  const names = ["surname", "forenames"].map((key) => field(w(key), { maxlength: 100 }));
  const where = door ? [] : ["address", "postcode"].map((key) => field(w(key), { maxlength: 100 }));
  const [surname, forenames, address, postcode] = [...names, ...where].map((each) => each.field);
  const next = async () => {
    const lines = door ? [place(door)] : [address.value.trim()].filter(Boolean);
    const more = { surname: surname.value.trim(), forenames: forenames.value.trim(), address: lines, postcode: door ? door.postcode : postcode.value.trim() };
    if (!more.surname && !more.forenames) return surname.focus();
    if (!wordingFor("opinion")) return say(w("consent.missing"));
    return go("consent", { covers: "opinion", door: doorId, more });
  };
  return {
    title: w("person.add"),
    body: [form(next, [...names, ...where].map((each) => each.row))],
    acts: [chief(w("next"), next)],
  };
}

// What to say, and to show, in the language of the person at the door.
export function scriptScreen() {
  const { candidate = "" } = phone.list?.campaign ?? {};
  const address = phone.list?.notice?.address ?? "";
  const lines = script(speech(), { candidate, address });
  return {
    title: w("script"),
    body: [speechChooser([]), lines.map(({ text, lang, dir }) =>
      h("div", { class: "said" }, h("blockquote", { lang, dir }, text), chip(w("show"), () => showLarge(text, { lang, dir }))))],
    acts: [big(w("back"), back)],
  };
}
