"""What the audit trail is narrowed to."""

from typing import Any

from django import forms

from hustings.apps.campaigns.forms.campaign import DayInput


class TrailForm(forms.Form):
    """By whom, doing what, between which days. All may be empty."""

    who = forms.ChoiceField(label="By", required=False)
    did = forms.CharField(label="Did", required=False, max_length=80)
    since = forms.DateField(label="From", required=False, widget=DayInput())
    until = forms.DateField(label="To", required=False, widget=DayInput())

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [("", "Anybody"), *people]
