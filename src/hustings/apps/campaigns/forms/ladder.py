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
    """The kind of rung, and whichever terms that kind has."""

    kind = forms.ChoiceField(
        label="Objective", choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    rival = forms.CharField(
        label="Candidate or party",
        max_length=120,
        required=False,
        help_text="To beat, or whose majority is to be cut. As it will stand in the result.",
    )
    second = forms.CharField(
        label="The second one",
        max_length=120,
        required=False,
        help_text="Only to beat two together.",
    )
    percent = forms.DecimalField(
        label="Share in per cent",
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        help_text="Only to reach a share, for instance 12.5",
    )
    place = forms.IntegerField(
        label="Place",
        required=False,
        min_value=1,
        max_value=50,
        help_text="Only to come in a place: 2 for second.",
    )
    was = forms.IntegerField(
        label="Majority last time",
        required=False,
        min_value=0,
        help_text="Only to cut a majority.",
    )
    to = forms.IntegerField(
        label="Cut to this or less",
        required=False,
        min_value=0,
        help_text="Only to cut a majority.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in NEEDS.get(given.get("kind", ""), []):
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, "Needed for this objective.")
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
