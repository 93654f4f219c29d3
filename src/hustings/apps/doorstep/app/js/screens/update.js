// A new version of the app waits until nobody is at a door: it takes over while the phone is locked or without a list.

import { phone } from "../phone.js";

export const update = { isWaiting: false };
let waiting;
let isAsked = false;

export async function watch() {
  const held = await navigator.serviceWorker.register("/door/sw.js", { scope: "/door/", updateViaCache: "none" });
  const hadOne = Boolean(navigator.serviceWorker.controller);
  const look = () => {
    waiting = held.waiting;
    update.isWaiting = Boolean(waiting) && hadOne;
    takeOver();
  };
  held.addEventListener("updatefound", () => held.installing?.addEventListener("statechange", look));
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isAsked) location.reload();
  });
  look();
  setInterval(() => navigator.onLine && held.update().catch(() => {}), 3_600_000);
}

// Called at every screen: only where no walk is open may the page begin anew.
export function takeOver() {
  const isBusy = phone.list || ["joining", "join", "fetching"].includes(document.body.dataset.screen);
  if (!update.isWaiting || isBusy || isAsked) return;
  isAsked = true;
  waiting.postMessage("take-over");
}
