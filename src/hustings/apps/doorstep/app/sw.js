// Keeps the app itself on the phone, so that it opens without a network. It never touches an answer: those lie in
// IndexedDB, and what speaks to the server (/door/api/) passes it by.
// VERSION and FILES are filled in by the server: a change to any file makes a new version.

const VERSION = "{{ version }}";
const FILES = ["", ..."{{ files }}".split(" ")].map((path) => `/door/${path}`);
const CACHE = `hustings-door-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))),
  );
});

// A new version waits until the old one's pages are closed, or until the page says that it is a good moment.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith("hustings-door-") && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const ours = address.origin === location.origin && address.pathname.startsWith("/door/");
  if (event.request.method !== "GET" || !ours || address.pathname.startsWith("/door/api/")) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const wanted = event.request.mode === "navigate" ? "/door/" : event.request;
      return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(event.request);
    })(),
  );
});
