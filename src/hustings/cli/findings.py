"""What is wrong with a server, judged from what was seen of it. Nothing here looks by itself: see `machine`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from hustings.apps.safekeeping.queries import State as Copies

GIGABYTE = 1024**3
OLDEST_DATABASE = 15
CLOCK_MAY_BE_OUT = timedelta(minutes=1)
JOB_MAY_WAIT = timedelta(minutes=10)
SECRET_LENGTH, SECRET_LETTERS = 50, 10
PUBLIC_SECRETS = ("django-insecure-", "secret", "changeme", "change-me")


class State(StrEnum):
    GOOD = "good"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it stands, and what to do about it if it is not good."""

    name: str
    state: State
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What this server's own address answered: a status with its headers, or why there was none."""

    status: int = 0
    headers: Mapping[str, str] | None = None
    trouble: str = ""
    is_certificate: bool = False


def database(version: int) -> Finding:
    """`version` as PostgreSQL counts it: 150004 is 15.4."""
    major = version // 10_000
    if major < OLDEST_DATABASE:
        return _wrong("database", f"PostgreSQL {major} is too old.", f"Bring it to version {OLDEST_DATABASE} or later.")  # fmt: skip
    return _good("database", f"PostgreSQL {major} answers.")


def copies(state: "Copies") -> Finding:
    """Whether a broken disk would lose more than two days."""
    if not state.has_keys:
        return _wrong("copies", "No copy is made: no passphrase has been set.", "hustings backup-key")  # fmt: skip
    if state.last is None:
        return _wrong("copies", "No good copy has been made yet.", "Make one now: hustings backup FILE; later ones make themselves at night.")  # fmt: skip
    made = f"The last good copy is of {state.last.made_at:%d %b %Y %H:%M} UTC."
    if state.is_worrying:
        return _wrong("copies", made, "See why the night's copy does not work: the page Copies, and the worker's log. Then: hustings backup FILE")  # fmt: skip
    return _good("copies", made)


def home(place: Path, open_ones: Sequence[Path]) -> Finding:
    """`open_ones`: folders and keys that other users of the machine may read."""
    if open_ones:
        shown = ", ".join(map(str, open_ones[:3]))
        return _wrong("home folder", f"Other users of this machine may read {shown}.", f"chmod go-rw {place}; chmod -R go-rw {place}/keys {place}/files {place}/backups {place}/journal")  # fmt: skip
    return _good("home folder", f"{place} is closed to other users.")


def space(free: int, needed: int) -> Finding:
    """A copy is checked by restoring it, so the database must fit twice more."""
    least = max(2 * GIGABYTE, 2 * needed)
    says = f"{free / GIGABYTE:.1f} GB free."
    if free < least:
        return _wrong("disk", says, f"Make room for {least / GIGABYTE:.0f} GB: copies are checked by restoring them.")  # fmt: skip
    return _good("disk", says)


def clock(seen: Mapping[str, timedelta | None]) -> Finding:
    """How far others are from this machine's clock, by who said so; None where they could not be asked."""
    out = {who: by for who, by in seen.items() if by and abs(by) > CLOCK_MAY_BE_OUT}
    if out:
        told = "; ".join(f"{who}: {_in_words(by)}" for who, by in out.items())
        return _wrong("clock", f"This machine's clock does not agree with others ({told}).", "Let it follow the network's time: timedatectl set-ntp true")  # fmt: skip
    known = [who for who, by in seen.items() if by is not None]
    if not known:
        return Finding("clock", State.UNSURE, "Nobody could be asked what time it is.", "Compare `date -u` with a telephone.")  # fmt: skip
    return _good("clock", f"It agrees with {', '.join(known)}.")


def debug(*, on: bool) -> Finding:
    if on:
        return _wrong("debug", "Errors show the program's inside, with people's data, to anybody.", "Take HUSTINGS_DEBUG away and start hustings again.")  # fmt: skip
    return _good("debug", "Errors show nothing of the inside.")


def secret(key: str) -> Finding:
    """The key that signs cookies: made by hustings it is always good."""
    weak = len(key) < SECRET_LENGTH or len(set(key)) < SECRET_LETTERS
    if weak or key.lower().startswith(PUBLIC_SECRETS):
        return _wrong("secret", "HUSTINGS_SECRET_KEY is short, or one that anybody may guess.", "Take it away: hustings makes a good one by itself. Everybody signs in anew.")  # fmt: skip
    return _good("secret", "The key that signs cookies is long and random.")


def names(hosts: Sequence[str], origins: Sequence[str]) -> Finding:
    """The names at which pages are answered: those of the public addresses, and no others."""
    wild = [host for host in hosts if host == "*" or host.startswith(".")]
    if wild:
        return _wrong("names", f"HUSTINGS_HOSTS lets any name in ({', '.join(wild)}).", "Name each: HUSTINGS_HOSTS=hustings.example.org,localhost")  # fmt: skip
    missing = [o for o in origins if (urlsplit(o).hostname or "") not in _plain(hosts)]
    if missing:
        return _wrong("names", f"HUSTINGS_HOSTS lacks the name of {missing[0]}.", "Add it, with a comma between.")  # fmt: skip
    return _good("names", f"Pages are answered at {', '.join(hosts)}.")


def https(origins: Sequence[str]) -> Finding:
    """Without HTTPS phones refuse the app, and passwords travel in the open."""
    if not origins:
        return _wrong("HTTPS", "No public address is set: phones refuse the app.", "Put Caddy in front and set HUSTINGS_ORIGINS=https://… (guide: Put it online).")  # fmt: skip
    plain = [origin for origin in origins if not origin.startswith("https://")]
    if plain:
        return _wrong("HTTPS", f"{plain[0]} is not https: cookies and answers travel in the open.", "Leave only https:// addresses in HUSTINGS_ORIGINS.")  # fmt: skip
    return _good("HTTPS", f"{origins[0]} is the public address; cookies go over https only.")  # fmt: skip


def demonstration(open_log_ins: int) -> Finding:
    if open_log_ins:
        return _wrong("demonstration", f"{open_log_ins} log-ins with a password that everybody knows are open.", "Make your campaign: they close by themselves (hustings campaign create --help).")  # fmt: skip
    return _good("demonstration", "Its log-ins are closed.")


def worker(listening: int, longest: timedelta | None) -> Finding:
    """`longest`: for how long the oldest job has waited, if any does."""
    if not listening:
        return _wrong("worker", "No worker runs: no prints, imports or copies are made.", "systemctl restart hustings-worker; without units: hustings serve")  # fmt: skip
    if longest and longest > JOB_MAY_WAIT:
        return _wrong("worker", f"A job has waited for {_in_words(longest)}.", "See the page Jobs; then: systemctl restart hustings-worker")  # fmt: skip
    return _good("worker", "A worker listens, and nothing waits for long.")


def address(origin: str, answer: Answer) -> Finding:
    """Whether the app at the door is to be had at the public address, as a phone would fetch it."""
    if answer.is_certificate:
        return _wrong("address", f"The certificate of {origin} is not believed here: {answer.trouble}", "Own domain: journalctl -u caddy says why none was given. Office: run install-debian.sh again, so that this machine trusts its authority.")  # fmt: skip
    if answer.trouble:
        return _wrong("address", f"{origin} does not answer: {answer.trouble}", "systemctl status caddy hustings-web; does the name point here, are ports 80 and 443 open?")  # fmt: skip
    if answer.status != 200:
        return _wrong("address", f"{origin}/door/ answers {answer.status}.", _do_about(answer.status))  # fmt: skip
    if "strict-transport-security" not in (answer.headers or {}):
        return _wrong("address", f"{origin} does not know that it is behind https.", "Is HUSTINGS_ORIGINS set for hustings-web, and does the proxy send X-Forwarded-Proto?")  # fmt: skip
    return _good("address", f"{origin}/door/ answers over https.")


def _do_about(status: int) -> str:
    if status == 400:
        return "HUSTINGS_HOSTS lacks this name, or the proxy changes the header Host."
    if status in {502, 503, 504}:
        return "The proxy is there, hustings is not: systemctl status hustings-web"
    return "journalctl -u hustings-web says why."


def _plain(hosts: Sequence[str]) -> set[str]:
    return {host.strip("[]").lower() for host in hosts}


def _in_words(by: timedelta) -> str:
    seconds = abs(by).total_seconds()
    for size, unit in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def _good(name: str, says: str) -> Finding:
    return Finding(name, State.GOOD, says)


def _wrong(name: str, says: str, do: str) -> Finding:
    return Finding(name, State.WRONG, says, do)
