"""Layouts that a campaign describes by itself, and one that another tool exchanges.

The upload form of another campaign's tool (TTW) is known by its headings. For anything else a person says which column
holds what; `suggested` makes a first guess from the headings, for a person to look over, never to be taken unseen.
"""

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from hustings.core.errors import HustingsError
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import (
    LISTS,
    SINGLE,
    ColumnMapping,
    NumberStyle,
    bind,
    folded,
)
from hustings.core.register.rows import Change, Family, Kind

TTW = ColumnMapping(
    district="Elector No. Prefix",
    number="Elector No.",
    suffix="Elector No. Suffix",
    whole_number="Full Elector No.",
    forenames=("Forename", "Middle Names"),
    surname="Surname",
    attainer_date="Date of Attainment",
    marker="Franchise Marker | Franchise Flag | Marker",
    address=tuple(f"Address{line}" for line in range(1, 7)),
    postcode="PostCode",
    uprn="UPRN",
)
TTW_HEADINGS = (
    "Elector No. Prefix", "Elector No.", "Elector No. Suffix", "Full Elector No.", "Forename", "Middle Names", "Surname",
    "Date of Attainment", *TTW.address, "PostCode", "UPRN",
)  # fmt: skip
LAYOUTS = (
    Layout(
        "ttw",
        Family.MAPPED,
        TTW,
        TTW_HEADINGS,
        (
            "Elector No. Prefix | Full Elector No.",
            "Elector No. | Full Elector No.",
            "Surname",
            "Address1",
        ),
    ),
)
DESCRIBED = "mapped"
"""The name of every layout that a campaign describes by itself."""
GUESSES = ColumnMapping(
    district="Polling District | Polling District Reference | PD | PD Code | District | Ward PD | Register Prefix | Prefix",
    number="Elector Number | Elector No | Electoral Number | Roll No | ENO | EL NO | Number | Register Number | Register Reference",
    suffix="Number Suffix | Elector Number Suffix | Suffix",
    marker="Franchise Marker | Franchise Flag | Franchise | Marker | Markers | Qualification",
    attainer_date="Date of Attainment | DOB | Date of Birth | Attainers DOB | DOB of Attainers",
    surname="Surname | Last Name | Family Name",
    forenames=(
        "Forename | Forenames | First Name | First Names | Given Names",
        "Middle Name | Middle Names | Middle",
    ),
    initials="Initials",
    name="Name | Elector Name | Full Name",
    title="Title",
    address=tuple(
        f"Address {line} | Address Line {line} | Addr{line} | Add{line}"
        for line in range(1, 10)
    ),
    postcode="Postcode | Post Code | Pcode",
    uprn="UPRN",
    opt_out="Opt Out | Opted Out",
)


def mapped_layout(mapping: ColumnMapping) -> Layout:
    """The layout of a mapping that a person made; every column it names must be there."""
    needs = (
        mapping.district,
        mapping.number,
        mapping.whole_number,
        mapping.surname or mapping.name,
        mapping.change,
    )
    return Layout(DESCRIBED, Family.MAPPED, mapping, needs=tuple(filter(None, needs)))


def suggested(headings: Sequence[str]) -> ColumnMapping:
    """A first guess at which column holds what, for a person to correct; empty where no heading is familiar."""
    columns = bind(GUESSES, headings)
    found: dict[str, Any] = {
        entry: columns.headings[at] for entry, at in columns.at.items()
    }
    lists: dict[str, Any] = {
        entry: tuple(columns.headings[at] for at in columns.lists[entry])
        for entry in ("forenames", "address")
    }
    return replace(ColumnMapping(), **found, **lists)


def loads(text: str) -> ColumnMapping:
    """A mapping from JSON, as `dumps` writes it; `HustingsError` with what to mend."""
    try:
        given = json.loads(text.removeprefix("\ufeff"))
        if not isinstance(given, dict):
            raise ValueError("it is no list of names and columns between braces, {…}")
        entries: dict[str, Any] = {
            name: _entry(name, value) for name, value in given.items()
        }
        mapping = replace(ColumnMapping(), **entries)
    except (ValueError, TypeError, AttributeError, RecursionError) as problem:
        why = "it is nested too deep" if isinstance(problem, RecursionError) else problem  # fmt: skip
        raise HustingsError(
            f"The column mapping cannot be read: {why}. The guide's page on register files shows one."
        ) from problem
    if not (mapping.number or mapping.whole_number) or not (
        mapping.surname or mapping.name or mapping.kind is Kind.ABSENT
    ):
        raise HustingsError(
            "A column mapping says at least which columns hold the number and the surname (or whole name)."
        )
    return mapping


def dumps(mapping: ColumnMapping) -> str:
    """The mapping as JSON, entries left empty left out."""
    filled = {
        each.name: getattr(mapping, each.name)
        for each in fields(mapping)
        if getattr(mapping, each.name)
    }
    return json.dumps(filled, indent=2)


def _entry(name: str, value: object) -> object:
    """One entry of a mapping: lists become tuples, words the choices they stand for."""
    if name == "kind":
        return Kind(str(value))
    if name == "style":
        return NumberStyle(str(value))
    if name == "codes" and isinstance(value, dict):
        return {str(code).upper(): Change(change) for code, change in value.items()}
    if name in LISTS and isinstance(value, str):
        return (value,)
    if (
        name in LISTS
        and isinstance(value, list)
        and all(isinstance(each, str) for each in value)
    ):
        return tuple(value)
    if name in ("only_parts", "decimals") and isinstance(value, bool):
        return value
    if name in SINGLE and isinstance(value, str):
        return value
    raise ValueError(f"“{name}” is no entry of a mapping, or of the wrong kind")


def key(headings: Sequence[str]) -> str:
    """What a mapping is saved under: the same headings in the same order are the same layout."""
    return "|".join(folded(heading) for heading in headings).rstrip("|")
