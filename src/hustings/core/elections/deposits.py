"""The deposit: what a candidate lodges, and how many votes bring it back.

Dated rows with their source, like every rule here. For the House of Commons it is £500, given back only to a candidate with
more than one twentieth of the valid votes: exactly a twentieth loses it (see `result`).
"""

from dataclasses import dataclass
from datetime import date

from hustings.core.elections.kinds import ElectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """The sum in pence, how it is kept in words, and the share above which it is given back (one in `one_in`)."""

    election: ElectionKind
    pence: int
    kept_with: str
    source: str
    one_in: int | None = 20
    valid_from: date = date(1985, 10, 1)
    valid_until: date | None = None
    checked: bool = True


FIVE_PER_CENT = (
    "It comes back to a candidate with more than 5 per cent of the valid votes."
)
PREFERENCES = "It comes back to a candidate who is elected, or has more than a quarter of the quota at some stage."

DEPOSITS = (
    Deposit(
        election=ElectionKind.UK_PARLIAMENT,
        pence=500_00,
        kept_with=FIVE_PER_CENT,
        source="RPA 1983 Sch 1 rules 9 and 53",
    ),
    Deposit(
        election=ElectionKind.MAYOR,
        pence=500_00,
        kept_with=FIVE_PER_CENT + " A combined authority's mayor lodges £5,000.",
        source="Local Authorities (Mayoral Elections) Regulations 2007 Sch 1; Combined Authorities (Mayoral Elections) Order 2017 Sch 1",
    ),
    Deposit(
        election=ElectionKind.POLICE_COMMISSIONER,
        pence=5_000_00,
        kept_with=FIVE_PER_CENT,
        source="Police and Crime Commissioner Elections Order 2012 Sch 3",
    ),
    Deposit(
        election=ElectionKind.LONDON_ASSEMBLY,
        pence=1_000_00,
        kept_with=FIVE_PER_CENT
        + " Mayor of London: £10,000, back with more than 5 per cent. London-wide: £5,000, back to a list with more than 2.5 per cent.",
        source="Greater London Authority Elections Rules 2007 Schs 1 to 3; Electoral Commission guidance, February 2024",
    ),
    Deposit(
        election=ElectionKind.SCOTTISH_PARLIAMENT,
        pence=500_00,
        kept_with=FIVE_PER_CENT,
        source="Scottish Parliament (Elections etc.) Order 2015 Sch 2; Electoral Commission guidance for returning officers",
    ),
    Deposit(
        election=ElectionKind.SENEDD,
        pence=500_00,
        kept_with=FIVE_PER_CENT,
        source="Senedd Cymru (Representation of the People) Order 2025",
        checked=False,
    ),
    Deposit(
        election=ElectionKind.NI_ASSEMBLY,
        pence=150_00,
        kept_with=PREFERENCES,
        one_in=None,
        source="Northern Ireland Assembly (Elections) Order 2001 Sch 1; Electoral Office for Northern Ireland, 2017",
    ),
)


def deposit_for(election: ElectionKind, polling_day: date) -> Deposit | None:
    """The deposit of an election on a day; None where none is asked (councils)."""
    return next(
        (
            row
            for row in DEPOSITS
            if row.election is election
            and row.valid_from <= polling_day
            and (row.valid_until is None or polling_day <= row.valid_until)
        ),
        None,
    )
