"""Runs git, and nothing else: no program that a repository's own settings name is started, nothing is fetched."""

from __future__ import annotations

import functools
import itertools
import os
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import Text
from generator.store.regular import SourceError, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kept = tuple[tuple[str, str], ...]  # names and values of the environment
KEPT = {"PATH", "HOME", "SYSTEMROOT", "TMPDIR"}  # what git gets of it
PROGRAMS = {  # every setting that can start a program in what is asked of git here, or have it look elsewhere
    "core.alternateRefsCommand": "false",
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "diff.external": "",
    "diff.orderFile": os.devnull,
    "gpg.program": "false",
    "gpg.ssh.program": "false",
    "gpg.x509.program": "false",
    "log.mailmap": "false",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "submodule.recurse": "false",
}
WORDING = {  # what its answers depend on
    "core.bigFileThreshold": "512m",
    "core.checkStat": "default",
    "core.quotePath": "off",
    "core.trustctime": "true",
    "diff.ignoreSubmodules": "none",
    "diff.renameLimit": "1000",  # as of git 2.34: how many files of one commit are compared for renaming
    "diff.renames": "true",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.showRoot": "true",
}
FIXED = tuple(part for key, value in {**PROGRAMS, **WORDING}.items() for part in ("-c", f"{key}={value}"))
ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
ALONE = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
}
SOON, LATE = 5.0, 600.0  # seconds until one looks what git waits for, and until one waits for it no longer
PIPE = Unread(
    Text("đó là một ống (pipe), git đợi nó mãi", "it is a pipe, for which git waits for ever"),
    Text(
        "Xóa nó hoặc đặt một tệp thường vào đó, rồi chạy lại.", "Remove it or put a regular file there, then run again."
    ),
)
SILENT = Unread(
    Text("đã đợi 10 phút mà không có trả lời", "it gave no answer in ten minutes"),
    Text(
        "Chạy “git status” trong sổ này xem git có trả lời không; kiểm tra ổ đĩa, rồi chạy lại.",
        "See whether “git status” answers in this store; look after the disk, then run again.",
    ),
)
_READ = frozenset({".gitignore", ".gitattributes", ".gitmodules", ".mailmap"})
_USERS = r"^(safe\.directory|core\.excludesfile)$"


class Answer(NamedTuple):
    """What git says (None where it is absent or its exit none of those expected), and what it complains of."""

    said: bytes | None
    warned: bytes = b""


def ask(
    root: str,
    arguments: Sequence[str],
    kept: Kept,
    config: Mapping[str, str],
    stdin: bytes | None,
    fine: tuple[int, ...],
) -> Answer:
    """Run git in a folder, with no more of the environment than is `kept`, and settings that override all others.

    Errors: SourceError where it gives no answer, as it waits for a pipe among its own files.
    """
    settings = [*of_the_user(root, kept), *config.items()]
    environment = {**dict(kept), **ENVIRONMENT, **ALONE, "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return _run(root, arguments, environment, stdin, fine)


def _run(
    root: str, arguments: Sequence[str], environment: Mapping[str, str], stdin: bytes | None, fine: tuple[int, ...]
) -> Answer:
    command = ["git", "--no-pager", "-C", root, *FIXED, *arguments]
    given = subprocess.DEVNULL if stdin is None else subprocess.PIPE
    try:
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as process:
            said, warned = _heard(process, root, stdin)
    except (OSError, ValueError):  # no git, or an argument that no program can be given (a NUL)
        return Answer(None)
    return Answer(said if process.returncode in fine else None, warned)


def _heard(process: subprocess.Popen[bytes], root: str, stdin: bytes | None) -> tuple[bytes, bytes]:
    """Wait for all that git says; after a while, look whether it waits for a pipe itself."""
    found: list[str] = []

    def look() -> None:
        if process.poll() is None and (pipe := pipe_of_git(root)) is not None:
            found.append(pipe)
            process.kill()

    watch = threading.Timer(SOON, look)
    watch.start()
    try:
        heard = process.communicate(stdin, LATE)
    except subprocess.TimeoutExpired:
        raise SourceError("git", SILENT) from None
    finally:
        if process.poll() is None:
            process.kill()
        watch.cancel()
        watch.join()
    if found:
        raise SourceError(found[0], PIPE)
    return heard


def pipe_of_git(root: str) -> str | None:
    """A pipe where git reads a file of its own accord: its settings, what it passes over, its own folder."""
    above = [root]
    while not os.path.lexists(f"{above[-1]}/.git") and (parent := str(Path(above[-1]).parent)) != above[-1]:
        above.append(parent)
    own = f"{above[-1]}/.git"
    read = (f"{folder}/{name}" for folder in above for name in sorted(_READ))
    kept = (f"{folder}/{name}" for folder, _, names in os.walk(own) for name in names)
    below = (f"{folder}/{name}" for folder, _, names in os.walk(root) for name in names if name in _READ)
    found = next((place for place in itertools.chain(read, kept, below) if _is_pipe(place)), None)
    return None if found is None else os.path.relpath(found, root).replace(os.sep, "/")


def _is_pipe(place: str) -> bool:
    try:
        return Path(place).is_fifo()
    except OSError:
        return False


@functools.cache
def of_the_user(root: str, kept: Kept) -> tuple[tuple[str, str], ...]:
    """What the user has told git, outside the repository: which folders of others to trust, what to pass over.

    The rest of the user's settings is left out, and where a repository says itself what it passes over, so is that.
    """
    asked = ["config", "-z", "--show-scope", "--get-regexp", _USERS]
    parts = (
        (_run(root, asked, {**dict(kept), **ENVIRONMENT}, None, (0, 1)).said or b"")
        .decode("utf-8", "surrogateescape")
        .split("\0")
    )
    found: list[tuple[str, str]] = []
    for scope, said in zip(parts[::2], parts[1::2], strict=False):
        key, _, value = said.partition("\n")
        if scope in {"system", "global"}:
            found.append((key, value))
        elif key == "core.excludesfile":
            found = [setting for setting in found if setting[0] != key]
    return tuple(found)
