"""Streets, houses and flats of the invented constituency of Marrowby and Ashenholt.

Two councils share the constituency, and some district letters: an elector of AA in one is not the elector of AA in the
other. Between them the districts have what makes real registers hard: terraces with 16A and 4-6, tower blocks, houses
cut into flats, named cottages without a number, care homes, a caravan park and narrowboats. The postcodes start with QM,
which no real one does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from hustings.core.demonstration.lots import below, between, chance, pick, weighted


def _words(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


NAME = "Marrowby and Ashenholt"


@dataclass(frozen=True, slots=True)
class Council:
    """A council that keeps part of the register; `folder` is where its files go."""

    name: str
    folder: str


MARROWBY = Council("Marrowby Borough Council", "marrowby")
ASHENHOLT = Council("Ashenholt District Council", "ashenholt")
COUNCILS = (MARROWBY, ASHENHOLT)


@dataclass(frozen=True, slots=True)
class District:
    """A polling district. `leaning` is the share in a hundred who like us, `nature` what is built there.

    `community` is one whose names are common there; "" for none. `layout` is the supplier's layout in which the council
    sends this district: real councils keep to one, but here each kind is to be met.
    """

    council: Council
    letters: str
    nature: str
    weight: int
    leaning: int
    layout: str
    community: str = ""


DISTRICTS = (
    District(MARROWBY, "AA", "town", 36, 34, "xpress-14", "Pakistani"),
    District(MARROWBY, "AB", "towers", 38, 38, "xpress-14", "Somali"),
    District(MARROWBY, "AC", "town", 34, 31, "xpress-14"),
    District(MARROWBY, "AD", "suburb", 32, 22, "xpress-13", "Indian"),
    District(MARROWBY, "AE", "suburb", 33, 19, "xpress-13"),
    District(MARROWBY, "KD-2/2", "village", 18, 12, "xpress-14"),
    District(MARROWBY, "AF", "towers", 34, 36, "eros-21", "Nigerian"),
    District(MARROWBY, "AG", "town", 31, 29, "eros-20", "Polish"),
    District(MARROWBY, "BA", "suburb", 30, 21, "eros-7"),
    District(MARROWBY, "BB", "town", 35, 33, "eros-uprn", "Bangladeshi"),
    District(MARROWBY, "BC", "town", 33, 30, "democracy-counts-2016", "Caribbean"),
    District(MARROWBY, "BD", "water", 27, 26, "idox-positional"),
    District(ASHENHOLT, "AA", "suburb", 31, 20, "democracy-counts-2026"),
    District(ASHENHOLT, "AB", "town", 33, 27, "democracy-counts-2026", "Romanian"),
    District(ASHENHOLT, "AC", "suburb", 30, 18, "democracy-counts-2016"),
    District(ASHENHOLT, "PA", "towers", 32, 32, "glasgow", "Scottish"),
    District(ASHENHOLT, "PB", "town", 30, 28, "glasgow", "Irish"),
    District(ASHENHOLT, "PC", "suburb", 29, 17, "idox-positional", "Welsh"),
    District(ASHENHOLT, "PD1", "village", 17, 10, "democracy-counts-2016"),
    District(ASHENHOLT, "PD2", "village", 16, 11, "democracy-counts-2026-suffix"),
    District(ASHENHOLT, "RA", "suburb", 31, 18, "eros-21", "Turkish"),
    District(ASHENHOLT, "RB", "town", 29, 24, "eros-20", "Portuguese"),
    District(ASHENHOLT, "RC", "water", 22, 23, "eros-21"),
    District(ASHENHOLT, "RD", "village", 15, 9, "eros-7"),
)

STREETS_OF: dict[str, tuple[tuple[str, int], ...]] = {
    "town": (
        ("terrace", 60),
        ("converted", 16),
        ("blocks", 12),
        ("semis", 10),
        ("home", 2),
    ),
    "towers": (
        ("tower", 30),
        ("blocks", 26),
        ("terrace", 30),
        ("converted", 12),
        ("home", 2),
    ),
    "suburb": (
        ("semis", 66),
        ("close", 20),
        ("blocks", 8),
        ("terrace", 4),
        ("home", 2),
    ),
    "village": (("named", 46), ("semis", 34), ("close", 14), ("park", 4), ("home", 2)),
    "water": (
        ("boats", 10),
        ("blocks", 34),
        ("terrace", 30),
        ("semis", 24),
        ("home", 2),
    ),
}
FIRST = _words(
    "Mill Elm Station Church Albion Quarry Foundry Weaver Tanner Harbour Linden Rowan Larch Hawthorn Juniper Maple Alder "
    "Victoria Jubilee Coronation Alma Balaclava Trafalgar Garibaldi Cobden Peel Gladstone Chartist Peterloo Pankhurst "
    "Kingfisher Heron Plover Curlew Lapwing Fieldfare Bittern Marrow Ashen Holt Wexcombe Dunsley Orrell Calder Thirl "
    "Ennerdale Buttermere Wasdale Grisedale Malham Tarn Beacon Windmill Maltings Ropewalk Bobbin Spindle Shuttle Loom "
    "Carder Fuller Cooper Chandler Saddler Farrier Thatcher Orchard Damson Medlar Quince Mulberry Bramley Russet Saffron "
    "Lavender Tansy Clover Bracken Heather Gorse Sorrel Teasel Yarrow Campion Bluebell Foxglove Primrose Cowslip"
)  # fmt: skip
SECOND = (
    "",
    "",
    "",
    "",
    "",
    "Upper ",
    "Lower ",
    "Old ",
    "New ",
    "Great ",
    "Little ",
    "East ",
    "West ",
    "St ",
)
SAINTS = (
    "Agnes",
    "Aidan's",
    "Bride's",
    "Cuthbert's",
    "Hilda's",
    "Oswald's",
    "Wilfrid's",
    "Werburgh's",
)
ENDINGS: dict[str, tuple[str, ...]] = {
    "terrace": ("Road", "Street", "Street", "Terrace", "Row", "Road"),
    "converted": ("Road", "Avenue", "Crescent", "Square", "Gardens"),
    "blocks": ("Road", "Street", "Way", "Lane"),
    "tower": ("Way", "Road", "Walk", "Lane"),
    "semis": ("Road", "Avenue", "Drive", "Crescent", "Grove", "Lane"),
    "close": ("Close", "Court", "Mews", "Gardens", "Rise", "Croft"),
    "named": ("Lane", "Lane", "Road", "Hill", "Green"),
    "park": ("Lane", "Road"),
    "boats": ("Wharf", "Lane"),
    "home": ("Road", "Avenue", "Lane"),
}
BLOCKS = _words(
    "Ruskin Morris Brunel Telford Faraday Lovelace Seacole Attlee Bevan Keir Astell Fawcett Wollstonecraft Orwell"
)
COTTAGES = _words(
    "Rose Cottage|The Old Forge|Hill Farm|The Bungalow|Orchard House|Well House|The Old Rectory|Ivy Cottage|Brook Barn|"
    "Honeysuckle Cottage|The Stables|Owl Barn|Keeper's Lodge|Mill House|The Old Chapel|School House|Damson Cottage|"
    "Holly Lodge|Church Farm|Wren Cottage|The Granary|Pear Tree House|Swallow Barn|Thatched Cottage|The Gatehouse",
    "|",
)  # fmt: skip
BOATS = _words(
    "Kingfisher|Merganser|Lady Jane|Tranquil|Otter|Dabchick|Water Gypsy|Bluebell|Wanderer|Grebe|Moorhen|Idler",
    "|",
)
HOMES = (
    "Sunny Bank",
    "The Laurels",
    "Fairhaven",
    "Meadow View",
    "Beech Lodge",
    "Autumn Court",
)
VILLAGES = (
    "Nether Wexby",
    "Over Wexby",
    "Thirlby",
    "Ashen Magna",
    "Holt St Agnes",
    "Little Orrell",
)


Parts = tuple[str, str, str]
"""Flat, building and house number of one door."""


@dataclass(frozen=True, slots=True)
class Door:
    """A front door. `flat`, `building` and `number` are as a council writes them, "" where there is none.

    `leaning` is the share in a hundred of its street who like us; `in_home` is a room in a care home.
    """

    district: int
    street: str
    flat: str
    building: str
    number: str
    locality: str
    postcode: str
    leaning: int
    in_home: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The address without the postcode: flat and building above, the number before the street."""
        above = (
            [f"{self.flat} {self.building}"]
            if self.flat.isdigit()
            else [self.flat, self.building]
        )
        return (
            *(line for line in above if line.strip()),
            f"{self.number} {self.street}".strip(),
            self.locality,
        )


def streets(random: Random, district: int, taken: set[str]) -> Iterator[list[Door]]:
    """Street after street of a district, without end; `taken` keeps a council's street names apart."""
    of = DISTRICTS[district]
    kinds = [kind for kind, _ in STREETS_OF[of.nature]]
    weights = [weight for _, weight in STREETS_OF[of.nature]]
    serial = 0
    while True:
        kind = weighted(random, kinds, weights)
        name = _street_name(random, kind, taken)
        serial += 1
        postcode = _postcode(district, serial)
        locality = (
            VILLAGES[district % len(VILLAGES)] if of.nature == "village" else _town(of)
        )
        leaning = max(2, min(75, of.leaning + between(random, -14, 14)))
        yield [
            Door(district, name, *parts, locality, postcode, leaning, kind == "home")
            for parts in BUILD[kind](random)
        ]


def _town(of: District) -> str:
    return of.council.name.split()[0]


def _postcode(district: int, serial: int) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    first, second = divmod(serial % 400, 20)
    return f"QM{district + 1} {serial // 400 % 10}{letters[first]}{letters[second]}"


def _street_name(random: Random, kind: str, taken: set[str]) -> str:
    while True:
        before = pick(random, SECOND)
        first = pick(random, SAINTS) if before == "St " else pick(random, FIRST)
        name = f"{before}{first} {pick(random, ENDINGS[kind])}"
        if name not in taken:
            taken.add(name)
            return name


def _numbers(random: Random, last: int) -> list[str]:
    """House numbers of a street, odd side first: few streets have a 13; some houses are 16A or 4-6."""
    numbers: list[str] = []
    for number in (*range(1, last + 1, 2), *range(2, last + 1, 2)):
        if number == 13 and chance(random, 0.6):
            continue
        if chance(random, 0.01):
            numbers.append(f"{number}-{number + 2}")
            continue
        numbers.append(str(number))
        if chance(random, 0.02):
            numbers.append(f"{number}A")
    return numbers


def _terrace(random: Random) -> list[Parts]:
    return [("", "", number) for number in _numbers(random, between(random, 30, 110))]


def _close(random: Random) -> list[Parts]:
    return [("", "", str(number)) for number in range(1, between(random, 9, 30))]


def _converted(random: Random) -> list[Parts]:
    """Large houses, many cut into flats; flats stand before the house itself, as in most councils' files."""
    doors: list[Parts] = []
    for number in _numbers(random, between(random, 20, 60)):
        if chance(random, 0.5):
            doors.append(("", "", number))
        elif chance(random, 0.2):
            floors = (
                "Basement Flat",
                "Ground Floor Flat",
                "First Floor Flat",
                "Top Flat",
            )
            doors += [(floor, "", number) for floor in floors]
        else:
            doors += [
                (f"Flat {flat}", "", number)
                for flat in range(1, between(random, 2, 5) + 1)
            ]
    return doors


def _blocks(random: Random) -> list[Parts]:
    """Low blocks of flats, some numbered in the street and some not, with a few houses after them."""
    doors: list[Parts] = []
    start = below(random, len(BLOCKS))
    for block in range(between(random, 1, 4)):
        name = f"{BLOCKS[(start + block) % len(BLOCKS)]} {('House', 'Court', 'Lodge')[block % 3]}"
        flats = range(1, between(random, 6, 24) + 1)
        if chance(random, 0.3):
            doors += [(str(flat), name, "") for flat in flats]
        elif chance(random, 0.4):
            doors += [(f"Flat {flat}", name, str(40 + 2 * block)) for flat in flats]
        else:
            doors += [(f"Flat {flat}", name, "") for flat in flats]
    return doors + [
        ("", "", str(number)) for number in range(1, between(random, 4, 30))
    ]


def _tower(random: Random) -> list[Parts]:
    name = (
        f"{pick(random, BLOCKS)} {pick(random, ('Tower', 'Heights', 'Point', 'House'))}"
    )
    return [
        (f"Flat {flat}", name, "") for flat in range(1, between(random, 48, 90) + 1)
    ]


def _named(random: Random) -> list[Parts]:
    start = below(random, len(COTTAGES))
    named = [
        COTTAGES[(start + at) % len(COTTAGES)] for at in range(between(random, 3, 12))
    ]
    numbered = [str(number) for number in range(1, between(random, 1, 16))]
    return [("", name, "") for name in sorted(named)] + [
        ("", "", number) for number in numbered
    ]


def _park(random: Random) -> list[Parts]:
    return [
        (f"Pitch {pitch}", "Willow Caravan Park", "")
        for pitch in range(1, between(random, 8, 30))
    ]


def _boats(random: Random) -> list[Parts]:
    start = below(random, len(BOATS))
    afloat = [BOATS[(start + at) % len(BOATS)] for at in range(between(random, 4, 10))]
    return [("", f"Narrowboat {boat}", "") for boat in afloat]


def _home(random: Random) -> list[Parts]:
    name, number = f"{pick(random, HOMES)} Care Home", str(between(random, 2, 60))
    return [
        (f"Room {room}", name, number) for room in range(1, between(random, 12, 32))
    ]


BUILD: dict[str, Callable[[Random], list[Parts]]] = {
    "terrace": _terrace, "semis": _terrace, "close": _close, "converted": _converted, "blocks": _blocks, "tower": _tower,
    "named": _named, "park": _park, "boats": _boats, "home": _home,
}  # fmt: skip
