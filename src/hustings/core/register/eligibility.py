"""Who on the register may vote in this election: the marker and the attainer's date of a row, put to the franchise rules.

The date in an attainer's column may be of birth or of attainment; the date itself decides. Where it leaves both open but
the answer is the same either way, that is the answer. A date that can be neither (too recent for the birth of an elector,
too long ago for the coming of age of an attainer) is "ask", never yes or no; so is a text that is no date at all.
"""

from dataclasses import dataclass
from datetime import date

from hustings.core.elections.franchise import (
    Attainment,
    AttainmentKind,
    MayVote,
    Verdict,
    Voting,
    birthday,
    may_vote_at,
    read_attainer_date,
)
from hustings.core.register.rows import RegisterRow

LONGEST_SINCE = 3
"""Years for which a register may still print the day on which somebody came of age."""
EARLIEST_BIRTH = date(1900, 1, 1)
NO_POLLING_DAY = Verdict(
    MayVote.ASK, "Comes of age later, and polling day is not known yet: say when it is."
)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer for one elector: when they come of age (None: of age, or unknown), what the date was, the verdict."""

    attains_on: date | None
    kind: AttainmentKind | None
    verdict: Verdict


class Franchise:
    """Answers for one election. `polling_day_known` is false while the day of asking stands in for polling day."""

    def __init__(self, voting: Voting, *, polling_day_known: bool = True) -> None:
        self._voting = voting
        self._known = polling_day_known
        self._answers: dict[tuple[str, date | None, str], Eligibility] = {}

    def of(self, row: RegisterRow) -> Eligibility:
        """The answer for a row; the same marker and date give the same answer, worked out once."""
        question = (row.marker, row.attainer_date, row.attainer_text)
        answer = self._answers.get(question)
        if answer is None:
            answer = self._answers[question] = self._answer(*question)
        return answer

    def _answer(self, marker: str, written: date | None, text: str) -> Eligibility:
        if written is None:
            kind = AttainmentKind.UNCLEAR if text else None
            verdict = self._verdict(marker, None, attainer=bool(text))
            return Eligibility(None, kind, verdict)
        read = self._attainment(written)
        settled = read.attains_on is None and self._of_age_either_way(written)
        verdict = self._verdict(marker, read.attains_on, attainer=not settled)
        return Eligibility(read.attains_on, read.kind, verdict)

    def _attainment(self, written: date) -> Attainment:
        """What the date is; one too recent for a birth and lately past is of attainment."""
        day = self._voting.polling_day
        read = read_attainer_date(written, as_of=day, voting_age=self._voting.age)
        lately = birthday(day, -LONGEST_SINCE) <= written <= day
        if read.kind is AttainmentKind.UNCLEAR and lately:
            return Attainment(written, AttainmentKind.ATTAINMENT)
        return read

    def _of_age_either_way(self, written: date) -> bool:
        of_age = birthday(written, self._voting.age) <= self._voting.polling_day
        return of_age and written >= EARLIEST_BIRTH

    def _verdict(
        self, marker: str, attains_on: date | None, *, attainer: bool
    ) -> Verdict:
        verdict = may_vote_at(
            self._voting, marker=marker, attainer=attainer, attains_on=attains_on
        )
        later = attains_on is not None and attains_on > self._voting.polling_day
        by_marker = may_vote_at(
            self._voting, marker=marker, attainer=False, attains_on=None
        )
        if later and not self._known and by_marker.answer is not MayVote.NO:
            return NO_POLLING_DAY
        return verdict
