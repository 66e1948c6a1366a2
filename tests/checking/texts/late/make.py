"""Writes the texts and truth.json again: ``python make.py``."""

import make_en
import make_ko
from frame import finish

make_en.all_texts()
make_ko.all_texts()
finish()
