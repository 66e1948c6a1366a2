"""The judge inside the page says, letter by letter, what the judge of the command line says.

Every day a few of each; with ``RNN_TUTOR_FULL=1`` a thousand judge calls, two hundred texts and thirty pages.
"""

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from tests.desk.pages import PEERS, made, runtime_folder
from tests.desk.sheets import KINDS, Writer, practice_of
from tutor.desk.building.making import of_problem
from tutor.desk.content import Practice
from tutor.desk.door import Door

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
JUDGED, TEXTS, PAGES = (1000, 200, 30) if FULL else (12, 6, 6)
ROOT = Path(__file__).parents[2]


def practice_of_everything():
    """Put every cell into one content: a level each, in the names that there are."""
    levels = []
    for kind, name in zip(KINDS, ("faded", "standard", "states", "own"), strict=True):
        (level,) = [each for each in practice_of(kind).levels if each.name == "standard"]
        levels.append(type(level)(name, level.sheets))
    return Practice("all", tuple(levels), "standard", program="test")


LEVELS = ("faded", "standard", "states", "own")


def judged(door, count):
    """Fill in sheets with slips and odd texts; ask for verdicts, help, drawings and files on the way."""
    for seed in range(count):
        chance = random.Random(seed)
        level, sheet = LEVELS[seed % 4], chance.randrange(3)
        desk = door.made(level, sheet)
        writer = Writer(desk, seed)
        for i in range(chance.randrange(1, len(desk.lines.lines))):
            writer.line(i, slip=chance.random() < 0.2)
        name = chance.choice(desk.sheet.blanks)
        writer.write(name, chance.choice(("0,5", "x", "1/3", "[0.1; 0.2]", "−0.38", "약 0.5", "")))
        common = {
            "level": level,
            "sheet": sheet,
            "language": chance.choice(("en", "ko")),
            "comma": chance.choice((None, True, False)),
            "changes": writer.changes,
        }
        line = desk.line_of[name]
        yield {"what": "judge", "line": line, "shown": writer.changes[0][:1], "logs": [{}], **common}
        what = chance.choice(("help", "help", "network", "file"))
        kind = chance.choice((None, "sizes", "row", "part", "number"))
        yield {"what": what, "name": name, **({"kind": kind} if kind else {}), "student": "kim", **common}


def texts(count):
    """Take texts of other hands, and the project's own worked examples."""
    found = [
        *sorted((ROOT / "tests/checking/texts").rglob("*.md")),
        *sorted((ROOT / "tests/checking/texts").rglob("*.txt")),
    ]
    found += sorted((ROOT / "worked_examples").rglob("*.md"))
    chosen = found if len(found) <= count else random.Random(1).sample(found, count)
    for at, path in enumerate(chosen):
        text = path.read_text("utf-8")[:20_000]
        yield {"what": "check", "level": "standard", "language": ("en", "ko")[at % 2], "text": text}


def pages(count):
    for at in range(count):
        language, level = ("en", "ko")[at % 2], LEVELS[at // 2 % 4]
        yield {"what": "open", "level": level, "sheet": at // 8 % 3, "language": language}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Ask the same of both judges."""
    folder = tmp_path_factory.mktemp("same")
    _, bundle = made(tmp_path_factory)
    practice = practice_of_everything()
    door = Door(practice.text())
    requests = [*judged(door, JUDGED), *texts(TEXTS), *pages(PAGES)]
    lines = [json.dumps(each, ensure_ascii=False) for each in requests]
    files = {"library.zip": bundle.library, "app": bundle.app, "content.json": practice.text().encode()}
    for name, content in {**files, "requests": "\n".join(lines).encode()}.items():
        (folder / name).write_bytes(content)
    names = [folder / name for name in (*files, "requests", "answers")]
    done = subprocess.run(
        ["node", PEERS / "door.mjs", f"{runtime_folder()}/", *names],
        capture_output=True, encoding="utf-8", check=False, timeout=1800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    there = (folder / "answers").read_text("utf-8").splitlines()
    return requests, [door.answer(line) for line in lines], there


def test_every_answer_is_the_same(answers):
    requests, here, there = answers
    assert len(here) == len(there) == len(requests)
    different = [request for request, one, two in zip(requests, here, there, strict=True) if one != two]
    assert different == []
    kinds = [request["what"] for request in requests]
    assert (kinds.count("check"), kinds.count("open")) == (TEXTS, PAGES)
    assert kinds.count("judge") == JUDGED


def test_a_problem_of_ones_own_is_the_same_content_again():
    problem = practice_of().level("standard").sheets[0].problem()
    content = of_problem(problem, "steps")
    assert Practice.of(content.text()) == content
    assert content.level("own").sheets[0].problem() == problem
