"""Months and quarters that lack the same thing, put together: `2024-04 … 2024-08, 5 tháng`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.diagnostic import under
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.diagnostic import Diagnostic

GROUPED = frozenset({"ME101", "ME102", "ME112"})
Run = tuple["Diagnostic", ...]


def runs(diagnostics: Iterable[Diagnostic]) -> list[Run]:
    """Put diagnostics of consecutive periods of one cell together, each run where its first one stood."""
    groups: dict[tuple[str, ...], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        alone = diagnostic.code not in GROUPED or not diagnostic.period
        key = (diagnostic.path, diagnostic.code, diagnostic.severity, str(len(groups)) if alone else "")
        groups.setdefault(key, []).append(diagnostic)
    return [run for group in groups.values() for run in _split(group)]


def _split(group: list[Diagnostic]) -> list[Run]:
    found: list[list[Diagnostic]] = []
    for diagnostic in sorted(group, key=lambda d: d.period):
        if found and _number(found[-1][-1].period) + 1 == _number(diagnostic.period):
            found[-1].append(diagnostic)
        else:
            found.append([diagnostic])
    return [tuple(run) for run in found]


def _number(period: str) -> int:
    """The place of a month or quarter in time: `2024-12` comes just before `2025-01`, `2024-Q4` before `2025-Q1`."""
    year, _, part = period.partition("-")
    return int(year) * 4 + int(part[1:]) if part.startswith("Q") else int(year) * 12 + int(part)


def statement(run: Run, lang: str) -> str:
    """What was found: the diagnostic's own statement, or its title with the stretch of a run of several."""
    first = run[0]
    return first.statement(lang) if len(run) == 1 else f"{first.title.to(lang)}: {periods(run).to(lang)}."


def message(run: Run, lang: str) -> str:
    """The statement with the documents it rests on."""
    return under(statement(run, lang), dict.fromkeys(d.document for d in run), lang)


def hint(run: Run, lang: str) -> str:
    """What to do, each advice once."""
    return "; ".join(filter(None, dict.fromkeys(d.hint.to(lang) for d in run)))


def documents(run: Run) -> str:
    """The documents that a run rests on, each once."""
    return "; ".join(filter(None, dict.fromkeys(d.document for d in run)))


def periods(run: Run) -> Text:
    """A run's stretch and length: `2024-04 … 2024-08, 5 tháng`."""
    stretch = f"{run[0].period} … {run[-1].period}, {len(run)}"
    quarters = "Q" in run[0].period
    return Text(f"{stretch} {'quý' if quarters else 'tháng'}", f"{stretch} {'quarters' if quarters else 'months'}")
