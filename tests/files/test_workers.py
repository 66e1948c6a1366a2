"""Work in one process and in several gives the same, and no process is left behind."""

import os
import subprocess
import sys
from multiprocessing import active_children

import pytest

from tutor.files.workers import Workers


def moved(base, items):
    return [(base + item, os.getpid()) for item in items]


@pytest.mark.parametrize(("count", "together"), [(1, 100), (2, 100), (2, 1), (2, 3)])
def test_results_come_in_order_from_as_many_processes_as_asked(count, together):
    with Workers(count) as workers:
        found = list(workers.each(moved, 10, range(7), together=together))
    assert [value for value, _ in found] == [*range(10, 17)]
    assert (os.getpid() in {process for _, process in found}) == (count == 1)
    assert active_children() == []


def test_one_item_is_worked_on_here():
    with Workers(2) as workers:
        assert list(workers.each(moved, 1, [1])) == [(2, os.getpid())]


KILLED = """
import os, signal
from tests.files.test_workers import moved
from tutor.files.workers import Workers

if __name__ == "__main__":
    with Workers(2) as workers:
        list(workers.each(moved, 1, range(4), together=1))
        print("ready", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_no_worker_outlives_a_killed_run(tmp_path):
    """The workers hold the standard output: it ends only when the last of them has ended."""
    file = tmp_path / "killed.py"
    file.write_text(KILLED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, file], env=environment, stdout=subprocess.PIPE, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (-9, b"ready\n")
