"""Idox Eros (formerly Halarose): the full register in its several forms, the update, and the absent list.

In its files of changes A means add, D delete and M modify. The opt-out of the open register shows as a flag in the last
column or as "(z)" before the surname, and some councils put the UPRN into that last column.
"""

from dataclasses import replace

from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import ColumnMapping
from hustings.core.register.rows import Change, Family, Kind

NINE = tuple(f"Address {line}" for line in range(1, 10))
SEVEN = NINE[:7]
CODES = {
    "A": Change.ADD, "D": Change.CLOSE, "M": Change.AMEND, "ADD": Change.ADD, "DELETE": Change.CLOSE, "MODIFY": Change.AMEND,
    "ADDED": Change.ADD, "DELETED": Change.CLOSE, "MODIFIED": Change.AMEND,
}  # fmt: skip

FULL = ColumnMapping(
    district="PD",
    number="ENO",
    title="Title",
    forenames=("First Names | First Name | Forenames | Forename",),
    initials="Initials",
    surname="Surname",
    name_suffix="Suffix",
    attainer_date="Date of Attainment",
    marker="Franchise Flag",
    address=NINE,
    postcode="Postcode",
    uprn="UPRN",
    opt_out="Opt Out | Opt Out Flag",
)
UPDATE = replace(FULL, kind=Kind.UPDATE, change="Status", codes=CODES)
ABSENT = ColumnMapping(
    kind=Kind.ABSENT,
    district="PD_Letters",
    number="Published_ENo",
    suffix="Supplementary",
    forenames=("Forename",),
    initials="Initials",
    surname="Surname",
    absent_kind="Absent_Status",
    proxy_name="Proxy_Name",
    authority="Authority_Name",
)
NAME = ("Title", "First Names", "Initials", "Surname", "Suffix")
NAME_UPDATE = ("Title", "First Name", "Initials", "Surname", "Suffix")
ABSENT_HEADINGS = (
    "Authority_Name", "Area_Name", "PD_Letters", "Alternate_PD", "Published_ENo", "Supplementary", "Forename", "Initials",
    "Surname", "Proxy_Name", *(f"Send_Address_{line}" for line in range(1, 6)), "Send_Postcode",
    *(f"Qualifying_Address_{line}" for line in range(1, 10)), "Absent_Status", "Overseas_Address", "Away_Address",
    "Election_Date", "Election_Title_1", "Election_Title_2",
)  # fmt: skip
NEEDS = ("PD", "ENO", "Surname", "Address 1")
ONLY_IN_UPDATES = "Register Code | Clerical Error"

LAYOUTS = (
    Layout(
        "eros-update",
        Family.EROS,
        UPDATE,
        ("PD", "ENO", "Status", *NAME_UPDATE, "Date Of Attainment", "Franchise Flag", *NINE, "Post Code", "Register Code",
         "Clerical Error", "Opt Out Flag"),
        (*NEEDS, "Status", ONLY_IN_UPDATES),
        banners=("Ref: 1", "Monthly Additions, Amendments and Deletions"),
    ),
    Layout(
        "eros-21",
        Family.EROS,
        FULL,
        ("PD", "ENO", "Status", *NAME, "Date of Attainment", "Franchise Flag", *NINE, "Postcode", "Opt Out"),
        NEEDS,
    ),
    Layout(
        "eros-uprn",
        Family.EROS,
        FULL,
        ("PD", "ENO", "Status", *NAME, "Date of Attainment", "Franchise Flag", *NINE, "Postcode", "UPRN"),
        NEEDS,
    ),
    Layout(
        "eros-20",
        Family.EROS,
        FULL,
        ("PD", "ENO", *NAME_UPDATE, "Date Of Attainment", "Franchise Flag", *NINE, "Post Code", "Opt Out"),
        NEEDS,
    ),
    Layout(
        "eros-7",
        Family.EROS,
        FULL,
        ("PD", "ENO", "Status", *NAME, "Date of Attainment", "Franchise Flag", *SEVEN, "Opt Out"),
        NEEDS,
    ),
    Layout(
        "eros-absent",
        Family.EROS,
        ABSENT,
        ABSENT_HEADINGS,
        ("PD_Letters", "Published_ENo"),
        banners=("Absent Voters List",),
    ),
)  # fmt: skip
UPDATE_LAYOUT = LAYOUTS[0]
