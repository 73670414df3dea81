"""The commands `chibo new …`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from generator.call import as_of_option, options_of, root_of, stop, store_option, tell
from generator.model.codes import MEETING_KINDS
from generator.speech import Command, Group


@click.group(cls=Group)
def new() -> None:
    """Tạo khung mới: biên bản, chi bộ, quy định."""


def _known_cells(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's signature
    """Cells for shell completion, with and without their district."""
    from generator import pipeline

    try:
        refs = sorted(pipeline.list_cells(options_of(root_of(ctx.params.get("store")))))
    except (pipeline.SourceError, SystemExit):
        return []
    return [name for ref in refs for name in (ref, ref.partition("/")[2]) if name.startswith(incomplete)]


@new.command("meeting", cls=Command)
@click.argument("cell", metavar="[ĐẢNG-BỘ/]CHI-BỘ", shell_complete=_known_cells)
@click.argument("period", metavar="KỲ")
@click.option(
    "--kind",
    default="regular",
    type=click.Choice(list(MEETING_KINDS)),
    help="Loại buổi họp (mặc định: regular, thường kỳ).",
)
@click.option("--slug", default="", metavar="TÊN", help="Thêm vào tên tệp, ví dụ rung.")
@store_option
@as_of_option
def new_meeting(cell: str, period: str, kind: str, slug: str, store: str | None, as_of: dt.date | None) -> None:
    """Tạo khung biên bản: có sẵn tổng số, số phải dự, danh sách và nhiệm vụ còn mở.

    KỲ viết năm-tháng, ví dụ 2024-03.
    """
    from generator.commands import create

    _create(create.meeting, options_of(root_of(store), as_of=as_of), cell, period, kind, slug)


@new.command("cell", cls=Command)
@click.argument("cell", metavar="[ĐẢNG-BỘ/]CHI-BỘ")
@store_option
def new_cell(cell: str, store: str | None) -> None:
    """Tạo thư mục của một chi bộ mới."""
    from generator.commands import create

    _create(create.cell, options_of(root_of(store)), cell)


@new.command("rule", cls=Command)
@click.argument("name", metavar="TÊN")
@click.option(
    "--scope", metavar="PHẠM-VI", help="all, ĐẢNG-BỘ hoặc ĐẢNG-BỘ/ĐƠN-VỊ (mặc định của quy định có sẵn: all)."
)
@store_option
def new_rule(name: str, scope: str | None, store: str | None) -> None:
    """Chép một quy định có sẵn vào sổ, hoặc tạo khung quy định mới.

    Quy định của một địa phương thì thêm --scope, để chỉ áp dụng cho đảng bộ hoặc đơn vị ấy.
    """
    from generator.commands import create

    _create(create.rule, options_of(root_of(store)), name, scope)


def _create(make: Any, options: Any, *arguments: str | None) -> None:
    from generator.commands.create import Impossible

    try:
        written = make(options, *arguments)
    except Impossible as error:
        stop(error.text)
    for path in written:
        tell(f"Đã tạo {path}", err=False)
