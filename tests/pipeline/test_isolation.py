"""One broken file never hides the others: any bytes in any file, and the findings elsewhere stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pipeline import Options, check
from tests.pipeline.spans import misplaced
from tests.support import AS_OF, MARCH, OTHER, USUAL, Link, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic
    from tests.support import Files

THIRD = "records/huyen-b"
STORE: Files = {
    MARCH: "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance: {roll: 5, present: 3}\nchair: dv99\nxyz: 1\n---\nChi bộ họp.\n",
    f"{OTHER}/2024/02-regular.md": "---\ndate: 2024-02-05\ntime: 09:00-07:00\nattendance: {roll: 9, present: 9}\nmodel: yes\n---\nHọp\u00a0bàn.\n",
    f"{OTHER}/2024/year.yml": "grade: fine\n",
    "records/van-quan/events/2024.yml": "inspections: [{kind: look}]\n",
    f"{THIRD}/district.yml": "name: B\nlevel: district\nfrom: 1964-01-01\nrecords_from: 2024-02\nunits: {xa-b: {name: B, level: commune, from: 1994-01-01}}\n",
    f"{THIRD}/cells/ban-c/cell.yml": "name: C\ntype: village\nunder: [{unit: xa-b, from: 2010-05-01}]\nfounded: 2010-05-01\n",
    f"{THIRD}/cells/ban-c/members.yml": "dv01: {joined: 2010-05-01}\ndv02: {joined: 2010-05-01, was: nowhere/dv01}\n",
    f"{THIRD}/cells/ban-d/cell.yml": "name: D\ntype: village\nunder: [{unit: xa-b, from: 2010-05-01}]\nfounded: 2010-05-01\n",
    f"{THIRD}/cells/ban-d/2024/02-regular.md": "---\nstate: not_held\nreason: Lũ\n---\n",
}  # fmt: skip
PATHS = sorted({**USUAL, **STORE})
OBLIGATIONS = {"ME101", "ME102", "ME112"}  # what a month or quarter is judged by: all regular records of the cell
NASTY = [b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\t", b"[" * 50, b"{a: ", b"*a", b"&a ", b"---\n", b": ", b" #x", b'"', b"'", b"\r", b"!!x ", b"%", b"? ", b"- "]  # fmt: skip


@st.composite
def broken(draw: st.DrawFn, raw: bytes) -> bytes:
    """A file after something happened to it: other bytes, a piece lost, doubled, or put in."""
    way = draw(st.sampled_from(["replace", "lose", "double", "insert", "nasty", "cut", "lines"]))
    start, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 40))
    if way == "replace":
        return draw(st.binary(max_size=300))
    if way == "lose":
        return raw[:start] + raw[start + length :]
    if way == "double":
        return raw[: start + length] + raw[start:]
    if way == "insert":
        return raw[:start] + draw(st.binary(max_size=20)) + raw[start:]
    if way == "nasty":
        return raw[:start] + draw(st.sampled_from(NASTY)) + raw[start:]
    if way == "cut":
        return raw[:start]
    return b"".join(draw(st.permutations(raw.splitlines(keepends=True))))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kho")
    write(root, STORE)
    return root


def found(root: Path) -> list[Diagnostic]:
    return check(Options(root=root, as_of=AS_OF, jobs=1)).diagnostics


def may_depend(finding: Diagnostic, path: str) -> bool:
    """Tell whether a finding may come from, or go with, what another file says."""
    if finding.path == path:
        return True
    cell = "/".join(path.split("/")[:4]) + "/" if "/cells/" in path else ""
    if path.startswith("records/rulebook/"):
        return finding.kind == "unmet"
    if not cell:
        return path.endswith("/district.yml") and finding.path.startswith(path.removesuffix("district.yml"))
    if not finding.path.startswith(cell):
        return False
    return not path.endswith(".md") or finding.code in OBLIGATIONS | {"RE105"}


def seen(diagnostics: list[Diagnostic], path: str) -> list[tuple[object, ...]]:
    return [(d.code, d.path, d.span, d.found, d.fingerprint) for d in diagnostics if not may_depend(d, path)]


def test_the_store_has_faults_of_its_own_to_keep(store: Path) -> None:
    codes = {d.code for d in found(store)}
    assert codes >= {"AT101", "RE101", "ME104", "FI003", "FI001", "YA006", "ME101", "ME111", "RE106"}
    assert {d.path.split("/")[3] for d in found(store) if "/cells/" in d.path} == {"ban-a", "ban-b", "ban-c", "ban-d"}


@settings(max_examples=250)
@given(data=st.data(), path=st.sampled_from(PATHS))
def test_a_broken_file_changes_nothing_elsewhere(store: Path, data: st.DataObject, path: str) -> None:
    file = store / path
    raw = file.read_bytes()
    before = found(store)
    changed = data.draw(broken(raw))
    try:
        file.write_bytes(changed)
        after = found(store)
        assert seen(after, path) == seen(before, path)
        assert misplaced(store, after) == []
    finally:
        file.write_bytes(raw)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("way", ["gone", "link", "folder", "empty"])
def test_a_file_that_is_no_file_changes_nothing_elsewhere(tmp_path: Path, path: str, way: str) -> None:
    write(tmp_path / "kho", STORE)
    before = found(tmp_path / "kho")
    if way == "empty":
        write(tmp_path / "hong", {**STORE, path: b""})
    else:
        write(tmp_path / "hong", {**STORE, path: Link("district.yml") if way == "link" else None})
    if way == "folder":
        (tmp_path / "hong" / path).mkdir(parents=True)
        (tmp_path / "hong" / path / "x").write_text("x", encoding="utf-8")
    after = found(tmp_path / "hong")
    keep = [d for d in before if not may_depend(d, path)]
    assert [(d.code, d.path, d.span) for d in after if not may_depend(d, path) and d.code[:2] != "PA"] == [
        (d.code, d.path, d.span) for d in keep
    ]
