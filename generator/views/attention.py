"""What needs doing, worst first: counts with one sentence and one link each. The sentences stand in the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.diagnostic import SEVERITY_ORDER
from generator.views.problems import anchor, period_of, place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.diagnostic import Diagnostic
    from generator.model.frame import Link
    from generator.model.period import Period
    from generator.model.text import Text
    from generator.views.tasks import Thread


class Attention(NamedTuple):
    """One line of the attention list.

    Attributes:
        kind: Which sentence is printed: a rule's code, or a name the template knows.
        severity: `error`, `warning` or `notice`.

        number: How many.
        title: What is wrong, where the sentence is a rule's title; else None.
        cells: How many cells it concerns; 0 where that is not said.
        worst: The worst of them, each with its number.
        periods: The months it concerns, where they are named.
        url: Where to see more; empty where there is no such page.
    """

    kind: str
    severity: str
    number: int
    title: Text | None = None
    cells: int = 0
    worst: tuple[tuple[Link, int], ...] = ()
    periods: tuple[Period, ...] = ()
    url: str = ""

    @property
    def unnamed(self) -> int:
        """How many cells are concerned but not named."""
        return self.cells - len(self.worst)

    @property
    def word(self) -> Text:
        """The severity in words."""
        return codes.SEVERITIES[self.severity]


def of_cell(diagnostics: Iterable[Diagnostic], threads: Iterable[Thread], problems: str) -> tuple[Attention, ...]:
    """What a cell should do: its diagnostics by rule, and its overdue tasks. `problems` is the page of all."""
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.code, []).append(diagnostic)
    lines = [_rule(code, group, problems) for code, group in found.items()]
    late = [t for t in threads if t.overdue]
    if late and "TA101" not in found:
        lines.append(Attention("overdue", "warning", len(late), url="#viec"))
    return in_order(lines)


def in_order(lines: Iterable[Attention]) -> tuple[Attention, ...]:
    """Attention lines, most serious first, then largest number first; otherwise as given."""
    return tuple(sorted(lines, key=lambda line: (SEVERITY_ORDER[line.severity], -line.number)))


def _rule(code: str, group: list[Diagnostic], problems: str) -> Attention:
    periods = sorted({period for d in group if (period := period_of(d)) is not None})
    worst = min(group, key=lambda d: SEVERITY_ORDER[d.severity])
    first = min(group, key=place)
    return Attention(
        kind=code,
        severity=worst.severity,
        number=len(group),
        title=worst.title,
        periods=tuple(periods),
        url=f"{problems}#{anchor(first)}" if problems else "",
    )
