"""What an agent sets for the campaign: its details, its councils, its privacy words, its ladder, its ticks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.details import Details
from hustings.apps.campaigns.ladder import terms_of
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Council,
    Membership,
    PrivacyNotice,
    Rung,
    Tick,
)
from hustings.apps.campaigns.queries import notice_in_force, wordings_in_force
from hustings.core.elections.kinds import check_nation
from hustings.core.elections.objectives import Rung as Aim
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError

DECIDE_WHO_VOTES = ("election", "nation", "polling_day")
LONGEST_COUNT = timedelta(days=60)
NO_NOTICE = "Enter the privacy notice first: the consent wording refers to it."


def change_details(*, campaign: Campaign, details: Details, by: Membership) -> None:
    """Keep the campaign's details; a changed election or day decides anew who of the register may vote."""
    check_nation(details.election, details.nation)
    if details.erase_on <= details.polling_day:
        raise HustingsError(
            "Personal data cannot be erased before polling day is over."
        )
    with acting(by, "change the campaign's details"):
        held = Campaign.objects.select_for_update().get(id=campaign.id)
        if held.declared_on and held.polling_day != details.polling_day:
            _check_declared(held.declared_on, details.polling_day)
        before = [getattr(held, name) for name in DECIDE_WHO_VOTES]
        for name in Details.__slots__:
            setattr(held, name, getattr(details, name))
        held.save(update_fields=list(Details.__slots__))
        if before != [getattr(held, name) for name in DECIDE_WHO_VOTES]:
            import_string(settings.ELECTION_CHANGED)(held, by)


def save_council(*, council: Council, by: Membership) -> None:
    """Add a council, or keep its changed name and address."""
    with acting(by, "keep a council"):
        council.save()


def enter_privacy_notice(
    *, campaign: Campaign, text: str, address: str, by: Membership, at: datetime
) -> PrivacyNotice:
    """Keep a new version of the notice; wordings in force go on under it, as new versions of their own."""
    with acting(by, "enter the privacy notice"):
        notice = PrivacyNotice.objects.create(
            campaign=campaign, text=text, address=address, entered_at=at
        )
        for wording in wordings_in_force(campaign).select_for_update():
            _succeed(wording, notice, wording.text, at)
    return notice


def enter_wording(
    *,
    campaign: Campaign,
    covers: str,
    language: str,
    text: str,
    by: Membership,
    at: datetime,
) -> ConsentWording:
    """Keep the words of consent for one purpose in one language; earlier words are withdrawn, not changed."""
    with acting(by, "enter the consent wording"):
        notice = notice_in_force(campaign)
        if notice is None:
            raise HustingsError(NO_NOTICE)
        fresh = ConsentWording(campaign=campaign, covers=covers, language=language)
        before = (
            wordings_in_force(campaign)
            .select_for_update()
            .filter(covers=covers, language=language)
            .first()
        )
        return _succeed(before or fresh, notice, text, at)


def withdraw_wording(*, wording: ConsentWording, by: Membership, at: datetime) -> None:
    """Use these words no more; consents given under them stand."""
    with acting(by, "withdraw the consent wording"):
        wordings_in_force(wording.campaign).filter(id=wording.id).update(
            withdrawn_at=at
        )


def _succeed(
    wording: ConsentWording, notice: PrivacyNotice, text: str, at: datetime
) -> ConsentWording:
    """Withdraw `wording` if it is in force and put `text` in its place."""
    if not wording._state.adding:
        wording.withdrawn_at = at
        wording.save(update_fields=["withdrawn_at"])
    return ConsentWording.objects.create(
        campaign_id=wording.campaign_id,
        covers=wording.covers,
        language=wording.language,
        notice=notice,
        text=text,
        entered_at=at,
    )


def set_ladder(*, campaign: Campaign, aims: Sequence[Aim], by: Membership) -> None:
    """Replace the ladder by these rungs, lowest first."""
    with acting(by, "set the objectives"):
        Rung.objects.filter(campaign=campaign).delete()
        Rung.objects.bulk_create(
            Rung(campaign=campaign, position=place, kind=kind, terms=terms)
            for place, (kind, terms) in enumerate(map(terms_of, aims), 1)
        )


def tick(*, campaign: Campaign, step: str, by: Membership, at: datetime) -> None:
    """Note that a step of the checklist is done."""
    with acting(by, "tick a step"):
        Tick.objects.get_or_create(
            campaign=campaign, step=step, defaults={"ticked_at": at}
        )


def untick(*, campaign: Campaign, step: str, by: Membership) -> None:
    """Note that a step of the checklist is not done after all."""
    with acting(by, "take a tick back"):
        Tick.objects.filter(campaign=campaign, step=step).delete()


def set_declared_on(*, campaign: Campaign, day: date | None, by: Membership) -> None:
    """Note the day of the declaration, from which the dates after the poll are counted."""
    if day is not None:
        _check_declared(day, campaign.polling_day)
    with acting(by, "note the day of the declaration"):
        campaign.declared_on = day
        campaign.save(update_fields=["declared_on"])


def _check_declared(day: date, polling_day: date) -> None:
    """Refuse a day of declaration that this polling day cannot have."""
    if day < polling_day:
        raise HustingsError(
            "The result cannot be declared before polling day. On the calendar the day of the declaration is "
            f"{long_date(day)}; polling day is {long_date(polling_day)}."
        )
    if day > polling_day + LONGEST_COUNT:
        raise HustingsError(
            f"A result is declared within days of the poll, not on {long_date(day)}: check the year."
        )


def set_contact(
    *, campaign: Campaign, address: str, email: str, by: Membership
) -> None:
    """Keep where answers to the campaign's letters are sent."""
    with acting(by, "set the address for letters"):
        campaign.contact_address, campaign.contact_email = address, email
        campaign.save(update_fields=["contact_address", "contact_email"])
