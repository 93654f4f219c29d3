"""A number as people type it finds one elector, or asks, or says that there is none."""

import pytest
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.models import Role
from hustings.apps.register.models import Elector
from hustings.apps.register.queries import (
    Found,
    NotFound,
    Several,
    find_elector,
    find_electors,
)
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["888/8", "888.8", "AB1-888/8", "ab1-888/8", " 888/8 "]
)
def test_each_form_of_a_suffixed_number_finds_the_one_elector(typed: str) -> None:
    district = make_district(make_campaign())
    make_elector(district, number=888)
    meant = make_elector(district, number=888, suffix="8")

    assert find_elector(district.campaign, typed, district) == Found(typed, meant)


def test_a_plain_number_finds_only_the_one_without_suffix() -> None:
    district = make_district(make_campaign())
    meant = make_elector(district, number=888)
    make_elector(district, number=888, suffix="8")

    assert find_elector(district.campaign, "888") == Found("888", meant)


@pytest.mark.parametrize("suffixes", [["1"], ["1", "2"]])
def test_where_only_suffixed_numbers_exist_it_asks(suffixes: list[str]) -> None:
    district = make_district(make_campaign())
    each = [make_elector(district, number=888, suffix=s) for s in suffixes]

    assert find_elector(district.campaign, "888", district) == Several(
        "888", tuple(each)
    )


def test_a_district_with_strokes_and_hyphens_in_its_name() -> None:
    district = make_district(make_campaign(), "KD-2/2")
    meant = make_elector(district, number=289, suffix="1")

    assert find_elector(district.campaign, "KD-2/2-289/1") == Found(
        "KD-2/2-289/1", meant
    )


def test_a_number_without_letters_belongs_to_the_district_at_hand() -> None:
    campaign = make_campaign()
    here, there = make_district(campaign, "AB1"), make_district(campaign, "CD2")
    meant, other = make_elector(here, number=5), make_elector(there, number=5)

    assert find_elector(campaign, "5", here) == Found("5", meant)
    assert find_elector(campaign, "5") == Several("5", (meant, other))
    assert find_elector(campaign, "CD2-5", here) == Found("CD2-5", other)


def test_two_councils_may_share_a_districts_letters() -> None:
    campaign = make_campaign()
    ours = make_district(campaign, "AB1", "Exampleton")
    theirs = make_district(campaign, "AB1", "Otherham")
    here, there = make_elector(ours, number=5), make_elector(theirs, number=5)

    assert find_elector(campaign, "AB1-5", ours) == Found("AB1-5", here)
    assert find_elector(campaign, "AB1-5", theirs) == Found("AB1-5", there)
    answer = find_elector(campaign, "AB1-5")
    assert isinstance(answer, Several)
    assert set(answer.electors) == {here, there}


def test_a_number_that_only_another_district_has_says_which() -> None:
    campaign = make_campaign()
    here, there = make_district(campaign, "AB1"), make_district(campaign, "CD2")
    make_elector(there, number=77)

    answer = find_elector(campaign, "77", here)

    assert isinstance(answer, NotFound)
    assert answer.elsewhere == (there,)


@pytest.mark.parametrize("typed", ["77", "AB1-77"])
def test_a_number_that_only_the_other_councils_district_has_says_which(
    typed: str,
) -> None:
    campaign = make_campaign()
    ours = make_district(campaign, "AB1", "Exampleton")
    theirs = make_district(campaign, "AB1", "Otherham")
    make_elector(theirs, number=77)

    answer = find_elector(campaign, typed, ours)

    assert isinstance(answer, NotFound)
    assert answer.elsewhere == (theirs,)


@pytest.mark.parametrize("typed", ["", "hello", "999999999999", "0", "--", "888/"])
def test_what_is_no_number_is_not_found(typed: str) -> None:
    district = make_district(make_campaign())
    make_elector(district, number=888)

    assert isinstance(find_elector(district.campaign, typed, district), NotFound)


def test_closed_and_anonymous_entries_and_other_campaigns_are_never_found() -> None:
    district = make_district(make_campaign())
    make_elector(district, number=1, closed_on=START.date())
    make_elector(district, number=2, is_anonymous=True, door=None)
    make_elector(make_district(make_campaign()), number=3)

    answers = find_electors(district.campaign, ["1", "2", "3"], district)

    assert all(isinstance(answer, NotFound) for answer in answers)


def test_a_member_finds_only_the_electors_of_his_area() -> None:
    campaign = make_campaign()
    here, there = make_district(campaign, "AB1"), make_district(campaign, "CD2")
    make_elector(there, number=5)
    teller = make_member(campaign, Role.TELLER, districts=[here.pk])

    assert isinstance(find_elector(teller, "CD2-5", here), NotFound)


def test_many_numbers_cost_no_more_queries_than_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    district = make_district(make_campaign())
    for number in range(1, 31):
        make_elector(district, number=number)
    typed = [str(n) for n in range(1, 31)]

    with django_assert_max_num_queries(2):
        answers = find_electors(district.campaign, typed, district)

    assert [
        answer.elector.number for answer in answers if isinstance(answer, Found)
    ] == list(Elector.objects.in_number_order().values_list("number", flat=True))
