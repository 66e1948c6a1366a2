"""Prose with numbers in it, code and tables of other subjects: nothing in them is wrong, since nothing was asked.

Everyday 120 paragraphs; 2,000 behind ``RNN_TUTOR_FULL=1``.
"""

import os
import random

from tutor.judging.judge import judge
from tutor.reading.reader import read

PARAGRAPHS = 2000 if os.environ.get("RNN_TUTOR_FULL") else 120


def n(chance, low=1, high=99):
    return str(chance.randrange(low, high))


def d(chance, places=2):
    return f"{chance.uniform(0, 20):.{places}f}"


SENTENCES = [
    lambda c: f"In {n(c, 1943, 2027)} the group trained {n(c)} models on {n(c)},{n(c, 100, 999)} sentences.",
    lambda c: (
        f"See Section {n(c, 1, 9)}.{n(c, 1, 9)} and Figure {n(c, 1, 30)}; pages {n(c, 1, 50)}–{n(c, 51, 99)}."
    ),
    lambda c: f"Accuracy rose from {d(c)} % to {d(c)} % (p < 0.0{n(c, 1, 5)}, n = {n(c, 10, 90)}).",
    lambda c: (
        f"Perplexity fell by {d(c, 1)}% between {n(c, 1990, 2000)} and {n(c, 2001, 2027)} [{n(c, 1, 40)}, {n(c, 41, 80)}]."
    ),
    lambda c: (
        f"Use a learning rate of {d(c, 3)}, batches of {n(c)} and {n(c)} epochs; it takes {n(c)} min {n(c)} s."
    ),
    lambda c: f"The cell has {n(c)} units, i.e. {n(c)} × {n(c)} weights, about {d(c, 1)}k parameters.",
    lambda c: (
        f"Schmidhuber ({n(c, 1990, 2020)}) reports h = {n(c)} hidden units and t = {n(c, 1, 40)} steps."
    ),
    lambda c: (
        f"On 12/{n(c, 1, 28)}/{n(c, 2000, 2027)} at {n(c, 10, 23)}:{n(c, 10, 59)} the loss was {d(c, 3)}, later {d(c, 3)}."
    ),
    lambda c: (
        f"Exercise {n(c, 1, 9)} (b) is worth {n(c, 2, 12)} points; 3 of {n(c, 10, 40)} students solved it."
    ),
    lambda c: (
        f"Version {n(c, 0, 3)}.{n(c, 0, 20)}.{n(c, 0, 9)} needs Python >= 3.{n(c, 8, 14)} and {n(c, 2, 64)} GB."
    ),
    lambda c: (
        f"A ratio of {n(c)}:{n(c)} is usual, at {d(c, 1)} °C and {n(c, 100, 999)} hPa; x > {d(c)} is rare."
    ),
    lambda c: (
        f"The price is $ {d(c)} (was $ {d(c)}), {n(c)} % off, ISBN 978-{n(c, 0, 9)}-{n(c, 100, 999)}-{n(c, 10000, 99999)}-{n(c, 0, 9)}."
    ),
    lambda c: f"{n(c, 1950, 2027)}년에 발표된 논문 {n(c)}편 가운데 {d(c, 1)}%가 순환 신경망을 다룬다.",
    lambda c: f"{n(c, 1, 12)}장 {n(c, 1, 9)}절, {n(c, 10, 400)}쪽의 그림 {n(c, 1, 9)}-{n(c, 1, 9)}을 보라.",
    lambda c: f"정확도는 {d(c, 1)}%에서 {d(c, 1)}%로 올랐고, 학습에는 {n(c)}시간 {n(c)}분이 걸렸다.",
    lambda c: (
        f"학생 {n(c, 20, 40)}명 중 {n(c, 1, 19)}명이 {n(c, 1, 9)}번 문제를 맞혔다 (평균 {d(c, 1)}점, 표준편차 {d(c, 2)})."
    ),
    lambda c: f"은닉 유닛은 {n(c)}개, 층은 {n(c, 1, 4)}개, 학습률은 {d(c, 3)}이다.",
    lambda c: (
        f"{n(c, 1, 12)}월 {n(c, 1, 28)}일 오전 {n(c, 1, 11)}시 {n(c, 10, 59)}분, 손실은 {d(c, 3)}이었다."
    ),
    lambda c: f"Adding them up gives {d(c)} hours; the total: {d(c, 1)} km, the sum = {n(c)}.",
    lambda c: f"세 값을 모두 더하면 {d(c)}이고, 합계: {d(c, 1)}, 평균은 {d(c, 2)}이다.",
    lambda c: (
        f"Sum: [{d(c)}, {d(c)}]. The gates z = {d(c)} and r = {d(c)} are open about {n(c)} % of the time."
    ),
    lambda c: (
        f"회의는 {n(c, 1, 12)}/{n(c, 1, 28)}, {n(c, 9, 17)}:00–{n(c, 18, 20)}:00에 열리고 참가비는 {n(c)},000원이다."
    ),
]

BLOCKS = [
    lambda c: f"```python\nfor i in range({n(c)}):\n    total += {d(c)} * i\nprint(total)  # {d(c)}\n```",
    lambda c: (
        f"```\n$ python train.py --lr {d(c, 3)} --epochs {n(c)}\nepoch 1 loss {d(c, 4)} acc {d(c, 2)}\nepoch 2 loss {d(c, 4)} acc {d(c, 2)}\n```"
    ),
    lambda c: f'```json\n{{"units": {n(c)}, "dropout": {d(c)}, "layers": [{n(c)}, {n(c)}]}}\n```',
    lambda c: (
        f"| city | 1990 | 2020 |\n|---|---|---|\n| Oslo | {d(c)} | {d(c)} |\n| Busan | {d(c)} | {d(c)} |"
    ),
    lambda c: (
        f"| 과목 | 점수 | 등급 |\n|---|---|---|\n| 수학 | {n(c)} | {n(c, 1, 9)} |\n| 물리 | {n(c)} | {n(c, 1, 9)} |"
    ),
    lambda c: (
        f"| model | BLEU | params |\n|---|---|---|\n| LSTM | {d(c, 1)} | {n(c)}M |\n| GRU | {d(c, 1)} | {n(c)}M |"
    ),
    lambda c: (
        f"1. Preheat to {n(c, 150, 240)} °C.\n2. Mix {n(c, 100, 500)} g flour, {n(c, 1, 4)} eggs and {d(c, 1)} l milk.\n3. Bake {n(c)} min."
    ),
    lambda c: f"| element | Z | mass |\n|:--|--:|--:|\n| H | 1 | {d(c, 3)} |\n| C | 6 | {d(c, 3)} |",
    lambda c: f"| h | t | x |\n|---|---|---|\n| {n(c)} | {n(c)} | {d(c)} |\n| {n(c)} | {n(c)} | {d(c)} |",
    lambda c: (
        f"git log --oneline -{n(c, 1, 9)}\n{n(c, 1000, 9999)}abc Fix #{n(c)}\n{n(c, 1000, 9999)}def Merge #{n(c)}"
    ),
    lambda c: f"x = {d(c)}\nx = {d(c)}\nprint(x)",
    lambda c: (
        f"```python\nfor i, v in enumerate([{d(c)}, {d(c)}], start=1):\n    total = total + v\n    print(total)\n```\n\n```\n{d(c)}\n{d(c)}\n```"
    ).replace("total + v", "other(total, v)"),
    lambda c: f"```\nfor row in rows:\n    print(row)\n```\n출력\n```\n[{d(c)} {d(c)}]\n[{d(c)} {d(c)}]\n```",
    lambda c: f">>> out, h_n = model(batch)\n>>> out\ntensor([[{d(c)}, {d(c)}],\n        [{d(c)}, {d(c)}]])",
    lambda c: f"for epoch in range(3):\n    loss = step()\n    print(loss)\n\n{d(c)}\n{d(c)}\n{d(c)}\n",
    lambda c: (
        f"- v{n(c, 0, 3)}.{n(c, 0, 9)}: {n(c)} fixes\n- v{n(c, 0, 3)}.{n(c, 0, 9)}: {n(c)} fixes\n- total: {n(c)}"
    ),
    lambda c: f"temperature: {d(c, 1)}\nhumidity: {n(c)}%\nwind: {d(c, 1)} m/s\nb: {n(c)}",
]


def paragraph(chance):
    """Some sentences, and sometimes a block behind them."""
    text = " ".join(chance.choice(SENTENCES)(chance) for _ in range(chance.randrange(1, 5)))
    if chance.random() < 0.5:
        text += "\n\n" + chance.choice(BLOCKS)(chance)
    return text


def test_prose_with_numbers_in_it_is_never_wrong():
    chance = random.Random("other subjects")
    wrong = []
    for number in range(PARAGRAPHS):
        text = "\n\n".join(paragraph(chance) for _ in range(1 + number % 3))
        errors = [str(each.title) for each in judge(read(text)).findings if each.severity == "error"]
        wrong += [(text, errors)] if errors else []
    assert wrong == []


NETWORK = """\
W_xh = [[0.5, -0.3], [0.2, 0.9]], W_hh = [[0.4, 0.0], [0.1, -0.7]], b = [0.0, 0.2], h_0 = [0, 0]
x_1 = [1, 2]

h_1 = tanh(W_xh x_1 + W_hh h_0 + b) = tanh([-0.1, 2.2]) = [-0.100, 0.976]
"""


def test_prose_around_a_network_is_never_wrong():
    chance = random.Random("around")
    wrong = []
    for _ in range(PARAGRAPHS // 4):
        text = f"{paragraph(chance)}\n\n{NETWORK}\n{paragraph(chance)}\n"
        judgement = judge(read(text))
        errors = [(each.line, str(each.title)) for each in judgement.findings if each.severity == "error"]
        wrong += [(text, errors)] if errors else []
    assert wrong == []
