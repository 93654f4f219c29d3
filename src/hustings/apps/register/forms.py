from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.models import District, Elector
from hustings.core.register.addresses import read_number

LONGEST = 300


class SearchForm(forms.Form):
    """What the list of electors is searched by."""

    q = forms.CharField(label="Number, name or street", required=False, max_length=120)
    closed = forms.BooleanField(label="Those struck off", required=False)

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = District.objects.filter(pk__in=[d.pk for d in districts])
        self.fields["district"] = forms.ModelChoiceField(
            seen.select_related("council"), required=False, empty_label="All districts"
        )


class ElectorForm(forms.Form):
    """Values of one elector, put right by hand."""

    title = forms.CharField(required=False, max_length=LONGEST)
    forenames = forms.CharField(required=False, max_length=LONGEST)
    surname = forms.CharField(max_length=LONGEST)
    address = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One line a line, without the postcode.",
    )
    postcode = forms.CharField(required=False, max_length=12)

    def __init__(self, *args: Any, elector: Elector, **kwargs: Any) -> None:
        kwargs["initial"] = {name: elector.held(name) for name in Elector.CORRECTABLE}
        super().__init__(*args, **kwargs)

    def clean_address(self) -> str:
        """The lines without spare spaces and empty ones."""
        lines = (
            " ".join(each.split()) for each in self.cleaned_data["address"].splitlines()
        )
        return "\n".join(line for line in lines if line)


class DoorForm(forms.Form):
    """A door's street or number, put right by hand."""

    street = forms.CharField(max_length=LONGEST)
    number = forms.CharField(
        required=False,
        max_length=20,
        help_text="Such as 16, 16A or 4-6; leave it empty for a house that has a name only.",
    )

    def clean_number(self) -> str:
        """A number that can be read, or none."""
        text = str(self.cleaned_data["number"]).strip()
        if text and read_number(text).number is None:
            raise ValidationError("Give a house number such as 16, 16A or 4-6.")
        return text


class PlaceForm(forms.Form):
    """Where in its street a door comes in the walk, from 1; 0 gives it back to its number."""

    place = forms.IntegerField(min_value=0, max_value=9999)


class SubscribersForm(forms.Form):
    """The elector numbers on a nomination paper."""

    numbers = forms.CharField(
        label="Elector numbers",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One a line, in the order of the paper and exactly as written there: AB1-888, or AB1-888/8.",
    )

    def clean_numbers(self) -> list[str]:
        """The lines with something on them, without spare spaces."""
        lines = self.cleaned_data["numbers"].splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]


def council_choices(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's councils by name, for a choice field."""
    from hustings.apps.campaigns.models import Council

    return [(str(c.pk), c.name) for c in Council.objects.filter(campaign=campaign)]
