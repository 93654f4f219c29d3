"""A body as JSON: it follows its schema, is read back as the same body, and whatever does not fit together is refused."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hustings.core.counting.bodies import Body, ExOfficio
from hustings.core.counting.poll import Candidate
from hustings.core.counting.rules import RulesError
from hustings.core.counting.shown.body_json import dumps, loads, schema
from hustings.core.counting.shown.members import RecordError
from tests.core.counting.test_bodies import executive

PAGE = Path(__file__).parents[4] / "docs" / "rules" / "bodies.md"


def said() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(dumps(executive()))
    return read


def test_the_executive_follows_the_schema_and_is_read_back() -> None:
    jsonschema.Draft202012Validator(schema()).validate(said())
    assert loads(dumps(executive())) == executive()


def test_the_schema_holds_a_count_within_a_body_to_its_own() -> None:
    wrong = said()
    del wrong["parts"][0]["count"]["stages"][0]["why"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(wrong)


def test_who_sits_without_a_vote_and_a_vacant_office_are_kept() -> None:
    guests = ExOfficio(
        "Observers", (Candidate("Yusuf", slate="Left"),), seats=2, votes=False
    )
    body = replace(executive(), parts=(*executive().parts, guests))
    written = json.loads(dumps(body))
    assert (written["seats"], written["voting_seats"]) == (35, 33)
    assert loads(dumps(body)) == body


def test_it_says_what_follows_from_the_parts() -> None:
    whole = said()
    assert (whole["needed"], whole["by_slate"]) == (17, {"Middle": 16, "Left": 14})
    assert whole["controls"] is None
    assert whole["controls_elected_seats"] is None
    assert whole["parts"][3]["won_by"] == ["Left"]
    assert whole["parts"][5]["members"][3] == {"name": "Chair of the group"}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("needed", 16),
        ("seats", 32),
        ("controls", "Middle"),
        ("controls_elected_seats", "Left"),
        ("by_slate", {"Left": 14, "Middle": 15}),
        ("alone", []),
        ("voting_seats", True),
    ],
    ids=str,
)
def test_what_does_not_follow_from_the_parts_is_refused(
    member: str, value: Any
) -> None:
    with pytest.raises(RecordError, match=f"The body's {member} is not what its parts"):
        loads(json.dumps(said() | {member: value}))


def test_a_part_that_says_others_than_its_count_is_refused() -> None:
    wrong = said()
    wrong["parts"][1]["members"][0]["name"] = "Mallory"
    with pytest.raises(RecordError, match="parts is not what"):
        loads(json.dumps(wrong))


def test_the_same_person_twice_is_refused() -> None:
    wrong = said()
    wrong["parts"][5]["members"][0]["name"] = "L1"
    with pytest.raises(RulesError, match="L1 would sit twice"):
        loads(json.dumps(wrong))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The record of a body is JSON; this is none"),
        ("[]", "Expected an object for the body"),
        ('{"format": "hustings count 1"}', "Expected “hustings body 1”"),
        ('{"format": "hustings body 1", "parts": 3}', "Expected a list for “parts”"),
        ('{"format": "hustings body 1", "parts": [{"name": "A", "count": {}}]}', "“format” in count of A"),
        ('{"format": "hustings body 1", "parts": [{"name": "A", "members": [], "seats": -1}]}', "must be at least 0"),
    ],
)  # fmt: skip
def test_what_is_no_body_is_refused(text: str, told: str) -> None:
    with pytest.raises(RecordError, match=re.escape(told)):
        loads(text)


def test_every_member_is_on_the_page() -> None:
    own = schema()
    parts = own["$defs"]
    named = {*own["properties"], *parts["electorate"]["properties"], *parts["by_right"]["properties"]}  # fmt: skip
    told = set(re.findall(r"`([a-z_]+)`", PAGE.read_text(encoding="utf-8")))
    assert named - told == set()


def test_a_body_without_slates_is_controlled_by_nobody() -> None:
    body = Body("the board", (ExOfficio("Officers", (Candidate("Ann"),), 1),))
    assert json.loads(dumps(body))["alone"] == ["Ann"]
    assert loads(dumps(body)).controls is None
