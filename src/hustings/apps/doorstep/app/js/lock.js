// The PIN. It wraps a data key made at random; under that key lie names, addresses and what was answered on the walk.
// Wrong PINs wait longer and longer; after ten the names go, the outbox stays. This stops whoever finds the phone; it
// stops nobody who copies its memory and has a computer to try a million PINs.

import * as store from "./store.js";
import { text, utf8 } from "./bytes.js";

export const SHORTEST = 6;
export const MOST_TRIES = 10;
const FREE_TRIES = 3;
const LEAST_ROUNDS = 600_000;
const WANTED_MS = 500;

// An open lock: what it encrypts only an open lock of the same phone reads again.
export class Open {
  constructor(key) {
    this.key = key;
  }

  async locked(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, utf8(JSON.stringify(value)));
    return { iv, bytes };
  }

  async unlocked(held) {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: held.iv }, this.key, held.bytes);
    return JSON.parse(text(bytes));
  }
}

// Not one digit over and over, nor digits in their order: those are tried first.
export const fits = (pin) => /^\d+$/.test(pin)
  && ![0, 1, 9].some((step) => [...pin].every((digit, at) => !at || (pin[at - 1] - digit + step) % 10 === 0));

// Makes a fresh data key under this PIN; what lay under an older one is gone.
export async function make(pin) {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const rounds = await affordable();
  const wrapping = await stretched(pin, salt, rounds);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, { name: "AES-GCM", iv });
  await store.write(["vault", "kept"], (drawers) => {
    drawers.kept.clear();
    drawers.vault.put({ salt, rounds, iv, wrapped, tries: 0, notBefore: 0 }, "pin");
  });
  return new Open(await unwrapped(wrapped, wrapping, iv));
}

export const isSet = async () => Boolean(await store.read("vault", "pin"));

// Tries a PIN: {open}, {wrong, wait (seconds), left (tries)}, {wait} while it is too early, or {wiped}.
// The try is noted before it is made, so that switching the phone off does not undo it.
export async function unlock(pin, now = Date.now()) {
  const held = await store.read("vault", "pin");
  if (!held) return { wiped: true };
  const early = Math.ceil((held.notBefore - now) / 1000);
  if (early > 0 && early <= 2 ** MOST_TRIES) return { wait: early };
  const tries = held.tries + 1;
  const wait = tries < FREE_TRIES ? 0 : 2 ** (tries - FREE_TRIES);
  await store.put("vault", "pin", { ...held, tries, notBefore: now + wait * 1000 });
  const wrapping = await stretched(pin, held.salt, held.rounds);
  try {
    const key = await unwrapped(held.wrapped, wrapping, held.iv);
    await store.put("vault", "pin", { ...held, tries: 0, notBefore: 0 });
    return { open: new Open(key) };
  } catch {
    if (tries < MOST_TRIES) return { wrong: true, wait, left: MOST_TRIES - tries };
    await store.wipe();
    return { wiped: true };
  }
}

async function stretched(pin, salt, rounds) {
  const seed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const key = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(way, seed, key, false, ["wrapKey", "unwrapKey"]);
}

async function unwrapped(wrapped, wrapping, iv) {
  const way = { name: "AES-GCM", iv };
  return crypto.subtle.unwrapKey("raw", wrapped, wrapping, way, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// As many rounds as this phone does in half a second, and never fewer than is thought decent today (OWASP, 2023).
async function affordable() {
  const tried = 100_000;
  const begun = performance.now();
  await stretched("000000", new Uint8Array(16), tried);
  const each = Math.max(performance.now() - begun, 1) / tried;
  return Math.max(LEAST_ROUNDS, Math.round(WANTED_MS / each));
}
