"""Two people at two phones: one voter is given one paper, and the box is not opened in the middle of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from hustings.apps.selection.actions import door
from hustings.apps.selection.actions.door import (
    give_paper,
    join_at_door,
    rule_on,
    seal_paper,
)
from hustings.apps.selection.actions.papers import open_the_box
from hustings.apps.selection.models import SealedPaper, Voter
from hustings.apps.selection.queries.roll import roll_figures, sealed_of
from hustings.core.errors import HustingsError
from tests.apps.campaigns.test_at_once import at_once, slowly
from tests.apps.selection.making import make_agent, make_open_ballot, make_voter
from tests.factories import START, make_member


def test_one_voter_is_given_one_paper(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_not_given_yet", slowly(door._not_given_yet))
    ada = make_agent()
    bo = make_member(ada.campaign, "teller")
    voter = make_voter(make_open_ballot(ada.campaign), "Ann Oak")
    said = at_once(
        django_db_blocker,
        lambda: give_paper(voter=voter, by=ada, at=START),
        lambda: give_paper(voter=voter, by=bo, at=START),
    )
    assert said[0] == "done"
    assert "was given a paper" in said[1]


def test_one_gives_and_another_seals_and_one_paper_is_out(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_not_given_yet", slowly(door._not_given_yet))
    ada = make_agent()
    ballot = make_open_ballot(ada.campaign)
    voter = make_voter(ballot, "Ann Oak")
    said = at_once(
        django_db_blocker,
        lambda: give_paper(voter=voter, by=ada, at=START),
        lambda: seal_paper(voter=voter, reason="left", by=ada, at=START),
    )
    assert said[0] == "done"
    assert "was given a paper" in said[1]
    assert roll_figures(ballot).given == 1


def test_one_name_joins_once(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = make_agent()
    ballot = make_open_ballot(ada.campaign, is_open_meeting=True)
    joins = [
        lambda: join_at_door(ballot=ballot, name="Ann Oak", about="", by=ada)
        for _ in range(4)
    ]
    said = at_once(django_db_blocker, *joins)
    assert said[0] == "done"
    assert all("tells them apart" in each for each in said[1:])
    assert Voter.objects.count() == 1


def test_one_paper_is_ruled_on_once(
    committed: str, django_db_blocker: DjangoDbBlocker
) -> None:
    ada = make_agent()
    ballot = make_open_ballot(ada.campaign)
    voter = make_voter(ballot, "Ann Oak")
    seal_paper(voter=voter, reason="left", by=ada, at=START)
    envelope = sealed_of(ballot)[0]
    said = at_once(
        django_db_blocker,
        lambda: rule_on(
            sealed=envelope, ruling="admitted", because="a", by=ada, at=START
        ),
        lambda: rule_on(
            sealed=envelope, ruling="refused", because="b", by=ada, at=START
        ),
    )
    assert said[0] == "done"
    assert "was ruled on" in said[1]
    assert SealedPaper.objects.exclude(ruling="").count() == 1


def test_the_box_waits_until_a_paper_that_is_being_given_is_given(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a paper could be given after the box was opened, and be missing from it."""
    ada = make_agent()
    ballot = make_open_ballot(ada.campaign)
    early, late = make_voter(ballot, "Ann Oak"), make_voter(ballot, "Ben Elm")
    give_paper(voter=early, by=ada, at=START)
    giving, was = Event(), door._not_given_yet

    def slow(row: Voter) -> None:
        giving.set()
        sleep(0.5)
        was(row)

    monkeypatch.setattr(door, "_not_given_yet", slow)

    def give() -> None:
        with django_db_blocker.unblock():
            try:
                give_paper(voter=late, by=ada, at=START)
            finally:
                connection.close()

    with ThreadPoolExecutor(1) as other:
        given = other.submit(give)
        giving.wait(30)
        open_the_box(ballot=ballot, by=ada, at=START)
        counted_as_given = roll_figures(ballot).given
        given.result(30)
    assert counted_as_given == 2
    monkeypatch.setattr(door, "_not_given_yet", was)
    third = Voter.objects.get(name="Ann Oak")
    with pytest.raises(HustingsError, match="no more papers"):
        give_paper(voter=third, by=ada, at=START)
