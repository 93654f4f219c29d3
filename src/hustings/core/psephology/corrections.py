"""Known errors in publishers' files, put right by rows that say why: never in the file itself.

A correction applies only where the file still prints the wrong figure: a corrected release of the file needs none.
"""

from dataclasses import dataclass, replace

from hustings.core.elections.results_table import Row, Table
from hustings.core.psephology.past import SeatResult


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell of a file of candidacies: what is printed there, what is right, and how that is known."""

    day: str
    code: str
    surname: str
    column: str
    printed: str
    right: str
    because: str

    def applies_to(self, row: Row) -> bool:
        """Whether the row is the one that is meant, and still wrong."""
        return (
            row.text("election_date") == self.day
            and row.text("ons_id") == self.code
            and row.text("surname") == self.surname
            and row.text(self.column) == self.printed
        )


CORRECTIONS = (
    Correction(
        day="2016-05-05",
        code="E14000921",
        surname="Furniss",
        column="votes",
        printed="14987",
        right="14087",
        because="Gill Furniss had 14,087 votes, not 14,987: with 14,087 the candidates add up to the 22,581 valid votes "
        "and to the majority of 9,590 that the publisher prints in its file of constituencies.",
    ),
)


def corrections_of(seat: SeatResult) -> list[str]:
    """Why figures of the seat differ from what the publisher's file printed; nothing where no correction is known."""
    return [
        each.because
        for each in CORRECTIONS
        if (each.day, each.code) == (str(seat.day), seat.code)
    ]


def correct(table: Table) -> tuple[Table, tuple[tuple[Row, str], ...]]:
    """The table with known errors put right, and each row that was changed with the reason."""
    days = {each.day for each in CORRECTIONS}
    rows, changed = [], []
    for row in table.rows:
        found = row
        if row.text("election_date") in days:
            for each in CORRECTIONS:
                if each.applies_to(row):
                    found = replace(row, cells=row.cells | {each.column: each.right})
                    changed.append((found, each.because))
        rows.append(found)
    return replace(table, rows=tuple(rows)), tuple(changed)
