"""The privacy notice and the words of consent, typed in by the agent."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.campaigns.languages import LANGUAGES
from hustings.apps.campaigns.models import ConsentWording, PrivacyNotice

# The types know which model a form is of; Django's own class, when it runs, does not take the word.
if TYPE_CHECKING:
    FormOfNotice = forms.ModelForm[PrivacyNotice]
    FormOfWording = forms.ModelForm[ConsentWording]
else:
    FormOfNotice = FormOfWording = forms.ModelForm

BLANK = re.compile(r"\[[^\]]*\]")


def _without_blanks(text: str) -> str:
    blank = BLANK.search(text)
    if blank:
        raise ValidationError(
            f"Fill in what stands in square brackets: {blank.group()}"
        )
    return text


class NoticeForm(FormOfNotice):
    """The notice, and where people can read it."""

    class Meta:
        model = PrivacyNotice
        fields = ["text", "address"]
        labels = {"text": "Privacy notice", "address": "Where people can read it"}
        help_texts = {
            "text": "Say who you are, what you keep and why, on what legal basis, for how long, and how to object.",
            "address": "A web address, or “on request from the agent at …”. Canvassers tell people this.",
        }
        widgets = {"text": forms.Textarea(attrs={"class": "tall"})}

    def clean_text(self) -> str:
        return _without_blanks(self.cleaned_data["text"])


class WordingForm(FormOfWording):
    """Words of consent for one purpose in one language."""

    language = forms.ChoiceField(label="Language", choices=list(LANGUAGES.items()))

    class Meta:
        model = ConsentWording
        fields = ["covers", "language", "text"]
        labels = {"covers": "What it allows", "text": "Words"}
        help_texts = {
            "text": "Exactly what is read out or shown at the door. One purpose only: ask for each separately.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["dir"] = "auto"

    def clean_text(self) -> str:
        return _without_blanks(self.cleaned_data["text"])
