"""What is asked about a campaign, and about the councils that keep its register."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.campaigns.details import CouncilDetails, Details
from hustings.apps.campaigns.models import Campaign, Council
from hustings.core.elections.kinds import (
    ELECTION_CHOICES,
    NATION_NAMES,
    ElectionKind,
    Nation,
    check_nation,
)
from hustings.core.elections.timetable import (
    Timetable,
    check_polling_day,
    legal_calendar,
)
from hustings.core.errors import HustingsError

# The types know which model a form is of; Django's own class, when it runs, does not take the word.
if TYPE_CHECKING:
    FormOfCampaign = forms.ModelForm[Campaign]
    FormOfCouncil = forms.ModelForm[Council]
else:
    FormOfCampaign = FormOfCouncil = forms.ModelForm


class DayInput(forms.DateInput):
    """A day, as a browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


TOO_SOON = "Choose a day to come, and look at polling day. On that day everything about people is erased."
ASKED_FIRST = [
    "name",
    "candidate",
    "party",
    "election",
    "by_election",
    "nation",
    "constituency",
    "basis",
    "polling_day",
]


class AskedOfSome(forms.ChoiceField):
    """A choice that some elections need and others do not: the form checks it, and does not call it optional."""

    asked_of_some = True


class DetailsForm(FormOfCampaign):
    """The campaign's details."""

    election = forms.ChoiceField(
        label="Election",
        choices=[(kind.value, name) for kind, name in ELECTION_CHOICES.items()],
    )
    nation = forms.ChoiceField(
        label="Nation",
        choices=[(nation.value, name) for nation, name in NATION_NAMES.items()],
    )
    basis = AskedOfSome(
        label="Kind of constituency",
        choices=[*Campaign.Basis.choices, ("", "Neither: a ward or region")],
        widget=forms.RadioSelect,
        required=False,
        help_text="For the UK Parliament choose borough or county: it sets the pence for each elector in the spending "
        "limit. The returning officer knows which it is.",
    )

    class Meta:
        model = Campaign
        fields = [
            *ASKED_FIRST,
            "electorate",
            "erase_on",
            "return_address",
            "imprint_promoter",
            "imprint_printer",
        ]
        widgets = {
            "polling_day": DayInput(),
            "erase_on": DayInput(),
            "return_address": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "name": "Name of the campaign",
            "party": "Description on the ballot paper",
            "by_election": "It is a by-election",
            "polling_day": "Polling day",
            "electorate": "Number of electors",
            "erase_on": "Erase personal data on",
            "return_address": "Where a lost sheet is returned to",
            "imprint_promoter": "Promoter: name and address",
            "imprint_printer": "Printer: name and address",
        }
        help_texts = {
            "name": "Your team sees it at the top of every page.",
            "candidate": "As it will stand on the ballot paper.",
            "party": "“Independent”, or the description that a registered party allows.",
            "constituency": "Its full name, as the returning officer writes it.",
            "electorate": "On the last day for the notice of election; for the spending limit. You can give it later.",
            "erase_on": "Empty: one year after polling day. Say the same in your privacy notice.",
            "return_address": "Printed on every sheet that your people carry.",
            "imprint_promoter": "Must stand on everything you print for the election, usually the agent’s.",
            "imprint_printer": "Whoever prints your sheets; yourself if you do.",
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.kept = self.instance.erase_on
        self.fields["erase_on"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"election", "nation", "polling_day"} <= given.keys():
            self._check_election(given)
        if given.get("election") == ElectionKind.UK_PARLIAMENT and not given.get(
            "basis"
        ):
            self.add_error("basis", "Choose borough or county.")
        return given

    def _check_election(self, given: dict[str, Any]) -> None:
        election, nation = ElectionKind(given["election"]), Nation(given["nation"])
        day = given["polling_day"]
        checks = {
            "nation": partial(check_nation, election, nation),
            "polling_day": partial(check_polling_day, day),
        }
        for field, holds in checks.items():
            try:
                holds()
            except HustingsError as problem:
                self.add_error(field, ValidationError(str(problem)))
                return
        given["erase_on"] = given.get("erase_on") or erase_day(election, nation, day)
        if given["erase_on"] <= day:
            self.add_error("erase_on", "Choose a day after polling day.")
        elif given["erase_on"] <= self.today and given["erase_on"] != self.kept:
            self.add_error("erase_on", TOO_SOON)

    def details(self) -> Details:
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        given["election"] = ElectionKind(given["election"])
        given["nation"] = Nation(given["nation"])
        return Details(**given)


class CreateForm(DetailsForm):
    """The details, and the councils: most constituencies lie in one or two."""

    councils = forms.CharField(
        label="Councils that keep the register",
        help_text="One a line, by its full name, commas and all. After a semicolon the address of its electoral services, "
        "if you know it. For instance: Exampleton Borough Council; Town Hall, High Street, EX1 1AA",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = [*ASKED_FIRST, "councils"]

    def clean_councils(self) -> list[CouncilDetails]:
        lines = [line.strip() for line in self.cleaned_data["councils"].splitlines()]
        found = [_council(line) for line in lines if line]
        names = [each.name.casefold() for each in found]
        twice = {each.name for each in found if names.count(each.name.casefold()) > 1}
        if twice:
            raise ValidationError(f"Named twice: {', '.join(sorted(twice))}.")
        return found


def _council(line: str) -> CouncilDetails:
    """A council of one line; what looks like an address without its semicolon is asked about, not taken for a name."""
    name, _, address = line.partition(";")
    if len(name.strip()) > 120 or any(letter.isdigit() for letter in name):
        raise ValidationError(
            "Put a semicolon after the council's name, before its address."
        )
    parts = [part.strip() for part in address.split(",")]
    return CouncilDetails(name.strip(), "\n".join(filter(None, parts)))


def erase_day(election: ElectionKind, nation: Nation, polling_day: date) -> date:
    """The day on which we suggest to erase: the last date of the legal calendar, a year after the poll."""
    calendar = legal_calendar(
        Timetable(election=election, nation=nation, polling_day=polling_day)
    )
    return next(each.day for each in calendar if each.key == "erase")


class CouncilForm(FormOfCouncil):
    """One council and where its electoral services are written to."""

    class Meta:
        model = Council
        fields = ["name", "electoral_services_address"]
        labels = {"electoral_services_address": "Address of electoral services"}
        widgets = {"electoral_services_address": forms.Textarea(attrs={"rows": 4})}

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Council.objects.filter(
            campaign=self.instance.campaign, name__iexact=name
        )
        if same.exclude(id=self.instance.id).exists():
            raise ValidationError("That council is on the list already.")
        return name


class DeclaredForm(forms.Form):
    """When the result was declared: the dates after the poll are counted from it."""

    declared_on = forms.DateField(
        label="The result was declared on", required=False, widget=DayInput()
    )


class ContactForm(forms.Form):
    """Where the councils' answers go."""

    address = forms.CharField(
        label="Your address for letters", widget=forms.Textarea(attrs={"rows": 4})
    )
    email = forms.EmailField(
        label="E-mail",
        help_text="The council sends the files there, or a way to fetch them.",
    )


def read_details(
    typed: dict[str, object], *, today: date
) -> tuple[Details, list[CouncilDetails]]:
    """The details and councils of a new campaign from what was typed at the server, by the rules of the form."""
    form = CreateForm(typed, today=today)
    if not form.is_valid():
        said = [
            f"{form[name].label if name in form.fields else 'The whole'}: {' '.join(map(str, problems))}"
            for name, problems in form.errors.items()
        ]
        raise HustingsError("\n".join(said))
    return form.details(), form.cleaned_data["councils"]
