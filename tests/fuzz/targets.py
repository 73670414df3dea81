"""What is fuzzed: each target takes any bytes and raises where a promise about them does not hold.

A finding outside its file, a value that two readers read differently, active HTML, a second `--fix` that changes
something, an exception of any kind: all of these are faults.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nh3

from generator.publish.csv import csv_bytes, is_formula, safe_text
from generator.render import minutes
from generator.store import decode, fix, lines, paths, reader, straight, yaml
from generator.store.settings import SettingsError, read_settings
from tests.fuzz.memory import found, usual
from tests.pipeline.spans import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model.diagnostic import Finding, Span

CELL = "records/van-quan/cells/ban-a"
PATHS = (
    f"{CELL}/cell.yml", f"{CELL}/members.yml", f"{CELL}/names.yml", f"{CELL}/allowances.yml", f"{CELL}/2024/year.yml",
    f"{CELL}/2024/03-regular.md", f"{CELL}/2024/03-thematic-rung.md", f"{CELL}/2024/04-committee.md", "records/van-quan/district.yml",
    "records/van-quan/observers/2024.yml", "records/van-quan/events/2024.yml", "records/van-quan/reviews/so-ket.yml",
    "records/van-quan/allowances.yml", "records/rulebook/hd-12-btctw-2018.yml", "records/rulebook/khac.yml",
)  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"class"}, "th": {"class"}, "div": {"class", "role", "tabindex", "aria-label"}}  # fmt: skip
_LEFT = set('&*!#"\t')  # what is never read by lines
_STORE = usual()
_PLACE = Path(tempfile.gettempdir())
csv.field_size_limit(decode.FILE_LIMIT)


def _text(raw: bytes) -> str:
    return decode.decode("x", raw[: decode.FILE_LIMIT]).text or raw.decode("utf-8", "replace").replace("\r", "\n")


def _inside(span: Span | None, shown: list[str], what: object) -> None:
    assert span is not None, what
    line, column, end_line, end_column = span
    assert 1 <= line <= end_line <= len(shown), what
    assert 1 <= column <= len(shown[line - 1]) + 1, what
    assert (line, column) <= (end_line, end_column), what
    assert end_column <= len(shown[end_line - 1]) + 2, what


def _told(findings: Iterable[Finding], shown: list[str]) -> None:
    for finding in findings:
        _inside(finding.span, shown, finding)
        assert finding.found.vi, finding
        assert finding.found.en, finding


def read_yaml(raw: bytes) -> None:
    """A text as YAML: refused at a place inside it, or read alike by all readers."""
    text = _text(raw)
    parsed = yaml.parse("x.yml", text)
    walked = yaml._Walker("x.yml", text, 1, yaml.Places({}, {})).run()
    shown = text.split("\n")
    _told(parsed.findings, shown)
    assert (parsed.value, parsed.is_readable) == (walked.value, walked.is_readable)
    for value in (
        straight.value_of(text),
        None if _LEFT & set(text) or "<<" in text or "%" in text else lines.value_of(text),
    ):
        assert value is None or (not decode.is_plain(text)) or (walked.value, walked.findings) == (value, [])
    if parsed.is_readable:
        places = yaml.places(text)
        for span in (*places.entries.values(), *places.containers.values()):
            _inside(span, shown, span)


def render(raw: bytes) -> None:
    """A text as minutes: HTML in which nothing is active, and which cleaning leaves as it is."""
    html = str(minutes.render_minutes(_text(raw)))
    again = nh3.clean(
        html, tags=minutes.TAGS | {"div"}, attributes=ATTRIBUTES, url_schemes=minutes.SCHEMES, link_rel=minutes.REL
    )
    assert again == html.replace("<br />", "<br>").replace("<hr />", "<hr>").replace("\u00a0", "&nbsp;")


def check_record(raw: bytes) -> None:
    """One file of a store, which the first byte chooses: everything found stands inside its file."""
    path, content = PATHS[raw[0] % len(PATHS) if raw else 0], raw[1:]
    files = {**_STORE, path: content}
    for one in found(files):
        _inside(one.span, lines_of(files.get(one.path, b"")), one)
        assert one.message("vi"), one
        assert one.message("en"), one


def mend(raw: bytes) -> None:
    """One file through `check --fix`, twice: the second time nothing changes, and what could be read still says the same."""
    path, content = PATHS[raw[0] % len(PATHS) if raw else 0], raw[1:]
    once = fix.fixed(path, content)
    assert fix.fixed(path, once) == once


def read_roll(raw: bytes) -> None:
    """A text as names and as roll of a cell whose meetings name its members, and as cells of a table that is read back."""
    text = _text(raw)
    half = len(raw) // 2
    files = {**_STORE, f"{CELL}/members.yml": raw[:half], f"{CELL}/names.yml": raw[half:]}
    for one in found(files):
        _inside(one.span, lines_of(files.get(one.path, b"")), one)
    cells = [safe_text(part) for part in re.split("[\x00\ud800-\udfff|]", text)[:20]]
    assert not any(map(is_formula, cells))
    table = csv_bytes(("a",) * len(cells), [tuple(cells)])
    assert list(csv.reader(io.StringIO(table.decode(), newline="")))[1:] == [cells] or cells == [""]


def settings(raw: bytes) -> None:
    """A text as settings of a store: read, or refused in words."""
    with tempfile.TemporaryDirectory(dir=_PLACE) as name:
        (Path(name) / "mkdocs.yml").write_bytes(raw)
        try:
            read = read_settings(Path(name))
        except SettingsError as error:
            if not ("mkdocs.yml" in error.text.vi and "mkdocs.yml" in error.text.en):
                raise
            return
    assert not os.path.isabs(read.records)  # noqa: PTH117 - a text
    assert not {"", ".", "..", ".git"} & set(read.records.split("/"))
    assert read.profile in {"internal", "public"}


def front_matter(raw: bytes) -> None:
    """A whole meeting file: its front matter is split off as the slow way does it, and its minutes are rendered."""
    text = _text(raw)
    quick, slow = reader._front(text), reader._FRONT.match(text)
    assert quick == (None if slow is None else (slow[1], slow.end()))
    path = f"{CELL}/2024/03-regular.md"
    assert paths.parse(path) is not None
    check_record(bytes([PATHS.index(path)]) + raw)
    if quick is not None:
        render(text[quick[1] :].encode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": read_yaml,
    "minutes": render,
    "meeting": front_matter,
    "record": check_record,
    "roll": read_roll,
    "fix": mend,
    "settings": settings,
}
