"""A body of several electorates as JSON, and back: every part with its whole count, and what follows from them.

The schema is `body.schema.json` beside this file; docs/rules/bodies.md says what each member means. Whatever is worked
out from the parts is written too, for programs that only read it, and is worked out anew when it is read back.
"""

import json
from importlib.resources import files
from typing import Any

from hustings.core.counting.bodies import Body, Electorate, ExOfficio, Member, Part
from hustings.core.counting.poll import Candidate
from hustings.core.counting.shown.as_json import as_json
from hustings.core.counting.shown.as_json import schema as count_schema
from hustings.core.counting.shown.from_json import count_said
from hustings.core.counting.shown.members import Members, RecordError, values

FORMAT = "hustings body 1"
Json = dict[str, Any]


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `dumps` writes, that of a count within it."""
    text = files("hustings.core.counting.shown").joinpath("body.schema.json")
    read: Json = json.loads(text.read_text("utf-8"))
    read["$defs"]["count"] = count_schema()
    return read


def dumps(body: Body) -> str:
    """The body as JSON; ends with a line end."""
    return json.dumps(body_as_json(body), ensure_ascii=False, indent=1) + "\n"


def body_as_json(body: Body) -> Json:
    """The same as values."""
    return {
        "format": FORMAT,
        "title": body.title,
        "seats": body.seats,
        "voting_seats": body.voting_seats,
        "needed": body.needed,
        "by_slate": dict(body.by_slate),
        "alone": list(body.alone),
        "controls": body.controls,
        "controls_elected_seats": body.without_those_by_right,
        "parts": [_part(body, part) for part in body.parts],
    }


def _part(body: Body, part: Part) -> Json:
    said: Json = {
        "name": part.name,
        "seats": part.seats,
        "members": [_member(each) for each in part.members],
        "won_by": list(body.won(part)),
    }
    if isinstance(part, Electorate):
        return said | {"count": as_json(part.count)}
    return said | {"votes": part.votes}


def _member(member: Member) -> Json:
    said = {"name": member.name}
    return said | ({"slate": member.slate} if member.slate else {})


def loads(text: str | bytes) -> Body:
    """The body that `dumps` wrote; raises RecordError, or RulesError where the parts make no body."""
    said = Members(values(text, "The record of a body"), "the body")
    if said.get("format", str) != FORMAT:
        raise RecordError(f"Expected “{FORMAT}” for “format”.")
    parts = tuple(map(_part_said, said.objects("parts")))
    body = Body(said.get("title", str), parts)
    again = body_as_json(body)
    for member, value in again.items():
        if said.said.get(member) != value:
            raise RecordError(f"The body's {member} is not what its parts say.")
    return body


def _part_said(said: Members) -> Part:
    name = said.get("name", str)
    if said.has("count"):
        return Electorate(name, count_said(said.get("count", dict), f"count of {name}"))
    holders = tuple(
        Candidate(
            each.get("name", str), each.get("slate", str) if each.has("slate") else ""
        )
        for each in said.objects("members")
    )
    return ExOfficio(name, holders, said.whole("seats"), said.get("votes", bool))
