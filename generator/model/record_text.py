"""A record file as text: what rules about forbidden words look at, before and beside its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class RecordText:
    """The text of one file.

    `minutes_at` is the index in `text` at which the minutes begin; None where the file has none. `names` holds the
    names of the cell's members by id; None where they are not known.
    """

    path: str
    text: str
    minutes_at: int | None = None
    names: Mapping[str, str] | None = None
