"""Diagnostics as JUnit XML, which most build servers show: a suite a district, a test case a file with faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from generator.report import words
from generator.report.display import visible, visible_path
from generator.report.excess import parts
from generator.report.runs import hint, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.diagnostic import CheckReport
    from generator.report.excess import Part
    from generator.report.runs import Run


def render(result: CheckReport, lang: str, **_: Any) -> str:
    """Print a suite with the totals, then one a district: errors fail a file's test case, the rest is its output."""
    districts: dict[str, list[Part]] = {}
    for part in parts(result.diagnostics):
        steps = part.path.split("/")
        districts.setdefault(steps[min(1, len(steps) - 1)], []).append(part)
    cases = sum(map(len, districts.values())) + 1
    failed = sum(_fails(part) for found in districts.values() for part in found)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="chibo" tests="{cases}" failures="{failed}" errors="0">',
        *_totals(result, lang),
        *(line for name, found in districts.items() for line in _suite(name, found, lang)),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _totals(result: CheckReport, lang: str) -> Iterable[str]:
    """The suite that is always there: the numbers of all faults, and the line that sums up."""
    found = {**words.counts(result), "records": result.records, "backlog": result.backlog}
    yield '<testsuite name="chibo" tests="1" failures="0" errors="0">'
    yield "<properties>"
    yield from (f'<property name="{name}" value="{number}"/>' for name, number in found.items())
    yield f'<property name="as_of" value="{result.as_of.isoformat()}"/>'
    yield "</properties>"
    yield '<testcase classname="chibo" name="check">'
    yield _element("system-out", [*(visible(n.to(lang)) for n in result.notes), words.summary(result).to(lang)])
    yield "</testcase>"
    yield "</testsuite>"


def _suite(name: str, found: list[Part], lang: str) -> Iterable[str]:
    failed = sum(map(_fails, found))
    yield f'<testsuite name={_attribute(name)} tests="{len(found)}" failures="{failed}" errors="0">'
    for part in found:
        yield from _case(part, lang)
    yield "</testsuite>"


def _fails(part: Part) -> bool:
    return any(run[0].severity == "error" for run in part.runs)


def _case(part: Part, lang: str) -> Iterable[str]:
    """A file: its errors as one failure, its warnings and notices as output."""
    folder, _, file = part.path.rpartition("/")
    errors = [run for run in part.runs if run[0].severity == "error"]
    others = [run for run in part.runs if run[0].severity != "error"]
    rest = [words.left_out(part.hidden).to(lang)] if part.hidden else []
    yield f"<testcase classname={_attribute(folder.replace('/', '.'))} name={_attribute(file)}>"
    if errors:
        codes = ", ".join(dict.fromkeys(run[0].code for run in errors))
        said = f"{message(errors[0], lang)}"
        lines = [*(_line(run, lang) for run in errors), *rest]
        yield _element("failure", lines, f" type={_attribute(codes)} message={_attribute(said)}")
    if others:
        yield _element("system-out", [*(_line(run, lang) for run in others), *([] if errors else rest)])
    yield "</testcase>"


def _line(run: Run, lang: str) -> str:
    first = run[0]
    place = f"{visible_path(first.path)}:{first.span.line}:{first.span.column}"
    said = f"{place}: {first.code} {words.severity(first.severity).to(lang)}: {visible(message(run, lang))}"
    advice = hint(run, lang)
    return f"{said} {visible(advice)}" if advice else said


def _element(name: str, lines: Iterable[str], attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(chr(10).join(lines))}</{name}>"


def _attribute(text: str) -> str:
    """A text as an attribute; visible characters only, and XML 1.0 allows all of these."""
    return quoteattr(visible(text))
