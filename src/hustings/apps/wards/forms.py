"""A file of results, or what of one was shown and is to be added; which districts an area is; two elections."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hustings.apps.register.models import District
from hustings.apps.wards.queries.flows import Occasion
from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.wards import AreaResults, read_area_results

LARGEST = 2 * 1024 * 1024
"""More bytes than this are no table that a campaign typed: a row has about 60."""


class ResultsForm(forms.Form):
    """A file of results; `rows` and `name` are what of it was shown. Gives `read`."""

    sent = forms.FileField(
        label="File of results",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
        help_text="CSV with the columns of the template, a row for each candidate.",
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LARGEST)
    name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=255)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sent"].required = not self.data.get("rows")
        self.read: AreaResults | None = None

    def clean(self) -> dict[str, Any]:
        """Read the file, or the rows that were shown; a file of which nothing can be read is refused."""
        given = super().clean() or {}
        sent = given.get("sent")
        if sent and sent.size > LARGEST:
            self.add_error("sent", f"The file has {sent.size:,} bytes, and at most {LARGEST:,} were expected.")  # fmt: skip
        elif sent or given.get("rows"):
            content = sent.read() if sent else given["rows"].encode()
            self._read(content, sent.name if sent else given.get("name") or "results.csv")  # fmt: skip
        return given

    def _read(self, content: bytes, name: str) -> None:
        try:
            table = read_table(content, file=name)
            self.read = read_area_results(table, latest=self.today)
        except HustingsError as problem:
            self.add_error("sent", str(problem))


class DistrictsForm(forms.Form):
    """Which polling districts an area is. Gives `districts`."""

    districts = forms.MultipleChoiceField(
        label="Polling districts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With none ticked, the area’s name decides.",
    )

    def __init__(self, *args: Any, districts: Sequence[District], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._by_id = {str(each.pk): each for each in districts}
        field = self.fields["districts"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # for the type checker: named above
        field.choices = [(key, str(each)) for key, each in self._by_id.items()]

    def clean_districts(self) -> list[District]:
        return [self._by_id[key] for key in self.cleaned_data["districts"]]


class TwoElectionsForm(forms.Form):
    """Two occasions, the earlier first. Gives `both` once it is valid."""

    earlier = forms.ChoiceField(label="From")
    later = forms.ChoiceField(label="To")

    def __init__(self, *args: Any, occasions: Sequence[Occasion], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._by_key = {each.key: each for each in occasions}
        choices = [(key, str(each)) for key, each in self._by_key.items()]
        for name in ("earlier", "later"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker: named above
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "earlier" in given and "later" in given:
            self.both = self._by_key[given["earlier"]], self._by_key[given["later"]]
            if self.both[0].day >= self.both[1].day:
                raise ValidationError("Choose an earlier election first, and a later one second.")  # fmt: skip
        return given
