"""The demonstration's campaign before anything has happened in it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.ladder import terms_of
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Council,
    Membership,
    PrivacyNotice,
    Rung,
)
from hustings.apps.demonstration.people import LOG_INS
from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.polling import OURS
from hustings.core.elections.objectives import CutMajority, usual_ladder
from hustings.core.elections.result import DeclaredResult

BEGINS_DAYS_BEFORE = 42
KEEP_DAYS = 90
NOTICE = (
    "Samira Holroyd's campaign keeps the electoral register for electoral purposes. If you agree, we keep what you "
    "tell us with your name until 90 days after the poll, to know whom to call on again. You may ask for it to be "
    "erased at any time. This campaign is invented and so is everybody in it."
)
WORDINGS = {
    "opinion": "May we keep your answer with your name until after the election? You can change your mind at any time.",
    "calls": "May we telephone you about this election?",
    "texts": "May we send you text messages about this election?",
    "email": "May we send you e-mail about this election?",
}


def make_campaign(constituency: Constituency, by: Actor) -> Campaign:
    """The campaign with its councils, its people, its privacy notice and the words of consent."""
    begun = begins(constituency.polling_day)
    with acting(by, "set up the demonstration"):
        campaign = _campaign(constituency, begun)
        for council in constituency.councils:
            Council.objects.create(
                campaign=campaign,
                name=council.name,
                electoral_services_address=f"Electoral Services, {council.name}, Invented Street, QM1 1AB",
            )
        _people(campaign, begun)
        _words(campaign, begun)
    return campaign


def make_ladder(
    campaign: Campaign, last_time: DeclaredResult, now: DeclaredResult, by: Actor
) -> None:
    """The usual rungs: the deposit, each rival in turn, last time's majority halved, and winning."""
    winner, was = last_time.placed[0].candidacy, last_time.majority or 0
    cut = CutMajority(winner.party, was, was // 2)
    with acting(by, "write the ladder of objectives"):
        for position, rung in enumerate(usual_ladder(now, OURS, cut=cut), start=1):
            kind, terms = terms_of(rung)
            Rung.objects.create(
                campaign=campaign, position=position, kind=kind, terms=terms
            )


def begins(polling_day: date) -> datetime:
    """When the demonstration's campaign was set up: six weeks before the poll, at nine."""
    day = polling_day - timedelta(days=BEGINS_DAYS_BEFORE)
    return datetime.combine(day, time(9), ZoneInfo("Europe/London"))


def _campaign(constituency: Constituency, begun: datetime) -> Campaign:
    return Campaign.objects.create(
        name="Samira Holroyd for Marrowby (demonstration)",
        candidate=OURS,
        party="Independent",
        election="uk-parliament",
        nation="england",
        constituency=constituency.name,
        basis=Campaign.Basis.COUNTY,
        polling_day=constituency.polling_day,
        is_demonstration=True,
        created_at=begun,
        return_address="Holroyd campaign, 1 Invented Row, Marrowby QM1 1AA",
        imprint_promoter="Agnes Example on behalf of Samira Holroyd, both of 1 Invented Row, Marrowby QM1 1AA",
        imprint_printer="Invented Print, 2 Invented Row, Marrowby QM1 1AA",
        erase_on=constituency.polling_day + timedelta(days=KEEP_DAYS),
    )


def _people(campaign: Campaign, at: datetime) -> None:
    for each in LOG_INS:
        user = User(username=each.username, name=each.name, is_demonstration=True)
        user.set_password(each.password)
        user.save()
        Membership.objects.create(
            campaign=campaign, user=user, role=each.role, joined_at=at
        )


def _words(campaign: Campaign, at: datetime) -> None:
    notice = PrivacyNotice.objects.create(
        campaign=campaign,
        text=NOTICE,
        address="https://example.org/privacy",
        entered_at=at,
    )
    for covers, text in WORDINGS.items():
        ConsentWording.objects.create(
            campaign=campaign,
            covers=covers,
            language="en",
            text=text,
            notice=notice,
            entered_at=at,
        )
