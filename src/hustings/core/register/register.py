"""The register as it stands: every elector by number, open or closed.

An elector's key is the council, the polling district, the number and the suffix: two councils may use the same district
letters. Nothing is ever taken out; an elector who leaves is closed.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import AbsentKind, RegisterRow

Key = tuple[str, str, int, str]
"""Council, district in capitals, number, suffix."""
KEPT = (
    "surname",
    "forenames",
    "title",
    "name_suffix",
    "address",
    "postcode",
    "marker",
    "attainer_date",
    "attainer_text",
    "uprn",
    "opted_out",
)


@dataclass(frozen=True, slots=True)
class Elector:
    """One elector: the row that holds now, the caller's own key (None for somebody new), and how they vote if absent.

    `changed` names the fields that differ from what was held before; `closed` electors have left the register.
    """

    authority: str
    row: RegisterRow
    held: Hashable = None
    absent: frozenset[AbsentKind] = frozenset()
    closed: bool = False
    changed: frozenset[str] = frozenset()

    @property
    def number(self) -> ElectorNumber:
        return self.row.number

    @property
    def key(self) -> Key:
        return key_of(self.authority, self.row.number)


def key_of(authority: str, number: ElectorNumber) -> Key:
    """What an elector is known by."""
    return (authority, number.district.upper(), number.number, number.suffix)


class Register:
    """All electors by key, for one campaign's constituency."""

    def __init__(self, electors: Iterable[Elector] = ()) -> None:
        self._electors: dict[Key, Elector] = {}
        self._districts: dict[tuple[str, str], str] = {}
        self.former: list[Elector] = []
        """Electors who left and whose number somebody else has now."""
        for elector in electors:
            self.put(elector.key, elector)

    def __len__(self) -> int:
        return len(self._electors)

    def __iter__(self) -> Iterator[Elector]:
        return iter(self._electors.values())

    def get(self, key: Key) -> Elector | None:
        return self._electors.get(key)

    def put(self, key: Key, elector: Elector) -> None:
        """Set who stands under a key."""
        if key not in self._electors:
            self._districts.setdefault(key[:2], elector.row.number.district)
        self._electors[key] = elector

    def renumber(self, before: Elector, now: Elector) -> None:
        """Let an elector stand under the number of `now`, and no longer under that of `before`."""
        if self._electors.get(before.key) is before:
            del self._electors[before.key]
        else:
            self.former = [each for each in self.former if each is not before]
        self.put(now.key, now)

    def open(self) -> Iterator[Elector]:
        """Those who are on the register now, in the order in which they came."""
        return (elector for elector in self if not elector.closed)

    def districts(self) -> list[str]:
        """The polling districts as written, each once."""
        return sorted(set(self._districts.values()))

    def has_district(self, authority: str, district: str) -> bool:
        """Whether anybody of that council's district has ever stood here."""
        return (authority, district.upper()) in self._districts


def amended(
    old: RegisterRow, new: RegisterRow, carried: frozenset[str]
) -> tuple[RegisterRow, frozenset[str]]:
    """The row that holds once `new` is known, and the names of the fields that differ; none if nothing does.

    Only what the new file speaks of (`carried`) counts: an update without UPRNs takes none away. The number stays as it
    was first written.
    """
    if new == old:
        return old, frozenset()
    changed = frozenset(
        field
        for field in KEPT
        if field in carried and getattr(new, field) != getattr(old, field)
    )
    changed -= _same_after_all(old, new)
    # A blank says nothing of those who live where they did.
    if not new.uprn and "address" not in changed:
        changed -= {"uprn"}
    if not changed:
        return old, changed
    kept = {field: getattr(old, field) for field in KEPT if field not in changed}
    hints = new.hints if "address" in changed else old.hints
    return replace(new, number=old.number, hints=hints, **kept), changed


def _same_after_all(old: RegisterRow, new: RegisterRow) -> frozenset[str]:
    """Fields that say the same in another arrangement: lines cut elsewhere, a name parted elsewhere."""
    same: frozenset[str] = frozenset()
    if _run_together(*old.address, old.postcode) == _run_together(
        *new.address, new.postcode
    ):
        same |= {"address", "postcode"}
    if _run_together(old.surname, old.forenames) == _run_together(
        new.surname, new.forenames
    ):
        same |= {"surname", "forenames"}
    return same


def _run_together(*texts: str) -> str:
    return "".join("".join(texts).replace(",", "").split())
