"""Runs the command and kills it, for good, just before the n-th time that it touches a file of a folder.

``python killed.py N FOLDER COUNT-FILE WORDS…`` runs ``rnn-tutor WORDS…``. N = 0 kills nobody and writes down
how many times there were.
"""

import os
import signal
import sys
from pathlib import Path

_TOUCHES = frozenset({"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"})


def main(at, folder, count_file, *words):
    folder, seen = str(Path(folder).resolve()), 0

    def touched(event, arguments):
        nonlocal seen
        if event not in _TOUCHES or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        if event == "open" and arguments[1] is None and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        if str(Path(os.fsdecode(arguments[0])).absolute()).startswith(folder):
            seen += 1
            if seen == int(at):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touched)
    from tutor.cli import main as command

    code = command(words)
    if at == "0":
        Path(count_file).write_text(str(seen))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
