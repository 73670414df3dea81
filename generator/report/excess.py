"""What is printed of a file with very many faults: the most telling of them, and how many are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.diagnostic import SEVERITY_ORDER
from generator.report.runs import runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.diagnostic import Diagnostic
    from generator.report.runs import Run

FEW = 15  # faults of a file that are all printed
KEPT = 11  # of more than that, so many are printed


class Part(NamedTuple):
    """What is printed of one file; `hidden` counts the faults that are not."""

    path: str
    runs: list[Run]
    hidden: int


def parts(diagnostics: Iterable[Diagnostic]) -> list[Part]:
    """Put diagnostics together by file, with runs of periods in one; a flood is cut."""
    files: dict[str, list[Run]] = {}
    for run in runs(diagnostics):
        files.setdefault(run[0].path, []).append(run)
    return [_part(path, found) for path, found in files.items()]


def _part(path: str, found: list[Run]) -> Part:
    total = sum(len(run) + sum(d.more for d in run) for run in found)
    shown = found if len(found) <= FEW else _telling(found)[:KEPT]
    return Part(path, shown, total - sum(map(len, shown)))


def _telling(found: list[Run]) -> list[Run]:
    """The first fault of each kind before the others, the worst kinds first."""
    leads = {(run[0].code, run[0].severity): run for run in reversed(found)}
    first = [run for run in found if leads[run[0].code, run[0].severity] is run]
    others = [run for run in found if leads[run[0].code, run[0].severity] is not run]
    return [*sorted(first, key=lambda run: SEVERITY_ORDER[run[0].severity]), *others]
