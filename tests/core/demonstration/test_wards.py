"""The invented council elections: they add up, go with the register's districts, and are the same for the same seed."""

from collections import Counter

from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.wards import UNMATCHED, small_results
from hustings.core.elections.results_table import read_table
from hustings.core.psephology.wards import read_area_results, written

SIZE = 2_000


def test_they_are_as_a_campaign_would_have_typed_them() -> None:
    made = make_constituency(1, SIZE)
    results = small_results(made)
    table = read_table(written(results).encode(), file="wards.csv")
    read = read_area_results(table, latest=made.polling_day)
    assert read.wrong == ()
    assert read.found == results
    assert results == small_results(make_constituency(1, SIZE))


def test_each_area_but_one_is_a_district_with_its_electors() -> None:
    made = make_constituency(1, SIZE)
    held = Counter(each.key.district for each in made.electors)
    found = [each for each in small_results(made) if each.area != UNMATCHED]
    assert {each.area: each.result.electorate for each in found} == {
        each.area: held[each.area] for each in found
    }
    assert len(found) > 24
