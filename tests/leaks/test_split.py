"""A full name that is split over cells, items, paragraphs or strings is found, and chance makes none."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from generator.leaks import gate
from generator.leaks.needles import Needles

HO, DEM, TEN = "Qzuàng", "Thị", "Xziểm"


def zipped(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", text)
    return made.getvalue()


def scanner() -> gate.Scanner:
    needles = Needles()
    needles.add_name(f"{HO} {DEM} {TEN}", "name")
    needles.add_name("Bzế Hzoạch", "name")
    needles.add_public("Đảng bộ xã Bzế")
    needles.add_public("Bzế")
    needles.add_public("Hzoạch")
    return gate.Scanner(needles)


SPLIT: dict[str, str | bytes] = {
    "two cells": f"<tr><td>{HO} {DEM}</td><td>{TEN}</td></tr>",
    "three cells on lines": f"<tr>\n<td>{HO}</td>\n<td>{DEM}</td>\n<td class='a'>{TEN}</td>\n</tr>",
    "name first": f"<td>{TEN}</td><td>{HO} {DEM}</td>",
    "no accents": "<td>Qzuang</td><td>THI</td><td>xziem</td>",
    "numbers": f"<td>1</td><td>{HO} {DEM}</td><td>{TEN}</td><td>2</td>",
    "items": f"<ul>\n<li>{HO}</li>\n<li>{DEM}</li>\n<li>{TEN}</li>\n</ul>",
    "terms": f"<dl><dt>{HO} {DEM}</dt><dd>{TEN}</dd></dl>",
    "paragraphs": f"<p>Đồng chí {HO} {DEM}</p>\n\n<p>{TEN} (bí thư)</p>",
    "label": f"<td>Họ: {HO}</td><td>Đệm: {DEM}</td><td>Tên: {TEN}</td>",
    "tags of a phrase": f"<td><b>{HO}</b> <i>{DEM}</i></td><td><a href='x'>{TEN}</a></td>",
    "entities": f"<td>{HO} {DEM}</td><td>Xzi&#7875;m</td>",
    "json list": json.dumps([HO, DEM, TEN], ensure_ascii=False),
    "json list with escapes": json.dumps([HO, DEM, TEN], indent=1),
    "json object": json.dumps({"ho": HO, "dem": DEM, "ten": TEN}, ensure_ascii=False),
    "csv": f'"a","b"\n"{HO} {DEM}","{TEN}"\n',
    "shared strings": zipped(f"<sst><si><t>{HO} {DEM}</t></si><si><t>{TEN}</t></si></sst>"),
}
NONE = {
    "words between": f"<td>{HO} {DEM}</td><td>Bí thư</td><td>{TEN}</td>",
    "more than a name": f"<td>Chi bộ {HO} {DEM}</td><td>{TEN}</td>",
    "behind a text": f"<td>{HO} {DEM}</td><td>{TEN} thôn Mơ</td>",
    "a part": f"<td>{HO}</td><td>{TEN}</td>",
    "public pieces": "<td>Bzế</td><td>Hzoạch</td>",
    "two words in longer pieces": "<td>Đảng bộ xã Bzế</td><td>Hzoạch</td>",
}


@pytest.mark.parametrize("how", SPLIT)
def test_a_split_name_is_found(how: str) -> None:
    text = SPLIT[how]
    assert scanner().scan("x/index.html", text if isinstance(text, bytes) else text.encode()) == {"name"}


def test_a_name_of_two_words() -> None:
    needles = Needles()
    needles.add_name("Bzế Hzoạch", "name")
    for text in ("<td>Bzế</td><td>Hzoạch</td>", '["Hzoạch", "Bzế"]'):
        assert gate.Scanner(needles).scan("x/index.html", text.encode()) == {"name"}
    assert gate.Scanner(needles).scan("x/index.html", b"<td>Bze</td><td>Hzoach</td>") == set()


def test_pieces_that_stood_in_earlier_files_count() -> None:
    one = scanner()
    for path in ("a.html", "b.html"):
        assert one.scan(path, f"<p>{HO} {DEM}</p><p>x</p><p>{TEN}</p>".encode()) == set()
    assert one.scan("c.html", f"<td>{HO} {DEM}</td><td>{TEN}</td>".encode()) == {"name"}


@pytest.mark.parametrize("how", NONE)
def test_what_is_no_name(how: str) -> None:
    assert scanner().scan("x/index.html", NONE[how].encode()) == set()
