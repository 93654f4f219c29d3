"""People of whom something is held: what they told us, and rows that turned out to be one person."""

from uuid import uuid4

from django.db import connections

from hustings.apps.campaigns.audit import acting
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector, Import, NumberMatch
from tests.factories import START, TESTER, make_member, make_wording


def make_answer(elector: Elector, **payload: object) -> Event:
    campaign = elector.campaign
    author = make_member(campaign, "canvasser")
    wording = make_wording(campaign)
    with acting(TESTER, "record a visit"):
        return Event.objects.create(
            id=uuid4(),
            campaign=campaign,
            kind="visit",
            district=elector.district,
            elector=elector,
            happened_at=START,
            received_at=START,
            author=author,
            payload={"outcome": "spoken-to", "answer": "1", "note": "Has a ladder"}
            | payload,
            consent=wording,
            consented_at=START,
        )


def make_joined(earlier: Elector, later: Elector) -> None:
    """Note that two rows turned out to be one person, as a question of the renumbering was answered."""
    campaign = earlier.campaign
    with acting(TESTER, "join"):
        council = earlier.district.council
        asked = Import.objects.create(
            campaign=campaign, council=council, created_at=START, created_by="x"
        )
        NumberMatch.objects.create(
            campaign=campaign,
            of_import=asked,
            earlier=earlier,
            later=later,
            score=80,
            why="another surname",
            state=NumberMatch.State.SAME,
        )


def everything_of_the_database() -> str:
    """Every row of every table, as text."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        text = []
        for table in tables:
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t"
            )
            text.append(cursor.fetchone()[0])
    connections["owner"].close()
    return "\n".join(text)
