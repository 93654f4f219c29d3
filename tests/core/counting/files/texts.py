"""Ballot files as texts, read and written in tests."""

from io import BytesIO

from hypothesis import strategies as st

from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import Read, layout_named, read_poll
from hustings.core.counting.poll import SHARED, SKIPPED, Candidate, Marks, Poll

BLT = """7 4 # candidates and seats
-7
64 1 0
5 1 2 3 0
2 - 3 1=2 0
(4) 3 5 4 0
0
"Ann Example"
"Ben ""Bo"" Jones"
"Cy, D."
"Dee"
"Élise Ó Briain"
"Fay"
"Gil"
"Example ward"
"""
SCOTTISH = """3,2,
10,1,
4,2,3,
1,3,2,1,
"Candidate 1","Ann Example","Labour (Lab)",
"Candidate 2","Ben Jones","Independent (Ind)",
"Candidate 3","Cy Day, jun.","",
"Example ward",
"""
PREFLIB = """# FILE NAME: 1.toi
# TITLE: Example
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 9
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Ben
# ALTERNATIVE NAME 3: Cy
5: 1, 2
3: {3,2},1
1: 3
"""
OLD_PREFLIB = "3\n1,Ann\n2,Ben\n3,Cy\n9,9,3\n5,1,2\n3,{3,2},1\n1,3\n"
ABIF = """{title: "Example"}
# a comment
=ann:[Ann Example]
=Ben:[Ben]
5:ann>Ben
3:Ben=ann
1:Ben
2:
"""
RANKS = 'papers,"Jones, Ann",Ben,Cy\n5,1,2,\n3,,2,2\n1,1,1,3\n2,,1,3\n1,,,\n'
PREFERENCES = """# title: Example
# seats: 2
# candidate: Ann
# candidate: Ben
# candidate: Cy
papers,preference 1,preference 2,preference 3
5,Ann,Ben,
3,,Ben = Cy,
2,Cy,,Ann
1,,,
"""
RECORDS = """count,rank1,rank2,rank3
5,Ann,undervote,Ben
3,Ben,Ben,Ann
2,overvote,Ann,undervote
"""
SECTIONS = """election,ballot,section,weight,candidate,votes
Deputy,1,unions,40,Ann,60
Deputy,1,unions,40,Ben,40
Deputy,1,unions,40,abstentions,7
Deputy,1,members,30,Ann,1
Deputy,1,members,30,Ben,3
Deputy,2,unions,40,Ann,50
Deputy,2,unions,40,Ben,50
Deputy,2,members,30,Ann,2
Deputy,2,members,30,Ben,2
"""
FRANCE = """CodCirElec,LibCirElec,Inscrits,Exprimes,NumPanneauCand,NomPsn,PrenomPsn,CodNuaCand,NbVoix,Elu
0101,1re,100,60,1,NOM,Anne,EXG,40,OUI
0101,1re,100,60,2,AUTRE,Ben,RN,20,NON
0102,2e,90,9,1,NOM,Anne,EXG,9,NON
"""
SAMPLES = {
    "blt": BLT,
    "scottish": SCOTTISH,
    "preflib": PREFLIB,
    "preflib of before 2022": OLD_PREFLIB,
    "abif": ABIF,
    "ranks": RANKS,
    "preferences": PREFERENCES,
    "minneapolis": RECORDS,
    "sections": SECTIONS,
    "france": FRANCE,
}
ASKED = Asked(seats_if_silent=1)


def read(text: str | bytes, asked: Asked = ASKED, name: str = "file") -> Read:
    content = text.encode() if isinstance(text, str) else text
    return read_poll(BytesIO(content), name, asked)


def written(poll: Poll, layout: str) -> str:
    found = layout_named(layout)
    assert found is not None
    assert found.write is not None
    return "".join(found.write(poll))


def papers(poll: Poll) -> dict[tuple[int, ...], int]:
    """The papers with marks as numbers: 0 left out, 254 over-voted, 255 shared."""
    return {tuple(marks): many for marks, many in poll.papers.items()}


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()))


@st.composite
def markings(draw: st.DrawFn, candidates: int, *, strict: bool, blank: bool) -> Marks:
    """A paper's marks; `strict` ones have nobody left out or shared."""
    order = draw(st.permutations(range(1, candidates + 1)))
    order = order[: draw(st.integers(0 if blank else 1, candidates))]
    if strict or not order:
        return bytes(order)
    ranks: list[list[int]] = []
    for place in order:
        match draw(st.integers(0, 4)):
            case 0 if ranks and ranks[-1]:
                ranks[-1].append(place)
            case 1:
                ranks += [[], [place]]
            case _:
                ranks.append([place])
    shared, skipped = bytes([SHARED]), bytes([SKIPPED])
    return b"".join(
        shared.join(bytes([each]) for each in sorted(rank)) or skipped for rank in ranks
    )


@st.composite
def polls(draw: st.DrawFn, *, strict: bool = False, blank: bool = True) -> Poll:
    """Polls as files hold them, with names of every kind."""
    names = draw(st.lists(NAMES.filter(bool), min_size=1, max_size=12, unique=True))
    paper = markings(len(names), strict=strict, blank=blank)
    given = draw(st.lists(st.tuples(paper, st.integers(1, 2000)), min_size=1, max_size=8))  # fmt: skip
    return Poll(
        draw(NAMES),
        draw(st.integers(1, 9)),
        tuple(map(Candidate, names)),
        dict(given),
    )
