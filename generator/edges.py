"""What the two edges share: settings with what was asked for, and refusals in words."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from generator.model.text import Text, shorten
from generator.pipeline import NoComparison, Options, SettingsError, SourceError, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pipeline import Store

_DIGITS = 20  # more than any day needs; Python reads no number of thousands
REFUSED = Text(
    "\nChưa dựng trang: sửa các lỗi trên rồi chạy lại. Trang cũ giữ nguyên. (--keep-going: bỏ qua các bản ghi lỗi.)\n",
    "\nNothing was built: mend these errors and run again. The old site stays. (--keep-going: leave these out.)\n",
)
REFUSED_FIRMLY = Text(
    "\nChưa dựng trang: sửa các lỗi trên rồi chạy lại. Trang cũ giữ nguyên. (--keep-going không bỏ qua được tệp quy"
    " định sai, và tệp không phải biên bản mà có điều không được ghi.)\n",
    "\nNothing was built: mend these errors and run again. The old site stays. (--keep-going cannot leave out a broken"
    " rulebook file, nor one that is no meeting and holds what no record may say.)\n",
)


def refusal(store: Store) -> Text:
    """Say that nothing was built, and whether asking to keep going would help."""
    return REFUSED_FIRMLY if store.cannot_go_on else REFUSED


class UsageError(Exception):
    """What was asked for cannot be done; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def options_for(root: Path, **asked: object) -> Options:
    """Options of a store: what is asked for, else `SOURCE_DATE_EPOCH` for the day, else its `mkdocs.yml`.

    Errors: UsageError.
    """
    try:
        settings = read_settings(root)
    except SettingsError as error:
        raise UsageError(error.text) from None
    if asked.get("as_of") is None:
        asked["as_of"] = epoch()
    return Options.of(root, settings, **asked)


def epoch() -> dt.date | None:
    """The day that `SOURCE_DATE_EPOCH` names (in UTC), or None where it is not set.

    Errors: UsageError where it is no number of seconds from 1970 to 2199.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return None
    if len(written) <= _DIGITS and written.isascii() and written.isdigit() and int(written) < 7_258_118_400:
        return dt.datetime.fromtimestamp(int(written), dt.UTC).date()
    raise UsageError(
        Text(
            f"SOURCE_DATE_EPOCH đang là “{shorten(written)}”, cần số giây từ 1970 đến 2199.",
            f"SOURCE_DATE_EPOCH is “{shorten(written)}”, expected a number of seconds from 1970 to 2199.",
        )
    )


def unreachable(options: Options, error: SourceError) -> Text:
    """Say that the records cannot be reached, why, and what to do where that is known."""
    if (reason := error.reason) is not None:
        return Text(
            f"Không dùng được “{error}”: {reason.why.vi}. {reason.hint.vi}",
            f"“{error}” cannot be used: {reason.why.en}. {reason.hint.en}",
        )
    if options.revision is not None:
        return Text(f"Git không có bản “{error}” trong kho này.", f"git has no revision “{error}” in this store.")
    return Text(f"Không có thư mục bản ghi {error}.", f"There is no records folder {error}.")


def incomparable(error: NoComparison) -> Text:
    """Say why there is nothing to compare with."""
    return {
        "no-git": Text(
            "Sổ này không nằm trong kho git (hoặc máy không có git), nên không so sánh được.",
            "This store is not in a git repository (or git is absent), so there is nothing to compare with.",
        ),
        "unknown": Text(f"Git không có bản “{error}” trong kho này.", f"git has no revision “{error}” in this store."),
        "unrelated": Text(
            f"Bản “{error}” và bản hiện tại không có gốc chung. Nếu kho tải về không đủ lịch sử thì tải lại đủ"
            " (fetch-depth: 0, hoặc git fetch --unshallow).",
            f"“{error}” and the present state have no common ancestor. If the history is cut, fetch all of it"
            " (fetch-depth: 0, or git fetch --unshallow).",
        ),
    }[error.reason]
