// The walk as a list and as a map; both carry the same numbers.

import { phone } from "../phone.js";
import { again, bdi, bits, chief, chips, field, go, h, note, row, sign, small, toggle } from "../ui.js";
import { about, doors, inOrder, isDone, kindOf, numberOf, plain, ticked, visitsAt, way } from "../walk.js";
import { many, number, w, when } from "../words.js";
import { drawn } from "./map.js";
import { cautions, knockers } from "./parts.js";
import { handIn } from "./menu.js";
import { round, stall } from "./people.js";

const shown = { left: false, map: false, jump: "" };

export function list(args) {
  if (kindOf() === "stall") return stall(args);
  return kindOf() === "round" ? round(args) : walk();
}

function walk() {
  const done = doors().filter(isDone).length;
  const isFinished = done === doors().length;
  return {
    title: about().name || w("walk"),
    body: [
      note(bits(about().code, many("walk.doors", doors().length), `${w("of", { n: number(done), all: number(doors().length) })} ${w("done")}`)),
      isFinished && h("p", { class: "well" }, w("walk.finished")),
      phone.facts.list_until && small(w("walk.until", { when: when(phone.facts.list_until) })),
      cautions(), knockers(), choices(), shown.map ? drawn(phone.list, open) : rows(),
    ],
    acts: [
      isFinished ? chief(w("walk.hand-in"), handIn) : chief(w("door.next"), first),
    ],
  };
}

const open = (door) => go("door", { door: door.id });

const first = () => open(inOrder().find((door) => !isDone(door)));

function choices() {
  const turn = (of, name, word) => toggle(w(word), of[name], () => ((of[name] = !of[name]), again()));
  const jump = field(w("walk.jump"), { inputmode: "text", value: shown.jump, oninput: (event) => narrow(event.target.value) });
  return [
    chips(turn(shown, "left", "walk.left"), turn(shown, "map", "map"), turn(way, "reverse", "walk.reverse")),
    !shown.map && jump.row,
  ];
}

function narrow(text) {
  shown.jump = text;
  document.querySelector("#doors")?.replaceWith(rows());
}

function rows() {
  const start = plain(shown.jump.trim());
  let street = null;
  const found = inOrder().filter((door) => (!shown.left || !isDone(door)) && plain(door.label).startsWith(start));
  const items = found.flatMap((door) => {
    const head = door.street !== street && h("li", { class: "street" }, h("h2", {}, bdi((street = door.street))));
    return [head, h("li", {}, doorRow(door))];
  });
  return h("ul", { class: "list doors", id: "doors", role: "list" }, items.filter(Boolean));
}

function doorRow(door) {
  const line = door.leave ? w("door.leave") : bdi(door.people.map((each) => each.name).filter(Boolean).join(", "));
  const last = ticked(visitsAt(door).at(-1));
  return row([door.label, line, last], isDone(door), () => open(door), sign(number(numberOf(door)), "count"));
}

