"""What a secret cell is called in one word is found where it can only be that, and ordinary words are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import edges
from generator.leaks import gate
from tests.leaks import canary

if TYPE_CHECKING:
    from pathlib import Path

HOME = canary.HOME
SHOWN = {
    "link to a cell": '<a href="/qz-huyen/cells/qzcongan/">x</a>',
    "link to a page": '<a href="../qzcongan/index.html">x</a>',
    "link to a file": "[xem](qzcongan.md)",
    "link to a unit": "/qz-huyen/units/qzkhoi/#nam-2024",
    "short slug": "/qz-huyen/cells/qz-x/",
    "slug with a number": "/qz-huyen/cells/qz01",
    "cell of a table": "<td>qzcongan</td><td>1</td>",
    "first column": "cell,name\nqzcongan,x\n",
    "first column in quotes": '"cell","name"\n"qzcongan","x"\n',
    "first column alone": "cell\r\nqzcongan\r\n",
    "json": '{"cell": "qzcongan"}',
    "key of json": '{"cells": {"qzcongan": {}}}',
    "word of the program": "/qz-huyen/cells/police/",
    "name of one word": "<p>Chi bộ Qzétmật họp.</p>",
    "name of one word alone": "<td>Qzétmật</td>",
    "name of a unit": "Thuộc Qzkhzối.",
}
PATHS = ["qz-huyen/cells/qzcongan/index.html", "data/v1/qzcongan.json", "handbook/qzcongan.md", "x/Qzétmật.html"]
NONE = {
    "word in a text": "<p>Từ qzcongan trong câu, và qzcongan.</p>",
    "longer slug": "/qz-huyen/cells/qzcongan-mot/",
    "last column": "cell,name\nx,qzcongan khác\n",
    "small letters": "<td>qzétmật</td>",
    "part of a word": "<p>Qzétmậty</p>",
    "word of the program": '<td>police</td>{"type": "police"}/types/police/',
    "common word as a name": "<p>Đội họp.</p>",
    "public elsewhere": "/khac/cells/qzchung/",
    "word of a public name": "<p>Chi bộ Qzbản</p>",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("single")
    files = canary.files()
    files[f"{HOME}/district.yml"] += "  qzkhoi: {name: Qzkhzối, level: grassroots, from: 2001-01-01}\n"
    named = {"qzcongan": "Qzétmật", "qz-x": "Đội", "police": "Qz Zz", "qzchung": "Qzbản", "qz01": "Zq Qq"}
    for slug, name in named.items():
        files[f"{HOME}/cells/{slug}/cell.yml"] = (
            f"name: {name}\ntype: police\nunder: [{{unit: qzkhoi, from: 2011-04-05}}]\nfounded: 2011-04-05\n"
        )
    files["records/khac/cells/qzchung/cell.yml"] = "name: Chi bộ Qzbản\ntype: village\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def scanner(store: Path) -> gate.Scanner:
    return gate.Scanner(gate.needles_of(edges.options_for(store, profile="public")))


@pytest.mark.parametrize("how", SHOWN)
def test_one_word_is_found(how: str, store: Path) -> None:
    assert scanner(store).scan("qz-huyen/x.html", SHOWN[how].encode()) == {"secret"}


@pytest.mark.parametrize("path", PATHS)
def test_names_of_files_and_folders(path: str, store: Path) -> None:
    assert scanner(store).names(path) == {"secret"}


@pytest.mark.parametrize("how", NONE)
def test_ordinary_words_are_no_leak(how: str, store: Path) -> None:
    assert scanner(store).scan("qz-huyen/x.html", NONE[how].encode()) == set()
