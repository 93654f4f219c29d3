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
