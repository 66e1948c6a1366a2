"""How much a page holds; more is computed with ``--no-limits``."""

MAX_WORDS = 64
MAX_STEPS = 50
MAX_BATCH = 8
MAX_HIDDEN = 16
MAX_LAYERS = 4
