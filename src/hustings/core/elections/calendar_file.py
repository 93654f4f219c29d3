"""The legal calendar as a file that any calendar program opens (iCalendar, ".ics").

Each deadline is one event with its rule and what to do; a named hour is a moment, otherwise it is a whole day, and the day before
it the program gives a reminder. The stamp and the ending of the event's identifier are passed in, so that a file written twice is the
same file, and a calendar program updates its entries where it has them already.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from hustings.core.elections.timetable import Deadline

PRODUCT = "-//hustings//legal calendar//EN"


def to_ics(
    deadlines: Iterable[Deadline], *, title: str, uid_ending: str, stamp: datetime
) -> bytes:
    """The deadlines as one iCalendar file (RFC 5545).

    `uid_ending` follows each deadline's key in its UID, such as "campaign-id@host"; `stamp` is the aware moment of writing.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    for deadline in deadlines:
        calendar.add_component(_event(deadline, uid_ending, stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(deadline: Deadline, uid_ending: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{deadline.key}-{uid_ending}")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", deadline.name)
    if isinstance(deadline.at, datetime):
        event.add("dtstart", deadline.at.astimezone(UTC))
    else:
        event.add("dtstart", deadline.at)
        event.add("dtend", deadline.at + timedelta(days=1))
    event.add("description", description(deadline))
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(deadline))
    return event


def description(deadline: Deadline) -> str:
    """What the calendar entry says: the rule, what to do, what to check and the source."""
    lines = [deadline.rule, deadline.what_to_do, deadline.check]
    return "\n".join([*filter(None, lines), f"Source: {deadline.source}"])


def _reminder(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.name)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
