"""One person's candidacies: joined where a number or name and seat say so, asked about otherwise, never merged by way of a third."""

from collections.abc import Iterable

from hustings.core.psephology.careers import (
    Candidacy,
    Career,
    career,
    number_of,
    person,
    person_key,
)
from hustings.core.psephology.past import SeatResult
from tests.core.psephology.tables import DAY, line, loaded, seat

LATER, LAST = "2036-05-01", "2041-05-02"


def election(day: str, *lines: str) -> list[SeatResult]:
    votes = {name: sum(int(x.split(",")[15]) for x in lines if f",X{name}," in x) for name in "AB"}  # fmt: skip
    rows = [seat(name, sum_, 0) for name, sum_ in votes.items() if sum_]
    found = loaded(
        [each.replace(DAY, day) for each in lines],
        [each.replace(DAY, day) for each in rows],
    )
    assert found.refused == ()
    return list(found.elections[0])


def of(seats: list[SeatResult], name: str) -> Candidacy:
    return next(Candidacy(s, x) for s in seats for x in s.stood if x.name == name)


def found(start: Candidacy, seats: Iterable[SeatResult]) -> Career:
    return career(start, lambda _: seats)


def stood(career: Career) -> list[tuple[str, str]]:
    return [(str(each.seat.day), each.stood.name) for each in career.candidacies]


def test_a_number_joins_whatever_the_name_and_the_seat_joins_what_has_no_number() -> (
    None
):
    first = election(DAY, line("A", "Ind", "Ann Example", 30))
    second = election(LATER, line("A", "Lab", "Ann Example", 40, member_mnis_id="7"))
    third = election(LAST, line("B", "Lab", "Ann Example-Jones", 50, member_mnis_id="7"))  # fmt: skip
    whole = [*first, *second, *third]
    expected = [(LAST, "Ann Example-Jones"), (LATER, "Ann Example"), (DAY, "Ann Example")]  # fmt: skip

    for start in (of(first, "Ann Example"), of(third, "Ann Example-Jones")):
        ann = found(start, whole)
        assert stood(ann) == expected
        assert (ann.key, ann.name, ann.questions) == ("mnis-7", "Ann Example-Jones", ())
    said = person(found(of(first, "Ann Example"), whole))
    assert said["names"] == ["Ann Example-Jones", "Ann Example"]
    assert [(c["votes"], c["place"], c["of"]) for c in said["candidacies"]] == [
        (50, 1, 1),
        (40, 1, 1),
        (30, 1, 1),
    ]


def test_the_same_name_elsewhere_and_one_alike_here_are_questions() -> None:
    then = election(
        DAY,
        line("A", "Ind", "Mohamad Example", 30),
        line("B", "Ind", "Mohammed Example", 10),
    )
    now = election(
        LATER,
        line("A", "Ind", "Mohammed Example", 20),
        line("B", "Lab", "Mohamad Example", 10),
    )
    one = found(of(then, "Mohamad Example"), [*then, *now])
    assert stood(one) == [(DAY, "Mohamad Example")]
    asked = {(q.candidacy.stood.name, q.candidacy.seat.name): q.why for q in one.questions}  # fmt: skip
    assert asked == {
        ("Mohammed Example", "A Example"): "a name much alike here",
        ("Mohamad Example", "B Example"): "the same name elsewhere",
    }
    assert [each["why"] for each in person(one)["may_be"]]


def test_nobody_is_merged_with_another_number_by_way_of_somebody_without_one() -> None:
    """The same name in the same seat, but before and after it two people whom one publisher tells apart."""
    first = election(DAY, line("A", "Lab", "Jo Example", 30, member_mnis_id="1"))
    middle = election(LATER, line("A", "Ind", "Jo Example", 30))
    last = election(LAST, line("A", "Con", "Jo Example", 30, member_mnis_id="2"))
    whole = [*first, *middle, *last]
    for start in (first, last):
        one = found(of(start, "Jo Example"), whole)
        assert stood(one) == [(str(start[0].day), "Jo Example")]
        assert [(str(q.candidacy.seat.day), q.why) for q in one.questions] == [
            (LATER, "the same name in the same seat")
        ]
    between = found(of(middle, "Jo Example"), whole)
    assert stood(between) == [(LATER, "Jo Example")]
    assert [str(q.candidacy.seat.day) for q in between.questions] == [LAST, DAY]


def test_whoever_has_another_number_is_no_question_even_against_one_without() -> None:
    """As two of one name stood in one seat in 2024, one of them a member since 2019."""
    first = election(DAY, line("A", "Con", "Jo Example", 30, member_mnis_id="1"))
    last = election(
        LATER,
        line("B", "Con", "Jo Example", 30, member_mnis_id="1", dc_person_id="5"),
        line("B", "Ind", "Jo Example", 20, dc_person_id="6"),
    )
    one = found(of(first, "Jo Example"), [*first, *last])
    assert len(one.candidacies) == 2
    assert one.questions == ()


def test_a_key_is_a_number_or_the_candidacy_itself() -> None:
    (only,) = election(DAY, line("A", "Ind", "Zoë O’Example", 30))
    here = Candidacy(only, only.stood[0])
    assert here.key == here.own_key == f"{DAY}-XA-zoe-oexample-ind"
    numbers = {"dc:12", "mnis:7", "other:1"}
    assert person_key(numbers, only.day, "XA", "Zoë", "Ind") == "mnis-7"
    assert person_key({"dc:12"}, only.day, "XA", "Zoë", "Ind") == "dc-12"
    assert [number_of(key) for key in ("mnis-7", "dc-12")] == ["mnis:7", "dc:12"]
    assert [number_of(key) for key in (here.key, "isbn-7", "mnis-", "")] == [""] * 4
