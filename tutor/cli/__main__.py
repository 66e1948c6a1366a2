"""``python -m tutor.cli``: the same as the command ``rnn-tutor``."""

import sys

from tutor.cli import main

sys.exit(main())
