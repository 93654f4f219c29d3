"""A slate's name; who is put on it by a rule or by a list; which two are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.history.queries.elections import PollingDay, election_on
from hustings.apps.slates.models import Slate
from hustings.core.elections.results_table import unpacked_text
from hustings.core.errors import HustingsError
from hustings.core.psephology.parties import in_words
from hustings.core.psephology.past import INDEPENDENT, Election
from hustings.core.psephology.slate_lists import read_list
from hustings.core.psephology.slates import by_rule

# Django's form classes take their model in brackets for the type checker alone.
if TYPE_CHECKING:
    FormOfSlate = forms.ModelForm[Slate]
else:
    FormOfSlate = forms.ModelForm

LARGEST = 1024 * 1024


class SlateForm(FormOfSlate):
    """What a slate is called, and what it is."""

    class Meta:
        model = Slate
        fields = ("name", "note")
        help_texts = {
            "name": "Such as: Independents of 2024.",
            "note": "Who is on it and who chose them, so that others can judge its figures.",
        }


class ElectionForm(forms.Form):
    """Which election is meant: at first the newest general one, though by-elections came after it."""

    election = forms.ChoiceField()

    def __init__(self, *given: Any, days: Sequence[PollingDay], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(str(each.day), _said(each)) for each in days]
        general = next((str(each.day) for each in days if each.is_general), None)
        self.fields["election"] = forms.ChoiceField(choices=choices, initial=general)


def _said(day: PollingDay) -> str:
    if day.is_general:
        return f"General election of {day.slug}"
    return f"{day.names}, {day.day:%-d %B %Y}"


class RuleForm(ElectionForm):
    """Everybody who stood under one label, everywhere or in one area."""

    party = forms.CharField(
        max_length=30,
        initial=INDEPENDENT,
        help_text="Its short form or its name in the results: Ind for all independents, Green, LD.",
    )
    area = forms.CharField(
        max_length=60,
        required=False,
        label="Region or nation",
        help_text="Such as North West, or Wales. Empty: everywhere.",
    )

    def clean(self) -> dict[str, Any]:
        """Adds `tags`; says which labels and areas there are where nobody is found."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        election = election_on(date.fromisoformat(cleaned["election"]))
        labels = _labels(election)
        areas = {a.casefold(): a for s in election for a in (s.region, s.nation)}
        label = labels.get(cleaned["party"].casefold())
        area = areas.get(cleaned["area"].casefold(), "")
        if label is None:
            near = get_close_matches(cleaned["party"].casefold(), labels, n=3)
            meant = f" Did you mean {' or '.join(dict.fromkeys(str(labels[each]) for each in near))}?"
            said = f"Nobody stood as {cleaned['party']} then.{meant if near else ''}"
            self.add_error("party", said)
        elif cleaned["area"] and not area:
            known = ", ".join(sorted(areas.values()))
            self.add_error("area", f"There was no such area; there were: {known}.")
        else:
            cleaned["tags"] = by_rule(election, label.party, area, label.described)
        return cleaned


@dataclass(frozen=True, slots=True)
class _Label:
    """A party's short form; `described` where those alone are meant whom the paper described so."""

    party: str
    described: str = ""

    def __str__(self) -> str:
        return self.described or self.party


def _labels(election: Election) -> dict[str, _Label]:
    """Each label by its short form and by how the paper described it, folded; a short form wins over another's name.

    The description of most of a party's candidates means the party, another ("Scottish Green Party") those who had it.
    """
    stood = [each for seat in election for each in seat.stood]
    usual = in_words(election)
    named = {e.candidacy.party.casefold(): _Label(e.party, "" if usual[e.party] == e.candidacy.party else e.candidacy.party) for e in stood}  # fmt: skip
    return named | {short.casefold(): _Label(short) for short in usual}


class ListForm(ElectionForm):
    """Names with their seats, typed, pasted or in a file."""

    text = forms.CharField(
        label="Names, one a line",
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"spellcheck": "false"}),
        help_text="Each line a name, a comma, the seat. A table copied with its heading works as well.",
    )
    file = forms.FileField(
        required=False,
        label="Or a file",
        help_text="CSV or plain text; also a slate that was saved as a file here or on another server.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise ValidationError("This is larger than any list of candidates (1 MB).")
        return file

    def clean(self) -> dict[str, Any]:
        """Adds `lines`, and `text` as it was read, whichever way it came."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file = cleaned["file"]
        if file and cleaned["text"].strip():
            raise ValidationError("There are names in the box and a file as well. Send one of the two.")  # fmt: skip
        try:
            if file:
                cleaned["text"] = unpacked_text(file.read(), file.name)
            cleaned["lines"] = read_list(cleaned["text"])
        except HustingsError as problem:
            self.add_error(None, str(problem))
        return cleaned


class CompareForm(forms.Form):
    """Two slates that the campaign sees, each at one of its elections (`key`: the slate's id and the day)."""

    def __init__(
        self, *given: Any, choices: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        for name, label in {"one": "One slate", "other": "And another"}.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
