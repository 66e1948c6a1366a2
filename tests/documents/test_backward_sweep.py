"""Whatever a spec of a backward pass says, it becomes a page or is told what is wrong: nothing falls through.

Everyday 150 specs; RNN_TUTOR_FULL=1 makes it 3,000.
"""

import json
import os
from collections import Counter
from random import Random

from tutor import Problem, render, trace
from tutor.language.faults import TutorError
from tutor.language.languages import Language
from tutor.language.messages import message

WORDS = ("i", "am", "here")
KINDS = {"rnn_tanh": 1, "rnn_relu": 1, "rnn_sigmoid": 1, "gru": 3, "gru_reset_before": 3, "lstm": 4}
LOSSES = ("cross-entropy", "binary-cross-entropy", "squared", "half-squared")


def drawn_spec(random):
    """Draw a spec whose parts fit in most cases, and whose targets may be nested in any way."""
    kind = random.choice(list(KINDS))
    loss = random.choice(LOSSES)
    hidden, steps, batch = random.randint(1, 3), random.randint(1, 3), random.choice((0, 0, 1, 2))
    size = 3 if loss == "cross-entropy" else 1 if loss == "binary-cross-entropy" else random.randint(1, 3)
    at = random.choice(("every", "every", "last"))
    rows = KINDS[kind] * hidden

    def matrix(rows, columns):
        return [[random.randint(-9, 9) / 10 for _ in range(columns)] for _ in range(rows)]

    def sentence():
        return " ".join(random.choice(WORDS) for _ in range(steps))

    cell = {"kind": kind, "weight_ih": matrix(rows, 3), "weight_hh": matrix(rows, hidden)}
    directions = random.choice((1, 1, 1, 2)) if at == "every" else 1
    if directions == 2:
        cell |= {
            "weight_ih_l0_reverse": matrix(rows, 3),
            "weight_hh_l0_reverse": matrix(rows, hidden),
        }
    if random.random() < 0.5 and directions == 1:
        cell |= {"bias_ih": matrix(1, rows)[0], "bias_hh": matrix(1, rows)[0]}

    def target():
        if random.random() < 0.3:
            return ""
        if loss == "cross-entropy":
            return random.choice((*WORDS, 0, 1, 2))
        if loss == "binary-cross-entropy":
            return random.choice((0, 1))
        numbers = matrix(1, size)[0]
        return numbers[0] if size == 1 and random.random() < 0.5 else numbers

    def targets():
        return [target() for _ in range(1 if at == "last" else steps)]

    aims = [targets() for _ in range(batch)] if batch else targets()
    if batch and at == "last" and random.random() < 0.7:
        aims = [each[0] for each in aims]
    match random.randint(0, 19):
        case 0:
            aims = [aims]
        case 1 if aims and isinstance(aims[0], list):
            aims = aims[0]
        case 2:
            aims = [random.choice((True, None, [], [[]], {"a": 1}, "am here", [["am"]], -1, 0.5)), *aims[1:]]
    return {
        **({"sentences": [sentence() for _ in range(batch)]} if batch else {"sentence": sentence()}),
        "vocabulary": list(WORDS),
        "cell": cell,
        "output": {"weight_hy": matrix(size, directions * hidden), "at": at, "targets": aims},
        "loss": {
            "kind": loss,
            "reduction": random.choice(("sum", "mean")),
            **({"learning_rate": 0.1} if random.random() < 0.5 else {}),
        },
        "rounding": {
            "decimals": random.choice((2, 3, 4)),
            "carry": random.choice(("rounded", "full")),
            "written_backward": random.choice(("standard", "all", "short")),
        },
        "notation": {
            "layout": random.choice(("columns", "rows", "fused")),
            "symbols": random.choice(("pytorch", "textbook", "source", "keras")),
        },
    }


def test_any_spec_becomes_a_page_or_a_message():
    outcomes = Counter()
    for seed in range(3_000 if os.environ.get("RNN_TUTOR_FULL") else 150):
        random = Random(f"sweep {seed}")
        spec = drawn_spec(random)
        lang, detail = random.choice(("en", "ko")), random.choice(("brief", "full", "symbolic"))
        to = random.choice(("md", "json"))
        try:
            page = render(trace(Problem.from_dict(spec)), to=to, lang=lang, detail=detail, backward=True)
        except TutorError as error:
            told = [message(fault, Language(lang)) for fault in error.faults]
            outcomes[told[0].partition("[")[2].partition("]")[0]] += 1
            # One cause is told once.
            assert len(told) == len(set(told)), (spec, told)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {json.dumps(spec)}") from error
        else:
            outcomes[to] += 1
            assert "nan" not in page.casefold() if to == "json" else "L" in page
    refused = {code for code in outcomes if code not in ("md", "json")}
    # Targets, sums that are not numbers on paper, and a loss of a probability that is written as 0.
    assert refused <= {"S08", "K02", "N11", "N04", "N10"}, outcomes
    assert outcomes["md"] + outcomes["json"] > sum(outcomes[code] for code in refused), outcomes
