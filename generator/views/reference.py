"""The pages that explain the rules: the list of them, and each one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.model.snippet import snippets
from generator.model.text import Text
from generator.rules import api as rules_api
from generator.views.site import Site, rules_link, site_frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

AREAS = {
    "YA": Text("YAML và chữ viết", "YAML and text"),
    "PA": Text("Đường dẫn, tên tệp", "Paths and file names"),
    "FI": Text("Các mục trong tệp", "Fields of a file"),
    "RE": Text("Người và đơn vị được nêu", "People and units referred to"),
    "AT": Text("Điểm danh", "Attendance"),
    "ME": Text("Buổi sinh hoạt", "Meetings"),
    "VO": Text("Biểu quyết", "Votes"),
    "SC": Text("Chấm điểm, xếp loại", "Scores and grades"),
    "TA": Text("Nhiệm vụ", "Tasks"),
    "OB": Text("Cấp ủy viên dự", "Attending superiors"),
    "OR": Text("Tổ chức", "Organisation"),
    "RB": Text("Quy định áp dụng", "Rulebooks"),
    "PR": Text("Thông tin cá nhân", "Personal data"),
    "AL": Text("Cho phép bỏ qua", "Allowances"),
}


class RuleLine(NamedTuple):
    """A rule in the list of all.

    Attributes:
        code: Its code.
        url: Its page.
        title: What it finds.
        severity: Its severity by default.
        word: The severity in words.
        kind: What it means for the record, in words.
    """

    code: str
    url: str
    title: str
    severity: str
    word: str
    kind: str


class RuleArea(NamedTuple):
    """The rules of one area.

    Attributes:
        id: The area's letters.
        name: What it is about.
        rules: Its rules, by code.
    """

    id: str
    name: str
    rules: tuple[RuleLine, ...]


class RulesView(NamedTuple):
    """The list of rules.

    Attributes:
        frame: The frame around the page.
        number: How many rules there are.
        areas: The rules by area.
    """

    frame: Frame
    number: int
    areas: tuple[RuleArea, ...]


class ExampleLine(NamedTuple):
    """A line of an example.

    Attributes:
        text: The line.
        is_wrong: Whether the rule finds fault with it.
    """

    text: str
    is_wrong: bool


class Example(NamedTuple):
    """One file of an example.

    Attributes:
        path: Where it stands; empty where the example is a list of paths.
        recorded: The day of its first commit, where that matters.
        lines: Its lines.
        elsewhere: The files and lines, out of sight here, at which the rule finds fault.
    """

    path: str
    recorded: dt.date | None
    lines: tuple[ExampleLine, ...]
    elsewhere: tuple[tuple[str, int], ...]


class RuleView(NamedTuple):
    """The page of a rule.

    Attributes:
        frame: The frame around the page.
        rule: The rule in short.
        checks: What is checked.
        why: Why.
        fix: How to put it right.
        wrong: An example that is found, file by file.
        right: The same, put right.
        source: Where the rule comes from.
        kind_means: What this kind of finding means for the record.
    """

    frame: Frame
    rule: RuleLine
    checks: str
    why: str
    fix: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]
    source: str
    kind_means: str


CHECKS, WHY, FIX = Text("Kiểm tra", "Checks"), Text("Vì sao", "Why"), Text("Cách sửa", "Fix")  # of a rule's docstring
MEANS = {
    "invalid": Text(
        "Bản ghi chưa tính được vào số liệu cho đến khi sửa.", "The record is not counted until it is corrected."
    ),
    "private": Text(
        "Bản ghi vẫn được tính. Ở mức lỗi, nội dung biên bản không hiển thị cho đến khi bỏ thông tin đó.",
        "The record is counted. At severity error its minutes are not shown until this is taken out.",
    ),
    "unmet": Text(
        "Bản ghi vẫn được tính; trang web nêu ra để chi bộ và cấp trên biết mà làm.",
        "The record is counted; the site shows it so that the cell and its superiors can act.",
    ),
}


def rules_view(site: Site) -> RulesView:
    """The view of the list of rules."""
    lines = [_line(site, rule) for rule in rules_api.rules().values()]
    areas = tuple(
        RuleArea(id_, site.say(name), tuple(line for line in lines if line.code.startswith(id_)))
        for id_, name in AREAS.items()
        if any(line.code.startswith(id_) for line in lines)
    )
    top = rules_link(site)
    return RulesView(site_frame(site, top.url, top.label, crumbs=(top,)), len(lines), areas)


def rule_views(site: Site) -> Iterator[tuple[str, RuleView]]:
    """The URL and view of each rule's page."""
    for code, rule in rules_api.rules().items():
        line = _line(site, rule)
        parts = rules_api.sections(code)
        frame = site_frame(site, line.url, f"{code} – {line.title}", crumbs=(rules_link(site), Link(code, line.url)))
        yield (
            line.url,
            RuleView(
                frame=frame,
                rule=line,
                checks=parts.get(site.say(CHECKS), ""),
                why=parts.get(site.say(WHY), ""),
                fix=parts.get(site.say(FIX), ""),
                wrong=_examples(parts.get("Wrong", "")),
                right=_examples(parts.get("Right", "")),
                source=parts.get("Source", ""),
                kind_means=site.say(MEANS[rule.kind]),
            ),
        )


def _examples(text: str) -> tuple[Example, ...]:
    return tuple(
        Example(
            path=found.path,
            recorded=found.recorded,
            lines=tuple(ExampleLine(line.text, bool(line.codes)) for line in found.lines),
            elsewhere=tuple((place.path, place.line) for place in found.elsewhere),
        )
        for found in snippets(text)
    )


def _line(site: Site, rule: rules_api.Rule) -> RuleLine:
    return RuleLine(
        code=rule.code,
        url=f"/rules/{rule.code}/",
        title=site.say(rule.title),
        severity=rule.severity,
        word=site.say(codes.SEVERITIES[rule.severity]),
        kind=site.say(codes.KINDS[rule.kind]),
    )
