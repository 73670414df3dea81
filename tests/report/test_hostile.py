"""What a record says never drives the terminal, the build log or the program that reads a report."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator import report as reports
from generator.model.text import Text
from tests.report.reading import READ, VALIDATE
from tests.report.samples import diagnostic, report
from tests.support import DISTRICT, JANUARY, MEMBERS, checked, meeting

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

COMMANDS = [
    "::error::x", "::error file=a.md,line=1::x", "::warning::x", "::notice title=x::y", "::debug::x", "::group::x", "::endgroup::",
    "::add-mask::x", "::stop-commands::x", "::set-output name=a::b", "::set-env name=PATH::b", "::add-path::/x", "::save-state name=a::b",
    "::echo::on", "::add-matcher::x.json", "::remove-matcher owner=x::", "##[error]x", "##[group]x", "##[command]x", "##[section]x",
    "##[debug]x", "##[set-env name=PATH]x", "##[add-mask]x", "x ##[error]y", "  ::error::x", "\t::error::x", "\ufeff::error::x",
    "a\n::error::x", "a\r::error::x", "a\r\n::error::x", "a\x0b::error::x", "a\x0c::error::x", "a\x85::error::x", "a\u2028::error::x",
    "a\u2029::error::x", "a%0A::error::x", "##vso[task.setvariable variable=x]y", "##teamcity[message text='x']", "section_start:0:x\r",
]  # fmt: skip
ESCAPES = [
    "\x1b[31mđỏ", "\x1b[2J", "\x1b]0;tên\x07", "\x1b]8;;http://x.invalid\x1b\\x\x1b]8;;\x1b\\", "\x1b[6n", "\x1bP+q544e\x1b\\", "\x9b31m",
    "\x90x\x9c", "\x9d0;x\x9c", "\x00", "\x07", "\x08\x08\x08", "\x7f", "\x0e\x0f", "\u202ecod.exe", "\u2066x\u2069", "\u200b", "\u00ad", "\ufff9x\ufffb",
    "\ud800", "\udce0", "\ufffe", "\U000e0041", "\U0010ffff", "\x1b(0", "\x1b[?1049h", "\x1bc",
]  # fmt: skip
MARKUP = [
    "<script>",
    "]]>",
    "<!--",
    "&amp;",
    '"',
    "'",
    "\\",
    "\\u0000",
    "[x](http://x.invalid)",
    "{0}",
    "</testsuites>",
    "```",
]
BAD = {"Cc", "Cs", "Zl", "Zp"}


def seen(name: str, printed: str, commands: int) -> None:
    """Assert what holds of any report: it is text, drives nothing, and can be read."""
    printed.encode()
    assert {c for c in printed if c != "\n" and unicodedata.category(c) in BAD} == set()
    assert not re.search(r"##\w*\[", printed)
    lines = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert len(lines) == (commands if name == "github" else 0)
    READ[name](printed)


def hostile(text: str) -> list[Diagnostic]:
    """Two faults that hold the text wherever a record's own words may stand."""
    said = Text(text, text)
    return [
        diagnostic(found=said, expected=said, hint=said, document=text, title=said, subject=text, excerpt_line=text),
        diagnostic(severity="warning", path=f"{text}/{text}.md", fingerprint="f2", excerpt_line=f"x{text}"),
    ]


@pytest.mark.parametrize("text", [*COMMANDS, *ESCAPES, *MARKUP])
@pytest.mark.parametrize("name", reports.formats())
def test_no_text_of_a_record_commands(name: str, text: str) -> None:
    result = report(*hostile(text), notes=(Text(text, text),))
    seen(name, reports.render(name, result, "vi"), 2)
    seen(name, reports.render(name, result, "en", columns=20), 2)


@pytest.mark.parametrize("name", VALIDATE)
def test_what_programs_read_is_sound_whatever_a_record_says(name: str) -> None:
    texts = [*COMMANDS, *ESCAPES, *MARKUP]
    result = report(*(d for text in texts for d in hostile(text)), notes=tuple(Text(t, t) for t in texts))
    VALIDATE[name](reports.render(name, result, "vi"))


def test_json_says_what_the_record_says() -> None:
    for text in [*COMMANDS, *ESCAPES, *MARKUP]:
        first, second = json.loads(reports.render("json", report(*hostile(text)), "vi"))["diagnostics"]
        assert first["hint"] == first["source"] == text
        assert second["path"] == f"{text}/{text}.md"


@pytest.mark.parametrize("name", reports.formats())
def test_a_store_of_hostile_texts(tmp_path: Path, name: str) -> None:
    commands = "\n".join(
        f'  "{i}": "{c}"' for i, c in enumerate(c for c in COMMANDS if c.isprintable() and '"' not in c)
    )
    result = checked(
        tmp_path,
        {
            "records/::error file=a::b/district.yml": "name: x\n",
            "records/van-quan/##[error]x\x1b[31m\n::error::y.yml": "a: 1\n",
            DISTRICT: f'name: "::error::x"\nlevel: "##[error]"\nfrom: 1964-01-01\nunits:\n{commands}\n',
            MEMBERS: '"::error::x": {joined: "##[error]x"}\n"<script>": {"\\x1b[31m": 1}\n',
            JANUARY: meeting('date: "::error::"\n"##[error]": 1\ntime: "@octocat"\n'),
        },
    )
    assert len(result.diagnostics) > 10
    printed = reports.render(name, result, "vi")
    assert not {c for c in printed if c != "\n" and unicodedata.category(c) in BAD}
    assert not re.search(r"##\w*\[", printed)
    ours = {"::error", "::warning", "::notice"} if name == "github" else set[str]()
    assert {x.split(" ", 1)[0] for x in printed.splitlines() if x.lstrip().startswith("::")} <= ours
    if name in VALIDATE:
        VALIDATE[name](printed)
