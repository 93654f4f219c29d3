"""The layout of Glasgow, about 2016: flat, house and street each in a column, "(z)" in the surname."""

from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.mapping import ColumnMapping
from hustings.core.register.rows import Family

FULL = ColumnMapping(
    district="DISTRICT",
    number="ELNO",
    forenames=("FORENAMES",),
    surname="SURNAME",
    marker="QUALIFICATION",
    attainer_date="DO18",
    parts=("FLAT", "HOUSENAME", "HOUSENUMBER", "STREETNAME"),
    only_parts=True,
    address=("SUBSTREETNAME", "STREETADD1", "STREETADD2"),
    postcode="PCODE",
)
HEADINGS = (
    "DISTRICT", "ELNO", "FORENAMES", "SURNAME", "QUALIFICATION", "DO18", "FLAT", "HOUSENAME", "HOUSENUMBER", "STREETNAME",
    "SUBSTREETNAME", "STREETADD1", "STREETADD2", "PCODE",
)  # fmt: skip
LAYOUTS = (
    Layout(
        "glasgow",
        Family.GLASGOW,
        FULL,
        HEADINGS,
        ("DISTRICT", "ELNO", "SURNAME", "STREETNAME"),
    ),
)
