"""What written values look like to a reader that guesses types, such as an editor: a JSON Schema for each kind.

To the checker every scalar is text. An editor reads `5` as a number, `true` as a truth value and both as text in
quotes, so a shape allows for each; the first type decides what an editor writes where a value is to come, and of a
number that would be a 0 nobody meant. A shape may be wider than the type it stands for (2023-02-29 is no day), never
narrower, but that the words `true`, `false` and `null` are no ids to an editor.
"""

from __future__ import annotations

import re
from typing import Any

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KEY = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
LONGEST = 64  # characters of an id or key

_YEAR, _MONTH = "(?:19[3-9][0-9]|2[01][0-9]{2})", "(?:0[1-9]|1[0-2])"
_DAY = "(?:02-(?:[0-2][1-9]|[12]0)|(?:0[13-9]|1[0-2])-(?:[0-2][1-9]|[123]0)|(?:0[13578]|1[02])-31)"
_START = "(?:[01]?[0-9]|2[0-3])[:hH][0-5][0-9]"
_END = f"(?:{_START}|24[:hH]00)"
_SHARE = r"(?:[0-9]{1,6}(?:[.,][0-9]{1,4})?\s*%?|[0-9]{1,6}\s*/\s*(?!0+\s*$)[0-9]{1,6})"


def text(pattern: str, **more: Any) -> dict[str, Any]:
    """A text of this pattern."""
    return {"type": "string", "pattern": f"^{pattern}$", **more}


def ids(pattern: str, **more: Any) -> dict[str, Any]:
    """A text of this pattern, or a number where digits alone fit it."""
    if re.fullmatch(pattern, "0") is None:
        return text(pattern, **more)
    return {"type": ["string", "integer"], "minimum": 0, "pattern": f"^{pattern}$", **more}


def number(low: int, high: float, pattern: str, type_: str = "integer") -> dict[str, Any]:
    """A number, or the same in quotes."""
    return {"type": ["string", type_], "minimum": low, "maximum": high, "pattern": f"^{pattern}$"}


def days(low: int, high: int) -> dict[str, Any]:
    """A whole number of at most two digits from `low` to `high`."""
    digits = "|".join(f"0?{n}" if n < 10 else str(n) for n in range(low, high + 1))
    return number(low, high, f"(?:{digits})")


SHAPES: dict[str, dict[str, Any]] = {
    "slug": ids(SLUG, maxLength=LONGEST),
    "key": text(KEY, maxLength=LONGEST),
    "words": {"type": ["string", "number", "boolean"]},
    "count": number(0, 9_999_999, "[0-9]{1,7}"),
    "points": number(0, 9999.999, "[0-9]{1,4}(?:[.,][0-9]{1,3})?", "number"),
    "date": text(f"{_YEAR}-{_DAY}", format="date"),
    "month": text(f"{_YEAR}-{_MONTH}"),
    "time": text(rf"\s*{_START}\s*[-–]\s*{_END}\s*"),
    "flag": {"type": ["boolean", "string"], "pattern": "^(?:true|false)$"},
    "limit": text(rf"\s*(?:>=|>|≥)\s*{_SHARE}\s*"),
    "share": number(0, 999_999.9999, rf"\s*{_SHARE}\s*", "number"),
    "zone": text("[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*"),
}
