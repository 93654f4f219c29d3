"""The app's own files: what they are, and one version for all of them together."""

import hashlib
import json
import logging
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import rjsmin

from hustings.apps.campaigns.languages import corrections, spoken
from hustings.core import words
from hustings.core.errors import HustingsError

log = logging.getLogger(__name__)
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


def contents() -> dict[str, bytes]:
    """Every file of the app by its path under /door/, the languages among them; the service worker is filled in.

    The languages are as this server's team has corrected them, from the next fetch after the correction.
    """
    return _made(corrections())


@lru_cache(maxsize=2)
def _made(corrected: tuple[object, ...]) -> dict[str, bytes]:
    """`corrected` tells one state of the corrections from another."""
    found = {
        path.relative_to(FOLDER).as_posix(): _light(path)
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file()
    }
    found[WORDS] = _spoken(b"".join(found.values()).decode())
    worker = found.pop(WORKER)
    return found | {WORKER: _filled(worker, found)}


def size() -> int:
    """How many bytes the whole app has, uncompressed, all languages included."""
    return sum(map(len, contents().values()))


def type_of(path: str) -> str:
    return TYPES[Path(path).suffix]


def _spoken(scripts: str) -> bytes:
    """All languages, of each the words that the scripts say: the rest is for paper and for other screens."""
    book = json.loads(words.bundle(_languages()))
    said = [place for place, key in enumerate(book["keys"]) if _is_said(key, scripts)]
    book["keys"] = [book["keys"][place] for place in said]
    for language in book["languages"].values():
        language["words"] = [language["words"][place] for place in said]
    return _json(book)


def _languages() -> dict[str, words.Language]:
    """Those of the team; a correction that cannot be read is worth no app, so then those that came along."""
    try:
        return spoken()
    except HustingsError as problem:
        log.warning("The app goes out with the words that came along: %s", problem)
        return words.load()


def _is_said(key: str, scripts: str) -> bool:
    """Whether a script names the key: itself, its stem where it has forms for numbers, or `stem.${...}`."""
    stem, _, form = key.rpartition(".")
    is_form = form in words.FORMS["ar"] and f'many("{stem}"' in scripts
    return is_form or f'"{key}"' in scripts or f"`{stem}.${{" in scripts


def _light(path: Path) -> bytes:
    """The file without what only its writers read: a cheap phone on a bad line fetches it."""
    match path.suffix:
        case ".js":
            return str(rjsmin.jsmin(path.read_text("utf-8"))).encode()
        case ".css":
            plain = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            shorter = re.sub(r"\s*([{};,])\s*", r"\1", plain)
            last = shorter.replace("\n", " ").replace(";}", "}")
            return re.sub(r"(?<=:)\s+|\s+(?=\s)", "", last).encode()
        case ".html":
            return re.sub(r"\s*\n\s*", "\n", path.read_text("utf-8")).encode()
        case ".webmanifest":
            return _json(json.loads(path.read_text("utf-8")))
    return path.read_bytes()


def _json(held: object) -> bytes:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def _filled(worker: bytes, others: dict[str, bytes]) -> bytes:
    whole = hashlib.sha256(worker)
    for path, content in sorted(others.items()):
        whole.update(path.encode() + b"\0" + content)
    names = " ".join(path for path in others if path != INDEX)
    text = worker.decode().replace("{{ version }}", whole.hexdigest()[:16])
    return text.replace("{{ files }}", names).encode()
