#!/usr/bin/env python3
"""Writes the texts 101..160 and truth.json. Every number comes from lib.py (exact fractions and mpmath); the wording of
each text is by hand in texts1.py .. texts3.py. Run verify.py afterwards: it reads the finished files only."""
import json, os, sys
here = os.path.dirname(os.path.abspath(__file__)); sys.path.insert(0, here)
from lib import TEXTS, ERRORS
import texts1, texts2, texts3
ASIDE = {103, 105, 106, 110, 113, 116, 119, 122, 124, 131, 133, 137, 141, 142, 145, 147, 151, 153, 155, 158}
if ERRORS: sys.exit("\n".join(ERRORS))
truth = {}
for name, (body, t) in sorted(TEXTS.items()):
    t["aside"] = int(name[:3]) in ASIDE
    with open(os.path.join(here, name), "w", encoding="utf-8") as f: f.write(body)
    truth[name] = t
assert [int(n[:3]) for n in truth] == list(range(101, 161))
with open(os.path.join(here, "truth.json"), "w", encoding="utf-8") as f: json.dump(truth, f, ensure_ascii=False, indent=1)
print(len(truth), "texts")
