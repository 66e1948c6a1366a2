"""The page in a real browser, opened from the disk: what is typed there is judged as ``grade`` judges the file.

Every day twenty cases in Chromium; with ``RNN_TUTOR_FULL=1`` a hundred and fifty, in Firefox and WebKit as well;
:mod:`tests.desk.pages` says what that needs.
"""

import http.server
import json
import os
import random
import threading
from decimal import Decimal
from functools import partial

import pytest

from tests.desk.pages import made, opened, page_in
from tests.desk.sheets import Writer, practice_of
from tutor.desk.building.making import own_sheets
from tutor.desk.building.page_file import practice_page
from tutor.desk.content import Practice
from tutor.desk.desk import Desk
from tutor.handout.exercise import read_exercise

FULL = bool(os.environ.get("RNN_TUTOR_FULL"))
BROWSERS = ("chromium", "firefox", "webkit") if FULL else ("chromium",)
# How many boxes are filled in on each page.
TYPED = 13 if FULL else 7
AS_MARKED = {"repeated": "wrong", "not-read": "review"}
PLACES = [("rnn_tanh", "en"), ("gru", "ko"), ("lstm", "en")]
if FULL:
    PLACES += [("rnn_tanh", "ko"), ("gru", "en"), ("lstm", "ko"), ("rnn_relu", "en"), ("rnn_relu", "ko")]
    PLACES += PLACES[:4]


def odd(text, chance):
    """Give what people type where a number should stand: rounded, cut, spelled otherwise, not to be read."""
    return chance.choice(
        (
            f" {text} ",
            text.replace("-", "−"),
            text[:-1],
            f"{text}0",
            text.replace(".", ","),
            "x",
            "1/3",
            f"약 {text}",
        )
    )


def cases(desk, seed):
    """Fill in the first boxes of a sheet, some of them wrong or odd, the rest as it follows from there."""
    chance, writer, size = random.Random(seed), Writer(desk, seed), None
    for i in range(len(desk.lines.lines)):
        line = desk.lines.lines[i]
        if len(writer.changes) >= TYPED - 2:
            size = line
            break
        writer.line(i, slip=i in (1, 2) and seed % 2 == 0)
    changes = writer.changes
    for at in chance.sample(range(len(changes)), 2):
        name, text = changes[at]
        changes[at] = (name, odd(text, chance))
    changes.append((size.name(1), "[0.1; 0.2; 0.3]"))
    return changes[:TYPED]


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    """Make a class of every cell that is typed, with the own sheets of its three students."""
    from tutor.cli import main

    folder = tmp_path_factory.mktemp("classes")
    for kind in dict.fromkeys(kind for kind, _ in PLACES):
        words = ["--hidden", "2", "--words", "i", "am", "here", "--steps", "3", "--cell", kind]
        assert main(["handout", *words, "--count", "3", "-o", str(folder / kind)]) == 0
    return folder


@pytest.fixture(scope="module")
def filled_in(classes, tmp_path_factory):
    """Make a page for every place, and say what is typed there."""
    runtime, folder = made(tmp_path_factory), tmp_path_factory.mktemp("pages")
    pages, typed = [], []
    for at, (kind, language) in enumerate(PLACES):
        exercise = read_exercise(classes / kind)
        student = ["s01", "s02", "s03"][at % 3]
        sheet = exercise.sheets[student]
        practice = own_sheets(exercise, language, "test")
        file = folder / f"{at}.html"
        file.write_text(practice_page(practice, *runtime), encoding="utf-8")
        changes = cases(Desk(sheet), at)
        typed.append((kind, student, sheet, changes, file.as_uri()))
        number = sheet.sheet.lower().replace("-", " ") if at % 2 else sheet.sheet
        pages.append(
            {
                "url": file.as_uri(),
                "steps": [
                    ["open"],
                    ["fill", "#number", number],
                    ["press", "Enter"],
                    ["ready"],
                    *(["type", name, text, "Enter" if at % 2 else "Tab"] for name, text in changes),
                    ["verdicts"],
                    ["download", "#hand"],
                ],
            }
        )
    return pages, typed


@pytest.mark.parametrize("browser", BROWSERS)
def test_what_is_typed_is_judged_as_the_file_is_graded(browser, classes, filled_in, tmp_path, rnn_tutor):
    compared, (pages, typed) = 0, filled_in
    found = opened(tmp_path, *pages, browser=browser)
    for (kind, student, sheet, changes, url), seen in zip(typed, found, strict=True):
        # Nothing was asked for but the page itself and what is in it or made in memory.
        assert {each.partition(":")[0] for each in seen["asked"]} <= {"file", "blob", "data"}
        assert [each for each in seen["asked"] if each.startswith("file")] in ([], [url])
        assert seen["said"] == []
        *_, verdicts, file = seen["results"]
        assert json.loads(file["text"])["sheet"] == sheet.sheet
        answers = tmp_path / file["name"]
        answers.write_text(file["text"], encoding="utf-8")
        marks = json.loads(rnn_tutor("grade", classes / kind, answers, "--json").out)["students"][student][
            "marks"
        ]
        for mark in marks:
            shown = verdicts[mark["quantity"]]["kind"] or "blank"
            assert AS_MARKED.get(shown, shown) == mark["verdict"], (mark, changes)
            compared += shown != "blank"
    assert compared >= (150 if FULL else 20)


def walked(url, folder, walk):
    """Open a page and go through parts of a walk; give what was seen at the end of each."""
    (seen,) = opened(folder, {"url": url, "steps": [step for steps in walk.values() for step in steps]})
    assert seen["said"] == []
    results = iter(seen["results"])
    return {name: [next(results) for _ in steps][-1] for name, steps in walk.items()}


# The map is one stop of the Tab key; arrows go through it.
THROUGH_THE_MAP = """(() => {
  const stops = () => document.querySelectorAll('#map a:not([tabindex="-1"])').length, seen = [stops()];
  document.querySelector('#map a[tabindex="0"]').focus();
  for (const key of ["Home", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "Home", "End"]) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    seen.push(document.activeElement.getAttribute("href"));
  }
  return [...seen, stops()];
})()"""


def test_a_walk_by_keyboard_help_a_correction_and_the_next_day(tmp_path, tmp_path_factory):
    """Every change is announced; what follows from a corrected line is to be computed again; nothing is lost."""
    practice = practice_of()
    desk = Desk(practice.level("standard").sheets[0])
    p = desk.lines.key[0]
    writer = Writer(desk)
    writer.changes += [("p_1[1]", p[0]), ("p_1[2]", "3.1")]
    for i in (1, 2, 3):
        writer.line(i)
    follows = [["type", name, text] for name, text in writer.changes[2:] if name != "q_1[2]"]
    judged = "Number(document.documentElement.dataset.judged)"
    walk = {
        "by keyboard": [
            ["open"],
            ["ready"],
            ["value", "document.querySelector('#steps input').focus()"],
            ["keys", p[0]],
            ["press", "Enter"],
            ["keys", "3.1"],
            ["press", "Enter"],
            ["until", f"{judged} >= 3"],
            ["value", "document.activeElement.dataset.name"],
        ],
        "announced": [["wait", 100], ["text", "#live"]],
        # From the second box of q to its help, which is asked for until nothing is left to ask.
        "to the help": [["press", "Tab"], ["press", "Tab"], ["value", "document.activeElement.className"]],
        "help": [
            *(action for _ in range(4) for action in (["press", "Enter"], ["wait", 400])),
            ["text", "#card-q_1 .rung h4"],
        ],
        "shown": [["verdicts"]],
        "corrected": [
            *follows,
            ["type", "p_1[2]", p[1]],
            ["wait", 200],
            ["text", "#card-h_1 .verdict"],
        ],
        "map": [
            ["value", "[...document.querySelectorAll('#map td a')].slice(0, 12).map((a) => a.ariaLabel)"]
        ],
        "through the map": [["value", THROUGH_THE_MAP]],
        "stale": [["verdicts"]],
        "next day": [
            ["click", "#language"],
            ["wait", 500],
            ["reload"],
            ["open"],
            ["ready"],
            ["value", "[document.documentElement.lang, document.querySelector('#steps input').value]"],
        ],
        "not lost at one click": [
            ["click", "#hand"],
            ["wait", 200],
            ["click", "#clear"],
            ["value", "[document.activeElement.id, document.querySelector('#steps input').value]"],
        ],
        "asked": [["text", "#sure-question"]],
        "kept": [
            ["press", "Enter"],
            ["value", "[document.getElementById('sure').hidden, document.activeElement.id]"],
        ],
        "saved": [["text", "#hand-said"]],
        "changed": [["type", "h_3[1]", "0.1"], ["wait", 100], ["text", "#hand-said"]],
        "cleared": [
            ["click", "#clear"],
            ["click", "#sure-yes"],
            ["wait", 500],
            ["value", "document.querySelector('#steps input').value"],
        ],
        "said": [["text", "#hand-said"]],
    }
    found = walked(page_in(tmp_path, practice, tmp_path_factory), tmp_path, walk)
    assert found["by keyboard"] == "q_1[1]"
    assert found["announced"] == ["p_1[1]: right. p_1[2]: wrong. 1 of 24 boxes are right."]
    assert found["to the help"] == "ask"
    assert found["help"] == [
        "What it is computed from",
        "Their sizes",
        "The row, written out",
        "The number (earns no points)",
    ]
    assert found["shown"]["q_1[2]"] == {
        "kind": "exact",
        "wrote": "0.000",
        "read": "0.000",
        "verdict": "✓ right; the page has shown it",
    }
    assert found["shown"]["q_1[1]"]["kind"] == ""
    again = "↻ compute again It was right from the numbers that stood there before. Compute it from the ones that "
    assert any(said.startswith(again) for said in found["corrected"])
    assert found["map"][0::3] == ["p_1: right", "q_1: right", "a_1: compute again", "h_1: compute again"]
    assert found["through the map"] == [
        *(1, "#step-0", "#card-p_1", "#card-p_2", "#card-q_2", "#card-q_1", "#step-0", "#card-h_3", 1),
    ]
    assert {entry["kind"] for entry in found["stale"].values()} <= {"", "exact", "rounding", "stale"}
    assert found["next day"] == ["ko", p[0]]
    assert found["not lost at one click"] == ["sure-no", p[0]]
    assert found["asked"] == ["이 페이지의 모든 문제지에 쓴 것이 사라집니다."]
    assert found["kept"] == [True, "clear"]
    # Of a sheet that was changed nothing is saved.
    assert (found["saved"], found["changed"]) == (["답안 파일을 저장했습니다."], [""])
    assert (found["cleared"], found["said"]) == ("", ["이 페이지의 내용을 모두 지웠습니다."])


def test_a_number_of_ones_own_over_one_that_was_shown_earns_its_points(tmp_path, tmp_path_factory):
    """It can be typed where an earlier line was corrected; what was shown before then stands nowhere any more."""
    practice = practice_of()
    p, q, a = Desk(practice.level("standard").sheets[0]).lines.key[:3]
    off = str(Decimal(p[0]) + Decimal("0.3"))
    first = [("p_1[1]", off), ("p_1[2]", p[1]), ("q_1[1]", q[0]), ("q_1[2]", q[1])]
    focus = ["value", "document.querySelector('[data-name=\"a_1[1]\"]').focus()"]
    help_ = [step for _ in range(5) for step in (["click", "#card-a_1 .ask"], ["wait", 400])]
    seen = walked(
        page_in(tmp_path, practice, tmp_path_factory),
        tmp_path,
        {
            "shown": [
                ["open"],
                ["ready"],
                *(["type", name, text] for name, text in first),
                focus,
                *help_,
                ["text", "#card-a_1 .verdict"],
            ],
            "points": [["text", "#points"]],
            "own": [["type", "p_1[1]", p[0]], ["type", "a_1[1]", a[0]], ["text", "#card-a_1 .verdict"]],
            "now": [["text", "#points"]],
            "file": [["download", "#hand"]],
        },
    )
    assert seen["shown"] == ["→ follows from your earlier line; the page has shown it", ""]
    assert (seen["points"], seen["own"], seen["now"]) == (
        ["3 of 24 points"],
        ["✓ right", ""],
        ["5 of 24 points"],
    )
    assert json.loads(seen["file"]["text"])["practice"] == {
        "program": "test",
        "shown": [],
        "helped": {"a_1": 5},
    }


def test_nothing_of_a_sheet_stands_there_before_its_number_is_typed(tmp_path, tmp_path_factory, classes):
    """On the page of a class; a comma is asked about in its line, and who answered is back in the box."""
    exercise = read_exercise(classes / "rnn_tanh")
    sheet = exercise.sheets["s02"].sheet
    of_a_sheet = "['desk', 'which', 'points', 'hand-in'].map((id) => document.getElementById(id).hidden)"
    focus = ["value", "document.activeElement.dataset.name"]
    seen = walked(
        page_in(tmp_path, own_sheets(exercise, "en", "test"), tmp_path_factory),
        tmp_path,
        {
            "asked": [["open"], ["ready"], ["click", "#language"], ["wait", 100], ["value", of_a_sheet]],
            "title": [["text", "#title"]],
            "asked again": [["reload"], ["open"], ["ready"], ["value", of_a_sheet]],
            "there": [["fill", "#number", sheet], ["press", "Enter"], ["wait", 300], ["value", of_a_sheet]],
            "number": [["text", "#which code"]],
            "comma": [["type", "q_1[1]", "0,5"], ["wait", 100], ["text", "#card-q_1 #comma-question"]],
            "answered": [["click", "#comma-yes"], ["wait", 300], focus],
            "read": [["text", "#card-q_1 .read"]],
            "cleared": [["click", "#clear"], ["click", "#sure-yes"], ["wait", 300], ["value", of_a_sheet]],
            "kept": [["value", "Object.keys(localStorage)"]],
        },
    )
    assert seen == {
        "asked": [True] * 4,
        "title": [exercise.title],
        "asked again": [True] * 4,
        "there": [False] * 4,
        "number": [sheet],
        "comma": ["There is a comma in what you wrote. Is 0,5 the number 0.5 with you?"],
        "answered": "q_1[1]",
        "read": ["0.5", ""],
        "cleared": [True] * 4,
        "kept": [],
    }


def test_a_drill_is_announced_and_begun(tmp_path, tmp_path_factory):
    """The bias is left out twice; the page goes on as ready, and says which sheet it is of."""
    practice = practice_of()
    desk = Desk(practice.level("standard").sheets[0])
    writer = Writer(desk)
    for i, line in enumerate(desk.lines.lines[:8]):
        if line.symbol == "a":
            for entry in (1, 2):
                p, q = (writer.answers[f"{name}_{line.step}[{entry}]"] for name in "pq")
                writer.write(line.name(entry), str(Decimal(p) + Decimal(q)))
        else:
            writer.line(i)
    seen = walked(
        page_in(tmp_path, practice, tmp_path_factory),
        tmp_path,
        {
            "typed": [
                ["open"],
                ["ready"],
                *(["type", name, text] for name, text in writer.changes[:-3]),
                ["wait", 100],
                ["text", "#live"],
            ],
            "again": [
                *(["type", name, text] for name, text in writer.changes[-3:]),
                ["wait", 100],
                ["text", "#live"],
            ],
            "state": [["click", "#advice-go"], ["wait", 300], ["text", "#state"]],
            "which": [["text", "#which"]],
            "chooser": [["value", "document.getElementById('choose').selectedOptions[0].textContent"]],
            "boxes": [["value", "document.querySelectorAll('#steps input').length"]],
            "map": [["value", "[...document.querySelectorAll('#map tr')].map((row) => row.children.length)"]],
            "loaded again": [["reload"], ["open"], ["ready"], ["text", "#which"]],
            "help of every entry": [
                ["value", "document.querySelector('#steps input').focus()"],
                *(step for _ in range(6) for step in (["click", "#card-a_1 .ask"], ["wait", 300])),
                ["value", "document.querySelector('#card-a_1 .ask').hidden"],
            ],
            "asked about there": [
                ["fill", "#pasted", "h1 = tanh(0,2) = 0,197"],
                ["click", "#check"],
                ["wait", 500],
                ["text", "#found-question"],
            ],
            "answered there": [["click", "#found-yes"], ["wait", 500], ["text", "#found p"]],
        },
    )
    why = "a had the same mistake twice: the bias was left out. A short drill asks for a alone."
    assert seen.pop("typed") == [
        f"a_2[1]: same mistake, charged once. 10 of 24 boxes are right. {why} Begin the drill"
    ]
    assert seen.pop("answered there")[0] == "1 line was compared with what stands before. Nothing is wrong."
    assert seen == {
        "again": ["h_2: follows from your earlier line. 12 of 24 boxes are right."],
        "state": ["Ready. Type a number and press Enter, or leave the box."],
        "which": ["Sheet S1 · drill: a"],
        "chooser": "drill: a",
        "boxes": 6,
        "map": [4] * 5,
        "loaded again": ["Sheet S1 · drill: a"],
        "help of every entry": False,
        "asked about there": ["There is a comma in what you wrote. Is 0,5 the number 0.5 with you?"],
    }


WRITTEN = (
    "Object.fromEntries([...document.querySelectorAll('#steps input')].map((box) => [box.dataset.name, "
    "box.value]).filter(([, text]) => text))"
)
ELSEWHERE = (
    "This page is open in another tab as well, and what is written there stands here too. In every box the "
    "newest answer counts."
)


def test_two_tabs_of_a_page_lose_nothing_of_each_other(tmp_path, tmp_path_factory):
    """Told of it or not; what stands in a box unentered stays; a page that was cleared is cleared in both."""
    practice = practice_of()
    p, q = Desk(practice.level("standard").sheets[0]).lines.key[:2]
    told = ["text", "#elsewhere:not([hidden])"]
    seen = walked(
        page_in(tmp_path, practice, tmp_path_factory),
        tmp_path,
        {
            "before": [["open"], ["ready"], ["type", "p_1[1]", p[0]], told],
            "opened": [["tab", 1], ["open"], ["ready"], ["value", WRITTEN]],
            "unentered": [
                ["fill", "#steps input[data-name='p_1[2]']", "7"],
                ["tab", 0],
                ["type", "q_1[1]", q[0]],
                ["tab", 1],
                ["wait", 500],
                ["value", WRITTEN],
            ],
            "told": [told],
            "verdict": [["text", "#card-q_1 .verdict"]],
            "entered": [["press", "Enter"], ["tab", 0], ["wait", 500], ["value", WRITTEN]],
            "newest": [
                ["type", "p_1[2]", p[1]],
                ["tab", 1],
                ["wait", 500],
                ["value", WRITTEN],
            ],
            # A tab that hears nothing of the other: what both write is there when either is loaded again.
            "deaf": [
                ["value", "window.removeEventListener('storage', heard)"],
                ["tab", 0],
                ["type", "a_1[1]", "9"],
                *(step for _ in range(2) for step in (["click", "#card-h_1 .ask"], ["wait", 300])),
                ["value", "document.removeEventListener('visibilitychange', pull)"],
                ["tab", 1],
                ["click", "#card-h_1 .ask"],
                ["wait", 300],
                ["type", "q_1[2]", q[1]],
                ["reload"],
                ["open"],
                ["ready"],
                ["value", WRITTEN],
            ],
            "file": [["download", "#hand"]],
            "cleared": [
                ["tab", 0],
                ["click", "#clear"],
                ["click", "#sure-yes"],
                ["wait", 500],
                ["tab", 1],
                ["wait", 500],
                ["value", WRITTEN],
            ],
            "told that": [told],
            "written after": [["type", "h_3[1]", "0.5"], ["tab", 0], ["wait", 500], ["value", WRITTEN]],
        },
    )
    first = {"p_1[1]": p[0]}
    file = json.loads(seen.pop("file")["text"])
    all_of_it = {**first, "p_1[2]": p[1], "q_1[1]": q[0], "q_1[2]": q[1], "a_1[1]": "9"}
    assert (file["answers"], file["practice"]["helped"]) == (all_of_it, {"h_1": 3})
    assert seen == {
        "before": [],
        "opened": first,
        "unentered": {**first, "p_1[2]": "7", "q_1[1]": q[0]},
        "told": [ELSEWHERE],
        "verdict": ["✓ right", ""],
        "entered": {**first, "p_1[2]": "7", "q_1[1]": q[0]},
        "newest": {**first, "p_1[2]": p[1], "q_1[1]": q[0]},
        "deaf": all_of_it,
        "cleared": {},
        "told that": ["Everything of this page was cleared in another tab, so nothing stands here either."],
        "written after": {"h_3[1]": "0.5"},
    }


def test_help_stays_open_until_what_it_was_given_from_changes(tmp_path, tmp_path_factory):
    """In the other language, too; where an entry waits for others nothing more is counted."""
    practice = practice_of()
    p, q = Desk(practice.level("standard").sheets[0]).lines.key[:2]
    helps = ["text", "#steps .rung h4"]
    ask_q = [step for _ in range(6) for step in (["click", "#card-q_2 .ask"], ["wait", 300])]
    seen = walked(
        page_in(tmp_path, practice, tmp_path_factory),
        tmp_path,
        {
            "asked": [["open"], ["ready"], *ask_q, helps],
            "said": [["text", "#live"]],
            "korean": [["click", "#language"], ["wait", 1000], helps],
            "its last": [["text", "#card-q_2 .rung:last-child p"]],
            "another line": [["type", "p_2[1]", "0.5"], helps],
            "what it reads": [["type", "p_1[1]", p[0]], helps],
            "of a sum": [
                ["type", "q_1[1]", q[0]],
                ["value", "document.querySelector('[data-name=\"a_1[1]\"]').focus()"],
                *(step for _ in range(4) for step in (["click", "#card-a_1 .ask"], ["wait", 300])),
                ["text", "#card-a_1 .rung h4"],
            ],
            "back": [["click", "#language"], ["wait", 1000], ["text", "#card-a_1 .rung h4"]],
            "goes on": [["text", "#card-a_1 .ask"]],
            "file": [["download", "#hand"]],
        },
    )
    assert json.loads(seen.pop("file")["text"])["practice"]["helped"] == {"q_2": 3, "a_1": 4}
    assert seen == {
        "asked": ["What it is computed from", "Their sizes", "What has to be there first"],
        "said": ["What has to be there first: q_2[1] needs h_1. Still empty: h_1. Begin there."],
        "korean": ["무엇으로 계산하는지", "크기", "먼저 있어야 할 것"],
        "its last": ["q_2[1]에는 h_1이 필요합니다.", "h_1이 아직 비어 있습니다. 그것부터 계산하세요."],
        "another line": ["무엇으로 계산하는지", "크기", "먼저 있어야 할 것"],
        "what it reads": [],
        "of a sum": ["무엇으로 계산하는지", "크기", "수를 넣은 식", "한 부분의 계산"],
        "back": ["What it is computed from", "Their sizes", "The row, written out", "One part of it"],
        "goes on": ["Next: The number (earns no points)"],
    }


def test_on_a_narrow_screen_nothing_that_has_the_focus_is_hidden(tmp_path, tmp_path_factory):
    """Backwards from the last box to the first, the givens stay above; the progress keeps off the edge."""
    box = (
        "(() => { const one = document.activeElement.getBoundingClientRect(), top = "
        "document.querySelector('aside').getBoundingClientRect().bottom; return [document.activeElement.tagName, "
        "one.top >= top, one.bottom <= window.innerHeight]; })()"
    )
    back = [step for _ in range(30) for step in (["press", "Shift+Tab"], ["value", box])]
    edge = "window.innerWidth - document.getElementById('count').getBoundingClientRect().right"
    (seen,) = opened(
        tmp_path,
        {
            "url": page_in(tmp_path, practice_of(), tmp_path_factory),
            "width": 390,
            "height": 844,
            "steps": [
                ["open"],
                ["ready"],
                ["value", edge],
                ["value", "document.getElementById('hand').focus()"],
                ["value", "[...document.querySelectorAll('#steps input')].at(-1).focus()"],
                ["value", box],
                *back,
            ],
        },
    )
    found = [each for each in seen["results"] if isinstance(each, list)]
    assert {tuple(each) for each in found} == {("INPUT", True, True), ("BUTTON", True, True)}
    assert len(found) == 31
    assert seen["results"][2] >= 8


def test_a_judge_that_breaks_off_says_so_and_reads_the_next_text(tmp_path, tmp_path_factory):
    """A product of 400 factors is read or refused, but never for ever; nor is a text at which it breaks off."""
    long = f"a1 = {'*'.join(['1.01'] * 400)} = 53.5"
    seen = walked(
        page_in(tmp_path, practice_of(), tmp_path_factory),
        tmp_path,
        {
            "long": [
                ["open"],
                ["ready"],
                ["fill", "#pasted", long],
                ["click", "#check"],
                ["until", "!document.getElementById('found').textContent.startsWith('Reading')"],
                ["value", "document.getElementById('found').textContent.length > 0"],
            ],
            "broken off": [
                [
                    "value",
                    "(() => { window.whole = answer; answer = async () => { throw new Error('x'); }; })()",
                ],
                ["click", "#check"],
                ["wait", 300],
                ["text", "#found p"],
            ],
            "again": [
                ["value", "(() => { answer = window.whole; })()"],
                ["fill", "#pasted", "h1 = tanh([0.2, 0.4]) = [0.197, 0.380]"],
                ["click", "#check"],
                ["until", "document.querySelector('#found h2')"],
                ["text", "#found p"],
            ],
            "judged": [["type", "p_1[1]", "x"], ["text", "#card-p_1 .verdict"]],
        },
    )
    assert seen["long"] is True
    assert seen["broken off"] == [
        "This text could not be judged: the judge broke off at it. If it judges nothing any more, load the page "
        "again."
    ]
    assert seen["again"][0] == "1 line was compared with what stands before. Nothing is wrong."
    assert seen["judged"] == ["? not read Write one number with a point, such as −0.38.", ""]


def test_nothing_is_in_the_way_of_anybody(tmp_path, tmp_path_factory):
    """axe-core finds nothing, light or dark; at 390 pixels nothing hangs over the side."""
    url = page_in(tmp_path, practice_of("lstm" if FULL else "rnn_tanh"), tmp_path_factory)
    scrolls = ["value", "getComputedStyle(document.documentElement).scrollBehavior"]
    busy = [
        ["open"],
        scrolls,
        ["media", {"reducedMotion": "no-preference"}],
        scrolls,
        ["axe"],
        ["ready"],
        ["click", "#network summary"],
        ["value", "document.querySelector('#steps input').focus()"],
        *(["keys", "0.5"], ["press", "Enter"], ["keys", "0,5"], ["press", "Enter"], ["wait", 800]),
        ["click", ".ask"],
        ["wait", 500],
        ["fill", "#pasted", "h1 = tanh([0.2, 0.4]) = [0.197, 0.378]"],
        ["click", "#check"],
        ["until", "document.querySelector('#found h2')"],
        ["axe"],
        ["media", {"colorScheme": "dark"}],
        ["axe"],
        ["size", 390, 844],
        ["wait", 200],
        ["axe"],
        ["wider"],
        ["media", {"colorScheme": "light"}],
        ["axe"],
    ]
    (seen,) = opened(tmp_path, {"url": url, "steps": busy})
    assert [found for found in seen["results"] if isinstance(found, list)] == [[]] * 5
    # Nothing moves where the reader wants no motion.
    assert [found for found in seen["results"] if found in ("auto", "smooth")] == ["auto", "smooth"]
    assert seen["results"][-3] <= 0


def test_an_exam_is_filled_in_and_saved_without_a_judge(tmp_path, rnn_tutor, classes):
    exercise = read_exercise(classes / "rnn_tanh")
    file = tmp_path / "exam.html"
    file.write_text(practice_page(own_sheets(exercise, "en", "test")), encoding="utf-8")
    sheet = exercise.sheets["s02"]
    (seen,) = opened(
        tmp_path,
        {
            "url": file.as_uri(),
            "width": 390,
            "steps": [
                ["open"], ["fill", "#number", "AAAA"], ["press", "Enter"], ["text", "#number-said"],
                ["fill", "#number", sheet.sheet], ["press", "Enter"], ["wait", 200],
                ["value", "document.querySelector('#steps input').focus()"], ["keys", "0.5"], ["press", "Enter"],
                ["wider"], ["axe"], ["download", "#hand"], ["text", ".ask"],
            ],
        },
    )  # fmt: skip
    assert seen["results"][3] == [
        "No sheet on this page has this number. It stands at the top of your sheet."
    ]
    wider, violations, saved, help_ = seen["results"][-4:]
    assert (wider <= 0, violations, help_) == (True, [], [])
    content = json.loads(saved["text"])
    assert content == {
        "student": "",
        "sheet": sheet.sheet,
        "answers": {"p_1[1]": "0.5"},
        "practice": {"program": "test", "judged": False},
    }
    answers = tmp_path / saved["name"]
    answers.write_text(saved["text"], encoding="utf-8")
    students = json.loads(rnn_tutor("grade", classes / "rnn_tanh", answers, "--json").out)["students"]
    assert students["s02"]["handed_in"] and not students["s01"]["handed_in"]


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_page_works_over_http_and_in_a_sandboxed_frame(browser, tmp_path, tmp_path_factory):
    page_in(tmp_path, practice_of(), tmp_path_factory)
    (tmp_path / "frame.html").write_text(
        '<!DOCTYPE html><title>x</title><iframe sandbox="allow-scripts allow-downloads" src="page.html" '
        'width="900" height="800"></iframe>'
    )
    (tmp_path / "shut.html").write_text(
        '<!DOCTYPE html><title>x</title><iframe sandbox="allow-scripts" src="page.html" width="900" '
        'height="800"></iframe>'
    )
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        steps = [
            ["open"],
            ["ready"],
            ["type", "p_1[1]", "0.25"],
            ["verdicts"],
            ["value", "document.getElementById('unsaved').hidden"],
            ["value", "document.documentElement.dataset.where"],
        ]
        saving = [["click", "#hand"], ["wait", 500], ["text", "#hand-said"]]
        plain, framed, shut = opened(
            tmp_path,
            {"url": f"{address}/page.html", "steps": [*steps, *saving]},
            {"url": f"{address}/frame.html", "frame": True, "steps": [*steps, *saving]},
            {"url": f"{address}/shut.html", "frame": True, "steps": [*steps, *saving]},
            browser=browser,
        )
        server.shutdown()
    assert plain["results"][3]["p_1[1]"]["kind"] == framed["results"][3]["p_1[1]"]["kind"] == "wrong"
    # A frame keeps nothing, and the page says so.
    assert (plain["results"][4], framed["results"][4]) == (True, False)
    assert plain["results"][5] == "worker"
    # Whether a frame lets the browser save is not known in it, so the page does not say that it was saved.
    in_a_frame = (
        "The answer file was given to the browser to save. If it is not among your downloads, this frame "
        "allows none: open the page by itself."
    )
    said = [each["results"][-1] for each in (plain, framed, shut)]
    assert said == [["The answer file is saved."], [in_a_frame], [in_a_frame]]


def test_a_practice_is_read_back():
    assert Practice.of(practice_of("gru").text()) == practice_of("gru")
