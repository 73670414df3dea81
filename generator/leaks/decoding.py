"""A file as the texts that it can be read as: as it is, with its escapes taken back, and what is packed in it."""

from __future__ import annotations

import base64
import gzip
import html
import io
import quopri
import re
import sqlite3
import urllib.parse
import zipfile
import zlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 4
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"SQLite format 3\0", b"PAR1")
_ENTITY = re.compile(rb"&(?:amp;)*(#\w+|\w+(?=;)|[AEIOUYaeiouy](?:grave|acute|circ|tilde))")  # `;` may be left out
_HARMLESS = {b"amp", b"lt", b"gt", b"quot", b"nbsp", b"#34", b"#38", b"#39", b"#60", b"#62"}
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_ESCAPES = re.compile(r"(?:\\u[0-9A-Fa-f]{4})+|\\x[0-9A-Fa-f]{2}|\\[\"'/nrt\\]")
_QUOTED = re.compile(rb"=(?:[0-9A-Fa-f]{2}=[0-9A-Fa-f]{2}|\r?\n)")
_WRAPPED = re.compile(rb"\n(?:[A-Za-z0-9+/_-]{40,}\r?\n)+[A-Za-z0-9+/_-]+={0,2}")
_BASED = (b"UEsD", b"H4sI", b"U1FM", b"UEFS")  # how a packed file begins in base64
_PACKED_BASE = re.compile(rb"(?:" + b"|".join(_BASED) + rb")[A-Za-z0-9+/_-]{16,}")
_ALPHABET = bytes.maketrans(b"-_", b"+/")
_FOLD = re.compile(rb"\r?\n[ \t]")
_PUNYCODE = re.compile(rb"xn--[A-Za-z0-9-]+")


def readings(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield every text (in UTF-8) that a file can be read as, itself first."""
    yield data
    if depth >= _DEPTH:
        return
    is_packed = data.startswith(_PACKED)
    for other in _packed(data) if is_packed else _escaped(data):
        if other != data:
            yield from readings(other, depth + 1)


def _escaped(data: bytes) -> Iterator[bytes]:
    """The text with one kind of escape taken back."""
    if b"&" in data and not _HARMLESS.issuperset(_ENTITY.findall(data)):
        yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if b"%" in data and _PERCENT.search(data):
        yield urllib.parse.unquote_to_bytes(data)
    if b"\\" in data:
        yield _unescaped(data)
    if _QUOTED.search(data):
        yield quopri.decodestring(data)
    if b"\0" in data:
        yield data.replace(b"\0", b"\n")
        for start in (0, 1):
            for form in ("utf-16-le", "utf-16-be"):
                yield data[start:].decode(form, "ignore").encode("utf-8", "ignore").replace(b"\0", b"\n")
    if b"BEGIN:V" in data and _FOLD.search(data):
        yield _FOLD.sub(b"", data)
    if wrapped := _WRAPPED.findall(b"\n" + data):
        yield b"\n".join(b"".join(block.split()) for block in wrapped)
    if any(start in data for start in _BASED):
        yield from map(_unbased, _PACKED_BASE.findall(data))
    if names := _PUNYCODE.findall(data):
        yield b"\n".join(name[4:].decode("punycode", "ignore").encode() for name in names)


def _unbased(run: bytes) -> bytes:
    """What a run of base64, in either alphabet, stands for; a letter too many at its end is passed over."""
    plain = run.translate(_ALPHABET)
    return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"==")


def _unescaped(data: bytes) -> bytes:
    """The text with one layer of the backslashes of JSON and JavaScript taken back."""
    return _ESCAPES.sub(_meant, data.decode("utf-8", "replace")).encode("utf-8", "replace")


def _meant(found: re.Match[str]) -> str:
    run = found[0]
    if run.startswith("\\u"):
        units = b"".join(int(part, 16).to_bytes(2, "big") for part in run.split("\\u")[1:])
        return units.decode("utf-16-be", "replace")
    return chr(int(f"0{run[1:]}", 0)) if run.startswith("\\x") else " " if run[1] in "nrt" else run[1]


def _packed(data: bytes) -> Iterator[bytes]:
    """What is packed in a file: members of an archive with their names, rows of a database."""
    if data.startswith(_PACKED[0]):
        yield from _zipped(data)
    elif data.startswith(_PACKED[1]):
        try:
            yield gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return
    elif data.startswith(_PACKED[2]):
        yield _database(data)
    elif data.startswith(_PACKED[3]) and find_spec("pyarrow") is not None:
        yield _parquet(data)


def _zipped(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "\n".join([*archive.namelist(), archive.comment.decode("utf-8", "replace")]).encode()
            for name in archive.namelist():
                yield archive.read(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return  # what only looks like an archive is searched as it is


def _database(data: bytes) -> bytes:
    """Every cell of every table of a database, a line each."""
    found: list[bytes] = []
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(data)
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            quoted = table.replace('"', '""')
            for row in database.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name of the file's own
                found += [one if isinstance(one, bytes) else str(one).encode() for one in row if one is not None]
    except sqlite3.Error:
        pass  # its bytes are searched as they are
    finally:
        database.close()
    return b"\n".join(dict.fromkeys(found))


def _parquet(data: bytes) -> bytes:
    """Every different value of a Parquet file, a line each. No thread is left behind, which might abort the end."""
    from pyarrow import ArrowException, BufferReader, parquet

    try:
        table = parquet.ParquetFile(BufferReader(data), pre_buffer=False).read(use_threads=False)
    except (ArrowException, OSError):
        return b""
    return b"\n".join({str(value).encode() for column in table.columns for value in column.to_pylist()})
