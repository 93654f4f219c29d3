"""Counting over what Django has already grouped or made distinct, which it cannot count itself."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]


def counted(
    rows: QuerySet[Any, Any], names: str, counting: str, *values: datetime | int | str
) -> list[Row]:
    """`counting`, a statement of ours, over the rows as `rows (names)`; forty thousand are too many to count here."""
    statement, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH rows ({names}) AS ({statement}) {counting}", [*given, *values]
        )
        return list(cursor.fetchall())
