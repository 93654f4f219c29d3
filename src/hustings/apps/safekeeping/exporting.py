"""One campaign's data as CSV files in a ZIP, to read elsewhere. Not a copy: nothing restores it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from hustings.apps.campaigns.audit import Actor, record
from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.core.errors import HustingsError
from hustings.core.register.cells import neutralised

ROWS_AT_ONCE = 5_000
# A link's secret opens a door, even as its hash.
LEFT_OUT = frozenset({"secret_hash"})
ABOUT = """Everything that hustings holds of one campaign, one file a table, UTF-8.

These are personal data. Keep them where only the agent can open them, and erase them on the day
that was promised. A cell that a spreadsheet would run begins with an apostrophe.
"""


def export_campaign(*, campaign: Campaign, target: Path, by: Actor) -> int:
    """Write the campaign's rows to the ZIP `target`; gives how many. The trail notes it.

    Raises HustingsError when the file exists already or cannot be written. The file appears whole or not at all.
    """
    if target.exists():
        raise HustingsError(f"{target} exists already; choose another name.")
    if not target.parent.is_dir():
        raise HustingsError(f"There is no folder {target.parent}; make it first.")
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.touch(mode=0o600)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", ABOUT)
            rows = sum(_write_table(archive, model, campaign) for model in _models())
        record(
            campaign=campaign,
            by=by,
            verb="export the whole campaign",
            of="campaigns_campaign",
            rows=rows,
        )
        partial.rename(target)
    except OSError as problem:
        raise HustingsError(
            f"{target} cannot be written: {problem.strerror}."
        ) from problem
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return rows


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if issubclass(model, CampaignRow):
            yield model


def _write_table(
    archive: zipfile.ZipFile, model: type[Model], campaign: Campaign
) -> int:
    columns = [
        f.attname for f in model._meta.concrete_fields if f.attname not in LEFT_OUT
    ]
    rows = (
        model._default_manager.filter(campaign=campaign)
        .order_by("pk")
        .values_list(*columns)
    )
    count = 0
    with archive.open(f"{model._meta.db_table}.csv", "w") as member:
        text = io.TextIOWrapper(member, encoding="utf-8", newline="")
        writer = csv.writer(text)
        writer.writerow(columns)
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            writer.writerow(map(_text_of, row))
            count += 1
        text.flush()
        text.detach()
    return count


def _text_of(cell: object) -> str:
    """A cell as text; bytes as their two-figure codes, hexadecimal."""
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).hex()
    return "" if cell is None else neutralised(str(cell))
