"""Thirteen English texts of many hands."""

import mpmath as mp
from frame import add, apply, carried, matrix, numbers, row, sigmoid, tanh, text_of, times, write

t = text_of


def chat_two_layers():
    w0, u0, b0 = matrix("0.6 -0.2;0.1 0.5"), matrix("0.3 0.1;-0.2 0.4"), numbers("0.1 0")
    w1, u1, b1 = matrix("0.7 0.2;-0.5 0.9"), matrix("0.2 -0.1;0.3 0.2"), numbers("0 -0.1")
    first, second, out = numbers("0 0"), numbers("0 0"), []
    for step, x in enumerate((numbers("1 0.5"), numbers("-1 0.2")), 1):
        a = carried(add(apply(w0, x), apply(u0, first), b0), 4)
        first = carried(tanh(a), 4)
        z = carried(add(apply(w1, first), apply(u1, second), b1), 4)
        second = carried(tanh(z), 4)
        out.append(f"""### ⏱️ Time step {step}

**Layer 1**

$$a^{{(1)}}_{step} = W^{{(1)}} x_{step} + U^{{(1)}} h^{{(1)}}_{step - 1} + b^{{(1)}} = [{row(a, 4)}]$$ §1
$$h^{{(1)}}_{step} = \\tanh(a^{{(1)}}_{step}) = [{row(first, 4)}]$$ §1

**Layer 2** (its input is the state of layer 1)

$$a^{{(2)}}_{step} = W^{{(2)}} h^{{(1)}}_{step} + U^{{(2)}} h^{{(2)}}_{step - 1} + b^{{(2)}} = [{row(z, 4)}]$$ §1
$$h^{{(2)}}_{step} = \\tanh(a^{{(2)}}_{step}) = [{row(second, 4)}]$$ §1
""")
    write(
        "201-chat-two-layers-right.md",
        "en",
        "rnn layers vector chat latex",
        r"""Great question! Let's stack **two** recurrent layers and push two inputs through them. 🚀

Parameters of layer 1:

- $W^{(1)} = \begin{bmatrix} 0.6 & -0.2 \\ 0.1 & 0.5 \end{bmatrix}$
- $U^{(1)} = \begin{bmatrix} 0.3 & 0.1 \\ -0.2 & 0.4 \end{bmatrix}$
- $b^{(1)} = [0.1, 0]$

Parameters of layer 2:

- $W^{(2)} = \begin{bmatrix} 0.7 & 0.2 \\ -0.5 & 0.9 \end{bmatrix}$
- $U^{(2)} = \begin{bmatrix} 0.2 & -0.1 \\ 0.3 & 0.2 \end{bmatrix}$
- $b^{(2)} = [0, -0.1]$

Both layers start from zeros, and $x_1 = [1, 0.5]$, $x_2 = [-1, 0.2]$.

"""
        + "\n".join(out)
        + "\nNotice that 2 layers × 2 steps make 4 states in total.",
        h_n=row(second, 4).split(", "),
    )


def blog_lstm():
    wx, wh, b = numbers("0.5 -0.3 0.8 0.6"), numbers("0.1 0.4 -0.2 0.3"), numbers("0 0.2 0.1 -0.1")
    h, c, x, names, lines = mp.mpf(0), mp.mpf("0.5"), mp.mpf("1.2"), "ifgo", []
    pre = [carried(wx[k] * x + wh[k] * h + b[k]) for k in range(4)]
    gates = [carried((tanh if names[k] == "g" else sigmoid)(pre[k])) for k in range(4)]
    for k in range(4):
        name = "tanh" if names[k] == "g" else "&sigma;"
        lines.append(
            f"<li>{names[k]}<sub>1</sub> = {name}({wx[k].__str__()} &times; 1.2 + {t(wh[k], 1)} &times; 0"
            f" + {t(b[k], 1)}) = {name}({t(pre[k])}) = <b>{t(gates[k])}</b></li> §2".replace("+ -", "&minus; ")
        )
    good = gates[1] * c + gates[0] * gates[2]
    wrong = carried(good + mp.mpf("0.1"))
    state = carried(gates[3] * tanh(wrong))
    write(
        "202-blog-html-lstm-cell-slip.md",
        "en",
        "lstm scalar html m:sum",
        """<h2>One LSTM step with a calculator</h2>
<p>We take one unit. The input is x<sub>1</sub> = 1.2, the state so far is h<sub>0</sub> = 0 and the cell remembers
c<sub>0</sub> = 0.5. In the order input, forget, candidate, output the weights are:</p>
<table>
<tr><th>gate</th><th>weight of x</th><th>weight of h</th><th>bias</th></tr>
<tr><td>i</td><td>0.5</td><td>0.1</td><td>0</td></tr>
<tr><td>f</td><td>-0.3</td><td>0.4</td><td>0.2</td></tr>
<tr><td>g</td><td>0.8</td><td>-0.2</td><td>0.1</td></tr>
<tr><td>o</td><td>0.6</td><td>0.3</td><td>-0.1</td></tr>
</table>
<p>The four gates come first.</p>
<ul>
"""
        + "\n".join(lines)
        + f"""
</ul>
<p>Now the memory is updated:</p>
<p>c<sub>1</sub> = f<sub>1</sub> c<sub>0</sub> + i<sub>1</sub> g<sub>1</sub> = {t(gates[1])} &times; 0.5 + {t(gates[0])} &times; {t(gates[2])} = {t(wrong)}</p> §!1
<p>and what the unit shows is</p>
<p>h<sub>1</sub> = o<sub>1</sub> tanh(c<sub>1</sub>) = {t(gates[3])} &times; tanh({t(wrong)}) = {t(state)}</p> §>1
<p>Published on 12 March 2023, about 4 minutes to read.</p>""",
        value=[t(good)],
    )


def homework_gru():
    wz, uz = matrix("0.4 -0.6;0.2 0.8"), matrix("0.5 0;0.1 -0.3")
    wr, ur = matrix("-0.2 0.3;0.7 0.1"), matrix("0.2 0.4;-0.5 0.6")
    wn, un = matrix("0.9 -0.1;0.3 0.5"), matrix("-0.4 0.2;0.6 0.3")
    x, h = numbers("1 -1"), numbers("0.5 -0.2")
    z = carried(sigmoid(add(apply(wz, x), apply(uz, h))))
    r = carried(sigmoid(add(apply(wr, x), apply(ur, h))))
    rh = times(r, h)
    wrong = carried([rh[0], rh[1] + mp.mpf("0.03")])
    n = carried(tanh(add(apply(wn, x), apply(un, wrong))))
    new = carried(add(times([1 - each for each in z], h), times(z, n)))

    def column(values):
        return r"\begin{pmatrix} " + row(values, gap=r" \\ ") + r" \end{pmatrix}"

    write(
        "203-homework-gru-hadamard-slip.md",
        "en",
        "gru vector latex homework m:hadamard",
        r"""\section*{Problem 3 (GRU, 6 points)}
Consider a GRU without biases,
\begin{align*}
z_t &= \sigma(W_z x_t + U_z h_{t-1}), & r_t &= \sigma(W_r x_t + U_r h_{t-1}),\\
\tilde h_t &= \tanh(W_h x_t + U_h (r_t \odot h_{t-1})), & h_t &= (1 - z_t) \odot h_{t-1} + z_t \odot \tilde h_t,
\end{align*}
with
\[ W_z = \begin{pmatrix} 0.4 & -0.6 \\ 0.2 & 0.8 \end{pmatrix}, \quad U_z = \begin{pmatrix} 0.5 & 0 \\ 0.1 & -0.3 \end{pmatrix}, \]
\[ W_r = \begin{pmatrix} -0.2 & 0.3 \\ 0.7 & 0.1 \end{pmatrix}, \quad U_r = \begin{pmatrix} 0.2 & 0.4 \\ -0.5 & 0.6 \end{pmatrix}, \]
\[ W_h = \begin{pmatrix} 0.9 & -0.1 \\ 0.3 & 0.5 \end{pmatrix}, \quad U_h = \begin{pmatrix} -0.4 & 0.2 \\ 0.6 & 0.3 \end{pmatrix}. \]
The input is $x_1 = (1, -1)^\top$ and the state before it $h_0 = (0.5, -0.2)^\top$. Find $h_1$.

\paragraph{Solution.}
\begin{enumerate}
"""
        + rf"""\item Update gate: $z_1 = \sigma\!\left({column(add(apply(wz, x), apply(uz, h)))}\right) = {column(z)}$. §2
\item Reset gate: $r_1 = \sigma\!\left({column(add(apply(wr, x), apply(ur, h)))}\right) = {column(r)}$. §2
\item The reset state is $r_1 \odot h_0 = {column(wrong)}$. §!1
\item Candidate: $\tilde h_1 = \tanh(W_h x_1 + U_h (r_1 \odot h_0)) = {column(n)}$. §>1
\item New state: $h_1 = (1 - z_1) \odot h_0 + z_1 \odot \tilde h_1 = {column(new)}$. §>1
\end{{enumerate}}""",
        value=row(rh).split(", "),
    )


def session_gru():
    x, h = mp.mpf("0.7"), mp.mpf("-0.4")
    z = sigmoid(mp.mpf("0.9") * x + mp.mpf("0.3") * h - mp.mpf("0.1"))
    r = sigmoid(mp.mpf("-0.5") * x + mp.mpf("0.8") * h + mp.mpf("0.2"))
    n = tanh(mp.mpf("1.1") * x + mp.mpf("0.6") * (r * h))
    new = (1 - z) * n + z * h

    def full(value):
        return repr(float(value))

    write(
        "204-session-gru-right.md",
        "en",
        "gru scalar repl full",
        f"""Nothing beats typing it in. One GRU cell of size one, in the interpreter:

```
>>> from math import exp, tanh
>>> sigmoid = lambda v: 1 / (1 + exp(-v))
>>> x, h = 0.7, -0.4
>>> z = sigmoid(0.9 * x + 0.3 * h - 0.1)
>>> z
{full(z)} §1
>>> r = sigmoid(-0.5 * x + 0.8 * h + 0.2)
>>> r
{full(r)} §1
>>> n = tanh(1.1 * x + 0.6 * (r * h))
>>> n
{full(n)} §1
>>> (1 - z) * n + z * h
{full(new)} §1
>>> round(z, 3)
{float(t(z))!r} §1
```

The update gate is about {t(z, 2)}, so most of the old state stays.""",
    )


def prose_elman():
    a = mp.mpf("0.35") * 2 + mp.mpf("0.1")
    h1 = carried(tanh(a))
    b = carried(mp.mpf("0.35") * -1 + mp.mpf("0.6") * h1 + mp.mpf("0.1"))
    wrong = carried(tanh(b) - mp.mpf("0.021"))
    c = carried(mp.mpf("0.35") * mp.mpf("0.5") + mp.mpf("0.6") * wrong + mp.mpf("0.1"))
    last = carried(tanh(c))
    write(
        "205-prose-elman-slip.md",
        "en",
        "rnn scalar prose m:tanh",
        f"""In 1990 Elman described a network that keeps a copy of its own hidden layer. Suppose there is one hidden unit.
The weight from the input is 0.35, the weight from the old state is 0.6 and the bias is 0.1; the state starts at 0.
The inputs are 2, then -1, then 0.5.

At the first step the unit receives 0.35 · 2 + 0.1 = 0.8, and its state is tanh(0.8) = {t(h1)}. §2
At the second step it receives 0.35 · (-1) + 0.6 · {t(h1)} + 0.1 = {t(b)}, and tanh({t(b)}) = {t(wrong)}. §!2
At the third step it receives 0.35 · 0.5 + 0.6 · {t(wrong)} + 0.1 = {t(c)}, and tanh({t(c)}) = {t(last)}. §>2

About 60 % of an old state comes back at every step, which is why 3 or 4 steps are all it remembers (Chapter 7).""",
        value=[t(tanh(b))],
    )


def table_scalar():
    h, lines = mp.mpf(0), []
    for step, x in enumerate(("1", "0", "-0.5", "2"), 1):
        p, q = carried(mp.mpf("0.8") * mp.mpf(x)), carried(mp.mpf("-0.5") * h)
        a = carried(p + q + mp.mpf("0.2"))
        shown = carried(a + mp.mpf("0.1")) if step == 3 else a
        new = carried(tanh(shown))
        mark = "§!4" if step == 3 else ("§>4" if step > 3 else "§4")
        lines.append(f"| {step} | {x} | {t(p)} | {t(q)} | {t(shown)} | {t(new)} | {mark}")
        if step == 3:
            due = t(a)
        h = new
    write(
        "206-table-scalar-sum-slip.md",
        "en",
        "rnn scalar table m:sum",
        """# Trace of a one-unit RNN

`w_x = 0.8`, `w_h = -0.5`, `b = 0.2`, `h_0 = 0`

| t | x_t | w_x x_t | w_h h_{t-1} | a_t | h_t = tanh(a_t) |
|---|-----|---------|-------------|-----|------|
"""
        + "\n".join(lines)
        + "\n\nThe last row is what the readout gets.",
        value=[due],
    )


def chat_sigmoid_state():
    a1 = mp.mpf("0.9") * mp.mpf("0.5") + mp.mpf("-0.4") * mp.mpf("0.3")
    s1 = carried(sigmoid(a1), 4)
    a2 = carried(mp.mpf("0.9") * mp.mpf("-1") + mp.mpf("-0.4") * s1, 4)
    s2 = carried(sigmoid(a2), 4)
    y = carried(mp.mpf("1.5") * s2, 4)
    write(
        "207-chat-sigmoid-state-right.md",
        "en",
        "rnn scalar chat sigmoid output",
        f"""Sure! Here is a tiny RNN whose hidden unit uses the **logistic function** instead of tanh:

> s_t = σ(w·x_t + u·s_{{t-1}}),  y_t = v·s_t

With w = 0.9, u = -0.4, v = 1.5, s_0 = 0.3, x_1 = 0.5, x_2 = -1:

**Step 1: the net input**
* w·x_1 = 0.9 × 0.5 = 0.45 §1
* u·s_0 = (-0.4) × 0.3 = -0.12 §1
* sum: 0.45 - 0.12 = 0.33 §1
* s_1 = σ(0.33) = 1/(1+e^(-0.33)) ≈ {t(s1, 4)} §1

**Step 2: again**
* w·x_2 = 0.9 × (-1) = -0.9 §1
* u·s_1 = (-0.4) × {t(s1, 4)} ≈ {t(mp.mpf("-0.4") * s1, 4)} §1
* s_2 = σ({t(a2, 4)}) ≈ {t(s2, 4)} §1

**Output**
* y_2 = 1.5 × {t(s2, 4)} ≈ **{t(y, 4)}** ✅ §1

Let me know if you'd like to see 3 more steps!""",
        h_n=[t(s2, 4)],
    )


def forum_arrows():
    w, u = matrix("0.2 -0.7;0.9 0.4"), matrix("0.5 -0.1;0.3 0.6")
    h = numbers("0 0")
    out, due = [], ""
    for step, x in enumerate((numbers("1 2"), numbers("0 -1"), numbers("0.5 0.5")), 1):
        wx, uh = carried(apply(w, x)), carried(apply(u, h))
        if step == 2:
            due = row(uh)
            uh = carried(apply([list(each) for each in zip(*u, strict=True)], h))
        a = carried(add(wx, uh))
        h = carried(tanh(a))
        mark = {1: "§", 2: "§!", 3: "§>"}[step]
        later = "§" if step == 1 else "§>"
        out.append(f"""t = {step}:
  W x{step}      -> ({row(wx)}) §1
  U h{step - 1}      -> ({row(uh)}) {mark if step < 3 else "§>"}1
  sum       -> ({row(a)}) {later}1
  h{step} = tanh -> ({row(h)}) {later}1
""")
    write(
        "208-forum-arrows-transposed.md",
        "en",
        "rnn vector forum arrows m:transposed",
        """> can somebody post all the numbers, not only the formulas?

here you go. h_t = tanh(W x_t + U h_{t-1}), no bias, h0 = (0, 0)

W = [0.2 -0.7; 0.9 0.4]
U = [0.5 -0.1; 0.3 0.6]
x1 = (1, 2), x2 = (0, -1), x3 = (0.5, 0.5)

"""
        + "\n".join(out)
        + "\nhope that helps, took me 20 minutes",
        value=due.split(", "),
    )


def lecture_lstm_stack():
    w = [
        numbers(each)
        for each in (
            "0.1 0.3 0.5",
            "-0.2 0.4 0.6",
            "0.7 -0.1 0.2",
            "0.3 0.3 -0.4",
            "0.5 0.2 0.1",
            "-0.6 0.4 0.8",
            "0.2 0.9 -0.3",
            "0.1 -0.5 0.4",
        )
    ]
    b = numbers("0 0 1 1 0 0 0 0")
    h, c, out = numbers("0 0"), numbers("0 0"), []
    for step, x in enumerate((mp.mpf(1), mp.mpf("-0.5")), 1):
        z = carried(add(apply(w, [*h, x]), b))
        i, f, o, g = sigmoid(z[:2]), sigmoid(z[2:4]), sigmoid(z[4:6]), tanh(z[6:])
        i, f, o, g = (carried(each) for each in (i, f, o, g))
        c = carried(add(times(f, c), times(i, g)))
        h = carried(times(o, tanh(c)))
        out.append(f"""Step {step}.

z_{step} = W [h_{step - 1}; x_{step}] + b = [{row(z)}] §1
i_{step} = σ(z_{step}[1:2]) = [{row(i)}] §1
f_{step} = σ(z_{step}[3:4]) = [{row(f)}] §1
o_{step} = σ(z_{step}[5:6]) = [{row(o)}] §1
g_{step} = tanh(z_{step}[7:8]) = [{row(g)}] §1
c_{step} = f_{step} ⊙ c_{step - 1} + i_{step} ⊙ g_{step} = [{row(c)}] §1
h_{step} = o_{step} ⊙ tanh(c_{step}) = [{row(h)}] §1
""")
    write(
        "209-lecture-lstm-stack-right.md",
        "en",
        "lstm vector stack slices",
        """## 5.3 A cell by hand

All four gates come from one product. The rows of W stand in the order i, f, o, g (two rows each), the columns
belong to h (two) and x (one):

W = [[0.1, 0.3, 0.5], [-0.2, 0.4, 0.6], [0.7, -0.1, 0.2], [0.3, 0.3, -0.4], [0.5, 0.2, 0.1], [-0.6, 0.4, 0.8], [0.2, 0.9, -0.3], [0.1, -0.5, 0.4]]
b = [0, 0, 1, 1, 0, 0, 0, 0]
x_1 = 1, x_2 = -0.5, h_0 = c_0 = [0, 0]

"""
        + "\n".join(out),
        h_n=row(h).split(", "),
    )


def exam_bidirectional():
    xs = ("0.5", "-1", "0.8")
    forward, h, lines = [], mp.mpf(0), []
    for step, x in enumerate(xs, 1):
        a = carried(mp.mpf("0.7") * mp.mpf(x) + mp.mpf("0.2") * h, 3)
        before, h = h, carried(tanh(a), 3)
        forward.append(h)
        lines.append(
            f"h→_{step} = tanh(0.7·({x}) + 0.2·({t(before)})) = tanh({t(a)}) = {t(h)} §2"
        )
    h, back = mp.mpf(0), []
    for step in (3, 2, 1):
        a = carried(mp.mpf("-0.4") * mp.mpf(xs[step - 1]) + mp.mpf("0.5") * h, 3)
        before, h = h, carried(tanh(a), 3)
        back.append(h)
        lines.append(
            f"h←_{step} = tanh(-0.4·({xs[step - 1]}) + 0.5·({t(before)})) = tanh({t(a)}) = {t(h)} §2"
        )
    y = carried(forward[0] + 2 * back[2])
    write(
        "210-exam-bidirectional-right.md",
        "en",
        "rnn scalar bidirectional exam",
        """Question 4. A bidirectional RNN with one unit in each direction reads x = (0.5, -1, 0.8).
Forward: weight of x 0.7, weight of h 0.2. Backward: weight of x -0.4, weight of h 0.5. No biases, zero start.

Answer.

"""
        + "\n".join(lines[:3])
        + "\n\nand from right to left\n\n"
        + "\n".join(lines[3:])
        + f"""

The readout of step 1 is y_1 = h→_1 + 2 h←_1 = {t(forward[0])} + 2·({t(back[2])}) = {t(y)}. §1
(3 + 3 points)""",
    )


def exam_softmax():
    h = numbers("0.6 -0.3")
    v = matrix("1.5 -2;0.5 1;-1 3")
    o = carried(apply(v, h), 2)
    e = carried([mp.exp(each) for each in o])
    total = carried(mp.fsum(e))
    wrong_total = carried(total - mp.mpf("0.3"))
    p = carried([each / wrong_total for each in e])
    loss = carried(-mp.log(p[0]))
    write(
        "211-exam-softmax-total-slip.md",
        "en",
        "softmax output loss percent m:sum",
        f"""(c) The last hidden state is h_T = [3/5, -3/10]. With

V = [[3/2, -2], [1/2, 1], [-1, 3]]

the logits are o = V h_T = [{row(o, 2)}]. §1
Exponentials: e^{t(o[0], 2)} = {t(e[0])}, e^{t(o[1], 2)} = {t(e[1])}, e^({t(o[2], 2)}) = {t(e[2])}. §3
Their sum is {t(e[0])} + {t(e[1])} + {t(e[2])} = {t(wrong_total)}. §!1
So the probabilities are {t(e[0])}/{t(wrong_total)} = {t(p[0])}, {t(e[1])}/{t(wrong_total)} = {t(p[1])}, {t(e[2])}/{t(wrong_total)} = {t(p[2])}, §>3
that is {t(100 * p[0], 1)} %, {t(100 * p[1], 1)} % and {t(100 * p[2], 1)} %. §>0
If the first word was the right one, the loss is L = -ln {t(p[0])} = {t(loss)}. §>1""",
        value=[t(total)],
    )


def printed_torch():
    wi, wh, b = matrix("0.3 -0.5;0.8 0.1"), matrix("0.4 0.2;-0.3 0.7"), numbers("0.1 -0.2")
    h, states = numbers("0 0"), []
    for x in (numbers("1 0"), numbers("0 1"), numbers("1 1")):
        h = tanh(add(apply(wi, x), apply(wh, h), b))
        states.append(h)
    shown = [row(each, 4) for each in states]
    bad = f"{t(states[1][0], 4)}, {t(states[1][1] + mp.mpf('0.2'), 4)}"
    write(
        "212-torch-loop-wrong-print.md",
        "en",
        "rnn vector torch print m:entry",
        f"""I ran the recurrence by hand in PyTorch to see what `nn.RNN` does:

```python
W_ih = torch.tensor([[0.3, -0.5], [0.8, 0.1]])
W_hh = torch.tensor([[0.4, 0.2], [-0.3, 0.7]])
b = torch.tensor([0.1, -0.2])
h = torch.zeros(2)
x1 = torch.tensor([1., 0.])
x2 = torch.tensor([0., 1.])
x3 = torch.tensor([1., 1.])

h1 = torch.tanh(W_ih @ x1 + W_hh @ h + b)
print(h1)
# tensor([{shown[0]}]) §1
h2 = torch.tanh(W_ih @ x2 + W_hh @ h1 + b)
print(h2)
# tensor([{bad}]) §!1
```

The third step starts from the second one and uses `x3`; I leave it as an exercise.""",
        value=shown[1].split(", "),
    )


def blog_gate_table():
    w = {"f": ("0.4", "0.9"), "i": ("-0.6", "0.3"), "o": ("0.2", "0.5"), "c": ("1.1", "-0.8")}
    x, h, c = mp.mpf("0.5"), mp.mpf("0.1"), mp.mpf("-0.4")
    pre = {k: carried(mp.mpf(a) * x + mp.mpf(u) * h) for k, (a, u) in w.items()}
    val = {k: carried((tanh if k == "c" else sigmoid)(each)) for k, each in pre.items()}
    name = {"f": "f<sub>1</sub>", "i": "i<sub>1</sub>", "o": "o<sub>1</sub>", "c": "c&#771;<sub>1</sub>"}
    rows = "\n".join(
        f"<tr><td>{name[k]}</td><td>{w[k][0]}&middot;0.5 + {w[k][1]}&middot;0.1 = {t(pre[k])}</td>"
        f"<td>{'tanh' if k == 'c' else 'σ'}({t(pre[k])}) = {t(val[k])}</td></tr> §2"
        for k in w
    ).replace("+ -0.8&middot;", "&minus; 0.8&middot;")
    cell = carried(val["f"] * c + val["i"] * val["c"])
    new = carried(val["o"] * tanh(cell))
    write(
        "213-blog-html-gate-table-right.md",
        "en",
        "lstm scalar html table",
        """<h3>The gates, one after the other</h3>
<p>Take x<sub>1</sub> = 0.5, h<sub>0</sub> = 0.1 and c<sub>0</sub> = &minus;0.4. There are no biases.</p>
<table>
<thead><tr><th>gate</th><th>net input</th><th>value</th></tr></thead>
<tbody>
"""
        + rows
        + f"""
</tbody>
</table>
<p>Hence <i>c</i><sub>1</sub> = {t(val["f"])}&middot;(&minus;0.4) + {t(val["i"])}&middot;{t(val["c"])} = <strong>{t(cell)}</strong> §1
and <i>h</i><sub>1</sub> = {t(val["o"])}&middot;tanh({t(cell)}) = <strong>{t(new)}</strong>.</p> §1
<p>Figure 2 shows the same numbers.</p>""",
    )


def all_texts():
    for each in (
        chat_two_layers,
        blog_lstm,
        homework_gru,
        session_gru,
        prose_elman,
        table_scalar,
        chat_sigmoid_state,
        forum_arrows,
        lecture_lstm_stack,
        exam_bidirectional,
        exam_softmax,
        printed_torch,
        blog_gate_table,
    ):
        each()
