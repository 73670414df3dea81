"""Diagnostics as a summary in Markdown, which a forge shows below a run: the total, then errors by rule and cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator.model import codes
from generator.model.diagnostic import SEVERITY_ORDER
from generator.model.text import Text
from generator.report import words
from generator.report.display import visible
from generator.report.excess import parts
from generator.report.runs import hint, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.diagnostic import CheckReport
    from generator.report.excess import Part
    from generator.report.runs import Run

LIMIT = 900_000  # bytes; GitHub refuses a summary of more than 1 MiB
_HEADING = Text("Kiểm tra sổ", "Check of the records")
_RULEBOOK = Text("Quy định (rulebook)", "Rulebook")
_LEFT_OUT = Text(
    "Bản tóm tắt đã đầy; xem mọi mục bằng: `chibo check`.", "The summary is full; to see everything run `chibo check`."
)
_MARKUP = re.compile(r"[\\`*_~\[\]<>&|#@:$\"']")
_AWAKE = re.compile(r"@|(?<=:)//|#(?=\d)|(?<=\bwww)\.", re.IGNORECASE)  # what a forge links by itself
_GAP = "\u200b"  # no text has it here: what cannot be seen is written out before
_CODE = re.compile(r"`(?=\S)([\w./{}=:, -]{1,60})(?<=\S)`", re.ASCII)


def render(result: CheckReport, lang: str, *, rules_url: str = "", **_: Any) -> str:
    """Print the total, then the faults by severity, rule and cell; of floods the first ones and the true number.

    `rules_url` is where the rules' pages stand, such as `https://so.example.invalid/rules/`; without it none is linked.
    """
    found = parts(result.diagnostics)
    total = words.summary(result).to(lang)
    lines = [f"## {_HEADING.to(lang)}", "", f"**{total}**"]
    room = LIMIT - sum(map(_size, lines))
    for block in _blocks(found, words.counts(result), lang, rules_url):
        room -= sum(map(_size, block))
        if room < 0:
            lines += ["", _LEFT_OUT.to(lang)]
            break
        lines += block
    if result.notes:
        lines += ["", *(f"- {plain(note.to(lang))}" for note in result.notes)]
    return "\n".join(lines) + "\n"


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1


def _blocks(found: list[Part], counts: dict[str, int], lang: str, rules_url: str) -> Iterable[list[str]]:
    """The headings and lists below the total, as pieces that are printed whole or not at all."""
    groups: dict[tuple[str, str], dict[str, list[Run]]] = {}
    for part in found:
        for run in part.runs:
            rule = groups.setdefault((run[0].severity, run[0].code), {})
            rule.setdefault(_cell(part.path, lang), []).append(run)
    last = {id(part.runs[-1]): part.hidden for part in found}
    level = ""
    for (severity, code), cells in sorted(groups.items(), key=lambda g: (SEVERITY_ORDER[g[0][0]], g[0][1])):
        if severity != level:
            level = severity
            yield ["", f"### {codes.SEVERITIES[level].to(lang)} ({counts[level]})"]
        title = next(iter(cells.values()))[0][0].title.to(lang)
        yield ["", f"#### {_rule(code, rules_url)} {plain(title)}"]
        for cell, runs in cells.items():
            yield ["", f"**{plain(cell)}**", ""]
            yield from (_entry(run, last.get(id(run), 0), lang) for run in runs)


def _rule(code: str, rules_url: str) -> str:
    base = quote(rules_url.rstrip("/"), safe=":/%?=&~")
    return f"[{code}](<{base}/{code}/>)" if base else code


def _cell(path: str, lang: str) -> str:
    """The cell or district of a file, as its folder names it."""
    steps = path.split("/")
    if steps[:2] == ["records", "rulebook"]:
        return _RULEBOOK.to(lang)
    return f"{steps[1]}/{steps[3]}" if steps[2:3] == ["cells"] and len(steps) > 4 else steps[min(1, len(steps) - 1)]


def _entry(run: Run, hidden: int, lang: str) -> list[str]:
    first = run[0]
    advice = plain(hint(run, lang))
    lines = [f"- <code>{plain(f'{first.path}:{first.span.line}')}</code> {plain(message(run, lang))}"]
    if advice:
        lines[0] += f" → {advice}"
    if hidden:
        lines.append(f"- <code>{plain(first.path)}</code> {words.left_out(hidden).to(lang)}")
    return lines


def plain(text: str) -> str:
    """Text that Markdown and HTML show as it is written: no markup, link, image or mention comes of it.

    A short name in backticks, as messages hold them, is shown as code.
    """
    pieces = _CODE.split(visible(text))
    return "".join(f"<code>{_asleep(p)}</code>" if i % 2 else _asleep(p) for i, p in enumerate(pieces))


def _asleep(text: str) -> str:
    parted = _AWAKE.sub(lambda found: f"{found[0]}{_GAP}" if found[0] in {"@", "#"} else f"{_GAP}{found[0]}", text)
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", parted).replace(_GAP, "&#8203;")
