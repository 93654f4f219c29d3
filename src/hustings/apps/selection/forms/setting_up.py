"""What a ballot is to decide, a line of its paper, a limit for a group, and papers to print."""

from typing import TYPE_CHECKING, Any

from django import forms

from hustings.apps.selection.models import Ballot, Limit, Nominee
from hustings.apps.selection.queries.offered import offered
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.poll import MOST_CANDIDATES, Candidate
from hustings.core.counting.reopened import is_reopening
from hustings.core.counting.rules import Family

# Django's form classes take their model in brackets for the type checker alone.
if TYPE_CHECKING:
    FormOfBallot = forms.ModelForm[Ballot]
    FormOfNominee = forms.ModelForm[Nominee]
    FormOfLimit = forms.ModelForm[Limit]
else:
    FormOfBallot = FormOfNominee = FormOfLimit = forms.ModelForm

MOST_SEATS = 100
MOST_PRINTED = 5_000
KINDS = {
    Family.MOST_VOTES: "Crosses: the most votes win",
    Family.PREFERENCES: "Preferences (1, 2, 3), one seat",
    Family.STV: "Preferences (1, 2, 3), several seats in proportion",
    Family.LISTS: "A cross for a list, seats in proportion",
}


class Day(forms.DateInput):
    """A day, as a browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class BallotForm(FormOfBallot):
    """What is to be decided, when, and how it is counted."""

    class Meta:
        model = Ballot
        fields = (
            "title",
            "held_on",
            "rules",
            "seats",
            "votes",
            "member_by",
            "is_open_meeting",
            "publishes_all",
        )
        widgets = {"held_on": Day(), "member_by": Day()}
        labels = {
            "rules": "How it is counted",
            "seats": "How many are to be elected",
            "member_by": "Last day of joining",
            "votes": "Votes that each voter has",
        }
        help_texts = {
            "title": "As it stands on the paper, such as: Who stands for us in Example North.",
            "member_by": "Who joined later may not vote. Leave it empty if your rules say nothing.",
            "votes": "For a limited vote only.",
            "is_open_meeting": "For an open meeting: whoever comes is put on the roll at the door. Otherwise only members on the roll are given a paper.",
            "publishes_all": "A whole ranking can sign a paper: somebody who buys or forces a vote can ask for one that nobody "
            "else would write, and look for it in the published file. So rankings that fewer than five share are "
            "kept for the scrutineers. Tick this only if everybody who votes is told beforehand.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"] = forms.ChoiceField(
            label="How it is counted",
            choices=[("", "Choose"), *_choices()],
            help_text="Your own rules or standing orders say which. What each one does stands below.",
        )
        self.fields["seats"].widget.attrs["max"] = MOST_SEATS
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        """The number of seats and votes that the rules can have."""
        given = super().clean() or self.cleaned_data
        rules = rules_named(given["rules"]) if given.get("rules") else None
        seats, votes = given.get("seats"), given.get("votes")
        if rules and seats and rules.one_seat and seats != 1:
            self.add_error("seats", f"{rules.title} fills one seat. Type 1, or choose other rules.")  # fmt: skip
        if seats is not None and not 0 < seats <= MOST_SEATS:
            self.add_error("seats", f"Type a number from 1 to {MOST_SEATS}.")
        if rules and "votes" in rules.uses:
            if seats and not (votes and 0 < votes < seats):
                self.add_error("votes", "Type how many votes each voter has: fewer than there are seats, and at least 1.")  # fmt: skip
        elif rules and votes:
            self.add_error("votes", f"{rules.title} has no use for it: leave it empty.")
        day, joined = given.get("held_on"), given.get("member_by")
        if day and joined and joined > day:
            self.add_error("member_by", "This is after the day of the ballot.")
        return given

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rule sets that are offered, by how a paper is marked."""
    return [
        (words, [(r.name, r.title) for r in offered() if r.family is family])
        for family, words in KINDS.items()
    ]


class NomineeForm(FormOfNominee):
    """A line of the paper."""

    groups = forms.CharField(
        label="Groups",
        max_length=200,
        help_text="Only where the ballot has limits: such as women, or under 30. Several with commas between.",
    )
    field_order = ("name", "slate", "groups", "is_reopen")

    class Meta:
        model = Nominee
        fields = ("name", "slate", "is_reopen")
        labels = {
            "name": "Name, as it stands on the paper",
            "is_reopen": "This line stands for re-opening nominations",
        }
        help_texts = {
            "slate": "Whom they stand with, if that is printed.",
            "is_reopen": "A seat that it wins stays empty, and nominations begin again. It stands last.",
        }

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.fields["slate"].required = False
        self.fields["groups"].required = False
        if self.instance.groups:
            self.initial["groups"] = ", ".join(self.instance.groups)
        if "constraints" not in ballot.rule_set.uses and not self.instance.groups:
            del self.fields["groups"]
        if ballot.rule_set.family is Family.LISTS:
            self.fields["name"].label = "Name of the list"

    def clean_name(self) -> str:
        """One line for each name."""
        name = " ".join(self.cleaned_data["name"].split())
        others = self.ballot.nominees.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                f"{name} stands on the paper already. If this is somebody else, add what tells them apart."
            )
        if others.count() >= MOST_CANDIDATES:
            raise forms.ValidationError(f"A paper has at most {MOST_CANDIDATES} lines.")
        return name

    def clean_groups(self) -> list[str]:
        groups = [" ".join(g.split()) for g in self.cleaned_data["groups"].split(",")]
        return sorted({group for group in groups if group})

    def clean_is_reopen(self) -> bool:
        """One such line; a line of that name is one, ticked or not: the count takes it for one."""
        named = is_reopening(Candidate(self.cleaned_data.get("name", "")))
        is_reopen = bool(self.cleaned_data["is_reopen"]) or named
        others = self.ballot.nominees.exclude(pk=self.instance.pk)
        if is_reopen and others.filter(is_reopen=True).exists():
            raise forms.ValidationError("The paper has such a line already.")
        return is_reopen

    def facts(self) -> dict[str, Any]:
        wanted = ("name", "slate", "is_reopen", "groups")
        return {n: self.cleaned_data[n] for n in wanted if n in self.cleaned_data}


class LimitForm(FormOfLimit):
    """At least or at most so many of a group."""

    class Meta:
        model = Limit
        fields = ("group", "at_least", "at_most")
        labels = {"at_least": "At least", "at_most": "At most"}
        help_texts = {
            "group": "Spelt as beside the nominees, such as: women.",
            "at_most": "Leave it empty where there is no upper limit.",
        }

    def __init__(self, *args: Any, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        groups = {g for each in ballot.nominees.all() for g in each.groups}
        self.known = sorted(groups)
        self.fields["group"].widget.attrs["list"] = "groups"

    def clean(self) -> dict[str, Any]:
        """A limit that says something, and can be met by so many seats."""
        given = super().clean() or self.cleaned_data
        least, most = given.get("at_least") or 0, given.get("at_most")
        if not self.errors and not least and most is None:
            self.add_error("at_least", "Type at least or at most how many.")
        if most is not None and most < least:
            self.add_error("at_most", "This is fewer than at least.")
        if least > self.ballot.seats:
            self.add_error("at_least", f"Only {self.ballot.seats} are to be elected.")
        return given

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        group = " ".join(given["group"].split())
        return {
            "group": group,
            "at_least": given["at_least"] or 0,
            "at_most": given["at_most"],
        }


class PrintForm(forms.Form):
    """How many papers, and on what."""

    papers = forms.IntegerField(
        label="How many papers",
        min_value=1,
        max_value=MOST_PRINTED,
        help_text="As many as are on the roll, and some for those that are spoilt. Note the number: the account of papers begins with it.",
    )
    size = forms.ChoiceField(
        label="Size",
        choices=[
            ("a5", "A5: two on a sheet of A4"),
            ("a6", "A6: four on a sheet of A4"),
            ("a4", "A4: one on a sheet"),
        ],
    )
