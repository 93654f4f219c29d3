"""The account of papers, lots and signatures."""

from typing import TYPE_CHECKING, Any

from django import forms

from hustings.apps.selection.models import Account

# Django's form classes take their model in brackets for the type checker alone.
if TYPE_CHECKING:
    FormOfAccount = forms.ModelForm[Account]
else:
    FormOfAccount = forms.ModelForm

_FIGURES = ("printed", "unused", "spoilt", "found", "taken_away")
_MOST = 1_000_000


class AccountForm(FormOfAccount):
    """What was counted by hand. The rest is on the roll and in the typing."""

    class Meta:
        model = Account
        fields = (*_FIGURES, "note")
        labels = {
            "printed": "Papers printed",
            "unused": "Papers not used",
            "spoilt": "Spoilt papers handed back",
            "found": "Papers found in the box",
            "taken_away": "Papers taken away",
            "note": "What is known of papers taken away",
        }
        help_texts = {
            "found": "With those admitted from envelopes, with rejected ones too.",
            "spoilt": "Voters who made a mistake handed them back and got another.",
            "taken_away": "Given to somebody who is known not to have put it into the box. Usually 0.",
            "note": "Everybody can read it once the count is published: name nobody.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _FIGURES:
            field = self.fields[name]
            field.widget.attrs |= {"max": _MOST, "inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in _FIGURES:
            if (cleaned.get(name) or 0) > _MOST:
                self.add_error(name, f"At most {_MOST:,} papers can be accounted for.")
        if cleaned.get("taken_away") and not cleaned.get("note", "").strip():
            self.add_error(
                "note", "Say what is known of the papers that were taken away."
            )
        if not cleaned.get("taken_away") and cleaned.get("note", "").strip():
            self.add_error(
                "note",
                "A note explains papers taken away and nothing else: type how many, or leave the note out.",
            )
        return cleaned


class LotForm(forms.Form):
    """The name that was drawn, and before whom."""

    name = forms.CharField(
        label="Name that was drawn",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    witnesses = forms.CharField(
        label="Drawn before",
        max_length=300,
        help_text="Who was there: names, or “the whole meeting”. It is published.",
    )


class SignForm(forms.Form):
    """A stamp of what was seen, and the word of whoever signs."""

    seen = forms.CharField(widget=forms.HiddenInput())
    agrees = forms.BooleanField(
        label="I have looked at the count, the account of papers and the file, and they are right"
    )


class BoxForm(forms.Form):
    """What must have been done with the papers before a number is typed."""

    is_mixed = forms.BooleanField(
        label="The papers are mixed, face down, and each has a number, from 1"
    )
