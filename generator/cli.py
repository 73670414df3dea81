"""The command `chibo`: the only place that prints and exits.

Exit codes: 0 clean or published, 1 errors found or something refused, left out or beyond the machine, 2 usage,
3 internal error.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from pathlib import Path

import click

import generator
from generator.call import (
    as_of_option,
    color,
    lang_option,
    need_config,
    options_of,
    progress,
    root_of,
    say,
    stop,
    store_option,
    tell,
)
from generator.cli_build import TRUST, build
from generator.cli_check import check
from generator.cli_export import export
from generator.cli_forge import COMMANDS
from generator.cli_new import new
from generator.cli_people import export_person, forget
from generator.cli_publish import rollback, verify
from generator.garbage import collect_rarely
from generator.speech import Command, Group, complaint


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, "-V", "--version", message="chibo %(version)s", help="In phiên bản.")
@click.option("--store", metavar="THƯ-MỤC", help="Thư mục của sổ; cũng ghi được sau tên lệnh.")
def main(store: str | None) -> None:
    """Sổ Chi Bộ: ghi, kiểm tra và công bố biên bản sinh hoạt chi bộ.

    \b
    Thường dùng:
      chibo new meeting ban-na-loc 2024-03   tạo khung biên bản kỳ tháng 3/2024
      chibo check                            kiểm tra mọi bản ghi
      chibo status                           xem kỳ nào còn thiếu
      chibo serve                            xem trang trên máy này
      chibo explain AT101                    giải thích một mã lỗi

    Party-cell meeting records: write, check, publish. Add --lang en for English.
    """  # noqa: D301 - click reads \b as "keep these lines as they are"


main.add_command(build)


@main.command(cls=Command)
@store_option
@as_of_option
@click.option("--profile", type=click.Choice(["internal", "public"]), help="internal hoặc public.")
@click.option("--address", default="127.0.0.1:8000", metavar="ĐỊA-CHỈ", help="Địa chỉ (mặc định: 127.0.0.1:8000).")
@click.option("--trust-config", is_flag=True, help=TRUST)
def serve(store: str | None, as_of: dt.date | None, profile: str | None, address: str, trust_config: bool) -> None:
    """Xem trang trên máy này; sửa bản ghi là trang tự tải lại."""
    from generator import mkdocs_serve, mkdocs_site

    root = root_of(store)
    if trust_config:
        mkdocs_site.trust_config(root)
    asked = {"as_of": as_of, "profile": profile}
    options_of(root, **asked)
    need_config(root)
    shown = options_of(root, **asked).profile
    tell(f"Đang dựng trang ({shown})… rồi xem ở http://{address}/ ; Ctrl+C để dừng.", err=False)
    if shown == "public":
        click.echo("Bản công khai không có trang biên bản; muốn xem biên bản thì thêm --profile internal.")
    try:
        mkdocs_serve.serve(root, address, asked)
    except mkdocs_site.Failed as error:
        stop(error.text)


@main.command(cls=Command)
@store_option
@as_of_option
@click.option("--year", type=int, metavar="NĂM", help="Năm cần xem (mặc định: năm gần nhất có kỳ đến hạn).")
@lang_option
def status(store: str | None, as_of: dt.date | None, year: int | None, lang: str) -> None:
    """Xem bảng các kỳ đã họp và còn thiếu, ngay trên màn hình."""
    import shutil

    from generator import edges, pipeline
    from generator.commands import status as view

    options = options_of(root_of(store), as_of=as_of)
    try:
        found = pipeline.run(options, None, pipeline.Means(progress("Đang đọc")), counts=True)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    districts = pipeline.summaries(found)
    width = shutil.get_terminal_size((100, 24)).columns
    shown = year or view.latest_year(districts, found.as_of)
    say(view.render(districts, shown, lang, color(), width))


@main.command(cls=Command)
@click.argument("code", metavar="MÃ")
@lang_option
def explain(code: str, lang: str) -> None:
    """Giải thích một mã: kiểm tra gì, vì sao, ví dụ sai và đúng, cách sửa."""
    from generator.commands.explain import UnknownCode, render

    try:
        say(render(code, lang))
    except UnknownCode as error:
        stop(error.text)


for command in (check, export, new, forget, export_person, verify, rollback, *COMMANDS):
    main.add_command(command)


def _end_cleanly() -> None:
    """Let a signal to end unwind the program, so that nothing is left behind; it exits with 128 and the signal."""

    def end(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of a handler
        signal.signal(number, signal.SIG_IGN)  # asked twice: it is on its way
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, end)


_NO_MEMORY = ("failed to map segment", "cannot allocate memory", "can't start new thread")  # said by other errors


def _of_the_machine(error: Exception) -> str | None:
    """The path and the reason where the machine could not do something; None where it is the program that failed."""
    if isinstance(error, MemoryError) or any(said in str(error).lower() for said in _NO_MEMORY):
        return "chibo: máy không đủ bộ nhớ cho lệnh này."
    if not isinstance(error, OSError):
        return None
    from generator.pipeline import told

    return told(error, _here()).vi


def _here() -> Path:
    """The folder this is run in, else `/` where that has been removed."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path("/")


def _unreachable(error: Exception) -> str | None:
    """Why the records cannot be reached, where a command found that out on its way; None for any other error."""
    if type(error).__name__ != "SourceError":  # for others nothing is loaded: there may be no memory for it
        return None
    from generator import edges, pipeline

    if not isinstance(error, pipeline.SourceError):
        return None
    return edges.unreachable(pipeline.Options(_here()), error).to(os.environ.get("CHIBO_LANG", "vi"))


def run() -> None:
    """Run the command; what was not foreseen is one line and exit code 3, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by the caller
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams
    _end_cleanly()
    collect_rarely()
    try:
        sys.exit(main(prog_name="chibo", standalone_mode=False) or 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        tell(complaint(error))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # the edge: whatever was not foreseen, a user never sees a traceback
        if os.environ.get("CHIBO_DEBUG"):
            raise
        if (refused := _unreachable(error)) is not None:
            tell(refused)
            sys.exit(2)
        if (said := _of_the_machine(error)) is not None:
            tell(said)
            sys.exit(1)
        tell(f"chibo: lỗi của chương trình ({type(error).__name__}: {error}). Đặt CHIBO_DEBUG=1 để xem chi tiết.")
        sys.exit(3)
