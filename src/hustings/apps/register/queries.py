"""Reads of the register that start from a campaign or a member's area."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import District, Elector, ElectorQuerySet
from hustings.core.register import number_index
from hustings.core.register.names import name_of
from hustings.core.register.number_index import NumberIndex

Scope = Campaign | Membership
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


def electors_in(scope: Scope) -> ElectorQuerySet:
    """The electors of a campaign, or those whom a member may see."""
    if isinstance(scope, Membership):
        return Elector.objects.for_member(scope)
    return Elector.objects.of(scope)


def districts_in(scope: Scope) -> list[District]:
    """The polling districts of a campaign, or of a member's area, with their councils."""
    if isinstance(scope, Membership):
        districts = District.objects.filter(campaign=scope.campaign_id)
        if scope.districts:
            districts = districts.filter(pk__in=scope.districts)
    else:
        districts = District.objects.filter(campaign=scope)
    return list(districts.select_related("council").order_by("code", "council__name"))


def searchable(surname: str, forenames: str) -> str:
    """The words of a name as `Elector.search` keeps them: family names first, small letters, no accents.

    Mac is Mc and "O Brien" is obrien, so that each spelling finds the other (`core.register.names`).
    """
    name = name_of(surname, forenames)
    return " ".join(name.family + name.given)[:400]


def find_elector(scope: Scope, text: str, district: District | None = None) -> Answer:
    """Who is meant by a number as people type it: `888`, `888/8`, `888.8` or `AB1-888/8`.

    `888` is the one without a suffix; where only suffixed ones exist, all of them come back. `district` is
    where a number without letters belongs; letters that are typed win. Closed and anonymous entries are
    never found.
    """
    return find_electors(scope, [text], district)[0]


def find_electors(
    scope: Scope, texts: Iterable[str], district: District | None = None
) -> list[Answer]:
    """`find_elector` for many numbers in a fixed number of queries; one answer each, in their order."""
    texts = list(texts)
    electors = _candidates(scope, texts)
    if district:
        # Another council's district of the same letters is not the one that we stand in.
        electors = [e for e in electors if not _is_namesake(e.district, district)]
    index = NumberIndex((e.district.code, e.number, e.suffix, e) for e in electors)
    return [_answer(index, text, district) for text in texts]


def _is_namesake(one: District, other: District) -> bool:
    return one.code == other.code and one.pk != other.pk


def _candidates(scope: Scope, texts: Iterable[str]) -> list[Elector]:
    """Everyone on the register whose number stands anywhere in the texts."""
    numbers = {int(n) for text in texts for n in DIGITS.findall(text)}
    if not numbers:
        return []
    electors = electors_in(scope).on_the_register().filter(is_anonymous=False)
    # Naming the districts lets the index of numbers be used, which begins with them.
    wanted = electors.filter(district__in=districts_in(scope), number__in=numbers)
    return list(wanted.select_related("district__council", "door").in_number_order())


def _answer(
    index: NumberIndex[Elector], text: str, district: District | None
) -> Answer:
    match index.find(text, district.code if district else ""):
        case number_index.Found(key=elector):
            return Found(text, elector)
        case number_index.Ambiguous(choices=choices):
            return Several(text, tuple(choice.key for choice in choices))
        case number_index.Unknown(expected=expected):
            return NotFound(text, expected, _elsewhere(index, text, district))


def _elsewhere(
    index: NumberIndex[Elector], text: str, district: District | None
) -> tuple[District, ...]:
    """The other districts that have the number, where it was looked for in one."""
    match index.find(text) if district else None:
        case number_index.Found(key=elector):
            return (elector.district,)
        case number_index.Ambiguous(choices=choices):
            return tuple({c.key.district_id: c.key.district for c in choices}.values())
    return ()
