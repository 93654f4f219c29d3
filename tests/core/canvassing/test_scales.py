import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canvassing import (
    NEUTRAL,
    AnswerCode,
    Meaning,
    Scale,
    answer_in_words,
    is_pledge,
    scale_as_rows,
    scale_from,
)
from hustings.core.canvassing.scales import COUNTS_ONLY
from hustings.core.errors import HustingsError


def test_the_default_runs_from_for_us_to_against_in_words() -> None:
    support = {
        a.strength: a.label for a in NEUTRAL.answers if a.meaning is Meaning.SUPPORT
    }
    assert support[1] == "will vote for us"
    assert support[5] == "against us"
    assert sorted(s for s in support if s) == [1, 2, 3, 4, 5]


def test_the_default_has_every_outcome_of_a_door() -> None:
    """Counts-only campaigns write "spoken to" where others write an answer."""
    answers = {a.meaning for a in NEUTRAL.answers}
    assert answers == set(Meaning) - {Meaning.SPOKEN_TO}
    counted = {a.meaning for a in COUNTS_ONLY.answers}
    assert counted == set(Meaning) - {Meaning.SUPPORT, Meaning.WONT_SAY}


@pytest.mark.parametrize(
    ("written", "meaning", "strength"),
    [
        ("1", Meaning.SUPPORT, 1),
        (" 5. ", Meaning.SUPPORT, 5),
        ("ni", Meaning.NOT_IN, None),
        ("NI", Meaning.NOT_IN, None),
        ("not in", Meaning.NOT_IN, None),
        ("w", Meaning.WONT_SAY, None),
        ("won't say", Meaning.WONT_SAY, None),
        ("wont say", Meaning.WONT_SAY, None),
        ("Mvd", Meaning.MOVED, None),
        ("dnk", Meaning.DO_NOT_CONTACT, None),
        ("do not contact", Meaning.DO_NOT_CONTACT, None),
        ("d", Meaning.DECEASED, None),
        ("r", Meaning.REFUSED, None),
    ],
)
def test_what_a_canvasser_writes_is_read(
    written: str, meaning: Meaning, strength: int | None
) -> None:
    got = NEUTRAL.read(written)
    assert (got.meaning, got.strength) == (meaning, strength)


@pytest.mark.parametrize("written", ["", " ", "6", "yes", "12", "?", "1 2"])
def test_what_is_no_code_is_told_with_the_codes_there_are(written: str) -> None:
    with pytest.raises(HustingsError, match="1 \\(will vote for us\\)"):
        NEUTRAL.read(written)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_a_polite_no(written: str) -> None:
    try:
        assert NEUTRAL.read(written) in NEUTRAL.answers
    except HustingsError:
        return


def test_a_pledge_is_a_one_and_a_two_only_where_the_campaign_says_so() -> None:
    pledges = {a.code for a in NEUTRAL.answers if is_pledge(a)}
    with_twos = {a.code for a in NEUTRAL.answers if is_pledge(a, counts_two=True)}
    assert (pledges, with_twos) == ({"1"}, {"1", "2"})


def test_moved_deceased_and_do_not_contact_leave_every_list() -> None:
    assert {a.meaning for a in NEUTRAL.answers if a.ends_contact} == {
        Meaning.MOVED,
        Meaning.DECEASED,
        Meaning.DO_NOT_CONTACT,
    }


def test_a_campaign_has_its_own_codes() -> None:
    scale = scale_from(
        "our letters",
        [
            {"code": "F", "label": "for", "meaning": "support", "strength": 1},
            {
                "code": "A",
                "label": "against",
                "meaning": "support",
                "strength": 5,
                "also": ["anti"],
            },
            {"code": "O", "label": "out", "meaning": "not-in"},
        ],
    )
    assert is_pledge(scale.read("f"))
    assert scale.read("Anti").strength == 5
    assert scale_from(scale.name, scale_as_rows(scale)) == scale


def test_the_default_survives_the_settings() -> None:
    assert scale_from(NEUTRAL.name, scale_as_rows(NEUTRAL)) == NEUTRAL


@pytest.mark.parametrize(
    "rows",
    [
        [{"code": "F", "label": "for", "meaning": "support"}],
        [{"code": "F", "label": "for", "meaning": "support", "strength": 6}],
        [{"code": "O", "label": "out", "meaning": "not-in", "strength": 1}],
        [{"code": "O", "label": "out", "meaning": "elsewhere"}],
        [{"code": "", "label": "out", "meaning": "not-in"}],
        [{"label": "out", "meaning": "not-in"}],
        [{"code": "+", "label": "out", "meaning": "not-in"}],
        [{"code": "n i", "label": "out", "meaning": "not-in"}],
        [{"code": "n;i", "label": "out", "meaning": "not-in"}],
        [{"code": "O", "label": "out", "meaning": "not-in"}, {"code": "o", "label": "x", "meaning": "moved"}],
    ],
)  # fmt: skip
def test_a_scale_that_makes_no_sense_is_told(rows: list[dict[str, object]]) -> None:
    with pytest.raises(HustingsError):
        scale_from("ours", rows)


def test_an_unknown_kept_code_is_told() -> None:
    scale = Scale("ours", (AnswerCode("O", "out", Meaning.NOT_IN),))
    assert scale.by_code("O").label == "out"
    with pytest.raises(HustingsError, match="no code '1'"):
        scale.by_code("1")


@pytest.mark.parametrize("answer", NEUTRAL.answers, ids=lambda a: a.code)
def test_each_opinion_is_told_in_words(answer: AnswerCode) -> None:
    if answer.meaning not in (Meaning.SUPPORT, Meaning.WONT_SAY):
        return
    kept = answer.strength or answer.meaning.value
    assert answer_in_words(kept, answer.code) == f"{answer.code} {answer.label}"


def test_a_campaigns_own_code_is_told_by_what_it_means() -> None:
    assert answer_in_words(1, "F") == "F will vote for us"
