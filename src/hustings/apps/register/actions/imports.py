"""Imports: files are sent in, previewed, and applied exactly as they were previewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Council, Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.jobs.actions import path_of, remove_file, store_file
from hustings.apps.jobs.models import StoredFile
from hustings.apps.register.actions.contact import carry_wishes
from hustings.apps.register.importing.applying import apply_plan
from hustings.apps.register.importing.preview import Report, preview, workplace
from hustings.apps.register.importing.report import for_election
from hustings.apps.register.models import COUNTS, Import, ImportFile
from hustings.apps.register.queries import is_worked_on
from hustings.apps.register.state import change_register
from hustings.core.errors import HustingsError

KEEP = timedelta(days=30)
# What a preview shows of people, so that somebody can see whether the files were understood.
SHOWN = frozenset(
    {"sample", "amended_shown", "closed_shown", "absent_shown", "left_shown"}
)
Sender = Membership | Actor


class OutOfDate(HustingsError):
    """The register, or the campaign's election, has changed since the preview was made."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it was sent: its name and where its bytes lie."""

    name: str
    path: Path


def council_named(*, campaign: Campaign, name: str, by: Sender) -> Council:
    """The campaign's council of that name, made if it is new."""
    with acting(by, "name a council"):
        council, _ = Council.objects.get_or_create(
            campaign=campaign, name=" ".join(name.split())
        )
    return council


def start_import(
    *, council: Council, files: Sequence[Sent], by: Sender, at: datetime
) -> Import:
    """Keep the files and make the import that will be previewed."""
    with acting(by, "send in register files"):
        started = Import.objects.create(
            campaign=council.campaign,
            council=council,
            created_at=at,
            created_by=name_of_sender(by),
        )
        for position, sent in enumerate(files):
            stored = store_file(
                campaign=council.campaign,
                name=sent.name[-200:],
                content=sent.path,
                right=May.IMPORT_REGISTER,
                by=by,
                at=at,
                keep=KEEP,
            )
            ImportFile.objects.create(
                campaign=council.campaign,
                of_import=started,
                stored=stored,
                name=stored.name,
                sha256=stored.sha256,
                position=position,
            )
    return started


def make_preview(
    *, of_import: Import, by: Sender, at: datetime, report: Report
) -> None:
    """Work out what the files would change and keep it with the import; doing it again replaces it.

    Raises `UnreadableFile` where a file cannot be read at all, and changes nothing then.
    """
    with workplace() as folder:
        found = preview(of_import, Path(folder), at, report)
        with acting(by, "preview an import"):
            _forget_plan(of_import, by)
            of_import.plan = _keep(of_import, found.plan, "plan", by, at)
            if found.to_mend:
                kept = _keep(of_import, found.to_mend, found.to_mend.name, by, at)
                found.report["to_mend"] = str(kept.pk)
            for name in COUNTS:
                setattr(of_import, name, getattr(found.counts, name))
            of_import.rows_in = found.counts.rows_in
            of_import.missing = found.report["missing"]
            of_import.electors = found.report["electors"]
            of_import.asks = (
                [Import.Yes.NUMBERS.value] if found.report["renumbering"] else []
            )
            of_import.version, of_import.report = found.version, found.report
            of_import.state = Import.State.READY
            of_import.save()


def note_not_read(
    *, of_import: Import, problem: str, headings: Sequence[str], by: Sender
) -> None:
    """Note why the files could not be read; with `headings`, a person may say which column means what."""
    with acting(by, "note that files could not be read"):
        _forget_plan(of_import, by)
        of_import.state = Import.State.MAPPING if headings else Import.State.NOT_READ
        of_import.report = {"problem": problem, "headings": list(headings)}
        of_import.save()


def agree(*, of_import: Import, to: Sequence[str], by: Sender) -> None:
    """Note what a person has said yes to (`Import.Yes`)."""
    with acting(by, "agree to what an import asks"):
        of_import.agreed = sorted({*of_import.agreed, *to})
        of_import.save(update_fields=["agreed"])


def start_applying(*, of_import: Import, agreed: Sequence[str], by: Sender) -> None:
    """Note what was agreed to and that the import is on its way in, so that it is asked for once."""
    with acting(by, "ask for an import to be applied"):
        locked = Import.objects.select_for_update().get(
            campaign=of_import.campaign_id, pk=of_import.pk
        )
        if locked.state != Import.State.READY:
            raise HustingsError(
                "This import is not waiting to be applied; look at it again."
            )
        locked.agreed = sorted({*locked.agreed, *agreed})
        _must_have_its_yes(locked)
        locked.state = Import.State.APPLYING
        locked.save(update_fields=["agreed", "state"])


def ask_again(*, of_import: Import, renumbers: bool, by: Sender) -> None:
    """Have the import previewed anew, perhaps as a renumbering."""
    _must_wait(of_import)
    with acting(by, "preview an import anew"):
        of_import.renumbers, of_import.state = renumbers, Import.State.WAITING
        of_import.save(update_fields=["renumbers", "state"])


def apply_import(*, of_import: Import, by: Sender, at: datetime) -> Import:
    """Write the previewed changes in one transaction; once applied, doing it again changes nothing.

    Then tells `WHEN_REGISTER_CHANGED`. Raises `OutOfDate` when the register has changed since the preview; preview it anew then.
    """
    if of_import.state == Import.State.APPLIED:
        return of_import
    _copy_first(of_import, at)
    with acting(by, "apply an import"):
        locked = Import.objects.select_for_update().get(
            campaign=of_import.campaign_id, pk=of_import.pk
        )
        if locked.state == Import.State.APPLIED:
            return locked
        _must_stand(locked)
        _write(locked, at)
        locked.state, locked.applied_at = Import.State.APPLIED, at
        locked.applied_by = name_of_sender(by)
        # The register has them now; the report keeps numbers, and nobody's name.
        locked.report = {k: v for k, v in locked.report.items() if k not in SHOWN}
        locked.save()
    _forget_plan_file(locked, by)
    _tell(locked.campaign, by, at)
    return locked


def drop_import(*, of_import: Import, by: Sender) -> None:
    """Let an import go that was not applied; its files go with it."""
    _must_wait(of_import)
    with acting(by, "drop an import"):
        of_import.state, of_import.report = Import.State.DROPPED, {}
        _forget_plan(of_import, by)
        of_import.save()
        for file in of_import.files.select_related("stored"):
            if file.stored:
                remove_file(stored=file.stored, by=by)


def name_of_sender(by: Sender) -> str:
    """What an import calls whoever sent it in or applied it."""
    return by.name if isinstance(by, Actor) else str(by.user)


def _must_wait(of_import: Import) -> None:
    """Refuse what is applied or on its way in; not what was, and whose job has ended without it."""
    if of_import.state == Import.State.APPLIED:
        raise HustingsError(
            "This import has been applied. Send in a newer file to change the register again."
        )
    if of_import.state == Import.State.APPLYING and is_worked_on(of_import):
        raise HustingsError(
            "These files are being applied just now. Wait until that is done."
        )


def _must_stand(of_import: Import) -> None:
    """Refuse a plan that is gone, that lacks a yes, or that was made for another register or election."""
    if of_import.plan is None or not path_of(of_import.plan).exists():
        raise OutOfDate("What was worked out is gone; it must be worked out again.")
    _must_have_its_yes(of_import)
    state = change_register(of_import.campaign)
    same_election = of_import.report["voting"] == for_election(of_import.campaign)
    if state.version != of_import.version + 1 or not same_election:
        raise OutOfDate("The register has changed since this was worked out.")
    if not state.election:
        state.election, state.nation = (
            of_import.campaign.election,
            of_import.campaign.nation,
        )
        state.polling_day = of_import.campaign.polling_day
        state.save()


def _must_have_its_yes(of_import: Import) -> None:
    asked = [ask for ask in of_import.asks if ask not in of_import.agreed]
    if asked:
        lacking = "; ".join(Import.Yes(ask).label for ask in asked)
        raise HustingsError(f"Say yes first to: {lacking}.")


def _write(of_import: Import, at: datetime) -> None:
    """Write the plan and note what it wrote; a difference from the preview undoes everything."""
    absent_too = of_import.renumbers or Import.Yes.ABSENCE in of_import.agreed
    lists_too = Import.Yes.LISTS in of_import.agreed
    plan = of_import.plan
    if plan is None:
        raise OutOfDate("What was worked out is gone; it must be worked out again.")
    done = apply_plan(
        path_of(plan),
        of_import.campaign_id,
        at=at,
        absent_too=absent_too,
        lists_too=lists_too,
    )
    planned: dict[str, Any] = of_import.report["writes"]
    wrong = {
        k: (v, planned[k]) for k, v in done.items() if v != planned[k] and k != "absent"
    }
    carry_wishes(of_import.campaign_id, at=at)
    if wrong:
        raise ArithmeticError(f"written and previewed differ: {wrong}")
    of_import.closed_by_absence = done.get("missing", 0)
    of_import.electors -= of_import.closed_by_absence
    if absent_too:
        of_import.agreed = sorted({*of_import.agreed, Import.Yes.ABSENCE.value})


def _copy_first(of_import: Import, at: datetime) -> None:
    """Have the whole server copied before the register changes, where that has been set up."""
    make_copy: str = getattr(settings, "BEFORE_IMPORT", "")
    if make_copy and of_import.state != Import.State.APPLIED:
        import_string(make_copy)(at=at)


def _tell(campaign: Campaign, by: Sender, at: datetime) -> None:
    """Let the apps above look for whom and what they had before the register came. It is applied whatever they find."""
    for name in getattr(settings, "WHEN_REGISTER_CHANGED", ()):
        import_string(name)(campaign=campaign, by=by, at=at)


def _keep(
    of_import: Import, path: Path, name: str, by: Sender, at: datetime
) -> StoredFile:
    return store_file(
        campaign=of_import.campaign,
        name=name[-200:],
        content=path,
        right=May.IMPORT_REGISTER,
        by=by,
        at=at,
        content_type="text/csv" if path.suffix == ".csv" else "application/zip",
        keep=KEEP,
    )


def _forget_plan(of_import: Import, by: Sender) -> None:
    """Delete the files of an earlier preview."""
    plan, of_import.plan = of_import.plan, None
    earlier = of_import.report.get("to_mend")
    files = StoredFile.objects.filter(campaign=of_import.campaign_id)
    wanted = [each for each in (plan.pk if plan else None, earlier) if each]
    for stored in files.filter(pk__in=wanted):
        remove_file(stored=stored, by=by)


def _forget_plan_file(of_import: Import, by: Sender) -> None:
    """Delete the plan once it is applied: the register has it now."""
    plan = of_import.plan
    if plan:
        remove_file(stored=plan, by=by)
        of_import.plan = None
