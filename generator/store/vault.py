"""The names that are kept apart from the records: a folder of `D/cells/C/names.yml`, plain or encrypted with age.

An encrypted file is `names.yml.age`. The key is a file that the environment names; without it the names are as absent.
Nothing decrypted is ever written: neither here nor into the cache. https://age-encryption.org/v1
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.text import Text
from generator.store.decode import FILE_LIMIT
from generator.store.regular import MISSING, Unread, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "CHIBO_NAMES_KEY"  # the variable that holds the path of the file with the identity (AGE-SECRET-KEY-1…)
RECIPIENTS = "recipients.txt"  # whom the files are encrypted for, one public key (age1…) a line
NAME, SUFFIX = "names.yml", ".age"

_EXTRA = Unread(
    Text("tệp mã hóa mà chưa cài pyrage", "it is encrypted, and pyrage is not installed"),
    Text('Cài: pip install "chibo[age]".', 'Install it: pip install "chibo[age]".'),
)
_BOTH = Unread(
    Text(f"có cả {NAME} và {NAME}{SUFFIX}", f"there are both {NAME} and {NAME}{SUFFIX}"),
    Text("Giữ một tệp; xóa tệp kia.", "Keep one of them; delete the other."),
)
_WRONG = Unread(
    Text("không giải mã được", "it cannot be decrypted"),
    Text(
        f"Xem {KEY} có trỏ đến đúng khóa không, và tệp có còn nguyên không.",
        f"See whether {KEY} names the right key, and whether the file is whole.",
    ),
)
_NO_KEY = Unread(
    Text("không đọc được khóa", "the key cannot be read"),
    Text(f"Đặt {KEY} là đường dẫn đến tệp khóa age.", f"Set {KEY} to the path of the file with the age key."),
)
NO_KEY = Text(
    f"Họ tên được mã hóa: đặt {KEY} là đường dẫn đến tệp khóa age, rồi chạy lại.",
    f"The names are encrypted: set {KEY} to the path of the file with the age key, then run again.",
)
LOCKED = Text(
    f"Họ tên được mã hóa và {KEY} chưa đặt: trang chỉ hiện mã đảng viên.",
    f"The names are encrypted and {KEY} is not set: pages show ids only.",
)


class NotSealed(Exception):
    """A file cannot be encrypted again; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


class Names(NamedTuple):
    """A file of names: where it lies, and its content in clear, or why it cannot be read.

    `stored` are its bytes as they lie there where these are encrypted; None where they are not.
    """

    place: Path
    content: bytes | Unread
    stored: bytes | None = None


def read(folder: Path, district: str, cell: str) -> Names | None:
    """The names of a cell; None where there are none, or where they are encrypted and no key is given."""
    plain = folder / district / "cells" / cell / NAME
    hidden = plain.with_name(NAME + SUFFIX)
    clear, stored = read_regular(str(plain), follow=True), read_regular(str(hidden), follow=True)
    if stored is MISSING:
        return None if clear is MISSING else Names(plain, clear)
    if clear is not MISSING:
        return Names(plain, _BOTH)
    if not os.environ.get(KEY):
        return None
    return Names(hidden, _opened(stored), stored) if isinstance(stored, bytes) else Names(hidden, stored)


def read_all(folder: Path) -> Iterator[tuple[str, str, Names]]:
    """District, cell and names of each cell that has a file of them, in order."""
    cells = {path.parent for path in folder.glob(f"*/cells/*/{NAME}*") if path.name in {NAME, NAME + SUFFIX}}
    for cell in sorted(cells):
        found = read(folder, cell.parents[1].name, cell.name)
        if found is not None:
            yield cell.parents[1].name, cell.name, found


def fingerprint(folder: Path, district: str, cell: str) -> str:
    """A name of what `read` gives."""
    plain, hidden = (fingerprint_of(path) for path in places_of(str(folder), district, cell))
    return f"{plain} {hidden} {key_fingerprint()}" if hidden else plain


def key_fingerprint() -> str:
    """A name of the key that is given; empty where there is none."""
    return fingerprint_of(path) or "-" if (path := os.environ.get(KEY)) else ""


def fingerprint_of(path: str) -> str:
    """A name of the content of a file of names, or of why it cannot be read; empty where it is not there."""
    content = read_regular(path, follow=True)
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return "" if content is MISSING else content.why.en


def places_of(folder: str, district: str, cell: str) -> list[str]:
    """Where the names of a cell may lie, in clear and encrypted."""
    plain = f"{folder}/{district}/cells/{cell}/{NAME}"
    return [plain, plain + SUFFIX]


def places(folder: str) -> list[str]:
    """Where names of cells may lie in a folder, in order; links are followed, as they are in reading."""
    cells = ((district, cell) for district in _listed(folder) for cell in _listed(f"{folder}/{district}/cells"))
    return [place for district, cell in cells for place in places_of(folder, district, cell)]


def key_places() -> list[str]:
    """Where the key lies that is given."""
    return [path] if (path := os.environ.get(KEY)) else []


def _listed(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries)
    except OSError:
        return []


def is_encrypted(folder: Path | None) -> bool:
    """Tell whether any file of names in the folder is encrypted."""
    return folder is not None and any(folder.glob(f"*/cells/*/{NAME}{SUFFIX}"))


def is_locked(folder: Path | None) -> bool:
    """Tell whether there are encrypted names and no key."""
    return not os.environ.get(KEY) and is_encrypted(folder)


def sealed(folder: Path, content: bytes) -> bytes:
    """The content encrypted for those whom the folder's `recipients.txt` lists.

    Errors: NotSealed.
    """
    listed = read_regular(str(folder / RECIPIENTS))
    lines = listed.decode("utf-8", "replace").split() if isinstance(listed, bytes) else []
    try:
        import pyrage
    except ImportError:
        raise NotSealed(_EXTRA.hint) from None
    with suppress(pyrage.RecipientError, pyrage.EncryptError):  # a wrong key: the sentence below is the answer
        to = [pyrage.x25519.Recipient.from_str(line) for line in lines if line.startswith("age1")]
        if to:
            return bytes(pyrage.encrypt(content, to))
    raise NotSealed(
        Text(
            f"Chưa ghi gì: {folder.name}/{RECIPIENTS} phải ghi các khóa công khai (age1…), mỗi dòng một khóa,"
            " để mã hóa lại tệp họ tên.",
            f"Nothing was written: {folder.name}/{RECIPIENTS} must list the public keys (age1…), one a line,"
            " for which the names are encrypted again.",
        )
    )


def _opened(stored: bytes) -> bytes | Unread:
    try:
        import pyrage
    except ImportError:
        return _EXTRA
    key = read_regular(os.environ[KEY], follow=True)
    lines = key.decode("utf-8", "replace").split() if isinstance(key, bytes) else []
    try:
        own: list[Any] = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except pyrage.IdentityError:
        own = []
    if not own:
        return _NO_KEY
    try:
        return bytes(pyrage.decrypt(stored, own))[: FILE_LIMIT + 1]
    except pyrage.DecryptError:
        return _WRONG
