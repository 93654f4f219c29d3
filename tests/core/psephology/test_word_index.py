"""Found by beginnings of words in any order and despite spelling; what begins so comes before what is alike."""

import pytest

from hustings.core.psephology.word_index import Entry, WordIndex

NAMES = (
    "Birmingham Perry Barr",
    "Leanne Mohamad",
    "Iqbal Mohamed",
    "Islington North",
    "Barrow and Furness",
    "Ynys Môn",
    "Al Barber",
)
INDEX = WordIndex(Entry(name, name, weight) for weight, name in enumerate(NAMES))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("isl", "Islington North"),
        ("north isling", "Islington North"),
        ("perry bar", "Birmingham Perry Barr"),
        ("Barrow & Furness", "Barrow and Furness"),
        ("ynys mon", "Ynys Môn"),
        ("islignton", "Islington North"),
        ("iqbal mohammad", "Iqbal Mohamed"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert INDEX.find(typed)[0] == first


def test_other_spellings_are_found_after_the_one_typed() -> None:
    assert INDEX.find("mohamad") == ["Leanne Mohamad", "Iqbal Mohamed"]
    assert INDEX.find("mohamed") == ["Iqbal Mohamed", "Leanne Mohamad"]


def test_the_shorter_and_then_the_heavier_of_equals_comes_first() -> None:
    assert INDEX.find("bar") == ["Al Barber", "Barrow and Furness", "Birmingham Perry Barr"]  # fmt: skip
    assert INDEX.find("bar", limit=1) == ["Al Barber"]
    equal = WordIndex(Entry("Red", name, weight) for weight, name in enumerate("ab"))
    assert equal.find("red") == ["b", "a"]


def test_other_names_find_it_too_and_make_it_no_longer() -> None:
    parties = WordIndex([Entry("Green", "a", 0, also="Scottish Green"), Entry("Wood Green", "b", 9)])  # fmt: skip
    assert parties.find("green") == ["a", "b"]
    assert parties.find("scottish") == ["a"]


@pytest.mark.parametrize("typed", ["", " ", "b", "?", "islington south", "zz"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    assert INDEX.find(typed) == []


def test_short_words_are_no_other_spelling() -> None:
    assert INDEX.find("all") == []
