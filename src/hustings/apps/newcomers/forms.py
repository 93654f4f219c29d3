import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.register.models import District
from hustings.core.register.addresses import Address
from hustings.core.register.door_lists import MOST, DoorList, read_door_list
from hustings.core.register.door_ranges import Problem, doors_of, once_each, read_lines
from hustings.core.register.doors import Door, read_door
from hustings.core.register.sources import stream_source
from hustings.core.register.tables import UnreadableFile

EXAMPLE = "Mill Road 1-99 odd\nMill Road 2-64 even, 66A\nFlat 1-6, 12 Ash Lane\n1-20 Tower House, Elm Row, EX1 1AA"
SHOWN = 50
"""Lines that could not be read, shown at once."""


class DoorsForm(forms.Form):
    """Doors of our own: typed, or as a list; into which area. `doors` and `problems` are what came of it.

    `rows` holds what a list gave while somebody looks at it, so that what is added is what was shown.
    """

    area = forms.CharField(
        label="Area",
        max_length=60,
        help_text="A name of your own, such as Mill Road and around. Doors can be added to it later.",
    )
    lines = forms.CharField(
        label="Streets and numbers",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="One street a line: odd, even, or neither for all numbers. Flats, named houses and postcodes as in the examples below.",
    )
    sent = forms.FileField(
        label="Or a list of addresses",
        required=False,
        allow_empty_file=True,
        help_text="CSV or XLSX with the address in columns and the postcode, one door a row.",
    )
    rows = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=2_000_000
    )

    def __init__(self, *args: Any, areas: Sequence[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = [district.code for district in areas]
        self.fields["area"].widget.attrs["list"] = "areas"
        self.doors: list[Door] = []
        self.addresses: list[Address] = []
        self.problems: list[str] = []

    def clean(self) -> dict[str, Any]:
        """At least one door; what could not be read is told beside, and does not stop the rest."""
        given = super().clean() or {}
        self._read_lines(given.get("lines") or "")
        if given.get("sent"):
            self._read_list(given["sent"])
        elif given.get("rows"):
            self._read_rows(given["rows"])
        self.doors = once_each(self.doors)
        if len(self.doors) > MOST:
            raise ValidationError(f"Add at most {MOST:,} doors at once.")
        if not self.doors and not self.errors:
            if self.problems:
                raise ValidationError(
                    "None of it could be read as a door: see what was expected."
                )
            self.add_error("lines", "Type a street and its numbers, or choose a list.")
        return given

    def kept_rows(self) -> str:
        """The list's addresses, for the form that adds what was shown."""
        rows = [[*each.lines, each.postcode] for each in self.addresses]
        return json.dumps(rows, ensure_ascii=False) if rows else ""

    def _read_lines(self, text: str) -> None:
        lines, problems = read_lines(text)
        self.doors += [door for each in lines for door in doors_of(each.stretch)]
        self.problems += [_in_words(problem) for problem in problems]

    def _read_list(self, sent: Any) -> None:
        try:
            read: DoorList = read_door_list(stream_source(sent.name or "list", sent))
        except UnreadableFile as problem:
            self.add_error("sent", str(problem))
            return
        self.doors += read.doors
        self.addresses = list(read.addresses)
        self.problems += [str(refusal) for refusal in read.refused]

    def _read_rows(self, text: str) -> None:
        """What `kept_rows` wrote; anything else was not written by us."""
        try:
            rows = [[str(cell) for cell in row] for row in json.loads(text)]
            addresses = [Address(tuple(row[:-1]), row[-1]) for row in rows if row]
        except (ValueError, TypeError) as problem:
            raise ValidationError(
                "The list has been changed on its way. Send it again."
            ) from problem
        self.addresses = addresses
        self.doors += [door for each in addresses if (door := read_door(each))]


def _in_words(problem: Problem) -> str:
    return f"Line {problem.line}: “{problem.found}” found, {problem.expected} expected"


class FindForm(forms.Form):
    """Whom the register is searched for."""

    q = forms.CharField(label="Number, name or street", required=False, max_length=120)


def is_id(text: str) -> bool:
    """Whether a button or a tick sent a row's id, as ours do."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
