"""Spread work over processes: balanced batches, results as they come, the same order every time."""

from __future__ import annotations

import ctypes
import functools
import multiprocessing
import os
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

from generator.garbage import collect_rarely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
R = TypeVar("R")

BATCH_WEIGHT = 240  # files a batch: large enough to hide the cost of handing it over, small enough to balance cores
_shared: Any = None
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def balanced(weighted: list[tuple[int, T]]) -> list[list[T]]:
    """Cut work into batches of about equal weight, in the order given."""
    batches: list[list[T]] = []
    room = 0
    for weight, thing in weighted:
        if not batches or room <= 0:
            batches.append([])
            room = BATCH_WEIGHT
        batches[-1].append(thing)
        room -= weight
    return batches


def spread(
    function: Callable[[Any, list[T]], R],
    batches: list[list[T]],
    shared: Any,
    jobs: int = 0,
    executor: Executor | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[R]:
    """Yield `function(shared, batch)` for each batch, in order of the batches.

    `jobs` 0 means all cores; one job, or one batch, runs in this process. Any `Executor` may be given instead.
    `meanwhile` is called in this process once other processes have their work; where there are none, it is not.
    """
    workers = min(jobs or _cores(), len(batches))
    if executor is not None:
        results = executor.map(_call_with, [(function, shared, batch) for batch in batches])
        yield from _after(meanwhile, results)
        return
    if workers <= 1:
        yield from (function(shared, batch) for batch in batches)
        return
    yield from _kept_up(functools.partial(_pooled, function, shared, meanwhile), batches, workers)


def _kept_up(run: Callable[[list[list[T]], int], Iterator[R]], batches: list[list[T]], workers: int) -> Iterator[R]:
    """The results of all batches; where a process is killed, what is left goes on in another one.

    Errors: Lost where a batch ends its process again.
    """
    done, ended = 0, -1
    while done < len(batches):
        try:
            for result in run(batches[done:], workers):
                yield result
                done += 1
        except BrokenProcessPool:
            if workers == 1 and ended == done:
                raise Lost(batches[done]) from None
            workers, ended = 1, done  # one by one, so that it is known which batch does it


class Lost(Exception):
    """A process was killed again over the same batch, as for want of memory; the message names what was in it."""

    def __init__(self, batch: list[Any]) -> None:
        super().__init__(", ".join("/".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in batch))


def _pooled(
    function: Callable[[Any, list[T]], R], shared: Any, meanwhile: Callable[[], None] | None, batches: Any, workers: int
) -> Iterator[R]:
    """The results of batches, each from one of several processes."""
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(shared, os.getpid())) as pool:
        try:
            yield from _after(meanwhile, _in_order([pool.submit(_call, (function, batch)) for batch in batches]))
        except BaseException:  # an error, or a signal to end: what the others still do is for nothing
            for worker in list((pool._processes or {}).values()):  # noqa: SLF001 - public only from Python 3.14
                worker.terminate()
            raise


def _in_order(futures: list[Future[R]]) -> Iterator[R]:
    """The results of futures, none of which is kept. None is cancelled: a pool that ends trips over such."""
    futures.reverse()
    while futures:
        yield futures.pop().result()


def _after(meanwhile: Callable[[], None] | None, results: Iterator[R]) -> Iterator[R]:
    if meanwhile is not None:
        meanwhile()
    yield from results


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_parent(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it even where that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before that signal was asked for, and nobody has work for this process
        os._exit(1)


def _start(shared: Any, parent: int) -> None:
    global _shared  # noqa: PLW0603 - a worker process gets what all its work shares once, at its start
    _shared = shared
    _end_with_parent(parent)
    collect_rarely()


def _call(job: tuple[Callable[[Any, list[Any]], Any], list[Any]]) -> Any:
    function, batch = job
    return function(_shared, batch)


def _call_with(job: tuple[Callable[[Any, list[Any]], Any], Any, list[Any]]) -> Any:
    function, shared, batch = job
    return function(shared, batch)
