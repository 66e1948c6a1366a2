"""Pages for the tests: made once for all that run at the same time, opened in a browser that a job drives.

Chromium every day. Firefox and WebKit, with ``RNN_TUTOR_FULL=1``, need what the everyday run does without:
``apt-get install firefox-esr webkit2gtk-driver xvfb`` and ``npm ci --prefix tests/peers/full``.
"""

import fcntl
import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from tutor.desk.building.bundle import bundle
from tutor.desk.building.page_file import practice_page
from tutor.desk.building.runtime import read_runtime

PEERS = Path(__file__).parents[1] / "peers"
PYODIDE = PEERS / "node_modules" / "pyodide"
# Of each browser: what drives it, and the programs that it may be.
DRIVERS = {
    "chromium": ("browser.mjs", ("chromium", "chromium-browser", "google-chrome")),
    "firefox": ("full/firefox.mjs", ("firefox-esr", "firefox")),
    "webkit": ("full/webkit.mjs", ("WebKitWebDriver",)),
}


def runtime_folder():
    """Where npm puts the runtime; without it these tests fail, wherever they run."""
    if not PYODIDE.is_dir():
        pytest.fail("the runtime of the practice page is not there: npm ci --prefix tests/peers")
    return PYODIDE


def browser_program(browser="chromium"):
    found = next((path for name in DRIVERS[browser][1] if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(f"no {browser} to open the practice page with; this module says what to install")
    return found


@contextmanager
def alone(folder):
    """Let one process after the other in, as every one would compile the library anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared(tmp_path_factory):
    """Give a folder that all processes of this run of the tests share."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if base.name.startswith("popen-") else base) / "rnn-tutor"


def made(tmp_path_factory):
    """Give the runtime and what runs in it."""
    runtime, folder = read_runtime(runtime_folder()), shared(tmp_path_factory)
    with alone(folder):
        return runtime, bundle(runtime, folder)


def page_in(folder, practice, tmp_path_factory):
    """Write a page, and give its address."""
    file = folder / "page.html"
    file.write_text(practice_page(practice, *made(tmp_path_factory)), encoding="utf-8")
    return file.as_uri()


def opened(folder, *pages, browser="chromium"):
    """Do in a browser what every page asks for; give what was seen there."""
    job = folder / "job.json"
    job.write_text(json.dumps({"browser": browser_program(browser), "pages": pages}), encoding="utf-8")
    words = ["node", PEERS / DRIVERS[browser][0], job]
    if browser == "webkit":  # it wants a screen
        words = ["xvfb-run", "-a", *words]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False, timeout=1800)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
