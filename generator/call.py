"""What all commands share: the store, its options, refusals in words, progress."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.model.text import Text
from generator.model.values import read_date

LANG_ENV = "CHIBO_LANG"


if TYPE_CHECKING:
    DayType = click.ParamType[dt.date]
else:
    DayType = click.ParamType  # older versions of click take no type in brackets


class Day(DayType):
    """A day written `2026-01-15`."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day."""
        if isinstance(value, dt.date):
            return value
        try:
            return read_date(value)
        except ValueError:
            self.fail(f"“{value}” không phải ngày. Viết năm-tháng-ngày, ví dụ 2026-01-15.", param, ctx)


def root_of(store: str | None) -> Path:
    """The store's folder: the one named, else the nearest from here upwards; without one the command ends."""
    from generator.pipeline import find_store
    from generator.store.settings import is_bare

    start = Path(store) if store else _here()
    found = start if store and start.is_dir() else find_store(start.resolve())
    if found is None or not ((found / "records").is_dir() or (found / "mkdocs.yml").is_file()):
        if is_bare(start):
            stop(
                Text(
                    f"{start} là kho git trần (bare), không có thư mục làm việc."
                    " Lấy sổ ra rồi chạy ở đó: git worktree add THƯ-MỤC REF.",
                    f"{start} is a bare repository, without a work tree."
                    " Lay the store out and run there: git worktree add DIR REF.",
                )
            )
        stop(
            Text(
                f"Không thấy sổ ở {start}: cần thư mục records/ hoặc tệp mkdocs.yml. Dùng --store THƯ-MỤC để chỉ rõ.",
                f"No store at {start}: a records/ folder or mkdocs.yml is needed. Name it with --store DIR.",
            )
        )
    return found.resolve()


def _here() -> Path:
    """The folder the command is run in; if that has been removed, the command ends."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        stop(
            Text(
                "Thư mục đang đứng đã bị xóa. Chuyển tới thư mục của sổ rồi chạy lại, hoặc dùng --store THƯ-MỤC.",
                "The folder this is run in has been removed. Go to the store's folder and run it there, or use"
                " --store DIR.",
            )
        )


def output_of(output: str | None, store: str | None) -> Path:
    """The folder of a site: the one named, else `site` in the store.

    Links on the way to it are followed, so that all spellings of a place are one; a link at its end keeps its own name.
    """
    if not output:
        return root_of(store) / "site"
    named = Path(os.path.abspath(output))  # noqa: PTH100 - resolves no link
    return Path(os.path.realpath(named.parent)) / named.name


def need_config(root: Path) -> None:
    """End the command where a store has no `mkdocs.yml`."""
    if not (root / "mkdocs.yml").is_file():
        stop(
            Text(
                f"Sổ {root} chưa có mkdocs.yml; xem Sổ tay, mục “Lập sổ mới”.",
                f"The store {root} has no mkdocs.yml; see the handbook.",
            )
        )


def stop(text: Text, code: int = 2) -> NoReturn:
    """Say why nothing is done, in the language that the command was asked for, and end."""
    context = click.get_current_context(silent=True)
    asked = context.params.get("lang") if context is not None else None
    tell(text.to(asked or os.environ.get(LANG_ENV, "vi")))
    sys.exit(code)


def options_of(root: Path, **asked: Any) -> Any:
    """The run's options: the store's own with what was asked for; a wrong setting ends the command."""
    from generator.edges import UsageError, options_for

    try:
        return options_for(root, **asked)
    except UsageError as error:
        stop(error.text)


def need_executor(address: str | None, lang: str) -> None:
    """End the command where the address of other machines is none, whether or not they would be needed."""
    if address is None:
        return
    from generator import remote

    try:
        remote.need_address(address)
    except remote.NotReached as error:
        tell(error.text.to(lang))
        sys.exit(2)


def need_history(options: Any) -> None:
    """End the command where git has not all of the history by which records are dated."""
    from generator import edges, pipeline

    try:
        lacking = pipeline.history_gap(options)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    if lacking is not None:
        stop(lacking)


def progress(verb: str) -> Any:
    """A counter on a terminal, nothing on a pipe."""
    if not _is_terminal(sys.stderr):
        return None

    def show(done: int, total: int) -> None:
        end = "\r\x1b[K" if done >= total else ""
        click.echo(f"\r{verb} {done}/{total} chi bộ{end}", nl=False, err=True)

    return show


def _is_terminal(stream: Any) -> bool:
    return stream is not None and bool(stream.isatty())  # None where the caller has closed it


def color(*, err: bool = False) -> bool:
    """Tell whether what is printed may be coloured."""
    return _is_terminal(sys.stderr if err else sys.stdout) and not os.environ.get("NO_COLOR")


def columns(*, err: bool = False) -> int | None:
    """The width of the terminal that is printed on; None on a pipe."""
    return shutil.get_terminal_size().columns if _is_terminal(sys.stderr if err else sys.stdout) else None


def tell(text: str, *, err: bool = True) -> None:
    """Print sentences, which may quote paths, arguments and records: none of that drives a terminal or a build log."""
    said = text if text.endswith("\n") or not text else f"{text}\n"
    if not said.replace("\n", "").isprintable() or "::" in said or "##" in said:  # few are, and imports take time
        from generator.report.display import spoken

        said = spoken(said)
    if err:
        click.echo(said, nl=False, err=True)
    else:
        say(said)


def for_eyes() -> bool:
    """Tell whether what is printed is looked at, on a terminal or in a build log, and not piped into a program."""
    return columns() is not None or bool(os.environ.get("CI"))


def say(text: str) -> None:
    """Print a result as it is; where nobody reads any more, the command goes on and keeps its exit code."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


store_option = click.option(
    "--store",
    metavar="THƯ-MỤC",
    help="Thư mục của sổ (mặc định: thư mục này hoặc thư mục trên gần nhất).",
    callback=lambda context, _, value: value or context.find_root().params.get("store"),
)
as_of_option = click.option("--as-of", type=Day(), help="Ngày tính số liệu, ví dụ 2026-01-15 (mặc định: hôm nay).")
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Số tiến trình chạy cùng lúc (mặc định: mọi lõi)."
)
rev_option = click.option("--rev", "revision", metavar="REF", help="Đọc bản ghi từ một bản git, không cần checkout.")
since_option = click.option(
    "--changed-since", "since", metavar="REF", help="Chỉ nêu những gì tệ hơn so với gốc chung với bản git này."
)
lang_option = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", envvar=LANG_ENV, help="Ngôn ngữ / language."
)
history_option = click.option(
    "--require-history", is_flag=True, help="Dừng (mã thoát 2) nếu git không đủ lịch sử để biết bản ghi nào nộp muộn."
)
cache_option = click.option(
    "--no-cache", "cache", flag_value=False, default=True, help="Không dùng và không ghi bộ nhớ đệm .cache/chibo."
)
executor_option = click.option(
    "--executor", metavar="ĐỊA-CHỈ", help="Chia việc cho các máy của một bộ lập lịch Dask: dask://máy:cổng."
)
