"""A typed number finds one elector, or asks, or finds nobody; it never picks one silently."""

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.number_index import Ambiguous, Found, NumberIndex, Unknown

INDEX = NumberIndex(
    [
        ("AB1", 888, "", "plain"),
        ("AB1", 888, "8", "eight"),
        ("AB1", 12, "1", "twelve-one"),
        ("AB1", 12, "2", "twelve-two"),
        ("AB2", 5, "1", "five-one"),
        ("AB2", 888, "", "elsewhere"),
        ("DC", 3, "1", "decimal"),
        ("KD-2/2", 289, "1", "devon"),
    ]
)


def key(text: str, district: str = "") -> str:
    answer = INDEX.find(text, district)
    if isinstance(answer, Found):
        return answer.key
    if isinstance(answer, Ambiguous):
        return " or ".join(choice.key for choice in answer.choices)
    return "nobody"


def test_each_way_of_typing_a_suffix_finds_the_one_elector() -> None:
    assert {
        key(text, "AB1")
        for text in (
            "888/8",
            "888.8",
            "888-8",
            "AB1-888/8",
            "ab1 888/8",
            "888.80",
            "AB1-888.8",
            "AB1-888.80",
        )
    } == {"eight"}


def test_a_bare_number_finds_only_the_one_without_suffix() -> None:
    assert key("888", "AB1") == "plain"
    assert key("888/0", "AB1") == "plain"


def test_a_bare_number_that_only_suffixed_electors_have_asks() -> None:
    assert key("12", "AB1") == "twelve-one or twelve-two"
    assert isinstance(INDEX.find("5", "AB2"), Ambiguous), (
        "even a single one is asked about"
    )
    assert key("AB2-5") == "five-one"


def test_a_suffix_that_nobody_has_finds_nobody() -> None:
    assert key("888/7", "AB1") == "nobody"
    assert key("13", "AB1") == "nobody"


def test_without_a_district_one_bearer_is_found_and_several_are_asked_about() -> None:
    assert key("888/8") == "eight"
    assert key("888") == "plain or elsewhere"


def test_a_text_that_names_another_district_says_so_by_its_number() -> None:
    answer = INDEX.find("AB2-888", "AB1")
    assert isinstance(answer, Found)
    assert answer.number.district == "AB2"


def test_hard_districts_are_found() -> None:
    assert key("KD-2/2-289/1") == "devon"
    assert key("289/1", "KD-2/2") == "devon"


def test_decimals_may_carry_a_zero_behind() -> None:
    assert key("3.10", "DC") == "decimal"


def test_words_are_no_number_and_the_answer_says_what_can_be_typed() -> None:
    answer = INDEX.find("Mill Road", "AB1")
    assert isinstance(answer, Unknown)
    assert "888/8" in answer.expected


def test_a_known_text_for_nobody_says_that_nobody_has_it() -> None:
    answer = INDEX.find("4", "AB1")
    assert isinstance(answer, Unknown)
    assert answer.expected == "a number that is on the register"


@given(st.text(max_size=20), st.sampled_from(["", "AB1", "no such"]))
def test_any_typed_text_gets_an_answer(text: str, district: str) -> None:
    assert isinstance(INDEX.find(text, district), Found | Ambiguous | Unknown)
