"""`hustings check`: what is wrong with this server, each line with what to do about it."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from hustings.cli import findings
from hustings.cli.database import with_database
from hustings.cli.findings import Finding, State

MARKS = {State.GOOD: "good", State.WRONG: "WRONG", State.UNSURE: "unsure"}
EXAMPLES = """\b
Examples:
  hustings check
  hustings check --deploy
  hustings check --deploy --json
"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--deploy",
    is_flag=True,
    help="Also what matters where others reach this server: HTTPS, names, log-ins, worker.",
)
@click.option("--json", "as_json", is_flag=True, help="The same for programs.")
@click.pass_context
def check(context: click.Context, *, deploy: bool, as_json: bool) -> None:
    """Say what is wrong with this server and what to do about it; ends with 1 if anything is."""
    with with_database():
        found = list(_all(deploy=deploy))
    ok = all(each.state is not State.WRONG for each in found)
    if as_json:
        said = {"ok": ok, "findings": [asdict(each) for each in found]}
        click.echo(json.dumps(said, indent=1, ensure_ascii=False))
    else:
        _show(found)
    context.exit(0 if ok else 1)


def _all(*, deploy: bool) -> Iterator[Finding]:
    """Each finding, what concerns every server first."""
    from django.conf import settings
    from django.utils.timezone import now

    from hustings.apps.demonstration.queries import log_ins
    from hustings.apps.safekeeping.queries import state_of_copies
    from hustings.cli import machine
    from hustings.engine.home import home

    yield findings.database(machine.database_version())
    yield findings.copies(state_of_copies(now()))
    yield findings.home(home(), machine.open_to_others(home()))
    yield findings.space(machine.free_bytes(home()), machine.database_bytes())
    if not deploy:
        yield findings.clock(machine.clocks())
        return
    answers = {o: machine.ask(o) for o in settings.CSRF_TRUSTED_ORIGINS[:1]}
    asked = {f"the clock of {o}": machine.ahead(each) for o, each in answers.items()}
    yield findings.clock(machine.clocks() | asked)
    yield findings.debug(on=settings.DEBUG)
    yield findings.secret(settings.SECRET_KEY)
    yield findings.names(settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS)
    yield findings.https(settings.CSRF_TRUSTED_ORIGINS)
    yield findings.demonstration(len(log_ins()))
    yield findings.worker(machine.workers(), machine.longest_waiting())
    for origin, answer in answers.items():
        yield findings.address(origin, answer)


def _show(found: list[Finding]) -> None:
    for each in found:
        click.echo(f"{MARKS[each.state]:<7}{each.name}: {each.says}")
        if each.do:
            click.echo(f"       → {each.do}")
    wrong = sum(each.state is State.WRONG for each in found)
    click.echo(f"{len(found)} things looked at, {wrong} wrong.")
