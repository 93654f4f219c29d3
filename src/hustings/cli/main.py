import click

from hustings.cli.verbs import Verbs

VERBS = {
    "start": "serve:start",
    "serve": "serve:serve",
    "web": "serve:web",
    "work": "serve:work",
    "keep": "keep:keep",
    "check": "check:check",
    "count": "count:count",
    "body": "body:body",
    "history": "history:history",
    "manage": "manage:manage",
    "demo": "demo:demo",
    "register": "register:register",
    "backup": "safekeeping:backup",
    "backup-key": "safekeeping:backup_key",
    "restore": "safekeeping:restore",
    "export": "safekeeping:export",
    "erase": "safekeeping:erase",
    "person": "safekeeping:person",
    "campaign": "campaign:campaign",
    "people": "people:people",
    "walks": "walks:walks",
    "words": "words:words",
}


@click.group(
    commands=Verbs(VERBS), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="hustings")
def main() -> None:
    """Run the election office of a candidate without a party machine."""
