"""Commands around pull requests and the forge that hosts them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.call import (
    as_of_option,
    jobs_option,
    lang_option,
    options_of,
    progress,
    rev_option,
    root_of,
    stop,
    store_option,
)
from generator.model.text import Text
from generator.speech import Command


@click.command(cls=Command)
@click.option("--output", required=True, metavar="THƯ-MỤC", help="Nơi đặt các tệp: mỗi đảng bộ một tệp, và index.json.")
@click.option(
    "--profile",
    type=click.Choice(["internal", "public"]),
    default="public",
    help="public (mặc định): không có chi bộ công an, quân đội; internal: mọi chi bộ.",
)
@store_option
@as_of_option
@rev_option
@jobs_option
@lang_option
def remind(
    output: str, profile: str, store: str | None, as_of: dt.date | None, revision: str | None, jobs: int | None,
    lang: str,
) -> None:  # fmt: skip
    """Soạn lời nhắc ghi biên bản còn thiếu, mỗi đảng bộ một tệp.

    Mã thoát: 0 đã soạn đủ, 1 có đảng bộ không đọc được.
    """
    from generator import edges, pipeline
    from generator.commands import remind as view

    options = options_of(root_of(store), as_of=as_of, profile=profile, revision=revision, jobs=jobs)
    try:
        found = pipeline.run(options, None, pipeline.Means(progress("Đang đọc")), counts=True)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    if found.rulebook_is_broken:
        stop(_BROKEN, 1)
    reminders = view.reminders(pipeline.summaries(found), profile)
    folder = pipeline.Stage(Path(output).absolute())
    try:
        for name, text in view.files(reminders, found.as_of, profile).items():
            folder.file(f"/{name}", text.encode())
    except OSError as error:
        stop(Text(f"{error.filename or output}: {error.strerror}", f"{error.filename or output}: {error.strerror}"))
    click.echo(_said(len(reminders), sum(r.missing for r in reminders), output).to(lang))
    left_out = sorted(found.homes.keys() - found.usable)
    if left_out:
        stop(_unread(", ".join(left_out)), 1)


_BROKEN = Text(
    "Quy định trong records/rulebook/ ghi sai nên chưa biết tháng nào phải họp. Chạy: chibo check",
    "A file of records/rulebook/ is wrong, so which months need a meeting is not known. Run: chibo check",
)


def _unread(districts: str) -> Text:
    return Text(
        f"Chưa soạn cho: {districts} (district.yml ghi sai). Chạy: chibo check",
        f"Left out: {districts} (district.yml is wrong). Run: chibo check",
    )


def _said(districts: int, missing: int, output: str) -> Text:
    return Text(
        f"Đã soạn {districts} tệp vào {output}: còn thiếu {missing} tháng.",
        f"Wrote {districts} files to {output}: {missing} months are missing.",
    )


COMMANDS: tuple[click.Command, ...] = (remind,)
