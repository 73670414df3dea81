"""The page of a district's problems: first what is recorded wrongly, then what is not fulfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.diagnostic import SEVERITY_ORDER
from generator.model.frame import Frame, Link
from generator.model.text import Text
from generator.views.problems import anchor, period_of, place
from generator.views.site import Site, cell_url, district_frame, problems_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.diagnostic import Diagnostic
    from generator.model.period import Period
    from generator.model.summary import DistrictSummary

DETAILED = 300  # problems of a kind that are printed in full; the others in one line each, so that a page can be opened
TOLD = 100  # of one rule among what is not fulfilled, likewise
KIND_ORDER = ("invalid", "private", "unmet")
TITLES = {
    "invalid": Text("Ghi sai: cần sửa thì mới tính được", "Recorded wrongly: not counted until corrected"),
    "private": Text("Lộ thông tin: cần bỏ trước khi phổ biến", "Private: to be taken out before it is published"),
    "unmet": Text("Chưa đạt quy định: cần làm hoặc xem xét", "Not fulfilled: to be done or looked at"),
}


class ExcerptLine(NamedTuple):
    """One line of a record.

    Attributes:
        number: Its number.
        before: The text before the marked place.
        marked: The marked place; empty where the line is only context.
        after: The text after it.
    """

    number: int
    before: str
    marked: str
    after: str


class Problem(NamedTuple):
    """One problem, or a run of the same problem over months.

    Attributes:
        id: Its anchor on the page.
        code: The rule.
        severity: `error`, `warning` or `notice`.
        word: The severity in words.
        title: What is wrong.
        cell: The cell it concerns; None where it concerns a file of the district.
        periods: The months it concerns.
        found: What stands there.
        expected: What should.
        hint: What to do.
        document: The document that asks for it.
        path: The file.
        line: The line, from 1.
        column: The column, from 1.
        edit_url: Where the file is edited; empty where that is not known.
        excerpt: The lines around the place.
    """

    id: str
    code: str
    severity: str
    word: str
    title: str
    cell: Link | None
    periods: tuple[Period, ...]
    found: str
    expected: str
    hint: str
    document: str
    path: str
    line: int
    column: int
    edit_url: str
    excerpt: tuple[ExcerptLine, ...]


class ProblemGroup(NamedTuple):
    """What does not fulfil one rule.

    Attributes:
        id: The group's anchor.
        code: The rule.
        severity: The most serious severity of its problems.
        word: That severity in words.
        title: What is wrong.
        number: How many problems there are, each month of a run counted.
        hint: What to do, where it is the same for all; else each problem says it.
        documents: The documents that ask for it.
        problems: Those printed with what was found.
        more: The others.
    """

    id: str
    code: str
    severity: str
    word: str
    title: str
    number: int
    hint: str
    documents: tuple[str, ...]
    problems: tuple[Problem, ...]
    more: tuple[Problem, ...]


class ProblemSection(NamedTuple):
    """The problems of one kind: one by one, or what is not fulfilled by rule.

    Attributes:
        id: The section's anchor.
        title: Its heading.
        number: How many problems there are, each month of a run counted.
        groups: The problems by rule, most serious first; empty where they are printed one by one.
        problems: Those printed in full, one by one.
        more: The others, printed in one line each.
    """

    id: str
    title: str
    number: int
    groups: tuple[ProblemGroup, ...]
    problems: tuple[Problem, ...]
    more: tuple[Problem, ...]


class ProblemsView(NamedTuple):
    """The page of a district's problems.

    Attributes:
        frame: The frame around the page.
        number: How many there are in all.
        severities: How many of each severity, most serious first.
        sections: The problems by kind.
    """

    frame: Frame
    number: int
    severities: tuple[tuple[int, str], ...]
    sections: tuple[ProblemSection, ...]


def problems_view(site: Site, summary: DistrictSummary, diagnostics: Sequence[Diagnostic]) -> ProblemsView:
    """The view of the problems of a district."""
    home = summary.home
    url = problems_url(home.slug)
    names = {cell.slug: cell.name for cell in summary.cells}
    counts = [(sum(d.severity == s for d in diagnostics), s) for s in SEVERITY_ORDER]
    title = site.tr("Cảnh báo")
    return ProblemsView(
        frame=district_frame(site, home, url, title, crumbs=(Link(title, url),)),
        number=len(diagnostics),
        severities=tuple(c for c in counts if c[0]),
        sections=tuple(
            _section(site, home.slug, names, kind, [d for d in diagnostics if d.kind == kind])
            for kind in KIND_ORDER
            if any(d.kind == kind for d in diagnostics)
        ),
    )


def _section(site: Site, district: str, names: dict[str, str], kind: str, found: list[Diagnostic]) -> ProblemSection:
    runs = sorted(
        _runs(found), key=lambda run: (SEVERITY_ORDER[run[0].severity], run[0].code, run[0].path, place(run[0]))
    )
    problems = [(len(run), _problem(site, district, names, run)) for run in runs]
    if kind == "unmet":
        by_rule: dict[str, list[tuple[int, Problem]]] = {}
        for number, problem in problems:
            by_rule.setdefault(problem.code, []).append((number, problem))
        return ProblemSection(kind, site.say(TITLES[kind]), len(found), tuple(map(_group, by_rule.values())), (), ())
    alone = tuple(problem for _, problem in problems)
    return ProblemSection(kind, site.say(TITLES[kind]), len(found), (), alone[:DETAILED], alone[DETAILED:])


def _group(counted: list[tuple[int, Problem]]) -> ProblemGroup:
    problems = tuple(problem for _, problem in counted)
    first, hints = problems[0], {problem.hint for problem in problems}
    return ProblemGroup(
        id=f"r-{first.code}",
        code=first.code,
        severity=first.severity,
        word=first.word,
        title=first.title,
        number=sum(number for number, _ in counted),
        hint=first.hint if len(hints) == 1 else "",
        documents=tuple(dict.fromkeys(problem.document for problem in problems if problem.document)),
        problems=problems[:TOLD],
        more=problems[TOLD:],
    )


def _runs(found: list[Diagnostic]) -> list[list[Diagnostic]]:
    """Diagnostics of one rule and file about consecutive months or quarters belong together; all others stand alone."""
    runs: list[list[Diagnostic]] = []
    for diagnostic in sorted(found, key=lambda d: (d.path, d.code, place(d))):
        if runs and _continues(runs[-1][-1], diagnostic):
            runs[-1].append(diagnostic)
        else:
            runs.append([diagnostic])
    return runs


def _continues(last: Diagnostic, following: Diagnostic) -> bool:
    """Tell whether a diagnostic is about the month or quarter right after that of the one before."""
    if (last.code, last.path, last.severity) != (following.code, following.path, following.severity):
        return False
    index = _index(last.period)
    return index is not None and _index(following.period) == index + 1


def _index(period: str) -> int | None:
    """A running number for `2024-03` or `2024-Q1`; None for anything else."""
    year, _, part = period.partition("-")
    if not year.isdecimal() or not part:
        return None
    if part[0] == "Q":
        return int(year) * 4 + int(part[1:])
    return int(year) * 12 + int(part) if part.isdecimal() else None


def _problem(site: Site, district: str, names: dict[str, str], run: list[Diagnostic]) -> Problem:
    first, found = run[0], site.say(run[0].found)
    periods = tuple(period for d in run if (period := period_of(d)) is not None)
    return Problem(
        id=anchor(first),
        code=first.code,
        severity=first.severity,
        word=site.say(codes.SEVERITIES[first.severity]),
        title=site.say(first.title),
        cell=_cell(district, names, first.path),
        periods=periods,
        found=found if len(run) == 1 else f"{found.rstrip('.')} … {site.say(run[-1].found)}",
        expected=site.say(first.expected),
        hint=site.say(first.hint),
        document=first.document,
        path=first.path,
        line=first.span.line,
        column=first.span.column,
        edit_url=site.edit_url(first.path, first.span.line),
        excerpt=tuple(_excerpt(first)) if not first.period else (),  # a month without record has no line to show
    )


def _cell(district: str, names: dict[str, str], path: str) -> Link | None:
    """The cell whose folder a file stands in; without a link where the cell is left out."""
    parts = path.split("/")
    if len(parts) < 5 or parts[2] != "cells":
        return None
    slug = parts[3]
    return Link(names.get(slug, slug), cell_url(f"{district}/{slug}") if slug in names else "")


def _excerpt(diagnostic: Diagnostic) -> list[ExcerptLine]:
    span = diagnostic.span
    lines = []
    for number, text in diagnostic.excerpt:
        if not span.line <= number <= span.end_line:
            lines.append(ExcerptLine(number, text, "", ""))
            continue
        start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
        end = span.end_column - 1 if number == span.end_line else len(text)
        lines.append(ExcerptLine(number, text[:start], text[start:end], text[max(start, end) :]))
    return lines
