"""Answer codes are a campaign's own affair; visits and sheets go by them, so they never change."""

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.actions import add_scale, choose_scale, retire_scale
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.canvass.queries import scales_of
from hustings.core.canvassing import COUNTS_ONLY, NEUTRAL, AnswerCode, Meaning, Scale
from hustings.core.errors import HustingsError
from tests.factories import START, make_campaign, make_member, make_wording

pytestmark = pytest.mark.django_db
OURS = Scale(
    "Letters",
    (
        AnswerCode("F", "firm", Meaning.SUPPORT, 1),
        AnswerCode("A", "against", Meaning.SUPPORT, 5),
        AnswerCode("O", "out", Meaning.NOT_IN),
    ),
)


@pytest.fixture
def member() -> Membership:
    member = make_member(make_campaign())
    make_wording(member.campaign)
    return member


def add(
    member: Membership, scale: Scale = OURS, is_default: bool = False
) -> AnswerScale:
    return add_scale(
        campaign=member.campaign,
        scale=scale,
        is_default=is_default,
        by=member,
        at=START,
    )


def test_a_campaign_begins_with_the_neutral_scale(member: Membership) -> None:
    assert scales_of(member.campaign) == (NEUTRAL,)


def test_without_words_of_consent_only_counts_can_be_entered() -> None:
    campaign = make_campaign()
    assert scales_of(campaign) == (COUNTS_ONLY,)


def test_several_scales_stand_beside_one_another(member: Membership) -> None:
    add(member)
    assert scales_of(member.campaign) == (NEUTRAL, OURS)


def test_a_campaign_may_begin_with_its_own(member: Membership) -> None:
    add(member, is_default=True)
    assert scales_of(member.campaign) == (OURS, NEUTRAL)

    choose_scale(campaign=member.campaign, scale=None, by=member)
    assert scales_of(member.campaign) == (NEUTRAL, OURS)


def test_a_name_is_taken_once_and_for_all(member: Membership) -> None:
    retire_scale(scale=add(member), by=member, at=START)

    for name in (OURS.name, NEUTRAL.name, COUNTS_ONLY.name):
        with pytest.raises(HustingsError, match="choose another"):
            add(member, Scale(name, OURS.answers))


def test_a_retired_scale_is_offered_no_more(member: Membership) -> None:
    retire_scale(scale=add(member, is_default=True), by=member, at=START)

    assert scales_of(member.campaign) == (NEUTRAL,)
    assert AnswerScale.objects.get().scale == OURS


def test_another_campaigns_scale_cannot_be_chosen(member: Membership) -> None:
    stranger = make_member(make_campaign())
    theirs = add(stranger)
    choose_scale(campaign=member.campaign, scale=theirs, by=member)

    assert scales_of(member.campaign) == (NEUTRAL,)
    assert not AnswerScale.objects.get(pk=theirs.pk).is_default
