"""What a machine, a user or a disk may be like while a site is built, and a build in each."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.leaks import canary

ROOT = Path(__file__).resolve().parents[2]
Change = Callable[[Path], None]
FUTURE = 4_102_444_800  # the year 2100


class Surroundings(NamedTuple):
    """One way in which a build may find its surroundings.

    `env` holds what is set, None what is not; `knobs` goes to `one_run`; `prepare` changes the copy of the store;
    `before` starts the process; `place` and `output` are the folders, below one of the test's own.
    """

    env: Mapping[str, str | None] = {}
    knobs: Mapping[str, Any] = {}
    more: tuple[str, ...] = ()
    prepare: Change = lambda _root: None
    before: tuple[str, ...] = ()
    place: str = "so"
    output: str = "trang"
    cwd: str = "."
    is_stdin_open: bool = True

    def also(self, other: Surroundings) -> Surroundings:
        """Both at once; where both say something, the other counts."""

        def prepare(root: Path) -> None:
            self.prepare(root)
            other.prepare(root)

        return Surroundings(
            {**self.env, **other.env},
            {**self.knobs, **other.knobs},
            (*self.more, *other.more),
            prepare,
            (*self.before, *other.before),
            (other if other.place != "so" else self).place,
            (other if other.place != "so" else self).output,
            other.cwd if other.cwd != "." else self.cwd,
            self.is_stdin_open and other.is_stdin_open,
        )


def _touched(when: int) -> Change:
    def touch(root: Path) -> None:
        for path in root.rglob("*"):
            os.utime(path, (when, when), follow_symlinks=False)

    return touch


def _written_backwards(root: Path) -> None:
    """The records as if they had been copied one by one, last first."""
    records = root / "records"
    old = records.rename(root / "alt")
    for path in sorted((p for p in old.rglob("*") if p.is_file()), reverse=True):
        target = records / path.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    shutil.rmtree(old)


def _closed_modes(root: Path) -> None:
    for path in root.rglob("*"):
        if ".git" not in path.parts:
            path.chmod(0o700 if path.is_dir() else 0o600)


NO_TERMINAL = ("setsid", "-w") if shutil.which("setsid") else ()
EACH: dict[str, Surroundings] = {
    "zone ahead": Surroundings({"TZ": "Pacific/Kiritimati"}),
    "zone behind": Surroundings({"TZ": "Pacific/Pago_Pago"}),
    "zone that is none": Surroundings({"TZ": ":/khong/co"}),
    "locale C": Surroundings({"LC_ALL": "C", "LANG": "C"}, {"locale": True}),
    "locale POSIX": Surroundings({"LC_ALL": "POSIX"}, {"locale": True}),
    "locale tr": Surroundings({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, {"locale": True}),
    "locale vi": Surroundings({"LC_ALL": "vi_VN.UTF-8", "LANGUAGE": "vi"}, {"locale": True}),
    "locale that is none": Surroundings({"LC_ALL": "xx"}, {"locale": True}),
    "no UTF-8": Surroundings({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "streams of another encoding": Surroundings({"PYTHONIOENCODING": "latin-1"}),
    "seed 0": Surroundings({"PYTHONHASHSEED": "0"}),
    "seed 77": Surroundings({"PYTHONHASHSEED": "77"}),
    "one process": Surroundings(more=("--jobs", "1")),
    "two processes": Surroundings(more=("--jobs", "2")),
    "eight processes": Surroundings(more=("--jobs", "8")),
    "umask 000": Surroundings(knobs={"umask": 0}),
    "umask 077": Surroundings(knobs={"umask": 0o77}),
    "nobody's home": Surroundings(dict.fromkeys(("HOME", "USER", "LOGNAME", "XDG_CONFIG_HOME", "SHELL"))),
    "no place for temporary files": Surroundings({"TMPDIR": "/khong/co", "TEMP": "/khong/co", "TMP": "/khong/co"}),
    "started elsewhere": Surroundings(cwd="xa/xôi"),
    "another place": Surroundings(place="Sổ của tôi/a'b", output="nơi khác/trang $HOME"),
    "times all equal": Surroundings(prepare=_touched(0)),
    "times to come": Surroundings(prepare=_touched(FUTURE)),
    "folders backwards": Surroundings(knobs={"order": "reversed"}),
    "copied backwards": Surroundings(prepare=_written_backwards),
    "closed files": Surroundings(prepare=_closed_modes),
    "no terminal": Surroundings(before=NO_TERMINAL, is_stdin_open=False),
    "a narrow terminal": Surroundings({"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb"}),
    "1970": Surroundings(knobs={"clock": 0}),
    "2100": Surroundings(knobs={"clock": FUTURE}),
    "few files": Surroundings(knobs={"files": 64}),
    "optimised": Surroundings({"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"}),
    "another repository": Surroundings({"GIT_DIR": "/khong/co", "GIT_INDEX_FILE": "/khong/co", "GIT_WORK_TREE": "/"}),
}


def all_of(*names: str) -> Surroundings:
    """Several at once."""
    found = Surroundings()
    for name in names:
        found = found.also(EACH[name])
    return found


def canary_store(root: Path) -> Path:
    """A small store with a record of each kind, committed."""
    canary.write(root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("profile: public, ", ""), "utf-8")
    return root


def built(store: Path, folder: Path, here: Surroundings, profile: str) -> str:
    """Copy a store, build and export it there; a name of all files that come out, with their modes."""
    root = folder / here.place
    shutil.copytree(store, root, symlinks=True)
    here.prepare(root)
    cwd = folder / here.cwd
    cwd.mkdir(parents=True, exist_ok=True)
    output = folder / here.output
    common = ["--store", str(root), "--profile", profile, *here.more]
    commands = [
        ["build", *common, "--output", str(output)],
        ["export", *common, "--output", str(folder / "so-lieu"), "--format", "xlsx,sqlite,parquet"],
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CHIBO_DEBUG": "1", **here.env}
    done = subprocess.run(
        [*here.before, sys.executable, "-m", "tests.everywhere.one_run", json.dumps(here.knobs), json.dumps(commands)],
        cwd=cwd, env={name: value for name, value in env.items() if value is not None}, capture_output=True,
        stdin=subprocess.DEVNULL if here.is_stdin_open else None, close_fds=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return f"{named(output)} {named(folder / 'so-lieu', modes=False)}"


def named(folder: Path, *, modes: bool = True) -> str:
    """A name of every file and folder below a folder: path, mode, bytes. The modes of an export are its owner's."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if modes:
            assert stat.S_IMODE(mode) == (0o755 if stat.S_ISDIR(mode) else 0o644), (path, oct(mode))
        told.update(f"{path.relative_to(folder).as_posix()}\0{stat.S_IFMT(mode):o}\0".encode())
        if stat.S_ISREG(mode):
            told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()
