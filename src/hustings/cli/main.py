import click

from hustings.cli.campaign import campaign
from hustings.cli.demo import demo
from hustings.cli.manage import manage
from hustings.cli.people import people
from hustings.cli.register import register
from hustings.cli.register_import import import_files
from hustings.cli.safekeeping import (
    backup,
    backup_key,
    erase,
    export,
    person,
    restore,
)
from hustings.cli.serve import serve, start, web, work


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hustings")
def main() -> None:
    """Run the election office of a candidate without a party machine."""


main.add_command(start)
main.add_command(serve)
main.add_command(manage)
main.add_command(web)
main.add_command(work)
main.add_command(demo)
main.add_command(register)
register.add_command(import_files)
for verb in (backup, backup_key, restore, export, erase, person):
    main.add_command(verb)
main.add_command(campaign)
main.add_command(people)
