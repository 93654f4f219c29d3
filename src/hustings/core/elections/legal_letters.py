"""The letters that ask each council for the register and the lists.

A candidate has a right to the full register, to every notice that alters it and to the lists of those who vote by post or proxy, free and
as data; but only on a written request, one to each electoral registration officer, that says exactly what is asked for. Those who
leave out "and the final lists" do not get them. A letter is structured text (subject, paragraphs, signature), which pages and print render.

The numbers of the regulations differ by nation. Where we could not read the text itself, the letter says "or the provision that applies", and
`check` says so to the agent before it is sent.
"""

from dataclasses import dataclass
from datetime import date

from hustings.core.elections.kinds import ELECTION_NAMES, ElectionKind, Nation
from hustings.core.elections.wording import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLaw:
    """The provisions under which register and lists are supplied in one nation."""

    nation: Nation
    officer: str
    register: str
    absent: str
    marked: str
    restriction: str
    checked: bool


ENGLAND_AND_WALES_REGULATIONS = "the Representation of the People (England and Wales) Regulations 2001 (SI 2001/341)"
SCOTTISH_REGULATIONS = (
    "the Representation of the People (Scotland) Regulations 2001 (SI 2001/497)"
)
NORTHERN_REGULATIONS = "the Representation of the People (Northern Ireland) Regulations 2008 (SI 2008/1741)"

SUPPLY = {
    nation: SupplyLaw(
        nation=nation,
        officer="Electoral Registration Officer",
        register=f"regulation 108 of {ENGLAND_AND_WALES_REGULATIONS}",
        absent=f"regulation 61 of {ENGLAND_AND_WALES_REGULATIONS}",
        marked=f"regulation 117 of {ENGLAND_AND_WALES_REGULATIONS}",
        restriction="regulations 108 and 115",
        checked=True,
    )
    for nation in (Nation.ENGLAND, Nation.WALES)
} | {
    Nation.SCOTLAND: SupplyLaw(
        nation=Nation.SCOTLAND,
        officer="Electoral Registration Officer",
        register=f"regulations 101 and 108 of {SCOTTISH_REGULATIONS}, or the provision that applies to this election",
        absent=f"regulation 61 of {SCOTTISH_REGULATIONS}, or the provision that applies to this election",
        marked=f"Part VII of {SCOTTISH_REGULATIONS}",
        restriction="those Regulations and regulation 115",
        checked=False,
    ),
    Nation.NORTHERN_IRELAND: SupplyLaw(
        nation=Nation.NORTHERN_IRELAND,
        officer="Chief Electoral Officer for Northern Ireland",
        register=f"{NORTHERN_REGULATIONS}, which entitle a candidate to the full register",
        absent=f"{NORTHERN_REGULATIONS}, which entitle a candidate to the absent voters' lists",
        marked=NORTHERN_REGULATIONS,
        restriction="those Regulations",
        checked=False,
    ),
}

HOLYROOD_ORDER = (
    "Schedule 1 to the Scottish Parliament (Elections etc.) Order 2015 (SSI 2015/425)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes, as what, and where the data is to go."""

    candidate: str
    writer: str
    capacity: str
    address: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The election that the letter is about; `area` is the constituency, ward or region."""

    election: ElectionKind
    nation: Nation
    area: str
    polling_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter as structured text. `check` is for the agent and is not printed; empty if nothing is open."""

    council: str
    salutation: str
    subject: str
    paragraphs: tuple[str, ...]
    requests: tuple[str, ...]
    after: tuple[str, ...]
    signature: tuple[str, ...]
    check: str


def letter_for_register(
    council: str, occasion: Occasion, sender: Sender, *, dated: date
) -> Letter:
    """The letter that asks one council for register, notices of alteration, and current and final absent lists, as data."""
    law = SUPPLY[occasion.nation]
    return Letter(
        council=council,
        salutation=f"Dear {law.officer}",
        subject=f"Request for the register and the absent voters' lists: {occasion.area}, {_poll(occasion)}",
        paragraphs=(
            long_date(dated),
            f"{sender.candidate} is a candidate for {occasion.area} at the {ELECTION_NAMES[occasion.election]} election on "
            f"{long_date(occasion.polling_day)}. I write as {sender.capacity}. For so much of your registration area as lies in {occasion.area} "
            "I request, free of charge and in data form:",
        ),
        requests=_requests(occasion, law),
        after=(
            "If a file is in a format of your own, please say which software wrote it. Where data cannot be sent for one of these, "
            "please send it printed rather than not at all.",
            f"Please send everything by a secure transfer to {sender.email}, and tell me on which day the notices and the final lists will follow.",
            f"The data will be used only for electoral purposes and kept as {law.restriction} require.",
        ),
        signature=_signature(sender),
        check=_check(law),
    )


def letter_for_marked_register(
    council: str, occasion: Occasion, sender: Sender, *, dated: date, purpose: str
) -> Letter:
    """The letter after the poll that asks for the marked register and marked lists; the law wants the purpose stated."""
    law = SUPPLY[occasion.nation]
    return Letter(
        council=council,
        salutation=f"Dear {law.officer}",
        subject=f"Request for the marked register: {occasion.area}, {_poll(occasion)}",
        paragraphs=(
            long_date(dated),
            f"{sender.candidate} was a candidate for {occasion.area}. Under {law.marked} I request in data form, or printed where you hold it so:",
        ),
        requests=(
            "the marked copy of the register of electors, with the notices that alter it;",
            "the marked copies of the postal voters list, the list of proxies and the proxy postal voters list.",
        ),
        after=(
            f"They will be used for this purpose: {purpose.strip().rstrip('.')}. Copies without the marks would not do, since they do not show who voted.",
            "Please tell me the fee, and I shall pay it at once.",
        ),
        signature=_signature(sender),
        check=_check(law),
    )


def _requests(occasion: Occasion, law: SupplyLaw) -> tuple[str, ...]:
    register, absent = law.register, law.absent
    if occasion.election is ElectionKind.SCOTTISH_PARLIAMENT:
        register = absent = HOLYROOD_ORDER
    return (
        f"the full register of electors, with the list of overseas electors, under {register};",
        "every notice altering it that is published from now on, the three interim election notices of alteration among them, as each "
        "is published;",
        f"under {absent}, the current postal voters list, list of proxies and proxy postal voters list;",
        "and the final version of each of those three lists, as soon as it can be supplied, with any emergency proxies added afterwards.",
    )


def _signature(sender: Sender) -> tuple[str, ...]:
    return (
        sender.writer,
        f"{sender.capacity[:1].upper()}{sender.capacity[1:]}",
        sender.address,
        sender.email,
    )


def _poll(occasion: Occasion) -> str:
    return f"poll of {long_date(occasion.polling_day)}"


def _check(law: SupplyLaw) -> str:
    if law.checked:
        return ""
    return (
        "We have not been able to read the text of the provisions named for this nation: ask the registration officer which ones "
        "apply before you rely on their numbers. The request itself is good without them."
    )
