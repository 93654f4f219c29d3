// What is asked of the server. Nothing on the screen waits for it but joining, fetching a list and "send now".

import { fact, phone } from "./phone.js";
import { APP, zoned } from "./outbox.js";

const PATIENCE = 30_000;

// Gives {status, said}. Throws where there is no network.
export async function asked(path, { method = "GET", body } = {}) {
  const begun = Date.now();
  const headers = { "X-Phone-Time": zoned(new Date()) };
  if (body) headers["Content-Type"] = "application/json";
  if (phone.secrets) headers.Authorization = `Bearer ${phone.secrets.read}`;
  const signal = AbortSignal.timeout?.(PATIENCE);
  const answer = await fetch(`/door/api/${path}`, { method, headers, body: body && JSON.stringify(body), signal });
  const said = await answer.json().catch(() => ({}));
  if (said.server_time) await noteClock(Date.parse(said.server_time) - (begun + Date.now()) / 2);
  return { status: answer.status, said };
}

// By how much the server's clock is ahead of ours; every event carries it. A full phone knows it while it is open.
export async function noteClock(found) {
  if (Number.isFinite(found)) await fact("clock", Math.round(found)).catch(() => {});
}

export const join = (campaign, secret, name) =>
  asked("join", { method: "POST", body: { campaign, secret, name, app: APP } });
