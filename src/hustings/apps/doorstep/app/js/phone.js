// What this phone is and holds, while the page is open. Names and answers come out of `kept` only after the PIN.

import * as lock from "./lock.js";
import * as store from "./store.js";

// facts: no secrets. open: the open lock. secrets: {token, read, name}. list: the walk, the stall's list or the round.
// did: what was done with the list here, oldest first. agreed: consents given in this sitting, by person.
export const phone = { facts: {}, open: null, secrets: null, list: null, did: [], agreed: new Map() };

const FACTS = ["campaign", "language", "speech", "clock", "until", "list_until", "state", "handed", "runner", "knocker"];

export async function remember() {
  const held = await Promise.all(FACTS.map((name) => store.read("facts", name)));
  phone.facts = Object.fromEntries(FACTS.map((name, place) => [name, held[place]]));
}

export async function fact(name, value) {
  phone.facts[name] = value;
  await store.put("facts", name, value);
}

export const offset = () => phone.facts.clock ?? 0;
export const serverNow = () => Date.now() + offset();
export const holder = () => ({ campaign: phone.facts.campaign.id, key: phone.facts.campaign.key, token: phone.secrets.token });

// Begins anew with what the server gave at joining. What was under an older PIN is gone; the outbox stays.
export async function enrol(said, name, pin) {
  const open = await lock.make(pin);
  const secrets = { token: said.hand_in, read: said.read, name };
  const held = await open.locked(secrets);
  await store.write(["kept", "facts"], ({ kept, facts }) => {
    kept.put(held, "secrets");
    facts.put(said.campaign, "campaign");
    facts.put(said.until, "until");
    facts.put("in", "state");
    facts.delete("list_until");
    facts.delete("handed");
  });
  await remember();
  Object.assign(phone, { open, secrets, list: null, did: [] });
}

// Reads what lies under the key.
export async function opened(open) {
  const [names, held] = await Promise.all([store.keys("kept"), store.all("kept")]);
  const values = await Promise.all(held.map((each) => open.unlocked(each)));
  const kept = new Map(names.map((name, place) => [name, values[place]]));
  const did = [...kept].filter(([name]) => name.startsWith("did:")).map(([, record]) => record);
  did.sort((one, other) => one.made - other.made);
  Object.assign(phone, { open, secrets: kept.get("secrets"), list: kept.get("list") ?? null, did });
}

export function shut() {
  Object.assign(phone, { open: null, secrets: null, list: null, did: [] });
  phone.agreed.clear();
}

// Keeps a list in place of any other: a phone holds one at most. Those met before who are on no register live at a
// door like anybody else.
export async function keepList(list) {
  for (const door of list.doors ?? []) {
    const met = (door.newcomers ?? []).map((each) => ({ ...each, newcomer: true }));
    door.people.push(...met);
    delete door.newcomers;
  }
  const held = await phone.open.locked(list);
  const done = phone.did.map(({ id }) => `did:${id}`);
  const until = list.until ?? null;
  await store.write(["kept", "facts"], ({ kept, facts }) => {
    done.forEach((name) => kept.delete(name));
    kept.put(held, "list");
    facts.put(until, "list_until");
  });
  phone.facts.list_until = until;
  Object.assign(phone, { list, did: [] });
}

// The names leave the phone; that it is enrolled, and what is unsent, stays.
export async function dropList() {
  const names = (await store.keys("kept")).filter((name) => name !== "secrets");
  await store.write(["kept", "facts"], ({ kept, facts }) => {
    names.forEach((name) => kept.delete(name));
    facts.delete("list_until");
  });
  phone.facts.list_until = null;
  Object.assign(phone, { list: null, did: [] });
}

// The phone may read no longer: `state` is revoked or over. The outbox stays and needs no PIN.
export async function end(state) {
  await store.wipe();
  shut();
  await fact("state", state);
}

export const isOver = () => passed(phone.facts.until);
export const listIsOver = () => passed(phone.facts.list_until);
const passed = (until) => Boolean(until) && Date.parse(until) <= serverNow();
