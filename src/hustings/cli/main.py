import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hustings")
def main() -> None:
    """Run the election office of a candidate without a party machine."""
