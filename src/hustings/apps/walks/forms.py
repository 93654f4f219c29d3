"""What people fill in about walks: how to cut, teams, names, files of places, the map."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.register.forms import FilesField
from hustings.apps.register.models import District
from hustings.apps.walks.choices import chosen
from hustings.apps.walks.map_files import map_file
from hustings.apps.walks.models import BaseMap, Team
from hustings.core.canvassing import Scale
from hustings.core.errors import HustingsError
from hustings.core.walks import Choices
from hustings.core.walks.choices import FEWEST, MOST, Pace, Sides

if TYPE_CHECKING:
    FormOfTeam = forms.ModelForm[Team]
    FormOfMap = forms.ModelForm[BaseMap]
else:
    FormOfTeam = FormOfMap = forms.ModelForm

DOORS, MINUTES = "doors", "minutes"


class CutForm(forms.Form):
    """Which districts to cut, and how. Gives `choices`."""

    districts = forms.MultipleChoiceField(
        label="Districts", widget=forms.CheckboxSelectMultiple
    )
    by = forms.ChoiceField(
        label="Length of a walk, counted in",
        choices=[(DOORS, "Doors"), (MINUTES, "Minutes")],
        initial=DOORS,
    )
    length = forms.IntegerField(
        label="How many",
        initial=40,
        min_value=FEWEST,
        max_value=300,
        help_text=f"Forty doors are about two hours. A walk has {FEWEST} to {MOST} doors, or 15 to 300 minutes.",
    )
    sides = forms.ChoiceField(
        label="Sides of the street",
        choices=[
            (Sides.BOTH.value, "Both: up one side and down the other"),
            (Sides.ODD.value, "Odd numbers, and houses without a number"),
            (Sides.EVEN.value, "Even numbers"),
        ],
        initial=Sides.BOTH.value,
    )
    flats = forms.ChoiceField(
        label="Blocks of flats",
        choices=[
            ("up", "From the ground floor up"),
            ("down", "From the top floor down"),
        ],
        initial="up",
    )
    reversed = forms.BooleanField(
        label="Begin each walk at its other end", required=False
    )
    gentle = forms.IntegerField(
        label="Gentle walks in each district",
        initial=0,
        min_value=0,
        max_value=20,
        help_text="Short ones without stairs, set aside first. A flat counts as upstairs unless its address says ground floor.",
    )
    at_door = forms.DecimalField(
        label="Minutes at a door",
        initial=Pace().at_door,
        min_value=0,
        max_value=15,
        decimal_places=1,
        help_text="On top of them the way: 70 metres a minute where doors are located, half a minute a door where not.",
    )

    def __init__(
        self, *args: Any, districts: Sequence[District], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "districts", [(str(d.pk), str(d)) for d in districts])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            cleaned["choices"] = chosen(self.arguments())
        except HustingsError as problem:
            self.add_error("length", str(problem))
        return cleaned

    def arguments(self) -> dict[str, object]:
        """What was chosen, as a job's arguments carry it."""
        given = self.cleaned_data
        length = given.get("length") or 0
        return {
            "districts": given.get("districts", []),
            "doors": length if given.get("by") == DOORS else 0,
            "minutes": length if given.get("by") == MINUTES else 0,
            "sides": given.get("sides") or Sides.BOTH.value,
            "reversed": given.get("reversed", False),
            "downwards": given.get("flats") == "down",
            "gentle": given.get("gentle") or 0,
            "at_door": float(given.get("at_door") or Pace().at_door),
        }

    def choices(self) -> Choices:
        """What was chosen, as the core knows it."""
        return cast(Choices, self.cleaned_data["choices"])


class TeamForm(FormOfTeam):
    """A new team."""

    class Meta:
        model = Team
        fields = ["name", "colour"]


class AssignForm(forms.Form):
    """Which walks are meant, and what to do with them."""

    walks = forms.MultipleChoiceField(
        error_messages={"required": "Tick the walks that you mean."}
    )
    team = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, walks: Sequence[Any], teams: Sequence[Team], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(walk.pk): walk for walk in walks}
        self.teams = {str(team.pk): team for team in teams}
        _offer(self, "walks", [(key, str(w)) for key, w in self.offered.items()])
        _offer(self, "team", [("", ""), *((k, str(t)) for k, t in self.teams.items())])

    def meant(self) -> list[Any]:
        """The walks that were ticked."""
        return [self.offered[key] for key in self.cleaned_data["walks"]]

    def team_meant(self) -> Team | None:
        return self.teams.get(self.cleaned_data.get("team", ""))


class NameForm(forms.Form):
    """A walk's name."""

    name = forms.CharField(label="Name", max_length=120)


class RoundForm(forms.Form):
    """A new round's name."""

    name = forms.CharField(
        label="Name of the new round",
        max_length=60,
        required=False,
        help_text="Such as “Second time round”; without one it is numbered.",
    )


class SplitForm(forms.Form):
    """After which door a walk is divided."""

    after = forms.IntegerField(label="After door", min_value=1, max_value=MOST)


class HandOutForm(forms.Form):
    """Who takes a walk: oneself, or for those who may cut walks a team or a member."""

    to = forms.ChoiceField(label="Who takes it")

    def __init__(
        self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "to", list(offered))


class PlacesForm(forms.Form):
    """Files that tell where doors stand."""

    sent = FilesField(
        label="The files, just as they came",
        help_text="CSV, or a ZIP or GZ of it. Files of many hundred megabytes are read quicker by the command in the guide.",
    )


class MapForm(FormOfMap):
    """What lies beneath the doors on the map."""

    class Meta:
        model = BaseMap
        fields = ["kind", "address", "credit"]
        help_texts = {
            "address": "Beginning with https://. Of a PMTiles file in this server’s folder “maps” the name alone.",
            "credit": "Words that the map’s makers ask for, shown at its edge.",
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind, address = given.get("kind"), given.get("address", "")
        if kind == BaseMap.Kind.NONE:
            return given
        if kind == BaseMap.Kind.PMTILES and map_file(address):
            return given
        if kind == BaseMap.Kind.PMTILES and "/" not in address:
            raise ValidationError(
                {
                    "address": "The server’s folder “maps” has no PMTiles file of this name. Have it put there first."
                }
            )
        if not address.startswith(("https://", "http://localhost", "/")):
            raise ValidationError(
                {"address": "Give an address that begins with https:// or a stroke."}
            )
        if kind == BaseMap.Kind.RASTER and not all(
            p in address for p in ("{z}", "{x}", "{y}")
        ):
            raise ValidationError(
                {"address": "The address of pictures has {z}, {x} and {y} in it."}
            )
        return given


class PrintForm(forms.Form):
    """How walks are printed."""

    detail = forms.ChoiceField(label="What is on it")
    scale = forms.ChoiceField(label="Codes on the sheet")
    size = forms.ChoiceField(
        label="Paper", choices=[("a4", "A4"), ("a5", "A5, half as large")]
    )

    def __init__(
        self,
        *args: Any,
        details: Sequence[tuple[str, str]],
        scales: Sequence[Scale],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "detail", list(details))
        _offer(self, "scale", [(scale.name, scale.name) for scale in scales])


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices
