"""The checklist of a new campaign: what to do, by when, what is next and what is late.

Most of what ends a small campaign is forgotten in its first weeks: the agent not appointed, no bank account, a register never asked for, a
privacy notice that nobody wrote. The list takes its dates from the legal calendar. What is done is told to it, and so is the day:
there is no clock in here.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hustings.core.elections.nomination import subscribers_needed
from hustings.core.elections.timetable import (
    Deadline,
    Timetable,
    legal_calendar,
    register_from,
)
from hustings.core.errors import HustingsError


class Kind(StrEnum):
    """The tasks of the first days; each key is what a campaign ticks."""

    PRIVACY = "privacy-notice"
    ASSESSMENT = "assessment"
    ERASE_DAY = "erase-day"
    BACKUP = "backup"
    BANK = "bank-account"
    IMPRINT = "imprint"
    AGENT = "agent"
    SUBSCRIBERS = "subscribers"
    REGISTER_LETTERS = "register-letters"
    REGISTER_READ = "register-read"
    LIMIT = "spending-limit"
    NOMINATION = "nomination"
    ABSENT_LISTS = "absent-lists"
    POLLING_AGENTS = "polling-agents"
    FINAL_NOTICE = "final-notice"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Step:
    """One task: the day by which it should be done, why it matters, whether it is done and whether it is late."""

    key: Kind
    name: str
    due: date
    why: str
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps in the order in which they fall due."""

    steps: tuple[Step, ...]

    @property
    def next(self) -> Step | None:
        """The first thing to do now: what has been due longest or is due soonest; None when all is done."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def late(self) -> tuple[Step, ...]:
        """Everything late, the longest first."""
        return tuple(step for step in self.steps if step.late)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)


def checklist(
    timetable: Timetable, *, created: date, today: date, done: Set[str] = frozenset()
) -> Checklist:
    """The checklist of a campaign made on `created`, as it stands on `today`, with the keys of what is `done`."""
    deadlines = {each.key: each for each in legal_calendar(timetable)}
    plans = _plans(timetable, deadlines, created)
    steps = [
        Step(
            key,
            name,
            due,
            why,
            str(key) in done,
            str(key) not in done and due < today,
        )
        for key, name, due, why in plans
    ]
    return Checklist(
        tuple(
            sorted(
                steps,
                key=lambda step: (step.due, list(Kind).index(step.key)),
            )
        )
    )


Plan = tuple[Kind, str, date, str]


def _plans(
    timetable: Timetable, deadlines: Mapping[str, Deadline], created: date
) -> Iterable[Plan]:
    close = deadlines["nominations"].day
    yield from _first_week(created)
    yield from _nomination_plans(timetable, deadlines, close)
    yield from _register_plans(timetable, deadlines, created)
    yield (
        Kind.POLLING_AGENTS,
        "Name the polling and counting agents",
        deadlines["polling-agents"].day,
        deadlines["polling-agents"].rule,
    )
    yield (
        Kind.RETURN,
        "Deliver the return of election spending",
        deadlines["return"].day,
        deadlines["return"].rule,
    )


def _first_week(created: date) -> Iterable[Plan]:
    """What needs no register: due in the campaign's first week."""
    week = created + timedelta(days=7)
    yield (
        Kind.ERASE_DAY,
        "Set the day on which personal data is erased",
        created,
        "It is asked at creation and goes into the privacy notice.",
    )
    yield (
        Kind.PRIVACY,
        "Write the privacy notice and the consent wording",
        week,
        "Until both are entered, only counts are kept at the door, nobody's opinion.",
    )
    yield (
        Kind.ASSESSMENT,
        "Write the data-protection assessment",
        week,
        "You will hold the names and addresses of everyone in the constituency.",
    )
    yield (
        Kind.BACKUP,
        "Make the backup key and a first copy off this machine",
        week,
        "A stolen laptop ends a campaign that has one copy.",
    )
    yield (
        Kind.BANK,
        "Open a bank account for the campaign",
        week,
        "Every donation over £50 must be checked and every payment shown.",
    )
    yield (
        Kind.IMPRINT,
        "Agree the imprint with the printer",
        week,
        "Nothing may be printed or posted without it (RPA 1983 s.110).",
    )


def _nomination_plans(
    timetable: Timetable, deadlines: Mapping[str, Deadline], close: date
) -> Iterable[Plan]:
    early = timetable.back(
        timetable.nominations.close + 2,
        scottish_easter=timetable.nominations.easter_monday,
    )
    yield Kind.AGENT, "Appoint the election agent", close, deadlines["agent"].rule
    if _is_subscribed(timetable):
        yield (
            Kind.SUBSCRIBERS,
            "Collect and check the subscribers' elector numbers",
            early,
            "One wrong number makes the paper invalid; leave two days to mend it.",
        )
    yield (
        Kind.NOMINATION,
        "Deliver the nomination papers",
        close,
        deadlines["nominations"].rule,
    )
    yield (
        Kind.LIMIT,
        "Get the electorate in writing and work out the spending limit",
        deadlines["notice"].day,
        "The limit is counted from the electorate of this day.",
    )


def _is_subscribed(timetable: Timetable) -> bool:
    """Whether electors must sign the paper; where we hold no rule, the step stays so that somebody asks."""
    try:
        rule = subscribers_needed(
            timetable.election, timetable.nation, timetable.polling_day
        )
    except HustingsError:
        return True
    return rule.number > 0


def _register_plans(
    timetable: Timetable, deadlines: Mapping[str, Deadline], created: date
) -> Iterable[Plan]:
    asked = max(register_from(timetable), created)
    yield (
        Kind.REGISTER_LETTERS,
        "Send each council the letter for register and lists",
        asked,
        "Ask on the first day on which you may; say that you want the final lists too.",
    )
    yield (
        Kind.REGISTER_READ,
        "Read the register in",
        asked + timedelta(days=5),
        "Everything else stands on it. Ring the council if it has not come.",
    )
    if "final-absent-lists" in deadlines:
        yield (
            Kind.ABSENT_LISTS,
            "Read the final absent lists in",
            deadlines["final-absent-lists"].day + timedelta(days=1),
            deadlines["final-absent-lists"].rule,
        )
    yield (
        Kind.FINAL_NOTICE,
        "Read the final notice of alteration in",
        deadlines["final-alteration"].day + timedelta(days=1),
        deadlines["final-alteration"].what_to_do,
    )
