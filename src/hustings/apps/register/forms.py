from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from hustings.apps.campaigns.models import Council
from hustings.apps.register.models import District, Elector, Import
from hustings.core.register.addresses import read_number
from hustings.core.register.layouts import ColumnMapping, NumberStyle
from hustings.core.register.rows import Change, Kind

LONGEST = 300


class SearchForm(forms.Form):
    """What the list of electors is searched by."""

    q = forms.CharField(label="Number, name or street", required=False, max_length=120)
    closed = forms.BooleanField(label="Closed entries", required=False)

    def __init__(self, *args: Any, districts: list[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts = {str(district.pk): district for district in districts}
        several = len({district.council_id for district in districts}) > 1
        named = [
            (key, _with_council(district) if several else str(district))
            for key, district in self.districts.items()
        ]
        self.fields["district"] = forms.ChoiceField(
            label="District", required=False, choices=[("", "All districts"), *named]
        )

    def district(self) -> District | None:
        """The district that was chosen."""
        return self.districts.get(self.cleaned_data.get("district", ""))


def _with_council(district: District) -> str:
    """The district and its council, unless its name says that already."""
    council = str(district.council)
    return str(district) if council in district.name else f"{district}, {council}"


class ElectorForm(forms.Form):
    """Values of one elector, put right by hand.

    Each says what it was when the page was opened, so that only what the person has changed is theirs, whatever an import
    has written meanwhile.
    """

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
        for field in self.fields.values():
            field.show_hidden_initial = True

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


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, each as sent."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Each file checked by itself; an empty one is kept, for the reader says what is wrong with it."""
        single = super().clean
        files = data if isinstance(data, (list, tuple)) and data else [data or None]
        return [single(each, initial) for each in files]


class UploadForm(forms.Form):
    """The files that a council sent, and which council it was."""

    sent = FilesField(
        label="The files, just as they came",
        allow_empty_file=True,
        help_text="CSV, XLSX or ZIP; as many at once as there are: registers, updates and absent voters’ lists.",
    )
    another = forms.CharField(
        label="Name of another council", required=False, max_length=120
    )

    def __init__(self, *args: Any, councils: QuerySet[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils = {str(council.pk): council for council in councils}
        known = [(key, council.name) for key, council in self.councils.items()]
        # Of several councils none is chosen beforehand: the wrong one would be quickly missed.
        choose = [("", "Choose the council")] if len(known) > 1 else []
        self.fields["council"] = forms.ChoiceField(
            label="Council that sent them",
            choices=[*choose, *known, (ANOTHER, "Another, named below")],
            help_text="Two councils may use the same letters for their districts, so send one council’s files at a time.",
        )
        self.order_fields(["council", "another", "sent"])

    def clean(self) -> dict[str, Any]:
        """One council, from the list or by name."""
        given = super().clean() or {}
        if given.get("council") == ANOTHER and not given.get("another"):
            self.add_error("another", "Name the council that sent these files.")
        return given

    def chosen(self) -> Council | None:
        """The council from the list; None where another was named."""
        return self.councils.get(self.cleaned_data["council"])


ANOTHER = "another"


class YesForm(forms.Form):
    """What an import asks before it is applied: one tick each."""

    def __init__(self, *args: Any, of_import: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = of_import.report.get("left_lists", 0)
        offers = {
            Import.Yes.ABSENCE: (
                f"Close the {of_import.missing:,} whom the new files no longer have. They are of these districts; "
                "leave this empty if the files are only a part of the register."
            ),
            Import.Yes.LISTS: f"Take {left:,} off the absent lists: the new lists are complete and no longer have them.",
            Import.Yes.NUMBERS: "This is no new edition of the register: I have looked, and the numbers are right.",
        }
        wanted = {
            Import.Yes.ABSENCE: bool(of_import.missing) and not of_import.renumbers,
            Import.Yes.LISTS: bool(left),
            Import.Yes.NUMBERS: Import.Yes.NUMBERS in of_import.asks,
        }
        for yes, label in offers.items():
            if wanted[yes]:
                required = yes.value in of_import.asks
                self.fields[yes.value] = forms.BooleanField(
                    label=label, required=required
                )

    def agreed(self) -> list[str]:
        """What was ticked."""
        return [name for name, ticked in self.cleaned_data.items() if ticked]


MEANINGS = (
    ("district", "Polling district", "Its letters, such as AB1."),
    ("number", "Elector number", "The number alone, or with its suffix."),
    ("suffix", "Suffix of the number", ""),
    (
        "whole_number",
        "District and number in one",
        "Such as AB1-888. Instead of the two above.",
    ),
    ("surname", "Surname", ""),
    ("forenames", "Forenames", ""),
    ("middle", "Middle names", ""),
    ("name", "Whole name, surname first", "Instead of surname and forenames."),
    ("marker", "Franchise marker", "The letter beside the name."),
    ("attainer_date", "Date of an attainer", "Of coming of age, or of birth."),
    ("postcode", "Postcode", ""),
    ("uprn", "UPRN", ""),
    (
        "change",
        "What the row asks for",
        "Only in updates: a letter for add, amend, delete.",
    ),
    ("absent_kind", "Postal or proxy", "Only in absent voters’ lists."),
)
LINES = 9


class MappingForm(forms.Form):
    """Which column means what in a file whose layout we do not know."""

    kind = forms.ChoiceField(
        label="What the file is",
        choices=[
            (Kind.FULL.value, "A register, or part of one"),
            (Kind.UPDATE.value, "Changes to the register"),
            (Kind.ABSENT.value, "Absent voters"),
        ],
    )

    def __init__(
        self, *args: Any, headings: Sequence[str], guess: ColumnMapping, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = guess.kind.value
        choices = [("", "No such column"), *((h, h) for h in headings if h)]
        guesses = _guesses(guess)
        for name, label, hint in MEANINGS:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, help_text=hint, initial=guesses.get(name)
            )  # fmt: skip
        for line in range(1, LINES + 1):
            self.fields[f"address{line}"] = forms.ChoiceField(
                label=f"Address, line {line}", choices=choices, required=False, initial=guesses.get(f"address{line}")
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Enough columns to know an elector by."""
        given = super().clean() or {}
        if not given.get("number") and not given.get("whole_number"):
            self.add_error("number", "Say which column has the elector number.")
        elif not given.get("district") and not given.get("whole_number"):
            self.add_error(
                "district", "Say which column has the letters of the polling district."
            )
        named = given.get("surname") or given.get("name")
        if not named and given.get("kind") != Kind.ABSENT:
            self.add_error(
                "surname", "Say which column has the surname, or the whole name."
            )
        if given.get("kind") == Kind.UPDATE and not given.get("change"):
            self.add_error(
                "change", "Say which column tells whether to add, amend or delete."
            )
        return given

    def mapping(self) -> ColumnMapping:
        """What was said, in the core's words."""
        given = self.cleaned_data
        single = {
            name: given[name]
            for name, _, _ in MEANINGS
            if name not in {"forenames", "middle"}
        }
        lines = (given[f"address{line}"] for line in range(1, LINES + 1))
        names = (given["forenames"], given["middle"])
        return ColumnMapping(
            kind=Kind(given["kind"]),
            style=NumberStyle.COLUMNS if given["number"] else NumberStyle.JOINED,
            forenames=tuple(filter(None, names)),
            address=tuple(filter(None, lines)),
            codes=CODES if given["kind"] == Kind.UPDATE else {},
            **single,
        )


CODES = {
    "A": Change.ADD,
    "N": Change.ADD,
    "M": Change.AMEND,
    "C": Change.AMEND,
    "D": Change.CLOSE,
}


def _guesses(guess: ColumnMapping) -> dict[str, str]:
    """The first choice for each field of the form."""
    found = {name: str(getattr(guess, name, "")) for name, _, _ in MEANINGS}
    found["forenames"], found["middle"] = (*guess.forenames, "", "")[:2]
    found |= {f"address{i}": line for i, line in enumerate(guess.address, start=1)}
    return found
