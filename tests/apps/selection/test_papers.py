"""Opening the box and typing: two people by themselves, a third where they differ."""

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions.papers import (
    FileRead,
    drop_file,
    mend_paper,
    open_the_box,
    settle,
    take_back,
    take_file,
    type_paper,
)
from hustings.apps.selection.models import Ballot, Reading, SealedPaper, Voter
from hustings.apps.selection.queries.papers import (
    differing,
    last_own,
    next_number,
    papers_of,
    pile_of,
    progress_of,
)
from hustings.core.errors import HustingsError
from tests.apps.selection.counted import (
    make_counting,
    make_typist,
    type_all,
    typed,
)
from tests.apps.selection.making import (
    make_agent,
    make_ballot,
    make_open_ballot,
    make_voter,
)
from tests.factories import START, TESTER, make_member

pytestmark = pytest.mark.django_db


def keep(ballot: Ballot, number: int, line: str, by: Membership) -> Reading:
    return type_paper(
        ballot=ballot, number=number, typed=typed(ballot, line), by=by, at=now()
    )


def seal(voter: Voter, **values: object) -> SealedPaper:
    with acting(TESTER, "seal a paper"):
        return SealedPaper.objects.create(
            campaign=voter.campaign,
            ballot=voter.ballot,
            voter=voter,
            reason="joined late",
            sealed_at=START,
            **values,
        )


def test_opening_the_box_ends_the_giving_out() -> None:
    ballot, _ = make_counting()
    assert ballot.state is Ballot.State.CLOSED


def test_the_box_is_not_opened_before_papers_were_given_nor_twice() -> None:
    agent = make_agent()
    setting_up = make_ballot(agent.campaign)
    with pytest.raises(HustingsError, match="No papers have been given out yet"):
        open_the_box(ballot=setting_up, by=agent, at=now())
    empty = make_open_ballot(agent.campaign)
    with pytest.raises(HustingsError, match="the box is empty"):
        open_the_box(ballot=empty, by=agent, at=now())
    ballot, agent = make_counting()
    with pytest.raises(HustingsError, match="opened already"):
        open_the_box(ballot=ballot, by=agent, at=now())


def test_sealed_papers_are_ruled_on_before_the_box_is_opened() -> None:
    """One that is admitted afterwards could be told from the others by its number."""
    agent = make_agent()
    ballot = make_open_ballot(agent.campaign)
    sealed = seal(make_voter(ballot, "Jo Bloggs", given_at=START))

    with pytest.raises(HustingsError, match="1 sealed paper not ruled on yet"):
        open_the_box(ballot=ballot, by=agent, at=now())
    with acting(TESTER, "rule"):
        sealed.ruling, sealed.ruled_at = SealedPaper.Ruling.ADMITTED, START
        sealed.save()
    open_the_box(ballot=ballot, by=agent, at=now())


def test_nothing_is_typed_before_the_box_is_open() -> None:
    agent = make_agent()
    ballot = make_open_ballot(agent.campaign)
    with pytest.raises(HustingsError, match="box has not been opened"):
        keep(ballot, 1, "1", agent)


def test_the_first_typing_and_the_second_find_their_places() -> None:
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    first, second = keep(ballot, 1, "1 2", ada), keep(ballot, 1, "1 2", bo)

    assert (first.place, second.place) == (Reading.Place.FIRST, Reading.Place.SECOND)
    assert pile_of(ballot).papers == {bytes([1, 2]): 1}


def test_nobody_types_a_paper_twice() -> None:
    ballot, ada = make_counting()
    keep(ballot, 1, "1 2", ada)
    with pytest.raises(HustingsError, match="You have typed paper 1 before"):
        keep(ballot, 1, "2 1", ada)
    assert Reading.objects.count() == 1


def test_the_same_sent_twice_is_kept_once() -> None:
    """Enter pressed twice: the second is no fault."""
    ballot, ada = make_counting()
    assert keep(ballot, 1, "1 2", ada) == keep(ballot, 1, "1 2", ada)
    assert Reading.objects.count() == 1


def test_somebody_who_left_and_came_back_is_still_the_same_person() -> None:
    ballot, ada = make_counting()
    keep(ballot, 1, "1", ada)
    with acting(TESTER, "end a membership"):
        Membership.objects.filter(pk=ada.pk).update(ended_at=START)
    again = make_member(ballot.campaign, user=ada.user)
    with pytest.raises(HustingsError, match="You have typed paper 1 before"):
        keep(ballot, 1, "2", again)
    assert next_number(ballot, again, 0) == 2


def test_the_database_itself_keeps_a_typist_from_a_second_typing() -> None:
    ballot, ada = make_counting()
    first = keep(ballot, 1, "1", ada)
    first.pk, first.place, first._state.adding = None, 2, True
    with pytest.raises(IntegrityError), acting(TESTER, "type"):
        first.save(force_insert=True)


def test_no_paper_is_typed_a_third_time() -> None:
    ballot, _ = make_counting()
    type_all(ballot, ["1"])
    with pytest.raises(HustingsError, match="Two others have typed paper 1"):
        keep(ballot, 1, "1", make_typist(ballot))


def test_the_next_number_passes_over_what_is_mine_and_what_is_full() -> None:
    ballot, ada = make_counting()
    bo, cy = make_typist(ballot), make_typist(ballot)
    type_all(ballot, ["1", "2"], ada, bo)
    keep(ballot, 3, "1", ada)

    assert next_number(ballot, ada, 0) == 4
    assert next_number(ballot, bo, 2) == 3
    assert next_number(ballot, cy, 0) == 3


def test_progress_says_once_twice_and_mine() -> None:
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    type_all(ballot, ["1", "2"], ada, bo)
    keep(ballot, 3, "1", ada)
    found = progress_of(ballot, bo)

    assert (found.twice, found.once, found.mine) == (2, 1, 2)


def test_what_is_open_is_said_in_words() -> None:
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    type_all(ballot, ["1", "2"], ada, bo)
    keep(ballot, 4, "1", ada)
    keep(ballot, 5, "1", ada)
    keep(ballot, 5, "2", bo)
    said = " ".join(pile_of(ballot).open)

    assert "Nobody has typed 3:" in said
    assert "1 paper typed once" in said
    assert "1 paper typed differently" in said


def test_a_difference_is_settled_by_somebody_who_typed_neither() -> None:
    ballot, ada = make_counting()
    bo, cy = make_typist(ballot), make_typist(ballot)
    keep(ballot, 1, "1 2", ada)
    keep(ballot, 1, "1 3", bo)

    assert [may for _, may in differing(ballot, ada)] == [False]
    assert [may for _, may in differing(ballot, cy)] == [True]
    for typist in (ada, bo):
        with pytest.raises(HustingsError, match="You typed paper 1"):
            settle(ballot=ballot, number=1, typed=typed(ballot, "1 3"), by=typist, at=now())  # fmt: skip
    settle(ballot=ballot, number=1, typed=typed(ballot, "1 3"), by=cy, at=now())

    (paper,) = papers_of(ballot)
    assert len(paper.readings) == 3
    assert pile_of(ballot).papers == {bytes([1, 3]): 1}
    assert pile_of(ballot).open == ()


def test_a_rejection_and_a_reading_differ_and_so_do_two_reasons() -> None:
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    for number, (one, other) in enumerate(
        [("1", "unclear"), ("blank", "unclear"), ("blank", "blank")], start=1
    ):
        keep(ballot, number, one, ada)
        keep(ballot, number, other, bo)
    assert pile_of(ballot).differing == (1, 2)
    assert pile_of(ballot).rejected == {"blank": 1}


def test_what_is_alike_is_not_settled() -> None:
    ballot, _ = make_counting()
    type_all(ballot, ["1"])
    with pytest.raises(HustingsError, match="Nothing is open about paper 1"):
        settle(ballot=ballot, number=1, typed=typed(ballot, "2"), by=make_typist(ballot), at=now())  # fmt: skip


def test_one_of_my_last_ten_can_be_mended_and_no_other() -> None:
    ballot, ada = make_counting()
    type_all(ballot, ["1"] * 11, ada)
    eleven = list(Reading.objects.order_by("number"))
    with pytest.raises(HustingsError, match="Only your last ten"):
        mend_paper(reading=eleven[0], typed=typed(ballot, "2"), by=ada)
    mend_paper(reading=eleven[1], typed=typed(ballot, "2"), by=ada)

    assert len(last_own(ballot, ada)) == 10
    assert papers_of(ballot)[1].first == typed(ballot, "2")
    with pytest.raises(HustingsError, match="Only your last ten"):
        mend_paper(reading=eleven[5], typed=typed(ballot, "2"), by=make_typist(ballot))


def test_a_settled_paper_is_not_mended_any_more() -> None:
    ballot, ada = make_counting()
    mine = keep(ballot, 1, "1", ada)
    keep(ballot, 1, "2", make_typist(ballot))
    settle(ballot=ballot, number=1, typed=typed(ballot, "2"), by=make_typist(ballot), at=now())  # fmt: skip

    with pytest.raises(HustingsError, match="Paper 1 has been settled"):
        mend_paper(reading=mine, typed=typed(ballot, "3"), by=ada)
    with pytest.raises(HustingsError, match="Paper 1 has been settled"):
        take_back(reading=mine, by=ada)


def test_a_typing_under_a_wrong_number_is_taken_back() -> None:
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    mine = keep(ballot, 1, "1", ada)
    keep(ballot, 1, "1", bo)
    take_back(reading=mine, by=ada)

    left = Reading.objects.get()
    assert (left.typist, left.place) == (bo, Reading.Place.FIRST)
    assert keep(ballot, 1, "1", ada).place == Reading.Place.SECOND
    assert pile_of(ballot).open == ()


def test_neither_of_two_who_differ_brings_theirs_into_line() -> None:
    """Neither by mending it nor by taking it back and typing it again: a third looks at the paper."""
    ballot, ada = make_counting()
    bo = make_typist(ballot)
    first, second = keep(ballot, 1, "1", ada), keep(ballot, 1, "2", bo)
    for reading, by in ((first, ada), (second, bo)):
        with pytest.raises(HustingsError, match="read paper 1 differently: a third"):
            mend_paper(reading=reading, typed=typed(ballot, "1"), by=by)
        with pytest.raises(HustingsError, match="read paper 1 differently: a third"):
            take_back(reading=reading, by=by)
    assert pile_of(ballot).differing == (1,)


def a_file(papers: str) -> FileRead:
    return FileRead(name="scanner.blt", sha256="0" * 64, papers=papers, rejected=2)


BLT = '3 1\n4 1 2 0\n1 3 0\n0\n"Ada Example"\n"Bea Plum"\n"Cy Quince"\n"Who"\n'


def test_a_file_takes_the_place_of_typing_and_typing_that_of_a_file() -> None:
    ballot, ada = make_counting()
    take_file(ballot=ballot, read=a_file(BLT), by=ada, at=now())

    assert pile_of(ballot).papers == {bytes([1, 2]): 4, bytes([3]): 1}
    assert pile_of(ballot).void == 2
    with pytest.raises(HustingsError, match="read from a file"):
        keep(ballot, 1, "1", ada)
    drop_file(ballot=ballot, by=ada)
    keep(ballot, 1, "1", ada)
    with pytest.raises(HustingsError, match="have been typed"):
        take_file(ballot=ballot, read=a_file(BLT), by=ada, at=now())
