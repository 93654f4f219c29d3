"""At the door: one paper each, envelopes for whoever is in doubt, and a slip of the finger taken back."""

from datetime import date, timedelta

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry
from hustings.apps.selection.actions.door import (
    give_paper,
    join_at_door,
    replace_paper,
    rule_on,
    seal_paper,
    take_paper_back,
    take_replacement_back,
)
from hustings.apps.selection.models import Ballot, SealedPaper, Voter
from hustings.apps.selection.queries.roll import (
    found_at_door,
    roll_figures,
    sealed_of,
    voters_of,
)
from hustings.core.errors import HustingsError
from tests.apps.selection.making import (
    make_agent,
    make_ballot,
    make_open_ballot,
    make_voter,
)
from tests.factories import POLLING_DAY, START, TESTER, make_member

pytestmark = pytest.mark.django_db


def again(voter: Voter) -> Voter:
    return Voter.objects.get(pk=voter.pk)


def test_a_voter_is_given_one_paper_and_the_second_time_is_told_when_it_was() -> None:
    by = make_agent()
    voter = make_voter(make_open_ballot(by.campaign), "Ann Oak")
    give_paper(voter=voter, by=by, at=START)
    with pytest.raises(HustingsError, match=r"given a paper at 10:00 on 1 April 2026"):
        give_paper(voter=voter, by=by, at=START + timedelta(hours=1))
    assert (again(voter).given_at, again(voter).given_by) == (START, by)


def test_nothing_is_given_before_the_ballot_opens_or_after_the_box_is_open() -> None:
    by = make_agent()
    early = make_voter(make_ballot(by.campaign), "Ann Oak")
    with pytest.raises(HustingsError, match="not open yet"):
        give_paper(voter=early, by=by, at=START)
    late = make_voter(make_open_ballot(by.campaign, closed_at=START), "Ann Oak")
    with pytest.raises(HustingsError, match="no more papers"):
        give_paper(voter=late, by=by, at=START)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"doubt": "Suspended"}, "Suspended"),
        ({"member_since": date(2026, 3, 2)}, "joined on 2 March 2026, after 1 March"),
        ({}, "no day of joining"),
    ],
    ids=["suspended", "joined too late", "no day known"],
)
def test_the_paper_of_somebody_in_doubt_is_sealed(
    values: dict[str, object], why: str
) -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign, member_by=date(2026, 3, 1))
    voter = make_voter(ballot, "Ann Oak", **values)
    with pytest.raises(HustingsError, match=f"in doubt: {why}.*seal it"):
        give_paper(voter=voter, by=by, at=START)
    assert again(voter).given_at is None

    seal_paper(voter=voter, reason=why, by=by, at=START)
    assert again(voter).given_at == START
    assert [each.reason for each in sealed_of(ballot)] == [why]


def test_who_joined_in_time_is_in_no_doubt() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign, member_by=date(2026, 3, 1))
    voter = make_voter(ballot, "Ann Oak", member_since=date(2026, 3, 1))
    give_paper(voter=voter, by=by, at=START)
    assert roll_figures(ballot).in_doubt == 0


def test_a_challenged_voter_is_given_a_paper_in_an_envelope_and_no_other() -> None:
    by = make_agent()
    voter = make_voter(make_open_ballot(by.campaign), "Ann Oak")
    seal_paper(voter=voter, reason="Said to have left", by=by, at=START)
    with pytest.raises(HustingsError, match="was given a paper"):
        give_paper(voter=voter, by=by, at=START)
    with pytest.raises(HustingsError, match="was given a paper"):
        seal_paper(voter=voter, reason="again", by=by, at=START)


def test_a_spoilt_paper_is_replaced_and_counted() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Ann Oak")
    with pytest.raises(HustingsError, match="not been given"):
        replace_paper(voter=voter, by=by)
    give_paper(voter=voter, by=by, at=START)
    replace_paper(voter=voter, by=by)
    replace_paper(voter=voter, by=by)
    figures = roll_figures(ballot)
    assert (figures.given, figures.replaced, figures.handed_out) == (1, 2, 3)

    take_replacement_back(voter=voter, by=by)
    assert roll_figures(ballot).replaced == 1


def test_a_wrong_tap_is_taken_back_by_whoever_tapped_and_stays_in_the_trail() -> None:
    by = make_agent()
    other = make_member(by.campaign, "teller")
    voter = make_voter(make_open_ballot(by.campaign), "Ann Oak")
    give_paper(voter=voter, by=by, at=START)
    with pytest.raises(HustingsError, match="only they can take it back"):
        take_paper_back(voter=voter, by=other)
    take_paper_back(voter=voter, by=by)
    assert again(voter).given_at is None
    give_paper(voter=voter, by=other, at=START)
    verbs = AuditEntry.objects.filter(records__contains=[voter.pk]).order_by("at")
    assert [entry.verb for entry in verbs][1:] == [
        "give a ballot paper",
        "take a given ballot paper back",
        "give a ballot paper",
    ]


def test_a_replaced_or_ruled_paper_is_not_taken_back() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    replaced, sealed = make_voter(ballot, "Ann Oak"), make_voter(ballot, "Ben Elm")
    give_paper(voter=replaced, by=by, at=START)
    replace_paper(voter=replaced, by=by)
    with pytest.raises(HustingsError, match="take that back first"):
        take_paper_back(voter=replaced, by=by)
    seal_paper(voter=sealed, reason="left", by=by, at=START)
    rule_on(sealed=sealed_of(ballot)[0], ruling="refused", because="x", by=by, at=START)
    with pytest.raises(HustingsError, match="ruled on"):
        take_paper_back(voter=sealed, by=by)


def test_an_envelope_goes_with_a_paper_taken_back() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Ann Oak")
    seal_paper(voter=voter, reason="left", by=by, at=START)
    take_paper_back(voter=voter, by=by)
    assert not SealedPaper.objects.exists()
    assert roll_figures(ballot).given == 0


def test_a_ruling_is_made_once_and_before_the_box_is_open() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    for name in ("Ann Oak", "Ben Elm", "Cy Ash"):
        voter = make_voter(ballot, name)
        seal_paper(voter=voter, reason="challenged", by=by, at=START)
    ann, ben, cy = sealed_of(ballot)
    rule_on(sealed=ann, ruling="admitted", because="has paid", by=by, at=START)
    rule_on(sealed=ben, ruling="refused", because="has left", by=by, at=START)
    with pytest.raises(HustingsError, match="was ruled on"):
        rule_on(sealed=ann, ruling="refused", because="", by=by, at=START)
    figures = roll_figures(ballot)
    assert (figures.admitted, figures.refused, figures.waiting) == (1, 1, 1)
    assert (figures.in_box, figures.entitled) == (1, 1)

    with acting(TESTER, "open the box"):
        Ballot.objects.update(closed_at=START)
    with pytest.raises(HustingsError, match="The box is open"):
        rule_on(sealed=cy, ruling="admitted", because="", by=by, at=START)


def test_people_join_at_the_door_of_an_open_meeting_once() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign, is_open_meeting=True, member_by=POLLING_DAY)
    joined = join_at_door(ballot=ballot, name="Ann Oak", about="", by=by)
    with pytest.raises(HustingsError, match="tells them apart"):
        join_at_door(ballot=ballot, name="ann  oak", about="", by=by)
    join_at_door(ballot=ballot, name="Ann Oak", about="Mill Road", by=by)
    give_paper(voter=joined, by=by, at=START)
    assert roll_figures(ballot).on_roll == 2


def test_nobody_joins_at_the_door_of_a_members_ballot() -> None:
    by = make_agent()
    with pytest.raises(HustingsError, match="no open meeting"):
        join_at_door(
            ballot=make_open_ballot(by.campaign), name="Ann Oak", about="", by=by
        )


def test_a_voter_is_found_by_three_letters_or_the_number() -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    zoe = make_voter(ballot, "Zoë O’Hara", number="A17")
    make_voter(ballot, "Ben Elm", number="A2")
    for asked in ("zoe", "o’ha", "OHARA z", "a17", "A1"):
        assert list(found_at_door(ballot, asked)) == [zoe], asked
    for asked in ("", "zo", "  ", "xyz"):
        assert list(found_at_door(ballot, asked)) == [], asked


def test_another_ballots_roll_is_not_found() -> None:
    by = make_agent()
    make_voter(make_open_ballot(by.campaign), "Ann Oak")
    other = make_ballot(by.campaign)
    assert list(found_at_door(other, "ann")) == []
    assert voters_of(other).count() == 0
