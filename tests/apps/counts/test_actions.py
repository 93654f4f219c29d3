from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from hustings.apps.campaigns.audit import acting
from hustings.apps.counts.actions import declare, drop_draft
from hustings.apps.counts.models import Candidacy, Result
from hustings.apps.counts.queries import draft, standing, versions
from hustings.core.errors import HustingsError
from tests.apps.counts.night import candidacies, make_agent, make_draft, make_result
from tests.factories import START, TESTER

pytestmark = pytest.mark.django_db
# Ten at night of 7 May 2026 in London is 21:00 UTC.
CLOSE = datetime(2026, 5, 7, 21, tzinfo=UTC)
BEFORE = datetime(2026, 5, 7, 20, 59, 59, tzinfo=UTC)


def test_a_draft_is_not_shown_until_it_is_declared() -> None:
    agent = make_agent()

    row = make_draft(agent)

    assert standing(agent.campaign) is None
    assert draft(agent.campaign) == row
    declare(draft=row, by=agent, at=START)
    assert standing(agent.campaign) == row
    assert draft(agent.campaign) is None


def test_the_candidates_keep_the_order_of_the_paper() -> None:
    row = make_draft(make_agent())

    assert [c.name for c in row.candidacies.all()] == [
        "Bea Plum",
        "Ada Example",
        "Cy Quince",
        "Dee Sloe",
    ]


def test_a_second_draft_takes_the_place_of_the_first() -> None:
    agent = make_agent()
    make_draft(agent)

    second = make_draft(agent, rows=candidacies()[:2])

    assert draft(agent.campaign) == second
    assert Result.objects.count() == 1
    assert Candidacy.objects.count() == 2


def test_a_correction_is_a_new_version_and_the_old_one_stays() -> None:
    agent = make_agent()
    first = make_result(agent)

    corrected = make_result(agent, electorate=70_001)

    assert standing(agent.campaign) == corrected
    assert versions(agent.campaign, "declared") == [corrected, first]
    assert [row.version for row in versions(agent.campaign, "declared")] == [2, 1]
    first.refresh_from_db()
    assert first.electorate == 70_000
    assert first.candidacies.count() == 4


def test_a_draft_thrown_away_leaves_what_was_declared() -> None:
    agent = make_agent()
    first = make_result(agent)
    drop_draft(draft=make_draft(agent), by=agent)

    assert standing(agent.campaign) == first
    assert draft(agent.campaign) is None


def test_each_basis_has_versions_of_its_own() -> None:
    agent = make_agent()
    make_result(agent)

    past = make_result(agent, "actual")

    assert past.version == 1
    assert standing(agent.campaign, "notional") is None


@pytest.mark.parametrize(
    ("votes", "complaint"),
    [
        ((("A", "", 10), ("Ada Example", "", None)), "a blank is not nought"),
        ((("A", "X", 10), ("A", "X", 20), ("Ada Example", "", 1)), "entered twice"),
        ((("A", "", 70_000), ("Ada Example", "", 1)), "more than the electorate"),
        ((("A", "", 10), ("B", "", 20)), "which candidate is ours"),
    ],
)
def test_what_cannot_be_is_not_declared(
    votes: tuple[tuple[str, str, int | None], ...], complaint: str
) -> None:
    agent = make_agent()
    row = make_draft(agent, rows=candidacies(votes))

    with pytest.raises(HustingsError, match=complaint):
        declare(draft=row, by=agent, at=START)

    assert standing(agent.campaign) is None


def test_nothing_is_declared_while_the_polls_are_open() -> None:
    agent = make_agent(is_demonstration=False)
    row = make_draft(agent)

    with pytest.raises(HustingsError, match="polls close at 10 pm"):
        declare(draft=row, by=agent, at=BEFORE)

    assert declare(draft=row, by=agent, at=CLOSE).declared_at == CLOSE


def test_the_legal_calendar_counts_from_the_first_declaration() -> None:
    agent = make_agent()
    make_result(agent, "actual")
    agent.campaign.refresh_from_db()
    assert agent.campaign.declared_on is None
    # A quarter past midnight in London is still the day before by the clock of Greenwich.
    small_hours = datetime(2026, 5, 7, 23, 15, tzinfo=UTC)
    declare(draft=make_draft(agent), by=agent, at=small_hours)
    make_result(agent)

    agent.campaign.refresh_from_db()
    assert agent.campaign.declared_on == date(2026, 5, 8)


def test_a_result_typed_late_does_not_make_the_return_late() -> None:
    """Declared in the night of 7 May 2026 and typed in on the 11th: 35 days from 8 May are 12 June, not 15 June."""
    agent = make_agent()
    declare(draft=make_draft(agent), by=agent, at=datetime(2026, 5, 11, 9, tzinfo=UTC))
    agent.campaign.refresh_from_db()

    assert agent.campaign.declared_on == date(2026, 5, 8)


def test_preferences_need_the_declaration() -> None:
    agent = make_agent(election="local", nation="scotland", basis="")
    row = make_draft(agent)

    with pytest.raises(HustingsError, match="Tick who was declared elected"):
        declare(draft=row, by=agent, at=START)

    assert standing(agent.campaign) is None


def test_last_time_s_result_may_be_kept_at_any_time_without_a_candidate_of_ours() -> (
    None
):
    agent = make_agent(is_demonstration=False)

    row = make_draft(agent, "notional", rows=candidacies(ours=""))

    assert declare(draft=row, by=agent, at=BEFORE).declared_at


def test_the_database_allows_one_draft_and_one_candidate_of_ours() -> None:
    agent = make_agent()
    row = make_draft(agent)

    with (
        pytest.raises(IntegrityError, match="one_draft_at_a_time"),
        transaction.atomic(),
        acting(TESTER, "break a rule"),
    ):
        Result.objects.create(
            campaign=agent.campaign, basis="declared", version=2, entered_at=START
        )
    with (
        pytest.raises(IntegrityError, match="one_candidacy_is_ours"),
        transaction.atomic(),
        acting(TESTER, "break a rule"),
    ):
        row.candidacies.update(is_ours=True)
