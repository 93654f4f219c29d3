"""Copies, erasure, and what is held on one person, from the command line."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hustings.cli.database import with_database
from hustings.core.errors import HustingsError

if TYPE_CHECKING:
    from hustings.apps.campaigns.audit import Actor
    from hustings.apps.campaigns.models import Campaign
    from hustings.apps.register.models import Elector
    from hustings.apps.safekeeping.person import Person

of_campaign = click.option(
    "--campaign", "name", required=True, help="The campaign's name or id."
)


@click.command("backup-key", epilog="Example: hustings backup-key")
@click.option("--change", is_flag=True, help="Put the key under another passphrase.")
def backup_key(change: bool) -> None:
    """Set the passphrase that opens copies; it is asked for, and needed only to restore.

    Write it down and keep it away from this machine: without it no copy can be opened by anybody.
    """
    from hustings.engine import keyring

    try:
        if change:
            old = _passphrase("Present passphrase")
            keyring.change_passphrase(old, _passphrase("New passphrase", confirm=True))
        else:
            keyring.make_keys(_passphrase("Passphrase", confirm=True))
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("Done. Copies are made each night while hustings runs.")


@click.command(epilog="Example: hustings backup /media/stick/monday.hustings")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the whole server to FILE, encrypted, after checking that the copy restores."""
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.safekeeping.copies import make_copy
        from hustings.apps.safekeeping.models import Copy

        copy = make_copy(reason=Copy.Reason.ASKED, at=now(), target=file)
        click.echo(
            f"{file}: {copy.size:,} bytes; {copy.rows:,} rows found again when it was restored to check it."
        )


@click.command(epilog="Example: hustings restore /media/stick/monday.hustings")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--yes", is_flag=True, help="Do not ask whether what is here now may be replaced."
)
def restore(file: Path, yes: bool) -> None:
    """Put the copy in FILE in the place of everything on this server.

    Erasures, objections and do-not-contacts made since the copy are kept. hustings must not be in use.
    """
    if not yes:
        click.confirm(
            "Everything on this server will be replaced by the copy. Go on?", abort=True
        )
    passphrase = _passphrase("Passphrase")
    with with_database():
        from hustings.apps.campaigns.audit import command
        from hustings.apps.safekeeping.restoring import restore as put_back

        kept = put_back(
            file=file, passphrase=passphrase, by=command("restore"), say=click.echo
        )
    click.echo(f"Restored. Promises made since the copy and kept again: {kept}.")


@click.command(
    epilog="Example: hustings export ours.zip --campaign 'Ada for Example North'"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@of_campaign
def export(file: Path, name: str) -> None:
    """Write all that one campaign holds to the ZIP FILE, as CSV, to read elsewhere.

    This is no copy: nothing restores it. For copies see `hustings backup`.
    """
    with with_database():
        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import find_campaign
        from hustings.apps.safekeeping.exporting import export_campaign

        rows = export_campaign(
            campaign=find_campaign(name), target=file, by=command("export")
        )
        click.echo(
            f"{file}: {rows:,} rows. They are personal data: keep them safe, and erase them in time."
        )


@click.command(epilog="Example: hustings erase --campaign 'Ada for Example North'")
@click.option(
    "--campaign",
    "name",
    help="The campaign's name or id; without it, those whose day has come.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(name: str | None, yes: bool) -> None:
    """Erase the personal data of campaigns whose day has come, or of one campaign now."""
    with with_database():
        from django.utils.timezone import localdate, now

        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import find_campaign
        from hustings.apps.safekeeping.actions import erase_for_good, erase_what_is_due

        by = command("erase")
        if name is None:
            erasures = erase_what_is_due(today=localdate(), by=by, at=now())
        else:
            campaign = find_campaign(name)
            if not yes:
                click.confirm(
                    f"Erase all personal data of {campaign.name} for good?", abort=True
                )
            erasures = [erase_for_good(campaign=campaign, by=by, at=now())]
        for erasure in erasures:
            click.echo(f"{erasure.campaign.name}:")
            for table, rows in erasure.gone.items():
                click.echo(f"  {rows:>8,}  {table}")
        if not erasures:
            click.echo("No campaign's day has come.")


@click.command(
    epilog="Example: hustings person AB1-888/8 --campaign 'Ada for Example North' --object"
)
@click.argument("number")
@of_campaign
@click.option(
    "--object",
    "objects",
    is_flag=True,
    help="Record that the person objects: contact no more.",
)
@click.option("--erase", "erases", is_flag=True, help="Erase what the person told us.")
@click.option(
    "--json", "as_data", is_flag=True, help="Every row exactly as it is kept, as JSON."
)
def person(number: str, name: str, objects: bool, erases: bool, as_data: bool) -> None:
    """Show all that is held on one person, in plain words; record an objection; erase what they told us.

    Where two councils use the same letters, name the council after a comma: "AA-14, Marrowby". Somebody met who is
    on no register goes by name, with the street after a comma where it is not clear: "Bo Lodger, Mill Road".
    """
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import find_campaign
        from hustings.apps.safekeeping.actions import note_access, replace_copies
        from hustings.apps.safekeeping.person import all_held_on, as_json

        found, by = find_anyone(find_campaign(name), number), command("person")
        if objects:
            _object(found, by, now())
        if erases:
            _erase(found, by, now())
            replace_copies(at=now())
        note_access(person=found, by=by)
        if as_data:
            click.echo(as_json(all_held_on(found), now()))
        else:
            click.echo(_in_words(found, now()))


def _object(found: "Person", by: "Actor", at: datetime) -> None:
    from hustings.apps.newcomers.actions import leave_alone
    from hustings.apps.register.actions import set_do_not_contact
    from hustings.apps.register.models import Newcomer

    if isinstance(found, Newcomer):
        leave_alone(newcomer=found, by=by, at=at)
    else:
        set_do_not_contact(
            elector=found, basis="objection", source_event=None, by=by, at=at
        )


def _erase(found: "Person", by: "Actor", at: datetime) -> None:
    from hustings.apps.register.models import Newcomer
    from hustings.apps.safekeeping.erasing import erase_newcomer, erase_person

    if isinstance(found, Newcomer):
        erase_newcomer(newcomer=found, by=by, at=at)
    else:
        erase_person(elector=found, by=by, at=at)


def _in_words(found: "Person", at: datetime) -> str:
    from hustings.apps.safekeeping.person import rows_about, waiting_about
    from hustings.apps.safekeeping.telling import as_text, in_plain_words

    told = in_plain_words(found.campaign, rows_about(found), waiting_about(found))
    return as_text(f"All held on {found.name or found}", told, at)


def find_anyone(campaign: "Campaign", typed: str) -> "Person":
    """The elector of this number, or whoever was met under this name; HustingsError says why not otherwise."""
    from hustings.apps.newcomers.queries import called, where_met

    try:
        return find_one(campaign, typed)
    except HustingsError as no_elector:
        match called(campaign, typed):
            case []:
                raise
            case [only]:
                return only.elector or only
            case several:
                named = "; ".join(f"{each}, {where_met(each)}" for each in several[:20])
                raise HustingsError(
                    f"{typed} may be any of {named}. Say which."
                ) from no_elector


def find_one(campaign: "Campaign", number: str) -> "Elector":
    """The one elector of this number, perhaps with the council behind a comma; HustingsError says why not otherwise."""
    from hustings.apps.register.queries import Found, Several, find_elector

    typed, _, council = number.partition(",")
    match find_elector(campaign, typed):
        case Found(elector=elector):
            return elector
        case Several(electors=electors):
            meant = council.strip().casefold()
            named = [e for e in electors if e.district.council.name.casefold() == meant]
            if len(named) == 1:
                return named[0]
            numbers = "; ".join(
                sorted(f"{e.full_number}, {e.district.council}" for e in electors)
            )
            raise HustingsError(f"{number} may be any of {numbers}. Say which.")
        case answer:
            raise HustingsError(answer.expected)


def _passphrase(words: str, confirm: bool = False) -> str:
    """From HUSTINGS_PASSPHRASE where there is no keyboard, else typed unseen."""
    given = os.environ.get("HUSTINGS_PASSPHRASE")
    return given or str(
        click.prompt(words, hide_input=True, confirmation_prompt=confirm)
    )
