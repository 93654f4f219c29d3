"""What a new campaign is given to work with: the spending limit, and letters to its councils."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from hustings.apps.campaigns.home import timetable_of
from hustings.apps.campaigns.models import Campaign, Council, Membership, Role
from hustings.core.elections import legal_letters
from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.spending import (
    AreaKind,
    Contest,
    joint_limits,
    spending_limit,
)
from hustings.core.elections.timetable import notice_of_election
from hustings.core.elections.wording import pounds
from hustings.core.errors import HustingsError
from hustings.core.printing.letters import Letter, letters
from hustings.engine.typesetting import typeset_each

State = dict[str, object]
NO_ADDRESS = "First say where the councils are to answer, on the page of letters."
PURPOSE = (
    "electoral purposes: to learn how many of those who told us that they would vote for us did vote, "
    "and to prepare for the next election"
)
CAPACITIES = {Role.AGENT.value: "election agent", Role.CANDIDATE.value: "candidate"}


def spending_of(campaign: Campaign) -> State:
    """The spending limit of the campaign, or what is missing to work it out."""
    found: State = {"notice_day": notice_of_election(timetable_of(campaign))}
    if campaign.electorate is None:
        return found | {"missing": True}
    contest = _contest(campaign, campaign.electorate)
    try:
        limit, joint = spending_limit(contest), joint_limits(contest)
    except HustingsError as problem:
        return found | {"problem": str(problem)}
    return found | {
        "limit": limit,
        "steps": [(each.what, each.how, pounds(each.pence)) for each in limit.steps],
        "shown": pounds(limit.pence),
        "joint": [pounds(pence) for pence in joint.values()],
    }


def _contest(campaign: Campaign, electors: int) -> Contest:
    return Contest(
        election=ElectionKind(campaign.election),
        nation=Nation(campaign.nation),
        polling_day=campaign.polling_day,
        electors=electors,
        area=AreaKind(campaign.basis) if campaign.basis else None,
        by_election=campaign.by_election,
    )


def letter_to(
    council: Council, by: Membership, dated: date, *, marked: bool = False
) -> legal_letters.Letter:
    """The letter that asks one council for the register and the lists; after the poll, for the marked ones."""
    campaign = council.campaign
    if not campaign.contact_email:
        raise HustingsError(NO_ADDRESS)
    occasion = legal_letters.Occasion(
        election=ElectionKind(campaign.election),
        nation=Nation(campaign.nation),
        area=campaign.constituency,
        polling_day=campaign.polling_day,
    )
    sender = legal_letters.Sender(
        candidate=campaign.candidate,
        writer=str(by.user),
        capacity=f"{CAPACITIES.get(by.role, 'of the campaign')}",
        address=campaign.contact_address,
        email=campaign.contact_email,
    )
    if marked:
        return legal_letters.letter_for_marked_register(
            council.name, occasion, sender, dated=dated, purpose=PURPOSE
        )
    return legal_letters.letter_for_register(
        council.name, occasion, sender, dated=dated
    )


def letters_as_pdf(
    councils: Iterable[Council], by: Membership, dated: date, *, marked: bool = False
) -> bytes:
    """The letters to these councils, one a page, as PDF."""
    written = [
        _on_paper(each, letter_to(each, by, dated, marked=marked), by, dated)
        for each in councils
    ]
    document = letters(
        written, title="Letters to the councils", campaign=by.campaign.name
    )
    return next(typeset_each([document], settings.FONTS))


def _on_paper(
    council: Council, letter: legal_letters.Letter, by: Membership, dated: date
) -> Letter:
    campaign = by.campaign
    return Letter(
        sender=(
            str(by.user),
            *campaign.contact_address.splitlines(),
            campaign.contact_email,
        ),
        to=(
            "Electoral Services",
            council.name,
            *council.electoral_services_address.splitlines(),
        ),
        day=dated,
        subject=letter.subject,
        salutation=letter.salutation,
        # The first paragraph is the date, which has its own place on paper.
        paragraphs=letter.paragraphs[1:],
        points=letter.requests,
        after=letter.after,
        closing="Yours faithfully",
        signed=letter.signature[:2],
    )
