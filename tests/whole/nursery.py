"""Whole commands of `chibo`, each in a process that is forked from one which has loaded the program already.

`python -B nursery.py STORE` reads jobs from its input, a JSON object a line, and answers each with one. What a command
does is the same as where it is started anew, but for the loading, which writes nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import mkdocs.commands.build

import generator.mkdocs_plugin
from generator import above, cli, edges, kept, pages, pool
from generator.commands import certificate, create, fix, forget
from tests.whole import calls

LOADED = (generator.mkdocs_plugin, mkdocs.commands.build, above, kept, certificate, create, fix, forget)
PATIENCE = 10.0  # seconds that what a command started may go on after it


def main(store: Path) -> None:
    """Answer jobs until there are no more."""
    asked, told = os.dup(0), os.dup(1)
    options = edges.options_for(store)
    pages.prepare(options.sites(options.today()))
    with os.fdopen(asked, "r", encoding="utf-8") as jobs:
        for line in jobs:
            os.write(told, json.dumps(run(json.loads(line), [asked, told])).encode() + b"\n")


def run(job: dict[str, Any], private: list[int]) -> dict[str, Any]:
    """Run one command: `args`, `cwd`, what is watched (`below`), and what happens at call `at` of these."""
    ours, theirs = socket.socketpair()
    out, err = os.memfd_create("out"), os.memfd_create("err")
    pid = os.fork()
    if pid == 0:
        ours.close()
        for handle in private:
            os.close(handle)
        _become(job, theirs, out, err)  # does not return
    theirs.close()
    with ours:
        handles = socket.recv_fds(ours, 1, 1)[1]
    told = _attend(job, pid, handles[0]) if handles else {}
    if "status" not in told:
        told["status"] = os.waitpid(pid, 0)[1]
    for name, handle in (("out", out), ("err", err)):
        told[name] = os.pread(handle, 1 << 20, 0).decode("utf-8", "replace")
        os.close(handle)
    for handle in handles:
        os.close(handle)
    told["code"] = os.waitstatus_to_exitcode(told.pop("status"))
    return told


def _become(job: dict[str, Any], to: socket.socket, out: int, err: int) -> None:
    os.setpgid(0, 0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.chdir(job["cwd"])
    os.environ.update(job.get("env", {}))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    if job.get("workers"):
        pool.BATCH_WEIGHT, pages.SPREAD_FROM, pages.SPREAD_FILES = 0, 0, 0
    sys.argv = ["chibo", *job["args"]]
    if job.get("below"):
        listener = calls.watch_me(calls.CHANGING + (calls.READING if job.get("reading") else ()))
        socket.send_fds(to, [b"x"], [listener])
        os.close(listener)
    to.close()
    cli.run()


def _attend(job: dict[str, Any], pid: int, listener: int) -> dict[str, Any]:
    """Answer the calls of a command until every process of it has gone."""
    below = tuple(job["below"])
    at, number, hit = job.get("at", 0), 0, ""
    told: dict[str, Any] = {"calls": [], "hit": None, "left": 0}
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    ended = 0.0
    while True:
        events = poll.poll(20)
        if "status" not in told:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                told["status"], ended = status, time.monotonic()
        elif time.monotonic() - ended > PATIENCE:
            told["left"] = 1
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        if not events:
            continue
        if events[0][1] & select.POLLHUP:
            return told
        seen = calls.receive(listener)
        if seen is None:
            continue
        if not _is_meant(seen.call, below, job):
            calls.answer(listener, seen)
            continue
        number += 1
        told["calls"].append((seen.call.name, *seen.call.paths))
        if number == at:
            hit, told["hit"] = seen.call.name, told["calls"][-1]
        is_hit = number == at or (number > at and bool(job.get("on")) and seen.call.name == hit)
        _answer(job, listener, seen, pid, is_hit=is_hit)


def _is_meant(call: calls.Call, below: tuple[str, ...], job: dict[str, Any]) -> bool:
    return (call.writes or bool(job.get("reading"))) and any(f"{path}/".startswith(below) for path in call.paths)


def _answer(job: dict[str, Any], listener: int, seen: calls.Seen, pid: int, *, is_hit: bool) -> None:
    if is_hit and "signal" in job:
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if job.get("group") else os.kill)(pid, job["signal"])
        if job["signal"] == signal.SIGKILL:
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # the call must not happen after all
    calls.answer(listener, seen, getattr(errno, job["error"]) if is_hit and "error" in job else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
