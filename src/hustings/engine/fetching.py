"""Fetching a publisher's file: whole or not at all, from where it was left off, never more than was asked for.

Only https is followed, or plain http on this machine. Bytes go to a file named `.part` beside the target, which takes the
target's name once its length and checksum are right; when a connection breaks off, the next one asks for the rest.
What a server says of a file is checked against what it sends: it may break off, fall silent, send somewhere else, ignore
where we were, send a page that says sorry, or miscount.
"""

import hashlib
import http.client
import json
import os
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

from hustings.core.errors import HustingsError

REDIRECTS = 5
ATTEMPTS = 4
SILENCE = 30.0
"""Seconds without a byte after which a connection is given up."""
LONGEST = 3600.0
"""Seconds after which the whole is given up, however it trickles."""
LARGEST = 200 * 1024 * 1024
BLOCK = 64 * 1024
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
MOVED = frozenset({301, 302, 303, 307, 308})
OK, PARTIAL, NOT_THERE_FROM = 200, 206, 416

Progress = Callable[[int, int | None], None]
"""Told how many bytes are here, and how many there will be if that is known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long: bytes, seconds of silence, seconds in all, attempts."""

    largest: int = LARGEST
    silence: float = SILENCE
    longest: float = LONGEST
    attempts: int = ATTEMPTS


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that has arrived, its SHA-256 and its length in bytes."""

    path: Path
    sha256: str
    size: int


class _BrokeOff(Exception):
    """The connection ended before the file did."""


@dataclass
class _Part:
    """What is here of a file, and by what the server tells one version of it from another."""

    path: Path
    version: str = ""
    size: int = 0

    @classmethod
    def left_off(cls, target: Path, address: str) -> "_Part":
        """What an earlier attempt left, if it was of the same address and can be told from a newer version."""
        part = cls(target.with_name(f"{target.name}.part"))
        with suppress(OSError, ValueError, KeyError):
            said = json.loads(part._about.read_text())
            if said["address"] == address and said["version"]:
                part.version, part.size = said["version"], part.path.stat().st_size
        return part

    @property
    def _about(self) -> Path:
        return self.path.with_name(f"{self.path.name}.about")

    def begin(self, address: str, version: str) -> None:
        """From the first byte."""
        self.path.write_bytes(b"")
        self.version, self.size = version, 0
        self._about.write_text(json.dumps({"address": address, "version": version}))

    def forget(self) -> None:
        """Nothing is here."""
        self.version, self.size = "", 0
        self.path.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)

    def become(self, target: Path) -> None:
        """Take the target's name, in one step."""
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        self.path.replace(target)
        self._about.unlink(missing_ok=True)


def fetch(
    address: str,
    target: Path,
    *,
    sha256: str = "",
    limits: Limits | None = None,
    progress: Progress = lambda here, of: None,
) -> Fetched:
    """Fetch the file at `address` to `target`; gives its SHA-256, which must be `sha256` where that is told.

    HustingsError, with nothing at `target` that was not there before, where it cannot be had; what has arrived stays
    beside it for the next time.
    """
    within = limits or Limits()
    part = _Part.left_off(target, address)
    ends = time.monotonic() + within.longest
    try:
        _attempts(address, part, within, ends, progress)
        return _finished(part, target, sha256)
    except OSError as problem:
        raise HustingsError(f"The file cannot be written: {problem}.") from problem


def _attempts(
    address: str, part: _Part, limits: Limits, ends: float, progress: Progress
) -> None:
    for attempt in range(1, limits.attempts + 1):
        try:
            _attempt(address, part, limits, ends, progress)
        except _BrokeOff as problem:
            if attempt == limits.attempts or time.monotonic() > ends:
                raise HustingsError(f"{address} {problem} ({part.size:,} bytes are here). Try again: it goes on from there if the server can.") from problem  # fmt: skip
        else:
            return


def _attempt(
    address: str, part: _Part, limits: Limits, ends: float, progress: Progress
) -> None:
    connection, response = _opened(address, part, limits)
    try:
        declared = _begun(address, part, response, limits)
        _read(part, response, declared, limits, ends, progress)
    except (TimeoutError, http.client.HTTPException, ConnectionError, ssl.SSLError) as problem:  # fmt: skip
        raise _BrokeOff(f"broke off or fell silent ({_why(problem)})") from problem
    finally:
        response.close()
        connection.close()


def _opened(
    address: str, part: _Part, limits: Limits
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    """The answer to a request for what is lacking, after redirections."""
    seen = [address]
    while True:
        way = _checked(seen[-1], seen)
        connection = _connection(way, limits.silence)
        try:
            connection.request("GET", _path(way), headers=_headers(part))
            response = connection.getresponse()
        except (OSError, http.client.HTTPException) as problem:
            connection.close()
            raise _BrokeOff(f"does not answer ({_why(problem)})") from problem
        if response.status not in MOVED:
            return connection, response
        response.close()
        connection.close()
        seen.append(urljoin(seen[-1], response.getheader("Location") or ""))


def _checked(address: str, seen: list[str]) -> SplitResult:
    """The address, if it may be followed."""
    came = f", to which {seen[0]} sent us" if len(seen) > 1 else ""
    if len(seen) > REDIRECTS + 1 or address in seen[:-1]:
        raise HustingsError(f"{seen[0]} sends from one address to the next without end. Visit the publisher's page and save the file by hand.")  # fmt: skip
    way = urlsplit(address)
    local = way.hostname in LOCAL
    from_elsewhere = len(seen) > 1 and urlsplit(seen[0]).hostname not in LOCAL
    if not way.hostname or not (
        (way.scheme == "https" and not (local and from_elsewhere))
        or (way.scheme == "http" and local and not from_elsewhere)
    ):
        raise HustingsError(f"{address}{came}, is not followed: only https is, or http on this machine.")  # fmt: skip
    return way


def _connection(way: SplitResult, silence: float) -> http.client.HTTPConnection:
    host = way.hostname or ""
    if way.scheme == "https":
        safe = ssl.create_default_context()
        return http.client.HTTPSConnection(host, way.port, timeout=silence, context=safe)  # fmt: skip
    return http.client.HTTPConnection(host, way.port, timeout=silence)


def _path(way: SplitResult) -> str:
    return f"{way.path or '/'}?{way.query}" if way.query else way.path or "/"


def _headers(part: _Part) -> Mapping[str, str]:
    said = {
        "User-Agent": "hustings",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if part.size and part.version:
        said |= {"Range": f"bytes={part.size}-", "If-Range": part.version}
    return said


def _begun(
    address: str, part: _Part, response: http.client.HTTPResponse, limits: Limits
) -> int | None:
    """How many bytes the whole file has, as the server says; None where it does not. Begins anew where it must."""
    if response.status == NOT_THERE_FROM:
        part.forget()
        raise _BrokeOff("has another version of the file by now")
    if response.status not in (OK, PARTIAL):
        raise HustingsError(f"{address} answers {response.status} {response.reason}. The file may have moved: visit the publisher's page.")  # fmt: skip
    if "html" in (response.getheader("Content-Type") or "").casefold():
        raise _page(address)
    length = _number(response.getheader("Content-Length"))
    if response.status == PARTIAL and _goes_on(part, response):
        declared = None if length is None else part.size + length
    else:
        if response.status == PARTIAL:
            part.forget()
            raise _BrokeOff("went on from another place than was asked")
        declared = length
        part.begin(address, _version(response))
    if declared is not None and declared > limits.largest:
        part.forget()
        raise _too_large(address, declared, limits)
    return declared


def _goes_on(part: _Part, response: http.client.HTTPResponse) -> bool:
    said = response.getheader("Content-Range") or ""
    return said.startswith(f"bytes {part.size}-")


def _version(response: http.client.HTTPResponse) -> str:
    """A strong tag or a date, by which a server can tell whether our part is of the file that it has."""
    tag = response.getheader("ETag") or ""
    strong = tag if tag.startswith('"') else ""
    return strong or response.getheader("Last-Modified") or ""


def _read(
    part: _Part,
    response: http.client.HTTPResponse,
    declared: int | None,
    limits: Limits,
    ends: float,
    progress: Progress,
) -> None:
    """Read to the end of the connection, whatever length was said, so that a wrong one shows."""
    if not response.chunked:
        response.length = None
    with part.path.open("ab") as file:
        for block in _blocks(part, response, declared):
            part.size += file.write(block)
            if part.size > limits.largest:
                part.forget()
                raise _too_large("The server", limits.largest + 1, limits)
            if time.monotonic() > ends:
                raise _BrokeOff(f"takes longer than {limits.longest:,.0f} seconds")
            progress(part.size, declared)
    if declared is not None and part.size < declared:
        raise _BrokeOff(f"broke off at {part.size:,} of {declared:,} bytes")
    if declared is not None and part.size > declared:
        part.forget()
        raise HustingsError(f"The server said {declared:,} bytes and sent more: the file may be damaged. Visit the publisher's page and save it by hand.")  # fmt: skip


def _blocks(
    part: _Part, response: http.client.HTTPResponse, declared: int | None
) -> Iterator[bytes]:
    while True:
        try:
            block = response.read1(BLOCK)
        except TimeoutError:
            if part.size == declared:
                return  # all is here; the server only forgot to hang up
            raise
        if not block:
            return
        yield block


def _finished(part: _Part, target: Path, sha256: str) -> Fetched:
    with part.path.open("rb") as file:
        if file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            part.forget()
            raise _page("The server")
        file.seek(0)
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 and found != sha256:
        part.forget()
        raise HustingsError(f"The file is another than is known: its SHA-256 is {found}, and {sha256} was expected. It was not kept.")  # fmt: skip
    size = part.size
    part.become(target)
    return Fetched(target, found, size)


def _page(who: str) -> HustingsError:
    return HustingsError(f"{who} sends a web page in place of the file. Visit the publisher's page in a browser, save the file and load it.")  # fmt: skip


def _too_large(who: str, size: int, limits: Limits) -> HustingsError:
    return HustingsError(f"{who} sends {size:,} bytes or more; no table of results needs more than {limits.largest:,}.")  # fmt: skip


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() else None


def _why(problem: BaseException) -> str:
    return str(problem) or type(problem).__name__
