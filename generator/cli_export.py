"""The command that writes the figures for spreadsheets and databases."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.call import (
    as_of_option,
    color,
    columns,
    jobs_option,
    lang_option,
    options_of,
    progress,
    rev_option,
    root_of,
    stop,
    store_option,
    tell,
)
from generator.model.text import Text
from generator.speech import Command

if TYPE_CHECKING:
    from generator.pipeline import Store


@click.command(cls=Command)
@click.option("--output", metavar="THƯ-MỤC", help="Nơi đặt các tệp (mặc định: export trong thư mục của sổ).")
@click.option(
    "--profile",
    type=click.Choice(["internal", "public"]),
    help="internal: mọi bảng, không có họ tên; public: công khai.",
)
@click.option(
    "--format",
    "formats",
    default="xlsx,sqlite",
    metavar="DẠNG",
    help="xlsx, sqlite, parquet; nhiều dạng thì cách bằng dấu phẩy.",
)
@click.option(
    "--district", "districts", multiple=True, metavar="ĐẢNG-BỘ", help="Chỉ xuất đảng bộ này (ghi được nhiều lần)."
)
@click.option("--keep-going", is_flag=True, help="Bỏ qua bản ghi lỗi; mã thoát 1.")
@store_option
@as_of_option
@rev_option
@jobs_option
@lang_option
def export(
    output: str | None, profile: str | None, formats: str, districts: tuple[str, ...], keep_going: bool,
    store: str | None, as_of: dt.date | None, revision: str | None, jobs: int | None, lang: str,
) -> None:  # fmt: skip
    """Xuất số liệu ra Excel (mỗi đảng bộ mỗi năm một tệp), SQLite và Parquet.

    Có bản ghi sai thì không xuất. Mã thoát: 0 đã xuất đủ, 1 không xuất hoặc có bỏ lại, 2 gọi sai.
    """
    from generator import edges, pipeline
    from generator.commands import export as view

    root = root_of(store)
    asked = {"as_of": as_of, "profile": profile, "jobs": jobs, "keep_going": keep_going or None, "revision": revision}
    options = options_of(root, **asked)
    folder = Path.cwd() / output if output else root / "export"
    try:
        pipeline.refuse_place(root, folder, "--output")
        kinds = view.read_formats(formats)
        found = pipeline.run(options, None, pipeline.Means(progress("Đang đọc")), counts=True)
        if found.refused(options):
            _show(found, lang, refused=True)
        chosen = view.select(pipeline.summaries(found), districts, options.profile)
        job = view.Export(chosen, found.as_of, options.profile, lang)
        with pipeline.exporting(options, folder.absolute()) as stage:
            names = view.export(job, kinds, stage, options.jobs)
    except view.NotExported as error:
        stop(error.text)
    except pipeline.NotPublished as error:
        tell(error.text.to(lang))
        sys.exit(1)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except OSError as error:
        said = f"{error.filename or folder}: {error.strerror}"
        stop(Text(said, said))
    for note in found.lacking:
        tell(note.to(lang))
    tell(Text(f"Đã xuất {len(names)} tệp vào {folder}", f"Wrote {len(names)} files to {folder}").to(lang), err=False)
    if found.refusals:
        _show(found, lang)


_REFUSED = Text(
    "\nChưa xuất: sửa các lỗi trên rồi chạy lại. (--keep-going: bỏ qua các bản ghi lỗi.)\n",
    "\nNothing was exported: mend these errors and run again. (--keep-going: leave these out.)\n",
)


def _show(found: Store, lang: str, *, refused: bool = False) -> None:
    """Show what could not be counted, and end."""
    from generator import pipeline, report

    shown = pipeline.CheckReport(found.as_of, found.refusals, found.files)
    text = report.render("text", shown, lang, color=color(err=True), columns=columns(err=True))
    click.echo(text + (_REFUSED.to(lang) if refused else ""), err=True, nl=not refused)
    sys.exit(1)
