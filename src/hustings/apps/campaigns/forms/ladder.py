"""One rung of the ladder, as it is typed."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms

from hustings.core.elections.objectives import (
    Beat,
    BeatTwoCombined,
    CutMajority,
    ReachPlace,
    ReachShare,
    Rung,
    SaveDeposit,
    Win,
)

KINDS = {
    "save-deposit": "Save the deposit",
    "beat": "Beat a candidate or party",
    "beat-two": "Beat two of them together",
    "share": "Reach a share of the votes",
    "place": "Come in a place or better",
    "cut-majority": "Cut a majority",
    "win": "Win",
}
NEEDS = {
    "beat": ["rival"],
    "beat-two": ["rival", "second"],
    "share": ["percent"],
    "place": ["place"],
    "cut-majority": ["rival", "was", "to"],
}


class RungForm(forms.Form):
    """The terms of one kind of rung; a kind without terms has nothing to fill in."""

    kind = forms.ChoiceField(choices=list(KINDS.items()), widget=forms.HiddenInput)
    rival = forms.CharField(
        label="Candidate or party",
        max_length=120,
        help_text="As it will stand in the result.",
    )
    second = forms.CharField(label="The second one", max_length=120)
    percent = forms.DecimalField(
        label="Share in per cent",
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        help_text="For instance 12.5",
    )
    place = forms.IntegerField(
        label="Place", min_value=1, max_value=50, help_text="2 for second."
    )
    was = forms.IntegerField(label="Majority last time", min_value=1)
    to = forms.IntegerField(label="Cut to this or less", min_value=0)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind
        for name in set(self.fields) - {"kind", *NEEDS.get(kind, [])}:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        was, to = given.get("was"), given.get("to")
        if was is not None and to is not None and to >= was:
            self.add_error("to", "Give fewer votes than the majority was.")
        return given

    def rung(self) -> Rung:
        given = self.cleaned_data
        match given["kind"]:
            case "beat":
                return Beat(given["rival"])
            case "beat-two":
                return BeatTwoCombined(given["rival"], given["second"])
            case "share":
                return ReachShare(Fraction(given["percent"]) / 100)
            case "place":
                return ReachPlace(given["place"])
            case "cut-majority":
                return CutMajority(given["rival"], given["was"], given["to"])
            case "win":
                return Win()
        return SaveDeposit()
