"""Names from their columns.

Most councils give surname and forenames apart, some one column with the surname first, some initials besides. "(z) "
before a surname marks somebody who opted out of the open register and is no part of the name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from hustings.core.register.layouts.mapping import Columns

OPTED_OUT = re.compile(r"\(z\) ?", re.IGNORECASE)


def read_names(columns: Columns, cells: Sequence[str]) -> tuple[str, str, bool]:
    """Surname, forenames, and whether "(z)" stood before them."""
    at, lists = columns.at, columns.lists
    if "surname" in at:
        surname = cells[at["surname"]]
        given = [cells[index] for index in lists["forenames"]]
        forenames = given[0] if len(given) == 1 else " ".join(filter(None, given))
        if "initials" in at and cells[at["initials"]]:
            forenames = with_initials(forenames, cells[at["initials"]])
    else:
        surname, forenames = split_name(cells[at["name"]]) if "name" in at else ("", "")
    if surname.startswith("("):
        marked = OPTED_OUT.match(surname)
        if marked:
            return surname[marked.end() :], forenames, True
    return surname, forenames, False


@lru_cache(maxsize=20_000)
def split_name(name: str) -> tuple[str, str]:
    """Surname and forenames of one column, surname first: "Okafor Ngozi Ada", "VAN DER BERG Jan", "Okafor, Ngozi".

    A comma parts them; failing that, words in capitals before words that are not are the surname; failing that, the
    first word.
    """
    marked = OPTED_OUT.match(name)
    start = name[: marked.end()] if marked else ""
    rest = name[len(start) :]
    if "," in rest:
        surname, _, forenames = rest.partition(",")
        return start + surname.strip(), forenames.strip()
    words = rest.split()
    capitals = next(
        (at for at, word in enumerate(words) if not word.isupper()), len(words)
    )
    parted = capitals if 0 < capitals < len(words) else 1
    return start + " ".join(words[:parted]), " ".join(words[parted:])


@lru_cache(maxsize=20_000)
def with_initials(forenames: str, initials: str) -> str:
    """Forenames with the initials behind them, unless those only repeat the forenames' first letters."""
    letters = "".join(filter(str.isalnum, initials)).upper()
    firsts = initials_of(forenames)
    if not letters or letters in (firsts, firsts[1:]):
        return forenames
    return f"{forenames} {initials}".strip()


def initials_of(forenames: str) -> str:
    """The first letters of the forenames, in capitals: "Ngozi Ada" has "NA"; marks before a letter do not count."""
    letters = ("".join(filter(str.isalnum, word)) for word in forenames.split())
    return "".join(word[0] for word in letters if word).upper()
