// The seal on each event: only the campaign opens it. The scheme is that of core/doorstep/seal.py; a test in the
// browser opens there what is sealed here.

import { joined, unwritten, utf8, written } from "./bytes.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };

// `event` is the whole event (docs/decisions/0016); `key` the campaign's public point in base64url.
export async function seal(event, key) {
  const theirs = unwritten(key);
  const campaign = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const mine = await crypto.subtle.exportKey("raw", own.publicKey);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: campaign }, own.privateKey, 256);
  const lock = await lockOf(secret, joined(mine, theirs), event.campaign);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const about = { name: "AES-GCM", iv: nonce, additionalData: utf8(event.id) };
  const locked = await crypto.subtle.encrypt(about, lock, utf8(JSON.stringify(event)));
  return written(joined(Uint8Array.of(1), mine, nonce, locked));
}

async function lockOf(secret, salt, campaign) {
  const seed = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt, info: utf8(`hustings door 1 ${campaign}`) };
  return crypto.subtle.deriveKey(way, seed, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}
