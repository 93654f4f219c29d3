"""What a street's name looks like, and when two spellings are the same street.

"Mill Road" is surely a street; "Elm Court" may be a street or a block of flats; "Tower House" is a building; "Burnside"
may be anything. The words below carry that knowledge. "MILL RD." and "Mill Road", "St. Mary's Close" and "St Marys
Close" are one street each.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache


class Rank(IntEnum):
    """How surely a name is a street's."""

    BUILDING = 0
    UNKNOWN = 1
    PERHAPS = 2
    STREET = 3


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURE = words_of(
    "road street lane avenue drive close crescent way grove terrace gardens square mews row parade promenade esplanade "
    "embankment boulevard circus broadway path passage alley causeway chase circle dale loan loke highway parkway wynd "
    "vennel gait pend walk approach arcade quadrant twitten ginnel spinney copse"
)
PERHAPS = words_of(
    "court place hill rise park view green wharf yard gate bank brow common corner cottages croft cross dene end fields "
    "field fold garth glade glebe heath hollow link links meadow meadows mount orchard oval paddock paddocks piece plain "
    "precinct quay ridge ring side slip strand track vale valley villas viaduct brae wood woods centre estate marina "
    "buildings leas lea leaze warren bridge moorings basin drove bottom top parc cwrt bryn"
)
BUILDING = words_of(
    "house tower towers lodge cottage mansions mansion hall farm home hotel villa point heights building flats "
    "apartments bungalow barn mill farmhouse hostel college school inn arms pub block hospital rectory vicarage manse "
    "church chapel nursery works studios studio forge stables barracks annexe annex castle grange manor lighthouse "
    "boathouse residence residences residential caravan caravans site surgery clinic unit chambers mobile"
)
NO_VILLAGE = words_of(
    "place rise wharf yard quay slip link links marina moorings drove precinct fold garth brae"
)
WELSH = words_of("heol ffordd stryd lon rhodfa clos tyle rhes")
COMPASS = words_of("north south east west upper lower n s e w")
SHORT = {
    "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close", "clo": "close", "cres": "crescent", "cresc": "crescent",
    "dr": "drive", "gdns": "gardens", "gdn": "gardens", "gr": "grove", "la": "lane", "ln": "lane", "pl": "place",
    "sq": "square", "ter": "terrace", "terr": "terrace", "ct": "court", "crt": "court", "pk": "park", "hse": "house",
    "bldgs": "buildings", "cotts": "cottages", "pde": "parade", "wlk": "walk", "blvd": "boulevard", "mans": "mansions",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def rank(name: str) -> Rank:
    """How surely `name` (no number before it) is a street: judged by its last word, or its first in Welsh."""
    words = street_key(name).split()
    while len(words) > 2 and words[-1] in COMPASS:
        words.pop()
    if not words:
        return Rank.BUILDING
    last = words[-1]
    if last in SURE or (len(words) > 1 and words[0] in WELSH):
        return Rank.STREET
    if last in BUILDING:
        return Rank.BUILDING
    return Rank.PERHAPS if last in PERHAPS else Rank.UNKNOWN


def is_no_village(name: str) -> bool:
    """Whether a name that may be a street is surely no village: "The Green" and "Mill Wharf", but not "Ash Green"."""
    words = street_key(name).split()
    return words[0] == "the" or words[-1] in NO_VILLAGE


_BLOCK = words_of(
    "house court tower lodge mansions flats heights apartments buildings cottage cottages bungalow farmhouse barn villa"
)


@lru_cache(maxsize=50_000)
def split_run_on(name: str) -> tuple[str, str] | None:
    """ "Tower House Mill Road", written without a comma, may be a block and its street: both; None for other names."""
    words = name.split()
    for place, word in enumerate(words[1:-2], start=2):
        if (
            word.lower().strip(".") in _BLOCK
            and rank(" ".join(words[place:])) is Rank.STREET
        ):
            return " ".join(words[:place]), " ".join(words[place:])
    return None


@lru_cache(maxsize=50_000)
def street_key(name: str) -> str:
    """The name in lower case without accents or points, abbreviations written out: equal for one street's spellings."""
    words = plain(name).split()
    written_out = [
        SHORT.get(word, word) if place else word for place, word in enumerate(words)
    ]
    if len(words) > 1 and (
        words[-1] == "st" or (words[-1] in COMPASS and words[-2] == "st")
    ):
        written_out[-1 if words[-1] == "st" else -2] = "street"
    if words and words[0] == "saint":
        written_out[0] = "st"
    return " ".join(written_out)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Words in lower case, without accents, apostrophes or points, one space between."""
    if not text.isascii():
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(c)
        )
    return " ".join(
        _WORD.findall(text.replace("'", "").replace("’", "").replace(".", " ").lower())
    )


_DIGITS = re.compile(r"\d+")


def natural(text: str) -> str:
    """A key for sorting that puts 2 before 10: every number padded to six figures."""
    return _DIGITS.sub(lambda found: found[0].zfill(6), text)
