"""An invented election night: four candidates, and what the returning officer read out."""

from typing import Any

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.ladder import terms_of
from hustings.apps.campaigns.models import Membership, Rung
from hustings.apps.counts.actions import Draft, declare, save_draft
from hustings.apps.counts.models import Candidacy, Result
from hustings.core.elections.objectives import Rung as Aim
from tests.factories import START, TESTER, make_campaign, make_member

# 40,000 valid votes, so a deposit is lost with 2,000 and saved with 2,001.
VOTES = (
    ("Bea Plum", "Orchard Party", 19_000),
    ("Ada Example", "Independent", 12_000),
    ("Cy Quince", "Harvest Party", 6_999),
    ("Dee Sloe", "Hedgerow Party", 2_001),
)


def make_agent(**values: Any) -> Membership:
    return make_member(make_campaign(**values))


def candidacies(
    votes: tuple[tuple[str, str, int | None], ...] = VOTES, ours: str = "Ada Example"
) -> list[Candidacy]:
    return [
        Candidacy(name=name, party=party, votes=number, is_ours=name == ours != "")
        for name, party, number in votes
    ]


def make_draft(
    by: Membership,
    basis: str = "declared",
    rows: list[Candidacy] | None = None,
    **figures: Any,
) -> Result:
    given = {"contest": "Example North", "electorate": 70_000} | figures
    draft = Draft(basis=basis, figures=given, candidacies=rows or candidacies())
    return save_draft(draft=draft, by=by, at=START)


def make_result(by: Membership, basis: str = "declared", **values: Any) -> Result:
    return declare(draft=make_draft(by, basis, **values), by=by, at=START)


def aim_for(by: Membership, *aims: Aim) -> None:
    """Give the campaign its ladder."""
    with acting(TESTER, "write the ladder"):
        for position, aim in enumerate(aims, start=1):
            kind, terms = terms_of(aim)
            Rung.objects.create(
                campaign=by.campaign, position=position, kind=kind, terms=terms
            )


def base(member: Membership) -> str:
    return f"/campaigns/{member.campaign_id}/result/"


def filled(
    votes: tuple[tuple[str, str, str | int], ...] = VOTES,
    ours: str = "1",
    **values: str,
) -> dict[str, str]:
    """What a browser sends for the form of a result."""
    rows = {
        f"row-{n}-{field}": str(value)
        for n, line in enumerate(votes)
        for field, value in zip(("name", "party", "votes"), line, strict=True)
    }
    counts = {"row-TOTAL_FORMS": str(len(votes) + 2), "row-INITIAL_FORMS": "0"}
    return counts | rows | {"contest": "Example North", "ours": ours} | values
