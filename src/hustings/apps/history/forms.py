"""What may be chosen on the pages of past results. Each form is sent as an address, so that a choice can be shared."""

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.counting.rules import RuleSet
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.psephology.assumed import Assumed, read_assumed
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.reruns.areas import Area
from hustings.core.psephology.reruns.asked import (
    MEMBERS,
    Asked,
    rules_for_reruns,
    used_by,
)
from hustings.core.psephology.targets import PARTS, Part

Choices = Iterable[tuple[str, str]]
PARTIES = (
    ("apart", "Each stands alone"),
    ("together", "Added up as one"),
    ("registered", "Each alone, joint candidacies too"),
)
MOST_WEIGHT = 10


class Chosen(forms.Form):
    """A form that stands in an address: whatever is left out there has its usual value."""

    use_required_attribute = False

    def __init__(self, given: QueryDict, usual: Mapping[str, str]) -> None:
        whole = given.copy()
        for name, value in usual.items():
            if not whole.get(name):
                whole[name] = value
        super().__init__(whole)


def _parties() -> forms.ChoiceField:
    return forms.ChoiceField(label="Independents", choices=PARTIES)


class MeasuresForm(Chosen):
    """Which candidacies are one party; `names` are the parties to choose from, for a swing and for best and worst seats."""

    def __init__(
        self,
        given: QueryDict,
        usual: Mapping[str, str],
        names: Choices,
        among: Choices = (),
    ) -> None:
        super().__init__(given, usual)
        names, among = list(names), list(among)
        self.fields["parties"] = _parties()
        if names:
            self.fields["first"] = forms.ChoiceField(label="Swing from", choices=names)
            self.fields["second"] = forms.ChoiceField(label="Swing to", choices=names)
        if among:
            self.fields["whose"] = forms.ChoiceField(
                label="Best and worst seats of", choices=among
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("first") and found["first"] == found.get("second"):
            raise ValidationError("A swing is between two parties: choose another.")
        return found


class TargetsForm(Chosen):
    """Where to look, and how much each part of the score counts."""

    def __init__(
        self, given: QueryDict, regions: Iterable[str], parts: Iterable[Part] = PARTS
    ) -> None:
        super().__init__(given, {part.name: "1" for part in PARTS})
        where = [("", "Everywhere"), *((name, name) for name in regions)]
        self.fields["region"] = forms.ChoiceField(
            label="Where", choices=where, required=False
        )
        for part in parts:
            self.fields[part.name] = forms.DecimalField(
                label=part.title,
                min_value=0,
                max_value=MOST_WEIGHT,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"step": "any"}),
            )

    def weights(self) -> dict[str, Fraction]:
        """How much each part counts."""
        return {part.name: Fraction(self.cleaned_data[part.name]) for part in PARTS}


AREAS = (
    (Area.REGION.value, "In each region"),
    (Area.NATION.value, "In each nation"),
    (Area.WHOLE.value, "One for all seats"),
)
MOST_OF_A_TABLE = 4000
PAIR, THIS_PAGE = ("from", "to", "percent"), "this page"


class RerunForm(Chosen):
    """The rules of a re-run, and what those rules have a use for: no other field is there."""

    def __init__(self, given: QueryDict) -> None:
        super().__init__(given, {"rules": "dhondt", "area": "region", "list_part": "50", "members": str(MEMBERS), "parties": "apart"})  # fmt: skip
        self.fields["rules"] = forms.ChoiceField(label="Rules", choices=_rules())
        law = CATALOGUE.get(self.data["rules"])
        offered = _offered()
        used = used_by(law) if law in rules_for_reruns() and law else frozenset()
        for name, field in offered.items():
            if name in used and not (name == "members" and "area" in used):
                self.fields[name] = field
        self.fields["parties"] = _parties()
        if "assumed" in used and law and law.one_seat:
            self.fields["assumed"].required = True

    def clean_assumed(self) -> Assumed | None:
        written = self.cleaned_data["assumed"].strip()
        if not written:
            return None
        try:
            return read_assumed(_pairs(written), said_by="the table on this page")
        except HustingsError as problem:
            said = str(problem).removeprefix(f"{THIS_PAGE}, ")
            raise ValidationError(said[:1].upper() + said[1:]) from problem

    def asked(self) -> Asked:
        """What was asked for, once the form is valid."""
        said = self.cleaned_data
        return Asked(
            rules=said["rules"],
            grouping=GROUPINGS[said["parties"]],
            area=Area(said["area"]) if said.get("area") else None,
            members=said.get("members"),
            list_part=_part(said.get("list_part")),
            threshold=_part(said.get("threshold")),
            assumed=said.get("assumed"),
        )


def _pairs(written: str) -> Table:
    """What was typed as a table; a heading may stand above it. Refuses a line that has not three parts."""
    rows = []
    for number, cells in enumerate(csv.reader(written.splitlines()), 1):
        told = [each.strip() for each in cells]
        if not any(told) or tuple(told) == PAIR:
            continue
        if len(told) != len(PAIR):
            raise HustingsError(
                f"line {number}: “{','.join(told)[:40]}” was found where from, to, per cent were expected, such as Con,LD,25."
            )
        rows.append(Row(THIS_PAGE, number, dict(zip(PAIR, told, strict=True))))
    return Table(THIS_PAGE, frozenset(PAIR), tuple(rows))


def _rules() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules by family, as a list to choose from."""
    families: dict[str, list[RuleSet]] = {}
    for rules in rules_for_reruns():
        kind = "additional members" if "held" in rules.uses else str(rules.family)
        families.setdefault(kind, []).append(rules)
    return [
        (kind.capitalize(), [(r.name, r.title) for r in found])
        for kind, found in families.items()
    ]


def _offered() -> dict[str, forms.Field]:
    return {
        "area": forms.ChoiceField(label="Lists", choices=AREAS),
        "members": forms.IntegerField(
            label="Members in each area",
            min_value=1,
            max_value=20,
            help_text="About so many seats of a region are put together.",
        ),
        "list_part": forms.DecimalField(
            label="List seats, per cent of constituencies",
            min_value=1,
            max_value=200,
            decimal_places=2,
        ),
        "threshold": forms.DecimalField(
            label="Least share of the votes, per cent",
            min_value=0,
            max_value=50,
            decimal_places=2,
            required=False,
        ),
        "assumed": forms.CharField(
            label="Where votes go next",
            required=False,
            max_length=MOST_OF_A_TABLE,
            widget=forms.Textarea(attrs={"spellcheck": "false"}),
            help_text="A line for each pair: from, to, per cent. Short forms of parties; leave “to” empty for nobody.",
        ),
    }


def _part(percent: Decimal | None) -> Fraction | None:
    return Fraction(percent) / 100 if percent else None
