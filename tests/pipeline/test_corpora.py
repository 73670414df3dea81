"""Corpora of hostile inputs, where somebody has them: every case as a record, through the command itself.

`CHIBO_CORPORA=FOLDER make torture` runs each line of each `*.jsonl` there (`input`, or `input_b64`, or `runs` of text and number;
`expect`: accept, reject or either). The project's own hostile inputs stand in `test_hostile.py` and always run.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import cli
from generator.pipeline import Options, check
from tests.support import AS_OF, CELL, MARCH, MEMBERS, write

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = os.environ.get("CHIBO_CORPORA", "")
SECONDS, MEMORY = 1.0, 256 * 1024  # KiB
FRONT = b"---\ndate: 2024-03-05\ntime: 07:30-09:30\nattendance: {roll: 5, present: 4}\n"
PLACE = re.compile(r"^(records/[^\n]+?):(\d+):(\d+): [A-Z]{2}\d{3} ", re.MULTILINE)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not FOLDER, reason="CHIBO_CORPORA names no folder of corpora"),
]


def cases() -> Iterator[tuple[str, str, bytes]]:
    """Name, what is expected, and bytes of every case."""
    for file in sorted(Path(FOLDER).glob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            case = json.loads(line)
            yield f"{file.stem}:{number}", case.get("expect", "either"), content(case)


def content(case: dict[str, Any]) -> bytes:
    if "input_b64" in case:
        return base64.b64decode(case["input_b64"])
    if "runs" in case:
        return "".join(text * number for text, number in case["runs"]).encode()
    return str(case.get("input", "")).encode("utf-8", "surrogatepass")


def as_records(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The case as a whole file, as front matter and as minutes."""
    yield CELL, raw
    yield MEMBERS, raw
    yield MARCH, b"---\n" + raw + b"\n---\n"
    yield MARCH, FRONT + b"---\n" + raw


def checked(root: Path, out: Path) -> tuple[int, float, int, str]:
    """Exit code, seconds, peak memory in KiB and everything printed by `chibo check` in a process of its own."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.argv = ["chibo", "check", "--store", str(root), "--as-of", "2024-04-15", "--kind", "invalid", "--jobs", "1"]
        code = 70
        try:
            cli.run()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    return (
        os.waitstatus_to_exitcode(status),
        time.monotonic() - started,
        used.ru_maxrss,
        out.read_text("utf-8", "replace"),
    )


def test_every_case_is_read_or_refused_with_a_place(tmp_path: Path) -> None:
    root = tmp_path / "store"
    write(root, {})
    check(Options(root=root, as_of=AS_OF, jobs=1))  # everything is imported before the first process is forked
    faults, tried = [], 0
    for name, expect, raw in cases():
        for path, text in as_records(raw):
            file = root / path
            before = file.read_bytes()
            file.write_bytes(text)
            code, seconds, memory, said = checked(root, tmp_path / "said")
            tried += 1
            refused = [m for m in PLACE.finditer(said) if int(m[2]) >= 1 and int(m[3]) >= 1]
            whole = path != MARCH
            if code not in {0, 1} or "Traceback" in said or "lỗi của chương trình" in said:
                faults.append(f"{name} {path}: exit {code}: {said[-300:]}")
            elif code == 1 and not refused:
                faults.append(f"{name} {path}: refused without a place")
            elif expect == "reject" and whole and code == 0 and not name.startswith("unicode"):
                faults.append(f"{name} {path}: not refused")
            elif seconds > SECONDS or memory > MEMORY:
                faults.append(f"{name} {path}: {seconds:.2f} s, {memory // 1024} MiB")
            file.write_bytes(before)
    assert tried > 0
    assert faults == [], "\n".join(faults)
