"""A slate's name; who is put on it by a rule or by a list; which two are compared."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.history.queries.elections import PollingDay, election_on
from hustings.apps.slates.models import Slate
from hustings.core.errors import HustingsError
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
        party = labels.get(cleaned["party"].casefold())
        area = areas.get(cleaned["area"].casefold(), "")
        if party is None:
            near = get_close_matches(cleaned["party"].casefold(), labels, n=3)
            meant = f" Did you mean {' or '.join(dict.fromkeys(labels[each] for each in near))}?"
            said = f"Nobody stood as {cleaned['party']} then.{meant if near else ''}"
            self.add_error("party", said)
        elif cleaned["area"] and not area:
            known = ", ".join(sorted(areas.values()))
            self.add_error("area", f"There was no such area; there were: {known}.")
        else:
            cleaned["tags"] = by_rule(election, party, area)
        return cleaned


def _labels(election: Election) -> dict[str, str]:
    """The short form of each label by its name and by itself, folded; a short form wins over another's name."""
    stood = [each for seat in election for each in seat.stood]
    named = {each.candidacy.party.casefold(): each.party for each in stood}
    return named | {each.party.casefold(): each.party for each in stood}


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
        if cleaned["file"]:
            cleaned["text"] = _decoded(cleaned["file"].read())
        try:
            cleaned["lines"] = read_list(cleaned["text"])
        except HustingsError as problem:
            self.add_error(None, str(problem))
        return cleaned


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class CompareForm(forms.Form):
    """Two slates that the campaign sees, each at one of its elections (`key`: the slate's id and the day)."""

    def __init__(
        self, *given: Any, choices: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        for name, label in {"one": "One slate", "other": "And another"}.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)
