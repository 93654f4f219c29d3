"""Make a ballot's rows with sensible values; name only what the test is about."""

from typing import Any

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.selection.models import Ballot, Nominee, Voter
from hustings.core.members.spelling import key_of
from hustings.core.spelling import folded
from tests.factories import (
    POLLING_DAY,
    START,
    TESTER,
    make_campaign,
    make_member,
)

NAMES = ("Ada Example", "Bea Plum", "Cy Quince")


def make_agent(**values: Any) -> Membership:
    return make_member(make_campaign(**values))


def make_ballot(campaign: Campaign, **values: Any) -> Ballot:
    defaults = {
        "campaign": campaign,
        "title": "Who stands for us",
        "held_on": POLLING_DAY,
        "rules": "av",
        "created_at": START,
    }
    with acting(TESTER, "make a ballot"):
        return Ballot.objects.create(**defaults | values)


def make_nominee(ballot: Ballot, name: str, **values: Any) -> Nominee:
    """The next line of the paper."""
    defaults = {
        "campaign": ballot.campaign,
        "ballot": ballot,
        "name": name,
        "position": ballot.nominees.count() + 1,
    }
    with acting(TESTER, "make a nominee"):
        return Nominee.objects.create(**defaults | values)


def make_voter(ballot: Ballot, name: str, **values: Any) -> Voter:
    """Somebody on the roll from a file, told by their number, or else by their name."""
    defaults = {
        "campaign": ballot.campaign,
        "ballot": ballot,
        "name": name,
        "key": key_of(name, values.get("number", ""), values.get("about", "")),
        "search": folded(name),
        "source": Voter.Source.FILE,
    }
    with acting(TESTER, "make a voter"):
        return Voter.objects.create(**defaults | values)


def make_open_ballot(campaign: Campaign, **values: Any) -> Ballot:
    """A ballot whose papers are being given out, with three nominees."""
    ballot = make_ballot(campaign, **{"opened_at": START} | values)
    for name in NAMES:
        make_nominee(ballot, name)
    return ballot
