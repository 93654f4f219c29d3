"""The record as JSON, and back: the schema beside this file and docs/rules/record.md say what each member means.

Every number of votes is a decimal string with as many places as the law has. Where that is not the exact number
(laws that divide without rounding), the member `exact` of the same stage has it as a fraction. A number of papers is
a whole number. What is written can be read back as the same record, and whatever else is read is refused.
"""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from hustings.core.counting.poll import Candidate
from hustings.core.counting.record import Count, Exact, Part, Stage, Transfer
from hustings.core.counting.shown.figures import decimal, exact

FORMAT = "hustings count 1"
Json = dict[str, Any]
Write = Callable[[Exact], str]


def schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `dumps` writes."""
    text = files("hustings.core.counting.shown").joinpath("record.schema.json")
    read: Json = json.loads(text.read_text("utf-8"))
    return read


def dumps(count: Count, beside: Json | None = None) -> str:
    """The record as JSON, one line for each stage, ends with a line end; `beside` are further members."""
    said = as_json(count) | (beside or {})
    stages = said.pop("stages")
    lines = [f"  {json.dumps(key)}: {_line(value)}" for key, value in said.items()]
    table = ",\n    ".join(map(_line, stages))
    lines.append(f'  "stages": [\n    {table}\n  ]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def as_json(count: Count) -> Json:
    """The same as values."""
    write = _writer(count)
    return {
        "format": FORMAT,
        "rules": count.rules,
        "law": count.law,
        "title": count.title,
        "seats": count.seats,
        "valid": count.valid,
        "quota": None if count.quota is None else _decimal(count, count.quota),
        "elected": list(count.elected),
        "counts_in": count.counts_in,
        "unit": count.unit,
        "places": count.places,
        "per_paper": count.per_paper,
        "particular": count.particular,
        "candidates": [_candidate(each) for each in count.candidates],
        "notes": list(count.notes),
        "stages": [
            _stage(count, number, stage, write)
            for number, stage in enumerate(count.stages, start=1)
        ],
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _writer(count: Count) -> Write:
    """Writes a number exactly; the same few values come thousands of times."""
    known: dict[Exact, str] = {}

    def write(votes: Exact) -> str:
        said = known.get(votes)
        if said is None:
            said = known[votes] = exact(votes, count.unit, count.places)
        return said

    return write


def _decimal(count: Count, votes: Exact) -> str:
    return decimal(votes, count.unit, count.places)


def _candidate(each: Candidate) -> Json:
    said: Json = {"name": each.name}
    if each.slate:
        said["slate"] = each.slate
    if each.born:
        said["born"] = each.born.isoformat()
    if each.groups:
        said["groups"] = sorted(each.groups)
    return said


def _stage(count: Count, number: int, stage: Stage, write: Write) -> Json:
    held: Json = {
        "votes": {name: _decimal(count, votes) for name, votes in stage.votes.items()},
        "non_transferable": _decimal(count, stage.non_transferable),
        "lost": _decimal(count, stage.lost),
        "quota": None if stage.quota is None else _decimal(count, stage.quota),
    }
    said = {"stage": number, "step": str(stage.step), "of": list(stage.of), **held}
    if unlike := _unlike(stage, held, write):
        said["exact"] = unlike
    said |= {
        "elected": [
            {"name": each.name, "reason": each.reason, "batch": each.batch}
            | ({"slate": each.slate} if each.slate else {})
            | ({"unfilled": True} if each.unfilled else {})
            for each in stage.elected
        ],
        "excluded": list(stage.excluded),
        "why": stage.why,
        "transfers": [_transfer(move, write) for move in stage.transfers],
    }
    return said | _if_any(stage, write)


def _if_any(stage: Stage, write: Write) -> Json:
    """What only some laws have: left out where there is none."""
    said: Json = {
        "keep": {name: write(part) for name, part in stage.keep.items()},
        "figures": {name: write(figure) for name, figure in stage.figures.items()},
        "divisors": {name: str(each) for name, each in stage.divisors.items()},
        "parts": [_part(part, write) for part in stage.parts],
        "cast": stage.cast,
    }
    return {name: value for name, value in said.items() if value not in (None, {}, [])}


def _unlike(stage: Stage, held: Json, write: Write) -> Json:
    """The numbers that the decimals do not show exactly."""
    votes = {
        name: said
        for name, number in stage.votes.items()
        if (said := write(number)) != held["votes"][name]
    }
    single: Mapping[str, Exact | None] = {
        "non_transferable": stage.non_transferable,
        "lost": stage.lost,
        "quota": stage.quota,
    }
    unlike: Json = {
        name: said
        for name, number in single.items()
        if number is not None and (said := write(number)) != held[name]
    }
    return unlike | ({"votes": votes} if votes else {})


def _transfer(move: Transfer, write: Write) -> Json:
    said: Json = {
        "from": move.giver,
        "to": move.to or None,
        "papers": move.papers,
        "value": write(move.value),
        "votes": write(move.votes),
        "batch": move.batch,
    }
    if move.was is not None:
        said["was"] = write(move.was)
    if move.came is not None:
        said["came"] = move.came
    return said


def _part(part: Part, write: Write) -> Json:
    """A section's own votes are counted by themselves, in votes."""
    return {
        "section": part.section,
        "weight": None if part.weight is None else write(part.weight),
        "votes": {name: str(votes) for name, votes in part.votes.items()},
        "exhausted": part.exhausted,
        "abstained": part.abstained,
    }
