"""An executive of several electorates: who won each part, who sits by right, who controls the whole."""

from dataclasses import replace

import pytest

from hustings.core.counting.bodies import Body, Electorate, ExOfficio
from hustings.core.counting.lists.entries import RULE_SETS as LISTS
from hustings.core.counting.plurality import RULE_SETS as MOST_VOTES
from hustings.core.counting.poll import Candidate, Poll, poll_of
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.counting.stv.entries import RULE_SETS as STV

RULES: dict[str, RuleSet] = {each.name: each for each in (*STV, *MOST_VOTES, *LISTS)}


def counted(rules: str, seats: int, votes: str, *others: str) -> Count:
    """Candidates as "Name/Slate votes"; each paper is for one name, or ranks those of its slate in order."""
    rows = [each.rsplit(" ", 1) for each in (votes, *others)]
    people = [(name.split("/")[0], (name + "/").split("/")[1]) for name, _ in rows]
    slates = dict(people)
    rankings = []
    for (name, slate), (_, many) in zip(people, rows, strict=True):
        mates = [n for n, _ in people if slate and n != name and slates[n] == slate]
        ranks = [name, *mates] if rules in ("ers97", "scotland") else [name]
        rankings.append((int(many), ranks))
    poll = poll_of((name for name, _ in people), seats, rankings)
    return RULES[rules].count(_tagged(poll, slates), Given())


def _tagged(poll: Poll, slates: dict[str, str]) -> Poll:
    people = tuple(Candidate(name, slate=slates[name]) for name in poll.names)
    return replace(poll, candidates=people)


def executive() -> Body:
    """An executive of 33, the page's example: five electorates by four rule sets, and five who sit by right."""
    local = counted(
        "ers97",
        9,
        *(f"L{n}/Left {120 - 3 * n}" for n in range(1, 6)),
        *(f"M{n}/Middle {110 - 3 * n}" for n in range(1, 6)),
    )
    unions = counted(
        "block",
        13,
        *(f"U{n}/Left {90 - n}" for n in range(1, 6)),
        *(f"V{n}/Middle {80 - n}" for n in range(1, 10)),
    )
    councillors = counted("scotland", 2, "C1/Left 40", "C2/Middle 39", "C3 21")
    youth = counted("plurality", 1, "Y1/Left 55", "Y2/Middle 45")
    members = counted("block", 3, "P1/Middle 30", "P2 25", "P3/Left 24", "P4/Left 1")
    by_right = ExOfficio(
        "Officers",
        (
            Candidate("Leader", slate="Middle"),
            Candidate("Deputy", slate="Left"),
            Candidate("Treasurer", slate="Middle"),
            Candidate("Chair of the group"),
        ),
        seats=5,
    )
    return Body(
        "the executive",
        (
            Electorate("Local parties", local),
            Electorate("Unions", unions),
            Electorate("Councillors", councillors),
            Electorate("Youth", youth),
            Electorate("Members of parliament", members),
            by_right,
        ),
    )


def test_an_executive_of_33_is_one_record() -> None:
    body = executive()
    assert (body.seats, body.voting_seats, body.needed) == (33, 33, 17)
    assert [len(part.members) for part in body.parts] == [9, 13, 2, 1, 3, 4]
    assert body.by_slate == {"Middle": 16, "Left": 14}
    assert body.alone == ("P2", "Chair of the group")
    assert body.vacant == {"Officers": 1}
    assert body.controls is None
    assert body.short_by == {"Middle": 1, "Left": 3}


def test_each_part_says_who_won_it() -> None:
    local, unions, councillors, youth, members, officers = executive().parts
    body = executive()
    assert body.won(local) == ("Left",)
    assert body.won(unions) == ("Middle",)
    assert set(body.won(councillors)) == {"Left", "Middle"}
    assert body.won(youth) == ("Left",)
    assert set(body.won(members)) == {"Middle", "Left"}
    assert body.won(officers) == ("Middle",)


def test_the_sentences_name_parts_rules_and_control() -> None:
    said = executive().said
    assert said[3] == "Youth (1, by plurality): Y1 (Left)."
    assert said[5].endswith("Chair of the group; vacant: 1.")
    assert said[-2].startswith("Votes on the executive: 33. ")
    assert said[-1] == "Nobody controls it: 17 are more than half."


def test_members_without_a_vote_do_not_control() -> None:
    youth = Electorate("Youth", counted("plurality", 1, "Y1/Left 55", "Y2/Middle 45"))
    staff = ExOfficio(
        "Staff", (Candidate("S1", "Middle"), Candidate("S2", "Middle")), 2, votes=False
    )
    body = Body("the committee", (youth, staff))
    assert (body.seats, body.voting_seats) == (3, 1)
    assert (body.controls, body.needed) == ("Left", 1)
    assert body.short_by == {"Left": 0}
    assert body.said[-1] == "Left controls it with 1; 1 are more than half."


def test_those_by_right_may_turn_control() -> None:
    seats = Electorate(
        "Seats", counted("block", 3, "A/Left 9", "B/Left 8", "C/Right 7", "D/Right 1")
    )
    officers = ExOfficio(
        "Officers", (Candidate("E", "Right"), Candidate("F", "Right")), 2
    )
    body = Body("the committee", (seats, officers))
    assert (body.without_those_by_right, body.controls) == ("Left", "Right")


def test_seats_that_a_list_won_without_naming_people_are_numbered() -> None:
    region = Electorate("Region", counted("dhondt", 3, "Left 200", "Right 90"))
    body = Body("the council", (region,))
    names = {member.name: member.slate for member in body.members}
    assert names == {"Left 1": "Left", "Left 2": "Left", "Right": "Right"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            (
                ExOfficio("Officers", (Candidate("A"),), 1),
                ExOfficio("Officers", (Candidate("B"),), 1),
            ),
            "Two parts of the body are named Officers",
        ),
        (
            (
                ExOfficio("Officers", (Candidate("A"),), 1),
                ExOfficio("Staff", (Candidate("A"),), 1),
            ),
            "A would sit twice: Officers and Staff",
        ),
        (
            (ExOfficio("Officers", (Candidate("A"), Candidate("B")), 1),),
            "Officers: 2 would hold 1 seats",
        ),
    ],
    ids=["alike", "twice", "too-many"],
)
def test_what_is_no_body_is_refused(parts: tuple[ExOfficio, ...], words: str) -> None:
    with pytest.raises(RulesError, match=words):
        Body("the executive", parts)
