"""The commands for the rights of a person in the records: to be erased, and to see what is held."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.call import for_eyes, lang_option, options_of, root_of, say, stop, store_option, tell
from generator.model.text import Text
from generator.speech import Command

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command)
@click.argument("member", metavar="[ĐẢNG-BỘ/]CHI-BỘ/MÃ")
@click.option(
    "--ground", required=True, metavar="CĂN-CỨ", help="Căn cứ xóa, ví dụ “Luật 91/2025/QH15, đơn ngày 02/3/2026”."
)
@click.option("--apply", "is_meant", is_flag=True, help="Ghi thật; không có thì chỉ cho xem.")
@store_option
@lang_option
def forget(member: str, ground: str, is_meant: bool, store: str | None, lang: str) -> None:
    """Xóa họ tên một người khỏi bản ghi, giữ mã và mọi con số.

    Không có --apply thì chỉ in những gì sẽ đổi. Mã thoát: 0 xong hoặc đã cho xem, 1 không ghi được, 2 gọi sai.
    """
    from generator import edges, pipeline
    from generator.commands import certificate, create
    from generator.commands import forget as erasure
    from generator.commands import promise as promises

    root = root_of(store)
    options = options_of(root)
    try:
        if is_meant:
            with promises.promising(root) as promise:
                made = erasure.apply(options, member, ground, promise)
        else:
            made = erasure.plan(options, member, ground)
    except create.Impossible as error:
        _refuse(error.text, lang, 2)
    except erasure.NotWritten as error:
        _refuse(error.text, lang, 1)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    if not made.changes and is_meant and promises.promised(root, made) is not None:
        sys.exit(_keep(root, options, made, lang))  # a run that was killed had done it all
    if not made.changes:
        _refuse(erasure.NOTHING, lang, 0)
    if is_meant:
        tell(certificate.told(made, lang, done=True), err=False)
        sys.exit(_keep(root, options, made, lang))
    say(erasure.shown(made, terminal=for_eyes()))
    tell(certificate.told(made, lang, done=False))


@click.command("export-person", cls=Command)
@click.argument("member", metavar="[ĐẢNG-BỘ/]CHI-BỘ/MÃ")
@click.option("--output", required=True, metavar="TỆP.zip", help="Tệp zip sẽ ghi; chưa có và nằm ngoài records/.")
@store_option
@lang_option
def export_person(member: str, output: str, store: str | None, lang: str) -> None:
    """Chép ra mọi điều sổ giữ về một người, để trao cho người ấy.

    Không có họ tên hay lý do vắng của ai khác. Mã thoát: 0 đã ghi, 1 không ghi được, 2 gọi sai.
    """
    from pathlib import Path

    from generator import edges, pipeline
    from generator.commands import create, person, person_page

    options = options_of(root_of(store))
    target = Path(output).absolute()
    try:
        person_page.refuse(options, target)
        pipeline.refuse_place(options.root, target, "--output")
        data = person.collect(options, member)
        person_page.write(target, person_page.packed(data))
    except (create.Impossible, pipeline.NotPublished) as error:
        _refuse(error.text, lang, 2)
    except pipeline.SourceError as error:
        stop(edges.unreachable(options, error))
    except OSError as error:
        _refuse(Text(*[f"{target}: {error.strerror}"] * 2), lang, 1)
    tell(person_page.told(data, target, lang), err=False)


def _refuse(text: Text, lang: str, code: int) -> NoReturn:
    tell(text.to(lang))
    sys.exit(code)


def _keep(root: Path, options: Any, made: Any, lang: str) -> int:
    """Keep the certificate in the store, or print it where that cannot be; the exit code."""
    from generator import pipeline
    from generator.commands import certificate
    from generator.commands import promise as promises

    path, text = promises.promised(root, made) or (certificate.path_of(made), certificate.as_json(made))
    try:
        taken = pipeline.write_new(options, {path: text})
    except OSError as error:
        taken = error.strerror or path
    if taken is None or promises.stands(root / path, text):
        promises.withdraw(root, made)
        tell(Text(f"Biên bản xóa: {root / path}", f"Certificate: {root / path}").to(lang), err=False)
        return 0 if made.cache is None else 1
    tell(Text(f"Chưa ghi được {path} ({taken}); chép lấy:", f"{path} is not written ({taken}); keep this:").to(lang))
    say(text)
    return 1
