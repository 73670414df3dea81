"""What git knows of when records were written: one pass over the log, in which nothing that was typed is believed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FORM = (
    "log", "-z", "--relative", "--name-status", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color",
    "--format=%at/%ct",
)  # fmt: skip
LOG = (*_FORM, "--diff-filter=AMR", "--find-renames")
LOG_OF_NAMES = (*_FORM, "--diff-filter=AMRD", "--find-renames=100%")  # as far as it goes without any content
LAST_SECOND = 7_258_118_399  # of 2199, the last year that the records know
CUT = Text(
    "Kho git bị cắt bớt lịch sử (tải về nông): chưa biết ngày ghi nào, nên không bản ghi nào được tính là đúng hạn hay"
    " muộn. Cần thì hãy lấy đủ (git fetch --unshallow; trong CI: fetch-depth: 0), rồi chạy lại; chương trình không tự"
    " tải.",
    "the history of this git repository is cut (a shallow clone): no day of writing is known, and no record is counted"
    " as on time or late. Where that matters, fetch all (git fetch --unshallow; in CI: fetch-depth: 0), then run again;"
    " the program fetches nothing itself.",
)
NONE = Text(
    "Sổ này không nằm trong kho git (hoặc máy không có git, hoặc kho chưa có commit nào): chưa biết ngày ghi nào.",
    "This store is not in a git repository (or git is absent, or nothing was committed yet): no day of writing is"
    " known.",
)
LACKS_CONTENT = Text(
    "Kho git thiếu nội dung cũ của bản ghi (tải về một phần): chưa biết ngày ghi đầu của bản ghi có thể đã đổi tên, nên"
    " không tính các bản ghi ấy là đúng hạn hay muộn. Hãy lấy đủ (git fetch --refetch --no-filter), rồi chạy lại;"
    " chương trình không tự tải.",
    "git lacks old contents of records (a partial clone): where a record may have been renamed, the day it was first"
    " written is unknown, and it is counted neither as on time nor as late. Fetch all"
    " (git fetch --refetch --no-filter), then run again; the program fetches nothing itself.",
)
LACKS_ALL = Text(
    "Git không đọc được lịch sử của bản ghi: chưa biết ngày ghi nào, nên không bản ghi nào được tính là đúng hạn hay"
    " muộn. Hãy lấy đủ kho (git fetch --refetch --no-filter) hoặc xem git fsck, rồi chạy lại; chương trình không tự"
    " tải.",
    "git cannot read the history of the records: no day of writing is known, and no record is counted as on time or"
    " late. Fetch all of the repository (git fetch --refetch --no-filter), or see git fsck, then run again; the program"
    " fetches nothing itself.",
)


@dataclass(frozen=True)
class History:
    """When git first saw each file. Unit: seconds since 1970, author date capped by the committer date.

    `start` is the store's own first commit; `last` when each file was last changed, by the committer date. All are
    empty without git and in a shallow clone. `lacking` tells the user what of it git has not, and what to do.
    """

    first: dict[str, int] = field(default_factory=dict)
    start: int | None = None
    last: dict[str, int] = field(default_factory=dict)
    lacking: Text | None = None

    def renamed(self, name: Callable[[str], str]) -> History:
        """The same with other names for the files."""
        first, last = ({name(path): when for path, when in known.items()} for known in (self.first, self.last))
        return History(first, self.start, last, self.lacking)


def read_log(log: bytes) -> History:
    """Read a log as `LOG` or `LOG_OF_NAMES` asks for it, the newest commit first; a renamed record keeps its first one.

    A commit whose dates are none (a commit may bear anything) dates nothing. Where files came and others went in one
    commit, and no content tells which of them is which, those that came are not dated.
    """
    first: dict[str, int | None] = {}
    last: dict[str, int] = {}
    later: dict[str, set[str]] = {}  # a name as it was → the names that the record has had since
    unsure: set[str] = set()
    start: int | None = None
    for head, changes in _commits(log):
        authored, committed = (_second(text) for text in head.partition("/")[::2])
        when = _earlier(authored, committed)
        start = _earlier(start, when)
        is_unsure = any(status == "D" for status, _, _ in changes)
        for status, old, path in changes:
            if status == "D":
                continue
            if status == "R":
                later[old] = later.get(old, {old}) | later.get(path, {path})
            if committed is not None:
                last[path] = max(committed, last.get(path, committed))
            if status == "A":
                names = later.get(path, {path})
                first.update(dict.fromkeys(names, when))
                unsure |= names if is_unsure else set()
    dated = {path: when for path, when in first.items() if when is not None and path not in unsure}
    return History(dated, start, last, LACKS_CONTENT if unsure else None)


def _commits(log: bytes) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """The head of each commit with its changes: status, the name before a renaming, the name."""
    head, changes = "", list[tuple[str, str, str]]()
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        status = part.strip("\n")  # it says how many names follow, so that none is ever taken for anything else
        if status in {"A", "M", "D"}:
            changes.append((status, "", next(parts, "")))
        elif status.startswith("R"):
            changes.append(("R", next(parts, ""), next(parts, "")))
        elif status:
            yield head, changes
            head, changes = status, []
    yield head, changes


def _second(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LAST_SECOND else None


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((when for when in (one, other) if when is not None), default=None)
