"""What people fill in: the round, a line, a visit in full, the choice of sheets, a scale."""

import re
from datetime import date, datetime, time
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localtime, make_aware

from hustings.apps.campaigns.languages import LANGUAGES
from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.register.models import District
from hustings.core.canvassing import (
    CHANNELS,
    COUNTS_ONLY,
    AnswerCode,
    Line,
    Meaning,
    Scale,
    read_line,
    scale_from,
)
from hustings.core.errors import HustingsError

CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.h]?([0-5]\d))?")
NOON = time(12)
ANSWER_ROWS, ROWS_AT_FIRST = 14, 4
MIN_DIGITS = 6
DOOR_OUTCOMES = [("", "–"), *((a.code, a.label) for a in COUNTS_ONLY.answers[:3])]
MEANINGS = {
    "support-1": "1: will vote for us",
    "support-2": "2: leans to us",
    "support-3": "3: undecided",
    "support-4": "4: leans against us",
    "support-5": "5: against us",
    Meaning.WONT_SAY: "Won’t say",
    Meaning.SPOKEN_TO: "Spoken to, nothing more",
    Meaning.NOT_IN: "Not in",
    Meaning.REFUSED: "Would not talk",
    Meaning.MOVED: "Moved away",
    Meaning.DECEASED: "Deceased",
    Meaning.DO_NOT_CONTACT: "Asked not to be contacted",
}


class Clock(forms.CharField):
    """A time as people write it: 18:30, 18.30, 1830 or 18."""

    def to_python(self, value: object) -> time | None:  # type: ignore[override]  # a time, not a text
        text = str(super().to_python(value) or "")
        if not text:
            return None
        found = CLOCK.fullmatch(text)
        if not found:
            raise ValidationError("Type a time of the day such as 18:30.")
        return time(int(found[1]), int(found[2] or 0))


class RoundForm(forms.Form):
    """Whose round it was, where and when; it stays while the lines are typed."""

    district = forms.ChoiceField(label="Polling district")
    on = forms.DateField(
        label="Day of the round",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    clock = Clock(
        label="Time",
        required=False,
        help_text="Roughly, such as 18:30. Leave it empty if nobody knows.",
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
    )
    canvasser = forms.CharField(
        label="Canvasser’s name",
        required=False,
        max_length=80,
        help_text="As on the sheet. Leave it empty if it was you.",
    )
    scale = forms.ChoiceField(label="Codes on the sheet")
    language = forms.ChoiceField(label="Consent was asked in", required=False)

    def __init__(
        self,
        *args: Any,
        districts: list[District],
        scales: tuple[Scale, ...],
        wordings: list[ConsentWording],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        offered = {
            "district": [(str(d.pk), str(d)) for d in districts],
            "scale": [(scale.name, scale.name) for scale in scales],
            "language": [(w.language, _language(w)) for w in wordings],
        }
        for name, choices in offered.items():
            _offer(self, name, choices)
            self.fields[name].initial = choices[0][0] if choices else ""
            if name != "district" and len(choices) < 2:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].required = False
        if len(districts) > 1:
            # Nothing is chosen for the typist: another district's 12 is another person.
            _offer(self, "district", [("", "Choose"), *offered["district"]])
            self.fields["district"].initial = ""
        if "en" in dict(offered["language"]):
            self.fields["language"].initial = "en"

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > localtime(self.at).date():
            raise ValidationError("This day has not come yet.")
        return on

    def clean_language(self) -> str:
        """The language that was chosen; where none is, the one that stands there first, as on the sheet."""
        return self.cleaned_data["language"] or str(self.fields["language"].initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        moment = happened_at(cleaned.get("on"), cleaned.get("clock"), self.at)
        if cleaned.get("clock") and moment > self.at:
            self.add_error("clock", f"{moment:%H:%M} has not come yet.")
        return cleaned | {"happened_at": moment}


def happened_at(on: date | None, clock: time | None, at: datetime) -> datetime:
    """When a round's visits happened: the time given; else now on the same day, and noon on an earlier one."""
    today = localtime(at).date()
    if clock is None and on in (None, today):
        return at
    return make_aware(datetime.combine(on or today, clock or NOON))


class LineForm(forms.Form):
    """One line of a sheet: number, answer, ticks. Gives `line`, read by the codes of `scale`."""

    line = forms.CharField(
        label="Number, answer, ticks",
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "enterkeyhint": "send",
            }
        ),
        error_messages={
            "required": "Type a number and an answer, such as 888/8 1, or 12 N where nobody was in."
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale = scale
        self.fields["key"].initial = uuid4

    def clean_line(self) -> Line:
        try:
            return read_line(self.cleaned_data["line"], self.scale)
        except HustingsError as problem:
            raise ValidationError(str(problem)) from problem


class DoorsForm(forms.Form):
    """What came of each door of a street. Gives `outcomes`: for each door that was chosen, its answer.

    The page writes the choices itself: a widget a door would take longer than all the rest of the page.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, doors: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.doors = doors
        for door in doors:
            self.fields[str(door.pk)] = forms.ChoiceField(
                choices=DOOR_OUTCOMES, required=False
            )

    def outcomes(self) -> dict[Any, AnswerCode]:
        chosen = {door: self.cleaned_data[str(door.pk)] for door in self.doors}
        return {
            door: COUNTS_ONLY.by_code(code) for door, code in chosen.items() if code
        }


class VisitForm(forms.Form):
    """A visit in full, for what a line has no room for."""

    answer = forms.ChoiceField(label="Answer", required=False, widget=forms.RadioSelect)
    agreed = forms.BooleanField(
        label="They themselves agreed to our keeping this with their name",
        required=False,
    )
    poster = forms.BooleanField(label="Takes a poster", required=False)
    needs_help = forms.BooleanField(
        label="Needs help to get to the poll", required=False
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=200,
        help_text="What they asked of us. Nothing about religion, origin, health or other people.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale = scale
        self.fields["key"].initial = uuid4
        _offer(
            self, "answer", [(a.code, f"{a.code}: {a.label}") for a in scale.answers]
        )
        if scale == COUNTS_ONLY:
            for name in ("agreed", "poster", "needs_help", "note"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = [cleaned.get(n) for n in ("answer", "poster", "needs_help", "note")]
        if not any(told):
            raise ValidationError(
                "Choose an answer, or say what else there is to keep."
            )
        return cleaned

    def line(self, number: str) -> Line:
        given = self.cleaned_data
        return Line(
            number=number,
            answer=self.scale.by_code(given["answer"]) if given["answer"] else None,
            agreed=given.get("agreed", False),
            poster=given.get("poster", False),
            needs_help=given.get("needs_help", False),
            note=given.get("note", ""),
        )


class PermissionForm(forms.Form):
    """Whether a person allows one channel, by words of its own."""

    channel = forms.ChoiceField(choices=[(name, name) for name in CHANNELS])
    given = forms.BooleanField(required=False)
    address = forms.CharField(max_length=120, required=False)
    key = forms.UUIDField()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("given") and "address" in cleaned:
            _check_address(cleaned.get("channel", ""), cleaned["address"])
        return cleaned


class SheetsForm(forms.Form):
    """Which doors to print, how much of what is known, and on what paper."""

    districts = forms.MultipleChoiceField(
        label="Districts", widget=forms.CheckboxSelectMultiple
    )
    street = forms.CharField(label="Only this street", required=False, max_length=200)
    side = forms.ChoiceField(
        label="Side of the street",
        choices=[("", "Both"), ("odd", "Odd numbers"), ("even", "Even numbers")],
        required=False,
    )
    detail = forms.ChoiceField(label="What is on it", widget=forms.RadioSelect)
    scale = forms.ChoiceField(label="Codes on the sheet")
    size = forms.ChoiceField(
        label="Paper", choices=[("a4", "A4"), ("a5", "A5, half as large")], initial="a4"
    )

    def __init__(
        self,
        *args: Any,
        districts: list[District],
        details: list[tuple[str, str]],
        scales: tuple[Scale, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "districts", [(str(d.pk), str(d)) for d in districts])
        _offer(self, "detail", details)
        _offer(self, "scale", [(scale.name, scale.name) for scale in scales])
        self.fields["detail"].initial = details[0][0]
        self.fields["scale"].initial = scales[0].name
        if len(scales) < 2:
            self.fields["scale"].widget = forms.HiddenInput()


class ScaleForm(forms.Form):
    """A scale of the campaign's own: up to fourteen codes, their words and what each means. Gives `scale`."""

    name = forms.CharField(label="Name of these codes", max_length=60)
    is_default = forms.BooleanField(
        label="Begin new sheets and entries with these", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = ROWS_AT_FIRST
        for place in range(1, ANSWER_ROWS + 1):
            self.fields[f"code-{place}"] = _cell("Code", place, 6)
            self.fields[f"words-{place}"] = _cell("Words", place, 60)
            self.fields[f"meaning-{place}"] = forms.ChoiceField(
                choices=[("", "–"), *MEANINGS.items()],
                required=False,
                widget=forms.Select(attrs={"aria-label": f"Meaning of answer {place}"}),
            )

    @classmethod
    def with_more_rows(cls, typed: dict[str, Any]) -> "ScaleForm":
        """A form with what was typed so far, not judged yet, and room for more."""
        form = cls(initial=typed)
        form.shown = len(form.rows()) + ROWS_AT_FIRST
        return form

    def rows(self) -> list[list[forms.BoundField]]:
        """The rows shown: a few, and never fewer than are filled."""
        places = range(1, ANSWER_ROWS + 1)
        parts = ("code", "words", "meaning")
        rows = [[self[f"{part}-{place}"] for part in parts] for place in places]
        filled = [place for place in places if any(f.value() for f in rows[place - 1])]
        return rows[: max(self.shown, *filled, 0)]

    def may_have_more(self) -> bool:
        return len(self.rows()) < ANSWER_ROWS

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        filled = [row for row in map(self._row, range(1, ANSWER_ROWS + 1)) if row]
        if not filled:
            raise ValidationError("Give at least one code, its words and its meaning.")
        try:
            cleaned["scale"] = scale_from(cleaned.get("name", ""), filled)
        except HustingsError as problem:
            raise ValidationError(str(problem)) from problem
        return cleaned

    def _row(self, place: int) -> dict[str, object] | None:
        code, words, meaning = (
            self.cleaned_data.get(f"{part}-{place}", "")
            for part in ("code", "words", "meaning")
        )
        if not (code or words or meaning):
            return None
        kind, _, strength = meaning.partition("support-")
        return {
            "code": code,
            "label": words,
            "meaning": Meaning.SUPPORT.value if strength else kind,
            "strength": strength or None,
        }


def _check_address(channel: str, address: str) -> None:
    """A yes is worth nothing without the number or address that it is about."""
    if channel == "email":
        validate_email(address)
    elif sum(letter.isdigit() for letter in address) < MIN_DIGITS:
        raise ValidationError("Type the telephone number that they gave.")


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def _cell(name: str, place: int, longest: int) -> forms.CharField:
    return forms.CharField(
        max_length=longest,
        required=False,
        widget=forms.TextInput(
            attrs={"aria-label": f"{name} of answer {place}", "autocomplete": "off"}
        ),
    )


def _language(wording: ConsentWording) -> str:
    return LANGUAGES.get(wording.language, wording.language)
