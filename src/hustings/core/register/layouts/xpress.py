"""Xpress: the full register in two forms, the monthly or interim update, and the absent list as one council sends it.

The update gives each elector's number as one string, parted at its last hyphen, and says by months what became of the
entry.
"""

from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import ColumnMapping, NumberStyle
from hustings.core.register.rows import Family, Kind

ADDRESS = ("Address1", "Address2", "Address3", "Address4", "Address5", "Address6")
NUMBER = ("Elector Number Prefix", "Elector Number", "Elector Number Suffix")

FULL = ColumnMapping(
    district=NUMBER[0],
    number=NUMBER[1],
    suffix=NUMBER[2],
    marker="Elector Markers | Elector Marker",
    attainer_date="Elector DOB",
    surname="Elector Surname",
    forenames=("Elector Forename | Elector Forenames",),
    name="Elector Name",
    address=ADDRESS,
    postcode="PostCode",
)
UPDATE = ColumnMapping(
    kind=Kind.UPDATE,
    style=NumberStyle.LAST_HYPHEN,
    district="DistrictRef",
    number="ElectorNumber",
    marker="MarkersRegisterText",
    attainer_date="ElectorDOB",
    surname="ElectorSurname",
    forenames=("ElectorForename",),
    address=tuple(f"PropertyAddress{line}" for line in range(1, 6)),
    parts=("PropertyAddressPrefix", "", "PropertyAddressNumber", "StreetName"),
    postcode="PropertyPostCode",
    months=("ElectorCreatedMonth", "ElectorChangedMonth", "ElectorDeletedMonth"),
    register_month="CurrentRegisterMonth",
    authority="CompanyName",
)
ABSENT = ColumnMapping(
    kind=Kind.ABSENT,
    style=NumberStyle.JOINED,
    number="Elector Number (Absent Voter List)",
    surname="Elector Surname | Surname",
    forenames=("Elector Forename | Forename | Forenames",),
    name="Elector Name | Name",
    absent_kind="Absent Voter Type | Absent Vote Type | Absent Type | Absent Status | Type | Status",
    proxy_name="Proxy Name",
)
UPDATE_HEADINGS = (
    "CompanyName", "CompanyOPCSRef", "DistrictRef", "StreetName", "PropertyAddress1", "PropertyAddress2",
    "PropertyAddress3", "PropertyAddress4", "PropertyAddress5", "PropertyPostCode", "PropertyAddressPrefix",
    "PropertyAddressNumber", "ElectorNumber", "ElectorForename", "ElectorSurname", "ElectorDOB", "ElectorCreatedMonth",
    "ElectorChangedMonth", "ElectorDeletedMonth", "MarkersRegisterText", "RecordCount", "RecordTotal",
    "CurrentRegisterMonth",
)  # fmt: skip

LAYOUTS = (
    Layout(
        "xpress-14",
        Family.XPRESS,
        FULL,
        (
            *NUMBER,
            "Elector Markers",
            "Elector DOB",
            "Elector Surname",
            "Elector Forename",
            "PostCode",
            *ADDRESS,
        ),
        (*NUMBER[:2], "Elector Surname", "Address1"),
    ),
    Layout(
        "xpress-13",
        Family.XPRESS,
        FULL,
        (
            *NUMBER,
            "Elector Markers",
            "Elector DOB",
            "Elector Name",
            "PostCode",
            *ADDRESS,
        ),
        (*NUMBER[:2], "Elector Name", "Address1"),
    ),
    Layout(
        "xpress-update",
        Family.XPRESS,
        UPDATE,
        UPDATE_HEADINGS,
        ("ElectorNumber", "ElectorSurname", *UPDATE.months),
    ),
    Layout(
        "xpress-absent",
        Family.XPRESS,
        ABSENT,
        ("Elector Number (Absent Voter List)", "Elector Name", "Absent Voter Type"),
        ("Elector Number (Absent Voter List)",),
    ),
)
