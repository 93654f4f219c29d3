// What the phone keeps, in IndexedDB. Four drawers:
//   outbox  sealed events that the server has not confirmed: readable by nobody here, sent without a PIN
//   kept    names, addresses and what was answered on this walk, each under the data key (lock.js)
//   vault   the data key wrapped by the PIN, and how often a wrong one was tried
//   facts   what is no secret: the campaign and its public key, the language, the server's clock
// A change of layout adds to these and never drops the outbox.

const NAME = "hustings-door";
const VERSION = 1;
const DRAWERS = ["outbox", "kept", "vault", "facts"];

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      for (const drawer of DRAWERS) {
        if (!asked.result.objectStoreNames.contains(drawer)) {
          asked.result.createObjectStore(drawer);
        }
      }
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      asked.result.onclose = () => (opened = undefined);
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new DOMException("another tab", "InvalidStateError"));
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

// Runs `work(drawers)` in one transaction: all of it is written, or nothing.
// `work` puts and deletes at once, without waiting in between, or the transaction ends under it.
export async function write(names, work) {
  const held = await database();
  return new Promise((resolve, reject) => {
    const whole = held.transaction(names, "readwrite", { durability: "strict" });
    whole.oncomplete = () => resolve();
    whole.onerror = whole.onabort = () => reject(whole.error ?? new DOMException("", "AbortError"));
    work(Object.fromEntries(names.map((name) => [name, whole.objectStore(name)])));
  });
}

export async function read(name, key) {
  return asked(name, (drawer) => drawer.get(key));
}

export async function keys(name) {
  return asked(name, (drawer) => drawer.getAllKeys());
}

export async function all(name) {
  return asked(name, (drawer) => drawer.getAll());
}

export async function put(name, key, value) {
  return write([name], (drawers) => drawers[name].put(value, key));
}

export async function remove(name, key) {
  return write([name], (drawers) => drawers[name].delete(key));
}

// Names and addresses go, and with them the way to read them; the outbox stays.
export async function wipe() {
  return write(["kept", "vault"], (drawers) => {
    drawers.kept.clear();
    drawers.vault.clear();
  });
}

// Asks the browser not to throw our data away when the phone is short of room. False where it will not promise.
export async function persist() {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}

async function asked(name, question) {
  const held = await database();
  return new Promise((resolve, reject) => {
    const answer = question(held.transaction(name).objectStore(name));
    answer.onsuccess = () => resolve(answer.result);
    answer.onerror = () => reject(answer.error);
  });
}
