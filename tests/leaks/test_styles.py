"""Whatever way YAML lets somebody write a record, what it says is looked for."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import edges
from generator.leaks import gate
from generator.leaks.fields import IDS, KEYED, add_scalar
from generator.leaks.needles import Needles
from tests.leaks import canary

if TYPE_CHECKING:
    from pathlib import Path

CELL, HOME = canary.CELL, canary.HOME
NAME, OTHER, ID = "Qzuàng Thị Xziểm", "Bzế Văn Hzoạch", "m-4f7kq"
PLACE = "Sân kho họ Đzìu Khzắm"
SECRET = "Khzối Kín Zzét"
MEETING = f"{CELL}/2024/03-regular.md"
MEMBER = "joined: 2010-05-01, official: 2005-05-19"

NAMES = {
    "one line": f"dv01: {NAME}\ndv02: {OTHER}\n",
    "next line": f"dv01:\n  {NAME}\ndv02: {OTHER}\n",
    "folded": f"dv01: >-\n  {NAME}\ndv02: {OTHER}\n",
    "folded over two lines": "dv01: >\n  Qzuàng\n  Thị Xziểm\n",
    "literal": f"dv01: |-\n  {NAME}\ndv02: {OTHER}\n",
    "plain over two lines": f"dv01: Qzuàng\n  Thị Xziểm\ndv02: {OTHER}\n",
    "double quotes over two lines": f'dv01: "Qzuàng\n  Thị Xziểm"\ndv02: {OTHER}\n',
    "single quotes over two lines": f"dv01: 'Qzuàng\n  Thị Xziểm'\ndv02: {OTHER}\n",
    "flow": f"{{dv01: {NAME}, dv02: {OTHER}}}\n",
    "flow in quotes": f'{{"dv01": "{NAME}", "dv02": "{OTHER}"}}\n',
    "flow over two lines": f"{{dv01: Qzuàng\n Thị Xziểm, dv02: {OTHER}}}\n",
    "explicit key": f"? dv01\n: {NAME}\n",
    "remark": f"dv01: {NAME} # bí thư\n",
    "remark behind quotes": f'dv01: "{NAME}" # bí thư\n',
    "remark with a colon": f"dv01: {NAME} # bí thư: cũ\n",
    "number sign": f'dv01: "{NAME} (#1)"\n',
    "number sign before": f'dv01: "#1 {NAME}"\n',
    "escapes": 'dv01: "Qzu\\u00e0ng Th\\u1ecb Xzi\\u1ec3m"\n',
    "anchor": f"dv01: &a {NAME}\ndv02: {OTHER}\n",
    "tag": f"dv01: !!str\n  {NAME}\n",
    "document mark": f"--- {{dv01: {NAME}, dv02: {OTHER}}}\n",
    "two documents": f"dv03: {OTHER}\n---\ndv01:\n  {NAME}\n",
    "given twice": f"dv01: |-\n  {NAME}\ndv01: {OTHER}\n",
    "a mistake behind it": f"dv01:\n  {NAME}\ndv02: [\n",
    "a mistake before it": f"dv02: ]\ndv01: {NAME}\n",
    "control sign": f"dv01: >-\n  {NAME}\ndv02: \x01\n",
    "windows": f"dv01: >-\r\n  {NAME}\r\ndv02: {OTHER}\r\n",
    "list": f"dv01:\n  - {NAME}\n",
    "spaces before colon": f'"dv01" : {NAME}\n',
    "decomposed": unicodedata.normalize("NFD", f"dv01:\n  {NAME}\n"),
    "byte order mark": f"\ufeffdv01: {NAME}\n",
}  # fmt: skip
MEMBERS = {
    "one line": f"{ID}: {{{MEMBER}}}\n",
    "block": f"{ID}:\n  joined: 2010-05-01\n",
    "indented": f"  {ID}:\n    joined: 2010-05-01\n",
    "indented behind a remark": f"# x\n\n---\n  {ID}:\n    joined: 2010-05-01\n",
    "flow": f"{{{ID}: {{{MEMBER}}}}}\n",
    "flow over lines": f"{{\n  {ID}: {{{MEMBER}}}\n}}\n",
    "byte order mark": f"\ufeff{ID}:\n  joined: 2010-05-01\n",
    "space before colon": f"{ID} :\n  joined: 2010-05-01\n",
    "quoted": f'"{ID}":\n  joined: 2010-05-01\n',
    "quoted and space": f"'{ID}' : {{{MEMBER}}}\n",
    "explicit key": f"? {ID}\n: {{{MEMBER}}}\n",
}
PLACES = {
    "one line": f"place: {PLACE}",
    "single quotes of the key": f"'place': {PLACE}",
    "double quotes of the key": f'"place": {PLACE}',
    "space before colon": f"place : {PLACE}",
    "next line": f"place:\n  {PLACE}",
    "folded": f"place: >-\n  {PLACE}",
    "two lines": "place: Sân kho\n  họ Đzìu Khzắm",
    "bracket": f'place: "[{PLACE}]"',
    "brace": f'place: "{{{PLACE}}}"',
    "list": f"place: [{PLACE}]",
    "tab": f"place:\t{PLACE}",
    "number sign": f'place: "#1 {PLACE}"',
    "brace in a remark": f"place: {PLACE} # {{x}}",
    "short": "place: >-\n  Khzo Đzìu",
    "dash on the next line": "place: Khzo\n  - Đzìu",
}
TASKS = {
    "one line": f"tasks:\n  t9:\n    title: {PLACE}",
    "flow": f"tasks: {{t9: {{title: {PLACE}, due: 2024-03-25}}}}",
    "flow over lines": f"tasks: {{\n  t9: {{title:\n    {PLACE},\n   due: 2024-03-25}}}}",
    "next line": f"tasks:\n  t9:\n    title:\n      {PLACE}",
    "folded with a colon": f"tasks:\n  t9:\n    title: >-\n      {PLACE}: phần hai",
    "quoted with a colon": f'tasks:\n  t9: {{"title": "{PLACE}: phần hai"}}',
    "remark": f"tasks: # {{x\n  t9: {{title: {PLACE}}}",
}
UNITS = {
    "plain": "under: [{unit: zzet, from: 2010-05-01}]",
    "single quotes": "under: [{unit: 'zzet', from: 2010-05-01}]",
    "quotes of the key": 'under: [{"unit": zzet, from: 2010-05-01}]',
    "space before colon": "under: [{unit : zzet, from: 2010-05-01}]",
    "next line": "under:\n  - unit:\n      zzet\n    from: 2010-05-01",
    "folded": "under:\n  - unit: >-\n      zzet\n    from: 2010-05-01",
}
SCOPES = {
    "plain": "scope: qz-huyen/zzet",
    "single quotes": "scope: 'qz-huyen/zzet'",
    "two spaces": "scope:  qz-huyen/zzet",
    "next line": "scope:\n  qz-huyen/zzet",
    "folded": "scope: >-\n  qz-huyen/zzet",
    "quotes of the key": "'scope': qz-huyen/zzet",
    "space before colon": "scope : qz-huyen/zzet",
}
KINDS = {"names": (NAMES, "name", NAME), "members": (MEMBERS, "id", ID), "meeting": (PLACES | TASKS, "", PLACE)}


def found(root: Path, files: dict[str, str], shown: str) -> set[str]:
    """The kinds of what a page would tell that shows a text."""
    for path, text in (canary.files() | files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    scanner = gate.Scanner(gate.needles_of(edges.options_for(root, profile="public")))
    return scanner.scan("qz-huyen/index.html", f"<p>Gặp ở đây: {shown}.</p>".encode())


@pytest.mark.parametrize("style", NAMES)
def test_names(style: str, tmp_path: Path) -> None:
    assert found(tmp_path, {f"{CELL}/names.yml": NAMES[style]}, NAME) == {"name"}


@pytest.mark.parametrize("style", MEMBERS)
def test_ids(style: str, tmp_path: Path) -> None:
    assert found(tmp_path, {f"{CELL}/members.yml": MEMBERS[style]}, ID) == {"id"}


@pytest.mark.parametrize("style", PLACES)
def test_places(style: str, tmp_path: Path) -> None:
    text = f"---\ndate: 2024-03-13\n{PLACES[style]}\n---\nHọp.\n"
    assert found(tmp_path, {MEETING: text}, "Khzo Đzìu" if "Khzo" in text else PLACE)


@pytest.mark.parametrize("style", TASKS)
def test_tasks(style: str, tmp_path: Path) -> None:
    text = f"---\ndate: 2024-03-13\n{TASKS[style]}\n---\nHọp.\n"
    assert found(tmp_path, {MEETING: text}, f"{PLACE}: phần hai")


def _secret(cell: str, more: str = "") -> dict[str, str]:
    district = canary.files()[f"{HOME}/district.yml"]
    return {
        f"{HOME}/district.yml": district + f"  zzet: {{name: {SECRET}, level: grassroots, from: 2001-01-01}}\n",
        f"{HOME}/cells/zz-mot/cell.yml": cell,
        **({"records/rulebook/zz.yml": more} if more else {}),
    }


@pytest.mark.parametrize("style", UNITS)
@pytest.mark.parametrize("type_", ["type: police", "'type' : police", "type:\n  military"])
def test_units_of_secret_cells(style: str, type_: str, tmp_path: Path) -> None:
    cell = f"name: Chi bộ Zzm Mzột\n{type_}\n{UNITS[style]}\n"
    assert found(tmp_path, _secret(cell), SECRET) == {"secret"}


@pytest.mark.parametrize("style", [style for style in UNITS if "\n" not in UNITS[style]])
def test_cells_in_flow_style(style: str, tmp_path: Path) -> None:
    cell = f'{{"name": "Chi bộ Zzm Mzột", type: police, {UNITS[style]}, founded: 2010-05-01}}\n'
    assert found(tmp_path, _secret(cell), SECRET) == {"secret"}
    assert found(tmp_path, _secret(cell), "Chi bộ Zzm Mzột") == {"secret"}


def test_a_secret_cell_that_cannot_be_parsed(tmp_path: Path) -> None:
    cell = 'name: [\n"type" : police\nunder: [{unit : zzet, from: 2010-05-01}]\n'
    assert found(tmp_path, _secret(cell), SECRET) == {"secret"}


def test_a_remark_of_a_public_cell_makes_no_unit_public(tmp_path: Path) -> None:
    files = _secret(f"name: Chi bộ Zzm Mzột\ntype: police\n{UNITS['plain']}\n")
    files[f"{HOME}/cells/zz-hai/cell.yml"] = (
        "name: Chi bộ Zzm Hzai\ntype: village\nunder: [{unit: xa-mot, from: 2010-05-01}] # trước: unit: zzet\n"
    )
    assert found(tmp_path, files, SECRET) == {"secret"}


def test_a_pilot_in_flow_style(tmp_path: Path) -> None:
    cell = "{name: Chi bộ Zz, type: village, under: [{unit: xa-mot, from: 2010-05-01}],\n pilot: {scheme: Làm đzểm ghzép, from: 2023-02-18}}\n"
    assert found(tmp_path, {f"{CELL}/cell.yml": cell}, "Làm đzểm ghzép, 18/2/2023") == {"scheme", "day"}


@pytest.mark.parametrize("style", SCOPES)
def test_documents_of_a_secret_unit(style: str, tmp_path: Path) -> None:
    cell = f"name: Chi bộ Zzm Mzột\ntype: police\n{UNITS['plain']}\n"
    book = f"title: Quy định về trực chzến Đzìu Khzắm\nissuer: Ban\nsource: Mục I\napplies: {{from: 2024-01-01}}\n{SCOPES[style]}\n"
    assert found(tmp_path, _secret(cell, book), "Quy định về trực chzến Đzìu Khzắm") == {"secret"}


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 20_000, "a: &a [*a, *a]\nb: *a\n" * 500, "? " * 5000, "\0\x01\x7f", "a: !<x"]
)
def test_no_file_stops_the_reading(text: str, tmp_path: Path) -> None:
    files = {f"{CELL}/allowances.yml": text, f"{CELL}/names.yml": f"dv01: {NAME}\n"}
    assert found(tmp_path, files, NAME) == {"name"}


_ODD = (
    "Qzá b-1",
    "05-NQ/CB",
    "07:30-09:15",
    "(x) y",
    "Q. T, x",
    '"Qz á"',
    "'Qz á'",
    ">-",
    "|",
    '"Qz',
    "[Q z, x]",
    "{a: Q z}",
)
_ENDS = ("", " # ghi thêm {x}", "  # y", " #", "#z")
_LINES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "- ", "  - ", "? ", "# "]),
    st.sampled_from(["place", "title", "x", "t1", "2024-01/t1", "qm-4f7k1", "'name'", "place ", "number", ""]),
    st.sampled_from([":", ": ", ":  ", ""]),
    st.sampled_from([*_ODD, "", "{}", "{place: Qz á, x: 1}", "{x: [a b, c], title: Qz-á}", "[{title: Qz á}]", "{place: {x: a}}"]),
    st.sampled_from(_ENDS),
)  # fmt: skip


@given(
    st.lists(_LINES, max_size=4), st.sampled_from(["names", "members", "meeting", "observers", "events", "allowances"])
)
@settings(max_examples=2000, deadline=None)
def test_a_file_of_simple_lines_says_nothing_more_when_it_is_parsed(lines: list[str], kind: str) -> None:
    from generator.leaks import collect
    from generator.leaks.scalars import is_simple, scalars

    text = "\n".join(lines)
    if not all(is_simple(line, flow=kind != "names", texts=KEYED) for line in lines):
        return
    if kind in IDS and collect._is_inside(text.encode()):
        return
    by_lines, parsed = Needles(), Needles()
    collect._read(kind, set(lines), by_lines)
    values, is_whole = scalars(text)
    for one in values if is_whole else ():
        add_scalar(kind, one, parsed)
    for of in ("names", "pairs", "phrases", "tokens"):
        assert getattr(parsed, of).keys() <= getattr(by_lines, of).keys(), of
