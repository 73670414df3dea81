"""The command line's own words in Vietnamese: headings of help, and what is wrong with a call."""

from __future__ import annotations

from typing import Any

import click
from click import formatting

from generator.model.text import nearest


class Command(click.Command):
    """A command whose help speaks Vietnamese."""

    def format_usage(self, ctx: click.Context, formatter: formatting.HelpFormatter) -> None:
        """Write the line that shows how to call it."""
        pieces = [
            p.replace("[OPTIONS]", "[TÙY-CHỌN]").replace("COMMAND [ARGS]", "LỆNH [THAM-SỐ]")
            for p in self.collect_usage_pieces(ctx)
        ]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách gọi: ")

    def format_options(self, ctx: click.Context, formatter: formatting.HelpFormatter) -> None:
        """Write the options, and the commands of a group."""
        rows = [row for p in self.get_params(ctx) if (row := p.get_help_record(ctx)) is not None]
        if rows:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that prints this help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In hướng dẫn này."
        return option


class Group(Command, click.Group):
    """A group that lists its commands in the order written."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order of writing."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: formatting.HelpFormatter) -> None:
        """Write each command with its first sentence."""
        rows = [(name, self.commands[name].get_short_help_str(limit=90)) for name in self.list_commands(ctx)]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


def complaint(error: click.ClickException) -> str:
    """Say what is wrong with a call, and where its help is."""
    text = _sentence(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "chibo"
    return f"{text}\nXem: {path} --help"


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" Có phải {error.possibilities[0]}?" if error.possibilities else ""
        return f"Không có tùy chọn {error.option_name}.{near}"
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {_name(error.param)}."
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} cần một giá trị đi kèm."
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    context = getattr(error, "ctx", None)
    if context is not None and isinstance(context.command, click.Group) and "No such command" in error.message:
        known = list(context.command.commands)
        asked = error.message.split("'")[1] if "'" in error.message else ""
        near = nearest(asked, known) or ""
        return f"Không có lệnh “{asked}”. " + (f"Có phải “{near}”?" if near else f"Các lệnh: {', '.join(known)}.")
    if "unexpected extra argument" in error.message:
        return "Thừa tham số: " + error.message.partition("(")[2].rstrip(").") + "."
    return error.message


def _bad_value(error: click.BadParameter) -> str:
    kind = getattr(error.param, "type", None)
    if isinstance(kind, click.Choice):
        return f"{_name(error.param)} phải là một trong: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.IntRange):
        return f"{_name(error.param)} phải là một số nguyên từ {kind.min}."
    if kind is click.INT:
        return f"{_name(error.param)} phải là một số nguyên."
    return error.message


def _name(param: Any) -> str:
    if isinstance(param, click.Option):
        return str(param.opts[-1])
    return str(getattr(param, "metavar", None) or getattr(param, "name", "tham số"))
