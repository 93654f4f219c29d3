"""The renumbering of 1 December: people, not numbers, carry what we know. All names are invented."""

import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.matching import Entry, Renumbering, Why, match
from hustings.core.register.names import Likeness, alike, name_of
from tests.core.register.noise import made_year, measured

HOME = {
    "district": "AB1",
    "door": "12 mill road",
    "street": "mill road",
    "postcode": "ZZ9 9ZZ",
}


def entry(key: str, surname: str, forenames: str, **other: object) -> Entry:
    where = HOME | {
        name: value for name, value in other.items() if name != "attains_on"
    }
    attains = other.get("attains_on")
    return Entry(
        key, surname, forenames, str(where["district"]), str(where["door"]), str(where["street"]),
        str(where["postcode"]), attains if isinstance(attains, date) else None,
    )  # fmt: skip


def links(got: Renumbering) -> dict[str, str]:
    return {link.old: link.new for link in got.sure}


def questions(got: Renumbering) -> dict[str, set[str]]:
    return {q.old: {c.new for c in q.candidates} for q in got.unsure}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Smith", "John"), ("SMITH", "JOHN")),
        (("Wójcik", "Małgorzata"), ("WOJCIK", "Malgorzata")),
        (("Yıldız", "Çağlar"), ("YILDIZ", "CAGLAR")),
        (("MacDonald", "Fiona"), ("McDonald", "Fiona")),
        (("Mac Leod", "Iain"), ("McLeod", "Iain")),
        (("O'Brien", "Aoife"), ("O Brien", "Aoife")),
        (("D'Angelo", "Luca"), ("D Angelo", "Luca")),
        (("Bent-Rowe", "Marlon"), ("Bent Rowe", "Marlon")),
        (
            ("Nguyen", "Thi Mai"),
            ("Thi Mai", "Nguyen"),
        ),  # given and family name turned round
        (("Al-Hashimi", "Nour"), ("Al Hashimi", "Nour")),
        (("Suharto", ""), ("", "Suharto")),  # a single name
    ],
)
def test_one_name_in_two_spellings_is_one_person(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    assert alike(name_of(*old), name_of(*new)) is Likeness.SAME
    got = match([entry("o", *old)], [entry("n", *new)])
    assert got.sure[0][:2] == ("o", "n") and got.sure[0].why is Why.SAME_NAME_SAME_DOOR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Khan", "Mohammed"), ("Khan", "Mohamed")),
        (("Featherstone", "Ann"), ("Fetherstone", "Ann")),
        (("Smith", "John"), ("Smith", "John Peter")),  # a middle name more
        (("García López", "María"), ("García", "María")),
        (("Kowalska", "Anna Maria"), ("Kowalska", "Anna M")),
    ],
)
def test_a_slip_in_a_long_word_or_a_middle_name_more_is_forgiven_at_the_same_door(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    got = match([entry("o", *old)], [entry("n", *new)])
    assert got.sure[0].why is Why.CLOSE_NAME_SAME_DOOR


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (("Smith", "John"), ("Smith", "Joan"), Why.LIKE_NAME_SAME_DOOR),
        (("Khan", "Amina"), ("Khan", "Amira"), Why.LIKE_NAME_SAME_DOOR),
        (("Smith", "J"), ("Smith", "John"), Why.LIKE_NAME_SAME_DOOR),
        (("Taylor", "Priya Anjali"), ("Desai", "Priya Anjali"), Why.OTHER_SURNAME),
    ],
)
def test_what_may_be_two_people_is_put_to_a_person(
    old: tuple[str, str], new: tuple[str, str], why: Why
) -> None:
    got = match([entry("o", *old)], [entry("n", *new)])
    assert not got.sure and got.unsure[0].candidates[0].why is why


def test_father_and_son_of_one_name_are_put_to_a_person() -> None:
    got = match(
        [entry("father", "Khan", "Imran"), entry("son", "Khan", "Imran")],
        [entry("n1", "Khan", "Imran"), entry("n2", "Khan", "Imran")],
    )
    assert not got.sure
    assert questions(got) == {"father": {"n1", "n2"}, "son": {"n1", "n2"}}
    assert got.unsure[0].candidates[0].why is Why.NAMESAKES


def test_middle_names_tell_father_and_son_apart() -> None:
    got = match(
        [entry("father", "Khan", "Imran Ali"), entry("son", "Khan", "Imran")],
        [entry("n1", "Khan", "Imran"), entry("n2", "Khan", "Imran Ali")],
    )
    assert links(got) == {"father": "n2", "son": "n1"}


def test_the_date_of_attainment_tells_father_and_son_apart() -> None:
    soon = date(2027, 3, 9)
    got = match(
        [
            entry("father", "Khan", "Imran"),
            entry("son", "Khan", "Imran", attains_on=soon),
        ],
        [entry("n1", "Khan", "Imran", attains_on=soon), entry("n2", "Khan", "Imran")],
    )
    assert links(got) == {"father": "n2", "son": "n1"}


def test_a_son_who_comes_onto_the_register_is_not_taken_for_his_father() -> None:
    """A grown man does not become an attainer."""
    got = match(
        [entry("father", "Khan", "Imran")],
        [entry("n", "Khan", "Imran", attains_on=date(2027, 3, 9))],
    )
    assert (got.sure, got.unsure, got.gone, got.new) == ((), (), ("father",), ("n",))


def test_where_one_of_two_namesakes_left_nobody_guesses_which() -> None:
    got = match(
        [entry("father", "Khan", "Imran"), entry("son", "Khan", "Imran")],
        [entry("n", "Khan", "Imran")],
    )
    assert questions(got) == {"father": {"n"}, "son": {"n"}}


def test_a_name_that_turns_up_at_another_door_of_the_street_is_followed() -> None:
    got = match(
        [entry("o", "Okafor", "Ngozi")],
        [entry("n", "Okafor", "Ngozi", door="flat 2 12 mill road")],
    )
    assert got.sure[0].why is Why.SAME_NAME_SAME_STREET


def test_a_name_that_others_bear_too_is_not_followed_along_the_street_unasked() -> None:
    far = {"door": "1 elm road", "street": "elm road", "postcode": "ZZ1 1ZZ"}
    got = match(
        [entry("o1", "Khan", "Imran"), entry("o2", "Khan", "Imran", **far)],
        [entry("n1", "Khan", "Imran", door="14 mill road")],
    )
    assert not got.sure
    assert questions(got) == {"o1": {"n1"}, "o2": {"n1"}}


def test_a_move_within_the_district_is_asked() -> None:
    far = {"door": "1 elm road", "street": "elm road", "postcode": "ZZ1 1ZZ"}
    got = match(
        [entry("o1", "Okafor", "Ngozi"), entry("o2", "Smith", "Ruby Hazel")],
        [
            entry("n1", "Okafor", "Ngozi", **far),
            entry("n2", "Smith", "Ruby Hazel", **far),
        ],
    )
    assert questions(got) == {"o1": {"n1"}, "o2": {"n2"}} and not got.sure


def test_a_name_that_could_be_anybody_asks_nobody() -> None:
    old = [entry("o", "Khan", "Imran", door="9 elm road", street="elm road")]
    new = [
        entry(f"n{n}", "Khan", "Imran", door=str(n), street=f"s{n}") for n in range(4)
    ]
    got = match(old, new)
    assert got.gone == ("o",) and len(got.new) == 4


def test_other_tenants_are_other_people() -> None:
    got = match([entry("o", "Smith", "John")], [entry("n", "Nowak", "Ewa")])
    assert (got.gone, got.new) == (("o",), ("n",))


def test_an_anonymous_entry_is_matched_with_nobody_and_shown_to_nobody() -> None:
    blank = {"door": "", "street": "", "postcode": ""}
    got = match([entry("o", "", "", **blank)], [entry("n", "", "", **blank)])
    assert (got.sure, got.unsure, got.gone, got.new) == ((), (), ("o",), ("n",))


words = st.sampled_from(
    ["Ali", "Khan", "Imran", "Ann", "Anne", "Mohammed", "Mohamed", ""]
)
people = st.lists(
    st.tuples(words, words, st.sampled_from(["1", "2", ""]), st.sampled_from([None, date(2027, 1, 1)])),
    max_size=8,
)  # fmt: skip


@given(people, people)
def test_nobody_is_linked_twice_and_nobody_is_lost(
    old: list[tuple[str, str, str, date | None]],
    new: list[tuple[str, str, str, date | None]],
) -> None:
    olds = [Entry(f"o{i}", s, f, "A", d, d, d, a) for i, (s, f, d, a) in enumerate(old)]
    news = [Entry(f"n{i}", s, f, "A", d, d, d, a) for i, (s, f, d, a) in enumerate(new)]
    got = match(olds, news)
    linked = [link.old for link in got.sure]
    asked = [q.old for q in got.unsure]
    assert sorted([*linked, *asked, *got.gone]) == sorted(e.key for e in olds)
    taken = [link.new for link in got.sure]
    offered = {c.new for q in got.unsure for c in q.candidates}
    assert len(set(taken)) == len(taken) and not offered & set(taken)
    assert sorted([*taken, *offered, *got.new]) == sorted(e.key for e in news)


def test_measured_on_a_noisy_year() -> None:
    """Of 20,000: at most one link in two thousand may be wrong, and 96 in 100 who stayed are linked unasked.

    The bounds are what a campaign needs (a wrong link gives one person's answers to another), not what was printed:
    deliberate traps are in the data, such as a father who leaves as a son of his name stays.
    """
    for seed in (1, 2):
        year = made_year(seed, 20_000)
        got = measured(year, match(year.old, year.new))
        print(got)
        assert got.precision >= 0.9995
        assert got.recall >= 0.96
        assert got.reach >= 0.98
        assert got.asked <= 0.04 * got.people


def test_an_unchanged_register_is_linked_whole_but_for_namesakes() -> None:
    year = made_year(3, 5_000)
    again = match(year.old, year.old)
    assert all(link.old == link.new for link in again.sure)
    assert not again.gone and not again.new
    assert {c.why for q in again.unsure for c in q.candidates} <= {Why.NAMESAKES}


def test_a_whole_constituency_is_matched_in_seconds() -> None:
    year = made_year(4, 75_000)
    begun = time.process_time()
    match(year.old, year.new)
    assert time.process_time() - begun < 15  # three or four seconds on an idle machine


def test_memory_stays_modest() -> None:
    year = made_year(5, 10_000)
    tracemalloc.start()
    match(year.old, year.new)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * 2**20  # so 300 MB for a constituency at the very most
