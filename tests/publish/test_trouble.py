"""A system call that failed in words: the path that is at fault and the reason."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.publish.trouble import at, told


def failed(*paths: str, code: int = errno.ENOSPC) -> OSError:
    error = OSError(code, os.strerror(code))
    error.filename, error.filename2 = (*paths, None, None)[:2]
    return error


@pytest.mark.parametrize(
    ("error", "path"),
    [
        (failed(), "site"),
        (failed("site/index.html"), "site/index.html"),
        (failed("theme/chibo.css", "site/assets/chibo.css"), "site/assets/chibo.css"),
    ],
)
def test_the_path_is_that_which_was_to_be_written(error: OSError, path: str) -> None:
    assert told(error, Path("site")) == (
        f"{path}: đĩa đã đầy (No space left on device)", f"{path}: No space left on device",
    )  # fmt: skip


def test_what_happens_at_an_open_file_is_told_with_its_path() -> None:
    error = failed("a", "b", code=errno.ENOTDIR)
    with pytest.raises(NotADirectoryError), at(Path("site/manifest.json")):
        raise error
    assert told(error, Path("site")).vi == "site/manifest.json: Not a directory"
