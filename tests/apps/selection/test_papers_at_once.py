"""Several people at the same papers in the same moment: the database lets each have their turn."""

from collections.abc import Callable

import pytest
from django.utils.timezone import now
from pytest_django import DjangoDbBlocker

from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions import counting, papers
from hustings.apps.selection.actions.counting import count_papers, keep_lot, sign
from hustings.apps.selection.actions.papers import settle, type_paper
from hustings.apps.selection.models import (
    Ballot,
    CountRecord,
    Lot,
    Reading,
    Signature,
)
from hustings.apps.selection.queries.papers import pile_of
from hustings.apps.selection.queries.signing import standing_of
from tests.apps.campaigns.test_at_once import at_once, slowly
from tests.apps.selection.counted import (
    make_counted,
    make_counting,
    make_scrutineers,
    make_typist,
    type_all,
    typed,
)


def typing(ballot: Ballot, line: str, by: Membership) -> Callable[[], object]:
    return lambda: type_paper(
        ballot=ballot, number=1, typed=typed(ballot, line), by=by, at=now()
    )


def test_of_three_who_type_one_paper_at_once_two_are_kept(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "_free_place", slowly(papers._free_place))
    ballot, _ = make_counting()
    three = [make_typist(ballot) for _ in range(3)]
    said = at_once(django_db_blocker, *(typing(ballot, "1", by) for by in three))

    assert said[:2] == ["done", "done"]
    assert "Two others have typed paper 1" in said[2]
    assert set(Reading.objects.values_list("place", flat=True)) == {1, 2}


def test_one_who_sends_a_paper_twice_at_once_has_typed_it_once(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "_free_place", slowly(papers._free_place))
    ballot, ada = make_counting()
    same, other = typing(ballot, "1", ada), typing(ballot, "2", ada)
    assert at_once(django_db_blocker, same, same) == ["done", "done"]
    assert "You have typed paper 1 before" in at_once(django_db_blocker, other)[0]
    assert Reading.objects.count() == 1


def test_two_who_settle_a_paper_at_once_do_not_both(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "_paper", slowly(papers._paper))
    ballot, ada = make_counting()
    typing(ballot, "1", ada)()
    typing(ballot, "2", make_typist(ballot))()

    def settling(line: str) -> Callable[[], object]:
        by = make_typist(ballot)
        return lambda: settle(
            ballot=ballot, number=1, typed=typed(ballot, line), by=by, at=now()
        )

    said = at_once(django_db_blocker, settling("1"), settling("2"))
    assert said[0] == "done"
    assert "Nothing is open about paper 1" in said[1]


def test_a_count_sees_all_of_a_typing_or_nothing_of_it(
    committed: str, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count waits until the second typing is kept, or the typing until the count is; never half a paper."""
    monkeypatch.setattr(counting, "pile_of", slowly(pile_of))
    ballot, agent = make_counting()
    ada, bo = make_typist(ballot), make_typist(ballot)
    type_all(ballot, ["1"] * 3, ada, bo)

    def type_fourth() -> None:
        for by in (ada, bo):
            type_paper(ballot=ballot, number=4, typed=typed(ballot, "1"), by=by, at=now())  # fmt: skip

    def count() -> object:
        return count_papers(ballot=ballot, by=agent, at=now())

    said = at_once(django_db_blocker, count, type_fourth)

    record = CountRecord.objects.first()
    if record is None:
        assert "1 paper typed once" in said[1]
    else:
        assert said == ["done", "done"]
        assert record.papers.splitlines()[1] in ("3 1 0", "4 1 0")


def test_two_counts_at_once_are_two_versions(
    committed: str, django_db_blocker: DjangoDbBlocker
) -> None:
    ballot, agent, _ = make_counted()

    def count() -> object:
        return count_papers(ballot=ballot, by=agent, at=now())

    assert at_once(django_db_blocker, count, count) == ["done", "done"]
    assert sorted(CountRecord.objects.values_list("version", flat=True)) == [1, 2, 3]


def test_two_who_type_the_lot_at_once_keep_one(
    committed: str, django_db_blocker: DjangoDbBlocker
) -> None:
    ballot, agent = make_counting()
    type_all(ballot, ["1", "2"])

    def drawing(name: str) -> Callable[[], object]:
        return lambda: keep_lot(
            ballot=ballot, name=name, witnesses="all", by=agent, at=now()
        )

    said = at_once(django_db_blocker, drawing("Ada Example"), drawing("Bea Plum"))
    assert said[0] == "done"
    assert "Nobody is tied" in said[1]
    assert Lot.objects.count() == 1


def test_a_new_count_and_a_signature_at_once(
    committed: str, django_db_blocker: DjangoDbBlocker
) -> None:
    """A signature stands under the count that was looked at, or is refused; never under another."""
    ballot, agent, first = make_counted()
    signer, seen = make_scrutineers(ballot)[0], standing_of(ballot).seen
    said = at_once(
        django_db_blocker,
        lambda: count_papers(ballot=ballot, by=agent, at=now()),
        lambda: sign(ballot=ballot, seen=seen, by=signer, at=now()),
    )
    signature = Signature.objects.first()
    if signature is None:
        assert "changed since you looked" in said[1]
    else:
        assert (said, signature.record) == (["done", "done"], first)
