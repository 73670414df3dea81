"""How long a reader waits: a record is saved while `chibo serve` runs, until the page shows it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, Failed, edit_record, kept
from benchmarks.measure import Measured, Watch, busy

if TYPE_CHECKING:
    from pathlib import Path

PAUSE = 0.02  # seconds between two requests
LIMIT = 1800.0


def reload(bench: Bench, runs: int) -> list[Measured]:
    """From saving a record to the page that shows it, over HTTP, once for each run.

    Errors: Failed where the server ends or the page never changes.
    """
    address = f"127.0.0.1:{_free_port()}"
    files = [bench.record(run) for run in range(runs)]
    with (
        kept(*files),
        subprocess.Popen(
            bench.command("serve", "--address", address), cwd=bench.store, env=bench.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as server,
    ):  # fmt: skip
        try:
            _wait_for(server, address, _url(bench, files[0]), "", Watch(server.pid))
            return [_reload(bench, server, address, run) for run in range(runs)]
        finally:
            _stop(server)


def _reload(bench: Bench, server: subprocess.Popen[bytes], address: str, run: int) -> Measured:
    watch = Watch(server.pid)
    others, own, begun = busy(), watch.cpu(), time.perf_counter()
    file = edit_record(bench, run)
    _wait_for(server, address, _url(bench, file), f"Hội trường {run + 1},", watch)
    seconds, cpu = time.perf_counter() - begun, watch.cpu() - own
    return Measured(seconds, watch.memory, cpu=cpu, elsewhere=max(0.0, busy() - others - cpu))


def _url(bench: Bench, record: Path) -> str:
    """The address of a meeting's page: that of its file, without the word `records`."""
    return "/" + record.relative_to(bench.store / "records").with_suffix("").as_posix() + "/"


def _wait_for(server: subprocess.Popen[bytes], address: str, url: str, text: str, watch: Watch) -> None:
    deadline = time.perf_counter() + LIMIT
    while time.perf_counter() < deadline:
        if server.poll() is not None:
            raise Failed(f"chibo serve: exit {server.returncode}")
        watch.look()
        if text in (_get(address, url) or "") if text else _get(address, url) is not None:
            return
        time.sleep(PAUSE)
    raise Failed(f"chibo serve: {url} never showed {text!r}")


def _get(address: str, url: str) -> str | None:
    """The page, or None where the server does not give one."""
    connection = http.client.HTTPConnection(address, timeout=LIMIT)
    try:
        connection.request("GET", url)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return text if answer.status == http.client.OK else None


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
            server.wait(timeout=20)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


__all__ = ["reload"]
