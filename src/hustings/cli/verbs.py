"""Commands that are loaded when somebody says them: reading a file must not wait for the web server's and database's code."""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click


class Verbs(MutableMapping[str, click.Command]):
    """The commands of a group by name, each given as "module:attribute" of this package until it is asked for."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = dict(places)
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module, attribute = self._places[name].split(":")
            command = getattr(import_module(f"hustings.cli.{module}"), attribute)
            if not isinstance(command, click.Command):
                raise TypeError(f"{module}.{attribute} is no command")
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        self._places.pop(name, None)
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._places, **self._loaded})

    def __len__(self) -> int:
        return len({**self._places, **self._loaded})

    def __contains__(self, name: object) -> bool:
        return name in self._places or name in self._loaded
