"""Reads of the register."""

from hustings.apps.register.queries.figures import DistrictFigures, figures_by_district
from hustings.apps.register.queries.lists import (
    Search,
    Street,
    search,
    searchable,
    streets_of,
)
from hustings.apps.register.queries.mappings import mapping_for
from hustings.apps.register.queries.numbers import (
    Answer,
    Found,
    NotFound,
    Several,
    find_elector,
    find_electors,
)
from hustings.apps.register.queries.scope import (
    Scope,
    corrections_in,
    district_of,
    districts_in,
    doors_in,
    electors_in,
    questions_in,
)
from hustings.apps.register.queries.under_way import is_worked_on, jobs_of

__all__ = [
    "Answer",
    "DistrictFigures",
    "Found",
    "NotFound",
    "Scope",
    "Search",
    "Several",
    "Street",
    "corrections_in",
    "districts_in",
    "doors_in",
    "electors_in",
    "figures_by_district",
    "find_elector",
    "find_electors",
    "is_worked_on",
    "jobs_of",
    "mapping_for",
    "district_of",
    "questions_in",
    "search",
    "searchable",
    "streets_of",
]
