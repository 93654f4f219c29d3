import re
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware

from hustings.apps.canvass.forms import Clock
from hustings.apps.pollday.queries import POLLS_OPEN, Day

# Spaces, commas, lines, and what a phone's number pad offers: two dots, a star, a hash, a plus.
BETWEEN = re.compile(r"(?:[\s,;*#+]|\.\.)+")
# A suffix belongs to its number however it is spaced: 45 / 1 is not 45 and 1.
STROKE = re.compile(r"[ \t]*/[ \t]*")
MOST = 200


class EntryForm(forms.Form):
    """Numbers from a teller's pad, several at a time. Gives `typed` (a list) and `happened_at`."""

    numbers = forms.CharField(
        label="Numbers from the pad",
        max_length=4000,
        help_text="One or several, with spaces, commas or lines between: 12 45/1 103.2 7. "
        "On a number pad, two dots: 12..45..7",
        widget=forms.Textarea(
            attrs={
                "rows": 2,
                "autofocus": True,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "decimal",
                "enterkeyhint": "send",
            }
        ),
    )
    clock = Clock(
        label="Time on the pad",
        required=False,
        help_text="Such as 8:40. Leave it empty for this moment.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "decimal", "class": "short"}
        ),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # A button's number is one, whatever spaces the letters of its district have.
    is_one = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("is_one",)

    def __init__(self, *args: Any, day: Day, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.at = day, at
        self.fields["key"].initial = uuid4()
        if day.is_over and day.begins:
            self.fields["clock"].help_text = "Such as 8:40, on polling day."

    def clean_numbers(self) -> list[str]:
        if self.cleaned_data.get("is_one"):
            return [self.cleaned_data["numbers"]]
        typed = STROKE.sub("/", self.cleaned_data["numbers"])
        numbers = [part for part in BETWEEN.split(typed) if part]
        if not numbers:
            raise ValidationError("Type at least one number, such as 12 or 45/1.")
        if len(numbers) > MOST:
            raise ValidationError(f"Send at most {MOST} numbers at once.")
        return numbers

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "clock" in cleaned:
            cleaned["happened_at"] = self._moment(cleaned["clock"])
        return cleaned

    def _moment(self, clock: time | None) -> datetime:
        """The pad's time on the day that counts; now, where none is written."""
        if clock is None and self.day.is_over and self.day.begins:
            self.add_error("clock", "Polling day is over: type the time on the pad.")
        moment = make_aware(
            datetime.combine(self.day.on, clock or localtime(self.at).time())
        )
        if moment > self.at + timedelta(minutes=1):
            self.add_error("clock", f"{moment:%H:%M} has not come yet.")
        elif clock and clock.hour < POLLS_OPEN and self.day.is_polling_day:
            self.add_error(
                "clock",
                f"{moment:%H:%M} is before the polls open at {POLLS_OPEN}. "
                f"If it was in the afternoon, type {clock.hour + 12}:{clock.minute:02d}.",
            )
        return moment


class UndoForm(forms.Form):
    """On which district's page a mark is taken back; nothing of it where the page does not say."""

    district = forms.UUIDField(required=False)


class OutsideForm(forms.Form):
    """The member's word, once a session, that the numbers come only from tellers outside."""

    outside = forms.BooleanField(
        label="The numbers that I type come only from tellers outside, and I have not been inside a polling "
        "station today as candidate, agent or polling agent.",
        error_messages={
            "required": "Tick this, or let somebody else type: whoever has been inside may tell nobody who has voted."
        },
    )


class SheetsForm(forms.Form):
    """Which districts to print, and on what paper."""

    districts = forms.MultipleChoiceField(
        label="Districts",
        required=False,
        help_text="None ticked means all of them.",
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.ChoiceField(
        label="Paper", choices=[("a4", "A4"), ("a5", "A5, half as large")]
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = choices


class PadsForm(SheetsForm):
    """Which districts need tellers' pads, and how many each."""

    copies = forms.IntegerField(
        label="Pads for each district",
        initial=15,
        min_value=1,
        max_value=60,
        help_text="Each holds 44 numbers. Fifteen are one for each hour from 7 in the morning to 10 at night.",
    )
