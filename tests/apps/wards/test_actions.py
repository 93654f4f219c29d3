"""Results of areas: added once, mended without losing what was, of one campaign alone."""

from datetime import timedelta

import pytest

from hustings.apps.campaigns.models import AuditEntry, Campaign
from hustings.apps.wards.actions import Added, add_results, match_area, take_out
from hustings.apps.wards.models import AreaDistrict, AreaResult
from hustings.apps.wards.queries.ground import matching
from hustings.apps.wards.queries.results import areas_of, ended_in, results_in, shown
from hustings.core.errors import HustingsError
from hustings.core.psephology.wards import AreaResult as Figures
from tests.apps.wards.made import MILL, NOON, results
from tests.factories import TESTER, make_campaign, make_district, make_member

pytestmark = pytest.mark.django_db


def added(campaign: Campaign, *rows: str) -> Added:
    return add_results(
        campaign=campaign, results=results(*rows), file="wards.csv", by=TESTER, at=NOON
    )


def test_what_was_added_comes_back_as_it_was() -> None:
    campaign = make_campaign()
    assert added(campaign, *MILL) == Added(2, 0, 0)
    rows = results_in(campaign, "mill ward")
    assert [row.figures for row in rows] == list(reversed(results(*MILL)))
    assert (rows[0].file, rows[0].added_by, rows[0].added_at) == ("wards.csv", "the test", NOON)  # fmt: skip
    entry = AuditEntry.objects.filter(table="wards_arearesult").latest("at")
    assert (entry.verb, entry.rows) == ("add results of areas", 2)


def test_the_same_file_again_changes_nothing() -> None:
    campaign = make_campaign()
    added(campaign, *MILL)
    assert added(campaign, *MILL) == Added(0, 0, 2)
    assert AreaResult.objects.count() == 2
    assert AuditEntry.objects.filter(table="wards_arearesult").count() == 1


def test_a_mended_file_replaces_and_keeps_what_was() -> None:
    campaign = make_campaign()
    added(campaign, *MILL)
    mended = [row.replace(",520,", ",525,") for row in MILL]
    assert added(campaign, *mended) == Added(0, 1, 1)
    assert [row.figures.result.valid for row in results_in(campaign, "mill ward")] == [1025, 1000]  # fmt: skip
    old = ended_in(campaign, "mill ward")
    assert [(row.figures.result.valid, row.ended_at) for row in old] == [(1020, NOON)]


def test_a_result_is_taken_out_and_can_be_added_again() -> None:
    campaign = make_campaign()
    added(campaign, *MILL)
    newest = results_in(campaign, "mill ward")[0]
    take_out(result=newest, by=make_member(campaign), at=NOON + timedelta(hours=1))
    assert [area.results for area in areas_of(campaign)] == [1]
    assert added(campaign, *MILL) == Added(1, 0, 1)


def test_campaigns_have_their_own() -> None:
    one, other = make_campaign(), make_campaign()
    added(one, *MILL)
    assert areas_of(other) == []
    assert added(other, *MILL) == Added(2, 0, 0)


def test_two_at_once_are_told_and_nothing_is_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    campaign = make_campaign()
    added(campaign, *MILL)
    monkeypatch.setattr("hustings.apps.wards.queries.results.results_of", lambda _: [])
    with pytest.raises(HustingsError, match="Somebody else has just added"):
        added(campaign, *MILL)
    assert AreaResult.objects.count() == 2


def test_a_result_stands_beside_the_one_before_of_its_kind() -> None:
    campaign = make_campaign()
    added(campaign, *MILL, "Mill Ward,2024-07-04,box tally,,Labour,90,,,", "Mill Ward,2024-07-04,box tally,,Conservative,90,,,")  # fmt: skip
    newest, box, oldest = shown(results_in(campaign, "mill ward"))
    assert newest.before is not None
    assert newest.before.day.year == 2023
    assert [(line.placed.candidacy.name, line.share, line.change) for line in newest.lines] == [
        ("Ada Example", "51.0 %", ""),
        ("Bo Example", "49.0 %", "−11.0"),
    ]  # fmt: skip
    assert newest.is_declared
    assert not oldest.is_declared
    assert (newest.result.majority, newest.turnout) == (20, "25.5 %")
    assert box.before is None
    assert [line.placed.equal for line in box.lines] == [True, True]
    assert box.turnout == ""
    assert oldest.before is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("AB1", ["AB1"]),
        ("ab1, Village Hall", ["AB1"]),
        ("Mill Ward", ["CD7"]),
        ("AB", ["AB1", "AB2"]),
        ("AB Village Hall", []),
        ("Elm Ward", []),
    ],
    ids=["code", "code first", "name", "beginning", "no code", "nothing"],
)
def test_a_name_finds_its_polling_districts(name: str, codes: list[str]) -> None:
    campaign = make_campaign()
    districts = [make_district(campaign, code) for code in ("AB1", "AB2", "CD7")]
    districts[2].name = "Mill Ward"
    assert [each.code for each in matching(name, districts)] == codes


def test_what_somebody_said_is_kept_once_and_within_their_own_area() -> None:
    campaign = make_campaign()
    one, two, far = (make_district(campaign, code) for code in ("AB1", "AB2", "ZZ9"))
    by = make_member(campaign)
    match_area(campaign=campaign, key="mill ward", districts=[far], within=[far], by=by)
    for chosen in ([one, two], [one]):
        match_area(campaign=campaign, key="mill ward", districts=chosen, within=[one, two], by=by)  # fmt: skip
    kept = AreaDistrict.objects.values_list("district", flat=True)
    assert set(kept) == {one.pk, far.pk}


def test_figures_are_those_of_the_file() -> None:
    campaign = make_campaign()
    row = "Three Oaks,2025-05-01,local,A B,Ind,100,,,yes", "Three Oaks,2025-05-01,local,C D,Lab,100,,,yes"  # fmt: skip
    added(campaign, *row)
    held: list[Figures] = [each.figures for each in results_in(campaign, "oaks three")]
    assert [each.elected for each in held[0].result.candidacies] == [True, True]
