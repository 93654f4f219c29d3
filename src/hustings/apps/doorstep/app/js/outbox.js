// Events from their making to the server's word that it has them. Each is made whole, sealed, and written down in the
// same transaction as what the screen shows of it; only then does the screen say so.

import * as store from "./store.js";
import { seal } from "./seal.js";

export const APP = "1.0.0";
const MOST = 500; // events of one request
const LARGEST = 700_000; // characters of one request

// Makes the event whole. `holder` is {campaign, key, token}; `clock` the known offset of the phone's clock.
export function made(holder, clock, kind, fields) {
  return {
    v: 1,
    id: fields.id ?? crypto.randomUUID(),
    kind,
    campaign: holder.campaign,
    token: holder.token,
    occasion: fields.occasion ?? null,
    elector: fields.elector ?? null,
    door: fields.door ?? null,
    newcomer: fields.newcomer ?? null,
    voids: fields.voids ?? null,
    at: zoned(fields.at ?? new Date()),
    clock_offset: clock,
    knocker: fields.knocker ?? "",
    app: APP,
    consent: fields.consent ?? null,
    payload: fields.payload ?? {},
  };
}

// What the last attempt could not write down, for want of room: it is in the file that is offered then.
let unkept = [];

// Seals the events and writes them down together with `also(drawers)`, in one transaction: all or nothing.
// Rejects where the phone has no room; then nothing was written and the screen must say so.
export async function post(holder, events, also = () => {}) {
  const sealed = await Promise.all(events.map((event) => seal(event, holder.key)));
  unkept = events.map(({ id, campaign }, place) => ({ id, campaign, sealed: sealed[place], made: Date.now(), state: "unsent" }));
  await store.write(["outbox", "kept"], (drawers) => {
    unkept.forEach((each) => drawers.outbox.put(each, each.id));
    also(drawers);
  });
  unkept = [];
}

export async function counts() {
  const held = await store.all("outbox");
  const refused = held.filter((each) => each.state === "refused");
  return { unsent: held.length - refused.length, refused };
}

// Sends what is unsent; gives {sent, held, refused, left, offset}. Throws where the server cannot be reached.
// Two tabs that send at once send the same: the server keeps each event once. An outbox may hold events for two
// campaigns, where the phone went from one to the other: each goes to its own.
export async function send(fetched = (...given) => fetch(...given)) {
  const done = { sent: 0, held: 0, refused: 0 };
  for (;;) {
    const { campaign, batch } = await next(done);
    if (!batch.length) return { ...done, left: (await counts()).unsent };
    await delivered(campaign, batch, fetched, done);
  }
}

const unconfirmed = async () => [...(await store.all("outbox")), ...unkept];

// The campaigns for which something is here.
export async function campaigns() {
  return [...new Set((await unconfirmed()).map((each) => each.campaign))];
}

// All that the server has not confirmed, refused events too, as a file that the organiser can read in. No PIN needed.
export async function file(campaign) {
  const held = (await unconfirmed()).filter((each) => each.campaign === campaign);
  const events = held.map(({ id, sealed }) => ({ id, sealed }));
  const body = { v: 1, campaign, sent_at: zoned(new Date()), events };
  return new Blob([JSON.stringify(body)], { type: "application/json" });
}

// The phone's own time with its zone, to the millisecond.
export function zoned(date) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

const tried = new WeakMap();

// The oldest unsent events that this call has not yet sent, as many as fit one request.
async function next(done) {
  const sentNow = tried.get(done) ?? new Set();
  tried.set(done, sentNow);
  const held = (await store.all("outbox")).filter((each) => each.state === "unsent" && !sentNow.has(each.id));
  held.sort((one, other) => one.made - other.made);
  const campaign = held[0]?.campaign;
  const batch = [];
  let length = 0;
  for (const each of held.filter((one) => one.campaign === campaign)) {
    length += each.sealed.length + 60;
    if (batch.length === MOST || (batch.length && length > LARGEST)) break;
    batch.push({ id: each.id, sealed: each.sealed });
    sentNow.add(each.id);
  }
  return { campaign, batch };
}

// A request that the server will not read is sent again in halves, so that one bad event never stops the others.
async function delivered(campaign, batch, fetched, done) {
  const answer = await posted(campaign, batch, fetched);
  if (answer.unread && batch.length > 1) {
    const middle = Math.ceil(batch.length / 2);
    await delivered(campaign, batch.slice(0, middle), fetched, done);
    await delivered(campaign, batch.slice(middle), fetched, done);
  } else if (answer.unread) {
    await settled([{ id: batch[0].id, result: "refused", reason: "malformed" }], done);
  } else {
    await settled(answer.results, done);
    done.offset = answer.offset;
  }
}

async function posted(campaign, events, fetched) {
  const begun = Date.now();
  const answer = await fetched("/door/api/events", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ v: 1, campaign, sent_at: zoned(new Date()), events }),
    signal: AbortSignal.timeout?.(60_000),
  });
  if (answer.status === 400 || answer.status === 413) return { unread: true };
  if (!answer.ok) throw new Error(`server ${answer.status}`);
  const said = await answer.json();
  const offset = Math.round(Date.parse(said.server_time) - (begun + Date.now()) / 2);
  return { results: said.results, offset };
}

// What the server has goes from the outbox; what it will not have stays there, marked, with the reason.
async function settled(results, done) {
  const standing = new Map((await store.all("outbox")).map((each) => [each.id, each]));
  await store.write(["outbox"], ({ outbox }) => {
    for (const { id, result, reason } of results) {
      if (result === "kept" || result === "already" || result === "held") {
        outbox.delete(id);
        done[result === "held" ? "held" : "sent"] += 1;
      } else if (result === "refused" && standing.has(id)) {
        outbox.put({ ...standing.get(id), state: "refused", reason }, id);
        done.refused += 1;
      }
    }
  });
}
