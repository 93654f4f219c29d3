"""Who may vote: by letter, by date, by nation and by polling day."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.elections.franchise import (
    AttainmentKind,
    Verdict,
    Voting,
    birthday,
    may_vote,
    may_vote_at,
    read_attainer_date,
    voting_age,
)
from hustings.core.elections.franchise_rules import MARKERS, VOTING_AGES, MayVote
from hustings.core.elections.kinds import (
    ELECTION_NAMES,
    NATION_NAMES,
    NATIONS_OF,
    ElectionKind,
    Nation,
    check_nation,
    default_nation,
)
from hustings.core.errors import HustingsError

YES, NO, ASK = MayVote.YES, MayVote.NO, MayVote.ASK
COMMONS, LOCAL = ElectionKind.UK_PARLIAMENT, ElectionKind.LOCAL
ENGLAND, SCOTLAND, WALES, NI = Nation
MAY_2026 = date(2026, 5, 7)


def verdict(
    marker: str,
    election: ElectionKind = COMMONS,
    nation: Nation = ENGLAND,
    on: date = MAY_2026,
    attains_on: date | None = None,
    attainer: bool = False,
) -> Verdict:
    return may_vote(
        marker=marker,
        attainer=attainer,
        attains_on=attains_on,
        election=election,
        nation=nation,
        polling_day=on,
    )


@pytest.mark.parametrize(
    ("marker", "commons", "council"),
    [
        ("", YES, YES),
        ("   ", YES, YES),
        ("F", YES, NO),
        ("L", NO, YES),
        ("G", NO, ASK),
        ("B", NO, YES),
        ("N", YES, YES),
        ("K", ASK, ASK),
        ("E", ASK, ASK),
        ("A", ASK, ASK),
        ("Q", ASK, ASK),
        ("7", ASK, ASK),
        ("M", ASK, ASK),
    ],
)
def test_each_letter_in_england(
    marker: str, commons: MayVote, council: MayVote
) -> None:
    assert verdict(marker).answer is commons
    assert verdict(marker, LOCAL).answer is council


@pytest.mark.parametrize(
    ("marker", "election", "nation", "answer"),
    [
        ("G", LOCAL, SCOTLAND, YES),
        ("G", ElectionKind.SCOTTISH_PARLIAMENT, SCOTLAND, YES),
        ("G", COMMONS, SCOTLAND, NO),
        ("G", LOCAL, WALES, YES),
        ("G", ElectionKind.SENEDD, WALES, YES),
        ("G", ElectionKind.POLICE_COMMISSIONER, WALES, ASK),
        ("G", LOCAL, NI, ASK),
        ("B", LOCAL, NI, YES),
        ("B", ElectionKind.NI_ASSEMBLY, NI, YES),
        ("M", LOCAL, SCOTLAND, YES),
        ("M", ElectionKind.SCOTTISH_PARLIAMENT, SCOTLAND, YES),
        ("M", COMMONS, SCOTLAND, NO),
        ("F", ElectionKind.SCOTTISH_PARLIAMENT, SCOTLAND, NO),
        ("L", ElectionKind.NI_ASSEMBLY, NI, YES),
    ],
)
def test_letters_differ_by_nation(
    marker: str, election: ElectionKind, nation: Nation, answer: MayVote
) -> None:
    assert verdict(marker, election, nation).answer is answer


def test_eu_citizens_in_england_kept_the_council_vote_until_7_may_2024() -> None:
    assert verdict("G", LOCAL, on=date(2024, 5, 2)).answer is YES
    assert verdict("G", LOCAL, on=date(2024, 5, 7)).answer is ASK
    assert verdict("B", LOCAL, on=date(2024, 5, 7)).answer is YES
    assert verdict("B", LOCAL, on=date(2024, 5, 6)).answer is ASK


@pytest.mark.parametrize("written", ["GN", "N/G", "g n", "G, N", "n+g", "(G)(N)"])
def test_letters_together_are_read_however_they_are_written(written: str) -> None:
    found = verdict(written)
    assert found.answer is NO
    assert found.reason.startswith("Anonymous entry. Citizen of the European Union")


@pytest.mark.parametrize("written", ["F/N", "B, N", "l n"])
def test_an_anonymous_entry_keeps_the_right_of_its_other_letter(written: str) -> None:
    alone = written.replace("N", "").replace("n", "")
    for election in (COMMONS, LOCAL):
        assert (
            verdict(written, election).answer is verdict(alone.strip(), election).answer
        )


@pytest.mark.parametrize("written", ["FG", "GB", "GK", "LX", "EU"])
def test_letters_that_do_not_go_together_are_never_a_no(written: str) -> None:
    assert verdict(written).answer is ASK
    assert "check with the council" in verdict(written).reason


@pytest.mark.parametrize("written", ["None", "N/A", "na", " nil ", "NULL", "nan"])
def test_what_says_that_there_is_no_marker_is_none(written: str) -> None:
    assert verdict(written) == verdict("")


@pytest.mark.parametrize(
    ("written", "letter"), [("Anonymous", "N"), ("OVERSEAS", "F"), ("overseas n", "FN")]
)
def test_two_words_say_what_a_letter_says(written: str, letter: str) -> None:
    for election in (COMMONS, LOCAL):
        assert verdict(written, election) == verdict(letter, election)


@pytest.mark.parametrize("written", ["EU citizen", "Commonwealth", "National", "Lord"])
def test_another_word_is_asked_about(written: str) -> None:
    assert verdict(written).answer is ASK


@settings(max_examples=150)
@given(
    marker=st.text(max_size=4),
    election=st.sampled_from(ElectionKind),
    nation=st.sampled_from(Nation),
    on=st.dates(date(2019, 1, 1), date(2031, 1, 1)),
)
def test_only_a_known_letter_standing_alone_can_say_no(
    marker: str, election: ElectionKind, nation: Nation, on: date
) -> None:
    found = verdict(marker, election, nation, on)
    if found.answer is NO:
        plain = unicodedata.normalize("NFKC", marker).upper()
        assert len(set(plain) & set("FGBLM")) == 1
    if found.answer is ASK:
        assert "check with the council" in found.reason


@pytest.mark.parametrize(
    ("attains_on", "answer"),
    [
        (date(2026, 5, 6), YES),
        (MAY_2026, YES),
        (date(2026, 5, 8), NO),
        (date(2027, 3, 1), NO),
        (None, ASK),
    ],
)
def test_an_attainer_votes_from_the_day_of_coming_of_age(
    attains_on: date | None, answer: MayVote
) -> None:
    assert verdict("", attains_on=attains_on, attainer=True).answer is answer


def test_a_date_counts_even_where_nobody_said_attainer() -> None:
    assert verdict("", attains_on=date(2026, 5, 8)).answer is NO


def test_letter_and_date_must_both_allow_it() -> None:
    assert verdict("G", attains_on=date(2026, 1, 1), attainer=True).answer is NO
    assert verdict("K", attains_on=date(2026, 1, 1), attainer=True).answer is ASK
    assert verdict("K", attains_on=date(2026, 12, 1), attainer=True).answer is NO
    assert verdict("F", attains_on=date(2026, 1, 1), attainer=True).answer is YES


@pytest.mark.parametrize(
    ("election", "nation"),
    [
        (LOCAL, SCOTLAND),
        (LOCAL, WALES),
        (ElectionKind.SCOTTISH_PARLIAMENT, SCOTLAND),
        (ElectionKind.SENEDD, WALES),
    ],
)
def test_where_people_vote_at_16_a_later_date_may_be_the_18th_birthday(
    election: ElectionKind, nation: Nation
) -> None:
    soon, too_young = date(2027, 9, 1), date(2028, 5, 8)
    on_the_day = date(2028, 5, 7)  # sixteen on polling day
    assert (
        verdict("", election, nation, attains_on=on_the_day, attainer=True).answer
        is ASK
    )
    assert verdict("", election, nation, attains_on=soon, attainer=True).answer is ASK
    assert (
        verdict("", election, nation, attains_on=too_young, attainer=True).answer is NO
    )
    assert verdict("", COMMONS, nation, attains_on=soon, attainer=True).answer is NO


@pytest.mark.parametrize(
    ("election", "nation", "on", "age"),
    [
        (COMMONS, ENGLAND, MAY_2026, 18),
        (COMMONS, SCOTLAND, MAY_2026, 18),
        (LOCAL, ENGLAND, MAY_2026, 18),
        (LOCAL, NI, MAY_2026, 18),
        (LOCAL, SCOTLAND, date(2012, 5, 3), 18),
        (LOCAL, SCOTLAND, date(2017, 5, 4), 16),
        (ElectionKind.SCOTTISH_PARLIAMENT, SCOTLAND, date(2016, 5, 5), 16),
        (ElectionKind.SENEDD, WALES, date(2016, 5, 5), 18),
        (ElectionKind.SENEDD, WALES, date(2021, 5, 6), 16),
        (ElectionKind.SENEDD, WALES, date(2021, 4, 5), 16),
        (LOCAL, WALES, date(2017, 5, 4), 18),
        (LOCAL, WALES, date(2022, 5, 5), 16),
        (ElectionKind.POLICE_COMMISSIONER, WALES, date(2024, 5, 2), 18),
        (ElectionKind.NI_ASSEMBLY, NI, date(2022, 5, 5), 18),
    ],
)
def test_voting_age(election: ElectionKind, nation: Nation, on: date, age: int) -> None:
    assert voting_age(election, nation, on) == age


def test_votes_at_16_for_the_commons_is_a_row_not_in_force_and_a_setting() -> None:
    assert any("Bill" in row.source and row.valid_from is None for row in VOTING_AGES)
    assert voting_age(COMMONS, ENGLAND, date(2029, 5, 3)) == 18
    if_passed = Voting(COMMONS, ENGLAND, date(2029, 5, 3), voting_age=16)
    found = may_vote_at(
        if_passed, marker="", attainer=True, attains_on=date(2030, 1, 1)
    )
    assert found.answer is ASK


@pytest.mark.parametrize(
    ("written", "attains_on", "kind"),
    [
        (date(2008, 5, 7), date(2026, 5, 7), AttainmentKind.BIRTH),
        (date(2009, 11, 30), date(2027, 11, 30), AttainmentKind.BIRTH),
        (date(2008, 2, 29), date(2026, 3, 1), AttainmentKind.BIRTH),
        (date(2026, 9, 14), date(2026, 9, 14), AttainmentKind.ATTAINMENT),
        (date(2025, 12, 1), date(2025, 12, 1), AttainmentKind.ATTAINMENT),
        (date(2028, 5, 7), date(2028, 5, 7), AttainmentKind.ATTAINMENT),
        (date(2028, 5, 8), None, AttainmentKind.UNCLEAR),
        (date(2025, 5, 7), date(2025, 5, 7), AttainmentKind.ATTAINMENT),
        (date(2025, 5, 6), None, AttainmentKind.UNCLEAR),
        # Fourteen on that day, and a day short of it; nineteen for one day more, and twenty.
        (date(2012, 5, 7), date(2030, 5, 7), AttainmentKind.BIRTH),
        (date(2012, 5, 8), None, AttainmentKind.UNCLEAR),
        (date(2006, 5, 8), date(2024, 5, 8), AttainmentKind.BIRTH),
        (date(2006, 5, 7), None, AttainmentKind.UNCLEAR),
        (date(1961, 1, 1), None, AttainmentKind.UNCLEAR),
        (date(2019, 6, 1), None, AttainmentKind.UNCLEAR),
        (date(1900, 1, 1), None, AttainmentKind.UNCLEAR),
    ],
)
def test_the_date_itself_tells_birth_from_attainment(
    written: date, attains_on: date | None, kind: AttainmentKind
) -> None:
    read = read_attainer_date(written, as_of=MAY_2026, voting_age=18)
    assert (read.attains_on, read.kind) == (attains_on, kind)


def test_a_date_of_birth_gives_the_day_of_the_voting_age_asked_for() -> None:
    read = read_attainer_date(date(2010, 3, 3), as_of=MAY_2026, voting_age=16)
    assert read.attains_on == date(2026, 3, 3)


@settings(max_examples=100)
@given(written=st.dates(), as_of=st.dates())
def test_any_two_dates_are_read_without_failing_and_doubt_is_asked(
    written: date, as_of: date
) -> None:
    read = read_attainer_date(written, as_of=as_of, voting_age=18)
    assert (read.attains_on is None) == (read.kind is AttainmentKind.UNCLEAR)
    if read.kind is AttainmentKind.UNCLEAR:
        assert verdict("", attainer=True, attains_on=read.attains_on).answer is ASK


@given(born=st.dates(date(1900, 1, 1), date(2100, 1, 1)), age=st.integers(0, 100))
@settings(max_examples=100)
def test_a_birthday_falls_on_the_day_or_on_1_march(born: date, age: int) -> None:
    day = birthday(born, age)
    assert day.year == born.year + age
    assert (day.month, day.day) in {(born.month, born.day), (3, 1)}
    assert day - date(born.year + age, born.month, 1) < timedelta(days=31)


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(9998, 5, 6), 1, date(9999, 5, 6)),
        (date(9999, 5, 6), 1, date.max),
        (date(2, 5, 6), -1, date(1, 5, 6)),
        (date(1, 5, 6), -1, date.min),
    ],
)
def test_a_birthday_beyond_the_calendar_is_its_last_or_first_day(
    born: date, age: int, day: date
) -> None:
    assert birthday(born, age) == day


@pytest.mark.parametrize("election", ElectionKind)
def test_every_election_has_its_name_and_nations(election: ElectionKind) -> None:
    assert ELECTION_NAMES[election]
    check_nation(election, default_nation(election))
    for nation in set(Nation) - NATIONS_OF[election]:
        with pytest.raises(HustingsError, match="choose another nation"):
            check_nation(election, nation)


def test_every_row_names_its_source_and_rows_do_not_contradict() -> None:
    assert set(NATION_NAMES) == set(Nation)
    for row in MARKERS:
        assert row.source
        assert row.answer is not ASK or "check with the council" in row.reason
    assert all(row.source for row in VOTING_AGES)


@pytest.mark.parametrize("election", ElectionKind)
@pytest.mark.parametrize("on", [date(2023, 5, 4), date(2024, 7, 4), MAY_2026])
def test_at_most_one_answer_is_written_for_each_letter(
    election: ElectionKind, on: date
) -> None:
    for nation in NATIONS_OF[election]:
        for letter in "FGBLMN":
            rows = [
                row
                for row in MARKERS
                if row.letter == letter
                and election in row.elections
                and nation in row.nations
                and row.valid_from <= on <= (row.valid_until or on)
            ]
            answers = {row.answer for row in rows}
            allowed = 2 if (letter, on.year) in {("G", 2024), ("G", 2026)} else 1
            assert len(answers) <= allowed
