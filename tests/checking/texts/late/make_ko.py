"""Twelve Korean texts of many hands."""

import mpmath as mp
from frame import add, apply, carried, matrix, numbers, row, sigmoid, tanh, text_of, times, write

t = text_of
m = mp.mpf


def chat_gru():
    x, h = m("0.6"), m("0.2")
    z = carried(sigmoid(m("0.5") * x + m("0.3") * h + m("0.1")))
    r = carried(sigmoid(m("-0.4") * x + m("0.8") * h))
    n = carried(tanh(m("0.9") * x + m("0.7") * r * h))
    good = (1 - z) * h + z * n
    wrong = carried(z * h + (1 - z) * n)
    write(
        "214-kor-chat-gru-interpolation-swapped.md",
        "ko",
        "gru scalar chat m:swapped",
        f"""좋은 질문이에요! 😊 숫자가 하나뿐인 **GRU**를 한 단계 계산해 보겠습니다.

- 입력: `x_1 = 0.6`, 이전 은닉 상태: `h_0 = 0.2`
- 업데이트 게이트: `W_z = 0.5`, `U_z = 0.3`, `b_z = 0.1`
- 리셋 게이트: `W_r = -0.4`, `U_r = 0.8`, `b_r = 0`
- 후보 상태: `W_h = 0.9`, `U_h = 0.7`, `b_h = 0`

이 글에서는 h_t = (1 − z_t)·h_(t−1) + z_t·h̃_t 를 씁니다.

1. **업데이트 게이트** z_1 = σ(0.5×0.6 + 0.3×0.2 + 0.1) = σ(0.46) = {t(z)} §2
2. **리셋 게이트** r_1 = σ(-0.4×0.6 + 0.8×0.2) = σ(-0.08) = {t(r)} §2
3. **후보 상태** h̃_1 = tanh(0.9×0.6 + 0.7×{t(r)}×0.2) = {t(n)} §1
4. **새 은닉 상태** h_1 = (1 − z_1)·h_0 + z_1·h̃_1 = {t(wrong)} §!1

더 궁금한 점이 있으면 언제든지 물어보세요!""",
        value=[t(good)],
    )


def blog_one_hot():
    w, u, b = matrix("0.4 -0.1 0.7;0.2 0.6 -0.3"), matrix("0.1 0.5;-0.4 0.3"), numbers("0.05 -0.1")
    h, out = numbers("0 0"), []
    for step, (word, k) in enumerate((("나는", 0), ("밥을", 1), ("먹었다", 2)), 1):
        column = [each[k] for each in w]
        q = carried(apply(u, h))
        a = carried(add(column, q, b))
        h = carried(tanh(a))
        out.append(f"""<h4>{step}단계: &ldquo;{word}&rdquo;</h4>
<p>W<sub>xh</sub>x<sub>{step}</sub> = [{row(column, 1)}] (W<sub>xh</sub>의 {k + 1}번째 열)<br> §1
W<sub>hh</sub>h<sub>{step - 1}</sub> = [{row(q)}]<br> §1
a<sub>{step}</sub> = [{row(column, 1)}] + [{row(q)}] + [0.05, &minus;0.1] = [{row(a)}]<br> §1
h<sub>{step}</sub> = tanh(a<sub>{step}</sub>) = <b>[{row(h)}]</b></p> §1""".replace("-", "-"))
    write(
        "215-kor-blog-html-one-hot-right.md",
        "ko",
        "rnn vector html onehot",
        """<p>어휘는 {나는, 밥을, 먹었다}이고 차례대로 원-핫 벡터 [1,0,0], [0,1,0], [0,0,1]을 씁니다.</p>
<p>W<sub>xh</sub> = [[0.4, -0.1, 0.7], [0.2, 0.6, -0.3]], W<sub>hh</sub> = [[0.1, 0.5], [-0.4, 0.3]],
b = [0.05, -0.1], h<sub>0</sub> = [0, 0]</p>
"""
        + "\n".join(out)
        + "\n<p>작성일: 2024년 5월 3일 · 조회 1,204</p>",
        h_n=row(h).split(", "),
    )


def homework_lstm():
    wf, wi, wc, wo = (
        matrix(each)
        for each in ("0.5 0.1;-0.3 0.8", "0.2 0.2;0.9 -0.6", "0.7 -0.4;0.1 0.3", "-0.2 0.6;0.4 0.4")
    )
    x, c = numbers("1 -0.5"), numbers("0.4 -0.2")
    f, i, o = (carried(sigmoid(apply(w, x)), 4) for w in (wf, wi, wo))
    g = carried(tanh(apply(wc, x)), 4)
    c1 = carried(add(times(f, c), times(i, g)), 4)
    good = times(o, tanh(c1))
    h = carried(times(o, c1), 4)

    def col(values, digits=4):
        return r"\begin{bmatrix} " + row(values, digits, r" \\ ") + r" \end{bmatrix}"

    def net(w):
        return col(apply(w, x), 2)

    write(
        "216-kor-homework-lstm-tanh-lost.md",
        "ko",
        "lstm vector latex homework m:tanh",
        r"""\subsection*{과제 2. LSTM 셀의 순전파}
이전 은닉 상태는 $h_0 = \mathbf{0}$ 이고 모든 편향은 0이다. 따라서 입력 쪽 가중치만 쓰면 된다.
$$
W_f = \begin{bmatrix} 0.5 & 0.1 \\ -0.3 & 0.8 \end{bmatrix},\;
W_i = \begin{bmatrix} 0.2 & 0.2 \\ 0.9 & -0.6 \end{bmatrix},\;
W_c = \begin{bmatrix} 0.7 & -0.4 \\ 0.1 & 0.3 \end{bmatrix},\;
W_o = \begin{bmatrix} -0.2 & 0.6 \\ 0.4 & 0.4 \end{bmatrix}
$$
$$
x_1 = \begin{bmatrix} 1 \\ -0.5 \end{bmatrix},\quad c_0 = \begin{bmatrix} 0.4 \\ -0.2 \end{bmatrix}
$$
\textbf{풀이.}
\begin{align*}
"""
        + rf"""f_1 &= \sigma(W_f x_1) = \sigma\left({net(wf)}\right) = {col(f)} \\ §2
i_1 &= \sigma(W_i x_1) = \sigma\left({net(wi)}\right) = {col(i)} \\ §2
\tilde{{c}}_1 &= \tanh(W_c x_1) = \tanh\left({net(wc)}\right) = {col(g)} \\ §2
o_1 &= \sigma(W_o x_1) = \sigma\left({net(wo)}\right) = {col(o)} \\ §2
c_1 &= f_1 \odot c_0 + i_1 \odot \tilde{{c}}_1 = {col(c1)} \\ §1
h_1 &= o_1 \odot \tanh(c_1) = {col(h)} §!1
\end{{align*}}
채점: 게이트 하나에 1점, 나머지 2점.""",
        value=row(good, 4).split(", "),
    )


def notebook_session():
    w, u = matrix("0.6 -0.4;0.3 0.2"), matrix("0.5 0.1;-0.2 0.7")
    x1, x2 = numbers("1 -1"), numbers("0.5 2")
    h1 = tanh(apply(w, x1))
    bad = [h1[0] - m("0.05"), h1[1]]
    h2 = tanh(add(apply(w, x2), apply(u, carried(bad, 4))))
    write(
        "217-kor-session-numpy-first-state-wrong.md",
        "ko",
        "rnn vector repl numpy m:entry",
        f"""파이썬으로 확인해 봅시다. 소수점 아래 넷째 자리까지만 출력하게 했습니다.

```python
>>> import numpy as np
>>> np.set_printoptions(precision=4)
>>> W = np.array([[0.6, -0.4], [0.3, 0.2]])
>>> U = np.array([[0.5, 0.1], [-0.2, 0.7]])
>>> x1, x2 = np.array([1, -1]), np.array([0.5, 2])
>>> W @ x1
array([{row(apply(w, x1), 1)}]) §1
>>> h1 = np.tanh(W @ x1)
>>> h1
array([{row(bad, 4)}]) §!1
>>> h2 = np.tanh(W @ x2 + U @ h1)
>>> h2
array([{row(h2, 4)}]) §>1
```

편향은 쓰지 않았고 h0은 영벡터입니다.""",
        value=row(h1, 4).split(", "),
    )


def prose_scalar():
    a1 = m("0.5") * 1 + m("0.2")
    h1 = carried(tanh(a1))
    a2 = carried(m("0.5") * 3 - m("0.9") * h1 + m("0.2"))
    h2 = carried(tanh(a2))
    y = carried(2 * h2 - 1)
    write(
        "218-kor-prose-scalar-right.md",
        "ko",
        "rnn scalar prose output",
        f"""2019년 여름 강의(수강생 42명)에서 쓴 예제를 말로 풀어 쓰면 다음과 같다.
은닉 유닛이 하나이고, 입력에 곱하는 가중치는 0.5, 이전 상태에 곱하는 가중치는 −0.9, 편향은 0.2이며 처음 상태는 0이다.
입력은 1, 3의 순서로 들어온다.

첫 단계에서는 0.5 × 1 + 0.2 = {t(a1, 1)}이므로 은닉 상태는 tanh({t(a1, 1)}) ≈ {t(h1)}이 된다. §2
다음 단계에서는 0.5 × 3 − 0.9 × {t(h1)} + 0.2 = {t(a2)}이고, tanh({t(a2)}) ≈ {t(h2)}이다. §2
출력은 2 × {t(h2)} − 1 = {t(y)}로 구한다. §1

전체 학생의 80 %가 둘째 단계에서 부호를 틀렸다.""",
    )


def table_vector():
    w, u = matrix("0.3 0.5;-0.6 0.2"), matrix("0.4 -0.3;0.1 0.2")
    h, lines = numbers("0 0"), []
    for step, x in enumerate((numbers("1 1"), numbers("0 2"), numbers("-1 0.5")), 1):
        p, q = carried(apply(w, x), 2), carried(apply(u, h))
        a = carried(add(p, q))
        h = carried(tanh(a))
        lines.append(f"| {step} | ({row(p, 2)}) | ({row(q)}) | ({row(a)}) | ({row(h)}) | §4")
    write(
        "219-kor-table-vector-right.md",
        "ko",
        "rnn vector table",
        """## 예제 4.2 — 표로 정리하기

W = ((0.3, 0.5), (−0.6, 0.2)), U = ((0.4, −0.3), (0.1, 0.2)), 편향 없음, h_0 = (0, 0)

x_1 = (1, 1), x_2 = (0, 2), x_3 = (−1, 0.5)

| 단계 t | W x_t | U h_{t-1} | 합 a_t | h_t = tanh(a_t) |
|:--:|:--:|:--:|:--:|:--:|
"""
        + "\n".join(lines)
        + "\n\n표의 값은 소수 셋째 자리까지 반올림했다.",
        h_n=row(h).split(", "),
    )


def two_layers():
    xs = ("1", "-2")
    low, high, out = m(0), m(0), []
    for step, x in enumerate(xs, 1):
        a = carried(m("0.8") * m(x) + m("0.3") * low)
        before, low = low, carried(tanh(a))
        z = carried(m("-0.6") * low + m("0.5") * high + m("0.1"))
        older, high = high, carried(tanh(z))
        good = high
        if step == 1:
            high = carried(tanh(z) + m("0.11"))
            due = t(good)
        out.append(
            f"**t = {step}**\n\n"
            f"- 1층: h_{step}^(1) = tanh(0.8 × {x} + 0.3 × {t(before)}) = tanh({t(a)}) = {t(low)} §2\n"
            f"- 2층: h_{step}^(2) = tanh(-0.6 × {t(low)} + 0.5 × {t(older)} + 0.1) = tanh({t(z)}) = {t(high)}"
            f" {'§!2' if step == 1 else '§>2'}\n"
        )
    write(
        "220-kor-two-layers-slip.md",
        "ko",
        "rnn layers scalar m:tanh",
        """### 두 층을 쌓은 RNN

층마다 유닛은 하나입니다. 1층은 w = 0.8, u = 0.3, b = 0이고 2층은 w = -0.6, u = 0.5, b = 0.1입니다.
두 층의 초기 은닉 상태는 모두 0이고 입력은 x_1 = 1, x_2 = -2입니다.

"""
        + "\n".join(out),
        value=[due],
    )


def exam_logistic():
    wx, wh, b = numbers("0.25 -0.75"), matrix("0.5 0.2;-0.1 0.3"), numbers("0.1 0.2")
    h = numbers("0.2 -0.4")
    a = carried(add([each * 2 for each in wx], apply(wh, h), b), 4)
    h1 = carried(tanh(a), 4)
    s = carried(m("1.2") * h1[0] - m("0.7") * h1[1] + m("0.3"), 4)
    y = carried(sigmoid(s), 4)
    loss = carried(-mp.log(y), 4)
    write(
        "221-kor-exam-logistic-loss-right.md",
        "ko",
        "rnn vector exam output loss sigmoid",
        f"""[문제 6] (15점) 입력이 스칼라이고 은닉 크기가 2인 RNN의 매개변수가 다음과 같다.

W_xh = [0.25; -0.75], W_hh = [0.5 0.2; -0.1 0.3], b_h = [0.1; 0.2], w_y = [1.2, -0.7], b_y = 0.3

x_1 = 2, h_0 = [0.2; -0.4]이고 정답이 1일 때 손실을 구하시오. (ŷ = σ(w_y·h_1 + b_y), L = −ln ŷ)

[풀이]
(1) a_1 = W_xh x_1 + W_hh h_0 + b_h = [0.5; -1.5] + [{row(apply(wh, h), 2, "; ")}] + [0.1; 0.2] = [{row(a, 4, "; ")}] §2
(2) h_1 = tanh(a_1) = [{row(h1, 4, "; ")}] §1
(3) w_y·h_1 + b_y = 1.2×{t(h1[0], 4)} + (-0.7)×({t(h1[1], 4)}) + 0.3 = {t(s, 4)} §1
(4) ŷ = σ({t(s, 4)}) = {t(y, 4)} §1
(5) L = −ln({t(y, 4)}) = {t(loss, 4)} §1""",
    )


def code_comments():
    h = m("0.1")
    lines, due = [], ""
    for step, x in enumerate(("0.4", "0.9", "-0.2"), 1):
        a = carried(m("1.5") * m(x) - m("0.5") * h, 4)
        if step == 2:
            due = t(a, 4)
            a = carried(m("1.5") * m(x) + m("0.5") * h, 4)
        before, h = h, carried(tanh(a), 4)
        mark = {1: "§", 2: "§!", 3: "§>"}[step]
        after = {1: "§", 2: "§>", 3: "§>"}[step]
        lines.append(
            f"a{step} = w * {x} + u * h{step - 1}    # 1.5*{x} - 0.5*{t(before, 4)} = {t(a, 4)} {mark}1\n"
            f"h{step} = math.tanh(a{step})       # = {t(h, 4)} {after}1"
        )
    write(
        "222-kor-code-comments-sign-slip.md",
        "ko",
        "rnn scalar code comments m:sign",
        """주석에 손으로 계산한 값을 적어 두었습니다. 실행해서 비교해 보세요.

```python
import math
w, u = 1.5, -0.5
h0 = 0.1

"""
        + "\n".join(lines)
        + "\n```\n\n코드는 3단계까지만 적었습니다.",
        value=[due],
    )


def circled():
    w, u, b = matrix("0.2 0.4;0.6 -0.8"), matrix("-0.3 0.1;0.5 0.2"), numbers("0.1 -0.2")
    x, h = numbers("2 1"), numbers("0.5 0.5")
    a = carried(add(apply(w, x), apply(u, h), b), 2)
    s = carried(tanh(a))
    write(
        "223-kor-circled-entries-right.md",
        "ko",
        "rnn vector entries circled",
        f"""성분별로 계산하기

주어진 값: W = (0.2, 0.4 ; 0.6, -0.8), U = (-0.3, 0.1 ; 0.5, 0.2), b = (0.1, -0.2), x₁ = (2, 1), h₀ = (0.5, 0.5)

① 첫째 성분
 a₁[1] = 0.2·2 + 0.4·1 + (-0.3)·0.5 + 0.1·0.5 + 0.1 = {t(a[0], 2)} §1
 h₁[1] = tanh({t(a[0], 2)}) = {t(s[0])} §1
② 둘째 성분
 a₁[2] = 0.6·2 + (-0.8)·1 + 0.5·0.5 + 0.2·0.5 + (-0.2) = {t(a[1], 2)} §1
 h₁[2] = tanh({t(a[1], 2)}) = {t(s[1])} §1
③ 따라서 h₁ = ({row(s)}) §1

(단, 소수 넷째 자리에서 반올림함.)""",
        h_n=row(s).split(", "),
    )


def gru_aligned():
    x, h = numbers("1 0"), numbers("0.4 -0.6")
    wz, uz = matrix("0.3 0.2;-0.1 0.5"), matrix("0.1 0.4;0.2 -0.2")
    wr, ur = matrix("0.6 0.1;0.4 -0.3"), matrix("-0.5 0.3;0.7 0.1")
    wn, un = matrix("0.8 -0.2;-0.4 0.9"), matrix("0.2 0.6;0.3 -0.1")
    az, ar = carried(add(apply(wz, x), apply(uz, h))), carried(add(apply(wr, x), apply(ur, h)))
    z, r = carried(sigmoid(az)), carried(sigmoid(ar))
    rh = carried(times(r, h))
    n = carried(tanh(add(apply(wn, x), apply(un, rh))))
    one = carried(times([1 - each for each in z], n))
    two = carried(times(z, h))
    new = carried(add(one, two))

    def col(values):
        return r"\begin{bmatrix} " + row(values, gap=r" \\ ") + r" \end{bmatrix}"

    write(
        "224-kor-gru-aligned-products-right.md",
        "ko",
        "gru vector aligned bmatrix",
        r"""GRU의 한 단계를 계산한다. 여기서는 $h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$ 이다.

$$W_z = \begin{bmatrix} 0.3 & 0.2 \\ -0.1 & 0.5 \end{bmatrix},\ U_z = \begin{bmatrix} 0.1 & 0.4 \\ 0.2 & -0.2 \end{bmatrix}$$
$$W_r = \begin{bmatrix} 0.6 & 0.1 \\ 0.4 & -0.3 \end{bmatrix},\ U_r = \begin{bmatrix} -0.5 & 0.3 \\ 0.7 & 0.1 \end{bmatrix}$$
$$W_n = \begin{bmatrix} 0.8 & -0.2 \\ -0.4 & 0.9 \end{bmatrix},\ U_n = \begin{bmatrix} 0.2 & 0.6 \\ 0.3 & -0.1 \end{bmatrix}$$
$$x_1 = \begin{bmatrix} 1 \\ 0 \end{bmatrix},\ h_0 = \begin{bmatrix} 0.4 \\ -0.6 \end{bmatrix}$$

편향은 없다.

$$
\begin{aligned}
"""
        + rf"""z_1 &= \sigma(W_z x_1 + U_z h_0) = \sigma\left({col(az)}\right) = {col(z)} \\ §2
r_1 &= \sigma(W_r x_1 + U_r h_0) = \sigma\left({col(ar)}\right) = {col(r)} \\ §2
r_1 \odot h_0 &= {col(r)} \odot {col(h)} = {col(rh)} \\ §1
n_1 &= \tanh\big(W_n x_1 + U_n (r_1 \odot h_0)\big) = {col(n)} \\ §1
h_1 &= {col(one)} + {col(two)} = {col(new)} §2
\end{{aligned}}
$$""",
        h_n=row(new).split(", "),
    )


def rows_wrong():
    w, u, b = matrix("0.5 -0.2 0.1;0.3 0.8 -0.6"), matrix("0.2 0.1 0;-0.3 0.4 0.2;0.6 0 0.1"), numbers("0 0.1 -0.1")

    def left(vector, weight):
        return apply([list(each) for each in zip(*weight, strict=True)], vector)

    h, out, due = numbers("0 0 0"), [], ""
    for step, x in enumerate((numbers("1 -1"), numbers("2 0.5")), 1):
        p, q = carried(left(x, w)), carried(left(h, u))
        a = carried(add(p, q, b))
        h = carried(tanh(a))
        if step == 1:
            due = row(h)
            h = [h[0], h[2], h[1]]
        mark = "§" if step == 1 else "§>"
        out.append(f"""{step}번째 시점

x_{step} W_x = [{row(p)}] §1
h_{step - 1} W_h = [{row(q)}] {mark}1
a_{step} = [{row(a)}] {mark}1
h_{step} = tanh(a_{step}) = [{row(h)}] {"§!" if step == 1 else "§>"}1
""")
    write(
        "225-kor-rows-entries-swapped.md",
        "ko",
        "rnn vector rows m:swapped",
        """행벡터로 쓰는 책을 따라 h_t = tanh(x_t W_x + h_{t-1} W_h + b)로 계산한다.

W_x = [[0.5, -0.2, 0.1], [0.3, 0.8, -0.6]]
W_h = [[0.2, 0.1, 0], [-0.3, 0.4, 0.2], [0.6, 0, 0.1]]
b = [0, 0.1, -0.1]
x_1 = [1, -1], x_2 = [2, 0.5], h_0 = [0, 0, 0]

"""
        + "\n".join(out),
        value=due.split(", "),
    )


def all_texts():
    for each in (
        chat_gru,
        blog_one_hot,
        homework_lstm,
        notebook_session,
        prose_scalar,
        table_vector,
        two_layers,
        exam_logistic,
        code_comments,
        circled,
        gru_aligned,
        rows_wrong,
    ):
        each()
