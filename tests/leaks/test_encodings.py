"""Each encoding in which something could come out, planted in a file of a built site, is found."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import os
import quopri
import sqlite3
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator import edges, mkdocs_site
from generator.leaks import gate, own
from generator.model.text import fold
from tests.leaks import canary
from tests.site.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from generator.leaks.needles import Needles

NAME, ID = canary.NAMES[2], canary.IDS[2]
FIRST, MIDDLE, LAST = NAME.split(" ")
LONG = f"Trước đó {NAME} đã có mặt ở đây"


class Site(NamedTuple):
    folder: Path
    needles: Needles


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp("encodings")
    canary.write(root / "store")
    mkdocs_site.build(root / "store", root / "site", {"profile": "public"}, None, cache=False)
    return Site(root / "site", gate.needles_of(edges.options_for(root / "store", profile="public")))


def entities(text: str, form: str) -> str:
    return "".join(f"&#{ord(c):{form}};" if form == "d" else f"&#x{ord(c):x};" for c in text)


def zipped(text: str, name: str = "xl/sharedStrings.xml", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        archive.writestr(name, text)
    return made.getvalue()


def zip_in_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("inner.zip", zipped(NAME))
    return made.getvalue()


def database() -> bytes:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE t (a TEXT, b BLOB)")
    made.execute("INSERT INTO t VALUES (?, ?)", (NAME, b"1"))
    made.commit()
    return made.serialize()


def split_database() -> bytes:
    """A text that overflows its page, so that its bytes do not stand together."""
    made = sqlite3.connect(":memory:")
    made.execute("PRAGMA page_size = 512")
    made.execute("CREATE TABLE t (a TEXT)")
    made.executemany("INSERT INTO t VALUES (?)", [(" " * blank + NAME,) for blank in range(480, 3000)])
    made.commit()
    return made.serialize()


def parquet() -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    made = io.BytesIO()
    files.write_table(arrow.table({"a": [NAME, "x"]}), made, compression="zstd")
    return made.getvalue()


def folded_line(text: str) -> bytes:
    raw = f"SUMMARY:{text}".encode()
    return (
        b"BEGIN:VCALENDAR\r\n" + b"\r\n ".join(raw[n : n + 7] for n in range(0, len(raw), 7)) + b"\r\nEND:VCALENDAR\r\n"
    )


def b64(text: str, before: int = 0, *, url: bool = False, form: str = "utf-8") -> bytes:
    raw = ("~" * before + text).encode(form)
    return base64.urlsafe_b64encode(raw) if url else base64.b64encode(raw)


def hashed(text: str, how: str, form: str) -> str:
    raw = hashlib.new(how, text.encode()).digest()
    return {
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
        "b64": base64.b64encode(raw).decode(),
        "url": base64.urlsafe_b64encode(raw).decode(),
    }[form]


PLANTED: dict[str, bytes | str] = {
    "raw": LONG,
    "nfd": unicodedata.normalize("NFD", LONG),
    "nfkc (full width)": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in LONG),
    "capitals": LONG.upper(),
    "small letters": LONG.lower(),
    "no accents": fold(LONG),
    "no bar": LONG.replace("Đ", "D").replace("đ", "d"),
    "soft hyphens": LONG.replace("Q", "Q\u00ad"),
    "zero width": LONG.replace("Q", "Q\u200b"),
    "hyphens": f"/nguoi/{fold(NAME).replace(' ', '-')}/",
    "underscores": NAME.replace(" ", "_"),
    "two lines": NAME.replace(" ", "\n"),
    "entities decimal": f"<p>{entities(NAME, 'd')}</p>",
    "entities hex": f"<p>{entities(NAME, 'x')}</p>",
    "entities double": f"<p>{html.escape(entities(NAME, 'd'))}</p>",
    "entities named": f"<p>{NAME.replace('ộ', '&ocirc;&#803;')}</p>",
    "entity space": f"<p>{NAME.replace(' ', '&nbsp;')}</p>",
    "entities without semicolon": "<p>" + "".join(f"&#{ord(c)}" if ord(c) > 127 else c for c in NAME) + "</p>",
    "entities hex without semicolon": f"<p>{entities(NAME, 'x').replace(';', '')}</p>",
    "entities named without semicolon": f"<p>{NAME.replace('ộ', '&ocirc&#803')}</p>",
    "base64 of gzip": b"data:;base64," + base64.b64encode(gzip.compress(LONG.encode(), mtime=0)),
    "base64 url of gzip": base64.urlsafe_b64encode(gzip.compress((NAME + "?>~\u00ff" * 9).encode(), mtime=0)).rstrip(b"="),
    "base64 of zip": b'<a href="data:application/zip;base64,' + base64.b64encode(zipped(f"<t>{NAME}</t>")) + b'">',
    "base64 lines of zip": b"\n" + base64.encodebytes(zipped(f"<t>{NAME}</t>")),
    "percent": f'<a href="/x?q={urllib.parse.quote(NAME)}">x</a>',
    "percent plus": f'<a href="/x?q={urllib.parse.quote_plus(NAME)}">x</a>',
    "percent double": f'<a href="/x?q={urllib.parse.quote(urllib.parse.quote(NAME))}">x</a>',
    "json escapes": json.dumps({"a": NAME}),
    "json": json.dumps({"a": f'"{NAME}"\n{NAME}'}, ensure_ascii=False),
    "json of json": json.dumps(json.dumps({"a": NAME})),
    **{f"base64 {n}": b"data:text/plain;base64," + b64(LONG, n) for n in range(3)},
    **{f"base64 url {n}": b64(LONG, n, url=True) for n in range(3)},
    "base64 in a path": b"/x/" + b64(LONG) + b"/y/",
    "base64 lines": base64.encodebytes(("x" * 50 + LONG).encode()),
    "base64 utf-16": b64(LONG, form="utf-16-le"),
    "quoted-printable": quopri.encodestring(LONG.encode()),
    "tags": f"<p>Có <b>{FIRST}</b> {MIDDLE} <i>{LAST}</i></p>",
    "tags inside a word": f"<p>{FIRST[0]}<em>{FIRST[1:]}</em> {MIDDLE} {LAST}</p>",
    "tags and no space": f"<p><span>{FIRST}</span><span>{MIDDLE}</span><span>{LAST}</span></p>",
    "comment": f"<!-- {NAME} -->",
    "attribute": f'<img alt="{NAME}">',
    "attribute single": f"<img alt='{NAME}'>",
    "script": f'<script>var a = "{NAME}";</script>',
    "utf-16": LONG.encode("utf-16"),
    "utf-16 le odd": b"x" + LONG.encode("utf-16-le"),
    "utf-16 be": LONG.encode("utf-16-be"),
    "zip": zipped(f"<si><t>{NAME}</t></si>"),
    "zip of rich text": zipped(f"<si><r><t>{FIRST} </t></r><r><rPr><b/></rPr><t>{MIDDLE} {LAST}</t></r></si>"),
    "zip name": zipped("x", name=f"{fold(NAME).replace(' ', '-')}.txt"),
    "zip in zip": zip_in_zip(),
    "gzip": gzip.compress(LONG.encode(), mtime=0),
    "gzip of base64": gzip.compress(b64(LONG), mtime=0),
    "sqlite": database(),
    "sqlite overflow": split_database(),
    "ics": folded_line(f"Họp với {NAME} và những người khác nữa ở nhà văn hóa"),
    "csv": f'a,b\n1,"{FIRST}\n{MIDDLE} {LAST}"\n',
    "csv plain": f"a,b\n1,{NAME}\n",
    "order": f"{LAST} {FIRST} {MIDDLE}",
    "order reversed": f"{LAST}, {MIDDLE} {FIRST}",
    "initials": f"đ/c {fold(FIRST)[0].upper()}.{fold(MIDDLE)[0].upper()}.Đ.",
    "initials and name": f"{FIRST[0]}. {MIDDLE[0]}. {LAST}",
    **{f"{how} {form}": f'<i data-x="{hashed(NAME, how, form)}">' for how in ("md5", "sha1", "sha256") for form in ("hex", "HEX", "b64", "url")},
    **{f"{how} of an id": hashed(ID, how, "hex") for how in ("md5", "sha1", "sha256")},
    "hash of accents apart": hashed(unicodedata.normalize("NFD", NAME), "sha256", "hex"),
    "hash of another order": hashed(f"{LAST} {FIRST} {MIDDLE}", "sha256", "hex"),
    "hash of the order from the end": hashed(f"{LAST} {MIDDLE} {FIRST}", "md5", "b64"),
    "hash of another order, no accents": hashed(fold(f"{LAST} {FIRST} {MIDDLE}"), "sha1", "hex"),
    "id behind a slug": f"thon-1-{ID}",
    "id between": f"dv_{ID}_x",
    "id with plus": f"x+{ID}",
    "id and slug": f"/x/{ID}-thon-1.html",
    "hash of small letters": hashed(NAME.lower(), "sha256", "hex"),
    "id": f'<a href="#{ID}">',
    "id percent": f"/x/%{ord(ID[0]):02x}{ID[1:]}/",
    "day": "<td>13/3/2024</td>",
    "day with hyphens": "<td>13-3-2024</td>",
    "day with hyphens and zeros": "<td>13-03-2024</td>",
    "day with dots": "<td>13.03.2024</td>",
    "day with dots at the end": "Họp 13.3.2024.",
    "day with dots, year first": "2024.03.13",
    "day with slashes, year first": "/x/2024/03/13/index.html",
    "day and time": '<time datetime="2024-03-13T07:30+07:00">',
    "day in a name": "bien-ban-2024-03-13-lan-mot",
    "day long": "Chi bộ họp ngày 13 tháng 3 năm 2024.",
    "day long with zeros": "Họp ngày 13 tháng 03 năm 2024",
    "day long in capitals": "NGÀY 13 THÁNG 3 NĂM 2024",
    "day long without accents": "ngay 13 thang 3 nam 2024",
    "day long, fixed spaces": "13&nbsp;tháng 3&nbsp;năm\u00a02024",
    "day long over lines": "ngày 13\ntháng 3 năm 2024",
    "day in English": "The cell met on 13 March 2024.",
    "day in English, month first": "March 13, 2024",
    "day in English, short": "13 Mar 2024",
    "day compact": b"BEGIN:VCALENDAR\r\nDTSTART:20240313T003100Z\r\n",
    "punycode": b"https://" + b"xn--" + NAME.replace(" ", "-").lower().encode("punycode") + b".example.invalid/",
}  # fmt: skip


@pytest.mark.parametrize("how", PLANTED)
def test_planted_text_is_found(how: str, site: Site) -> None:
    planted = PLANTED[how]
    data = planted.encode() if isinstance(planted, str) else planted
    scanner = gate.Scanner(site.needles)
    page = (site.folder / "qz-huyen" / "index.html").read_bytes()
    assert scanner.scan("qz-huyen/index.html", page) == set()
    whole = data if data[:2] in {b"PK", b"\x1f\x8b", b"SQ", b"\xff\xfe"} or b"\0" in data else page + data
    kind = "day" if how.startswith("day") else "id" if "id" in how.split() else "name"
    assert scanner.scan("qz-huyen/index.html", whole) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "ngày 15 tháng 4 năm 2024",
        "15.4.2024",
        "15 April 2024",
        "1.3.2024.13",
        "113.3.2024",
        "3.13.2024",
        "ngày 13 tháng 3",
    ],
)
def test_a_day_that_is_public_or_none_is_no_leak(text: str, site: Site) -> None:
    assert gate.Scanner(site.needles).scan("qz-huyen/index.html", f"<p>{text}</p>".encode()) == set()


@pytest.mark.parametrize("text", ["13.3.2024", "13 tháng 3 năm 2024"])
def test_a_day_of_the_programs_own_texts_is_no_leak_there(
    text: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "files", lambda: {"handbook.md": "Ví dụ: 13/3/2024".encode()})
    own._tokens.cache_clear()
    scanner = gate.Scanner(site.needles)
    try:
        assert scanner.scan("handbook/index.html", text.encode()) == set()
        assert scanner.scan("qz-huyen/index.html", text.encode()) == {"day"}
    finally:
        own._tokens.cache_clear()


def test_parquet(site: Site) -> None:
    assert gate.Scanner(site.needles).scan("stats.parquet", parquet()) == {"name"}


@pytest.mark.parametrize("path", [f"x/{fold(NAME).replace(' ', '-')}/index.html", f"x/{NAME}.html", f"x/{ID}.json"])
def test_names_of_files_and_folders(path: str, site: Site) -> None:
    assert gate.Scanner(site.needles).names(path)


def test_a_public_name_that_holds_a_place_is_no_leak(site: Site) -> None:
    needles = gate.needles_of(edges.options_for(site.folder.parent / "store", profile="public"))
    needles.add_text("bản Thử", "place")
    scanner = gate.Scanner(needles)
    assert scanner.scan("x/index.html", "<td>Chi bộ bản Thử</td>".encode()) == set()
    assert scanner.scan("x/index.html", "<td>Họp tại bản Thử</td>".encode()) == {"place"}
    assert scanner.scan("x/other.html", "<td>Chi bộ bản Thử họp tại bản Thử</td>".encode()) == {"place"}


def test_what_the_program_itself_says_is_no_leak(site: Site) -> None:
    needles = gate.needles_of(edges.options_for(site.folder.parent / "store", profile="public"))
    needles.add_text("Thiếu biên bản", "task")
    scanner = gate.Scanner(needles)
    assert scanner.scan("x/index.html", "<td>Thiếu biên bản</td>".encode()) == set()
    assert scanner.scan("x/index.html", "<td>Việc qzabc: Thiếu biên bản</td>".encode()) == {"task"}


THREADS = """
import os, sys
import pyarrow.parquet
from generator.leaks.decoding import _parquet
data = sys.stdin.buffer.read()
before = len(os.listdir("/proc/self/task"))
assert _parquet(data)
print(len(os.listdir("/proc/self/task")) - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_reading_parquet_leaves_no_thread_that_could_abort_the_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS], input=parquet(), env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) == 0
