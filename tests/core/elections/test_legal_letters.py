"""The letters to the councils ask for everything, in data form, and name the provision."""

from datetime import date

import pytest

from hustings.core.elections.kinds import NATIONS_OF, ElectionKind, Nation
from hustings.core.elections.legal_letters import (
    Letter,
    Occasion,
    Sender,
    letter_for_marked_register,
    letter_for_register,
)

SENDER = Sender(
    candidate="Ada Example",
    writer="Bo Sample",
    capacity="election agent",
    address="1 Mill Lane, Fernhill FH1 1AA",
    email="agent@fernhill.example",
)


def letter(nation: Nation, election: ElectionKind = ElectionKind.LOCAL) -> Letter:
    occasion = Occasion(
        election=election, nation=nation, area="Fernhill", polling_day=date(2027, 5, 6)
    )
    return letter_for_register(
        "Fernshire Council", occasion, SENDER, dated=date(2027, 3, 30)
    )


def whole(found: Letter) -> str:
    return "\n".join(
        [
            found.subject,
            *found.paragraphs,
            *found.requests,
            *found.after,
            *found.signature,
        ]
    )


def test_the_english_letter_asks_for_all_and_cites_regulations_108_and_61() -> None:
    found = letter(Nation.ENGLAND)
    text = whole(found)
    assert "regulation 108" in found.requests[0]
    assert "three interim election notices of alteration" in found.requests[1]
    assert "regulation 61" in found.requests[2]
    assert "current postal voters list" in found.requests[2]
    assert "final version" in found.requests[3]
    assert "data form" in text
    assert "free of charge" in text
    assert "30 March 2027" in text
    assert "6 May 2027" in text
    assert found.signature[:2] == ("Bo Sample", "Election agent")
    assert found.check == ""


@pytest.mark.parametrize(
    ("nation", "instrument", "officer"),
    [
        (Nation.WALES, "SI 2001/341", "Electoral Registration Officer"),
        (Nation.SCOTLAND, "SI 2001/497", "Electoral Registration Officer"),
        (Nation.NORTHERN_IRELAND, "SI 2008/1741", "Chief Electoral Officer"),
    ],
)
def test_each_nation_has_its_own_instrument(
    nation: Nation, instrument: str, officer: str
) -> None:
    found = letter(nation)
    assert instrument in whole(found)
    assert officer in found.salutation
    if nation is not Nation.WALES:
        assert "ask the registration officer which ones apply" in found.check


def test_the_scottish_parliament_has_an_order_of_its_own() -> None:
    found = letter(Nation.SCOTLAND, ElectionKind.SCOTTISH_PARLIAMENT)
    assert "SSI 2015/425" in found.requests[0]


@pytest.mark.parametrize("election", ElectionKind)
def test_no_letter_has_an_empty_part(election: ElectionKind) -> None:
    for nation in NATIONS_OF[election]:
        found = letter(nation, election)
        assert len(found.requests) == 4
        assert all(part.strip() for part in whole(found).splitlines())


def test_the_marked_register_letter_states_its_purpose_as_the_law_wants() -> None:
    occasion = Occasion(
        election=ElectionKind.UK_PARLIAMENT,
        nation=Nation.ENGLAND,
        area="Fernhill",
        polling_day=date(2024, 7, 4),
    )
    found = letter_for_marked_register(
        "Fernshire Council",
        occasion,
        SENDER,
        dated=date(2024, 7, 10),
        purpose="to learn how many of those we visited voted. ",
    )
    assert "regulation 117" in whole(found)
    assert "to learn how many of those we visited voted." in found.after[0]
    assert "fee" in found.after[1]
