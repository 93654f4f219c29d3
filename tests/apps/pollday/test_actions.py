from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.models import AuditEntry, Membership
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import Outcome, take_back
from hustings.apps.register.models import District
from hustings.core.errors import HustingsError
from tests.apps.pollday.day import MORNING, type_in, vote_by_post
from tests.factories import make_campaign, make_district, make_elector, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def teller() -> Membership:
    return make_member(make_campaign(is_demonstration=False), "teller")


@pytest.fixture
def ab1(teller: Membership) -> District:
    return make_district(teller.campaign, "AB1")


def standing() -> int:
    return Event.objects.votes_seen().standing().count()


def test_a_number_is_kept_at_the_time_on_the_pad(
    teller: Membership, ab1: District
) -> None:
    elector = make_elector(ab1, number=12)
    eight = MORNING - timedelta(hours=2)

    [answer] = type_in(ab1, teller, "12", happened_at=eight)

    assert (answer.outcome, answer.says) == (Outcome.KEPT, "Kept, 08:32.")
    mark = Event.objects.get()
    assert (mark.kind, mark.elector, mark.district) == ("voted", elector, ab1)
    assert (mark.happened_at, mark.received_at, mark.author) == (eight, MORNING, teller)
    assert mark.payload == {}


def test_each_number_is_answered_in_its_order(
    teller: Membership, ab1: District
) -> None:
    for number in (12, 13):
        make_elector(ab1, number=number)

    answers = type_in(ab1, teller, "13 99 12 horse 13")

    assert [(a.typed, a.outcome) for a in answers] == [
        ("13", Outcome.KEPT),
        ("99", Outcome.UNKNOWN),
        ("12", Outcome.KEPT),
        ("horse", Outcome.UNKNOWN),
        ("13", Outcome.ALREADY),
    ]
    assert standing() == 2


def test_an_elector_already_marked_says_when_and_by_whom(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12")
    other = make_member(teller.campaign, "teller")

    [answer] = type_in(ab1, other, "12", at=MORNING + timedelta(hours=1))

    assert answer.outcome == Outcome.ALREADY
    assert answer.says == f"Marked at 10:32 by {teller.user}."
    assert standing() == 1


def test_the_same_entry_sent_twice_is_kept_once(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    key = uuid4()

    first = type_in(ab1, teller, "12", key=key)
    second = type_in(ab1, teller, "12", key=key, at=MORNING + timedelta(minutes=2))

    assert first == second
    assert standing() == 1


def test_letters_of_another_district_are_told_and_kept_only_with_a_yes(
    teller: Membership, ab1: District
) -> None:
    cd2 = make_district(teller.campaign, "CD2")
    make_elector(cd2, number=12)
    make_elector(ab1, number=12)

    [answer] = type_in(ab1, teller, "CD2-12")

    assert answer.outcome == Outcome.ELSEWHERE
    assert "CD2-12 belongs to CD2, not to AB1" in answer.says
    assert standing() == 0
    [sure] = type_in(ab1, teller, list(answer.sure), is_sure=True)
    assert sure.outcome == Outcome.KEPT
    assert Event.objects.get().district == cd2


def test_a_number_that_only_another_district_has_says_which(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=1)
    make_elector(make_district(teller.campaign, "CD2"), number=2900)

    [answer] = type_in(ab1, teller, "2900")

    assert answer.outcome == Outcome.ELSEWHERE
    assert answer.says == "AB1 has no 2900. It stands in CD2."
    assert answer.sure == ("CD2-2900",)
    assert standing() == 0


@pytest.mark.parametrize("typed", ["2900", "AB1-2900"])
def test_a_number_that_only_the_other_councils_district_has_says_whose(
    teller: Membership, ab1: District, typed: str
) -> None:
    make_elector(make_district(teller.campaign, "AB1", "Otherham"), number=2900)

    [answer] = type_in(ab1, teller, typed)

    assert answer.outcome == Outcome.UNKNOWN
    assert "It stands in AB1 of Otherham: open that district" in answer.says
    assert answer.sure == ()
    assert standing() == 0


@pytest.mark.parametrize("kind", ["postal", "proxy-postal"])
def test_a_postal_voter_is_kept_only_with_a_yes(
    teller: Membership, ab1: District, kind: str
) -> None:
    """RPA 2000 Sch 4 para 2(2): may vote in person unless entitled to vote by post."""
    vote_by_post(make_elector(ab1, number=12), kind)

    [answer] = type_in(ab1, teller, "12")

    assert answer.outcome == Outcome.CHECK
    assert "Votes by post" in answer.says
    assert standing() == 0
    assert type_in(ab1, teller, "12", is_sure=True)[0].outcome == Outcome.KEPT


def test_one_who_has_a_proxy_may_come_first(teller: Membership, ab1: District) -> None:
    """RPA 2000 Sch 4 para 2(4): in person, if before a paper was issued to the proxy."""
    vote_by_post(make_elector(ab1, number=12), "proxy")

    assert type_in(ab1, teller, "12")[0].outcome == Outcome.KEPT


def test_one_who_may_not_vote_here_is_asked_about(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12, may_vote="no")

    assert type_in(ab1, teller, "12")[0].outcome == Outcome.CHECK


def test_where_only_suffixed_numbers_exist_it_asks(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12, suffix="1")
    make_elector(ab1, number=12, suffix="2")

    [answer] = type_in(ab1, teller, "12")

    assert answer.outcome == Outcome.ASKS
    assert answer.which == ("AB1-12/1", "AB1-12/2")
    assert type_in(ab1, teller, [answer.which[1]])[0].outcome == Outcome.KEPT
    assert Event.objects.filter(elector__suffix="2").exists()


def test_one_number_of_two_councils_is_never_a_choice_between_two_that_look_alike(
    teller: Membership, ab1: District
) -> None:
    for council in ("Marrowby", "Ashenholt"):
        make_elector(make_district(teller.campaign, "AA", council), number=14)

    [answer] = type_in(ab1, teller, "AA-14")

    assert (answer.outcome, answer.which) == (Outcome.ASKS, ())
    assert "AA-14 of Marrowby" in answer.says
    assert "AA-14 of Ashenholt" in answer.says


def test_one_struck_off_the_register_is_unknown(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12, closed_on=MORNING.date())

    assert type_in(ab1, teller, "12")[0].outcome == Outcome.UNKNOWN


def test_a_mark_taken_back_counts_no_more_and_may_be_typed_again(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    key = uuid4()
    type_in(ab1, teller, "12", key=key)
    mark = Event.objects.get()

    take_back(mark=mark, by=teller, at=MORNING, any_author=False)

    assert standing() == 0
    # The old page, sent once more, does not bring it back; a new entry does.
    assert type_in(ab1, teller, "12", key=key)[0].outcome == Outcome.CHECK
    assert type_in(ab1, teller, "12")[0].outcome == Outcome.KEPT
    assert standing() == 1


def test_a_mark_is_taken_back_once(teller: Membership, ab1: District) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12")
    mark = Event.objects.get()
    take_back(mark=mark, by=teller, at=MORNING, any_author=False)

    with pytest.raises(HustingsError, match="already been taken back"):
        take_back(mark=mark, by=teller, at=MORNING, any_author=False)


def test_a_teller_takes_back_only_own_marks(teller: Membership, ab1: District) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12")
    mark = Event.objects.get()
    other = make_member(teller.campaign, "teller")

    with pytest.raises(HustingsError, match="typed yourself"):
        take_back(mark=mark, by=other, at=MORNING, any_author=False)
    take_back(mark=mark, by=other, at=MORNING, any_author=True)

    assert standing() == 0


def test_nobody_takes_back_a_mark_of_another_campaign(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12")
    stranger = make_member(make_campaign())

    with pytest.raises(HustingsError):
        take_back(mark=Event.objects.get(), by=stranger, at=MORNING, any_author=True)


def test_a_rehearsal_leaves_polling_day_clean(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12", at=MORNING - timedelta(days=3))

    assert type_in(ab1, teller, "12")[0].outcome == Outcome.KEPT


def test_marks_are_audited_without_their_contents(
    teller: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    type_in(ab1, teller, "12")

    entry = AuditEntry.objects.get(table="ledger_event")
    assert (entry.actor, entry.rows) == (str(teller.user.pk), 1)


def test_typing_forty_four_numbers_takes_as_many_queries_as_typing_two(
    teller: Membership,
    ab1: District,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, 60):
        make_elector(ab1, number=number)
    for some in (range(1, 3), range(3, 47)):
        with django_assert_max_num_queries(30):
            answers = type_in(ab1, teller, [str(n) for n in some])
        assert {a.outcome for a in answers} == {Outcome.KEPT}
