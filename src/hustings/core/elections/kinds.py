"""Which election it is, and where.

Almost every rule in this folder depends on two things: what is being elected (a member of the House of Commons, a
councillor, a mayor…) and in which of the four nations. The law differs in both, so each rule names them.
"""

from enum import StrEnum

from hustings.core.errors import HustingsError


class Nation(StrEnum):
    """The four nations of the United Kingdom."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class ElectionKind(StrEnum):
    """What is being elected; the values are those of the command line and the forms."""

    UK_PARLIAMENT = "uk-parliament"
    LOCAL = "local"
    MAYOR = "mayor"
    POLICE_COMMISSIONER = "police-commissioner"
    LONDON_ASSEMBLY = "london-assembly"
    SCOTTISH_PARLIAMENT = "scottish-parliament"
    SENEDD = "senedd"
    NI_ASSEMBLY = "ni-assembly"


ELECTION_NAMES = {
    ElectionKind.UK_PARLIAMENT: "UK Parliament",
    ElectionKind.LOCAL: "Local council",
    ElectionKind.MAYOR: "Mayor",
    ElectionKind.POLICE_COMMISSIONER: "Police and crime commissioner",
    ElectionKind.LONDON_ASSEMBLY: "London Assembly",
    ElectionKind.SCOTTISH_PARLIAMENT: "Scottish Parliament",
    ElectionKind.SENEDD: "Senedd Cymru",
    ElectionKind.NI_ASSEMBLY: "Northern Ireland Assembly",
}

ELECTION_CHOICES = ELECTION_NAMES | {
    ElectionKind.MAYOR: "Mayor of a council or a combined authority",
    ElectionKind.LONDON_ASSEMBLY: "London Assembly or Mayor of London",
}
"""As a form asks: the Mayor of London is elected by the Assembly's rules, and nominations close five working days earlier."""

NATION_NAMES = {
    Nation.ENGLAND: "England",
    Nation.SCOTLAND: "Scotland",
    Nation.WALES: "Wales",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}

# The sets that rows of rules are written with.
ENGLAND, SCOTLAND, WALES, NORTHERN_IRELAND = Nation
EVERYWHERE = frozenset(Nation)
ONLY_ENGLAND = frozenset({ENGLAND})
ONLY_SCOTLAND = frozenset({SCOTLAND})
ONLY_WALES = frozenset({WALES})
ONLY_NORTHERN_IRELAND = frozenset({NORTHERN_IRELAND})
ENGLAND_AND_WALES = ONLY_ENGLAND | ONLY_WALES
GREAT_BRITAIN = EVERYWHERE - ONLY_NORTHERN_IRELAND

ALL = frozenset(ElectionKind)
COMMONS = frozenset({ElectionKind.UK_PARLIAMENT})
LOCAL = frozenset({ElectionKind.LOCAL})
MAYOR = frozenset({ElectionKind.MAYOR})
POLICE = frozenset({ElectionKind.POLICE_COMMISSIONER})
LONDON = frozenset({ElectionKind.LONDON_ASSEMBLY})
HOLYROOD = frozenset({ElectionKind.SCOTTISH_PARLIAMENT})
SENEDD = frozenset({ElectionKind.SENEDD})
STORMONT = frozenset({ElectionKind.NI_ASSEMBLY})

NATIONS_OF = {
    ElectionKind.UK_PARLIAMENT: EVERYWHERE,
    ElectionKind.LOCAL: EVERYWHERE,
    ElectionKind.MAYOR: ONLY_ENGLAND,
    ElectionKind.POLICE_COMMISSIONER: ENGLAND_AND_WALES,
    ElectionKind.LONDON_ASSEMBLY: ONLY_ENGLAND,
    ElectionKind.SCOTTISH_PARLIAMENT: ONLY_SCOTLAND,
    ElectionKind.SENEDD: ONLY_WALES,
    ElectionKind.NI_ASSEMBLY: ONLY_NORTHERN_IRELAND,
}


def most_votes_win(election: ElectionKind, nation: Nation) -> bool:
    """Whether those with most votes are elected; not where preferences or lists are counted.

    Source: Local Governance (Scotland) Act 2004; Local Elections (Northern Ireland) Order 1985; Northern Ireland Act 1998 s.34;
    Senedd Cymru (Members and Elections) Act 2024.
    """
    if election in LOCAL:
        return nation in ENGLAND_AND_WALES
    return election not in STORMONT | SENEDD


def default_nation(election: ElectionKind) -> Nation:
    """The nation of an election held in one nation only; England where there is a choice."""
    nations = NATIONS_OF[election]
    return Nation.ENGLAND if Nation.ENGLAND in nations else next(iter(nations))


def check_nation(election: ElectionKind, nation: Nation) -> None:
    """Refuse an election that is not held in that nation."""
    if nation not in NATIONS_OF[election]:
        held = " or ".join(sorted(NATION_NAMES[each] for each in NATIONS_OF[election]))
        raise HustingsError(
            f"A {ELECTION_NAMES[election]} election is held in {held} only: choose another nation."
        )
