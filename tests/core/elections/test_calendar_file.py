"""The legal calendar as a file for calendar programs."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from hustings.core.elections.calendar_file import to_ics
from hustings.core.elections.timetable import legal_calendar
from tests.core.elections.calendars import MAY_2026


def test_the_calendar_file_holds_every_deadline_and_is_the_same_each_time() -> None:
    deadlines = legal_calendar(MAY_2026)
    stamp = datetime(2026, 2, 1, 12, tzinfo=UTC)
    written = to_ics(
        deadlines, title="Ada Example, Fernhill", uid_ending="c1@hustings", stamp=stamp
    )
    again = to_ics(
        deadlines, title="Ada Example, Fernhill", uid_ending="c1@hustings", stamp=stamp
    )
    assert written == again
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len(events) == len(deadlines)
    starts = {str(event["UID"]): event.decoded("DTSTART") for event in events}
    assert starts["notice-c1@hustings"] == date(2026, 3, 30)
    # 4 pm in British Summer Time
    assert starts["nominations-c1@hustings"] == datetime(2026, 4, 9, 15, tzinfo=UTC)
    nominations = next(e for e in events if str(e["UID"]).startswith("nominations"))
    assert "Late by a minute is too late" in str(nominations["DESCRIPTION"])
    assert "Source:" in str(nominations["DESCRIPTION"])
