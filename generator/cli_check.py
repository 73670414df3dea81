"""The command `chibo check`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.call import (
    LANG_ENV,
    as_of_option,
    cache_option,
    color,
    columns,
    executor_option,
    for_eyes,
    history_option,
    jobs_option,
    lang_option,
    need_executor,
    need_history,
    options_of,
    progress,
    rev_option,
    root_of,
    say,
    since_option,
    stop,
    store_option,
    tell,
)
from generator.model.codes import KINDS
from generator.model.text import Text
from generator.speech import Command
from generator.unchanged import Last

if TYPE_CHECKING:
    import datetime as dt


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[TỆP-HOẶC-THƯ-MỤC]...")
@store_option
@as_of_option
@click.option("--format", "fmt", default="text", metavar="KIỂU", help="Cách in: text, json, github, sarif, junit, md.")
@lang_option
@click.option("--strict", is_flag=True, help="Cảnh báo cũng tính là lỗi (mã thoát 1).")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Chỉ xem loại này; ghi được nhiều lần."
)
@rev_option
@history_option
@since_option
@jobs_option
@click.option("--fix", is_flag=True, help="Sửa những chỗ sửa được mà không đổi nghĩa, rồi kiểm tra.")
@click.option("--diff", is_flag=True, help="Chỉ in ra chỗ --fix sẽ sửa, không ghi; có chỗ cần sửa thì mã thoát 1.")
@cache_option
@executor_option
def check(
    paths: tuple[str, ...], store: str | None, as_of: dt.date | None, fmt: str, lang: str, strict: bool,
    kinds: tuple[str, ...], revision: str | None, require_history: bool, since: str | None, jobs: int | None,
    fix: bool, diff: bool, cache: bool, executor: str | None,
) -> None:  # fmt: skip
    """Kiểm tra bản ghi: chỗ sai, chỗ thiếu, chỗ chưa đạt quy định.

    Mã thoát: 0 không có lỗi, 1 có lỗi, 2 gọi lệnh sai, 3 lỗi của chương trình.
    """
    need_executor(executor, lang)
    root = root_of(store)
    asked = {"as_of": as_of, "revision": revision, "paths": _below(root, paths, revision)}
    if require_history:
        need_history(options_of(root, **asked))
    look = {"fmt": fmt, "lang": lang, "strict": strict, "kinds": kinds, "color": color(), "columns": columns()}
    last = None
    if cache and revision is None and since is None and not (fix or diff):
        last = Last(root, "check", {**asked, **look})
    said = last.look() if last is not None else None  # before the settings are read
    for note in last.notes() if last is not None else ():
        click.echo(note.to(lang), err=True)
    if said is None:
        _need_format(fmt)
        options = options_of(root, jobs=jobs, **asked)
        whole = not (fix or diff) or _mended(options, since, fmt, lang, diff=diff)
        said = _said(options, since, look, last, cache=cache, executor=executor)
        said["code"] = said["code"] if whole else 1
    say(said["shown"])
    for beside in said["beside"]:
        tell(beside)
    sys.exit(said["code"])


def _need_format(fmt: str) -> None:
    from generator import report

    if fmt not in report.formats():
        stop(
            Text(
                f"Không có kiểu in “{fmt}”. Có: {', '.join(report.formats())}.",
                f"No format “{fmt}”. Known: {', '.join(report.formats())}.",
            )
        )


def _said(
    options: Any, since: str | None, look: dict[str, Any], last: Last | None, *, cache: bool, executor: str | None
) -> dict[str, Any]:
    """What a check prints, and its exit code."""
    import dataclasses

    from generator import report

    if last is not None:
        last.begin(options.records, options.names)
    result = _checked(options, since, cache=cache, executor=executor)
    kept = [d for d in result.diagnostics if not look["kinds"] or d.kind in look["kinds"]]
    shown = report.render(
        look["fmt"], dataclasses.replace(result, diagnostics=kept), look["lang"],
        color=look["color"], columns=look["columns"], rules_url=options.rules_url,
    )  # fmt: skip
    worst = {d.severity for d in kept}
    said: dict[str, Any] = {"shown": shown}
    said["code"] = 1 if "error" in worst or (look["strict"] and "warning" in worst) else 0
    said["beside"] = [note.to(look["lang"]) for note in result.notes] if look["fmt"] == "json" else []
    if last is not None and result.is_lasting:
        last.keep(said, result.days)
    return said


def _mended(options: Any, since: str | None, fmt: str, lang: str, *, diff: bool) -> bool:
    """Mend the files asked for; False where one could not be written.

    With `diff` nothing is written: what would change is printed and ends the command.
    """
    from generator import edges, pipeline
    from generator.commands import fix

    if options.revision is not None:
        stop(Text("--fix chỉ sửa tệp trong thư mục, không sửa một bản git (--rev).", "--fix cannot mend a --rev."))
    try:
        done = (fix.preview if diff else fix.mend)(options, since, progress("Đang sửa"))
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except pipeline.NoComparison as error:
        stop(edges.incomparable(error))
    except fix.Busy:
        stop(fix.BUSY)
    tell(fix.set_aside(done, lang))
    if diff and done.changed:
        say(fix.shown(done, terminal=for_eyes()))
        sys.exit(1)
    tell(fix.told(done, lang), err=fmt != "text")  # what was mended is no part of a report for a machine
    return not done.failed


def _checked(options: Any, since: str | None, *, cache: bool, executor: str | None) -> Any:
    """The report that was asked for; records that cannot be reached or compared end the command."""
    from generator import edges, pipeline, remote

    shown = progress("Đang kiểm tra")
    try:
        if since is not None:
            return pipeline.check_changes(options, since, shown).report
        known = pipeline.known(options, "check") if cache else None
        with remote.executor_of(executor) as others:
            report = pipeline.check(options, shown, others, known)
    except remote.NotReached as error:
        stop(error.text)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except pipeline.NoComparison as error:
        stop(edges.incomparable(error))
    for note in known.notes() if known is not None else ():
        tell(note.to(os.environ.get(LANG_ENV, "vi")))
    return report


def _below(root: Path, paths: tuple[str, ...], revision: str | None) -> tuple[str, ...]:
    """Paths as the store names them: relative to its root."""
    found = []
    for path in paths:
        here = Path(path) if Path(path).exists() or revision else root / path
        if not here.exists() and revision is None:
            stop(Text(f"Không có tệp hay thư mục “{path}”.", f"There is no file or folder “{path}”."))
        full = here if here.is_absolute() else (Path.cwd() / here if here.exists() else root / path)
        try:
            found.append(Path(os.path.normpath(full)).relative_to(root).as_posix())
        except ValueError:
            stop(Text(f"“{path}” nằm ngoài sổ {root}.", f"“{path}” lies outside the store {root}."))
    return tuple("" if p == "." else p for p in found) if "." not in found else ()
