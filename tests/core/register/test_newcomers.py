"""Whom we met and who they are on the register. All names are invented."""

import pytest

from bench.newcomers import newcomers_of, register_of, shares
from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.stall import met_at_stalls
from hustings.core.register.newcomers import Finding, Person, Why, find
from hustings.core.register.nicknames import is_short_for

HOME, CODE = "EX11AA|mill road|12||", "EX1 1AA"


def person(key: str, name: str, identity: str = HOME, postcode: str = CODE) -> Person:
    forenames, _, surname = name.rpartition(" ")
    return Person(key, surname, forenames, identity, postcode)


def found(met: Person, *register: Person) -> Finding:
    (finding,) = find([met], register)
    return finding


def sure(met: Person, *register: Person) -> tuple[str, Why] | None:
    it = found(met, *register).sure
    return (it.key, it.why) if it else None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("William John Smithson", Why.SAME_NAME_SAME_DOOR),
        ("Smithson William John", Why.SAME_NAME_SAME_DOOR),  # turned round
        ("william john smithson", Why.SAME_NAME_SAME_DOOR),
        ("William Smithson", Why.LIKE_NAME_SAME_DOOR),
        ("William John Smithsn", Why.LIKE_NAME_SAME_DOOR),
        ("Bill Smithson", Why.SHORT_NAME_SAME_DOOR),
        ("Liam Smithson", Why.SHORT_NAME_SAME_DOOR),
    ],
)
def test_the_only_one_at_the_door_it_can_be_is_surely_the_one(
    typed: str, why: Why
) -> None:
    register = [person("a", "William John Smithson"), person("b", "Mary Smithson")]
    assert sure(person("n", typed), *register) == ("a", why)


@pytest.mark.parametrize(
    ("typed", "register"),
    [
        ("W Smithson", ["William Smithson"]),  # an initial may be Wendy's
        ("Joan Smithson", ["John Smithson"]),
        ("Amira Khan", ["Amina Khan"]),
        ("Jo Smithson", ["Joanne Smithson", "Joseph Smithson"]),
        ("John Smithson", ["John Smithson", "John Smithson"]),  # father and son
        ("John Smithson", ["John Smithson", "John Peter Smithson"]),
        ("Mary Newman", ["Mary Smithson"]),  # married, or a sister
        ("Smithson", ["John Smithson"]),
    ],
)
def test_where_it_may_be_another_a_person_is_asked(
    typed: str, register: list[str]
) -> None:
    people = [person(str(n), name) for n, name in enumerate(register)]
    finding = found(person("n", typed), *people)

    assert finding.sure is None


def test_those_who_may_be_meant_are_shown_likeliest_first() -> None:
    finding = found(
        person("n", "John Smithson"),
        person("far", "John Smithson", "EX99ZZ|ash lane|3||", "EX9 9ZZ"),
        person("near", "Joan Smithson"),
        person("two", "John Peter Smithson"),
        person("one", "John Smithson"),
    )
    assert [c.key for c in finding.candidates] == ["one", "two", "near", "far"]
    assert finding.candidates[-1].why is Why.SAME_NAME_ELSEWHERE


@pytest.mark.parametrize(
    ("identity", "postcode", "why"),
    [
        ("|mill road|12||", "", Why.SAME_NAME_SAME_DOOR),
        ("EX11AB|mill road|12||", "EX1 1AB", Why.SAME_NAME_SAME_DOOR),  # a slip
        ("EX11AA|mil road|12||", CODE, Why.SAME_NAME_SAME_DOOR),  # a slip
        ("", CODE, Why.SAME_NAME_SAME_POSTCODE),
        ("|mill road|||", "", Why.SAME_NAME_SAME_STREET),
        ("EX99ZZ|mill road|12||", "EX9 9ZZ", None),  # another town's Mill Road
        ("EX11AA|mill road|14||", CODE, None),  # next door
        ("", "", None),
    ],
)
def test_the_less_the_address_says_the_more_the_name_must(
    identity: str, postcode: str, why: Why | None
) -> None:
    register = [person("a", "Asha Begum"), person("b", "Omar Begum")]
    got = sure(person("n", "Asha Begum", identity, postcode), *register)

    assert got == (("a", why) if why else None)


def test_a_flat_left_out_asks_for_the_very_same_name() -> None:
    flats = [
        person("a", "Asha Begum", "EX11AA|mill road|12||1"),
        person("b", "Omar Okafor", "EX11AA|mill road|12||2"),
    ]
    assert sure(person("n", "Asha Begum"), *flats) == ("a", Why.SAME_NAME_SAME_HOUSE)
    assert sure(person("n", "Omar Okafo"), *flats) is None


def test_a_name_that_many_have_is_not_asked_about() -> None:
    crowd = [
        person(str(n), "Mohammed Khan", f"EX2{n}ZZ|ash lane|{n}||", f"EX2 {n}ZZ")
        for n in range(6)
    ]
    assert found(person("n", "Mohammed Khan"), *crowd).candidates == ()


def test_nobody_without_a_name_is_anybodys_match() -> None:
    assert found(person("n", ""), person("a", "")).candidates == ()
    assert found(person("n", "Asha Begum"), person("a", "")) == Finding("n", None, ())


def test_two_newcomers_may_be_one_elector() -> None:
    twice = [person("n", "Bill Smithson"), person("m", "William Smithson")]
    findings = find(twice, [person("a", "William Smithson")])

    assert [f.sure.key for f in findings if f.sure] == ["a", "a"]


def test_short_forms_are_of_one_person_and_not_of_another() -> None:
    assert is_short_for("bill", "william")
    assert is_short_for("william", "billy")
    assert not is_short_for("bill", "robert")
    assert not is_short_for("joan", "john")
    assert not is_short_for("", "")


def test_at_the_stall_a_sure_link_is_right_199_times_in_200() -> None:
    """The demonstration's people typed in the rain; the whole constituency's figures are in `make bench`."""
    constituency = make_constituency(3, 9_000)
    met = list(met_at_stalls(constituency, 3_000, seed=3))
    result = shares(met, find(newcomers_of(met), register_of(constituency)))

    assert sum(each.elector is None for each in met) > 300
    assert result.precision >= 0.995
    assert result.recall >= 0.7
    assert result.shown >= 0.97


def test_what_was_typed_at_the_stall_is_noisy_and_the_same_for_the_same_seed() -> None:
    constituency = make_constituency(3, 3_000)
    met = list(met_at_stalls(constituency, 400, seed=5))

    assert met == list(met_at_stalls(constituency, 400, seed=5))
    assert met != list(met_at_stalls(constituency, 400, seed=6))
    people = constituency.electors
    as_registered = sum(
        (each.surname, each.forenames)
        == (people[each.elector].surname, people[each.elector].forenames)
        for each in met
        if each.elector is not None
    )
    assert 0.3 < as_registered / len(met) < 0.7
    assert 0.25 < sum(not each.postcode for each in met) / len(met) < 0.45
