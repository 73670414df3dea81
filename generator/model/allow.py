"""Leave to deviate from a rule, as a record's author writes it: for a line, or for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.diagnostic import Diagnostic, Span

FIRM = ("YA", "PA", "FI", "RE", "AL")  # what cannot be allowed: a record that cannot be read or names what is not there


class Allow(NamedTuple):
    """One allowance.

    A comment in a record covers the `lines` of its own file (`span` is where the comment stands); an entry of
    `allowances.yml` (`number`) covers every record below `folder` from `first` to `until`, ends included, None open.
    """

    path: str
    codes: tuple[str, ...]
    reason: str
    lines: tuple[int, ...] = ()
    span: Span | None = None
    number: int = -1
    folder: str = ""
    first: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_inline(self) -> bool:
        """Tell whether it is a comment beside what it allows."""
        return self.span is not None

    def covers(self, diagnostic: Diagnostic, stretch: tuple[dt.date, dt.date]) -> bool:
        """Tell whether a diagnostic about a stretch of days is allowed by it; never without a reason."""
        if not self.reason or diagnostic.code not in self.codes or not can_be_allowed(diagnostic.code):
            return False
        if self.is_inline:
            return diagnostic.path == self.path and diagnostic.span.line in self.lines
        first, last = stretch
        return (
            diagnostic.path.startswith(f"{self.folder}/")
            and (self.first is None or self.first <= last)
            and (self.until is None or first <= self.until)
        )


def can_be_allowed(code: str) -> bool:
    """Tell whether leave may be given for a rule at all; for a missing month none may: its record is to be written."""
    return not code.startswith(FIRM) and code != "ME101"
