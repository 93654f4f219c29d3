"""What publishers print besides results: estimates, the long series, maps, by-elections; kept, corrected, never doubled."""

import gzip
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hustings.apps.history.actions.keeping import Counted
from hustings.apps.history.actions.loading import Told, load
from hustings.apps.history.models import Hex, Release, Replaced, Seat
from hustings.apps.history.queries.by_elections import (
    by_elections_between,
    by_elections_in,
)
from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_of, election_on
from hustings.apps.history.queries.maps import hexes, outlines
from hustings.apps.history.queries.notional import notional_before
from hustings.apps.history.queries.series import (
    series_by_place,
    series_elections,
    series_of,
    turnout_since_1918,
)
from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import changes
from hustings.core.psephology.grouping import TOGETHER, totals
from hustings.core.psephology.series import read_series, turnout_ranked
from tests.published import published

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = date(2024, 7, 4)
GENERAL = ("uk_ge_candidates_2010_2024.csv.gz", "uk_ge_constituencies_2010_2024.csv.gz")
NOTIONAL = "notional_2019_on_2024_boundaries.csv.gz"
SERIES = "1918-2019election_results.csv.gz"
FIRST = "HoC-GE2024-results-by-constituency_first_release.csv.gz"


def loaded(*names: str, folder: str = "elections", good_rows: bool = False) -> Told:
    files = [published(folder, name) for name in names]
    return load(files=files, by="a test", at=NOON, good_rows=good_rows)


def of_2024(place: Path) -> list[Path]:
    """The publishers' two files cut down to the seats of 2024."""
    made = []
    for name in GENERAL:
        lines = gzip.decompress(published("elections", name).read_bytes()).decode()
        heading, *rows = lines.splitlines()
        kept = [heading, *(row for row in rows if row.startswith(str(DAY)))]
        made.append(place / name.removesuffix(".gz"))
        made[-1].write_text("\n".join(kept), encoding="utf-8")
    return made


def test_an_estimate_comes_back_as_it_was_and_gives_changes(tmp_path: Path) -> None:
    load(files=of_2024(tmp_path), by="a test", at=NOON)
    assert notional_before(election_of()) is None
    assert loaded(NOTIONAL).counted == {"estimates": Counted(new=650)}
    assert loaded(NOTIONAL).counted == {"estimates": Counted(same=650)}

    election = election_on(DAY)
    estimate = notional_before(election)
    assert estimate is not None
    assert (str(estimate.day), len(estimate.seats)) == ("2019-12-12", 650)
    first = {"Con": 0, "Lab": 0, "SNP": 0}
    for each in estimate.seats.values():
        best = max(each.result.candidacies, key=lambda line: line.votes)
        if best.short in first:
            first[best.short] += 1
    assert first == {"Con": 372, "Lab": 200, "SNP": 48}
    assert all(estimate.of(seat) for seat in election)

    seat = next(each for each in election if each.name == "Islington North")
    before = estimate.of(seat)
    assert before is not None
    points = {c.stood.party: c.change for c in changes(seat, before)}
    assert points["Ind"] is None
    assert points["Lab"] is not None
    assert round(Decimal(float(100 * points["Lab"])), 1) == Decimal("-29.9")
    credits = [each.key for each in sources_of(DAY, boundaries=DAY)]
    assert credits == ["candidates", "notional-2019"]


def test_the_long_series_with_what_does_not_sum(tmp_path: Path) -> None:
    told = loaded(SERIES)
    kind = "seats of the long series"
    assert told.counted == {kind: Counted(new=17_698)}
    assert len(told.remarks) == 34
    assert all("is printed" in each for each in told.remarks)
    assert loaded(SERIES).counted == {kind: Counted(same=17_698)}

    assert len(series_elections()) == 28
    assert len(series_of("2019")) == 650
    assert [s.election for s in series_by_place("islington north")][:2] == ["1918", "1922"]  # fmt: skip
    read = read_series(read_table(published("elections", SERIES).read_bytes(), file=SERIES))  # fmt: skip
    counted = [each.turned_out for each in read.seats if each.turned_out]
    assert turnout_since_1918() == turnout_ranked(counted)

    load(files=of_2024(tmp_path), by="a test", at=NOON)
    lowest = [(each.election, each.place) for each in turnout_since_1918()[:3]]
    assert lowest == [("1918", 1), ("2001", 2), ("2024", 3)]
    found = next(each for each in turnout_since_1918() if each.election == "2024")
    assert round(Decimal(float(100 * found.turnout)), 2) == Decimal("59.70")


def test_by_elections_show_as_elections_of_their_days() -> None:
    told = loaded("uk_by_election_candidates_2010_2026.csv", "uk_by_election_constituencies_2010_2026.csv")  # fmt: skip
    assert told.counted == {"seats": Counted(new=65)}
    assert any("not 14,987" in each for each in told.remarks)

    day = date(2016, 5, 5)
    sheffield = election_on(day).seats["E14000921"]
    assert (sheffield.winner.votes, sheffield.result.majority) == (14_087, 9_590)
    assert election_of("2026-08-13").seats
    assert [each.day for each in by_elections_in("E14000921")] == [day]
    since = by_elections_between(date(2024, 7, 5), date(2026, 12, 31))
    assert [each.name for each in since][:1] == ["Clacton"]
    assert [each.key for each in sources_of(day)] == ["by-elections"]


def test_places_and_boundaries_of_all_650() -> None:
    assert loaded("uk-constituencies-2024.hexjson", folder="geo").counted == {"places on the hex map": Counted(new=650)}  # fmt: skip
    assert loaded("pcon_july2024_uk_buc.geojson.gz", folder="geo").counted == {"boundaries": Counted(new=650)}  # fmt: skip
    places, areas = hexes(), outlines()
    assert places.keys() == areas.keys()
    assert (places["E14001074"].name, places["E14001074"].q) == ("Barnsley North", 57)
    assert areas["E14001063"]["type"] == "Polygon"
    assert [e.key for e in sources_of(with_map=True)] == ["hex-2024"]


def test_a_map_that_was_corrected_keeps_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "map.hexjson"
    text = '{"layout": "odd-r", "hexes": {"E14001074": {"n": "Barnsley North", "q": 57, "r": -23}}}'
    file.write_text(text)
    load(files=[file], by="a test", at=NOON)
    file.write_text(text.replace("57", "58"))
    told = load(files=[file], by="a test", at=NOON)
    assert told.counted == {"places on the hex map": Counted(replaced=1)}
    assert Hex.objects.get().q == 58
    kept = Replaced.objects.get()
    assert (kept.of, kept.key, kept.name) == ("hex", "E14001074", "Barnsley North")
    assert kept.before == {"code": "E14001074", "name": "Barnsley North", "q": 57, "r": -23}  # fmt: skip
    assert kept.release_id < kept.by_release_id


def test_a_first_release_gives_way_to_results_by_candidate(tmp_path: Path) -> None:
    assert loaded(FIRST).counted == {"seats": Counted(new=650)}
    first = election_on(DAY)
    assert first.valid == 28_808_662
    assert totals(first, TOGETHER).seats["Lab"] == 411
    assert all(seat.winner.name for seat in first)

    whole = load(files=of_2024(tmp_path), by="a test", at=NOON)
    assert whole.counted == {"seats": Counted(replaced=650)}
    assert election_on(DAY).valid == 28_809_340
    assert loaded(FIRST).counted == {"seats": Counted(better=650)}
    assert election_on(DAY).valid == 28_809_340
    assert Release.objects.count() == 2


def test_one_wrong_row_among_many_loads_nothing_of_any_file(tmp_path: Path) -> None:
    candidates, seats = of_2024(tmp_path)
    text = candidates.read_text(encoding="utf-8")
    candidates.write_text(text.replace(",24120,", ",24121,"), encoding="utf-8")
    good = published("geo", "uk-constituencies-2024.hexjson")
    with pytest.raises(HustingsError) as refusal:
        load(files=[good, candidates, seats], by="a test", at=NOON)
    said = str(refusal.value)
    assert "Islington North, 2024-07-04: Islington North: the candidates add up to 49,007" in said  # fmt: skip
    assert "1,299 are good" in said
    assert not Release.objects.exists()
    assert not Hex.objects.exists()

    load(files=[good, candidates, seats], by="a test", at=NOON, good_rows=True)
    assert (Seat.objects.count(), Hex.objects.count()) == (649, 650)
