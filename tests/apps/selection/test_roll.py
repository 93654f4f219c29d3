"""The roll: a file looked at and applied whole, corrections by hand, and what stays when it is erased."""

from datetime import date

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions.door import give_paper, rule_on, seal_paper
from hustings.apps.selection.actions.roll import (
    Choices,
    add_voter,
    apply_roll,
    correct_voter,
    erase_roll,
    name_columns,
    send_roll,
    take_off_roll,
)
from hustings.apps.selection.models import Ballot, RollFile, SealedPaper, Voter
from hustings.apps.selection.queries.roll import roll_figures, sealed_of
from hustings.apps.selection.queries.roll_file import look
from hustings.core.errors import HustingsError
from hustings.core.members.member_list import Said
from hustings.core.members.roll_changes import SameName
from tests.apps.selection.making import (
    make_agent,
    make_ballot,
    make_open_ballot,
    make_voter,
)
from tests.factories import START, TESTER

pytestmark = pytest.mark.django_db

LIST = "Name,Number,Joined,Status\nAnn Oak,1,1 May 2020,Active\nBen Elm,2,,Suspended\n"


def sent(ballot: Ballot, text: str, by: Membership) -> RollFile:
    return send_roll(
        ballot=ballot, name="members.csv", content=text.encode(), by=by, at=START
    )


def applied(ballot: Ballot, text: str, by: Membership, **choices: object) -> int:
    file = sent(ballot, text, by)
    given: dict[str, object] = {"shown": look(file).stamp, "answers": {}}
    return apply_roll(file=file, choices=Choices(**{**given, **choices}), by=by)  # type: ignore[arg-type]  # each test names what it is about


def on_roll(ballot: Ballot) -> list[str]:
    return list(Voter.objects.filter(ballot=ballot).values_list("name", flat=True))


def test_a_file_changes_nothing_until_it_is_applied() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    file = sent(ballot, LIST, by)
    assert on_roll(ballot) == []
    seen = look(file)
    assert len(seen.changes.new) == 2

    choices = Choices(shown=seen.stamp, answers={})
    assert apply_roll(file=file, choices=choices, by=by) == 2
    ann, ben = Voter.objects.filter(ballot=ballot)
    assert (ann.number, ann.member_since, ann.doubt) == ("1", date(2020, 5, 1), "")
    assert (ben.doubt, ben.search) == ("Suspended", "ben elm")
    assert not RollFile.objects.exists()


def test_a_second_file_takes_the_place_of_one_that_was_not_applied() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    sent(ballot, LIST, by)
    sent(ballot, "Name\nCy Ash\n", by)
    assert RollFile.objects.count() == 1


def test_a_file_that_is_no_table_is_refused_and_not_kept() -> None:
    by = make_agent()
    with pytest.raises(HustingsError, match="members.csv: the file is empty"):
        sent(make_ballot(by.campaign), "", by)
    assert not RollFile.objects.exists()


def test_a_roll_that_changed_since_it_was_shown_is_looked_at_again() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    file = sent(ballot, LIST, by)
    shown = look(file).stamp
    make_voter(ballot, "Cy Ash")
    with pytest.raises(HustingsError, match="changed since you looked"):
        apply_roll(file=file, choices=Choices(shown=shown, answers={}), by=by)
    assert on_roll(ballot) == ["Cy Ash"]


def test_a_paper_given_meanwhile_does_not_stop_an_application() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    cy = make_voter(ballot, "Cy Ash")
    file = sent(ballot, LIST, by)
    shown = look(file).stamp
    give_paper(voter=cy, by=by, at=START)
    choices = Choices(shown=shown, answers={}, take_off=True)
    assert apply_roll(file=file, choices=choices, by=by) == 2
    assert on_roll(ballot) == ["Ann Oak", "Ben Elm", "Cy Ash"]


def test_people_of_one_name_are_asked_about_before_anything_is_applied() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    twice = "Name\nAnn Oak\nANN OAK\n"
    with pytest.raises(HustingsError, match="Say first whether"):
        applied(ballot, twice, by)
    assert applied(ballot, twice, by, answers={2: SameName.SEVERAL}) == 2
    abouts = Voter.objects.filter(ballot=ballot).values_list("about", flat=True)
    assert sorted(abouts) == ["1 of 2", "2 of 2"]


def test_adding_again_adds_who_is_new_and_leaves_the_others() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    applied(ballot, LIST, by)
    again = "Name,Number\nAnn Oakley,1\nDee Fir,4\n"
    assert applied(ballot, again, by) == 1
    assert on_roll(ballot) == ["Ann Oak", "Ben Elm", "Dee Fir"]


def test_what_differs_and_who_is_gone_is_changed_on_request() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    applied(ballot, LIST + "Cy Ash,3,,\n", by)
    give_paper(voter=Voter.objects.get(name="Cy Ash"), by=by, at=START)
    again = "Name,Number\nAnn Oakley,1\n"
    applied(ballot, again, by, take_over=True, take_off=True)
    assert on_roll(ballot) == ["Ann Oakley", "Cy Ash"]
    assert Voter.objects.get(name="Ann Oakley").member_since == date(2020, 5, 1)


def test_columns_named_by_a_person_are_used() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    file = sent(ballot, "Wer,Was\nAnn Oak,7\n", by)
    assert not look(file).listed.is_clear
    name_columns(file=file, said=Said({"name": 0, "number": 1}), by=by)
    file.refresh_from_db()
    assert [(m.name, m.number) for m in look(file).changes.new] == [("Ann Oak", "7")]


def test_after_the_box_is_open_the_roll_stays_as_it_is() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign, closed_at=START)
    voter = make_voter(ballot, "Ann Oak")
    with pytest.raises(HustingsError, match="the roll stays as it is"):
        sent(ballot, LIST, by)
    with pytest.raises(HustingsError, match="the roll stays as it is"):
        correct_voter(voter=voter, facts={"name": "Ann Ash"}, by=by)


def test_somebody_is_added_and_corrected_by_hand_and_stands_once() -> None:
    by = make_agent()
    ballot = make_ballot(by.campaign)
    ann = add_voter(ballot=ballot, facts={"name": "Ann Oak", "number": "1"}, by=by)
    with pytest.raises(HustingsError, match="The number 1 stands on the roll"):
        add_voter(ballot=ballot, facts={"name": "Ben Elm", "number": "1"}, by=by)
    ben = add_voter(ballot=ballot, facts={"name": "Ben Elm"}, by=by)
    with pytest.raises(HustingsError, match="Ben Elm stands on the roll"):
        add_voter(ballot=ballot, facts={"name": "ben elm"}, by=by)
    correct_voter(voter=ben, facts={"doubt": "suspended"}, by=by)
    with pytest.raises(HustingsError, match="The number 1"):
        correct_voter(voter=ben, facts={"number": "1"}, by=by)
    take_off_roll(voter=ann, by=by)
    assert list(Voter.objects.values_list("name", "doubt")) == [
        ("Ben Elm", "suspended")
    ]


def test_whoever_was_given_a_paper_is_not_taken_off_the_roll() -> None:
    by = make_agent()
    voter = make_voter(make_open_ballot(by.campaign), "Ann Oak")
    give_paper(voter=voter, by=by, at=START)
    with pytest.raises(HustingsError, match="accounted for"):
        take_off_roll(voter=voter, by=by)


def test_the_roll_is_erased_after_the_publication_and_its_figures_stay() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    ann, ben = make_voter(ballot, "Ann Oak"), make_voter(ballot, "Ben Elm")
    other = make_voter(make_open_ballot(by.campaign), "Cy Ash")
    give_paper(voter=ann, by=by, at=START)
    seal_paper(voter=ben, reason="left", by=by, at=START)
    rule_on(sealed=sealed_of(ballot)[0], ruling="refused", because="x", by=by, at=START)
    before = roll_figures(ballot)
    with pytest.raises(HustingsError, match="until the ballot is published"):
        erase_roll(ballot=ballot, by=by, at=START)

    with acting(TESTER, "publish"):
        Ballot.objects.filter(pk=ballot.pk).update(closed_at=START, published_at=START)
    erase_roll(ballot=ballot, by=by, at=START)
    ballot.refresh_from_db()
    assert roll_figures(ballot) == before
    assert (before.given, before.refused) == (2, 1)
    assert not SealedPaper.objects.exists()
    assert list(Voter.objects.all()) == [other]
    with pytest.raises(HustingsError, match="already"):
        erase_roll(ballot=ballot, by=by, at=START)
