// Sends by itself, whenever there is something to send and a network; nobody waits for it. What the bar shows is here.

import * as outbox from "./outbox.js";
import { dropList, end, fact, phone } from "./phone.js";
import { asked, noteClock } from "./server.js";

const SOON = 2_000;
const LONGEST = 300_000;
const CONTACT = 300_000;

export const state = { unsent: 0, refused: [], held: 0, sending: false, failed: false };
let changed = () => {};
let ended = () => {};
let timer;
let wait = SOON;
let contactAt = 0;

export function begin({ onChange, onEnd }) {
  changed = onChange;
  ended = onEnd;
  addEventListener("online", () => ((wait = SOON), now()));
  addEventListener("offline", () => changed());
  document.addEventListener("visibilitychange", () => document.hidden || now());
  setInterval(contact, 60_000);
  return counted().then(now);
}

export async function counted() {
  Object.assign(state, await outbox.counts());
  changed();
}

// Says that `n` more are in the outbox, and sends before long.
export function posted(n) {
  state.unsent += n;
  changed();
  later(SOON);
}

function later(time) {
  clearTimeout(timer);
  timer = setTimeout(now, time);
}

// Sends what there is. Never throws; gives whether all went.
export async function now() {
  if (state.sending || !state.unsent) return contact().then(() => !state.unsent);
  clearTimeout(timer);
  state.sending = true;
  changed();
  const failed = await sent().then(() => false, () => true);
  Object.assign(state, { sending: false, failed });
  if (failed) later((wait = Math.min(wait * 2, LONGEST)));
  else wait = SOON;
  await counted();
  if (!failed && state.unsent) later(SOON);
  await contact();
  return !failed && !state.unsent;
}

async function sent() {
  const done = await outbox.send();
  await noteClock(done.offset);
  state.held += done.held;
  if (done.held) contactAt = 0;
}

// Now and then asks whether this phone may still read; where it may not, the names go.
async function contact() {
  if (!phone.secrets || !navigator.onLine || Date.now() - contactAt < CONTACT) return;
  contactAt = Date.now();
  try {
    await handedIn();
    const { status, said } = await asked("me");
    if (status === 401) await over(said);
    if (status === 200) {
      await fact("until", said.until);
      await standing(said.walk);
    }
  } catch {
    contactAt = 0;
  }
}

export async function over(said) {
  await end(said.state === "over" ? "over" : "revoked");
  ended("");
}

// Tells the server of lists that were handed in without a signal.
async function handedIn() {
  for (const path of phone.facts.handed ?? []) {
    await asked(`${path}/handed-in`, { method: "POST" });
    await fact("handed", phone.facts.handed.filter((each) => each !== path));
  }
}

// The organiser may have called this list back, or its time may be over.
async function standing(carried) {
  const list = phone.list && (phone.list.walk ?? phone.list.stall ?? phone.list.round);
  if (!list || !carried || carried.occasion !== list.occasion || carried.state === "out") return;
  await dropList();
  ended(carried.state);
}

export const contactNow = () => ((contactAt = 0), contact());

// Saves what is unsent to files, one a campaign, for the organiser.
export async function save() {
  for (const campaign of await outbox.campaigns()) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await outbox.file(campaign));
    link.download = `hustings-${campaign.slice(0, 8)}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
