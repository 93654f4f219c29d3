"""Rows of releases in the database: what is the same stays, what differs is replaced and kept as it was, new rows are copied in.

Rows go in by COPY, as one statement a table: a general election's 4,515 candidacies in a fraction of a second.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from hustings.apps.history.models import Release, Replaced


@dataclass
class Counted:
    """How many rows of a kind were new, the same, replaced; and `better`, those left as a better release has them."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    better: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A row that is in the database: its number, the release it is from, and its figures."""

    id: int
    release_id: int
    figures: Any


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of row: which are held, under their keys; how figures are written down; how rows are put in and changed."""

    of: Replaced.Of
    held: Callable[[Collection[str]], Mapping[str, Held]]
    as_json: Callable[[Any], Any]
    put: Callable[[Mapping[str, Any], Release], None]
    change: Callable[[int, Any, Release], None]


def keep(
    shelf: Shelf,
    rows: Mapping[str, Any],
    names: Mapping[str, str],
    release: Release,
    *,
    is_better: Callable[[Held], bool] = lambda held: False,
) -> Counted:
    """Keep the rows, by key; a row that is held and `is_better` stays. `release` is saved if anything changes."""
    held = shelf.held(rows)
    better = {key for key in held if is_better(held[key])}
    new = {key: row for key, row in rows.items() if key not in held}
    changed = {
        key: row
        for key, row in rows.items()
        if key in held and key not in better and held[key].figures != row
    }
    if new or changed:
        if release.pk is None:
            release.save()
        _replace(shelf, changed, held, names, release)
        shelf.put(new, release)
    same = len(rows) - len(new) - len(changed) - len(better)
    return Counted(len(new), same, len(changed), len(better))


def _replace(
    shelf: Shelf,
    changed: Mapping[str, Any],
    held: Mapping[str, Held],
    names: Mapping[str, str],
    release: Release,
) -> None:
    Replaced.objects.bulk_create(
        Replaced(
            of=shelf.of,
            key=key,
            name=names[key],
            release_id=held[key].release_id,
            by_release=release,
            before=shelf.as_json(held[key].figures),
        )
        for key in changed
    )
    for key, row in changed.items():
        shelf.change(held[key].id, row, release)


def table_shelf(
    of: Replaced.Of,
    model: type[models.Model],
    key: Sequence[str],
    columns: Sequence[str],
) -> Shelf:
    """A shelf of a model whose rows are their columns; figures are the values of key and columns in that order."""
    fields = (*key, *columns)

    def held(_: Collection[str]) -> dict[str, Held]:
        found = model._default_manager.values_list("pk", "release_id", *fields)
        return {
            key_of(row[2 : 2 + len(key)]): Held(row[0], row[1], tuple(row[2:]))
            for row in found
        }

    def put(rows: Mapping[str, Any], release: Release) -> None:
        ready = ((*row, release.pk) for row in rows.values())
        copy_in(model, (*fields, "release"), ready)

    def change(number: int, row: Any, release: Release) -> None:
        figures = dict(zip(fields, row, strict=True))
        model._default_manager.filter(pk=number).update(release=release, **figures)

    def as_json(row: Any) -> dict[str, Any]:
        return {n: plain(v) for n, v in zip(fields, row, strict=True)}

    return Shelf(of, held, as_json, put, change)


def key_of(values: Iterable[Any]) -> str:
    """The values that tell a row from all others, as one text."""
    return " ".join(map(str, values))


def plain(value: Any) -> Any:
    """A value as JSON has it; days as text."""
    return value if isinstance(value, int | list | dict | None) else str(value)


def copy_in(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Put rows into a model's table by COPY; lists and mappings of a JSON column are written as JSON."""
    known = {field.name: field for field in model._meta.concrete_fields}
    described = [known[name] for name in fields]
    columns = ", ".join(f'"{field.column}"' for field in described)
    written = [
        json.dumps if isinstance(field, models.JSONField) else None
        for field in described
    ]
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [w(v) if w else v for w, v in zip(written, row, strict=True)]
            )


def new_numbers(model: type[models.Model], count: int) -> list[int]:
    """So many primary keys that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]
