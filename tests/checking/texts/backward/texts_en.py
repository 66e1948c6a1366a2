from frame import *
import numpy as np


def same(s, tol, **k):
    for n, (m, t) in k.items(): s.ok(n, m, t, tol)


@text("exam-sigmoid-hidden-tanh-slope", "en", "rnn scalar sigmoid half exam", "m:sigmoid-slope")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 2], 0.5, -0.6, 0.1, act=sig); h1, h2 = h[1:]
    e = R(h2 - 1); q = s.alt(f"{h2:.4f} (1 - {h2:.4f})", f"(1 - {h2:.4f}^2)"); d2 = s.slip(R(e * h2 * (1 - h2)), R(e * (1 - h2 ** 2)))
    g1 = R(-0.6 * d2); q1 = s.alt(f"{h1:.4f} (1 - {h1:.4f})", f"(1 - {h1:.4f}^2)"); d1 = s.slip(R(g1 * h1 * (1 - h1)), R(g1 * (1 - h1 ** 2)))
    gh, gx, gb = R(d2 * h1), R(d2 * 2 + d1), R(d2 + d1)
    r = ref([1, 2], 0.5, -0.6, 0.1, y=1, act="sig"); same(s, None, W_h=(gh, r.dWh), W_x=(gx, r.dWx), b=(gb, r.db)); s.end(r.h[-1]); s.blame("sigmoid", "h(1 - h)", "derivative", "slope", "1 - h")
    s.write(r"""
CS 4xx Midterm, Problem 3 -- sample solution

The hidden unit is logistic: h_t = sigmoid(W_x x_t + W_h h_{t-1} + b).
W_x = 0.5, W_h = -0.6, b = 0.1, h_0 = 0, x = (1, 2), y = 1, L = 1/2 (h_2 - y)^2.

a) Forward pass.
   h_1 = sigmoid(0.5*1 + 0.1) = sigmoid(«a[1]:1») = «h1» @L
   h_2 = sigmoid(0.5*2 - 0.6*«h1» + 0.1) = sigmoid(«a[2]») = «h2» @L

b) Backward pass.
   dL/dh_2 = «h2» - 1 = «e» @L
   delta_2 = «e» * «q» = «d2» @L @R
   dL/dh_1 = -0.6 * («d2») = «g1» @L
   delta_1 = «g1» * «q1» = «d1» @L @R

c) Gradients.
   dL/dW_h = delta_2 * h_1 = «d2» * «h1» = «gh» @L
   dL/dW_x = delta_2 * x_2 + delta_1 * x_1 = «d2» * 2 + «d1» * 1 = «gx» @L
   dL/db = «d2» + «d1» = «gb» @L
""", locals())


@text("sigmoid-hidden-mean-right", "en", "rnn scalar sigmoid sq mean many-to-many chat", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, -1], 0.8, 0.5, act=sig); h1, h2 = h[1:]
    L1, L2 = R((h1 - 0.5) ** 2), R((h2 - 0.5) ** 2); L = R((L1 + L2) / 2)
    l2 = R(h2 - 0.5); d2 = R(l2 * h2 * (1 - h2)); l1 = R(h1 - 0.5); f1 = R(0.5 * d2); g1 = R(l1 + f1); d1 = R(g1 * h1 * (1 - h1))
    gh, gx = R(d2 * h1), R(-d2 + d1)
    r = ref([1, -1], 0.8, 0.5, y=[0.5, 0.5], at="all", act="sig", loss="sq", mean=True); same(s, None, L=(L, r.L), W_h=(gh, r.dWh), W_x=(gx, r.dWx)); s.end(r.h[-1])
    s.write(r"""
Of course! Here is the whole computation for a **sigmoid** RNN with a *mean* squared error over both steps.

Parameters: W_x = 0.8, W_h = 0.5, b = 0, h₀ = 0. Inputs x₁ = 1, x₂ = −1; targets y₁ = y₂ = 0.5.

Loss: L = ½[(h₁ − y₁)² + (h₂ − y₂)²], the mean of two squared errors.

### Forward

| step | pre-activation | hidden state | squared error |
|------|----------------|--------------|---------------|
| 1 | 0.8·1 = 0.8 | σ(0.8) = «h1» | («h1» − 0.5)² = «L1» | @L3
| 2 | 0.8·(−1) + 0.5·«h1» = «a[2]» | σ(«a[2]») = «h2» | («h2» − 0.5)² = «L2» | @L3

L = («L1» + «L2»)/2 = «L» @L

### Backward

The mean cancels the 2 of the square, so ∂L/∂h_t starts with (h_t − y_t).

- ∂L/∂h₂ = «h2» − 0.5 = «l2» @L
- δ₂ = «l2:4:p» · «h2» · (1 − «h2») = «d2» @L
- ∂L/∂h₁ = («h1» − 0.5) + 0.5 · («d2») = «g1» @L
- δ₁ = «g1» · «h1» · (1 − «h1») = «d1» @L

### Gradients

- ∂L/∂W_h = δ₂ · h₁ + δ₁ · h₀ = «gh» @L1
- ∂L/∂W_x = δ₂ · x₂ + δ₁ · x₁ = «d2:4:p» · (−1) + «d1» · 1 = «gx» @L

Happy to go deeper if needed 👍
""", locals())


@text("relu-two-units-right", "en", "rnn vector relu half bmatrix lecture")
def _(s):
    s.d = 2
    Wx = M([1.0], [-0.5]); Wh = M([0.5, 1.0], [-1.0, 0.5]); b = V(0, 1.0); y = V(1, 1)
    relu = lambda v: np.maximum(v, 0)
    a1 = Wx[:, 0] + b; h1 = relu(a1); a2 = Wx[:, 0] * 2 + Wh @ h1 + b; h2 = relu(a2); e = h2 - y; m2 = (a2 > 0) * 1.0; m1 = (a1 > 0) * 1.0
    d2 = e * m2; g1 = Wh.T @ d2; d1 = g1 * m1; dWh = np.outer(d2, h1); dWx = d2 * 2 + d1; db = d2 + d1
    r = ref([1, 2], Wx, Wh, b, y=y, act="relu"); same(s, None, W_hh=(dWh, r.dWh), W_xh=(dWx, r.dWx), b=(db, r.db)); s.end(r.h[-1])
    s.write(r"""
### ReLU: a unit that is off passes nothing back

$$W_{xh} = «Wx:1:bm»,\quad W_{hh} = «Wh:1:bm»,\quad b = «b:0:bm»,\quad h_0 = 0,\quad x_1 = 1,\ x_2 = 2,\quad y = «y:0:bm»$$

and $L = \frac12 \|h_2 - y\|^2$ with $h_t = \mathrm{ReLU}(a_t)$.

Forward:

$$a_1 = «a1:2:bm»,\qquad h_1 = \mathrm{ReLU}(a_1) = «h1:2:bm»$$ @L2
$$a_2 = W_{xh}\cdot 2 + W_{hh}h_1 + b = «a2:2:bm»,\qquad h_2 = «h2:2:bm»$$ @L2

The second unit is off at $t=2$. Backward:

$$\frac{\partial L}{\partial h_2} = h_2 - y = «e:2:bm»$$ @L1
$$\delta_2 = «e:2:bm» \odot «m2:0:bm» = «d2:2:bm»$$ @L1
$$\frac{\partial L}{\partial h_1} = W_{hh}^\top\delta_2 = «g1:3:bm»,\qquad \delta_1 = «g1:3:bm» \odot «m1:0:bm» = «d1:3:bm»$$ @L2

Gradients:

$$\frac{\partial L}{\partial W_{hh}} = \delta_2 h_1^\top = «dWh:3:bm»,\qquad \frac{\partial L}{\partial W_{xh}} = 2\delta_2 + \delta_1 = «dWx:3:bm»,\qquad \frac{\partial L}{\partial b} = \delta_1+\delta_2 = «db:3:bm»$$ @L3
""", locals())


@text("relu-dead-unit-passes", "en", "rnn vector relu sq entries plain", "m:slope-forgotten")
def _(s):
    s.d = 3; R = s.R
    wx = V(0.5, -1.0); Wh = M([0.2, 0.4], [0.6, -0.3]); y = V(0.0, 1.0); relu = lambda v: np.maximum(v, 0)
    h1 = V(0.5, 0); a2 = R(wx * 1.5 + Wh @ h1); h2 = R(relu(a2)); e = R(2 * (h2 - y)); d2 = s.slip(R(e * (a2 > 0)), e)
    how = s.alt(f"{e[1]:.3f} * 0", f"{e[1]:.3f} * 1")
    g1 = R(Wh.T @ d2); d1 = R(g1 * V(1, 0)); dWh = R(np.outer(d2, h1)); dWx = R(d2 * 1.5 + d1)
    r = ref([1, 1.5], wx.reshape(2, 1), Wh, y=y, act="relu", loss="sq"); same(s, 3e-3, Whh=(dWh, r.dWh), Wxh=(dWx, r.dWx)); s.end(r.h[-1]); s.values[-1] = s.values[-1][1:]; s.blame("ReLU", "relu", "step", "slope", "derivative", "0")
    s.write(r"""
Homework 5.3, ReLU recurrent net, 2 hidden units

Wxh = [0.5, -1.0], Whh = [[0.2, 0.4], [0.6, -0.3]], no bias, h0 = [0, 0]
x1 = 1, x2 = 1.5, target = [0, 1], L = (h2[1] - 0)^2 + (h2[2] - 1)^2

a1 = [0.5, -1.0]
h1 = relu(a1) = [0.5, 0] @L1
a2[1] = 0.5*1.5 + 0.2*0.5 + 0.4*0 = «a2[0]» @L1
a2[2] = -1.0*1.5 + 0.6*0.5 - 0.3*0 = «a2[1]» @L1
h2 = relu(a2) = «h2:3» @L1

dL/dh2[1] = 2*(«h2[0]» - 0) = «e[0]» @L
dL/dh2[2] = 2*(«h2[1]» - 1) = «e[1]» @L
dL/da2[1] = «e[0]» * 1 = «d2[0]» @L
dL/da2[2] = «how» = «d2[1]» @L @R
dL/dh1[1] = 0.2*«d2[0]» + 0.6*(«d2[1]») = «g1[0]» @L
dL/dh1[2] = 0.4*«d2[0]» - 0.3*(«d2[1]») = «g1[1]» @L
dL/da1 = [«g1[0]», 0] @L1

dL/dWhh = dL/da2 h1^T = «dWh:3» @L1
dL/dWxh = dL/da2 * 1.5 + dL/da1 * 1 = «dWx:3» @L1
""", locals())


@text("sum-over-paths-right", "en", "rnn scalar half paths lecture latex", aside=True)
def _(s):
    s.d = 4; R = s.R
    w, u = 0.7, 0.4; a, h = fwd(s, [1, 1, 0], u, w); h1, h2, h3 = h[1:]
    e = R(h3 - 0.6); s3, s2, s1 = R(1 - h3 ** 2), R(1 - h2 ** 2), R(1 - h1 ** 2); p3 = R(e * s3 * h2); p2 = R(e * s3 * w * s2 * h1); t = R(p3 + p2)
    r = ref([1, 1, 0], u, w, y=0.6); same(s, None, w=(t, r.dWh)); s.end(r.h[-1])
    s.write(r"""
**BPTT as a sum over paths.** The weight $w$ is used three times in $h_3 = \tanh(w h_2)$, $h_2 = \tanh(u + w h_1)$, $h_1 = \tanh(u + w h_0)$, so there are three paths from $L = \frac12(h_3 - 0.6)^2$ to $w$.

With $u = 0.4$, $w = 0.7$, $h_0 = 0$:

- $h_1 = \tanh(0.4) = «h1»$ and $1 - h_1^2 = «s1»$ @L2
- $h_2 = \tanh(0.4 + 0.7 \cdot «h1») = \tanh(«a[2]») = «h2»$ and $1 - h_2^2 = «s2»$ @L3
- $h_3 = \tanh(0.7 \cdot «h2») = \tanh(«a[3]») = «h3»$ and $1 - h_3^2 = «s3»$ @L3

The error is $h_3 - 0.6 = «e»$. @L1

Path through the last use:

$$«e» \cdot «s3» \cdot «h2» = «p3»$$ @L1

Path through the middle use (one more factor $w(1-h_2^2)$):

$$«e» \cdot «s3» \cdot 0.7 \cdot «s2» \cdot «h1» = «p2»$$ @L1

Path through the first use: $h_0 = 0$, so it contributes nothing.

$$\frac{\partial L}{\partial w} = «p3» + («p2») + 0 = «t»$$ @L
""", locals())


@text("only-the-last-step-summed", "en", "rnn scalar half delta table", "m:last-step-only")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [0.5, 1.0, -0.5], 1.2, 0.5); h1, h2, h3 = h[1:]
    d3 = R((h3 - 0.8) * (1 - h3 ** 2)); d2 = R(0.5 * d3 * (1 - h2 ** 2)); d1 = R(0.5 * d2 * (1 - h1 ** 2))
    gh = s.slip(R(d3 * h2 + d2 * h1), R(d3 * h2)); gx = s.slip(R(d3 * -0.5 + d2 + d1 * 0.5), R(d3 * -0.5))
    th = s.alt(f"{d3:.4f}*{h2:.4f} + ({d2:.4f})*{h1:.4f}", f"{d3:.4f}*{h2:.4f}"); tx = s.alt(f"{d3:.4f}*(-0.5) + ({d2:.4f})*1 + ({d1:.4f})*0.5", f"{d3:.4f}*(-0.5)")
    r = ref([0.5, 1, -0.5], 1.2, 0.5, y=0.8); same(s, None, W_hh=(gh, r.dWh), W_xh=(gx, r.dWx)); s.end(r.h[-1]); s.blame("sum", "steps", "time", "last", "step 2", "contribution")
    s.write(r"""
# Gradients of a three-step RNN

`W_xh = 1.2`, `W_hh = 0.5`, `b = 0`, `h_0 = 0`, `x = [0.5, 1.0, -0.5]`, `y = 0.8`, loss `L = (h_3 - y)^2 / 2`

| t | x_t | a_t | h_t |
|---|-----|-----|-----|
| 1 | 0.5 | «a[1]» | «h1» | @L2
| 2 | 1.0 | «a[2]» | «h2» | @L2
| 3 | -0.5 | «a[3]» | «h3» | @L2

Deltas, from the end:

    delta_3 = («h3» - 0.8)*(1 - «h3:4:p»^2) = «d3» @L
    delta_2 = 0.5*(«d3»)*(1 - «h2»^2) = «d2» @L
    delta_1 = 0.5*(«d2»)*(1 - «h1»^2) = «d1» @L

Gradients:

    dL/dW_hh = «th» = «gh» @L @R
    dL/dW_xh = «tx» = «gx» @L @R
""", locals())


@text("numpy-loop-dh-next-right", "en", "rnn vector half numpy code dh0")
def _(s):
    s.d = 4
    Wx = M([0.5, -0.2], [0.1, 0.3]); Wh = M([0.4, -0.3], [0.2, 0.6]); b = V(0.0, 0.1); h0 = V(0.1, -0.1); x1, x2 = V(1, 0), V(0.5, 1); y = V(0.3, 0.3)
    h1 = tanh(Wx @ x1 + Wh @ h0 + b); h2 = tanh(Wx @ x2 + Wh @ h1 + b); L = 0.5 * np.sum((h2 - y) ** 2)
    d2 = (h2 - y) * (1 - h2 ** 2); n2 = Wh.T @ d2; d1 = n2 * (1 - h1 ** 2); n1 = Wh.T @ d1; dWh = np.outer(d2, h1) + np.outer(d1, h0); dWx = np.outer(d2, x2) + np.outer(d1, x1); db = d1 + d2
    r = ref([x1, x2], Wx, Wh, b, h0, y=y); same(s, None, dWhh=(dWh, r.dWh), dWxh=(dWx, r.dWx), db=(db, r.db), dh0=(n1, r.dh0)); s.end(r.h[-1])
    A, B = s.fmt(dWx, 4, "nps").split("\n"); C, D = s.fmt(dWh, 4, "nps").split("\n")
    s.write(r"""
A vanilla RNN, forward and backward, as a script and what it prints.

```python
import numpy as np
np.set_printoptions(precision=4, suppress=True)
Wxh = np.array([[0.5, -0.2], [0.1, 0.3]])
Whh = np.array([[0.4, -0.3], [0.2, 0.6]])
bh  = np.array([0.0, 0.1])
xs  = [np.array([1.0, 0.0]), np.array([0.5, 1.0])]
target = np.array([0.3, 0.3])
hs = {-1: np.array([0.1, -0.1])}
for t in range(2):
    hs[t] = np.tanh(Wxh @ xs[t] + Whh @ hs[t-1] + bh)
    print('h', t, hs[t])
loss = 0.5 * np.sum((hs[1] - target) ** 2)
print('loss %.4f' % loss)
dWxh, dWhh, dbh = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(bh)
dh = hs[1] - target
for t in reversed(range(2)):
    draw = (1 - hs[t] * hs[t]) * dh
    dbh += draw
    dWxh += np.outer(draw, xs[t])
    dWhh += np.outer(draw, hs[t-1])
    dh = Whh.T @ draw
    print('draw', t, draw, 'dhnext', dh)
print(dWxh)
print(dWhh)
print(dbh)
```

Output:

```
h 0 «h1:4:nps» @L1
h 1 «h2:4:nps» @L1
loss «L» @L1
draw 1 «d2:4:nps» dhnext «n2:4:nps» @L2
draw 0 «d1:4:nps» dhnext «n1:4:nps» @L2
«A» @L1
«B» @L1
«C» @L1
«D» @L1
«db:4:nps» @L1
```
""", locals())


@text("recursion-without-slope", "en", "rnn vector half pmatrix", "m:recursion-without-slope", aside=True)
def _(s):
    s.d = 4; R = s.R
    Wx = M([0.3], [0.8]); Wh = M([0.6, -0.2], [0.1, 0.5]); y = V(0.5, 0.0); a, h = fwd(s, [V(1), V(1)], Wx, Wh, h0=V(0, 0)); h1, h2 = h[1:]
    g2 = R(h2 - y); d2 = R(g2 * (1 - h2 ** 2)); g1 = s.slip(R(Wh.T @ d2), R(Wh.T @ g2)); v = s.alt(d2, g2); nm = s.alt(r"\delta_2", r"\frac{\partial L}{\partial h_2}")
    d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); dWx = R(d1 + d2)
    r = ref([1, 1], Wx, Wh, y=y); same(s, None, Whh=(dWh, r.dWh), Wxh=(dWx, r.dWx)); s.end(r.h[-1]); s.blame("slope", "δ", "delta", "1 - h", "derivative", "da_2", "tanh")
    s.write(r"""
**Exercise.** Let $W_{xh} = «Wx:1:pm»$, $W_{hh} = «Wh:1:pm»$, $b=0$, $h_0=0$, $x_1=x_2=1$. The loss is $L=\frac12\|h_2-y\|^2$ with $y=«y:1:pm»$. Find the gradients.

*Forward.* $h_1=\tanh«a[1]:4:pm»=«h1:4:pm»$ @L1

$h_2=\tanh\left(W_{xh}+W_{hh}h_1\right)=\tanh«a[2]:4:pm»=«h2:4:pm»$ @L

*Backward.* $\frac{\partial L}{\partial h_2}=h_2-y=«g2:4:pm»$ @L1

$\delta_2=\frac{\partial L}{\partial h_2}\odot(1-h_2\odot h_2)=«d2:4:pm»$ @L1

$\frac{\partial L}{\partial h_1}=W_{hh}^\top «nm»=«Wh.T:1:pm»«v:4:pm»=«g1:4:pm»$ @L @R

$\delta_1=\frac{\partial L}{\partial h_1}\odot(1-h_1\odot h_1)=«d1:4:pm»$ @L1

*Result.* $\frac{\partial L}{\partial W_{hh}}=\delta_2h_1^\top=«dWh:4:pm»$ and $\frac{\partial L}{\partial W_{xh}}=\delta_1+\delta_2=«dWx:4:pm»$. @L2
""", locals())


@text("softmax-at-every-step-right", "en", "rnn vector ce many-to-many output plain")
def _(s):
    s.d = 4; R = s.R
    wx, wh = 0.9, -0.4; v = V(1.0, -1.0); h1 = R(tanh(0.9)); a2 = R(0.9 * -0.5 - 0.4 * h1); h2 = R(tanh(a2))
    p1, p2 = R(softmax(v * h1)), R(softmax(v * h2)); z1, z2 = R(v * h1), R(v * h2); e1, e2 = R(p1 - V(1, 0)), R(p2 - V(0, 1)); L = R(R(-log(p1[0])) + R(-log(p2[1]))); L1, L2 = R(-log(p1[0])), R(-log(p2[1]))
    g2 = R(v @ e2); d2 = R(g2 * (1 - h2 ** 2)); o1 = R(v @ e1); g1 = R(o1 + wh * d2); d1 = R(g1 * (1 - h1 ** 2)); gh = R(d2 * h1); gx = R(d2 * -0.5 + d1); gv = R(e2 * h2 + e1 * h1)
    r = ref([1, -0.5], wx, wh, Wy=v.reshape(2, 1), y=[V(1, 0), V(0, 1)], at="all", loss="ce"); same(s, None, L=(L, r.L), Whh=(gh, r.dWh), Wxh=(gx, r.dWx), Why=(gv, r.dWy)); s.end(r.h[-1])
    s.write(r"""
One hidden unit, two classes, a label at every step
---------------------------------------------------

Wxh = 0.9, Whh = -0.4, Why = [1, -1] (a column), no biases, h0 = 0
x = 1, -0.5; labels: class 1 at t = 1, class 2 at t = 2
L = L1 + L2, each the cross-entropy of a softmax

t = 1:  h1 = tanh(0.9) = «h1» @L
        z1 = [«z1[0]», «z1[1]»], p1 = softmax(z1) = «p1:4» @L2
        L1 = -ln «p1[0]» = «L1» @L1
t = 2:  h2 = tanh(0.9*(-0.5) - 0.4*«h1») = tanh(«a2») = «h2» @L
        z2 = [«z2[0]», «z2[1]»], p2 = softmax(z2) = «p2:4» @L2
        L2 = -ln(«p2[1]») = «L2» @L1
        L = «L1» + «L2» = «L» @L

t = 2:  dz2 = p2 - [0, 1] = «e2:4» @L1
        dh2 = 1*(«e2[0]») - 1*(«e2[1]») = «g2» @L
        da2 = «g2»*(1 - («h2»)^2) = «d2» @L
t = 1:  dz1 = p1 - [1, 0] = «e1:4» @L1
        dh1 = 1*(«e1[0]») - 1*(«e1[1]») - 0.4*(«d2») = «g1» @L
        da1 = «g1»*(1 - «h1»^2) = «d1» @L

dWhh = da2*h1 = «d2»*«h1» = «gh» @L
dWxh = da2*x2 + da1*x1 = «d2»*(-0.5) + («d1»)*1 = «gx» @L
dWhy = dz2*h2 + dz1*h1 = «gv:4» @L1
""", locals())


@text("cross-entropy-update-without-rate", "en", "rnn scalar ce output update chat dash", "m:learning-rate-forgotten")
def _(s):
    s.d = 4; R = s.R
    v = V(0.5, -0.5, 1.0); y = V(0, 1, 0); a, h = fwd(s, [2, 0], 0.3, 0.9); h1, h2 = h[1:]; z = R(v * h2); p = R(softmax(z)); e = R(p - y); g2 = R(v @ e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.9 * d2); d1 = R(g1 * (1 - h1 ** 2)); gh = R(d2 * h1); gx = R(d1 * 2)
    nh = s.slip(R(0.9 - 0.2 * gh), R(0.9 - gh)); nx = s.slip(R(0.3 - 0.2 * gx), R(0.3 - gx)); k = s.alt("0.2·", "")
    r = ref([2, 0], 0.3, 0.9, Wy=v.reshape(3, 1), y=y, loss="ce", lr=0.2); same(s, None, W_h=(gh, r.dWh), W_x=(gx, r.dWx), W_h_new=(nh, r.Wh), W_x_new=(nx, r.Wx)); s.end(r.h[-1]); s.blame("learning rate", "rate", "0.2", "η")
    s.write(r"""
Great question! Let's do one full training step together 🚀

**Given:** W_x = 0.3, W_h = 0.9, h₀ = 0, inputs x₁ = 2 and x₂ = 0, output weights V = (0.5, −0.5, 1), correct class 2, learning rate 0.2.

**1) Forward**

- h₁ = tanh(0.3·2) = tanh(0.6) ≈ «h1» @L
- h₂ = tanh(0.3·0 + 0.9·«h1») = tanh(«a[2]») ≈ «h2» @L
- z = V·h₂ = «z:4:t» @L1
- p = softmax(z) ≈ «p:4:t» @L1

**2) Backward**

- ∂L/∂z = p − y = «e:4:t» @L1
- ∂L/∂h₂ = 0.5·(«e[0]») − 0.5·(«e[1]») + 1·(«e[2]») = «g2» @L
- ∂L/∂a₂ = «g2»·(1 − «h2»²) = «d2» @L
- ∂L/∂h₁ = 0.9·«d2» = «g1» @L
- ∂L/∂a₁ = «g1»·(1 − «h1»²) = «d1» @L
- ∂L/∂W_h = «d2»·«h1» = «gh» @L
- ∂L/∂W_x = «d2»·0 + «d1»·2 = «gx» @L

**3) Update**

- W_h ← 0.9 − «k»«gh» = «nh» @L1 @R
- W_x ← 0.3 − «k»«gx» = «nx» @L1 @R

That's one step of gradient descent done! ✅
""", locals())


@text("truncated-to-one-step-right", "en", "rnn scalar half truncated prose")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1, 1], 0.3, 0.8); h1, h2, h3 = h[1:]; e = R(h3 - 0.2); d3 = R(e * (1 - h3 ** 2)); t1 = R(d3 * h2); d2 = R(0.8 * d3 * (1 - h2 ** 2)); d1 = R(0.8 * d2 * (1 - h1 ** 2)); full = R(d3 * h2 + d2 * h1)
    r = ref([1, 1, 1], 0.3, 0.8, y=0.2); same(s, None, w=(full, r.dWh), d1=(d1, r.da[0])); s.end(r.h[-1])
    s.write(r"""
Truncated versus full backpropagation through time
==================================================

We use h_t = tanh(0.3 x_t + 0.8 h_{t-1}) with h_0 = 0, x_1 = x_2 = x_3 = 1 and L = 1/2 (h_3 - 0.2)^2.

The states are

h_1 = tanh(0.3) = «h1» @L
h_2 = tanh(0.3 + 0.8 × «h1») = tanh(«a[2]») = «h2» @L
h_3 = tanh(0.3 + 0.8 × «h2») = tanh(«a[3]») = «h3» @L

The error is «h3» − 0.2 = «e», and behind the tanh it is @L1

δ_3 = «e» × (1 − «h3»²) = «d3» @L

If we cut after one step, only the last use of the weight is seen:

truncated gradient = δ_3 h_2 = «d3» × «h2» = «t1» @L2

Without the cut we go on:

δ_2 = 0.8 × «d3» × (1 − «h2»²) = «d2» @L
δ_1 = 0.8 × «d2» × (1 − «h1»²) = «d1» @L
full gradient = δ_3 h_2 + δ_2 h_1 + δ_1 h_0 = «d3» × «h2» + «d2» × «h1» + 0 = «full» @L2

So truncation loses the second term.
""", locals())


@text("forward-slip-carried-back", "en", "rnn scalar half output plain", "m:slip", aside=True)
def _(s):
    s.d = 3; R = s.R
    h1 = R(tanh(0.4)); a2 = s.slip(R(0.8 + 0.5 * h1), R(0.8 + 0.5 * h1) + 0.1); h2 = R(tanh(a2)); yh = R(2 * h2); e = R(yh - 1); g2 = R(2 * e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.5 * d2); d1 = R(g1 * (1 - h1 ** 2)); gv = R(e * h2); gh = R(d2 * h1); gx = R(d2 * 2 + d1)
    r = ref([1, 2], 0.4, 0.5, Wy=2.0, y=1); same(s, 3e-3, gh=(gh, r.dWh), gx=(gx, r.dWx), gv=(gv, r.dWy)); s.end(r.h[-1])
    s.write(r"""
wx = 0.4, wh = 0.5, wy = 2, h0 = 0
x1 = 1, x2 = 2, y = 1
E = (yhat - y)^2 / 2

a1 = 0.4*1 = 0.4 @L1
h1 = tanh(0.4) = «h1» @L
a2 = 0.4*2 + 0.5*«h1» = «a2» @L @R
h2 = tanh(«a2») = «h2» @L
yhat = 2*«h2» = «yh» @L

dE/dyhat = «yh» - 1 = «e» @L
dE/dwy = «e»*«h2» = «gv» @L
dE/dh2 = «e»*2 = «g2» @L
dE/da2 = «g2»*(1 - «h2»^2) = «d2» @L
dE/dh1 = «d2»*0.5 = «g1» @L
dE/da1 = «g1»*(1 - «h1»^2) = «d1» @L
dE/dwh = «d2»*«h1» = «gh» @L
dE/dwx = «d2»*2 + «d1»*1 = «gx» @L
""", locals())


@text("bce-every-step-chat-right", "en", "rnn scalar bce many-to-many output chat")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 0], 0.6, 0.8, -0.1); h1, h2 = h[1:]; z1, z2 = R(1.5 * h1 + 0.2), R(1.5 * h2 + 0.2); p1, p2 = R(sig(z1)), R(sig(z2)); e1, e2 = R(p1 - 1), R(p2)
    g2 = R(1.5 * e2); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(1.5 * e1 + 0.8 * d2); d1 = R(g1 * (1 - h1 ** 2)); gh, gx, gb, gv, gc = R(d2 * h1), R(d1), R(d1 + d2), R(e1 * h1 + e2 * h2), R(e1 + e2)
    r = ref([1, 0], 0.6, 0.8, -0.1, Wy=1.5, by=0.2, y=[1, 0], at="all", loss="bce"); same(s, None, W_hh=(gh, r.dWh), W_xh=(gx, r.dWx), b=(gb, r.db), W_hy=(gv, r.dWy), b_y=(gc, r.dby)); s.end(r.h[-1])
    s.write(r"""
Here's the step-by-step solution 👇

**Network:** $h_t = \tanh(0.6x_t + 0.8h_{t-1} - 0.1)$, $\hat y_t = \sigma(1.5h_t + 0.2)$
**Data:** $x = (1, 0)$, $y = (1, 0)$, $h_0 = 0$, binary cross-entropy summed over both steps

---

**Forward pass**

1. $h_1 = \tanh(0.6 - 0.1) = \tanh(0.5) = «h1»$, $\hat y_1 = \sigma(1.5 \cdot «h1» + 0.2) = \sigma(«z1») = «p1»$ @L4
2. $h_2 = \tanh(0.8 \cdot «h1» - 0.1) = \tanh(«a[2]») = «h2»$, $\hat y_2 = \sigma(1.5 \cdot «h2» + 0.2) = \sigma(«z2») = «p2»$ @L4

**Backward pass** (for a sigmoid with BCE, $\partial L/\partial z_t = \hat y_t - y_t$)

- $\partial L/\partial z_2 = «p2» - 0 = «e2»$ @L
- $\partial L/\partial z_1 = «p1» - 1 = «e1»$ @L
- $\partial L/\partial h_2 = 1.5 \cdot «e2» = «g2»$ @L
- $\delta_2 = «g2» \cdot (1 - «h2»^2) = «d2»$ @L
- $\partial L/\partial h_1 = 1.5 \cdot («e1») + 0.8 \cdot «d2» = «g1»$ @L
- $\delta_1 = «g1» \cdot (1 - «h1»^2) = «d1»$ @L

**Gradients**

- $\partial L/\partial W_{hh} = \delta_2 h_1 = «gh»$ @L1
- $\partial L/\partial W_{xh} = \delta_1 x_1 + \delta_2 x_2 = «gx»$ @L1
- $\partial L/\partial b = \delta_1 + \delta_2 = «gb»$ @L1
- $\partial L/\partial W_{hy} = «e1» \cdot «h1» + «e2» \cdot «h2» = «gv»$ @L1
- $\partial L/\partial b_y = «e1» + «e2» = «gc»$ @L1
""", locals())


@text("slope-of-pre-activation", "en", "rnn scalar sq delta latexparen", "m:slope-of-pre-activation", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 0.5], 0.7, 0.9); h1, h2 = h[1:]; e = R(2 * (h2 - 0.3)); k2 = s.alt(h2, a[2]); k1 = s.alt(h1, 0.7); d2 = s.slip(R(e * (1 - h2 ** 2)), R(e * (1 - a[2] ** 2))); g1 = R(0.9 * d2); d1 = s.slip(R(g1 * (1 - h1 ** 2)), R(g1 * (1 - 0.7 ** 2))); gh = R(d2 * h1); gx = R(d2 * 0.5 + d1)
    r = ref([1, 0.5], 0.7, 0.9, y=0.3, loss="sq"); same(s, None, w=(gh, r.dWh), u=(gx, r.dWx)); s.end(r.h[-1]); s.blame("h_2", "a_2", "pre-activation", "slope", "derivative", "1 - h")
    s.write(r"""
\(u = 0.7\), \(w = 0.9\), \(x_1 = 1\), \(x_2 = 0.5\), \(h_0 = 0\), target \(0.3\), \(L = (h_2 - 0.3)^2\).

First the forward direction:

\[ a_1 = 0.7 \cdot 1 = 0.7, \quad h_1 = \tanh(0.7) = «h1» \] @L2
\[ a_2 = 0.7 \cdot 0.5 + 0.9 \cdot «h1» = «a[2]», \quad h_2 = \tanh(«a[2]») = «h2» \] @L2

Then backwards:

\[ \frac{\partial L}{\partial h_2} = 2(«h2» - 0.3) = «e» \] @L
\[ \delta_2 = «e» \cdot (1 - «k2»^2) = «d2» \] @L @R
\[ \frac{\partial L}{\partial h_1} = 0.9 \cdot «d2» = «g1» \] @L
\[ \delta_1 = «g1» \cdot (1 - «k1»^2) = «d1» \] @L @R

\[ \frac{\partial L}{\partial w} = «d2» \cdot «h1» = «gh», \quad \frac{\partial L}{\partial u} = «d2» \cdot 0.5 + «d1» \cdot 1 = «gx» \] @L2
""", locals())


@text("vanishing-factors-right", "en", "rnn scalar half vanishing lecture", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1, 1], 1.0, 0.4); h1, h2, h3 = h[1:]; s2, s3 = R(1 - h2 ** 2), R(1 - h3 ** 2); f3, f2 = R(0.4 * s3), R(0.4 * s2); pr = R(f3 * f2); e = R(h3); d3 = R(e * s3); d2 = R(0.4 * d3 * s2); g1 = R(0.4 * d2)
    r = ref([1, 1, 1], 1.0, 0.4, y=0); same(s, None, dh1=(g1, r.dh[0]), d2=(d2, r.da[1])); s.end(r.h[-1])
    s.write(r"""
## 4.2 How fast does the gradient die?

Unit: `h_t = tanh(x_t + 0.4 h_(t-1))`, `x = 1, 1, 1`, `h_0 = 0`, target `0`, `L = 0.5 h_3^2`.

```
h_1 = tanh(1) = «h1» @L
h_2 = tanh(1 + 0.4 * «h1») = tanh(«a[2]») = «h2» @L
h_3 = tanh(1 + 0.4 * «h2») = tanh(«a[3]») = «h3» @L
```

One step back multiplies by `dh_t/dh_(t-1) = 0.4 (1 - h_t^2)`:

```
dh_3/dh_2 = 0.4 * (1 - «h3»^2) = 0.4 * «s3» = «f3» @L
dh_2/dh_1 = 0.4 * (1 - «h2»^2) = 0.4 * «s2» = «f2» @L
dh_3/dh_1 = «f3» * «f2» = «pr» @L
```

and the deltas are

```
dL/dh_3 = h_3 - 0 = «e» @L1
delta_3 = «e» * «s3» = «d3» @L
delta_2 = 0.4 * «d3» * «s2» = «d2» @L
dL/dh_1 = 0.4 * «d2» = «g1» @L
```

Two steps were enough to lose almost everything.
""", locals())


@text("squared-error-two-lost", "en", "rnn scalar sq output exam", "m:error-halved")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, -2], 0.5, 0.6); h1, h2 = h[1:]; o = R(1.2 * h2 + 0.1); e = s.slip(R(2 * (o - 1)), R(o - 1)); two = s.alt("2 × ", ""); gv = R(e * h2); g2 = R(1.2 * e); d2 = R(g2 * (1 - h2 ** 2)); d1 = R(0.6 * d2 * (1 - h1 ** 2)); gh = R(d2 * h1); gx = R(-2 * d2 + d1)
    r = ref([1, -2], 0.5, 0.6, Wy=1.2, by=0.1, y=1, loss="sq"); same(s, None, v=(gv, r.dWy), w=(gh, r.dWh), u=(gx, r.dWx), c=(e, r.dby)); s.end(r.h[-1]); s.blame("2", "factor", "square", "half", "doubled")
    s.write(r"""
Problem 2 [15 marks]. h_t = tanh(u x_t + w h_{t−1}), o = v h_2 + c, L = (o − y)².
u = 0.5, w = 0.6, v = 1.2, c = 0.1, h_0 = 0, x_1 = 1, x_2 = −2, y = 1.

Answer.

h_1 = tanh(0.5 × 1) = «h1» @L
h_2 = tanh(0.5 × (−2) + 0.6 × «h1») = tanh(«a[2]») = «h2» @L
o = 1.2 × («h2») + 0.1 = «o» @L

∂L/∂o = «two»(«o» − 1) = «e» @L @R
∂L/∂c = «e» @L1
∂L/∂v = «e» × («h2») = «gv» @L
∂L/∂h_2 = «e» × 1.2 = «g2» @L
∂L/∂a_2 = «g2» × (1 − («h2»)²) = «d2» @L
∂L/∂a_1 = 0.6 × («d2») × (1 − «h1»²) = «d1» @L
∂L/∂w = «d2» × «h1» = «gh» @L
∂L/∂u = «d2» × (−2) + («d1») × 1 = «gx» @L
""", locals())


@text("new-matrices-right", "en", "rnn vector half update bmatrix display")
def _(s):
    s.d = 4; R = s.R
    Wx = M([0.2], [-0.4]); Wh = M([0.5, 0.1], [-0.3, 0.7]); y = V(0.0, -0.2); a, h = fwd(s, [V(1), V(2)], Wx, Wh, h0=V(0, 0)); h1, h2 = h[1:]; e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); dWx = R(2 * d2 + d1); nWh = R(Wh - 0.5 * dWh); nWx = R(Wx[:, 0] - 0.5 * dWx)
    r = ref([1, 2], Wx, Wh, y=y, lr=0.5); same(s, None, Whh=(dWh, r.dWh), Wxh=(dWx, r.dWx), Whh_new=(nWh, r.Wh), Wxh_new=(nWx, r.Wx)); s.end(r.h[-1])
    s.write(r"""
# Worked example: one SGD step on a 2-unit RNN ($\eta = 0.5$)

$$
W_{xh} = «Wx:1:bm», \quad W_{hh} = «Wh:1:bm», \quad x_1 = 1,\; x_2 = 2,\; h_0 = 0,\; y = «y:1:bm»
$$

$$
L = \tfrac12 \lVert h_2 - y \rVert^2
$$

**Forward**

$$
h_1 = \tanh «a[1]:1:bm» = «h1:4:bm» @L1
$$

$$
h_2 = \tanh\left( «a[2]:4:bm» \right) = «h2:4:bm» @L
$$

**Backward**

$$
\delta_2 = (h_2 - y) \odot (1 - h_2^2) = «e:4:bm» \odot (1 - h_2^2) = «d2:4:bm» @L2
$$

$$
\delta_1 = W_{hh}^\top \delta_2 \odot (1 - h_1^2) = «g1:4:bm» \odot (1 - h_1^2) = «d1:4:bm» @L2
$$

**Gradients and updated weights**

$$
\nabla W_{hh} = \delta_2 h_1^\top = «dWh:4:bm» @L1
$$

$$
\nabla W_{xh} = \delta_2 x_2 + \delta_1 x_1 = «dWx:4:bm» @L1
$$

$$
W_{hh}^{new} = W_{hh} - 0.5\,\nabla W_{hh} = «nWh:4:bm» @L1
$$

$$
W_{xh}^{new} = W_{xh} - 0.5\,\nabla W_{xh} = «nWx:4:bm» @L1
$$
""", locals())


@text("gradients-averaged-over-steps", "en", "rnn scalar half many-to-many prose", "m:averaged-over-steps")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 2], 0.4, 0.3, h0=0.5); h1, h2 = h[1:]; e2, e1 = R(h2 - 0.5), R(h1 - 0.1); d2 = R(e2 * (1 - h2 ** 2)); g1 = R(e1 + 0.3 * d2); d1 = R(g1 * (1 - h1 ** 2))
    gh = s.slip(R(d2 * h1 + d1 * 0.5), R((d2 * h1 + d1 * 0.5) / 2)); gx = s.slip(R(d2 * 2 + d1), R((d2 * 2 + d1) / 2)); half, o, c = s.alt("", " / 2"), s.alt("", "("), s.alt("", ")")
    r = ref([1, 2], 0.4, 0.3, h0=0.5, y=[0.1, 0.5], at="all"); same(s, None, Wh=(gh, r.dWh), Wx=(gx, r.dWx)); s.end(r.h[-1]); s.blame("sum", "average", "mean", "2", "steps")
    s.write(r"""
Training a scalar RNN on two targets. The loss adds up both steps: L = 1/2 (h1 - 0.1)^2 + 1/2 (h2 - 0.5)^2.

Settings: Wx = 0.4, Wh = 0.3, no bias, h0 = 0.5, x1 = 1, x2 = 2.

Step 1 forward: h1 = tanh(0.4*1 + 0.3*0.5) = tanh(«a[1]:2») = «h1» @L
Step 2 forward: h2 = tanh(0.4*2 + 0.3*«h1») = tanh(«a[2]») = «h2» @L

Step 2 backward: dL/dh2 = «h2» - 0.5 = «e2» @L
                 da2 = «e2» * (1 - «h2»^2) = «d2» @L
Step 1 backward: dL/dh1 = («h1» - 0.1) + 0.3*«d2» = «g1» @L
                 da1 = «g1» * (1 - «h1»^2) = «d1» @L

Putting both steps together:

dL/dWh = «o»«d2»*«h1» + «d1»*0.5«c»«half» = «gh» @L @R
dL/dWx = «o»«d2»*2 + «d1»*1«c»«half» = «gx» @L @R
""", locals())
