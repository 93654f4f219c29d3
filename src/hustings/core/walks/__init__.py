"""Walks: which doors one pair of canvassers calls on in one go, and in which order.

A polling district is cut into walks of about as many doors, or minutes, as the campaign wants. A street is kept together
where it can be: up one side and down the other; a block of flats is one unit, taken floor by floor. Where files have told
where the doors stand, walks are made of neighbouring streets and each is put in a short order; where not, streets follow
one another by name, and everything else works all the same.
"""

from hustings.core.walks.choices import Choices, Length, Pace, Sides
from hustings.core.walks.cutting import CutWalk, cut, walk_of
from hustings.core.walks.naming import title
from hustings.core.walks.places import Point, metres
from hustings.core.walks.stops import Stop, floor_of, is_level

__all__ = [
    "Choices",
    "CutWalk",
    "Length",
    "Pace",
    "Point",
    "Sides",
    "Stop",
    "cut",
    "floor_of",
    "is_level",
    "metres",
    "title",
    "walk_of",
]
