"""The twenty-three independents of 2024 as a slate, against the figures of the press and of the publisher."""

import csv
from pathlib import Path

import pytest

from hustings.core.psephology.past import Election
from hustings.core.psephology.slate_lists import match_list, read_list, write_list
from hustings.core.psephology.slates import by_rule, slate, standing
from tests.golden.test_general_elections import load

FILE = Path(__file__).with_name("independents_2024.csv")


@pytest.fixture(scope="module")
def of_2024() -> Election:
    return load("ge", "2010_2024").elections[-1]


def test_each_of_the_list_is_sure_or_the_only_one_asked_about(
    of_2024: Election,
) -> None:
    matched = list(match_list(read_list(FILE.read_text()), lambda _: of_2024))
    votes = {
        each["name"]: int(each["votes"])
        for each in csv.DictReader(FILE.read_text().splitlines())
    }
    asked = {m.line.name: [x.votes for x in m.perhaps] for m in matched if not m.sure}
    assert asked == {
        "Ayoub Khan": [votes["Ayoub Khan"]],
        "Azhar Iqbal Chohan": [votes["Azhar Iqbal Chohan"]],
        "Muhammed Ali Islam": [votes["Muhammed Ali Islam"]],
    }
    assert {m.line.name: m.sure.votes for m in matched if m.sure} == {
        name: number for name, number in votes.items() if name not in asked
    }


def test_their_slate_adds_up_to_what_the_press_reported(of_2024: Election) -> None:
    matched = list(match_list(read_list(FILE.read_text()), lambda _: of_2024))
    tags = [(each.sure or each.perhaps[0]).tag for each in matched]
    rows = list(csv.DictReader(FILE.read_text().splitlines()))
    found = slate(standing("Independents", tags, of_2024))

    assert found["votes"] == sum(int(each["votes"]) for each in rows)
    assert (found["stood"], found["stood_in_seats"]) == (23, 23)
    assert found["seats"] == sum(each["place"] == "1" for each in rows)
    assert found["second_places"] == sum(each["place"] == "2" for each in rows)
    kept = sum(float(each["share"]) > 5 for each in rows)
    assert (found["deposits_kept"], found["deposits_lost"]) == (kept, 23 - kept)
    assert found["best"][0]["name"] == "Jeremy Corbyn"
    assert found["not_in_the_results"] == []


def test_all_independents_of_2024(of_2024: Election) -> None:
    """459 stood, as the publisher's own file has them; six were elected and so many deposits lost."""
    found = slate(standing("All", by_rule(of_2024, "Ind"), of_2024))
    assert (found["stood"], found["seats"]) == (459, 6)
    assert found["deposits_lost"] + found["deposits_kept"] == 459


def test_a_slate_of_all_independents_loads_again_as_it_was(of_2024: Election) -> None:
    tags = sorted(by_rule(of_2024, "Ind"))
    text = write_list((tag, of_2024.seats[tag.code].name) for tag in tags)
    again = match_list(read_list(text), lambda _: of_2024)
    assert [each.sure and each.sure.tag for each in again] == tags
