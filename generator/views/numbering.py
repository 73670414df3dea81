"""The numbers of a page's tables, without gaps where a table has nothing to show."""

from __future__ import annotations


def numbered(*shown: object) -> tuple[int, ...]:
    """A number for each table in the order of the page: 1, 2, 3 … for those shown (true), 0 for the others."""
    numbers, last = [], 0
    for table in shown:
        last += bool(table)
        numbers.append(last if table else 0)
    return tuple(numbers)
