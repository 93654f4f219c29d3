from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from hustings.apps.counts.models import Candidacy, Result
from hustings.apps.counts.published import read
from hustings.apps.counts.queries import check_elected, declared_from
from hustings.core.elections.result import DeclaredResult
from hustings.core.errors import HustingsError

# Django's form classes take their model in brackets for the type checker alone.
if TYPE_CHECKING:
    FormOfResult = forms.ModelForm[Result]
    Rows = forms.BaseFormSet["RowForm"]
else:
    FormOfResult, Rows = forms.ModelForm, forms.BaseFormSet

LARGEST = 30 * 1024 * 1024
BLANK_ROWS, LEAST_ROWS, MOST_ROWS = 3, 8, 60
MOST_VOTES = 50_000_000


class Count(forms.IntegerField):
    """A whole number, 0 or more, as people write it: 24120 or 24,120."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        kwargs["widget"] = forms.TextInput(attrs=attrs)
        kwargs |= {"required": False, "min_value": 0, "max_value": MOST_VOTES}
        super().__init__(**kwargs)

    def to_python(self, value: object) -> int | None:
        text = str(value if value is not None else "")
        digits = "".join(text.replace(",", "").split())
        if digits and not (digits.isascii() and digits.isdecimal()):
            raise ValidationError("Type a whole number, 0 or more, such as 24,120.")
        return super().to_python(digits)


class BesideTheRows(forms.HiddenInput):
    """Drawn as a button beside each candidate's row, so not by the form again: an empty one would win."""

    def render(self, *args: object, **kwargs: object) -> SafeString:
        return SafeString("")


class Day(forms.DateInput):
    """A day, as a browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FiguresForm(FormOfResult):
    """The electorate, the rejected papers and the sum to check against; `ours` is the number of our row."""

    valid = Count(
        label="Valid votes, as announced",
        help_text="If you type it, the candidates must add up to it.",
    )
    field_order = ("valid",)
    ours = forms.IntegerField(required=False, min_value=0, widget=BesideTheRows)

    class Meta:
        model = Result
        fields = (
            "electorate",
            *Result.REASONS,
            "lot",
            "source",
            "contest",
            "held_on",
        )
        field_classes = dict.fromkeys(("electorate", *Result.REASONS), Count)
        widgets = {"held_on": Day()}
        help_texts = {
            "electorate": "Leave it empty if it was not announced, or where each elector had several votes.",
            "source": "Such as: announced by the returning officer; the council’s web site.",
            "lot": "Only if the first were equal: the candidate’s name.",
        }


class RowForm(forms.Form):
    """One candidate's line. A row with neither name nor party is no row."""

    name = forms.CharField(max_length=200, required=False)
    party = forms.CharField(max_length=200, required=False)
    votes = Count()
    short = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    together = forms.BooleanField(required=False, widget=forms.HiddenInput)
    elected = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("votes") is not None and not self.is_row():
            self.add_error("name", "Whose votes are these? Type a name or a party.")
        return cleaned

    def is_row(self) -> bool:
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("party"))


RowSet = forms.formset_factory(
    RowForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def candidacies_in(rows: Rows, ours: int | None) -> list[Candidacy]:
    """The filled rows, in order; `ours` is the number of the row that is ours."""
    filled = [(n, row.cleaned_data) for n, row in enumerate(rows.forms) if row.is_row()]
    return [
        Candidacy(
            name=row["name"],
            party=row["party"],
            short=row["short"],
            votes=row["votes"],
            is_together=row["together"],
            is_elected=row["elected"],
            is_ours=number == ours,
        )
        for number, row in filled
    ]


def rows_for(candidacies: list[Candidacy]) -> Rows:
    """The rows to fill: what is known, and some blank ones."""
    known = [
        {
            "name": each.name,
            "party": each.party,
            "short": each.short,
            "votes": "" if each.votes is None else each.votes,
            "together": each.is_together,
            "elected": each.is_elected,
        }
        for each in candidacies
    ]
    blank: list[Mapping[str, Any]] = [{}] * max(BLANK_ROWS, LEAST_ROWS - len(known))
    return RowSet(initial=[*known, *blank][:MOST_ROWS], prefix="row")


def check_sums(form: FiguresForm, rows: Rows) -> None:
    """Put what does not add up on the form: the announced sum, more papers than electors, a name twice, nobody elected."""
    candidacies = candidacies_in(rows, form.cleaned_data.get("ours"))
    if len(candidacies) < 2:
        form.add_error(None, "Type at least two candidates with their votes.")
    if form.errors:
        return
    try:
        check_elected(form.instance.campaign, candidacies)
        result = declared_from(form.instance, candidacies)
    except HustingsError as problem:
        form.add_error(None, str(problem))
        return
    announced = form.cleaned_data["valid"]
    if announced is not None and announced != result.valid:
        apart = result.valid - announced
        form.add_error(
            "valid",
            f"The candidates add up to {result.valid:,}, which is {abs(apart):,} "
            f"{'more' if apart > 0 else 'fewer'} than the {announced:,} announced.",
        )


class FileForm(forms.Form):
    """A published results file, and which contest of it."""

    file = forms.FileField(
        label="Results file",
        help_text="CSV, or CSV compressed with gzip: the House of Commons Library’s files, or a list with the "
        "columns candidate, party, votes.",
    )
    seats = forms.FileField(
        label="File of constituencies",
        required=False,
        help_text="Where electorate and rejected papers are published in a file of their own.",
    )
    constituency = forms.CharField(
        max_length=120, help_text="Its name or official code."
    )
    held_on = forms.DateField(
        label="Polling day",
        required=False,
        widget=Day(),
        help_text="Needed where the file holds several elections.",
    )

    def clean_file(self) -> Any:
        return _small_enough(self.cleaned_data["file"])

    def clean_seats(self) -> Any:
        return _small_enough(self.cleaned_data["seats"])

    def clean(self) -> dict[str, Any]:
        """Read the file; what cannot be read is said on the form. Adds `result`."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["result"] = read(cleaned)
                check_fits(cleaned["result"])
            except HustingsError as problem:
                self.add_error(None, str(problem))
        return cleaned


def check_fits(result: DeclaredResult) -> None:
    """Refuse what no ballot paper and no declaration could hold: a name of a page, a thousand million votes."""
    longest = {"name": 200, "party": 200, "short": 40}
    if len(result.contest) > 120:
        raise HustingsError(f"{result.contest[:40]}… is too long for a contest's name.")
    for line in result.candidacies:
        for field, most in longest.items():
            if len(getattr(line, field)) > most:
                raise HustingsError(
                    f"{line.label[:40]}…: the {WORDS[field]} is longer than {most} characters. Check the columns."
                )
    numbers = [line.votes for line in result.candidacies]
    numbers += [result.electorate or 0, result.rejected or 0]
    if max(numbers) > MOST_VOTES:
        raise HustingsError(
            f"{max(numbers):,} is more than all electors of the country. Check the columns."
        )


WORDS = {"name": "name", "party": "party or description", "short": "party's short form"}


def _small_enough(file: Any) -> Any:
    if file and file.size > LARGEST:
        raise ValidationError("This is larger than any results file (30 MB).")
    return file
