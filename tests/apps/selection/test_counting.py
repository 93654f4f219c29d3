"""Account, count, lots, signatures, publication: each step waits for the one before."""

import json

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Role
from hustings.apps.selection.actions.account import save_account
from hustings.apps.selection.actions.counting import (
    count_papers,
    keep_lot,
    publish,
    sign,
)
from hustings.apps.selection.actions.papers import mend_paper, settle, type_paper
from hustings.apps.selection.models import (
    Ballot,
    CountRecord,
    Limit,
    Lot,
    Reading,
    SealedPaper,
    Signature,
    Voter,
)
from hustings.apps.selection.queries.account import figures_of
from hustings.apps.selection.queries.counting import (
    as_given,
    beside,
    latest,
    others,
    unsalted,
)
from hustings.apps.selection.queries.papers import pile_of
from hustings.apps.selection.queries.published import published
from hustings.apps.selection.queries.signing import standing_of
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.record import Count, MissingLot
from hustings.core.counting.shown.as_json import dumps
from hustings.core.errors import HustingsError
from tests.apps.selection.counted import (
    LINES,
    make_account,
    make_counted,
    make_counting,
    make_published,
    make_scrutineers,
    make_typist,
    type_all,
    typed,
)
from tests.apps.selection.making import make_nominee, make_open_ballot
from tests.factories import START, TESTER, make_member

pytestmark = pytest.mark.django_db
TIED = ["1 2"] * 3 + ["2 1"] * 3


def test_a_count_is_kept_whole_with_its_papers_and_their_hash() -> None:
    """Ada 6, Bea 5, Cy 2: nobody has seven; Cy goes, his two are Bea's, who has 7 of 13."""
    ballot, _, record = make_counted()
    kept = latest(ballot)
    assert kept
    assert kept.count.elected == ("Bea Plum",)
    assert unsalted(record.papers) == (
        '3 1\n6 1 2 3 0\n5 2 1 0\n2 3 2 1 0\n0\n"Ada Example"\n"Bea Plum"\n"Cy Quince"\n"Who stands for us"\n'
    )
    assert record.given["rejected"] == {"blank": 1}
    assert dumps(kept.count) == record.record


def test_nothing_is_counted_while_a_paper_is_open() -> None:
    ballot, agent = make_counting()
    with pytest.raises(HustingsError, match="No valid paper has been typed"):
        count_papers(ballot=ballot, by=agent, at=now())
    type_paper(ballot=ballot, number=1, typed=typed(ballot, "1"), by=agent, at=now())
    with pytest.raises(HustingsError, match="1 paper typed once"):
        count_papers(ballot=ballot, by=agent, at=now())


def test_counted_under_constraints_slates_and_the_line_to_begin_again() -> None:
    ballot, agent = make_counting(rules="scotland", seats=2)
    with acting(TESTER, "set limits"):
        Limit.objects.create(campaign=ballot.campaign, ballot=ballot, group="women", at_least=1)  # fmt: skip
        ballot.nominees.filter(position=2).update(slate="Reds", groups=["women"])
    make_nominee(ballot, "Vacancy", is_reopen=True)
    type_all(ballot, ["1"] * 6 + ["4"] * 8 + ["3"] * 4 + ["2"])
    count_papers(ballot=ballot, by=agent, at=now())
    kept = latest(ballot)
    assert kept

    assert kept.count.elected == ("Bea Plum",)
    assert "Nominations re-open" in " ".join(kept.count.notes)
    assert kept.count.candidates[1].slate == "Reds"


def test_the_roll_is_what_a_majority_of_those_registered_is_of() -> None:
    """Two Yes of three on the roll, of whom one was refused."""
    ballot, agent = make_counting(rules="motion-registered", given=3)
    with acting(TESTER, "put a motion"):
        ballot.nominees.all().delete()
        SealedPaper.objects.create(
            campaign=ballot.campaign,
            ballot=ballot,
            voter=ballot.voters.all()[0],
            reason="?",
            sealed_at=START,
            ruling="refused",
            ruled_at=START,
        )
    make_nominee(ballot, "Yes")
    make_nominee(ballot, "No")
    type_all(ballot, ["1", "1"])
    record = count_papers(ballot=ballot, by=agent, at=now())

    assert record.given["registered"] == 2
    assert json.loads(record.record)["elected"] == ["Yes"]


def test_a_tie_waits_for_a_lot_and_goes_on_with_it() -> None:
    ballot, agent = make_counting()
    type_all(ballot, TIED)
    with pytest.raises(MissingLot) as missing:
        count_papers(ballot=ballot, by=agent, at=now())
    assert set(missing.value.names) == {"Ada Example", "Bea Plum"}
    with pytest.raises(HustingsError, match="“Cy Quince” is not tied"):
        keep_lot(ballot=ballot, name="Cy Quince", witnesses="all", by=agent, at=now())
    keep_lot(ballot=ballot, name="ada example", witnesses="all", by=agent, at=now())
    with pytest.raises(HustingsError, match="Nobody is tied"):
        keep_lot(ballot=ballot, name="Ada Example", witnesses="all", by=agent, at=now())
    record = count_papers(ballot=ballot, by=agent, at=now())

    assert record.given["lots"] == ["Ada Example"]
    assert Lot.objects.get().name == "Ada Example"
    assert any(note.startswith("Lot") for note in latest_count(ballot).notes)


def latest_count(ballot: Ballot) -> Count:
    kept = latest(ballot)
    assert kept
    return kept.count


def test_an_account_that_agrees_and_one_that_does_not() -> None:
    ballot, agent, _ = make_counted()
    figures = figures_of(ballot, pile_of(ballot))
    assert figures
    assert figures.agrees
    make_account(ballot, agent, unused=8)
    figures = figures_of(ballot, pile_of(ballot))
    assert figures
    assert [line.by for line in figures.lines] == [2, 0, 0, 0]


def test_two_scrutineers_sign_and_it_is_published() -> None:
    ballot, agent, _ = make_counted()
    ada, bo = make_scrutineers(ballot)
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())
    with pytest.raises(HustingsError, match="1 of 2 scrutineers have signed"):
        publish(ballot=ballot, by=agent, at=now())
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=bo, at=now())
    publish(ballot=ballot, by=agent, at=now())

    ballot.refresh_from_db()
    assert ballot.state is Ballot.State.PUBLISHED


def test_neither_whoever_counted_signs_nor_anybody_twice() -> None:
    ballot, agent, _ = make_counted()
    with pytest.raises(HustingsError, match="You ran a count"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=agent, at=now())
    ada, _ = make_scrutineers(ballot)
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())
    with pytest.raises(HustingsError, match="You have signed"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())


def test_whoever_counted_under_an_earlier_membership_does_not_sign_either() -> None:
    ballot, agent, _ = make_counted()
    make_member(ballot.campaign)
    with acting(TESTER, "end a membership"):
        agent.ended_at = START
        agent.save()
    again = make_member(ballot.campaign, user=agent.user)
    with pytest.raises(HustingsError, match="You ran a count"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=again, at=now())


def test_whoever_ran_an_earlier_count_does_not_sign_a_later_one_either() -> None:
    ballot, agent, _ = make_counted()
    organiser = make_member(ballot.campaign, Role.ORGANISER)
    count_papers(ballot=ballot, by=organiser, at=now())
    with pytest.raises(HustingsError, match="You ran a count"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=agent, at=now())


def test_nobody_signs_an_account_that_does_not_agree() -> None:
    ballot, agent, _ = make_counted()
    make_account(ballot, agent, found=13)
    with pytest.raises(HustingsError, match="Does not agree by 1 paper"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=make_scrutineers(ballot)[0], at=now())  # fmt: skip


def test_nobody_signs_without_an_account_or_with_a_sealed_paper_waiting() -> None:
    ballot, agent = make_counting(given=2)
    type_all(ballot, ["1", "1"])
    count_papers(ballot=ballot, by=agent, at=now())
    signer = make_scrutineers(ballot)[0]
    with pytest.raises(HustingsError, match="account of papers has not been made"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=signer, at=now())
    with acting(TESTER, "seal"):
        SealedPaper.objects.create(
            campaign=ballot.campaign,
            ballot=ballot,
            voter=ballot.voters.all()[0],
            reason="?",
            sealed_at=START,
        )
    make_account(ballot, agent)
    with pytest.raises(HustingsError, match="1 sealed paper not ruled on"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=signer, at=now())


def read_anew(ballot: Ballot, number: int, line: str) -> None:
    """One who typed the paper finds out that they erred; a third person looks and says the same."""
    mine = Reading.objects.get(number=number, place=Reading.Place.FIRST)
    said = typed(ballot, line)
    mend_paper(reading=mine, typed=said, by=mine.typist)
    settle(ballot=ballot, number=number, typed=said, by=make_typist(ballot), at=now())


def test_nobody_signs_what_was_changed_since_it_was_counted() -> None:
    ballot, agent, _ = make_counted(["1"] * 3 + ["2"])
    signer, seen = make_scrutineers(ballot)[0], standing_of(ballot).seen
    read_anew(ballot, 4, "3")
    with pytest.raises(HustingsError, match="changed since the count: count again"):
        sign(ballot=ballot, seen=seen, by=signer, at=now())
    count_papers(ballot=ballot, by=agent, at=now())
    with pytest.raises(HustingsError, match="changed since you looked"):
        sign(ballot=ballot, seen=seen, by=signer, at=now())


def test_nobody_signs_an_account_that_they_have_not_seen() -> None:
    ballot, agent, _ = make_counted()
    signer, seen = make_scrutineers(ballot)[0], standing_of(ballot).seen
    make_account(ballot, agent, printed=34, unused=20)
    with pytest.raises(HustingsError, match="changed since you looked"):
        sign(ballot=ballot, seen=seen, by=signer, at=now())
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=signer, at=now())


def test_a_rejection_for_another_reason_is_a_change_too() -> None:
    ballot, *_ = make_counted(["1", "1", "blank"])
    read_anew(ballot, 3, "unclear")
    with pytest.raises(HustingsError, match="count again"):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=make_scrutineers(ballot)[0], at=now())  # fmt: skip


def test_a_new_count_keeps_the_old_one_and_its_signatures_and_needs_new_ones() -> None:
    ballot, agent, record = make_counted()
    ada, bo = make_scrutineers(ballot)
    for signer in (ada, bo):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=signer, at=now())
    again = count_papers(ballot=ballot, by=agent, at=now())

    assert (record.version, again.version) == (1, 2)
    assert Signature.objects.filter(record=record).count() == 2
    with pytest.raises(HustingsError, match="0 of 2"):
        publish(ballot=ballot, by=agent, at=now())
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())


def test_a_signature_is_of_the_account_that_was_seen() -> None:
    """Ten papers more were printed and unused: it agrees as before, and is not what Ada signed."""
    ballot, agent, _ = make_counted()
    ada, bo = make_scrutineers(ballot)
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())
    make_account(ballot, agent, printed=34, unused=20)
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=bo, at=now())

    assert [each.signer for each in standing_of(ballot).outdated] == [ada]
    with pytest.raises(HustingsError, match="1 of 2"):
        publish(ballot=ballot, by=agent, at=now())
    sign(ballot=ballot, seen=standing_of(ballot).seen, by=ada, at=now())
    publish(ballot=ballot, by=agent, at=now())


def test_nothing_changes_after_the_publication() -> None:
    ballot, _ = make_published()
    agent, typist = make_member(ballot.campaign), make_typist(ballot)
    said = "The count is published"
    with pytest.raises(HustingsError, match=said):
        count_papers(ballot=ballot, by=agent, at=now())
    with pytest.raises(HustingsError, match=said):
        type_paper(ballot=ballot, number=99, typed=typed(ballot, "1"), by=typist, at=now())  # fmt: skip
    with pytest.raises(HustingsError, match=said):
        save_account(ballot=ballot, figures={}, by=agent, at=now())
    with pytest.raises(HustingsError, match=said):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=make_scrutineers(ballot)[0], at=now())  # fmt: skip
    assert CountRecord.objects.count() == 1


def test_what_is_published_leaves_out_what_fewer_than_five_share() -> None:
    ballot, record = make_published()
    found = published(ballot.id)

    assert found.shared.papers == 2
    assert "2 3 2 1 0" in record.papers
    assert "3 2 1 0" not in found.papers
    assert not found.is_whole


def test_a_ballot_that_publishes_all_leaves_nothing_out() -> None:
    ballot, record = make_published(publishes_all=True)
    found = published(ballot.id)

    assert found.is_whole
    assert (found.papers, found.sha256) == (record.papers, record.sha256)


def test_the_account_stands_as_it_was_signed_after_the_roll_is_erased() -> None:
    ballot, _ = make_published()
    with acting(TESTER, "erase the roll"):
        Voter.objects.filter(ballot=ballot).delete()
    found = published(ballot.id)

    assert found.figures.account.given == len(LINES)
    assert found.figures.agrees


def test_the_full_file_gives_the_record_again_under_what_was_given() -> None:
    ballot, record = make_published()
    kept = latest(ballot)
    assert kept
    rules = ballot.rule_set
    again = count_by(rules, kept.poll, as_given(record.given, rules))
    assert dumps(again) == record.record


def test_other_rules_beside_are_those_that_can_read_such_papers() -> None:
    ballot, *_ = make_counted()
    names = {rules.name for rules in others(ballot)}

    assert {"plurality", "sv", "scotland", "approval"} <= names
    assert not names & {"av", "motion", "dhondt", "dail", "labour-1981"}
    crosses = make_open_ballot(ballot.campaign, rules="plurality")
    names = {rules.name for rules in others(crosses)}
    assert "approval" in names
    assert not names & {"av", "scotland", "motion"}


def test_the_same_papers_by_most_votes_elect_somebody_else() -> None:
    ballot, *_ = make_counted()
    kept = latest(ballot)
    assert kept
    found = beside(kept, rules_named("plurality"))

    assert (found.gained, found.lost) == (("Ada Example",), ("Bea Plum",))


def test_somebody_who_withdrew_is_passed_over_in_a_new_count() -> None:
    ballot, agent, first = make_counted()
    with acting(TESTER, "withdraw"):
        ballot.nominees.filter(position=2).update(withdrawn_at=START)
    assert not standing_of(ballot).is_current
    again = count_papers(ballot=ballot, by=agent, at=now())

    assert "\n-2\n" in again.papers
    assert latest_count(ballot).elected == ("Ada Example",)
    assert first.sha256 != again.sha256
