from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canvassing import (
    COUNTS_ONLY,
    NEEDS_CONSENT,
    NEUTRAL,
    AnswerCode,
    Said,
    needs_consent,
    what_is_kept,
)
from hustings.core.errors import HustingsError

EXTRAS: dict[str, Any] = {
    "poster": True,
    "needs_help": True,
    "note": "back gate",
    "language": "pl",
}


def said(code: str, **values: Any) -> Said:
    return Said(answer=NEUTRAL.by_code(code), scale=NEUTRAL.name, **values)


def test_answer_poster_and_note_need_consent_and_so_do_contact_and_help() -> None:
    assert {
        "answer",
        "poster",
        "note",
        "language",
        "telephone",
        "email",
        "needs_help",
        "custom",
        "value",
    } == NEEDS_CONSENT


def test_only_what_says_something_needs_consent() -> None:
    payload = {"outcome": "spoken-to", "answer": 1, "poster": False, "note": ""}
    assert needs_consent(payload) == {"answer"}
    assert needs_consent({"outcome": "not-in"}) == frozenset()


def test_counts_only_has_no_code_for_an_opinion() -> None:
    assert [a.code for a in COUNTS_ONLY.answers] == ["S", "N", "R", "M", "D", "X"]
    assert not any(a.is_opinion for a in COUNTS_ONLY.answers)


@pytest.mark.parametrize("answer", NEUTRAL.answers, ids=lambda a: a.code)
@pytest.mark.parametrize("may_ask", [True, False])
def test_without_agreement_the_outcome_alone_is_kept(
    answer: AnswerCode, may_ask: bool
) -> None:
    kept = what_is_kept(Said(answer=answer, **EXTRAS), may_ask=may_ask)

    assert set(kept.payload) == {"outcome"}
    assert kept.names_person is (answer.code in "MDX")
    assert {"the poster", "the note", "that they need help to vote"} <= set(
        kept.left_out
    )


def test_without_a_notice_in_force_agreement_changes_nothing() -> None:
    kept = what_is_kept(said("1", agreed=True), may_ask=False)

    assert (kept.payload, kept.names_person) == ({"outcome": "spoken-to"}, False)
    assert kept.left_out == ("the answer",)


def test_with_agreement_the_answer_is_kept_with_the_person() -> None:
    kept = what_is_kept(said("2", agreed=True, **EXTRAS), may_ask=True)

    assert kept.payload == {
        "outcome": "spoken-to",
        "answer": 2,
        "code": "2",
        "scale": "1 to 5",
        **EXTRAS,
    }
    assert (kept.names_person, kept.consented, kept.left_out) == (True, True, ())


def test_that_somebody_will_not_say_is_an_answer_only_with_agreement() -> None:
    """A door where somebody would not say was spoken to; who it was is nobody's business."""
    assert what_is_kept(said("W"), may_ask=True).payload == {"outcome": "spoken-to"}
    assert (
        what_is_kept(said("W", agreed=True), may_ask=True).payload["answer"]
        == "wont-say"
    )


def test_a_poster_may_be_agreed_to_without_an_answer() -> None:
    kept = what_is_kept(Said(answer=None, agreed=True, poster=True), may_ask=True)

    assert kept.payload == {"outcome": "spoken-to", "poster": True}


@pytest.mark.parametrize("code", ["N", "R", "M", "D", "X"])
def test_whoever_was_not_spoken_to_cannot_have_agreed(code: str) -> None:
    with pytest.raises(HustingsError, match="do not go together"):
        what_is_kept(said(code, agreed=True), may_ask=True)


@given(
    st.sampled_from([None, *NEUTRAL.answers]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.text(max_size=5),
)
def test_nothing_personal_is_ever_kept_without_agreement_and_notice(
    answer: AnswerCode | None, agreed: bool, may_ask: bool, poster: bool, note: str
) -> None:
    try:
        kept = what_is_kept(
            Said(answer=answer, agreed=agreed, poster=poster, note=note),
            may_ask=may_ask,
        )
    except HustingsError:
        assert agreed
        return
    if needs_consent(kept.payload):
        assert agreed
        assert may_ask
        assert kept.names_person
        assert kept.consented
