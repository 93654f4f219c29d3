// Everything that is not needed at each door.

import * as sending from "../sending.js";
import { dropList, fact, phone, shut } from "../phone.js";
import { COLOURS } from "../record.js";
import { again, ask, back, big, chief, chip, chips, go, h, home, note, say, select, small } from "../ui.js";
import { about, kindOf } from "../walk.js";
import { w } from "../words.js";
import { cautions, chooser, unsentLine } from "./parts.js";
import { update } from "./update.js";

export function menu() {
  return {
    title: w("menu"),
    body: [
      unsentLine(), sending.state.held ? note(`${w("held")}: ${sending.state.held}`) : "", cautions(), update.isWaiting ? note(w("version")) : "",
      phone.open ? runner() : "", chooser(),
      chips(
        phone.list && chip(w("script"), () => go("script")),
        phone.list?.notice && chip(w("privacy"), () => go("privacy")),
        chip(w("install"), () => go("install")),
        phone.open && chip(w("pin.lock"), lockUp)),
    ],
    acts: [phone.list && big(w("walk.hand-in"), handIn), chief(w("back"), back)],
  };
}

function lockUp() {
  shut();
  home("pin");
}

function runner() {
  const set = async (event) => {
    await fact("runner", Number(event.target.value));
    await fact("knocker", phone.facts.knocker ?? COLOURS[0]);
    again();
  };
  const option = (n) => h("option", { value: n, selected: (phone.facts.runner ?? 0) === n }, n ? String(n) : w("no"));
  return select(w("runner"), [0, 2, 3, 4, 5, 6].map(option), set);
}

export const privacy = () => ({
  title: w("privacy"),
  body: [note(w("privacy.where", { address: phone.list.notice.address })), h("blockquote", { dir: "auto" }, phone.list.notice.text), small(phone.list.campaign.imprint ?? "")],
  acts: [big(w("back"), back)],
});

export const install = () => ({ title: w("install"), body: [note(w("install.how"))], acts: [big(w("back"), back)] });

// Everything in is sent first; then the names go. Without a signal what is unsent stays, and the server is told later.
export async function handIn() {
  await sending.now();
  if (!(await ask(`${w("walk.hand-in.ask")}`, w("walk.hand-in")))) return;
  const path = { walk: "walks", stall: "stalls", round: "calls" }[kindOf()];
  await fact("handed", [...(phone.facts.handed ?? []), `${path}/${about().code}`]);
  await dropList();
  await home("choose");
  say(w("walk.handed-in"));
  sending.contactNow();
}

