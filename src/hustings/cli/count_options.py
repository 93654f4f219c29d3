"""What `hustings count` is told beside the file, from text to values."""

import re
from fractions import Fraction
from typing import Any

import click

from hustings.core.counting.poll import Constraint

_CONSTRAINT = re.compile(r"(.+?)\s*(>=|<=|=)\s*(\d{1,3})")
_HELD = re.compile(r"(.+?)\s*=\s*(\d{1,4})")
_THRESHOLD = re.compile(r"(\d{1,2})(?:[.,](\d{1,6}))?\s*%|(\d{1,4})/(\d{1,4})")


class ConstraintType(click.ParamType[Constraint]):
    """`women>=2`, `men<=3`, `young=1`."""

    name = "constraint"

    def convert(self, value: Any, param: object, ctx: object) -> Constraint:
        found = _CONSTRAINT.fullmatch(str(value).strip())
        if not found:
            raise click.BadParameter(
                f"“{value}”; expected a group, >=, <= or =, and a number, such as women>=2."
            )
        group, sign, number = found[1], found[2], int(found[3])
        return Constraint(
            group,
            at_least=0 if sign == "<=" else number,
            at_most=None if sign == ">=" else number,
        )


class HeldType(click.ParamType[tuple[str, int]]):
    """`Labour=37`."""

    name = "list=seats"

    def convert(self, value: Any, param: object, ctx: object) -> tuple[str, int]:
        found = _HELD.fullmatch(str(value).strip())
        if not found:
            raise click.BadParameter(
                f"“{value}”; expected a list, = and its seats, such as Labour=37."
            )
        return found[1], int(found[2])


class ThresholdType(click.ParamType[Fraction]):
    """`5%`, `2.5%` or `1/20`, kept as an exact fraction."""

    name = "threshold"

    def convert(self, value: Any, param: object, ctx: object) -> Fraction:
        found = _THRESHOLD.fullmatch(str(value).strip())
        if not found or found[4] in ("0", "00", "000", "0000"):
            raise click.BadParameter(
                f"“{value}”; expected a percentage such as 5%, or a fraction such as 1/20."
            )
        if found[3]:
            return Fraction(int(found[3]), int(found[4]))
        return Fraction(f"{found[1]}.{found[2] or 0}") / 100
