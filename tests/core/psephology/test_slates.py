"""A slate's figures are those of its candidacies, added up seat by seat, and of nobody else."""

from datetime import date

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election
from hustings.core.psephology.slates import (
    Standing,
    Tag,
    by_rule,
    by_seat,
    compared,
    now_of,
    slate,
    standing,
    tag_of_key,
)
from tests.core.psephology.tables import DAY, line, loaded, seat, two_seats

ON = date.fromisoformat(DAY)


def election() -> Election:
    return two_seats().elections[0]


def independents() -> Standing:
    return standing("Ours", by_rule(election(), "Ind"), election())


def test_a_rule_tags_everybody_of_a_label_everywhere_or_in_one_area() -> None:
    everywhere = by_rule(election(), "Ind")
    assert [each.name for each in everywhere] == ["Cy Example", "Flo Example"]
    assert [e.name for e in by_rule(election(), "Ind", "South")] == ["Flo Example"]
    assert by_rule(election(), "Whig") == ()


def test_a_slate_is_measured_as_a_party_is() -> None:
    """20 of 600 and 22 of 400 votes; a twentieth of 600 is 30, of 400 it is 20, which 22 pass."""
    found = slate(independents())
    assert (found["stood"], found["stood_in_seats"], found["votes"]) == (2, 2, 42)
    assert (found["share"], found["share_where_stood"]) == (0.042, 0.042)
    assert (found["seats"], found["second_places"]) == (0, 0)
    assert (found["deposits_kept"], found["deposits_lost"]) == (1, 1)
    assert found["best"][0] == {"name": "Flo Example", "seat": "B Example", "share": 0.055}  # fmt: skip
    assert [each["name"] for each in found["worst"]] == ["Cy Example", "Flo Example"]
    assert [(c["name"], c["place"], c["deposit"]) for c in found["candidates"]] == [
        ("Flo Example", 3, "kept"),
        ("Cy Example", 3, "lost"),
    ]


def test_share_where_they_stood_leaves_other_seats_out() -> None:
    one = standing("One", by_rule(election(), "Ind", "South"), election())
    assert (slate(one)["share"], slate(one)["share_where_stood"]) == (0.022, 0.055)


def test_two_of_a_slate_in_one_seat_are_counted_together() -> None:
    """Ann's 300 and Cy's 20 together: 320 of 600, ahead of the other's 280."""
    tags = [Tag(ON, "XA", "Ann Example", "Lab"), Tag(ON, "XA", "Cy Example", "Ind")]
    (together,) = by_seat(standing("Both", tags, election()))
    assert (together.votes, together.place, together.behind) == (320, 1, -40)
    shown = slate(standing("Both", tags, election()))
    assert (shown["seats"], shown["second_places"]) == (1, 0)
    assert shown["by_seat"][0]["behind"] == 0
    losers = [Tag(ON, "XA", "Bo Example", "Con"), Tag(ON, "XA", "Cy Example", "Ind")]
    (behind,) = by_seat(standing("Losers", losers, election()))
    assert (behind.votes, behind.place, behind.behind) == (300, 1, 0)


def test_whom_the_results_do_not_have_is_told_and_other_days_are_passed_over() -> None:
    gone = Tag(ON, "XA", "Nobody Example", "Ind")
    elsewhere = Tag(ON, "XZ", "Cy Example", "Ind")
    earlier = Tag(date(2027, 5, 6), "XA", "Cy Example", "Ind")
    found = standing("Ours", [gone, elsewhere, earlier], election())
    assert found.members == ()
    assert found.missing == (gone, elsewhere)
    shown = slate(found)
    assert [each["name"] for each in shown["not_in_the_results"]] == [
        "Nobody Example",
        "Cy Example",
    ]
    assert (shown["votes"], shown["share_where_stood"]) == (0, None)


def test_of_two_of_one_name_in_a_seat_the_party_says_which() -> None:
    lines = [
        line("A", "Con", "Jo Example", 60),
        line("A", "Ind", "Jo Example", 40),
    ]
    two = loaded(lines, [seat("A", 100, 20)]).elections[0]
    (found,) = standing("Ours", by_rule(two, "Ind"), two).members
    assert found.stood.votes == 40


def test_a_candidacy_whose_party_was_corrected_since_is_found_by_its_name() -> None:
    tags = [Tag(ON, "XA", "Cy Example", "Green")]
    assert standing("Ours", tags, election()).missing == ()
    assert now_of(tags[0], election()) == Tag(ON, "XA", "Cy Example", "Ind")
    gone = Tag(ON, "XA", "Nobody Example", "Ind")
    assert now_of(gone, election()) == gone


def test_a_candidacy_under_its_old_and_its_new_party_is_counted_once() -> None:
    tags = [Tag(ON, "XA", "Cy Example", party) for party in ("Green", "Ind")]
    assert slate(standing("Ours", tags, election()))["votes"] == 20


def test_a_description_that_some_of_a_party_had_means_those() -> None:
    lines = [
        line("A", "Green", "Ann Example", 60).replace("Green,", "Scottish Green Party,", 1),
        line("B", "Green", "Bo Example", 40),
    ]  # fmt: skip
    both = loaded(lines, [seat("A", 60, 60), seat("B", 40, 40)]).elections[0]
    assert len(by_rule(both, "Green")) == 2
    (scottish,) = by_rule(both, "Green", described="Scottish Green Party")
    assert scottish.name == "Ann Example"


def test_two_slates_beside_each_other() -> None:
    found = compared(
        standing("Labour", by_rule(election(), "Lab"), election()),
        standing("South", by_rule(election(), "Ind", "South"), election()),
    )
    by_name = {each["measure"]: each for each in found["measures"]}
    assert by_name["votes"] == {"measure": "votes", "one": 468, "other": 22}
    assert (by_name["second_places"]["one"], by_name["seats"]["one"]) == (1, 1)
    first, second = found["seats"]
    assert (first["seat"], first["one"]["votes"]) == ("A Example", 300)
    assert first["other"]["votes"] is None
    assert (second["one"]["place"], second["other"]["place"]) == (2, 3)
    assert second["other"]["behind"] == 210 - 22


def test_seats_of_two_elections_are_the_same_by_code_or_by_name() -> None:
    later = [
        line("A", "Ind", "Cy Example", 50, ons_id="XNEW", election_date="2036-05-01"),
        line("B", "Ind", "Flo Example", 30, election_date="2036-05-01"),
    ]
    rows = [
        seat("A", 50, 50).replace("XA", "XNEW").replace(DAY, "2036-05-01"),
        seat("B", 30, 30).replace(DAY, "2036-05-01"),
    ]
    then = loaded(later, rows).elections[0]
    found = compared(independents(), standing("Later", by_rule(then, "Ind"), then))
    assert [(s["seat"], s["codes"], s["same_boundaries"]) for s in found["seats"]] == [
        ("A Example", ["XA", "XNEW"], False),
        ("B Example", ["XB"], True),
    ]


def test_a_tag_in_one_word_comes_back() -> None:
    tag = Tag(ON, "XA", "Jo | Example", "Ind")
    assert tag_of_key(tag.key) == tag
    for wrong in ("", "XA|Ind|Jo", "yesterday|XA|Ind|Jo"):
        with pytest.raises(HustingsError, match="a candidacy was expected"):
            tag_of_key(wrong)
