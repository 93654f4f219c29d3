"""What files would change: read, reconciled with what is held, and kept as a plan that waits for a person's yes."""

import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from hustings.apps.campaigns.models import Council
from hustings.apps.jobs.actions import path_of
from hustings.apps.register.importing import plan_file
from hustings.apps.register.importing.held import Held, Numbers, held_electors
from hustings.apps.register.importing.plan import Plan
from hustings.apps.register.importing.planning import plan_of
from hustings.apps.register.importing.renumbering import renumbered
from hustings.apps.register.importing.report import report_of
from hustings.apps.register.models import ColumnMapping, District, Import
from hustings.apps.register.state import version_of
from hustings.core.register.files import RegisterFile
from hustings.core.register.judging import STRANGER
from hustings.core.register.layouts import NumberStyle
from hustings.core.register.layouts.mapped import loads as mapping_loads
from hustings.core.register.no_cycles import no_search_for_cycles
from hustings.core.register.order import is_older
from hustings.core.register.outcome import Choices, Counts, Outcome
from hustings.core.register.reading import open_files
from hustings.core.register.reconcile import FEWEST, STRANGERS, reconcile
from hustings.core.register.report import rows_to_mend
from hustings.core.register.rows import Kind, Refusal
from hustings.core.register.sources import Source

Report = Callable[[int, int, str], None]
STEPS = 4


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: the counts, the report, the plan's file and the file of rows to mend ("" for none)."""

    counts: Counts
    report: dict[str, Any]
    version: int
    plan: Path
    to_mend: Path | None


def preview(of_import: Import, folder: Path, at: datetime, report: Report) -> Preview:
    """Work out what the import's files would change; `UnreadableFile` where one cannot be read at all.

    Writes the plan and the rows to mend into `folder`, and nothing to the register.
    """
    with no_search_for_cycles():
        return _previewed(of_import, folder, at, report)


def _previewed(
    of_import: Import, folder: Path, at: datetime, report: Report
) -> Preview:
    version = version_of(of_import.campaign)
    report(0, STEPS, "Reading the files")
    opened = open_files(sources_of(of_import), mappings_of(of_import.council))
    report(1, STEPS, "Comparing with the electors that you have")
    held = held_electors(of_import.council, _numbers_in(of_import, opened.files))
    outcome = _reconciled(of_import, opened.files, held)
    told = tuple(
        f"{n} was passed over: it holds no register." for n in opened.passed_over
    )
    outcome = replace(outcome, warnings=told + outcome.warnings)
    report(2, STEPS, "Putting addresses into doors")
    renumbering = not of_import.renumbers and looks_renumbered(outcome)
    plan, outcome = _planned(outcome, of_import, held, at)
    report(3, STEPS, "Writing down what would change")
    kept = folder / "plan.zip"
    plan_file.save(plan, kept)
    values = report_of(outcome, plan, of_import.campaign, held)
    if not of_import.renumbers:
        values["electors"] = _on_the_register(outcome, held)
    values["renumbering"] = renumbering
    return Preview(outcome.counts, values, version, kept, _to_mend(outcome, folder))


def _numbers_in(of_import: Import, files: list[RegisterFile]) -> Numbers | None:
    """The numbers in the files, where only those need be compared; None where a full register speaks of everybody.

    Numbers written in one with their district are told by the districts known, so they too need everybody.
    """
    joined = NumberStyle.JOINED
    if any(f.kind is Kind.FULL or f.layout.mapping.style is joined for f in files):
        return None
    districts = District.objects.filter(council=of_import.council)
    codes = list(
        districts.filter(campaign=of_import.campaign).values_list("code", flat=True)
    )
    return frozenset(
        (row.number.district.upper(), row.number.number)
        for file in files
        for row in file.rows(codes)
        if not isinstance(row, Refusal)
    )


def _on_the_register(outcome: Outcome, held: Held) -> int:
    """How many electors the council's register will have."""
    back = sum("reopened" in elector.changed for elector in outcome.amended)
    return held.on_the_register + len(outcome.added) + back - len(outcome.closed)


def sources_of(of_import: Import) -> list[Source]:
    """The files as they were sent, in their order."""
    files = of_import.files.select_related("stored").order_by("position")
    return [
        Source(f.name, partial(_open, path_of(f.stored))) for f in files if f.stored
    ]


def mappings_of(council: Council) -> list[Any]:
    """The layouts that the campaign has described for this council."""
    saved = ColumnMapping.objects.filter(campaign=council.campaign_id, council=council)
    return [mapping_loads(mapping.columns) for mapping in saved]


def looks_renumbered(outcome: Outcome) -> bool:
    """Whether so many numbers of a full register belong to other people than before that it must be a new edition."""
    if not any(file.kind is Kind.FULL for file in outcome.files):
        return False
    known = outcome.counts.amended + outcome.counts.unchanged
    strangers = sum(elector.changed >= STRANGER for elector in outcome.amended)
    return strangers * STRANGERS > max(known, FEWEST)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _reconciled(of_import: Import, files: list[RegisterFile], held: Held) -> Outcome:
    seen, month = _applied_before(of_import.council)
    name = of_import.council.name
    choices = Choices(
        authority=name,
        out_of_order=Import.Yes.ORDER in of_import.agreed,
        seen=frozenset() if of_import.renumbers else seen,
        months={name: month} if month and not of_import.renumbers else {},
    )
    return reconcile(files, [] if of_import.renumbers else held.electors, choices)


def _planned(
    outcome: Outcome, of_import: Import, held: Held, at: datetime
) -> tuple[Plan, Outcome]:
    if of_import.renumbers:
        return renumbered(outcome, of_import, held, at)
    return plan_of(outcome, of_import, held, at), outcome


def _applied_before(council: Council) -> tuple[frozenset[str], int | None]:
    """The digests of the files applied for this council so far, and the month of its latest update.

    A register numbered anew begins a year of its own: updates of the year before are not what its own are older than.
    """
    digests: set[str] = set()
    latest: int | None = None
    applied = Import.objects.of(council.campaign).applied().filter(council=council)
    told = applied.order_by("applied_at").values_list("renumbers", "report")
    for renumbers, report in told:
        latest = None if renumbers else latest
        digests.update(report.get("digests", ()))
        for file in report.get("files", ()):
            month = file["month"] if not file["held_back"] else None
            if month and (latest is None or not is_older(month, latest)):
                latest = month
    return frozenset(digests), latest


def _to_mend(outcome: Outcome, folder: Path) -> Path | None:
    """The rows that were not read, as files in their own layout; one ZIP where they are of several files."""
    texts = rows_to_mend(outcome)
    if not texts:
        return None
    if len(texts) == 1:
        ((name, text),) = texts.items()
        path = folder / f"to-mend-{Path(name).stem}.csv"
        path.write_text(f"\ufeff{text}", encoding="utf-8", newline="")
        return path
    path = folder / "to-mend.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"to-mend-{name.replace('/', '-')}.csv", f"\ufeff{text}")
    return path


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A folder for what a preview writes, gone when it is done."""
    return tempfile.TemporaryDirectory(prefix="hustings-import-")
