"""Invented results of wards and boxes, as files."""

from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.core.elections.results_table import read_table
from hustings.core.psephology.wards import AreaResult, read_area_results

HEADING = "area,election day,kind,candidate,party,votes,electorate,spoilt,elected"
NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)
MILL = (
    "Mill Ward,2023-05-04,local election,Bo Example,Labour,600,4000,5,",
    "Mill Ward,2023-05-04,local election,Cy Example,Conservative,400,4000,5,",
    "Mill Ward,2025-05-01,local election,Bo Example,Labour,500,4000,7,",
    "Mill Ward,2025-05-01,local election,Ada Example,Independent,520,4000,7,yes",
)


def text(*rows: str) -> str:
    return "\n".join([HEADING, *rows])


def sent(*rows: str, name: str = "wards.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text(*rows).encode())


def results(*rows: str) -> tuple[AreaResult, ...]:
    table = read_table(text(*rows).encode(), file="wards.csv")
    found = read_area_results(table, latest=date(2026, 4, 2))
    assert found.wrong == ()
    return found.found


def boxes(number: int, years: tuple[int, ...] = (2022, 2024), electorate: str = "1000") -> list[str]:  # fmt: skip
    """So many boxes at each election, with votes that differ from box to box."""
    return [
        f"B{n},{year}-05-02,local,,{party},{votes},{electorate},,"
        for year in years
        for n in range(number)
        for party, votes in (
            ("Labour", 200 + 20 * n + 3 * (year - 2022)),
            ("Conservative", 400 - 15 * n),
            ("Independent", 30 + n * (year - 2021)),
        )
    ]
