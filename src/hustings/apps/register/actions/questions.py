"""Answers to the questions that imports leave: is this new entry that earlier elector?"""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.actions.contact import carry_wishes
from hustings.apps.register.models import (
    AbsentVoter,
    Correction,
    DoNotContact,
    Elector,
    NumberMatch,
    PriorNumber,
)
from hustings.apps.register.state import change_register
from hustings.core.errors import HustingsError

# What an entry is; everything else about an elector's row belongs to the person.
ENTRY = (
    "district_id", "door_id", "number", "suffix", "raw_number", "title", "surname", "forenames", "name_suffix",
    "search", "address", "postcode", "uprn", "franchise", "attains_on", "attainer_date", "attainer_text", "attainer_kind",
    "may_vote", "is_anonymous", "opted_out",
)  # fmt: skip


def answer_question(
    *, question: NumberMatch, same: bool, by: Membership, at: datetime
) -> None:
    """Note whether the new entry is the earlier elector; if so the earlier row takes the new number.

    Visits follow the person, since the row stays. The other questions about the two are answered by it.
    """
    with acting(by, "answer who is who"):
        change_register(question.campaign)
        locked = NumberMatch.objects.select_for_update().get(
            campaign=question.campaign_id, pk=question.pk
        )
        if locked.state != NumberMatch.State.OPEN:
            raise HustingsError("Somebody has answered this question already.")
        if same:
            _join(locked, by, at)
            _settle_others(locked, by, at)
        _note(locked, same=same, by=by, at=at)
        carry_wishes(question.campaign_id, at=at)


def _join(question: NumberMatch, by: Membership, at: datetime) -> None:
    """Give the earlier row the later one's entry, and close the later row."""
    earlier, later = question.earlier, question.later
    if later.closed_on is not None:
        raise HustingsError(
            "One of the two has changed since the question was asked: look at the register again."
        )
    later.closed_on = at.date()
    later.save(update_fields=["closed_on"])
    PriorNumber.objects.create(
        campaign=question.campaign,
        elector=earlier,
        district=earlier.district,
        number=earlier.number,
        suffix=earlier.suffix,
        until=at.date(),
    )
    for name in ENTRY:
        setattr(earlier, name, getattr(later, name))
    earlier.closed_on = None
    earlier.save()
    _hand_over(later, earlier)
    for name in getattr(settings, "WHEN_ELECTORS_ARE_ONE", ()):
        import_string(name)(kept=earlier, closed=later, by=by, at=at)


def _hand_over(later: Elector, earlier: Elector) -> None:
    """What has been noted with the later row since then belongs to the person: wishes, lists and corrections."""
    mine = DoNotContact.objects.in_force().filter(campaign=earlier.campaign_id)
    mine = mine.exclude(basis=DoNotContact.Basis.PERHAPS)
    if not mine.filter(elector=earlier).exists():
        mine.filter(elector=later).update(elector=earlier)
    lists = AbsentVoter.objects.in_force().filter(campaign=earlier.campaign_id)
    known = list(lists.filter(elector=earlier).values_list("kind", flat=True))
    lists.filter(elector=later).exclude(kind__in=known).update(elector=earlier)
    corrections = Correction.objects.in_force().filter(campaign=earlier.campaign_id)
    fields = list(corrections.filter(elector=earlier).values_list("field", flat=True))
    corrections.filter(elector=later).exclude(field__in=fields).update(elector=earlier)


def _settle_others(question: NumberMatch, by: Membership, at: datetime) -> None:
    waiting = (
        NumberMatch.objects.of(question.campaign).waiting().exclude(pk=question.pk)
    )
    for other in waiting.filter(earlier=question.earlier) | waiting.filter(
        later=question.later
    ):
        _note(other, same=False, by=by, at=at)


def _note(question: NumberMatch, *, same: bool, by: Membership, at: datetime) -> None:
    question.state = NumberMatch.State.SAME if same else NumberMatch.State.OTHER
    question.answered_by, question.answered_at = str(by.user), at
    question.save(update_fields=["state", "answered_by", "answered_at"])
