"""Take away what an allowance covers, and remember which allowances were of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check.stretch import Stretches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from generator.model.allow import Allow
    from generator.model.book import CellBook
    from generator.model.diagnostic import Diagnostic


class Allowances:
    """The allowances that may cover diagnostics of some files. `used` holds those that did."""

    def __init__(self, allows: Sequence[Allow], as_of: dt.date, book: CellBook | None = None) -> None:
        self.allows = allows
        self.used: set[Allow] = set()
        self._stretches = Stretches(as_of, book)

    def cover(self, diagnostic: Diagnostic) -> bool:
        """Tell whether one of them covers a diagnostic, and count it as used."""
        if not self.allows:
            return False
        stretch = self._stretches.of(diagnostic.path, diagnostic.period)
        found = [allow for allow in self.allows if allow.covers(diagnostic, stretch)]
        self.used.update(found)
        return bool(found)

    def keep(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics that none of them covers."""
        return [d for d in diagnostics if not self.cover(d)] if self.allows else list(diagnostics)
