"""What an earlier build made above the cells, and what was read for it: kept with what the cells' parts held then."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.cache.memo import Memo
from generator.cache.watch import Noted, watched
from generator.kept import FIXED, HISTORY, PEOPLE, hash_of
from generator.model.late import Watch
from generator.publish.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.known import Known
    from generator.model.diagnostic import Diagnostic
    from generator.model.summary import CellSummary
    from generator.work import CellResult

PROBLEMS = "problems"  # the part of a district that its diagnostics are


@dataclass
class Above:
    """What is made above the cells, watched.

    Attributes:
        known: What is known of the cells.
        bits: The bit of each cell, as `DISTRICT/CELL`, and of each district, in the order of their names.
        watch: Told what is read.
    """

    known: Known
    bits: dict[str, int]
    watch: Watch

    @classmethod
    def of(cls, known: Known, results: Sequence[CellResult]) -> Above:
        """Watch the cells of these results."""
        refs = sorted({r.ref for r in results} | {r.district for r in results})
        return cls(known, {ref: 1 << number for number, ref in enumerate(refs)}, Watch())

    def summary(self, result: CellResult) -> CellSummary | None:
        """The summary of a cell, watched."""
        if result.summary is None:
            return None
        years = [part for part in result.digests if part.isdecimal()]
        return watched(result.summary, self.watch, self.bits[result.ref], years)

    def diagnostics(self, found: Mapping[str, list[Diagnostic]]) -> dict[str, Sequence[Diagnostic]]:
        """The diagnostics of each district, watched."""
        return {slug: Noted(own, PROBLEMS, self.watch, self.bits.get(slug, 0)) for slug, own in found.items()}

    def people(self, people: Mapping[str, tuple[str, ...]]) -> dict[str, Sequence[str]]:
        """The names of each cell's people, watched."""
        return {ref: Noted(names, PEOPLE, self.watch, self.bits[ref]) for ref, names in people.items()}

    def provenance(self, provenance: Provenance) -> Provenance:
        """What git knows of the records, watched."""
        fields = {field.name: getattr(provenance, field.name) for field in dataclasses.fields(Provenance)}
        return _Watched(**fields, watch=self.watch, bits=self.bits)

    def memo(
        self,
        results: Sequence[CellResult],
        found: Mapping[str, list[Diagnostic]],
        left_out: Mapping[str, Sequence[str]],
    ) -> Memo:
        """What was made last time, as far as all that is not watched is as it was then.

        `found` are the diagnostics of each district, `left_out` the files of it that could not be counted.
        """
        by_ref = {result.ref: result for result in results}
        digests = [self._digests(by_ref[ref]) if ref in by_ref else _named(found.get(ref, [])) for ref in self.bits]
        fixed = [(ref, by_ref[ref].digests.get(FIXED)) for ref in self.bits if ref in by_ref]
        cells = [r.summary.left_out for r in results if r.summary is not None and r.summary.left_out]
        key = hash_of(sorted(self.known.keys.homes.items()), fixed, sorted(left_out.items()), cells)
        made, sums = self.known.made(key)
        memo = Memo(self.watch, digests, made, key, sums)
        sums.key_of = memo.key_of
        return memo

    def _digests(self, result: CellResult) -> dict[str, str]:
        return {**result.digests, HISTORY: self.known.history.get(result.ref, "")}


@dataclass(frozen=True)
class _Watched(Provenance):
    watch: Watch | None = None
    bits: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def changed(self, path: str) -> int | None:
        self._note(path)
        return super().changed(path)

    def added(self, path: str) -> int | None:
        self._note(path)
        return super().added(path)

    def changes(self, folder: str) -> Iterator[tuple[str, int]]:
        for ref, bit in self.bits.items():  # also cells of which no record is committed yet
            if f"records/{ref}/".startswith(folder.removesuffix("cells/")) and self.watch is not None:
                self.watch.note(HISTORY, bit)
        return super().changes(folder)

    def _note(self, path: str) -> None:
        parts = path.split("/")
        bit = self.bits.get(f"{parts[1]}/{parts[3]}") if len(parts) > 4 else None
        if bit is not None and self.watch is not None:
            self.watch.note(HISTORY, bit)


def _named(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    return {PROBLEMS: hash_of(list(diagnostics))}
