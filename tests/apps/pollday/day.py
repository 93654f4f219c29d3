"""A polling day for the tests: pledges, postal voters and what a teller's pad says."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import Answer, Entry, mark_voted
from hustings.apps.pollday.queries import day_counted
from hustings.apps.register.models import AbsentVoter, District, Elector
from tests.factories import POLLING_DAY, START, TESTER

# In May the clocks say an hour more than UTC: 10:32 in the morning.
MORNING = datetime(2026, 5, 7, 9, 32, tzinfo=UTC)


def answer(
    elector: Elector,
    by: Membership,
    wording: ConsentWording,
    said: int = 1,
    day: int = 0,
) -> None:
    """The elector's consented answer, `day` days into the canvass."""
    at = START + timedelta(days=day)
    event = Event(
        campaign=elector.campaign,
        kind="visit",
        district=elector.district,
        elector=elector,
        door=elector.door,
        happened_at=at,
        payload={"outcome": "spoken-to", "answer": said},
        consent=wording,
        consented_at=at,
    )
    record_event(event=event, by=by, at=at)


def vote_by_post(elector: Elector, kind: str = "postal") -> None:
    with acting(TESTER, "read the absent voters' list"):
        AbsentVoter.objects.create(
            campaign=elector.campaign, elector=elector, kind=kind, added_at=START
        )


def type_in(
    district: District,
    by: Membership,
    typed: Sequence[str] | str,
    **values: Any,
) -> list[Answer]:
    """Type numbers on polling day; gives the answers."""
    at: datetime = values.pop("at", MORNING)
    key: UUID = values.pop("key", None) or uuid4()
    entry = Entry(
        typed=typed.split() if isinstance(typed, str) else typed,
        happened_at=values.pop("happened_at", at),
        day=day_counted(by.campaign, at),
        key=key,
        is_sure=values.pop("is_sure", False),
    )
    assert not values
    return mark_voted(entry=entry, district=district, by=by, at=at)


__all__ = ["MORNING", "POLLING_DAY", "answer", "type_in", "vote_by_post"]
