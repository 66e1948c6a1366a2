"""``python -m tutor``: the same as the command ``rnn-tutor``."""

import sys

from tutor.cli import main

if __name__ == "__main__":  # not in the processes that a command starts
    sys.exit(main())
