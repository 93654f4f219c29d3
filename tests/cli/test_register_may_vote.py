"""`hustings register read` says of each elector whether they may vote in the election named."""

from pathlib import Path

import pytest

from tests.cli.reading import electors
from tests.core.register.council_files import (
    XPRESS_14,
    file,
)


@pytest.mark.parametrize(
    ("election", "date", "expected"),
    [
        # marker, date in the attainer's column, then the answer
        (
            "uk-parliament",
            "2026-05-07",
            {
                "": "yes",
                "F": "yes",
                "G": "no",
                "K": "ask",
                "12/03/2008": "yes",
                "12/06/2008": "no",
            },
        ),
        (
            "local",
            "2026-05-07",
            {
                "": "yes",
                "F": "no",
                "L": "yes",
                "K": "ask",
                "01/05/2026": "yes",
                "01/06/2026": "no",
            },
        ),
        ("uk-parliament", None, {"": "yes", "?": "ask"}),
    ],
)
def test_who_may_vote_is_said_for_this_election(
    tmp_path: Path, election: str, date: str | None, expected: dict[str, str]
) -> None:
    rows = [
        f"AB1,{n},0,{'' if '/' in what else what},{what if '/' in what else ''},Okafor,N,QM1 2CD,12 Mill Road,,,,,"
        for n, what in enumerate(expected, 1)
    ]
    (tmp_path / "full.csv").write_text(file(XPRESS_14, *rows))
    options = ["--election", election, *(["--election-date", date] if date else [])]
    found = electors(tmp_path, tmp_path / "full.csv", *options)
    assert (
        dict(zip(expected, [each["may_vote"] for each in found], strict=True))
        == expected
    )


def test_dates_of_birth_and_of_attainment_both_give_the_day_of_coming_of_age(
    tmp_path: Path,
) -> None:
    dates = ["12/03/2008", "04/07/2026", "01/01/2001", "01/01/2040", ""]
    rows = [
        f"AB1,{n},0,,{when},Okafor,N,QM1 2CD,12 Mill Road,,,,,"
        for n, when in enumerate(dates, 1)
    ]
    (tmp_path / "full.csv").write_text(file(XPRESS_14, *rows))
    found = electors(tmp_path, tmp_path / "full.csv", "--election-date", "2026-05-07")
    assert [(each["attains_on"], each["may_vote"]) for each in found] == [
        ("2026-03-12", "yes"),
        ("2026-07-04", "no"),
        ("", "yes"),  # of birth or of attainment, both are past
        ("", "ask"),
        ("", "yes"),
    ]
