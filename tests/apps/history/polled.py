"""Two invented general elections of a hundred seats, for what is estimated between them."""

from datetime import UTC, date, datetime

from hustings.apps.history.models import Candidacy, Release, Seat

SEATS = 100
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)


def load_elections(earlier: str, later: str, codes: str = "X") -> None:
    """Half of the seats in either region, a thousand electors in each; `codes` begin the later's, X the earlier's."""
    for year, begins, votes in ((earlier, "X", _earlier), (later, codes, _later)):
        release = Release.objects.create(
            file=f"{year}.csv",
            sha256=year,
            source="candidates",
            loaded_at=NOON,
            loaded_by="a test",
        )
        seats = Seat.objects.bulk_create(
            Seat(
                day=date(int(year), 5, 1),
                code=f"{begins}{n}",
                name=f"Example {n}",
                region="North" if n % 2 else "South",
                nation="England",
                electorate=1000,
                release=release,
            )
            for n in range(SEATS)
        )
        Candidacy.objects.bulk_create(
            Candidacy(seat=seat, position=at, surname=f"{short} {at}", party=short, short=short, votes=cast)
            for n, seat in enumerate(seats)
            for at, (short, cast) in enumerate(votes(n).items())
        )  # fmt: skip


def _earlier(n: int) -> dict[str, int]:
    return {"Con": 500 - 2 * n, "Lab": 101 + 3 * n}


def _later(n: int) -> dict[str, int]:
    return {"Con": 300 - n, "Lab": 150 + 3 * n, "RUK": 150 - n}
