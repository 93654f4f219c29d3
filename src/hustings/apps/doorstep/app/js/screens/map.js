// A map that matches the list: the doors where they are, with the list's numbers, the way in between, and ourselves.
// No tiles and no network: what it is drawn from lies in the walk.

import { act, h } from "../ui.js";
import { doors, isDone, numberOf, place } from "../walk.js";
import { number, w } from "../words.js";

const SIZE = 1000;
const SVG = "http://www.w3.org/2000/svg";
const NEAR = 44; // doors nearer than this on the drawing are one mark

function s(tag, fields, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(fields)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function drawn(list, open) {
  const known = doors().filter((door) => door.latitude !== null && door.longitude !== null);
  if (known.length < 2) return h("p", {}, w("map.none"));
  const scale = scaleOf(known);
  const marks = gathered(known, scale);
  const way = s("polyline", { points: known.map((door) => scale(door).join()).join(" "), class: "way" });
  const picture = s("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, class: "map", role: "group", "aria-label": w("map") }, way, ...marks.map((mark) => drawMark(mark, open)));
  const here = h("button", { type: "button", class: "chip", onclick: () => findMe(picture, scale) }, w("map.here"));
  return [here, picture];
}

// From degrees to the drawing, north up, the same scale both ways.
function scaleOf(known) {
  const [souths, wests] = [known.map((door) => Number(door.latitude)), known.map((door) => Number(door.longitude))];
  const [south, north, west, east] = [Math.min(...souths), Math.max(...souths), Math.min(...wests), Math.max(...wests)];
  const narrow = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const span = Math.max(north - south, (east - west) * narrow, 0.0003);
  const unit = (SIZE - 160) / span;
  const [middleEast, middleNorth] = [(east + west) / 2, (north + south) / 2];
  return ({ latitude, longitude }) => [
    Math.round(SIZE / 2 + (longitude - middleEast) * narrow * unit),
    Math.round(SIZE / 2 - (latitude - middleNorth) * unit),
  ];
}

// Doors that would lie over each other are one mark with the first and the last number.
function gathered(known, scale) {
  const marks = [];
  for (const door of known) {
    const [x, y] = scale(door);
    const near = marks.find((mark) => Math.hypot(mark.x - x, mark.y - y) < NEAR);
    if (near) near.doors.push(door);
    else marks.push({ x, y, doors: [door] });
  }
  return marks;
}

function drawMark({ x, y, doors: held }, open) {
  const left = held.filter((door) => !isDone(door));
  const [least, most] = [numberOf(held[0]), numberOf(held.at(-1))];
  const name = least === most ? number(least) : `${number(least)}–${number(most)}`;
  const go = act(() => open(left[0] ?? held[0]));
  const mark = s("g", {
    class: left.length ? "mark" : "mark done", role: "button", tabindex: "0", transform: `translate(${x} ${y})`,
    "aria-label": `${name} ${place(held[0])}${left.length ? "" : `, ${w("done")}`}`,
  }, s("circle", { r: held.length > 1 ? 36 : 26 }), s("text", { dy: "9" }, left.length ? name : `✓${name}`));
  mark.addEventListener("click", go);
  mark.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && go(event));
  return mark;
}

function findMe(picture, scale) {
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    const [x, y] = scale(coords);
    picture.querySelector(".here")?.remove();
    picture.append(s("path", { class: "here", d: "M0-30 22 24 0 12-22 24z", transform: `translate(${x} ${y})` }));
  });
}
