// The map of a walk: the doors of the list with the same numbers. The library comes only when somebody opens it.

const box = document.getElementById("map");
const opener = document.getElementById("open-map");
let maplibre;

opener.hidden = false;
opener.addEventListener("click", open, { once: true });

async function open() {
  opener.disabled = true;
  try {
    const [places, library] = await Promise.all([
      fetch(box.dataset.places).then((answer) => answer.json()),
      import(box.dataset.library),
      sheet(box.dataset.sheet),
    ]);
    maplibre = library;
    if (places.map.kind === "pmtiles") await script(box.dataset.pmtiles);
    draw(places);
    document.getElementById("drawing").hidden = true;
    opener.parentElement.hidden = true;
  } catch (problem) {
    console.error(problem);
    box.hidden = true;
    opener.replaceWith("The map cannot be opened here; the drawing shows the same doors.");
  }
}

function script(address) {
  return new Promise((done, failed) => {
    const tag = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
    document.head.append(tag);
  });
}

function sheet(address) {
  return new Promise((done, failed) => {
    const tag = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: done, onerror: failed });
    document.head.append(tag);
  });
}

function draw({ doors, map: beneath }) {
  box.hidden = false;
  const bounds = doors.reduce((all, door) => all.extend(door.at), new maplibre.LngLatBounds());
  const map = new maplibre.Map({
    container: box,
    style: styleOf(beneath),
    bounds,
    fitBoundsOptions: { padding: 48, maxZoom: 18 },
    attributionControl: { customAttribution: beneath.credit },
    cooperativeGestures: true,
  });
  map.addControl(new maplibre.NavigationControl());
  map.addControl(new maplibre.ScaleControl());
  // Not at "load": that waits for tiles, which may never come.
  map.on("style.load", () => {
    map.addSource("way", { type: "geojson", data: lineOf(doors) });
    map.addLayer({ id: "way", type: "line", source: "way", paint: { "line-color": "#1f5fa8", "line-width": 3, "line-dasharray": [2, 1] } });
    box.dataset.ready = "yes";
  });
  together(doors).forEach((some) => markerOf(some).addTo(map));
  streetsOf(doors).forEach((street) => nameOf(street).addTo(map));
}

function styleOf(beneath) {
  const ground = { id: "ground", type: "background", paint: { "background-color": "#f4f1ea" } };
  const style = { version: 8, sources: {}, layers: [ground] };
  if (beneath.kind === "raster") {
    style.sources.tiles = { type: "raster", tiles: [new URL(beneath.address, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], tileSize: 256 };
    style.layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  if (beneath.kind === "pmtiles") {
    maplibre.addProtocol("pmtiles", new pmtiles.Protocol().tile);
    const url = `pmtiles://${new URL(beneath.address, location.href).href}`;
    style.sources.tiles = { type: "vector", url };
    style.layers.push(...outlines());
  }
  return style;
}

// The layers that basemaps in the Protomaps scheme have; plain lines and grounds need no fonts of their own.
function outlines() {
  const fill = (layer, color) => ({ id: layer, type: "fill", source: "tiles", "source-layer": layer, paint: { "fill-color": color } });
  return [
    fill("earth", "#f4f1ea"),
    fill("landuse", "#e8ecdd"),
    fill("water", "#c3dbe8"),
    fill("buildings", "#ddd5c8"),
    { id: "roads", type: "line", source: "tiles", "source-layer": "roads", paint: { "line-color": "#ffffff", "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 12, 1, 18, 14] } },
  ];
}

function lineOf(doors) {
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: doors.map((door) => door.at) } };
}

// Doors that follow one another at one place, a block of flats say, have one mark.
function together(doors) {
  const groups = [];
  for (const door of doors) {
    const last = groups.at(-1);
    if (last && last[0].at.join() === door.at.join()) last.push(door);
    else groups.push([door]);
  }
  return groups;
}

function markerOf(doors) {
  const [first, last] = [doors[0], doors.at(-1)];
  const element = document.createElement("a");
  element.className = doors.every((door) => door.done) ? "stop done" : "stop";
  element.href = `#door-${first.number}`;
  element.textContent = first === last ? first.number : `${first.number}–${last.number}`;
  element.title = `${first.label} ${first.street}`;
  return new maplibre.Marker({ element }).setLngLat(first.at);
}

function streetsOf(doors) {
  const streets = Map.groupBy ? Map.groupBy(doors, (door) => door.street) : grouped(doors);
  return [...streets].map(([name, its]) => ({ name, at: its[Math.floor(its.length / 2)].at }));
}

function grouped(doors) {
  const streets = new Map();
  for (const door of doors) streets.set(door.street, [...(streets.get(door.street) ?? []), door]);
  return streets;
}

function nameOf({ name, at }) {
  const element = Object.assign(document.createElement("span"), { className: "street-name", textContent: name, ariaHidden: "true" });
  return new maplibre.Marker({ element, anchor: "bottom", offset: [0, -16] }).setLngLat(at);
}
