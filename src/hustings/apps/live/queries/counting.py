"""Counting over what Django has already grouped or made distinct, which it cannot count itself."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

Row = tuple[Any, ...]


def counted(
    rows: QuerySet[Any, Any], names: str, counting: str, *values: datetime | int | str
) -> list[Row]:
    """`counting`, a statement of ours, over the rows as `rows (names)`; forty thousand are too many to count here."""
    statement, given = rows.query.sql_with_params()
    with transaction.atomic(), connection.cursor() as cursor:
        # Room to group by hashing: sorting forty thousand names by the rules of a language takes far longer.
        cursor.execute("SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = off")
        cursor.execute(
            f"WITH rows ({names}) AS ({statement}) {counting}", [*given, *values]
        )
        return list(cursor.fetchall())
