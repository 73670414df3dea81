"""Commands around pull requests and the forge that hosts them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from generator.call import (
    as_of_option,
    color,
    jobs_option,
    lang_option,
    options_of,
    progress,
    rev_option,
    root_of,
    since_option,
    stop,
    store_option,
    tell,
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
    _refuse_place(options.root, output)
    try:
        found = pipeline.run(options, None, pipeline.Means(progress("Đang đọc")), counts=True)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    if found.rulebook_is_broken:
        stop(_BROKEN, 1)
    reminders = view.reminders(pipeline.summaries(found), profile)
    _write_files(Path(output), view.files(reminders, found.as_of, profile))
    tell(_said(len(reminders), sum(r.missing for r in reminders), output).to(lang), err=False)
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


@click.command("schema", cls=Command)
@click.argument("kind", required=False, default="", metavar="[LOẠI]")
@click.option("--output", metavar="THƯ-MỤC", help="Ghi thành tệp vào thư mục này, mỗi loại một tệp.")
@click.option("--vscode", is_flag=True, help="Ghi vào .vscode của sổ, để VS Code gợi ý và giải thích khi gõ.")
@store_option
@lang_option
def schema(kind: str, output: str | None, vscode: bool, store: str | None, lang: str) -> None:
    """In hoặc ghi JSON Schema của các loại tệp, cho trình soạn thảo và chương trình khác.

    Không ghi LOẠI thì liệt kê các loại. Chạy lại sau mỗi lần nâng cấp chương trình.
    """
    from generator import pipeline
    from generator.commands import schema as view

    try:
        files = view.files(kind)
    except view.UnknownKind as error:
        stop(error.text)
    if vscode:
        options = options_of(root_of(store))
        _write_files(options.root / view.FOLDER, files)
        tell(_wrote(len(files), view.FOLDER).to(lang), err=False)
        click.echo(_settings(options, view).to(lang), nl=False)
    elif output:
        _refuse_place(pipeline.find_store(Path(store or ".").resolve()), output)
        _write_files(Path(output), files)
        tell(_wrote(len(files), output).to(lang), err=False)
    else:
        click.echo(files[f"{kind}.json"] if kind else view.overview(lang), nl=False)


def _settings(options: Any, view: Any) -> Text:
    """Write VS Code's settings where there are none; else say what to add to them."""
    from generator import pipeline

    text = view.settings(options.records)
    if pipeline.write_new(options, {view.SETTINGS: text}) is None:
        return Text(f"Đã tạo {view.SETTINGS}\n", f"Created {view.SETTINGS}\n")
    return Text(
        f"{view.SETTINGS} đã có; thêm phần sau vào, nếu chưa có:\n{text}",
        f"{view.SETTINGS} exists; add this to it, if it is not there:\n{text}",
    )


def _refuse_place(root: Path | None, output: str) -> None:
    """End the command where files would be written among a store's own."""
    from generator import pipeline

    try:
        pipeline.refuse_place(root, Path(output).absolute(), "--output")
    except pipeline.NotPublished as error:
        stop(error.text, 1)


def _write_files(folder: Path, files: dict[str, str]) -> None:
    """Write generated files, over older ones; a folder that cannot be written ends the command."""
    from generator.commands import write_made

    try:
        write_made(folder.absolute(), files)
    except OSError as error:
        stop(Text(f"{error.filename or folder}: {error.strerror}", f"{error.filename or folder}: {error.strerror}"))


def _wrote(number: int, folder: str) -> Text:
    return Text(f"Đã ghi {number} tệp vào {folder}", f"Wrote {number} files to {folder}")


@click.command(cls=Command)
@store_option
@as_of_option
@rev_option
@since_option
@jobs_option
@lang_option
def summary(
    store: str | None, as_of: dt.date | None, revision: str | None, since: str | None, jobs: int | None, lang: str
) -> None:
    """Tóm tắt một thay đổi cho người duyệt: thêm, sửa kỳ nào, số liệu ra sao, có lỗi gì mới (Markdown).

    So với gốc chung của bản hiện tại và REF (mặc định: origin/main, nếu không có thì HEAD).
    """
    from generator import edges, pipeline
    from generator.commands import summary as view

    options = options_of(root_of(store), as_of=as_of, revision=revision, jobs=jobs)
    try:
        change = pipeline.check_changes(
            options, pipeline.usual_base(options) if since is None else since, progress("Đang so sánh")
        )
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except pipeline.NoComparison as error:
        stop(edges.incomparable(error))
    click.echo(view.render(change, options.profile, lang, options.rules_url), nl=False)


@click.command("codeowners", cls=Command)
@click.option("--check", is_flag=True, help="Chỉ so với tệp đang có; đã cũ thì mã thoát 1.")
@store_option
@as_of_option
@jobs_option
@lang_option
def codeowners(check: bool, store: str | None, as_of: dt.date | None, jobs: int | None, lang: str) -> None:
    """Ghi .github/CODEOWNERS: ai duyệt thay đổi ở thư mục nào.

    Lấy tài khoản trong codeowners.yml ở gốc sổ, và đơn vị của từng chi bộ đến hôm nay.
    """
    from generator import edges, pipeline, report
    from generator.commands import codeowners as view
    from generator.model.owners import TARGET

    options = options_of(root_of(store), as_of=as_of, jobs=jobs)
    try:
        found = pipeline.run(options, None, pipeline.Means(progress("Đang đọc")), counts=True)
        text = view.make(options, found, pipeline.summaries(found))
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except view.NotMade as error:
        if error.report is not None:
            click.echo(report.render("text", error.report, lang, color=color()), nl=False, err=True)
        stop(error.text, 1)
    if check:
        stale = view.difference(options, text)
        if stale is not None:
            stop(stale, 1)
        click.echo(Text(f"{TARGET} đúng với sổ.", f"{TARGET} is up to date.").to(lang))
    else:
        _write_files(options.root, {TARGET: text})
        click.echo(Text(f"Đã ghi {TARGET}", f"Wrote {TARGET}").to(lang))


COMMANDS: tuple[click.Command, ...] = (remind, summary, schema, codeowners)
