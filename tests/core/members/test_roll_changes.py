"""One person, one row: a roll brought up to date from a list."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.members.member_list import Member
from hustings.core.members.roll_changes import OnRoll, SameName, changes_of
from hustings.core.members.spelling import key_of
from hustings.core.spelling import folded


def on_roll(name: str, number: str = "", **values: object) -> OnRoll:
    given_values: dict[str, object] = {
        "about": "",
        "since": None,
        "doubt": "",
        "from_file": True,
        "was_given": False,
    }
    return OnRoll(name, name, number, **{**given_values, **values})  # type: ignore[arg-type]  # the defaults are of each field's type


def test_a_name_is_found_without_capitals_accents_and_apostrophes() -> None:
    assert folded("Zoë  O’Hara-Smith") == "zoe ohara smith"


def test_a_number_tells_a_person_apart_whatever_the_name() -> None:
    assert key_of("Ann Oak", "A 12", "") == key_of("Ann Ash", "a12", "Mill Road")
    assert key_of("Ann Oak", "", "") != key_of("Ann Oak", "", "Mill Road")


def test_new_unchanged_differing_and_gone() -> None:
    roll = [on_roll("Ann Oak", "1"), on_roll("Ben Elm", "2"), on_roll("Cy Ash", "3")]
    listed = [
        Member("Ann Oak", "1", line=2),
        Member("Ben Elm-Jones", "2", line=3),
        Member("Dee Fir", "4", line=4),
    ]
    found = changes_of(listed, roll)
    assert [each.name for each in found.new] == ["Dee Fir"]
    assert [(was.name, now.name) for was, now in found.differing] == [
        ("Ben Elm", "Ben Elm-Jones")
    ]
    assert found.unchanged == 1
    assert [each.name for each in found.leavers] == ["Cy Ash"]


def test_who_was_given_a_paper_or_joined_at_the_door_does_not_leave() -> None:
    roll = [
        on_roll("Ann Oak", "1", was_given=True),
        on_roll("Ben Elm", from_file=False),
    ]
    found = changes_of([], roll)
    assert found.leavers == ()
    assert [each.name for each in found.gone_with_paper] == ["Ann Oak"]


def test_two_of_one_name_without_anything_to_tell_them_apart_are_asked_about() -> None:
    twice = [Member("Ann Oak", line=2), Member("ann oak", line=5)]
    asked = changes_of(twice, [])
    assert ([*asked.new], asked.asked) == ([], (tuple(twice),))

    one = changes_of(twice, [], {2: SameName.ONE})
    assert [(each.name, each.line) for each in one.new] == [("Ann Oak", 2)]

    several = changes_of(twice, [], {2: SameName.SEVERAL})
    assert [each.about for each in several.new] == ["1 of 2", "2 of 2"]


def test_two_of_one_name_in_two_branches_are_two() -> None:
    listed = [
        Member("Ann Oak", about="North", line=2),
        Member("Ann Oak", about="South", line=3),
    ]
    found = changes_of(listed, [])
    assert ([each.about for each in found.new], found.asked) == (["North", "South"], ())


def test_a_branch_is_kept_of_nobody_whose_name_is_alone() -> None:
    found = changes_of([Member("Ann Oak", about="North", line=2)], [])
    assert [each.about for each in found.new] == [""]


def test_one_with_a_number_and_one_without_of_one_name_are_asked_about() -> None:
    listed = [Member("Ann Oak", "1", line=2), Member("Ann Oak", line=3)]
    assert changes_of(listed, []).asked == (tuple(listed),)
    kept = changes_of(listed, [], {2: SameName.ONE}).new
    assert [each.number for each in kept] == ["1"]


def test_who_has_a_number_now_and_had_none_is_the_same_person() -> None:
    """Otherwise they would be given a second paper under their number."""
    roll = [on_roll("Ann Oak", was_given=True)]
    found = changes_of([Member("Ann Oak", "1", line=2)], roll)
    assert ([*found.new], [*found.gone_with_paper]) == ([], [])
    assert [now.number for _, now in found.differing] == ["1"]


def test_one_of_several_of_a_name_on_the_roll_is_nobody_new() -> None:
    roll = [on_roll("Ann Oak", about="1 of 2"), on_roll("Ann Oak", about="2 of 2")]
    found = changes_of([Member("Ann Oak", "7", line=2)], roll)
    assert ([*found.new], len(found.leavers)) == ([], 1)


def test_what_a_list_does_not_speak_of_it_does_not_change() -> None:
    roll = [on_roll("Ann Oak", "1", since=date(2020, 1, 1), about="North")]
    assert changes_of([Member("Ann Oak", "1", line=2)], roll).differing == ()


people = st.lists(
    st.builds(
        Member,
        name=st.sampled_from(["Ann Oak", "Ben Elm", "Cy Ash"]),
        about=st.sampled_from(["", "North"]),
    ),
    max_size=6,
)


@given(people)
def test_nobody_of_a_list_stands_on_the_roll_twice_and_nobody_is_lost(
    listed: list[Member],
) -> None:
    numbered = [
        Member(each.name, about=each.about, line=line)
        for line, each in enumerate(listed, start=2)
    ]
    found = changes_of(numbered, [])
    keys = [key_of(each.name, each.number, each.about) for each in found.new]
    assert len(keys) == len(set(keys))
    assert len(found.new) + sum(map(len, found.asked)) == len(listed)
