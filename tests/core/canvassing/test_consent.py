import pytest

from hustings.core.canvassing import (
    NEEDS_CONSENT,
    NEUTRAL,
    needs_consent,
    payload_of,
    without_consent,
)


def test_opinion_poster_and_note_need_consent_and_so_do_contact_and_help() -> None:
    assert {
        "opinion",
        "poster",
        "note",
        "language",
        "telephone",
        "needs_help",
    } <= NEEDS_CONSENT


def test_only_what_says_something_needs_consent() -> None:
    said = {"outcome": "answered", "opinion": "1", "poster": False, "note": ""}
    assert needs_consent(said) == {"opinion"}
    assert needs_consent({"outcome": "not-in"}) == frozenset()


def test_without_consent_the_outcome_alone_is_kept() -> None:
    said = {"outcome": "answered", "opinion": "1", "note": "x", "anything else": 1}
    assert without_consent(said) == {"outcome": "answered"}


@pytest.mark.parametrize("answer", NEUTRAL.answers, ids=lambda a: a.code)
def test_no_payload_without_consent_tells_an_opinion(answer: object) -> None:
    code = str(getattr(answer, "code", ""))
    kept = payload_of(NEUTRAL, code, consented=False)
    assert not needs_consent(kept)
    assert kept == without_consent(kept)


def test_with_consent_the_opinion_is_kept_beside_the_outcome() -> None:
    assert payload_of(NEUTRAL, "2", consented=True) == {
        "outcome": "answered",
        "opinion": "2",
    }
    assert payload_of(NEUTRAL, "M", consented=True) == {"outcome": "moved"}
