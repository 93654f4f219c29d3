"""Democracy Counts (Elector8): the register of 2016 and of 2026, and their updates.

The number is a decimal whose fraction is the suffix. In its files of changes N means new, A or M amended, D deleted.
"""

from dataclasses import replace

from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import ColumnMapping
from hustings.core.register.rows import Change, Family, Kind

ADDRESS = tuple(f"RegisteredAddress{line}" for line in range(1, 7))
CODES = {
    "N": Change.ADD, "A": Change.AMEND, "M": Change.AMEND, "D": Change.CLOSE, "NEW": Change.ADD, "AMENDMENT": Change.AMEND,
    "AMEND": Change.AMEND, "AMENDED": Change.AMEND, "MODIFY": Change.AMEND, "MODIFIED": Change.AMEND,
    "DELETION": Change.CLOSE, "DELETE": Change.CLOSE, "DELETED": Change.CLOSE,
}  # fmt: skip
FULL = ColumnMapping(
    district="PDCode",
    number="RollNo",
    decimals=True,
    suffix="Suffix",
    title="ElectorTitle",
    surname="ElectorSurname",
    forenames=("ElectorForename", "ElectorMiddleName"),
    attainer_date="DateOfAttainment | AttainersDOB | DOB",
    marker="FranchiseMarker",
    address=ADDRESS,
    parts=("SubHouse", "", "House", ""),
    postcode="PostCode",
    uprn="UPRN",
)
UPDATE = replace(FULL, kind=Kind.UPDATE, change="ChangeTypeID", codes=CODES)
START = (
    "PDCode",
    "RollNo",
    "ElectorTitle",
    "ElectorSurname",
    "ElectorForename",
    "ElectorMiddleName",
)
END = (*ADDRESS, "PostCode", "Euro", "Parl", "County", "Ward", "SubHouse", "House")
OF_2016 = (*START, "AttainersDOB", "FranchiseMarker", *END)
OF_2026 = (
    *START,
    "IERStatus",
    "DateOfAttainment",
    "FranchiseMarker",
    *END,
    "MethodOfVerification",
    "ElectorID",
    "UPRN",
)
NEEDS = ("PDCode", "RollNo", "ElectorSurname", "RegisteredAddress1")
CHANGE = ("ChangeTypeID",)


def _layout(
    name: str,
    mapping: ColumnMapping,
    headings: tuple[str, ...],
    **more: tuple[str, ...],
) -> Layout:
    needs = NEEDS if mapping.kind is Kind.FULL else (*CHANGE, *NEEDS)
    return Layout(
        name,
        Family.DEMOCRACY_COUNTS,
        mapping,
        headings,
        needs,
        banners=more.get("banners", ()),
        joint=".",
    )


ACCESSION = ("Accession: 1",)
OF_2016_DOB = tuple(
    "DOB" if heading == "AttainersDOB" else heading for heading in OF_2016
)
LAYOUTS = (
    _layout("democracy-counts-2026-update", UPDATE, (*CHANGE, *OF_2026)),
    _layout(
        "democracy-counts-2016-update",
        UPDATE,
        (*CHANGE, *OF_2016_DOB),
        banners=ACCESSION,
    ),
    _layout("democracy-counts-2026", FULL, OF_2026),
    _layout("democracy-counts-2026-suffix", FULL, (*OF_2026, "Suffix")),
    _layout("democracy-counts-2016", FULL, OF_2016),
)
