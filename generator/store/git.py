"""Runs git, and nothing else: no program that a repository's own settings name is started, nothing is fetched."""

from __future__ import annotations

import functools
import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

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
    """Run git in a folder, with no more of the environment than is `kept`, and settings that override all others."""
    settings = [*of_the_user(root, kept), *config.items()]
    environment = {**dict(kept), **ENVIRONMENT, **ALONE, "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return _run(root, arguments, environment, stdin, fine)


def _run(
    root: str, arguments: Sequence[str], environment: Mapping[str, str], stdin: bytes | None, fine: tuple[int, ...]
) -> Answer:
    try:
        done = subprocess.run(
            ["git", "--no-pager", "-C", root, *FIXED, *arguments],
            input=stdin, stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
    except (OSError, ValueError):  # no git, or an argument that no program can be given (a NUL)
        return Answer(None)
    return Answer(done.stdout if done.returncode in fine else None, done.stderr)


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
