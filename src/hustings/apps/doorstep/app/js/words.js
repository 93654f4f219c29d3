// What the app says, in the language chosen. Everything that is read on the screen comes from words.json, which lies on
// the phone; what a language lacks is shown in English with its mark.

let book;
let code = "en";
let plural = new Intl.PluralRules("en");

export async function load() {
  book = await (await fetch("/door/words.json")).json();
}

export const languages = () => Object.entries(book.languages).map(([key, each]) => ({ code: key, ...each }));
export const spoken = () => code;
export const isMachine = () => book.languages[code].checked === "machine";

// Speaks `wanted` from now on, or the nearest that there is.
export function speak(wanted) {
  code = wanted in book.languages ? wanted : "en";
  plural = new Intl.PluralRules(code);
  document.documentElement.lang = code;
  document.documentElement.dir = book.languages[code].direction;
}

export function guess() {
  const known = navigator.languages.map((each) => each.slice(0, 2).toLowerCase());
  return known.find((each) => each in book.languages) ?? "en";
}

// The text of `key`, with `values` in its places.
export function w(key, values = {}) {
  const own = text(code, key);
  return filled(own || book.mark + text("en", key), values);
}

// What the server says, which speaks English only.
export const english = (said) => (code === "en" ? said : book.mark + said);

// The text for `n` of something, in the form that the language asks for.
export function many(key, n, values = {}) {
  const form = `${key}.${plural.select(n)}`;
  return w(text(code, form) ? form : `${key}.other`, { n: number(n), ...values });
}

export const has = (key) => book.keys.includes(key);
export const number = (n) => new Intl.NumberFormat(code, { useGrouping: false }).format(n);

export function when(iso, way = { dateStyle: "short", timeStyle: "short" }) {
  return iso ? new Intl.DateTimeFormat(code === "en" ? "en-GB" : code, way).format(new Date(iso)) : "";
}

// The script in a language: [{part, text, lang, dir}], in the order in which it is said.
export function script(wanted, values) {
  return book.parts.map((part, place) => {
    const lang = book.languages[wanted]?.script[place] ? wanted : "en";
    const { script: texts, direction } = book.languages[lang];
    return { part, text: filled(texts[place], values), lang, dir: direction };
  });
}

export const direction = (wanted) => book.languages[wanted]?.direction ?? "auto";

const text = (lang, key) => book.languages[lang].words[book.keys.indexOf(key)] || "";
const filled = (held, values) => held.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
