"""Work on many items in several processes, in order; with one, in this process."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from types import TracebackType
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
S = TypeVar("S")

# Items that go to a process together: what they have in common is sent once.
_TOGETHER = 100


class Workers:
    """A pool of processes, made when it is needed.

    >>> with Workers(1) as workers:
    ...     list(workers.each(lambda base, items: [base + item for item in items], 10, [1, 2]))
    [11, 12]
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=kind is not None)

    def each(
        self,
        work: Callable[[S, Sequence[A]], Iterable[B]],
        shared: S,
        items: Sequence[A],
        *,
        together: int = _TOGETHER,
    ) -> Iterator[B]:
        """Give ``work(shared, some of the items)`` for all of them, one result an item, in their order.

        At most so many items go to a process ``together``.
        """
        if self._count == 1 or len(items) <= 1:
            yield from work(shared, items)
            return
        if self._pool is None:
            # A copy of a process that has threads may wait for ever; a fresh one does not.
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _begin)
        size = min(together, max(1, len(items) // self._count))
        chunks = [items[at : at + size] for at in range(0, len(items), size)]
        for results in self._pool.map(partial(_listed, work, shared), chunks):
            yield from results


def _begin() -> None:
    """Make a worker ready; it ends when the process that started it was killed and could not tell it to."""
    # As in the process of the command line: many objects and little garbage.
    gc.set_threshold(50_000)
    parent = parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _listed(work: Callable[[S, Sequence[A]], Iterable[B]], shared: S, items: Sequence[A]) -> list[B]:
    return list(work(shared, items))
