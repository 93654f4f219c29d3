"""Names in other spellings: found, and shown as a question where they are not sure."""

from hustings.core.psephology.people import find, stood_again
from tests.core.psephology.tables import line, loaded, seat


def test_names_are_found_whatever_their_spelling() -> None:
    lines = [
        line("A", "Ind", "Mohammed Ali Example", 30),
        line("A", "Lab", "Zoë O’Sample", 20),
    ]
    election = loaded(lines, [seat("A", 50, 10)]).elections[0]

    exact = find(election, "ZOE OSAMPLE", "A Exampel")
    assert [(each.stood.votes, each.is_sure) for each in exact] == [(20, True)]
    fewer = find(election, "Mohamed Example")
    assert [(each.stood.votes, each.is_sure) for each in fewer] == [(30, False)]
    assert "spelt otherwise" in fewer[0].why
    assert find(election, "Zoe OSample", "Elsewhere") == ()
    assert find(election, "Somebody Else") == ()


def test_the_same_person_is_sure_by_number_and_asked_about_by_name() -> None:
    then = loaded(
        [
            line("A", "Lab", "Ann Example", 30, member_mnis_id="7"),
            line("A", "Con", "Bo Specimen", 20),
            line("A", "Ind", "Cy Sample", 10, dc_person_id="1"),
        ],
        [seat("A", 60, 10)],
    ).elections[0]
    now = loaded(
        [
            line("A", "Con", "Bo Specimen", 30),
            line("B", "Ind", "Anne Example-Jones", 20, member_mnis_id="7"),
            line("B", "Con", "Bo Specimen", 10),
            line("B", "Ind", "Cy Sample", 5, dc_person_id="2"),
        ],
        [seat("A", 30, 30), seat("B", 35, 10)],
    ).elections[0]
    old = then.seats["XA"]
    ann, bo, cy = old.stood

    assert [(f.stood.name, f.is_sure) for f in stood_again(old, ann, now)] == [
        ("Anne Example-Jones", True)
    ]
    assert [(f.seat.name, f.is_sure) for f in stood_again(old, bo, now)] == [
        ("A Example", True),
        ("B Example", False),
    ]
    assert stood_again(old, cy, now) == (), "one publisher numbers them as two"
