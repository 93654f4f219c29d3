"""What organisers fill in about phones: links, questions, stalls, rounds of calls, a saved file."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.campaigns.forms.people import MomentInput
from hustings.apps.campaigns.languages import LANGUAGES
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.batches import BadRequest, Sealed, batch_of
from hustings.apps.doorstep.models import CallRound, Question
from hustings.apps.register.models import District
from hustings.core import words

LARGEST_FILE = 20_000_000
MOST_IN_FILE = 20_000
# RPA 1983 ss. 66 and 66A: nobody is asked how they voted, nor about a ballot paper.
NEVER_ASKED = re.compile(r"\bvoted for\b|\bballot paper", re.IGNORECASE)


class DistrictsForm(forms.Form):
    """A form with the polling districts of the member's area."""

    districts = forms.MultipleChoiceField(
        label="Polling districts",
        required=False,
        help_text="Tick none for the whole campaign.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, districts: Sequence[District], limited: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["districts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(each.pk), str(each)) for each in districts]
        if limited:
            field.required = True
            field.help_text = "Your own area is these."
        elif not districts:
            del self.fields["districts"]

    def chosen(self) -> tuple[UUID, ...]:
        """The districts ticked; none means all."""
        return tuple(UUID(key) for key in self.cleaned_data.get("districts", []))


class PhoneLinkForm(DistrictsForm):
    """For whom a link is that enrols a phone, where and how long it may read."""

    holder = forms.ChoiceField(
        label="Whose phone",
        required=False,
        help_text="Somebody who is not of the team yet becomes a canvasser who cannot sign in, only use the phone.",
    )
    name = forms.CharField(
        label="Their name",
        required=False,
        max_length=150,
        help_text="Of somebody new. So that you know whom the link was for.",
    )
    starts_at = forms.DateTimeField(
        label="From",
        required=False,
        help_text="Leave empty to begin at once.",
        widget=MomentInput(),
    )
    ends_at = forms.DateTimeField(
        label="Until",
        required=False,
        help_text="After it the phone wipes all names, and may still hand in what it has.",
        widget=MomentInput(),
    )
    field_order = ["holder", "name", "districts", "starts_at", "ends_at"]

    def __init__(
        self, *args: Any, by: Membership, members: Sequence[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, limited=bool(by.districts), **kwargs)
        field = self.fields["holder"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", "Somebody new"),
                *((str(each.pk), str(each)) for each in members),
            ]
        if by.role != Role.AGENT:
            self.fields["ends_at"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("starts_at"), given.get("ends_at")
        if begins and ends and begins >= ends:
            self.add_error("ends_at", "The end must come after the beginning.")
        if not given.get("holder") and not (given.get("name") or "").strip():
            self.add_error("name", "Give the name of somebody new, or choose a member.")
        return given

    def place(self, at: datetime) -> Place:
        """What the phone's holder is let in for; hours that have an end begin now, where nothing was said."""
        given = self.cleaned_data
        return Place(
            role=Role.CANVASSER,
            districts=self.chosen(),
            starts_at=given["starts_at"] or (at if given["ends_at"] else None),
            ends_at=given["ends_at"],
        )


class StallForm(DistrictsForm):
    """Where and when a stall is, and whose names go with it."""

    name = forms.CharField(
        label="Name", max_length=120, help_text="Such as: Market day"
    )
    place = forms.CharField(
        label="Place",
        required=False,
        max_length=200,
        help_text="Write a place the same way each time: counts are by place as well.",
    )
    starts_at = forms.DateTimeField(label="From", widget=MomentInput())
    ends_at = forms.DateTimeField(label="Until", widget=MomentInput())
    field_order = ["name", "place", "starts_at", "ends_at", "districts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "districts" in self.fields:
            self.fields["districts"].help_text = (
                "Phones at the stall hold name, door and number of the people of these, for the day. "
                "Tick none and they hold nobody: all are added as newcomers."
            )
            self.fields["districts"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("starts_at"), given.get("ends_at")
        if begins and ends and begins >= ends:
            self.add_error("ends_at", "The end must come after the beginning.")
        return given


class CallRoundForm(DistrictsForm):
    """Whom to ring, or to write to."""

    name = forms.CharField(label="Name", max_length=120)
    channel = forms.ChoiceField(
        label="How",
        choices=CallRound.Channel.choices,
        widget=forms.RadioSelect,
        help_text="Only those who agreed to this, and have not taken it back, are in it.",
    )
    field_order = ["name", "channel", "districts"]


class QuestionForm(forms.Form):
    """A question of the campaign's own, in English and whatever languages there are."""

    kind = forms.ChoiceField(
        label="Kind of answer", choices=Question.Kind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words_en"] = _asked("The question, in English", required=True)
        self.fields["options_en"] = _offered("The answers to choose from, one a line")
        for code in other_languages():
            self.fields[f"words_{code}"] = _asked(LANGUAGES.get(code, code))
            self.fields[f"options_{code}"] = _offered(
                f"{LANGUAGES.get(code, code)}: the answers in the same order"
            )

    @property
    def translations(self) -> list[Any]:
        """The fields of the other languages."""
        return [
            self[f"{part}_{code}"]
            for code in other_languages()
            for part in ("words", "options")
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        offered = _lines(given.get("options_en", ""))
        if given.get("kind") == Question.Kind.CHOICE and len(set(offered)) < 2:
            self.add_error(
                "options_en", "Give two different answers or more, one a line."
            )
        for code in other_languages():
            theirs = _lines(given.get(f"options_{code}", ""))
            if theirs and len(theirs) != len(offered):
                self.add_error(
                    f"options_{code}",
                    f"Expected {len(offered)} lines, one for each answer in English.",
                )
        return given

    def clean_words_en(self) -> str:
        text = str(self.cleaned_data["words_en"]).strip()
        if NEVER_ASKED.search(text):
            raise ValidationError(
                "Nobody may be asked how they voted, or about their ballot paper (RPA 1983 ss. 66, 66A)."
            )
        return text

    def words(self) -> dict[str, str]:
        """The question by language."""
        given = self.cleaned_data
        found = {code: given[f"words_{code}"].strip() for code in _codes()}
        return {code: text for code, text in found.items() if text}

    def options(self) -> list[dict[str, object]]:
        """The answers to choose from: each with its value, which is the English text, and its words by language."""
        if self.cleaned_data["kind"] != Question.Kind.CHOICE:
            return []
        lines = {
            code: _lines(self.cleaned_data[f"options_{code}"]) for code in _codes()
        }
        return [
            {
                "value": value,
                "words": {code: said[place] for code, said in lines.items() if said},
            }
            for place, value in enumerate(lines["en"])
        ]


class SavedFileForm(forms.Form):
    """A file of unsent events that a phone saved."""

    file = forms.FileField(
        label="The file that the phone saved",
        help_text="Only this server can open what is in it. Handing it in twice does no harm.",
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._campaign = campaign

    def clean_file(self) -> list[Sealed]:
        held = self.cleaned_data["file"]
        if held.size > LARGEST_FILE:
            raise ValidationError("The file is too long to be one that a phone saved.")
        try:
            said = json.loads(held.read())
            campaign, events = batch_of(
                said if isinstance(said, dict) else {}, most=MOST_IN_FILE
            )
        except (ValueError, RecursionError, BadRequest) as problem:
            raise ValidationError(
                f"This is no file of unsent events as a phone saves it ({problem})."
            ) from problem
        if campaign != self._campaign.pk:
            raise ValidationError(
                "This file is of another campaign: hand it in there. Nothing was read."
            )
        return events


def other_languages() -> list[str]:
    """The languages of the app at the door, but for English."""
    return [code for code in words.CODES if code != "en"]


def _codes() -> list[str]:
    return ["en", *other_languages()]


def _asked(label: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=200)


def _offered(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _lines(text: str) -> list[str]:
    return [line.strip()[:150] for line in text.splitlines() if line.strip()]
