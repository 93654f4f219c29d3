"""Who is meant by a number that somebody typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.models import District, Elector
from hustings.apps.register.queries.scope import Scope, districts_in, electors_in
from hustings.core.register import number_index
from hustings.core.register.number_index import NumberIndex

DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Found:
    """The one elector whose number was typed. Its district may be another than the one expected: compare."""

    typed: str
    elector: Elector


@dataclass(frozen=True, slots=True)
class Several:
    """More than one elector may be meant: only suffixed numbers exist, or two districts or councils share it."""

    typed: str
    electors: tuple[Elector, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """No elector on the register has this number here; `expected` says in plain words what can be typed.

    `elsewhere`: districts of the area that do have the number, where it was looked for in one.
    """

    typed: str
    expected: str
    elsewhere: tuple[District, ...] = ()


Answer = Found | Several | NotFound


def find_elector(scope: Scope, text: str, district: District | None = None) -> Answer:
    """Who is meant by a number as people type it: `888`, `888/8`, `888.8` or `AB1-888/8`.

    `888` is the one without a suffix; where only suffixed ones exist, all of them come back. `district` is
    where a number without letters belongs; letters that are typed win. Closed and anonymous entries are
    never found.
    """
    return find_electors(scope, [text], district)[0]


def find_electors(
    scope: Scope,
    texts: Iterable[str],
    district: District | None = None,
    *,
    with_anonymous: bool = False,
) -> list[Answer]:
    """`find_elector` for many numbers in a fixed number of queries; one answer each, in their order.

    `with_anonymous` is for checking a nomination paper alone, where the number itself is the question.
    """
    texts = list(texts)
    electors = [
        elector
        for elector in _candidates(scope, texts)
        if with_anonymous or not elector.is_anonymous
    ]
    everywhere = _index(electors)
    if district is None:
        return [_answer(everywhere, text) for text in texts]
    # Another council's district of the same letters is not the one that we stand in.
    here = _index(e for e in electors if not _is_namesake(e.district, district))
    return [
        replace(answer, elsewhere=_elsewhere(everywhere, answer.typed))
        if isinstance(answer, NotFound)
        else answer
        for answer in (_answer(here, text, district) for text in texts)
    ]


def _index(electors: Iterable[Elector]) -> NumberIndex[Elector]:
    return NumberIndex((e.district.code, e.number, e.suffix, e) for e in electors)


def _is_namesake(one: District, other: District) -> bool:
    return one.code == other.code and one.pk != other.pk


def _candidates(scope: Scope, texts: Iterable[str]) -> list[Elector]:
    """Everyone on the register whose number stands anywhere in the texts."""
    numbers = {int(n) for text in texts for n in DIGITS.findall(text)}
    if not numbers:
        return []
    electors = electors_in(scope).on_the_register()
    wanted = electors.filter(number__in=numbers)
    if isinstance(scope, Campaign) or not scope.districts:
        # Naming the districts lets the index of numbers be used, which begins with them; an area names its own.
        wanted = wanted.filter(district__in=districts_in(scope))
    return list(wanted.select_related("district__council", "door").in_number_order())


def _answer(
    index: NumberIndex[Elector], text: str, district: District | None = None
) -> Answer:
    match index.find(text, district.code if district else ""):
        case number_index.Found(key=elector):
            return Found(text, elector)
        case number_index.Ambiguous(choices=choices):
            return Several(text, tuple(choice.key for choice in choices))
        case number_index.Unknown(expected=expected):
            return NotFound(text, expected)


def _elsewhere(index: NumberIndex[Elector], text: str) -> tuple[District, ...]:
    """The districts of all councils that have the number."""
    match index.find(text):
        case number_index.Found(key=elector):
            return (elector.district,)
        case number_index.Ambiguous(choices=choices):
            return tuple({c.key.district_id: c.key.district for c in choices}.values())
    return ()
