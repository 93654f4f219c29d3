"""The register as the campaign keeps it: who is on it, and how it came to be so."""

from hustings.apps.register.models.absent_voters import (
    AbsentVoter,
    AbsentVoterQuerySet,
)
from hustings.apps.register.models.electors import (
    MAY_VOTE,
    AreaQuerySet,
    District,
    Door,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
    joined,
)
from hustings.apps.register.models.keeping import (
    COUNTS,
    ColumnMapping,
    Correction,
    CorrectionQuerySet,
    Import,
    ImportFile,
    ImportQuerySet,
    NumberMatch,
    NumberMatchQuerySet,
    PriorNumber,
    RegisterState,
)
from hustings.apps.register.models.newcomers import Newcomer, NewcomerQuerySet
from hustings.apps.register.models.wishes import DoNotContact, DoNotContactQuerySet

__all__ = [
    "COUNTS",
    "MAY_VOTE",
    "AbsentVoter",
    "AbsentVoterQuerySet",
    "AreaQuerySet",
    "ColumnMapping",
    "Correction",
    "CorrectionQuerySet",
    "District",
    "DoNotContact",
    "DoNotContactQuerySet",
    "Door",
    "DoorQuerySet",
    "Elector",
    "ElectorQuerySet",
    "Import",
    "ImportFile",
    "ImportQuerySet",
    "Newcomer",
    "NewcomerQuerySet",
    "NumberMatch",
    "NumberMatchQuerySet",
    "PriorNumber",
    "RegisterState",
    "joined",
]
