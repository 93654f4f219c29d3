"""The app's own files: what they are, and one version for all of them together."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import rjsmin

from hustings.core import words

FOLDER = Path(str(files("hustings.apps.doorstep"))) / "app"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
}
INDEX, WORKER, WORDS = "index.html", "sw.js", "words.json"


@cache
def contents() -> dict[str, bytes]:
    """Every file of the app by its path under /door/, the languages among them; the service worker is filled in."""
    found = {
        path.relative_to(FOLDER).as_posix(): _light(path)
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file()
    }
    found[WORDS] = words.bundle(words.load()).encode()
    worker = found.pop(WORKER)
    return found | {WORKER: _filled(worker, found)}


def size() -> int:
    """How many bytes the whole app has, uncompressed, all languages included."""
    return sum(map(len, contents().values()))


def type_of(path: str) -> str:
    return TYPES[Path(path).suffix]


def _light(path: Path) -> bytes:
    """The file without what only its writers read: a cheap phone on a bad line fetches it."""
    match path.suffix:
        case ".js":
            return str(rjsmin.jsmin(path.read_text("utf-8"))).encode()
        case ".css":
            plain = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            return re.sub(r"\s*([{};,])\s*|\s+", r"\1 ", plain).encode()
    return path.read_bytes()


def _filled(worker: bytes, others: dict[str, bytes]) -> bytes:
    whole = hashlib.sha256(worker)
    for path, content in sorted(others.items()):
        whole.update(path.encode() + b"\0" + content)
    names = [f"/door/{'' if path == INDEX else path}" for path in others]
    text = worker.decode().replace("{{ version }}", whole.hexdigest()[:16])
    return text.replace("{{ files }}", json.dumps(names)).encode()
