"""Writes the 40 texts and truth.json. Every number comes from lib.py (exact fractions + mpmath).
«expr|spec» is filled in; ¤ begins the marks of a line: R root, F follow, O open, Ln n links, V= honest values."""

from lib import *


def t001():
    W = M("0.3 -0.2; 0.1 0.4")
    U = M("0.5 0.2; -0.4 0.6")
    Vv = M("1 -1; 0.5 2; -0.5 0")
    b = v("0.1 0")
    c = v("0 0.2 -0.1")
    x1, x2 = v("1 0.5"), v("-1 1")
    a1 = add(b, mv(U, x1))
    h1 = th(a1, 4)
    wh, ux = r(mv(W, h1), 4), mv(U, x2)
    a2 = add(b, wh, ux)
    h2 = th(a2, 4)
    o2 = r(add(c, mv(Vv, h2)), 4)
    y2 = sm(o2, 4)
    L = r(-ln0(y2[1]), 4)
    T(
        "001-textbook-uvw-align",
        "en",
        "rnn vector textbook-uvw align bmatrix softmax loss digits4",
        r"""
**Worked numbers for the forward equations.** The letters are those of the usual deep-learning textbook: $\mathbf{U}$ reads the input, $\mathbf{W}$ the previous state, $\mathbf{V}$ writes the output.

\begin{align}
\mathbf{a}^{(t)} &= \mathbf{b} + \mathbf{W}\mathbf{h}^{(t-1)} + \mathbf{U}\mathbf{x}^{(t)} \\
\mathbf{h}^{(t)} &= \tanh(\mathbf{a}^{(t)}) \\
\mathbf{o}^{(t)} &= \mathbf{c} + \mathbf{V}\mathbf{h}^{(t)}
\end{align}

Let
$$\mathbf{W} = «W|b1», \quad \mathbf{U} = «U|b1», \quad \mathbf{V} = «Vv|b1»,$$
$$\mathbf{b} = «b|b1», \quad \mathbf{c} = «c|b1», \quad \mathbf{x}^{(1)} = «x1|b1», \quad \mathbf{x}^{(2)} = «x2|b1»,$$
and $\mathbf{h}^{(0)} = \mathbf{0}$.

At $t=1$ the recurrent term vanishes:

\begin{align}
\mathbf{a}^{(1)} &= «b|b1» + «mv(U,x1)|b2» = «a1|b2» \\ ¤L1
\mathbf{h}^{(1)} &= \tanh(\mathbf{a}^{(1)}) = «h1|b4» ¤L1
\end{align}

At $t=2$:

\begin{align}
\mathbf{W}\mathbf{h}^{(1)} &= «wh|b4» \\ ¤L1
\mathbf{U}\mathbf{x}^{(2)} &= «ux|b2» \\ ¤L1
\mathbf{a}^{(2)} &= «a2|b4» \\ ¤L1
\mathbf{h}^{(2)} &= «h2|b4» \\ ¤L1
\mathbf{o}^{(2)} &= «o2|b4» \\ ¤L1
\hat{\mathbf{y}}^{(2)} &= \mathrm{softmax}(\mathbf{o}^{(2)}) = «y2|b4» ¤L1
\end{align}

If class 2 is the target, $L^{(2)} = -\log «y2[1]|4» = «L|4»$. ¤L1
""",
        locals(),
        h_n=H(rnn(U, W, b, [x1, x2], v("0 0"))[-1], 4),
    )


def t002():
    wx, wh, b = f("0.8"), f("0.5"), f("0.1")
    xs = v("1 -0.5")
    z1 = wx * xs[0] + b
    h1 = th(z1, 3)
    z2 = wx * xs[1] + wh * h1 + b
    h2 = th(z2, 3)
    Wy = v("1.2 -0.7 0.4")
    lo = r([w * h2 for w in Wy], 3)
    e = ex(lo, 3)
    S = sum(e)
    good = r([k / S for k in e], 3)
    S2 = S - e[2]
    bad = r([k / S2 for k in e], 3)
    L = r(-ln0(bad[0]), 3)
    T(
        "002-forum-quote-softmax-denominator",
        "en",
        "rnn scalar blockquote forum output softmax loss dollar-none m:softmax",
        r"""
**Re: softmax at the end of my tiny RNN — probabilities look odd?**

> I have a single hidden unit and want three class probabilities after two steps.
> Wx = «wx», Wh = «wh», b = «b», h0 = 0, inputs «xs[0]» and then «xs[1]».

Let's go through it together. I get the same states as you:

> h1 = tanh(«wx»*«xs[0]» + «wh»*0 + «b») = tanh(«z1») = «h1|3» ¤L2
> h2 = tanh(«wx»*(«xs[1]») + «wh»*«h1|3» + «b») = tanh(«z2») = «h2|3» ¤L2

Next, the logits with Wy = «Wy» and no output bias:

> logits = [«Wy[0]»*«h2|3», «Wy[1]»*«h2|3», «Wy[2]»*«h2|3»] = «lo|3» ¤L1
> exp(logits) = «e|3» ¤L1
> probs = softmax(logits) = «bad|3» ¤R L1 V=«good[0]|3»;«good[1]|3»;«good[2]|3»

and the loss, if class 0 was the right one:

> loss = -log(«bad[0]|3») = «L|3» ¤F L1

Hope that helps (posted 3 years ago, edited 2 times, 57% upvoted).
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 3),
        blame=["softmax", "sum", "normal"],
        aside=True,
    )


def t003():
    wx, wh, b = f("1.1"), f("-0.6"), f("0.05")
    xs = v("0.4 0.9 -0.2")
    h = Fr(0)
    Z, Hs = [], []
    for x in xs:
        z = wx * x + wh * h + b
        h = th(z, 4)
        Z.append(z)
        Hs.append(h)
    T(
        "003-html-sub-scalar",
        "en",
        "rnn scalar html entities sub-tags digits4",
        r"""
<h3>Unrolling by hand</h3>
<p>Take <i>w<sub>x</sub></i> = «wx», <i>w<sub>h</sub></i> = «wh|u», <i>b</i> = «b», and start with <i>h</i><sub>0</sub> = 0. The inputs are <i>x</i><sub>1</sub> = «xs[0]», <i>x</i><sub>2</sub> = «xs[1]», <i>x</i><sub>3</sub> = «xs[2]|u».</p>
<ul>
<li><b>h<sub>1</sub></b> = tanh(«wx» &times; «xs[0]» &minus; 0.6 &times; 0 + «b») = tanh(«Z[0]») = «Hs[0]|4»</li> ¤L2
<li><b>h<sub>2</sub></b> = tanh(«wx» &times; «xs[1]» &minus; 0.6 &times; «Hs[0]|4» + «b») = tanh(«Z[1]») = «Hs[1]|4»</li> ¤L2
<li><b>h<sub>3</sub></b> = tanh(«wx» &times; (&minus;0.2) &minus; 0.6 &times; «Hs[1]|4» + «b») = tanh(«Z[2]|u») = «Hs[2]|u4»</li> ¤L2
</ul>
<p>Because <i>w<sub>h</sub></i> is negative, a strong state pushes the next one <em>down</em>.</p>
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 4),
    )


def t004():
    Waa = M("0.2 0.5; -0.3 0.1")
    Wax = M("0.4 -0.1; 0.3 0.8")
    b = v("0.2 -0.1")
    x1, x2 = v("1 1"), v("0 2")
    z1 = add(mv(Wax, x1), b)
    a1 = th(z1, 3)
    st = r(mv(Waa, a1), 3)
    ix = mv(Wax, x2)
    good = add(st, ix, b)
    bad = add(st, ix)
    a2 = th(bad, 3)
    Wya = v("1 1")
    by = f("-0.5")
    zy = dot(Wya, a2) + by
    y = sg(zy, 3)
    Wa = [p + q for p, q in zip(Waa, Wax)]
    T(
        "004-ng-stacked-bias-lost",
        "en",
        "rnn vector ng-notation stacked pmatrix output sigmoid-out m:bias",
        r"""
## Simplified notation: one matrix $W_a$

In the sequence-model course, $W_a = [W_{aa} \mid W_{ax}]$ and

$$a^{\langle t \rangle} = \tanh\left(W_a\,[a^{\langle t-1 \rangle}, x^{\langle t \rangle}] + b_a\right)$$

Suppose

$$W_a = «Wa|p1», \qquad b_a = «b|p1», \qquad a^{\langle 0 \rangle} = «v('0 0')|p»$$

**$t = 1$**, with $x^{\langle 1 \rangle} = «x1|p»$:

$$a^{\langle 1 \rangle} = \tanh\left(W_a «[Fr(0),Fr(0)]+x1|p» + b_a\right) = \tanh «z1|p1» = «a1|p3»$$ ¤L2

**$t = 2$**, with $x^{\langle 2 \rangle} = «x2|p»$:

$$W_a «[t for t in r(a1,3)]+x2|p» + b_a = «st|p3» + «ix|p1» = «bad|p3»$$ ¤R L2 V=«good[0]|3»;«good[1]|3»

$$a^{\langle 2 \rangle} = \tanh «bad|p3» = «a2|p3»$$ ¤F L1

**Prediction.** With $W_{ya} = (1 \;\; 1)$ and $b_y = «by»$:

$$\hat{y}^{\langle 2 \rangle} = \sigma(«a2[0]|(3» + «a2[1]|(3» - 0.5) = \sigma(«zy|3») = «y|3»$$ ¤F L2
""",
        locals(),
        h_n=H(rnn(Wax, Waa, b, [x1, x2], v("0 0"))[-1], 3),
        blame=["bias", "b_a"],
    )


def t005():
    W, U, b = f("0.7"), f("0.2"), f("-0.05")
    xs = v("0.3 1.2 -0.8")
    hs = rnn(W, U, b, xs, Fr(0))
    fl = [repr(float(mpf(h))) for h in hs]
    zz = [W * xs[1] + U * hs[0] + b]
    zf = repr(float(mpf(zz[0])))
    r3 = r(hs, 3)
    T(
        "005-repl-math-tanh-full",
        "en",
        "rnn scalar repl python float64 code",
        r"""
I don't trust my calculator, so here is the same thing in a Python 3.11 prompt:

```
>>> from math import tanh
>>> wx, wh, b = «W», «U», «b»
>>> h0 = 0.0
>>> h1 = tanh(wx * «xs[0]» + wh * h0 + b)
>>> h1
«fl[0]» ¤L1
>>> wx * «xs[1]» + wh * h1 + b
«zf» ¤L1
>>> h2 = tanh(_)
>>> h2
«fl[1]» ¤L1
>>> h3 = tanh(wx * «xs[2]» + wh * h2 + b)
>>> h3
«fl[2]» ¤L1
```

Rounded for the worksheet: h1 ≈ «r3[0]|3», h2 ≈ «r3[1]|3», h3 ≈ «r3[2]|3». ¤L3
""",
        locals(),
        h_n=H(hs[-1], 3),
        aside=True,
    )


def t006():
    p = dict(Wz="0.5", Uz="-0.4", bz="0.2", Wr="0.3", Ur="0.6", br="0", Wh="0.8", Uh="0.5", bh="-0.1")
    p = {k: f(x) for k, x in p.items()}
    h0, x = f("0.3"), f("1.5")
    az = p["Wz"] * x + p["Uz"] * h0 + p["bz"]
    z = sg(az, 4)
    ar = p["Wr"] * x + p["Ur"] * h0 + p["br"]
    rr = sg(ar, 4)
    rh = r(rr * h0, 4)
    ah = r(p["Wh"] * x + p["Uh"] * rh + p["bh"], 4)
    bad = sg(ah, 4)
    good = th(ah, 4)
    h1 = r((1 - z) * h0 + z * bad, 4)
    T(
        "006-gru-torch-print-sigmoid",
        "en",
        "gru scalar code torch print tensor m:sigmoid",
        r"""
### A GRU cell in nine lines

```python
import torch
Wz, Uz, bz = «p['Wz']», «p['Uz']», «p['bz']»
Wr, Ur, br = «p['Wr']», «p['Ur']», «p['br']|1»
Wh, Uh, bh = «p['Wh']», «p['Uh']», «p['bh']»
x1 = torch.tensor(«x»); h0 = torch.tensor(«h0»)

z1 = torch.sigmoid(Wz * x1 + Uz * h0 + bz); print(z1)
r1 = torch.sigmoid(Wr * x1 + Ur * h0 + br); print(r1)
n1 = torch.tanh(Wh * x1 + Uh * (r1 * h0) + bh); print(n1)
h1 = (1 - z1) * h0 + z1 * n1; print(h1)
```

By hand, to 4 digits, as `print` would show:

- update gate: z1 = sigmoid(«az») = tensor(«z|4») ¤L1
- reset gate: r1 = sigmoid(«ar») = tensor(«rr|4») ¤L1
- r1 * h0 = «rr|4» * «h0» = tensor(«rh|4») ¤L1
- candidate: n1 = tanh(0.8 * 1.5 + 0.5 * «rh|4» - 0.1) = tanh(«ah|4») = tensor(«bad|4») ¤R L2 V=«good|4»
- new state: h1 = (1 - «z|4») * «h0» + «z|4» * «bad|4» = tensor(«h1|4») ¤F L1
""",
        locals(),
        blame=["sigmoid", "tanh"],
    )


def t007():
    wx, wh, b = f("0.02"), f("0.9"), f("-1")
    xs = v("45 60")
    z1 = wx * xs[0] + b
    h1 = th(z1, 3)
    z2 = wx * xs[1] + wh * h1 + b
    h2 = th(z2, 3)
    p = sg(3 * h2, 3)
    T(
        "007-blog-prose-years-percent",
        "en",
        "rnn scalar prose blog numbers-in-prose percent output tricky",
        r"""
# What 45 % humidity does to a one-neuron memory

*Updated 14 March 2021 · 6 min read · 1,204 views*

In 1990 Jeffrey Elman published his 33-page paper, and in 1997 the LSTM followed. Between those 2 dates nobody I know computed an RNN with weather data, so let me do it with 2 days and 1 neuron.

My sensor said 45 on Monday and 60 on Tuesday (percent, roughly ±3). I use an input weight of «wx», a recurrent weight of «wh», and a bias of «b». Before Monday the memory is empty: h_0 = 0.

On Monday the neuron computes h_1 = tanh(«wx»·«xs[0]» + «wh»·0 − 1) = tanh(«z1|u») = «h1|u3», a slightly negative mood. On Tuesday it remembers that: h_2 = tanh(«wx»·«xs[1]» + «wh»·(«h1|u3») − 1) = tanh(«z2|u») = «h2|u3». ¤L4

To turn this into a chance of rain I multiply by 3 and take the logistic function, P = 1/(1 + e^(−3·«h2|(u3»)) ≈ «p|3», or «p*100|1» %. The TV said 40 %, the almanac of 1987 said 35 %. ¤L2

Compared with 10 years of records (3,650 days, 12 % missing) that is not a bad guess for 3 parameters.
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 3),
    )


def t008():
    wx, wh, b = f("0.6"), f("0.7"), f("0")
    xs = v("1 0.5 -0.3")
    h1 = th(wx * xs[0], 3)
    z2 = wx * xs[1] + wh * h1
    h2 = th(z2, 3)
    h2s = f("0.538")  # digits swapped below
    z3 = wx * xs[2] + wh * h2
    d = dec(h2, 3)
    sw = Fr(d[:2] + d[3] + d[2] + d[4])
    z3b = wx * xs[2] + wh * sw
    h3 = th(z3b, 3)
    T(
        "008-exam-key-digits-swapped",
        "en",
        "rnn scalar exam numbered parenthesised m:digits",
        r"""
CS 4731 — Midterm II — ANSWER KEY — Question 6 (12 points)

An RNN with one hidden neuron uses h_t = tanh(w_x x_t + w_h h_{t-1}); there is no bias. w_x = «wx», w_h = «wh», h_0 = 0, and the input sequence is «xs[0]», «xs[1]», «xs[2]». Round every state to 3 decimals.

(a) [4 pts]  h_1 = tanh(«wx» × «xs[0]» + «wh» × 0) = tanh(«wx*xs[0]») = «h1|3» ¤L2

(b) [4 pts]  h_2 = tanh(«wx» × «xs[1]» + «wh» × «h1|3») = tanh(«z2») = «h2|3» ¤L2

(c) [4 pts]  h_3 = tanh(«wx» × («xs[2]») + «wh» × «sw|3») = tanh(«z3b») = «h3|3» ¤R L2 V=«h2|3»

Deduct 1 point for each arithmetic slip, 2 points for using w_x in place of w_h.
""",
        locals(),
        h_n=H(rnn(wx, wh, Fr(0), xs, Fr(0))[-1], 3),
        blame=["h_2", dec(h2, 3), "digits"],
    )


def t009():
    Wf, Wi, Wc, Wo = (
        M("0.1 0.4 0.7; -0.2 0.3 0.5"),
        M("0.5 -0.1 0.2; 0.2 0.2 -0.6"),
        M("0.3 0.6 0.9; -0.4 0.1 0.8"),
        M("0.2 0 0.4; 0.1 -0.5 0.3"),
    )
    bf, bi, bc, bo = v("1 1"), v("0 0"), v("0 0.1"), v("0.2 0")
    h0, x, c0 = v("0.2 -0.5"), v("0.5"), v("0.4 -0.1")
    hx = h0 + x
    af, ai, ac, ao = (add(mv(w, hx), b) for w, b in ((Wf, bf), (Wi, bi), (Wc, bc), (Wo, bo)))
    F_, I, C, O = sg(af, 3), sg(ai, 3), th(ac, 3), sg(ao, 3)
    fc, ic = r(mul(F_, c0), 3), r(mul(I, C), 3)
    c1 = add(fc, ic)
    tc = th(c1, 3)
    h1 = r(mul(O, tc), 3)
    T(
        "009-lstm-stacked-vectors",
        "en",
        "lstm vector stacked per-gate tuples odot dash",
        r"""
LSTM, one step, 2 cells, 1 input
================================

Concatenate first: [h_0; x_1] = «hx» where h_0 = «h0», x_1 = 0.5. The old cell is C_0 = «c0».

Weights (columns: h, h, x) and biases
  W_f = «Wf»   b_f = «bf»
  W_i = «Wi»   b_i = «bi»
  W_C = «Wc»   b_C = «bc»
  W_o = «Wo»   b_o = «bo»

Gates
  f_1 = σ(W_f·[h_0; x_1] + b_f) = σ(«af») = «F_|3» ¤L2
  i_1 = σ(W_i·[h_0; x_1] + b_i) = σ(«ai») = «I|3» ¤L2
  C̃_1 = tanh(W_C·[h_0; x_1] + b_C) = tanh(«ac») = «C|3» ¤L2
  o_1 = σ(W_o·[h_0; x_1] + b_o) = σ(«ao») = «O|3» ¤L2

New memory
  f_1 ⊙ C_0 = «fc|3» ¤L1
  i_1 ⊙ C̃_1 = «ic|3» ¤L1
  C_1 = «fc|3» + «ic|3» = «c1|3» ¤L1
  h_1 = o_1 ⊙ tanh(C_1) = «O|3» ⊙ «tc|3» = «h1|3» ¤L2

(The forget bias of 1 is customary since about 2015.)
""",
        locals(),
        aside=True,
    )


def t010():
    k = dict(
        f=("0.6", "0.1", "0.5"), i=("0.9", "-0.3", "0"), g=("0.7", "0.4", "0.1"), o=("0.5", "0.5", "-0.2")
    )
    k = {a: [f(t) for t in b] for a, b in k.items()}
    xs = v("0.8 -0.4")
    h, c = Fr(0), Fr(0)
    st = []
    for t, x in enumerate(xs, 1):
        A = {a: w * x + u * h + b for a, (w, u, b) in k.items()}
        G = {a: (th if a == "g" else sg)(A[a], 3) for a in A}
        cg = r(G["f"] * c + G["i"] * G["g"], 3)
        cn = r(G["i"] * c + G["f"] * G["g"], 3) if t == 2 else cg
        tc = th(cn, 3)
        hn = r(G["o"] * tc, 3)
        st.append(dict(A=A, G=G, c=cn, cg=cg, tc=tc, h=hn, hp=h, cp=c))
        h, c = hn, cn
    a, b = st
    T(
        "010-lstm-emoji-gates-swapped",
        "en",
        "lstm scalar emoji chat bold star-bullets m:gates",
        r"""
Sure thing! Let's push two numbers through an LSTM and watch its memory. 🧪

## 🎛️ The knobs

* forget: `w_f = 0.6`, `u_f = 0.1`, `b_f = 0.5`
* input: `w_i = 0.9`, `u_i = -0.3`, `b_i = 0`
* candidate: `w_g = 0.7`, `u_g = 0.4`, `b_g = 0.1`
* output: `w_o = 0.5`, `u_o = 0.5`, `b_o = -0.2`

Inputs: `x_1 = «xs[0]»`, `x_2 = «xs[1]»`. Everything starts at zero (`h_0 = c_0 = 0`).

## ▶️ Time step 1

* f₁ = σ(0.6·0.8 + 0.1·0 + 0.5) = σ(«a['A']['f']») ≈ **«a['G']['f']|3»** ¤L2
* i₁ = σ(0.9·0.8 − 0.3·0 + 0) = σ(«a['A']['i']») ≈ **«a['G']['i']|3»** ¤L2
* g₁ = tanh(0.7·0.8 + 0.4·0 + 0.1) = tanh(«a['A']['g']») ≈ **«a['G']['g']|3»** ¤L2
* o₁ = σ(0.5·0.8 + 0.5·0 − 0.2) = σ(«a['A']['o']») ≈ **«a['G']['o']|3»** ¤L2
* c₁ = f₁·c₀ + i₁·g₁ = 0 + «a['G']['i']|3»·«a['G']['g']|3» ≈ **«a['c']|3»** ¤L1
* h₁ = o₁·tanh(c₁) = «a['G']['o']|3»·«a['tc']|3» ≈ **«a['h']|3»** ¤L2

## ⏭️ Time step 2

* f₂ = σ(0.6·(−0.4) + 0.1·«a['h']|3» + 0.5) = σ(«b['A']['f']») ≈ **«b['G']['f']|3»** ¤L2
* i₂ = σ(0.9·(−0.4) − 0.3·«a['h']|3» + 0) = σ(«b['A']['i']|u») ≈ **«b['G']['i']|3»** ¤L2
* g₂ = tanh(0.7·(−0.4) + 0.4·«a['h']|3» + 0.1) = tanh(«b['A']['g']|u») ≈ **«b['G']['g']|u3»** ¤L2
* o₂ = σ(0.5·(−0.4) + 0.5·«a['h']|3» − 0.2) = σ(«b['A']['o']|u») ≈ **«b['G']['o']|3»** ¤L2
* c₂ = f₂·c₁ + i₂·g₂ = «b['G']['i']|3»·«a['c']|3» + «b['G']['f']|3»·(«b['G']['g']|u3») ≈ **«b['c']|3»** ¤R L1 V=«b['cg']|3»
* h₂ = o₂·tanh(c₂) = «b['G']['o']|3»·«b['tc']|3» ≈ **«b['h']|3»** ¤F L2

🎯 Final answer: **h₂ ≈ «b['h']|3»**, **c₂ ≈ «b['c']|3»** ¤F
""",
        locals(),
        blame=["f_2", "i_2", "f₂", "i₂", "gate", "swap", "forget"],
    )


def t011():
    h0, x = f("0.6"), f("-1")
    W = dict(r=("0.4", "0.3", "0.1"), z=("-0.5", "0.8", "0"), n=("0.9", "1.1", "0.2"))
    W = {k: [f(t) for t in q] for k, q in W.items()}
    ar = W["r"][0] * x + W["r"][1] * h0 + W["r"][2]
    R = sg(ar, 4)
    az = W["z"][0] * x + W["z"][1] * h0
    Z = sg(az, 4)
    uh = W["n"][1] * h0
    an = r(W["n"][0] * x + R * uh + W["n"][2], 4)
    N = th(an, 4)
    h1 = r((1 - Z) * N + Z * h0, 4)
    T(
        "011-gru-torch-convention-quote",
        "en",
        "gru scalar blockquote torch-convention digits4",
        r"""
One thing that trips people up: PyTorch multiplies the reset gate *after* the recurrent product, and its `z` keeps the **old** state. With numbers:

> **Given** W_r = 0.4, U_r = 0.3, b_r = 0.1
> W_z = -0.5, U_z = 0.8, b_z = 0
> W_n = 0.9, U_n = 1.1, b_n = 0.2 (on the input side)
> x_t = -1, h_{t-1} = 0.6
>
> r_t = σ(0.4·(-1) + 0.3·0.6 + 0.1) = σ(«ar») = «R|4» ¤L2
> z_t = σ(-0.5·(-1) + 0.8·0.6) = σ(«az») = «Z|4» ¤L2
> n_t = tanh(0.9·(-1) + 0.2 + r_t·(1.1·0.6)) = tanh(-0.7 + «R|4»·«uh») = tanh(«an|4») = «N|4» ¤L3
> h_t = (1 - z_t)·n_t + z_t·h_{t-1} = «1-Z|4»·(«N|4») + «Z|4»·0.6 = «h1|4» ¤L2

So h_t = «h1|4»; the update gate kept about «r(Z*100,0)|0»% of the old 0.6.
""",
        locals(),
    )


def t012():
    Wx = M("0.3 0.6; -0.5 0.2")
    Wh = M("0.7 -0.3; 0.4 0.1")
    b = v("0.1 0")
    x1, x2 = v("1 2"), v("-1 0.5")
    p1 = vm(x1, tr(Wx))
    z1 = add(p1, b)
    h1 = th(z1, 3)
    p2 = vm(x2, tr(Wx))
    good = r(vm(h1, tr(Wh)), 3)
    bad = r(vm(h1, Wh), 3)
    z2 = add(p2, bad, b)
    h2 = th(z2, 3)
    T(
        "012-row-vectors-not-transposed",
        "en",
        "rnn vector rows xWT code notebook m:transposed",
        r"""
In [1]: the batch is one row, so every layer is `x @ W.T`, exactly as in `nn.RNN`:

```
h_t = tanh(x_t @ W_ih.T + h_{t-1} @ W_hh.T + b)

W_ih = «Wx»
W_hh = «Wh»
b    = «b|1»
h_0  = [0.0, 0.0]
x_1  = «x1|1»
x_2  = «x2|1»
```

In [2]: first row of the sequence

```
x_1 @ W_ih.T = «p1|1» ¤L1
h_1 = tanh(«p1|1» + [0.0, 0.0] + «b|1») = tanh(«z1|1») = «h1|3» ¤L2
```

In [3]: second row of the sequence

```
x_2 @ W_ih.T = «p2|1» ¤L1
h_1 @ W_hh.T = «bad|3» ¤R L1 V=«good[0]|3»;«good[1]|3»
h_2 = tanh(«p2|1» + «bad|3» + «b|1») = tanh(«z2|3») = «h2|3» ¤F L2
```
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, [x1, x2], v("0 0"))[-1], 3),
        blame=["transpos", "W_hh", "other way", ".T"],
        aside=True,
    )


def t013():
    w = [Fr(1, 2), Fr(-1, 4)]
    xs = [Fr(3), Fr(1), Fr(-2)]
    h = [Fr(0), Fr(0)]
    Z, Hs = [], []
    for x in xs:
        z = [a * x + c for a, c in zip(w, h)]
        h = relu(z)
        Z.append(z)
        Hs.append(h)
    Vo = [Fr(2, 3), Fr(1, 3)]
    y = dot(Vo, h)
    T(
        "013-irnn-relu-fractions",
        "en",
        "rnn vector relu fractions identity-in-words zero-in-words rows output",
        r"""
### An IRNN with exact fractions

The recurrent matrix is the 2 × 2 identity, the biases are zero, the nonlinearity is ReLU: $h_t = \max(0,\, h_{t-1} + w x_t)$ with $w = (\tfrac{1}{2}, -\tfrac{1}{4})$. We begin with $h_0 = (0, 0)$ and feed $3$, $1$, $-2$.

$h_1 = \max(0, («Z[0][0]|f», «Z[0][1]|f»)) = («Hs[0][0]|f», «Hs[0][1]|f»)$ ¤L2

$h_2 = \max(0, («Hs[0][0]|f» + «w[0]|f», 0 - \tfrac{1}{4})) = \max(0, («Z[1][0]|f», «Z[1][1]|f»)) = («Hs[1][0]|f», «Hs[1][1]|f»)$ ¤L3

$h_3 = \max(0, («Hs[1][0]|f» - 1, 0 + «w[0]|f»)) = («Hs[2][0]|f», «Hs[2][1]|f»)$ ¤L2

The readout has weights $\tfrac{2}{3}$ and $\tfrac{1}{3}$:

$$y_3 = \tfrac{2}{3} \cdot «Hs[2][0]|f» + \tfrac{1}{3} \cdot «Hs[2][1]|f» = \tfrac{2}{3} + \tfrac{1}{6} = «y|f»$$ ¤L2

No rounding anywhere, so all digits can be trusted.
""",
        locals(),
    )


def t014():
    Wx = M("0.1 -0.4 0.6 0.3; 0.5 0.2 -0.1 -0.7; -0.3 0.8 0.4 0")
    Wh = M("0.2 0.1 0; 0 0.3 -0.2; 0.4 0 0.1")
    b = v("0 0.1 -0.1")
    col = tr(Wx)
    z1 = add(col[3], b)
    h1 = th(z1, 2)
    q = r(mv(Wh, h1), 2)
    bad, good = col[2], col[1]
    z2 = add(bad, q, b)
    h2 = th(z2, 2)
    q3 = r(mv(Wh, h2), 2)
    z3 = add(col[0], q3, b)
    h3 = th(z3, 2)
    T(
        "014-char-onehot-wrong-column",
        "en",
        "rnn vector onehot char digits2 dash arrows m:column",
        r"""
Character RNN on the word "dba" (alphabet: a b c d → positions 1 2 3 4)

  a = [1,0,0,0]   b = [0,1,0,0]   c = [0,0,1,0]   d = [0,0,0,1]

  Wxh = [[0.1, -0.4, 0.6, 0.3],
         [0.5, 0.2, -0.1, -0.7],
         [-0.3, 0.8, 0.4, 0.0]]
  Whh = «Wh»
  bh  = «b»
  h0  = [0, 0, 0]

Multiplying by a one-hot vector simply picks a column of Wxh. Two decimals are enough here.

'd' --> Wxh·d = «col[3]|2» ¤L1
        h1 = tanh(«col[3]|2» + [0, 0, 0] + «b|2») = tanh(«z1|2») = «h1|2» ¤L2

'b' --> Wxh·b = «bad|2» ¤R L1 V=«good[0]|2»;«good[1]|2»;«good[2]|2»
        Whh·h1 = «q|2» ¤L1
        h2 = tanh(«bad|2» + «q|2» + «b|2») = tanh(«z2|2») = «h2|2» ¤F L2

'a' --> Wxh·a = «col[0]|2» ¤L1
        Whh·h2 = «q3|2» ¤F L1
        h3 = tanh(«col[0]|2» + «q3|2» + «b|2») = tanh(«z3|2») = «h3|2» ¤F L2
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, [v("0 0 0 1"), v("0 1 0 0"), v("1 0 0 0")], v("0 0 0"))[-1], 2),
        blame=["column", "Wxh", "input"],
    )


def t015():
    h0 = th(f("0.4"), 3)
    z1 = f("0.4") * 0 + f("0.5") * h0
    h1 = th(z1, 3)
    z2 = f("-0.8") + f("0.5") * h1
    h2 = th(z2, 3)
    W = M("0.6 -0.2; 0.3 0.5")
    hh = v("0.4 -0.3")
    p0 = dot(W[0], hh)
    p1 = dot(W[1], hh)
    a0, a1 = p0 + f("0.2"), p1 - f("0.1")
    H2 = th([a0, a1], 3)
    y = r(2 * H2[0] - 3 * H2[1], 3)
    err = r(y - f("1"), 3)
    se = r(err * err, 3)
    T(
        "015-zero-based-two-problems",
        "en",
        "rnn scalar vector zero-based several code output squares never-b",
        r"""
**Problem A.** *Python counts from zero, so do we: the first input is `x[0]`, and the state before it is `h[-1] = 0`. `w_x = 0.4`, `w_h = 0.5`, no bias, `x = [1, 0, -2]`.*

```text
h[0] = tanh(0.4*1 + 0.5*0) = «h0|3» ¤L1
h[1] = tanh(0.4*0 + 0.5*«h0|3») = tanh(«z1») = «h1|3» ¤L2
h[2] = tanh(0.4*(-2) + 0.5*«h1|3») = tanh(«z2») = «h2|3» ¤L2
```

**Problem B.** *A different network with two units. The state `h_prev = «hh»` is given, the input part `W_x x + b` has been computed for you: `[0.2, -0.1]`. `W_h = «W»`. Find the new state and `y = 2*h[0] - 3*h[1]`.*

```text
z[0] = 0.6*0.4 - 0.2*(-0.3) + 0.2 = «a0» ¤L1
z[1] = 0.3*0.4 + 0.5*(-0.3) - 0.1 = «a1» ¤L1
h[0] = tanh(z[0]) = «H2[0]|3» ¤L1
h[1] = tanh(z[1]) = «H2[1]|3» ¤L1
y    = 2*«H2[0]|3» - 3*(«H2[1]|3») = «y|3» ¤L1
```

The target was 1, so the squared error is («y|3» - 1)^2 = «se|3». ¤L1
""",
        locals(),
        aside=True,
    )


def t016():
    wx, wh, b = f("0.5"), f("-0.9"), f("0.3")
    xs = v("2 1 -1 0")
    h = Fr(0)
    hp = Fr(0)
    rows = []
    for t, x in enumerate(xs, 1):
        use = hp if t == 3 else h
        z = wx * x + r(wh * use, 3) + b
        hn = th(z, 3)
        rows.append(
            (
                x,
                wx * x,
                r(wh * use, 3),
                z,
                hn,
                r(wh * h, 3),
                r(wx * x + r(wh * h, 3) + b, 3),
                th(wx * x + r(wh * h, 3) + b, 3),
            )
        )
        hp, h = h, hn
    A, B, C, D = rows
    T(
        "016-trace-table-stale",
        "en",
        "rnn scalar table headings given-formula m:stale",
        r"""
#### Trace table

Parameters: $w = 0.5$ (input), $u = -0.9$ (recurrent), $b = 0.3$, $h_0 = 0$. Each row is one time step of $h_t = \tanh(w x_t + u h_{t-1} + b)$.

| $t$ | $x_t$ | $w x_t$ | $u h_{t-1}$ | sum with $b$ | $h_t$ |
|:---:|------:|--------:|------------:|-------------:|------:|
| 1 | «A[0]» | «A[1]|1» | «A[2]|3» | «A[3]|3» | «A[4]|3» | ¤L4
| 2 | «B[0]» | «B[1]|1» | «B[2]|3» | «B[3]|3» | «B[4]|3» | ¤L4
| 3 | «C[0]» | «C[1]|1» | «C[2]|3» | «C[3]|3» | «C[4]|3» | ¤R L4 V=«C[5]|3»
| 4 | «D[0]» | «D[1]|1» | «D[2]|3» | «D[3]|3» | «D[4]|3» | ¤F L4

The last row has no input at all, yet the state is not zero: that is memory.
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 3),
        blame=["h_1", "h_2", "stale", "previous", "earlier", "before", "two steps"],
    )


def t017():
    Wx, Wh, b = M("0.2 -0.5 0.1; 0.7 0.3 -0.4"), M("0.6 0.1; -0.2 0.5"), v("-0.1 0.05")
    hp, x = v("0.5 -0.8"), v("1 2 -1")
    px, ph = mv(Wx, x), mv(Wh, hp)
    z = add(px, ph, b)
    g = z
    badph = [ph[0], -ph[1]]
    zb = add(px, badph, b)
    hn = th(zb, 4)
    T(
        "017-notebook-hprev-sign",
        "en",
        "rnn vector notebook h_prev generic-t given-state dash m:sign",
        r"""
```python
# cell 12 - sanity check of rnn_cell_forward
W_x = «Wx»
W_h = «Wh»
b = «b»
h_prev = «hp»
x_t = «x»
```

The pieces, worked out on paper before running the cell:

 - `W_x @ x_t` = «px» ¤L1
 - `W_h @ h_prev` = [0.6*0.5 + 0.1*(-0.8), -0.2*0.5 + 0.5*(-0.8)] = «badph» ¤R L1 V=«ph[1]»
 - `z = W_x @ x_t + W_h @ h_prev + b` = «zb» ¤F L1
 - `h_next = np.tanh(z)` = «hn|4» ¤F L1

If your cell prints something else, look at the shapes first: (2, 3) times (3,) gives (2,).
""",
        locals(),
        h_n=H(th0(g), 4),
        blame=["sign", dec(ph[1], None), "W_h", "minus"],
        aside=True,
    )


def t018():
    wx, wh, b = f("0.45"), f("0.35"), f("0.05")
    xs = v("0.9 0.2 0.6")
    tg = v("0.5 0.3 0.6")
    wy, by = f("1.1"), f("-0.1")
    h = Fr(0)
    q = []
    for x, g in zip(xs, tg):
        z = cut(wx * x + wh * h + b, 4)
        h = cut(th0(z), 4)
        y = cut(wy * h + by, 4)
        e = cut((y - g) ** 2, 4)
        q.append((z, h, y, e, x, g))
    S = q[0][3] + q[1][3] + q[2][3]
    mse = cut(S / 3, 4)
    T(
        "018-truncated-mse",
        "en",
        "rnn scalar truncated output loss mse squares indented",
        r"""
Lab sheet 9: forecast with a recurrent unit (all results CUT OFF after the 4th decimal, not rounded)

    w_x = 0.45    w_h = 0.35    b = 0.05
    w_y = 1.1     b_y = -0.1    h_0 = 0
    x = 0.9, 0.2, 0.6           (three hours)
    targets = 0.5, 0.3, 0.6

    hour 1
      h_1 = tanh(0.45*0.9 + 0.35*0 + 0.05) = tanh(«q[0][0]|4») = «q[0][1]|4» ¤L2
      y_1 = 1.1*«q[0][1]|4» - 0.1 = «q[0][2]|4» ¤L1
    hour 2
      h_2 = tanh(0.45*0.2 + 0.35*«q[0][1]|4» + 0.05) = tanh(«q[1][0]|4») = «q[1][1]|4» ¤L2
      y_2 = 1.1*«q[1][1]|4» - 0.1 = «q[1][2]|4» ¤L1
    hour 3
      h_3 = tanh(0.45*0.6 + 0.35*«q[1][1]|4» + 0.05) = tanh(«q[2][0]|4») = «q[2][1]|4» ¤L2
      y_3 = 1.1*«q[2][1]|4» - 0.1 = «q[2][2]|4» ¤L1

    squared errors
      («q[0][2]|4» - 0.5)^2 = «q[0][3]|4» ¤L1
      («q[1][2]|4» - 0.3)^2 = «q[1][3]|4» ¤L1
      («q[2][2]|4» - 0.6)^2 = «q[2][3]|4» ¤L1
    MSE = («q[0][3]|4» + «q[1][3]|4» + «q[2][3]|4») / 3 = «mse|4» ¤L1
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 4),
    )


from make2 import *

if __name__ == "__main__":
    import make2

    for k in sorted([k for k in globals() if k[0] == "t" and k[1:].isdigit()]):
        globals()[k]()
    done()
