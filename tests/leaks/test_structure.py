"""Districts and units that are not public as a whole are looked for, and no public site holds anything of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import edges
from generator.leaks import gate
from tests.leaks import canary
from tests.leaks.test_gate import build, tree

if TYPE_CHECKING:
    from pathlib import Path

OWN = "records/qzkhuat"
UNITS = """\
  qz-doi: {name: Qzđộiẩn Qzmột, level: grassroots, from: 2001-01-01}
  qz-trong: {name: Qztrống Qzhai, level: grassroots, from: 2001-01-01}
"""
HIDDEN = {
    f"{OWN}/district.yml": "name: Qzkhuất Qzhẳn\nlevel: district\nfrom: 2001-01-01\nrecords_from: 2024-01\nunits:\n"
    + UNITS,
    f"{OWN}/cells/qzan/cell.yml": (
        "name: Qzẩn Qzba\ntype: police\nunder: [{unit: qz-doi, from: 2011-04-05}]\nfounded: 2011-04-05\n"
    ),
}
RULE = "title: Qzvăn bản riêng của Qzkín\nissuer: A\nsource: B\napplies: {from: 2024-01-01}\nscope: qzkhuat\n"
TEXTS = ["Qzkhuất Qzhẳn", "Qzđộiẩn Qzmột", "Qztrống Qzhai", "Qzvăn bản riêng của Qzkín"]


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def found(store: Path, text: str) -> set[str]:
    needles = gate.needles_of(edges.options_for(store, profile="public"))
    return gate.Scanner(needles).scan("qz-huyen/x.html", f"<p>{text}</p>".encode())


@pytest.mark.parametrize("text", TEXTS)
def test_a_district_of_secret_cells_alone_is_looked_for(text: str, tmp_path: Path) -> None:
    store = write(tmp_path, {**canary.files(), **HIDDEN, "records/rulebook/qzan.yml": RULE})
    assert found(store, text) == {"secret"}
    open_ = HIDDEN[f"{OWN}/cells/qzan/cell.yml"].replace("police", "village")
    write(store, {f"{OWN}/cells/qzan/cell.yml": open_})
    assert found(store, text) == set()


@pytest.mark.parametrize("more", ["successor: qz-ke", "to: 2025-01-01"])
def test_a_unit_that_is_to_carry_on_a_secret_one_is_looked_for(more: str, tmp_path: Path) -> None:
    units = UNITS.replace("}", f", {more}}}", 1)
    units += "  qz-ke: {name: Qzkế Qztục, level: grassroots, from: 2001-01-01}\n"
    units += "  qz-xa: {name: Qzxã Qzmở, level: grassroots, from: 2001-01-01}\n"
    village = HIDDEN[f"{OWN}/cells/qzan/cell.yml"].replace("police", "village").replace("qz-doi", "qz-xa")
    files = {**HIDDEN, f"{OWN}/cells/qzmo/cell.yml": village}
    files[f"{OWN}/district.yml"] = files[f"{OWN}/district.yml"].replace(UNITS, units)
    store = write(tmp_path, {**canary.files(), **files})
    assert found(store, "Qzkế Qztục") == ({"secret"} if "successor" in more else set())


def test_the_public_site_is_the_one_of_a_store_without_it(tmp_path: Path) -> None:
    usual = write(tmp_path / "so", canary.files())
    build(usual, tmp_path / "without")
    with_it = write(tmp_path / "so", {**HIDDEN, "records/rulebook/qzan.yml": RULE})
    build(with_it, tmp_path / "with")
    assert tree(tmp_path / "with") == tree(tmp_path / "without")
