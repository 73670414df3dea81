"""The commands about a published site: is it whole, and back to the one before."""

from __future__ import annotations

import click

from generator.call import lang_option, output_of, say, store_option, tell
from generator.model.text import Text
from generator.speech import Command

KINDS = {
    "changed": Text("đã đổi", "changed"),
    "missing": Text("bị mất", "missing"),
    "added": Text("có thêm", "added"),
}
output_option = click.option(
    "--output", metavar="THƯ-MỤC", help="Thư mục đã dựng (mặc định: site trong thư mục của sổ)."
)


@click.command(cls=Command)
@output_option
@store_option
@lang_option
def verify(output: str | None, store: str | None, lang: str) -> None:
    """Kiểm một trang đã dựng có đúng từng tệp như lúc dựng không.

    So với manifest.json trong thư mục ấy. Lần dựng bị ngắt giữa chừng thì làm nốt rồi mới kiểm.
    Mã thoát: 0 đúng cả, 1 có tệp bị đổi, mất, thêm, hoặc không kiểm được.
    """
    from generator import pipeline
    from generator.report.display import visible

    folder = output_of(output, store)
    try:
        proof = pipeline.verify(folder)
    except pipeline.NotPublished as error:
        raise _ended(error.text, lang) from None
    except OSError as error:
        raise _ended(pipeline.told(error, folder), lang) from None
    if proof.finished:
        click.echo(_FINISHED.to(lang), err=True)
    for path, kind in proof.differences:
        say(f"{KINDS[kind].to(lang)}\t{visible(path)}\n")
    if proof.differences:
        number = len(proof.differences)
        raise _ended(
            Text(f"{folder}: {number} chỗ khác với manifest.", f"{folder}: {number} differences from its manifest."),
            lang,
        )
    right = Text(f"{folder}: đúng cả {proof.files} tệp.", f"{folder}: all {proof.files} files are right.")
    tell(right.to(lang), err=False)


@click.command(cls=Command)
@output_option
@store_option
@lang_option
def rollback(output: str | None, store: str | None, lang: str) -> None:
    """Quay về bản dựng trước; chỉ dùng cho trang dựng bằng --generations.

    Không dựng lại gì, chỉ đổi liên kết. Mã thoát: 0 đã đổi, 1 không có bản nào trước đó.
    """
    from generator import pipeline

    folder = output_of(output, store)
    try:
        number = pipeline.rollback(folder)
    except pipeline.NotPublished as error:
        raise _ended(error.text, lang) from None
    except OSError as error:
        raise _ended(pipeline.told(error, folder), lang) from None
    said = Text(f"{folder} nay là bản {number}.", f"{folder} is generation {number} now.")
    tell(said.to(lang), err=False)


_FINISHED = Text(
    "Lần dựng trước bị ngắt giữa chừng; đã làm nốt.", "The last build was cut short; it has been finished."
)


def _ended(text: Text, lang: str) -> SystemExit:
    """Say why, and end with exit code 1."""
    tell(text.to(lang))
    return SystemExit(1)
