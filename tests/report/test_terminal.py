"""What a terminal shows: lines fit its width, colours are asked for, a closed pipe changes no exit code."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import text
from generator.report.display import width, wrap
from tests.report.samples import PATH, diagnostic, report
from tests.support import JANUARY, MARCH, meeting, write

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"(records/\S+:\d+:\d+:)( |$)")
CHECK = [sys.executable, "-m", "generator", "check", "--as-of", "2024-04-15", "--jobs", "1"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a late `#`, a month without record and a line longer than any terminal."""
    root = tmp_path_factory.mktemp("store")
    place = "Nhà văn hóa bản Nà Lộc, xã Tân Đoàn, huyện Văn Quan, tỉnh Lạng Sơn " * 3
    head = f"date: 2024-03-05\ntime: 07:30-09:40\nplace: {place}#3\n"
    write(root, {JANUARY: None, MARCH: meeting(f"{head}attendance: {{roll: 5, present: 9}}\n")})
    return root


def environment(**more: str) -> dict[str, str]:
    usual = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR", "CHIBO_LANG"}}
    return {**usual, "PYTHONPATH": str(ROOT), **more}


def on_terminal(store: Path, columns: int, **more: str) -> tuple[str, int]:
    """Run the check on a terminal of that width; what it showed, and its exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [*CHECK, "--store", str(store)], stdout=theirs, stderr=subprocess.DEVNULL, env=environment(**more)
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        code = process.wait()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), code


@pytest.mark.parametrize("columns", [80, 20])
def test_lines_fit_the_terminal(store: Path, columns: int) -> None:
    shown, code = on_terminal(store, columns, NO_COLOR="1")
    assert code == 1
    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert len(lines) > 10
    too_wide = [line for line in lines if width(line) > columns and not PLACE.fullmatch(line)]
    assert too_wide == []
    assert [m[1] for m in map(PLACE.match, lines) if m] == [
        "records/van-quan/cells/ban-a/2024/03-regular.md:4:209:",
        "records/van-quan/cells/ban-a/2024/03-regular.md:5:23:",
        "records/van-quan/cells/ban-a/cell.yml:1:1:",
    ]
    assert any("^" in line for line in lines)
    said = " ".join(shown.split())
    assert "YA007 cảnh báo: Dấu # sau dấu cách cắt mất “#3”" in said
    assert "2 lỗi, 1 cảnh báo trong 12 tệp; số liệu đến ngày 15/4/2024." in said


def test_colours_on_a_terminal_unless_refused(store: Path) -> None:
    shown, _ = on_terminal(store, 80)
    assert "\x1b[1;31mAT101 lỗi:\x1b[0m" in shown
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert "\x1b" not in plain
    assert plain == on_terminal(store, 80, NO_COLOR="1")[0]


def test_on_a_pipe_a_message_is_one_line_without_colour(store: Path) -> None:
    done = subprocess.run(
        [*CHECK, "--store", str(store)], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
    heads = [line for line in done.stdout.splitlines() if line.startswith("records/")]
    assert [line.split()[1] for line in heads] == ["YA007", "AT101", "ME101"]
    assert max(map(len, heads)) > 130


@pytest.mark.parametrize(("kind", "code"), [([], 1), (["--kind", "private"], 0)], ids=["faults", "clean"])
def test_a_closed_pipe_changes_no_exit_code(store: Path, kind: list[str], code: int) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "wb") as pipe:
        done = subprocess.run(
            [*CHECK, "--store", str(store), "--format", "sarif", *kind],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
        )
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_change_no_exit_code(store: Path, closed: str) -> None:
    command = f'"$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *CHECK, "--store", str(store)],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stderr) == (1, "")


# --- lines of a width ------------------------------------------------------------------------------------


def test_wrapping() -> None:
    assert wrap(["a", "bb", "cc"], None, "  ") == ["a bb cc"]
    assert wrap(["a", "bb", "cc"], 7, "  ") == ["a bb cc"]
    assert wrap(["a", "bb", "cc", "dd"], 6, "  ") == ["a bb", "  cc", "  dd"]
    assert wrap(["a" * 30, "bb"], 10, "  ") == ["a" * 30, "  bb"]
    assert wrap(["xx", "b" * 20], 10, "  ") == ["xx", "  bbbbbbbb", "  bbbbbbbb", "  bbbb"]
    assert wrap(["xx", "会" * 6], 10, "  ") == ["xx", "  会会会会", "  会会"]
    assert wrap(["x", "", "", "b"], 10, "  ") == ["x b"]
    assert wrap(["x", "b" * 10], 1, "  ") == ["x", "  bbbbbbbb", "  bb"]


def test_no_line_of_a_wrapped_message_is_a_command() -> None:
    assert wrap(["abcdefghi", "::error::x"], 10, "") == ["abcdefghi ::error::x"]
    assert wrap(["a", "bbbbbbbbbb::error::x"], 10, "") == ["a", "bbbbbbbbbb::", "error::x"]
    assert wrap(["abcdefghi", "", "::error"], 10, "  ") == ["abcdefghi ::error"]


def test_everything_is_put_into_the_width() -> None:
    said = Text("một hai ba bốn năm sáu bảy tám", "x")
    printed = text.render(report(diagnostic(hint=said), notes=(said,)), "vi", columns=30)
    assert printed == (
        f"{PATH}:9:3:\n"
        "   AT101 lỗi: Cộng 17. Phải dự\n"
        "   18.\n"
        " 9 |   present: 15\n"
        "   |   ^^^^^^^^^^^\n"
        "   = cách sửa: một hai ba bốn\n"
        "     năm sáu bảy tám\n"
        "   = căn cứ: Hướng dẫn 12\n"
        "\n"
        "Ghi chú: một hai ba bốn năm\n"
        "   sáu bảy tám\n"
        "1 lỗi trong 12 tệp; số liệu\n"
        "   đến ngày 15/4/2024.\n"
    )


@pytest.mark.parametrize(("columns", "shown"), [(None, 100), (200, 100), (60, 53), (20, 13), (3, 8)])
def test_an_excerpt_is_cut_to_the_width(columns: int | None, shown: int) -> None:
    line = "y" * 150 + "x" + "z" * 150
    printed = text.render(report(diagnostic(excerpt_line=line, span=Span(9, 151, 9, 152))), "vi", columns=columns)
    excerpt, carets = printed.split(" 9 | ")[1].split("\n")[:2]
    assert len(excerpt.strip("…")) == shown
    assert excerpt[carets.index("^") - len("   | ")] == "x"


def test_colours_change_no_line_break() -> None:
    plain = text.render(report(diagnostic()), "vi", columns=20)
    painted = text.render(report(diagnostic()), "vi", columns=20, color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain
    assert f"\x1b[1m{PATH}:9:3:\x1b[0m\n   \x1b[1;31mAT101 lỗi:\x1b[0m Cộng\n" in painted
    assert "\x1b[34m   =\x1b[0m cách sửa:" in painted


def test_a_private_fault_shows_no_line_of_the_record() -> None:
    shown = text.render(report(diagnostic(kind="private", excerpt_line="gọi 0912 345 678")), "vi")
    assert "0912" not in shown
    assert "^" not in shown
