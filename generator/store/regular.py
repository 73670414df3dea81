"""Reads one regular file, bounded and without waiting, or says why it cannot be read."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from generator.model.diagnostic import Finding, Span
from generator.model.text import Text
from generator.store.decode import FILE_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

GONE = {errno.ENOENT, errno.ENOTDIR}
DENIED = {errno.EACCES, errno.EPERM}


class Unread(NamedTuple):
    """Why a file cannot be read, and what to do."""

    why: Text
    hint: Text


class SourceError(Exception):
    """The records cannot be reached: what is asked for is not there or, with a reason, cannot be used."""

    def __init__(self, what: str, reason: Unread | None = None) -> None:
        super().__init__(what)
        self.reason = reason


_COPY = Text("Đặt một tệp thường vào đó.", "Put a regular file in its place.")
_RIGHTS = Text("Cho phép đọc tệp này (chmod u+r), rồi chạy lại.", "Allow reading it (chmod u+r), then run again.")
_RESTORE = Text(
    "Lấy lại tệp này (git restore), hoặc nếu đã bỏ nó thì chỉ cần chạy lại.",
    "Restore it (git restore); if it was removed on purpose, just run again.",
)
_DISK = Text(
    "Kiểm tra ổ đĩa, chép lại tệp này từ bản lưu, rồi chạy lại.",
    "Look after the disk, copy the file from a backup, then run again.",
)
LINKED = Unread(Text("thư mục chứa nó là liên kết, hoặc không còn", "its folder is a link, or gone"), _RESTORE)
ODD = Unread(Text("không phải tệp thường", "it is no regular file"), _COPY)
LACKING = Unread(
    Text("git không có nội dung của nó", "git lacks its content"),
    Text(
        "Lấy đủ đối tượng của kho (git fetch --refetch --no-filter), rồi chạy lại; chương trình không tự tải.",
        "Fetch what is lacking (git fetch --refetch --no-filter), then run again; the program fetches nothing itself.",
    ),
)
MISSING = Unread(Text("không còn ở đó nữa", "it is no longer there"), _RESTORE)
_KNOWN = {
    errno.EACCES: Unread(Text("không có quyền đọc", "permission denied"), _RIGHTS),
    errno.EPERM: Unread(Text("không có quyền đọc", "permission denied"), _RIGHTS),
    errno.ENOENT: MISSING,
    errno.ENOTDIR: MISSING,
    errno.ELOOP: ODD,
    errno.ENXIO: ODD,
    errno.EIO: Unread(Text("ổ đĩa báo lỗi", "input/output error"), _DISK),
}


_OPEN = Text(
    "Cho phép đọc và vào thư mục này (chmod u+rx), rồi chạy lại.",
    "Allow reading and entering this folder (chmod u+rx), then run again.",
)
_WHOLE = Text(
    "Kiểm tra ổ đĩa, chép lại thư mục này từ bản lưu, rồi chạy lại.",
    "Look after the disk, copy the folder from a backup, then run again.",
)
_FORBIDDEN = Unread(Text("không có quyền đọc thư mục này", "permission denied for this folder"), _OPEN)


def closed(error: OSError) -> Unread:
    """Why a folder cannot be listed or entered, and what to do."""
    if error.errno in DENIED:
        return _FORBIDDEN
    return _reason(error)._replace(hint=_WHOLE)


_FOLLOW = os.O_RDONLY | os.O_NONBLOCK
_WAY = _FOLLOW | os.O_NOFOLLOW


def read_regular(place: str, *, follow: bool = False) -> bytes | Unread:
    """Read a regular file, or say why not; of one that is too long, no more than shows that it is."""
    try:
        handle = os.open(place, _FOLLOW if follow else _WAY)
        try:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                return ODD
            most = min(state.st_size, FILE_LIMIT) + 1
            content = os.read(handle, most)
            while len(content) < most - 1 and (more := os.read(handle, most - len(content))):
                content += more  # some file systems give less than they were asked for
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        return _reason(error)
    return content


def _reason(error: OSError | ValueError) -> Unread:
    known = _KNOWN.get(getattr(error, "errno", None) or 0)
    words = getattr(error, "strerror", None) or str(error)
    return known or Unread(Text(words, words), _DISK)


def is_folder_inside(root: Path, folder: str) -> bool:
    """Tell whether a folder, named from the root, is there and no part of its name is a link or leads upwards."""
    here = str(root)
    for part in folder.split("/") if folder else ():
        here += f"/{part}"
        try:
            if part in {"", ".", ".."} or not stat.S_ISDIR(os.lstat(here).st_mode):
                return False
        except OSError as error:
            return error.errno not in GONE | {errno.ENAMETOOLONG}
        except ValueError:  # a name that no folder can have
            return False
    return True


def unreadable(path: str, reason: Unread) -> Finding:
    """Build PA002 for a file of the store that is there and cannot be read."""
    return Finding(
        "PA002", path, (),
        Text(f"Không đọc được “{path}”: {reason.why.vi}.", f"“{path}” cannot be read: {reason.why.en}."),
        Text("Mỗi bản ghi là một tệp thường, đọc được.", "Every record is a regular file that can be read."),
        reason.hint, subject=path, span=Span(),
    )  # fmt: skip
