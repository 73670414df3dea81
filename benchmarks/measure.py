"""What a command costs as a whole tree of processes: time, processor time, memory, bytes read and written.

    python -m benchmarks.measure -- chibo build

Limits, all of them of Linux:

- Memory is the proportional set size (a page shared by n processes counts 1/n in each), summed over the tree every
  50 ms, more seldom for large processes, since looking costs: a shorter peak may be missed. Pages of files in the
  kernel's cache are nobody's and are not counted.
- Bytes are what programs asked the kernel for by read and write, from whatever cache or pipe it came. What one process
  sends another is therefore counted on both sides; files mapped into memory, linked or renamed are not counted.
- Processor time and bytes of a process reach its parent when the parent has waited for it, so they are read from the
  first process once it has ended. What nobody waits for is in neither.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

INTERVAL, CALM = 0.05, 30  # seconds between two samples; but at least so many times what a sample costs


@dataclass(frozen=True)
class Measured:
    """What one run cost.

    Attributes:
        seconds: from start to end.
        memory: bytes at the peak.
        exit: the exit code.
        cpu: processor seconds, None where they are not known; so with what follows.
        read: bytes read.
        written: bytes written.
        elsewhere: processor seconds that all other programs of the machine took meanwhile.
    """

    seconds: float
    memory: int
    exit: int = 0
    cpu: float | None = None
    read: int | None = None
    written: int | None = None
    elsewhere: float | None = None


@dataclass
class Watch:
    """A running tree of processes, looked at now and then: `memory` is the largest sum seen, in bytes."""

    root: int
    memory: int = 0

    def look(self) -> None:
        """Take one sample."""
        self.memory = max(self.memory, sum(_memory(pid) for pid in _tree(self.root)))

    def cpu(self) -> float:
        """Processor seconds that the tree has taken so far, with what it has waited for."""
        return sum(_ticks(pid) for pid in _tree(self.root)) / os.sysconf("SC_CLK_TCK")

    def transfers(self) -> tuple[int, int]:
        """Bytes read and written by the root and what it waited for; to be asked before the root is waited for."""
        lines = Path(f"/proc/{self.root}/io").read_text("ascii").split()
        return int(lines[1]), int(lines[3])


def measure(
    command: Sequence[str],
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    limit: float = 3600,
) -> Measured:
    """Run a command to its end and measure it; what it prints is dropped.

    Errors: OSError where it cannot be started; TimeoutExpired after `limit` seconds, when all of it has been killed.
    """
    before, begun, own = busy(), time.perf_counter(), time.process_time()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    watch = Watch(process.pid)
    ended = os.pidfd_open(process.pid)
    poll = select.poll()
    poll.register(ended, select.POLLIN)
    try:
        pause = INTERVAL
        while not poll.poll(pause * 1000):
            looked = time.process_time()
            watch.look()
            pause = max(INTERVAL, CALM * (time.process_time() - looked))
            if time.perf_counter() - begun > limit:
                raise subprocess.TimeoutExpired(list(command), limit)
        seconds = time.perf_counter() - begun
        read, written = watch.transfers()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        os.close(ended)
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    cpu = usage.ru_utime + usage.ru_stime
    elsewhere = busy() - before - cpu - (time.process_time() - own)
    return Measured(seconds, watch.memory, process.returncode, cpu, read, written, max(0.0, elsewhere))


def busy() -> float:
    """Processor seconds that the whole machine has spent so far, but for idling and waiting."""
    user, nice, system, _idle, _wait, irq, softirq = map(int, Path("/proc/stat").read_text("ascii").split()[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _tree(root: int) -> Iterator[int]:
    """A process and everything it started, as far as it runs."""
    todo = [root]
    while todo:
        pid = todo.pop()
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                todo += map(int, (task / "children").read_text("ascii").split())
        except OSError:
            continue
        yield pid


def _memory(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


def main() -> None:
    """Measure the command that stands after `--`."""
    done = measure([word for word in sys.argv[1:] if word != "--"])
    for name, value in asdict(done).items():
        print(f"{name:10} {value:,.2f}" if isinstance(value, float) else f"{name:10} {value:,}")
    sys.exit(done.exit)


if __name__ == "__main__":
    main()
