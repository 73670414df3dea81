"""Diagnostics as pages show them: grouped, named by cell and month, with the lines and the place in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.period import Period

if TYPE_CHECKING:
    from generator.model.diagnostic import Diagnostic
    from generator.model.text import Text
    from generator.views.desk import Desk


class Warned(NamedTuple):
    """What a check found in one record, in short.

    Attributes:
        code: The rule.
        severity: `error`, `warning` or `notice`.
        word: The severity in words.
        title: What is wrong.
        found: What stands there now.
        url: The rule's page.
    """

    code: str
    severity: str
    word: Text
    title: Text
    found: Text
    url: str


def warned(diagnostic: Diagnostic) -> Warned:
    """A diagnostic in short."""
    return Warned(
        code=diagnostic.code,
        severity=diagnostic.severity,
        word=codes.SEVERITIES[diagnostic.severity],
        title=diagnostic.title,
        found=diagnostic.found,
        url=f"/rules/{diagnostic.code}/",
    )


def warnings_of(desk: Desk, path: str) -> tuple[Warned, ...]:
    """What was found in one file, most serious first."""
    found = desk.problems.get(path)
    if not found:
        return ()
    order = list(codes.SEVERITIES)
    return tuple(warned(d) for d in sorted(found, key=lambda d: (order.index(d.severity), d.span)))


def period_of(diagnostic: Diagnostic) -> Period | None:
    """The month a diagnostic is about: its own, else that of the record it stands in."""
    own = Period.parse(diagnostic.period)
    if own is not None:
        return own
    parts = diagnostic.path.rsplit("/", 2)
    return Period.parse(f"{parts[-2]}-{parts[-1][:2]}") if len(parts) == 3 else None


def anchor(diagnostic: Diagnostic) -> str:
    """The id of a diagnostic on the page of problems; of a run, that of its first month."""
    return f"p-{diagnostic.fingerprint}"


def place(diagnostic: Diagnostic) -> tuple[str, str, int, int, str]:
    """The order of diagnostics of one rule in one cell: those about months by month, then by place."""
    return (diagnostic.period, diagnostic.path, diagnostic.span.line, diagnostic.span.column, diagnostic.fingerprint)
