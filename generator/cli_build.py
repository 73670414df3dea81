"""The command `chibo build`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from generator.call import (
    as_of_option,
    cache_option,
    color,
    columns,
    executor_option,
    history_option,
    jobs_option,
    lang_option,
    need_config,
    need_executor,
    need_history,
    options_of,
    output_of,
    progress,
    rev_option,
    root_of,
    store_option,
    tell,
)
from generator.model.text import Text
from generator.speech import Command
from generator.unchanged import Last

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.mkdocs_site import Built

TRUST = "Cho mkdocs.yml chạy hooks, plugin và theme của người khác; chỉ dùng khi biết rõ ai viết."


@click.command(cls=Command)
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
@history_option
@cache_option
@executor_option
@click.option("--trust-config", is_flag=True, help=TRUST)
@lang_option
def build(
    store: str | None, as_of: dt.date | None, profile: str | None, output: str | None, jobs: int | None,
    keep_going: bool, generations: bool, revision: str | None, require_history: bool, cache: bool, executor: str | None,
    trust_config: bool, lang: str,
) -> None:  # fmt: skip
    """Dựng trang tĩnh từ bản ghi.

    Có bản ghi sai thì không dựng và giữ nguyên trang cũ. Kỳ thiếu, nhiệm vụ quá hạn… vẫn dựng và hiện trên trang.
    """
    need_executor(executor, lang)
    root = root_of(store)
    asked = {"as_of": as_of, "profile": profile, "jobs": jobs, "keep_going": keep_going or None, "revision": revision}
    folder = output_of(output, store)
    if trust_config:
        from generator import mkdocs_site

        mkdocs_site.trust_config(root)
    if require_history:
        need_history(options_of(root, **asked))
    last = None
    if cache and revision is None:
        last = Last(root, "build", {**asked, "jobs": None, "generations": generations}, folder)
        said = last.look()
        if said is not None:
            tell(_built(folder, said["files"]).to(lang), err=False)
            return
    done = _done(root, folder, asked, lang, last, {"generations": generations, "cache": cache, "executor": executor})
    if done.store.refusals:
        _show(done.store, lang)
    tell(_built(folder, done.store.files).to(lang), err=False)
    sys.exit(1 if done.store.refusals else 0)


def _done(root: Path, folder: Path, asked: dict[str, Any], lang: str, last: Last | None, how: dict[str, Any]) -> Built:
    """Build the site; what cannot be built ends the command."""
    from generator import edges, mkdocs_site, pipeline

    options = options_of(root, **asked)
    need_config(root)
    try:
        pipeline.refuse_place(root, folder, "--output", site=True)
    except pipeline.NotPublished as error:
        tell(error.text.to(lang))
        sys.exit(1)
    if last is not None:
        last.begin(options.records, options.names)
    try:
        done = mkdocs_site.build(root, folder, asked, progress("Đang dựng"), **how)
    except mkdocs_site.Refused as refused:
        _show(refused.store, lang, edges.refusal(refused.store).to(lang))
        sys.exit(1)
    except mkdocs_site.Failed as error:
        tell(error.text.to(lang))
        sys.exit(error.code)
    note = pipeline.names_note(options)
    before = last.notes() if last is not None else ()
    for said in (*before, *done.store.lacking, *done.notes, *((note,) if note else ())):
        tell(said.to(lang))
    if last is not None and done.listed and not (done.notes or done.store.refusals or done.store.lacking):
        last.keep({"files": done.store.files}, done.store.days(options), done.listed)
    return done


def _show(store: Any, lang: str, more: str = "") -> None:
    """Print because of what nothing, or not everything, is built."""
    from generator import report
    from generator.pipeline import CheckReport

    shown = CheckReport(store.as_of, store.refusals, store.files)
    look = {"color": color(err=True), "columns": columns(err=True)}
    click.echo(report.render("text", shown, lang, **look) + more, err=True)


def _built(folder: Path, files: int) -> Text:
    return Text(f"Đã dựng trang vào {folder} ({files} tệp bản ghi).", f"Built {folder} from {files} record files.")
