"""What publishing refuses or cannot do, in words: one line with the path and the reason."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EROFS: "nơi này chỉ đọc được, không ghi được",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EIO: "lỗi đọc ghi đĩa",
    errno.EMFILE: "chương trình mở quá nhiều tệp",
    errno.ENFILE: "máy mở quá nhiều tệp",
    errno.EXDEV: "nằm trên một đĩa khác",
}


class NotPublished(Exception):
    """Nothing more is written; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@contextmanager
def at(path: Path | str) -> Iterator[None]:
    """Give an OSError the whole path: one at an open file or below an open folder does not know it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def told(error: OSError, fallback: Path) -> Text:
    """The path and the reason of a failed system call; of two paths that by which something was to be written."""
    path, english = error.filename2 or error.filename or fallback, error.strerror or str(error)
    reason = _REASONS.get(error.errno or 0)
    return Text(f"{path}: {reason} ({english})" if reason else f"{path}: {english}", f"{path}: {english}")
