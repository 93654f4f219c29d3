"""Council files as the suppliers lay them out (headings from published layouts), filled with invented people."""

from collections.abc import Iterable

from hustings.core.register.outcome import NO_CHOICES, Choices, Outcome
from hustings.core.register.reading import loads, open_files, read_register
from hustings.core.register.register import Elector
from hustings.core.register.rows import Family, Kind, RegisterRow
from hustings.core.register.sources import bytes_source

XPRESS_14 = (
    "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,"
    "Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6"
)
XPRESS_13 = (
    "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Name,PostCode,"
    "Address1,Address2,Address3,Address4,Address5,Address6"
)
XPRESS_UPDATE = (
    "CompanyName,CompanyOPCSRef,DistrictRef,StreetName,PropertyAddress1,PropertyAddress2,PropertyAddress3,"
    "PropertyAddress4,PropertyAddress5,PropertyPostCode,PropertyAddressPrefix,PropertyAddressNumber,ElectorNumber,"
    "ElectorForename,ElectorSurname,ElectorDOB,ElectorCreatedMonth,ElectorChangedMonth,ElectorDeletedMonth,"
    "MarkersRegisterText,RecordCount,RecordTotal,CurrentRegisterMonth"
)
NINE = ",".join(f"Address {line}" for line in range(1, 10))
SEVEN = ",".join(f"Address {line}" for line in range(1, 8))
EROS = f"PD,ENO,Status,Title,First Names,Initials,Surname,Suffix,Date of Attainment,Franchise Flag,{NINE},Postcode,Opt Out"
EROS_UPDATE = (
    f"PD,ENO,Status,Title,First Name,Initials,Surname,Suffix,Date Of Attainment,Franchise Flag,{NINE},Post Code,"
    "Register Code,Clerical Error,Opt Out Flag"
)
REGISTERED = ",".join(f"RegisteredAddress{line}" for line in range(1, 7))
COUNTS_2016 = (
    "PDCode,RollNo,ElectorTitle,ElectorSurname,ElectorForename,ElectorMiddleName,AttainersDOB,FranchiseMarker,"
    f"{REGISTERED},PostCode,Euro,Parl,County,Ward,SubHouse,House"
)
COUNTS_2026 = (
    "PDCode,RollNo,ElectorTitle,ElectorSurname,ElectorForename,ElectorMiddleName,IERStatus,DateOfAttainment,"
    f"FranchiseMarker,{REGISTERED},PostCode,Euro,Parl,County,Ward,SubHouse,House,MethodOfVerification,ElectorID,UPRN"
)
GLASGOW = (
    "DISTRICT,ELNO,FORENAMES,SURNAME,QUALIFICATION,DO18,FLAT,HOUSENAME,HOUSENUMBER,STREETNAME,SUBSTREETNAME,STREETADD1,"
    "STREETADD2,PCODE"
)
EROS_ABSENT = (
    "Authority_Name,Area_Name,PD_Letters,Alternate_PD,Published_ENo,Supplementary,Forename,Initials,Surname,Proxy_Name,"
    "Send_Address_1,Send_Address_2,Send_Address_3,Send_Address_4,Send_Address_5,Send_Postcode,Qualifying_Address_1,"
    "Qualifying_Address_2,Qualifying_Address_3,Qualifying_Address_4,Qualifying_Address_5,Qualifying_Address_6,"
    "Qualifying_Address_7,Qualifying_Address_8,Qualifying_Address_9,Absent_Status,Overseas_Address,Away_Address,"
    "Election_Date,Election_Title_1,Election_Title_2"
)
TTW = (
    "Elector No. Prefix,Elector No.,Elector No. Suffix,Full Elector No.,Forename,Middle Names,Surname,"
    "Date of Attainment,Address1,Address2,Address3,Address4,Address5,Address6,PostCode,UPRN"
)


def file(heading: str, *rows: str, titles: Iterable[str] = ()) -> str:
    """A file's text: titles, heading, rows."""
    return "\r\n".join([*titles, *filter(None, [heading]), *rows, ""])


def xpress(number: str, surname: str = "Okafor", more: str = "") -> str:
    """A row of the 14-column register: `number` is prefix, number and suffix with commas."""
    return f"{number},,,{surname},Ngozi,QM1 2CD,12 Mill Road{more},Harrowmere,,,,"


def xpress_update(
    number: str, months: str = "0,0,0", surname: str = "Okafor", month: int = 3
) -> str:
    """A row of the 23-column update: `months` are created, changed and deleted."""
    return f"Northborough,N1,,Mill Road,12 Mill Road,Harrowmere,,,,QM1 2CD,,12,{number},Ngozi,{surname},,{months},,1,1,{month}"


def read(
    *files: tuple[str, str | bytes],
    existing: Iterable[Elector] = (),
    choices: Choices = NO_CHOICES,
) -> Outcome:
    """What comes of files given as name and content."""
    sources = [
        bytes_source(name, content.encode() if isinstance(content, str) else content)
        for name, content in files
    ]
    return read_register(sources, existing, choices)


def only(outcome: Outcome) -> Elector:
    """The one elector who is on the register."""
    (elector,) = outcome.register.open()
    return elector


def rows(text: str, name: str = "file.csv") -> list[RegisterRow]:
    return [row for row in loads(text, name) if isinstance(row, RegisterRow)]


def row(text: str, name: str = "file.csv") -> RegisterRow:
    (only,) = rows(text, name)
    return only


def detected(text: str) -> tuple[Family, Kind]:
    (found,) = open_files([bytes_source("file.csv", text.encode())]).files
    return found.layout.family, found.kind
