"""Make a saved record with sensible values; name only what the test is about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Council,
    Membership,
    PrivacyNotice,
    Role,
)
from hustings.apps.register.models import District, Door, Elector, Newcomer

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
POLLING_DAY = date(2026, 5, 7)
TESTER = Actor("test", "the test")
_FIRST = 1001
_serial = count(_FIRST)


def start_again() -> None:
    """Number from the first again: a test meets the same numbers alone and after any other."""
    global _serial
    _serial = count(_FIRST)


def make_user(**values: Any) -> User:
    name = f"user{next(_serial)}"
    return User.objects.create_user(**{"username": name, "name": name.title()} | values)


def make_campaign(**values: Any) -> Campaign:
    """A demonstration campaign, so that no second factor is asked for unless the test is about that."""
    defaults = {
        "name": f"Campaign {next(_serial)}",
        "candidate": "Ada Example",
        "election": "uk-parliament",
        "nation": "england",
        "constituency": "Example North",
        "basis": "borough",
        "polling_day": POLLING_DAY,
        "erase_on": date(2026, 8, 7),
        "created_at": START,
        "is_demonstration": True,
    }
    with acting(TESTER, "make a campaign"):
        return Campaign.objects.create(**defaults | values)


def make_member(
    campaign: Campaign, role: Role | str = Role.AGENT, **values: Any
) -> Membership:
    user = values.pop("user", None) or make_user()
    with acting(TESTER, "make a member"):
        return Membership.objects.create(
            **{"campaign": campaign, "user": user, "role": role, "joined_at": START}
            | values
        )


def make_district(
    campaign: Campaign, code: str = "AB1", council: str = "Exampleton"
) -> District:
    with acting(TESTER, "make a district"):
        keeper, _ = Council.objects.get_or_create(campaign=campaign, name=council)
        return District.objects.get_or_create(
            campaign=campaign, council=keeper, code=code
        )[0]


def make_door(district: District, **values: Any) -> Door:
    number = next(_serial)
    defaults = {
        "campaign": district.campaign,
        "district": district,
        "key": f"mill road {number}",
        "street": "Mill Road",
        "street_order": values.get("street", "Mill Road").lower(),
        "label": str(number),
        "number": number,
        "side": "odd" if number % 2 else "even",
        "position": number,
        "postcode": "EX1 1AA",
    }
    with acting(TESTER, "make a door"):
        return Door.objects.create(**defaults | values)


def make_elector(district: District, **values: Any) -> Elector:
    number = values.pop("number", None) or next(_serial)
    if "door" not in values:
        values["door"] = make_door(district)
    defaults = {
        "campaign": district.campaign,
        "district": district,
        "number": number,
        "raw_number": f"{district.code}-{number}",
        "surname": "Bloggs",
        "forenames": "Jo",
        "search": "bloggs jo",
        "may_vote": "yes",
        "opened_on": START.date(),
    }
    with acting(TESTER, "make an elector"):
        return Elector.objects.create(**defaults | values)


def make_wording(campaign: Campaign, **values: Any) -> ConsentWording:
    """The agent's privacy notice and the words of consent, without which only counts are kept."""
    with acting(TESTER, "enter the consent wording"):
        notice = PrivacyNotice.objects.create(
            campaign=campaign,
            text="We keep what you tell us. " * 5,
            address="example.org",
            entered_at=START,
        )
        defaults = {
            "campaign": campaign,
            "notice": notice,
            "text": "May we keep your answer with your name?",
            "entered_at": START,
        }
        return ConsentWording.objects.create(**defaults | values)


def make_newcomer(wording: ConsentWording, by: Membership, **values: Any) -> Newcomer:
    """Somebody met who was not found on the register; they agreed to be kept."""
    defaults = {
        "campaign": wording.campaign,
        "surname": "Newman",
        "forenames": "Ivy",
        "consent": wording,
        "consented_at": START,
        "met_at": START,
        "added_by": by,
    }
    with acting(TESTER, "add a newcomer"):
        return Newcomer.objects.create(**defaults | values)
