"""What is typed for a paper, and a file of papers."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.selection.models import Ballot, Reading
from hustings.apps.selection.queries.counting import poll_of, written_papers
from hustings.apps.selection.queries.papers import (
    LETTERS,
    Pile,
    Typed,
    numbers_of,
)
from hustings.core.counting.files.faults import CannotWrite
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.on_file import as_on_paper
from hustings.core.counting.typed import read_typed
from hustings.core.errors import HustingsError

MOST_PAPERS = 100_000
LARGEST = 5 * 1024 * 1024
_REASONS = {letter: reason for reason, letter in LETTERS.items()}
_BOX = {"autocomplete": "off", "autofocus": True, "spellcheck": "false"}


_NAMELESS = (
    "On some papers of this file several were marked at one preference, and the file does not say who. "
    "Type the papers, or give a file that names them."
)


class LineForm(forms.Form):
    """What stands on a paper: numbers in the box, or a reason for which it is rejected (a letter, or a button)."""

    line = forms.CharField(
        label="What stands on it",
        max_length=2000,
        error_messages={
            "required": "Nothing is typed: type numbers, or why the paper is rejected."
        },
        widget=forms.TextInput(attrs=_BOX),
    )
    rejected = forms.ChoiceField(required=False, choices=Reading.Rejected)

    def __init__(self, ballot: Ballot, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.fields["line"].required = not self.data.get("rejected")

    def clean(self) -> dict[str, Any]:
        """Adds `typed`."""
        cleaned = super().clean() or {}
        if "line" in self.errors:
            return cleaned
        line = cleaned["line"].strip()
        rejected = cleaned.get("rejected") or _REASONS.get(line.upper(), "")
        if rejected:
            return cleaned | {"typed": Typed(rejected=rejected)}
        try:
            marks = read_typed(line, numbers_of(self.ballot), self.ballot.marked)
        except HustingsError as problem:
            self.add_error("line", str(problem))
            return cleaned
        return cleaned | {"typed": Typed(marks)}


class PaperForm(LineForm):
    """The same, for the paper that is asked for."""

    number = forms.IntegerField(
        min_value=1, max_value=MOST_PAPERS, widget=forms.HiddenInput()
    )


class GoToForm(forms.Form):
    """Another paper to go on from."""

    paper = forms.IntegerField(
        label="Go on with paper", min_value=1, max_value=MOST_PAPERS
    )


class PapersFileForm(forms.Form):
    """A file of papers in any layout that can be counted."""

    file = forms.FileField(label="File of ballot papers")
    rejected = forms.IntegerField(
        label="Papers rejected before",
        min_value=0,
        max_value=MOST_PAPERS,
        help_text="Papers that are in the box and not in the file. 0 if there are none.",
    )

    def __init__(self, ballot: Ballot, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot

    def clean(self) -> dict[str, Any]:
        """Adds `papers` (BLT), `notes` and `sha256`."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            return cleaned | self._read(cleaned["file"])
        except CannotWrite:
            self.add_error("file", _NAMELESS)
            return cleaned
        except HustingsError as problem:
            self.add_error("file", str(problem))
            return cleaned

    def _read(self, file: Any) -> dict[str, Any]:
        if file.size > LARGEST:
            raise ValidationError(
                {"file": "The file is larger than 5 MB: it is no file of one ballot."}
            )
        asked = Asked(seats=self.ballot.seats)
        read = read_poll(file, file.name, asked)
        ours = poll_of(self.ballot, Pile(papers={}, rejected={}))
        found = as_on_paper(read.poll, ours.candidates)
        if found.size > MOST_PAPERS:
            raise ValidationError(
                {"file": f"The file holds more than {MOST_PAPERS:,} papers."}
            )
        pile = Pile(papers=found.papers, rejected={})
        return {
            "papers": written_papers(poll_of(self.ballot, pile)),
            "notes": (read.told, *read.notes),
            "sha256": sha256(_bytes_of(file)).hexdigest(),
        }


def _bytes_of(file: Any) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    return content
