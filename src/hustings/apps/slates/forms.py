"""A slate's name; who is put on it by a rule or by a list; which two are compared."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.history.queries.elections import PollingDay, election_on
from hustings.apps.slates.models import Slate
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import INDEPENDENT
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
    """Which election is meant."""

    election = forms.ChoiceField()

    def __init__(self, *given: Any, days: Sequence[PollingDay], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(str(each.day), _said(each)) for each in days]
        self.fields["election"] = forms.ChoiceField(choices=choices)


def _said(day: PollingDay) -> str:
    if day.is_general:
        return f"General election of {day.slug}"
    return f"{day.names}, {day.day:%-d %B %Y}"


class RuleForm(ElectionForm):
    """Everybody who stood under one label, everywhere or in one area."""

    party = forms.CharField(
        max_length=30,
        initial=INDEPENDENT,
        help_text="The short form in the results: Ind for all independents, Green, LD.",
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
        labels = {s.party.casefold(): s.party for seat in election for s in seat.stood}
        areas = {a.casefold(): a for s in election for a in (s.region, s.nation)}
        party = labels.get(cleaned["party"].casefold())
        area = areas.get(cleaned["area"].casefold(), "")
        if party is None:
            self.add_error("party", f"Nobody stood as {cleaned['party']} then.")
        elif cleaned["area"] and not area:
            known = ", ".join(sorted(areas.values()))
            self.add_error("area", f"There was no such area; there were: {known}.")
        else:
            cleaned["tags"] = by_rule(election, party, area)
        return cleaned


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
