"""The command `chibo`: the only place that prints and exits.

Exit codes: 0 clean or published, 1 errors found or something refused or left out, 2 usage, 3 internal error.
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
    columns,
    jobs_option,
    lang_option,
    options_of,
    output_of,
    progress,
    rev_option,
    root_of,
    say,
    stop,
    store_option,
)
from generator.cli_check import check
from generator.cli_export import export
from generator.cli_forge import COMMANDS
from generator.cli_new import new
from generator.cli_publish import rollback, verify
from generator.model.text import Text
from generator.speech import Command, Group, complaint


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, "-V", "--version", message="chibo %(version)s", help="In phiên bản.")
def main() -> None:
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


@main.command(cls=Command)
@store_option
@as_of_option
@click.option(
    "--profile", type=click.Choice(["internal", "public"]), help="internal: có tên, chỉ dùng nội bộ; public: công khai."
)
@click.option("--output", metavar="THƯ-MỤC", help="Nơi đặt trang (mặc định: site trong thư mục của sổ).")
@jobs_option
@click.option("--keep-going", is_flag=True, help="Bỏ qua bản ghi lỗi, ghi rõ trên trang; mã thoát 1.")
@click.option(
    "--generations",
    is_flag=True,
    help="Mỗi lần dựng là một bản trọn vẹn trong THƯ-MỤC.d; THƯ-MỤC là liên kết đến bản đang dùng.",
)
@rev_option
@lang_option
def build(
    store: str | None, as_of: dt.date | None, profile: str | None, output: str | None, jobs: int | None,
    keep_going: bool, generations: bool, revision: str | None, lang: str,
) -> None:  # fmt: skip
    """Dựng trang tĩnh từ bản ghi.

    Có bản ghi sai thì không dựng và giữ nguyên trang cũ. Kỳ thiếu, nhiệm vụ quá hạn… vẫn dựng và hiện trên trang.
    """
    from generator import edges, mkdocs_site, report
    from generator.pipeline import CheckReport

    root = root_of(store)
    asked = {"as_of": as_of, "profile": profile, "jobs": jobs, "keep_going": keep_going or None, "revision": revision}
    options_of(root, **asked)
    folder = output_of(output, store)
    _need_config(root)
    try:
        done = mkdocs_site.build(root, folder, asked, progress("Đang dựng"), generations=generations)
    except mkdocs_site.Refused as refused:
        shown = CheckReport(refused.store.as_of, refused.store.refusals, refused.store.files)
        look = {"color": color(err=True), "columns": columns(err=True)}
        click.echo(report.render("text", shown, lang, **look) + edges.refusal(refused.store).to(lang), err=True)
        sys.exit(1)
    except mkdocs_site.Failed as error:
        click.echo(error.text.to(lang), err=True)
        sys.exit(error.code)
    if done.refusals:
        shown = CheckReport(done.as_of, done.refusals, done.files)
        look = {"color": color(err=True), "columns": columns(err=True)}
        click.echo(report.render("text", shown, lang, **look), err=True)
    said = Text(
        f"Đã dựng trang vào {folder} ({done.files} tệp bản ghi).", f"Built {folder} from {done.files} record files."
    )
    say(f"{said.to(lang)}\n")
    sys.exit(1 if done.refusals else 0)


def _need_config(root: Path) -> None:
    if not (root / "mkdocs.yml").is_file():
        stop(
            Text(
                f"Sổ {root} chưa có mkdocs.yml; xem Sổ tay, mục “Lập sổ mới”.",
                f"The store {root} has no mkdocs.yml; see the handbook.",
            )
        )


@main.command(cls=Command)
@store_option
@as_of_option
@click.option("--profile", type=click.Choice(["internal", "public"]), help="internal hoặc public.")
@click.option("--address", default="127.0.0.1:8000", metavar="ĐỊA-CHỈ", help="Địa chỉ (mặc định: 127.0.0.1:8000).")
def serve(store: str | None, as_of: dt.date | None, profile: str | None, address: str) -> None:
    """Xem trang trên máy này; sửa bản ghi là trang tự tải lại."""
    from generator import mkdocs_site

    root = root_of(store)
    asked = {"as_of": as_of, "profile": profile}
    options_of(root, **asked)
    _need_config(root)
    shown = options_of(root, **asked).profile
    click.echo(f"Đang dựng trang ({shown})… rồi xem ở http://{address}/ ; Ctrl+C để dừng.")
    if shown == "public":
        click.echo("Bản công khai không có trang biên bản; muốn xem biên bản thì thêm --profile internal.")
    try:
        mkdocs_site.serve(root, address, asked)
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


for command in (check, export, new, verify, rollback, *COMMANDS):
    main.add_command(command)


def _end_cleanly() -> None:
    """Let a signal to end unwind the program, so that nothing is left behind; it exits with 128 and the signal."""

    def end(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of a handler
        signal.signal(number, signal.SIG_IGN)  # asked twice: it is on its way
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, end)


def run() -> None:
    """Run the command; what was not foreseen is one line and exit code 3, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by the caller
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams
    _end_cleanly()
    try:
        sys.exit(main(prog_name="chibo", standalone_mode=False) or 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # the edge: whatever was not foreseen, a user never sees a traceback
        if os.environ.get("CHIBO_DEBUG"):
            raise
        click.echo(
            f"chibo: lỗi của chương trình ({type(error).__name__}: {error}). Đặt CHIBO_DEBUG=1 để xem chi tiết.",
            err=True,
        )
        sys.exit(3)
