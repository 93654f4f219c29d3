"""The record as JSON: it follows its schema, is read back as the same record, and anything else is refused."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count, Elected, Part, Stage, Transfer
from hustings.core.counting.rules import Given, RuleSet
from hustings.core.counting.shown.as_json import as_json, dumps, schema
from hustings.core.counting.shown.formats import FORMATS, written
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.shown.members import RecordError
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import GREGORY_LAWS
from hustings.core.counting.stv.rules import GregoryRules
from hustings.core.errors import HustingsError
from tests.core.counting.polls import polls
from tests.core.counting.shown.samples import COUNTS, scottish, weighted

LOTS = [f"N{place}" for place in range(7)]


@pytest.mark.parametrize("count", COUNTS)
def test_a_record_follows_its_schema_and_is_read_back(
    count: Callable[[], Count],
) -> None:
    text = dumps(count())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert loads(text) == count()


@pytest.mark.parametrize("rules", GREGORY_LAWS, ids=lambda rules: rules.name)
@settings(max_examples=25)
@given(poll=polls())
def test_any_count_is_read_back(rules: GregoryRules, poll: Poll) -> None:
    count = count_gregory(poll, rules, LOTS)
    assert loads(dumps(count)) == count


def test_every_candidate_detail_is_kept() -> None:
    known = Candidate("Ada Marsh", "Orchard", date(1961, 3, 14), frozenset({"women"}))
    count = scottish()
    full = replace(count, candidates=(known, *count.candidates[1:]))
    assert loads(dumps(full)) == full


def test_every_member_of_the_record_is_in_the_json() -> None:
    """Whoever adds a field to the record gives it a place here, in the schema and in docs/rules/record.md."""
    written = schema()["$defs"]
    assert set(Stage._fields) == (
        set(written["stage"]["properties"]) - {"stage", "exact"}
    )
    assert {each.name for each in fields(Elected)} == set(
        written["elected"]["properties"]
    )
    assert {each.name for each in fields(Part)} == set(written["part"]["properties"])
    assert set(Transfer._fields) - {"giver"} == (
        set(written["transfer"]["properties"]) - {"from"}
    )
    assert {each.name for each in fields(Count)} == (
        set(schema()["properties"])
        - {"format", "quota", "elected", "against", "comparison"}
    )


def test_votes_are_decimals_with_the_laws_places() -> None:
    """Ada's 53 are 7 above 46: each paper counts 7/53, that is 0.13207; 44 of them make Ben's 22 27.81108."""
    said = as_json(scottish())
    assert said["quota"] == "46.00000"
    assert said["stages"][1]["votes"]["Ben Oduya"] == "27.81108"
    assert said["elected"] == list(scottish().elected)


def test_what_no_decimal_shows_is_given_as_a_fraction_beside() -> None:
    stage = as_json(weighted())["stages"][0]
    assert stage["votes"] == {"Ada Marsh": "33.333", "Ben Oduya": "66.667"}
    assert stage["exact"] == {"votes": {"Ada Marsh": "100/3", "Ben Oduya": "200/3"}}


def changed(**members: object) -> dict[str, Any]:
    return {**json.loads(dumps(scottish())), **members}


def in_stage(number: int, **members: object) -> dict[str, Any]:
    said = changed()
    said["stages"][number - 1] |= members
    return said


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ([], "an object for the record"),
        (changed(format="hustings count 2"), "hustings count 1"),
        (changed(seats="2"), "a whole number for “seats” in the record; there is \"2\""),
        (changed(seats=True), "a whole number"),
        (changed(unit=0), "at least 1"),
        (changed(places=99), "At most 40 places"),
        (changed(quota="45.00000"), "quota is not what its stages say"),
        (changed(elected=["Elin Rhys"]), "elected is not what its stages say"),
        (changed(candidates=[{"name": "Ada Marsh"}]), "is no candidate"),
        (changed(candidates=[{"name": "A", "born": "soon"}]), "a day such as"),
        (changed(stages=[]), "A record has stages"),
        (in_stage(1, step="duel"), "for “step” in stages 1"),
        (in_stage(2, lost="1e9"), "such as “12.50”"),
        (in_stage(2, non_transferable="99.00000"), "do not add up"),
        (in_stage(2, votes={"Ada Marsh": 5}), "a number of votes"),
        (in_stage(2, of=[1]), "text in “of”"),
        (in_stage(1, extra=1), "stages is not what"),
    ],
)  # fmt: skip
def test_another_record_is_refused(said: object, says: str) -> None:
    with pytest.raises(RecordError) as refused:
        loads(json.dumps(said))
    assert says in str(refused.value)


@given(
    st.one_of(
        st.text(),
        st.binary(),
        st.just("[" * 100_000),
        st.just("9" * 5_000),
        st.just('{"a": NaN}'),
    )
)
def test_any_other_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(RecordError):
        loads(text)


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A record in which one member, anywhere, is something else."""
    said = changed()
    at: Any = said
    while True:
        keys = list(at) if isinstance(at, dict) else range(len(at))
        key = draw(st.sampled_from(list(keys)))
        deeper = at[key]
        if isinstance(deeper, dict | list) and deeper and draw(st.booleans()):
            at = deeper
            continue
        at[key] = draw(
            st.sampled_from([None, -1, 10**30, "x", "-1", [], {}, 1.5, True, "1/3"])
        )
        return json.dumps(said)


@given(torn())
def test_a_torn_record_is_refused_or_a_record(text: str) -> None:
    try:
        count = loads(text)
    except RecordError:
        return
    assert loads(dumps(count)) == count


@pytest.mark.parametrize("name", ["ams-overhang", "ams-levelling"])
def test_a_record_without_a_seat_to_give_is_read_back(name: str) -> None:
    """The only list's people have withdrawn; its votes stay, and there is nobody to whom a seat could be given."""
    gone = (Candidate("Ada", "Orchard"), Candidate("Ben", "Canal"))
    poll = Poll("", 1, gone, {b"\1": 4}, frozenset({"Ada"}))
    count = count_by(rules_named(name), poll)
    assert (count.seats, count.elected) == (0, ())
    jsonschema.Draft202012Validator(schema()).validate(as_json(count))
    assert loads(dumps(count)) == count


@pytest.mark.parametrize("rules", CATALOGUE.values(), ids=lambda rules: rules.name)
def test_a_record_for_which_nobody_stood_is_shown_and_read_back(rules: RuleSet) -> None:
    papers = {b"\1": 3}
    poll = Poll("", 1, (Candidate("A"),), papers, frozenset("A"), (b"\1",) * 3)
    try:
        count = rules.count(poll, Given())
    except HustingsError:
        return
    jsonschema.Draft202012Validator(schema()).validate(as_json(count))
    assert loads(dumps(count)) == count
    for form in FORMATS:
        assert "nobody" in written(count, form) or form in ("json", "csv")
