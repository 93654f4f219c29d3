from typing import Any

from django import forms

from hustings.apps.api.models import LONGEST, RIGHTS
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, may


class TokenForm(forms.Form):
    """A new token: what for, what it opens, and for how long."""

    name = forms.CharField(
        label="What is it for?",
        max_length=80,
        help_text="So that you know later which to take back: “our map”, “Monday’s figures”.",
    )
    answers = forms.BooleanField(
        label=RIGHTS[May.SEE_ANSWERS],
        required=False,
        help_text="Political opinions: leave it out unless the program needs them.",
    )
    days = forms.IntegerField(
        label="For how many days?",
        min_value=1,
        max_value=LONGEST.days,
        initial=30,
        help_text=f"At most {LONGEST.days}. Then make a new one.",
    )

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may(by, May.SEE_ANSWERS):
            del self.fields["answers"]

    def rights(self) -> set[May]:
        chosen = {May.EXPORT_VISITS}
        return chosen | (
            {May.SEE_ANSWERS} if self.cleaned_data.get("answers") else set()
        )
