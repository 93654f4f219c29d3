"""A roll sent in, its columns named, applied; and corrections by hand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from hustings.apps.selection.forms.setting_up import Day
from hustings.apps.selection.models import SealedPaper, Voter
from hustings.core.members.member_list import Member, Said
from hustings.core.members.roll_changes import RollChanges, SameName

if TYPE_CHECKING:
    FormOfVoter = forms.ModelForm[Voter]
else:
    FormOfVoter = forms.ModelForm

LARGEST = 10 * 1024 * 1024
MEANINGS = (
    ("name", "Name", "The whole name. Leave it out where surname and forenames have columns of their own."),
    ("forenames", "Forenames", ""),
    ("surname", "Surname", ""),
    ("number", "Membership number", ""),
    ("since", "Member since", "The day of joining."),
    ("standing", "Suspended, or standing", "Whose cell says more than active, full, current or no is in doubt: their paper is sealed."),
    ("about", "What tells people of one name apart", "Such as branch or street. It is kept only of people of one name."),
)  # fmt: skip


class RollForm(forms.Form):
    """A file of members."""

    sent = forms.FileField(
        label="List of members",
        allow_empty_file=True,
        help_text="CSV or XLSX, one member a row, with the columns’ names above them. Take out columns that are not needed: names, numbers, days of joining and who is suspended are enough.",
    )

    def clean_sent(self) -> Any:
        sent = self.cleaned_data["sent"]
        if sent.size > LARGEST:
            raise forms.ValidationError("This is larger than any list of members (10 MB).")  # fmt: skip
        return sent


class ColumnsForm(forms.Form):
    """Which column of the file holds what."""

    bare = forms.BooleanField(
        label="The file has no line with the columns’ names", required=False
    )

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        guess: Mapping[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "No such column"), *((str(n), h) for n, h in enumerate(headings))]  # fmt: skip
        for meaning, label, hint in MEANINGS:
            self.fields[meaning] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                help_text=hint,
                initial=str(guess[meaning]) if meaning in guess else "",
            )
        self.order_fields([*(meaning for meaning, _, _ in MEANINGS), "bare"])

    def clean(self) -> dict[str, Any]:
        """Names somewhere, and no column for two things."""
        given = super().clean() or self.cleaned_data
        if not given.get("name") and not given.get("surname"):
            self.add_error("name", "Say which column has the names.")
        chosen = [given[m] for m, _, _ in MEANINGS if given.get(m)]
        if len(chosen) != len(set(chosen)):
            self.add_error(None, "One column is chosen for two things.")
        return given

    def said(self) -> Said:
        given = self.cleaned_data
        columns = {m: int(given[m]) for m, _, _ in MEANINGS if given[m]}
        return Said(columns, bare=given["bare"])


class ApplyForm(forms.Form):
    """What a file asks before it is applied."""

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, changes: RollChanges, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rows in changes.asked:
            self.fields[f"same-{rows[0].line}"] = _one_or_several(rows)
        if changes.differing:
            self.fields["take_over"] = forms.BooleanField(
                label=f"Change what differs for {len(changes.differing):,} on the roll, as the file says",
                required=False,
                help_text="Otherwise they stay as they are on the roll.",
            )
        if changes.leavers:
            self.fields["take_off"] = forms.BooleanField(
                label=f"Take the {len(changes.leavers):,} off the roll who are not in this file",
                required=False,
                help_text="Leave it empty if the file is only a part of the members.",
            )

    def answers(self) -> dict[int, SameName]:
        said = self.cleaned_data.items()
        return {
            int(name.removeprefix("same-")): SameName(value)
            for name, value in said
            if name.startswith("same-")
        }


def _one_or_several(rows: Iterable[Member]) -> forms.ChoiceField:
    listed = list(rows)
    lines = ", ".join(f"{each.line:,}" for each in listed)
    return forms.ChoiceField(
        label=f"{listed[0].name} stands in lines {lines}. Is this one person?",
        choices=[
            (SameName.ONE.value, "One person, entered more than once"),
            (SameName.SEVERAL.value, f"{len(listed)} people"),
        ],
        widget=forms.RadioSelect,
    )


class VoterForm(FormOfVoter):
    """What the roll says of one person."""

    class Meta:
        model = Voter
        fields = ("name", "number", "about", "member_since", "doubt")
        widgets = {"member_since": Day()}
        labels = {"member_since": "Member since", "doubt": "In doubt because"}
        help_texts = {
            "about": "Only where two have one name: street or branch.",
            "doubt": "Such as suspended. Their paper is sealed until somebody has ruled. Leave it empty otherwise.",
        }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class JoinForm(forms.Form):
    """Somebody who joins at the door."""

    name = forms.CharField(label="Name", max_length=200)
    about = forms.CharField(
        label="Street or branch",
        max_length=120,
        required=False,
        help_text="Only if somebody of this name stands on the roll already.",
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(map(str.isalpha, name)):
            raise forms.ValidationError("Type a name.")
        return name


class SealForm(forms.Form):
    """Why a paper goes into an envelope."""

    reason = forms.CharField(
        label="Why their vote is in doubt",
        max_length=200,
        help_text="What is said against it, and who says so.",
    )


class RulingForm(forms.Form):
    """What is ruled of a sealed paper."""

    ruling = forms.ChoiceField(
        label="Ruling", choices=SealedPaper.Ruling.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(label="Reason", max_length=300)
