from frame import *
import numpy as np


@text("chat-tanh-derivative-not-squared", "en", "rnn scalar chat half delta prose", "m:tanh-derivative")
def _(s):
    s.d = 4; R = s.R
    wx, wh, b, x1, x2, y = 0.5, 0.8, 0.1, 1.0, 0.5, 0.2
    a1 = R(wx * x1 + b); h1 = R(tanh(a1)); a2 = R(wx * x2 + wh * h1 + b); h2 = R(tanh(a2)); L = R((h2 - y) ** 2 / 2)
    e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); g1 = R(wh * d2)
    d1 = s.slip(R(g1 * (1 - h1 ** 2)), R(g1 * (1 - h1)))
    q = s.alt("²", "")
    gw = R(d2 * h1); gx = R(d2 * x2 + d1 * x1); gb = R(d2 + d1)
    r = ref([x1, x2], wx, wh, b, y=y)
    for n, m, t in (("L", L, r.L), ("delta1", d1, r.da[0]), ("W_h", gw, r.dWh), ("W_x", gx, r.dWx), ("b", gb, r.db)): s.ok(n, m, t)
    s.end(r.h[-1]); s.blame("1 - h", "derivative", "square", "tanh'")
    s.write(r"""
Sure! Let's backpropagate through the two time steps by hand.

**Setup**

- W_x = 0.5, W_h = 0.8, b = 0.1, h_0 = 0
- x_1 = 1, x_2 = 0.5, target y = 0.2
- Loss: L = ½(h_2 − y)²

**Forward pass**

- h_1 = tanh(0.5·1 + 0.8·0 + 0.1) = tanh(«a1:1») = «h1» @L
- h_2 = tanh(0.5·0.5 + 0.8·«h1» + 0.1) = tanh(«a2») = «h2» @L
- L = ½(«h2» − 0.2)² = «L» @L

**Backward pass**

Write δ_t = ∂L/∂a_t, where a_t is what goes into the tanh.

- ∂L/∂h_2 = h_2 − y = «h2» − 0.2 = «e» @L
- δ_2 = «e» · (1 − «h2»²) = «d2» @L
- ∂L/∂h_1 = W_h · δ_2 = 0.8 · «d2» = «g1» @L
- δ_1 = «g1» · (1 − «h1»«q») = «d1» @L @R

**Gradients**

- ∂L/∂W_h = δ_2 h_1 + δ_1 h_0 = «d2» · «h1» + 0 = «gw» @L
- ∂L/∂W_x = δ_2 x_2 + δ_1 x_1 = «d2» · 0.5 + «d1» · 1 = «gx» @L
- ∂L/∂b = δ_2 + δ_1 = «gb» @L

And that's the full backward pass. 🎉 Let me know if you'd like the update step as well!
""", locals())


@text("kor-three-steps-squared-right", "ko", "rnn scalar sq prose", aside=True)
def _(s):
    s.d = 4; R = s.R
    u, w, y = 0.6, 0.4, 1.0; x = [1, 0, 2]
    h1 = R(tanh(u * 1)); a2 = R(w * h1); h2 = R(tanh(a2)); a3 = R(u * 2 + w * h2); h3 = R(tanh(a3))
    g3 = R(2 * (h3 - y)); d3 = R(g3 * (1 - h3 ** 2)); g2 = R(w * d3); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(w * d2); d1 = R(g1 * (1 - h1 ** 2))
    dw = R(d3 * h2 + d2 * h1); du = R(d3 * 2 + d2 * 0 + d1)
    r = ref(x, u, w, y=y, loss="sq")
    s.ok("W", dw, r.dWh); s.ok("U", du, r.dWx); s.ok("delta1", d1, r.da[0]); s.end(r.h[-1])
    s.write(r"""
# BPTT 손계산 예제

은닉 노드가 하나인 RNN을 생각하자.

h_t = tanh(U·x_t + W·h_{t-1}),  L = (h_3 − y)²

U = 0.6, W = 0.4, h_0 = 0, x = (1, 0, 2), y = 1

## 1. 순전파

h_1 = tanh(0.6×1 + 0.4×0) = tanh(0.6) = «h1» @L
h_2 = tanh(0.6×0 + 0.4×«h1») = tanh(«a2») = «h2» @L
h_3 = tanh(0.6×2 + 0.4×«h2») = tanh(«a3») = «h3» @L

## 2. 역전파

손실을 h_3로 미분하면

∂L/∂h_3 = 2(h_3 − y) = 2×(«h3» − 1) = «g3» @L

tanh의 미분은 1 − h²이므로

δ_3 = «g3»×(1 − «h3»²) = «d3» @L
δ_2 = W·δ_3·(1 − h_2²) = 0.4×(«d3»)×(1 − «h2»²) = «d2» @L
δ_1 = W·δ_2·(1 − h_1²) = 0.4×(«d2»)×(1 − «h1»²) = «d1» @L

## 3. 기울기

∂L/∂W = δ_3·h_2 + δ_2·h_1 + δ_1·h_0 = («d3»)(«h2») + («d2»)(«h1») + 0 = «dw» @L
∂L/∂U = δ_3·x_3 + δ_2·x_2 + δ_1·x_1 = («d3»)(2) + («d2»)(0) + («d1»)(1) = «du» @L

끝.
""", locals())


@text("exam-dwhh-with-own-state", "en", "rnn scalar half output exam", "m:which-h")
def _(s):
    s.d = 3; R = s.R
    wx, wh, v, y = 0.4, 0.9, 1.5, 0.5
    h1 = R(tanh(wx * 2)); a2 = R(wx * 1 + wh * h1); h2 = R(tanh(a2)); yh = R(v * h2); L = R((yh - y) ** 2 / 2)
    e = R(yh - y); dv = R(e * h2); g2 = R(e * v); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(wh * d2); d1 = R(g1 * (1 - h1 ** 2))
    k = s.alt(h1, h2); j = s.alt("0", "0")
    dwh = s.slip(R(d2 * h1), R(d2 * h2 + d1 * h1))
    A, B = s.alt(h1, h2), s.alt(0.0, h1)
    dwx = R(d2 * 1 + d1 * 2)
    r = ref([2, 1], wx, wh, Wy=v, y=y)
    s.ok("w_hh", dwh, r.dWh, 2e-3); s.ok("w_xh", dwx, r.dWx, 3e-3); s.ok("v", dv, r.dWy, 2e-3); s.end(r.h[-1]); s.blame("h_0", "h_1", "h_{t-1}", "previous", "before")
    s.write(r"""
**Question 4 (12 points).** A recurrent network with one hidden unit, $h_t = \tanh(w_{xh} x_t + w_{hh} h_{t-1})$, $\hat y = v\,h_2$, $h_0 = 0$ and loss $L = \frac12(\hat y - y)^2$ has $w_{xh} = 0.4$, $w_{hh} = 0.9$, $v = 1.5$. For $x = (2, 1)$ and $y = 0.5$ compute all gradients.

**Solution.**

(a) Forward [3 pts]

$h_1 = \tanh(0.4 \cdot 2) = \tanh(0.8) = «h1»$ @L
$h_2 = \tanh(0.4 \cdot 1 + 0.9 \cdot «h1») = \tanh(«a2») = «h2»$ @L
$\hat y = 1.5 \cdot «h2» = «yh»$, $L = \frac12 («yh» - 0.5)^2 = «L»$ @L2

(b) Output layer [2 pts]

$\frac{\partial L}{\partial \hat y} = «yh» - 0.5 = «e»$ @L
$\frac{\partial L}{\partial v} = «e» \cdot «h2» = «dv»$ @L

(c) Through time [3 pts]

$\delta_2 = «e» \cdot 1.5 \cdot (1 - «h2»^2) = «d2»$ @L
$\delta_1 = 0.9 \cdot «d2» \cdot (1 - «h1»^2) = «d1»$ @L

(d) Recurrent and input weights [4 pts]

$\frac{\partial L}{\partial w_{hh}} = «d2» \cdot «A» + «d1» \cdot «B» = «dwh»$ @L @R
$\frac{\partial L}{\partial w_{xh}} = «d2» \cdot 1 + «d1» \cdot 2 = «dwx»$ @L
""", locals())


@text("kor-exam-bce-update-right", "ko", "rnn scalar bce output update exam")
def _(s):
    s.d = 4; R = s.R
    wx, wh, b, v, c, lr = 1.0, 0.5, 0.0, 2.0, -0.5, 0.1
    x = [0.5, -1]; y = 1
    a1 = 0.5; h1 = R(tanh(a1)); a2 = R(-1 + 0.5 * h1); h2 = R(tanh(a2)); z = R(2 * h2 - 0.5); p = R(sig(z)); L = R(-log(p))
    dz = R(p - 1); dv = R(dz * h2); g2 = R(dz * v); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(wh * d2); d1 = R(g1 * (1 - h1 ** 2))
    dwh = R(d2 * h1); dwx = R(d2 * -1 + d1 * 0.5); db = R(d1 + d2)
    nwh, nwx, nv = R(wh - lr * dwh), R(wx - lr * dwx), R(v - lr * dv)
    r = ref(x, wx, wh, b, Wy=v, by=c, y=y, loss="bce", lr=lr)
    for n, m, t in (("L", L, r.L), ("W_hh", dwh, r.dWh), ("W_xh", dwx, r.dWx), ("V", dv, r.dWy), ("W_hh new", nwh, r.Wh), ("W_xh new", nwx, r.Wx), ("V new", nv, r.Wy)): s.ok(n, m, t)
    s.end(r.h[-1])
    s.write(r"""
[기말고사 5번 풀이]

조건: W_xh = 1.0, W_hh = 0.5, b_h = 0, V = 2.0, c = -0.5, h_0 = 0
입력 x_1 = 0.5, x_2 = -1, 정답 y = 1 (이진 분류), 학습률 η = 0.1
h_t = tanh(W_xh x_t + W_hh h_{t-1} + b_h), ŷ = σ(V h_2 + c), L = -[y ln ŷ + (1-y) ln(1-ŷ)]

(1) 순전파
h_1 = tanh(1.0*0.5 + 0.5*0) = tanh(0.5) = «h1» @L
h_2 = tanh(1.0*(-1) + 0.5*«h1») = tanh(«a2») = «h2» @L
z = 2.0*(«h2») - 0.5 = «z» @L
ŷ = σ(«z») = «p» @L
L = -ln(«p») = «L» @L

(2) 역전파
dz = ŷ - y = «p» - 1 = «dz» @L
dV = dz*h_2 = («dz»)*(«h2») = «dv» @L
dh_2 = dz*V = («dz»)*2.0 = «g2» @L
da_2 = dh_2*(1 - h_2^2) = («g2»)*(1 - («h2»)^2) = «d2» @L
dh_1 = W_hh*da_2 = 0.5*(«d2») = «g1» @L
da_1 = dh_1*(1 - h_1^2) = («g1»)*(1 - «h1»^2) = «d1» @L

(3) 기울기 합
dW_hh = da_2*h_1 + da_1*h_0 = («d2»)*«h1» + («d1»)*0 = «dwh» @L
dW_xh = da_2*x_2 + da_1*x_1 = («d2»)*(-1) + («d1»)*0.5 = «dwx» @L
db_h = da_2 + da_1 = «db» @L

(4) 갱신
W_hh ← 0.5 - 0.1*(«dwh») = «nwh» @L1
W_xh ← 1.0 - 0.1*(«dwx») = «nwx» @L1
V ← 2.0 - 0.1*(«dv») = «nv» @L1
""", locals())


@text("lecture-softmax-two-units-right", "en", "rnn vector ce output latex lecture", aside=True)
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.5, -0.3], [0.2, 0.4]); Wh = M([0.1, 0.3], [-0.2, 0.5]); Wy = M([1.0, -1.0], [0.5, 2.0])
    x1, x2, y = V(1, 0), V(0, 1), V(0, 1)
    a1 = R(Wx @ x1); h1 = R(tanh(a1)); a2 = R(Wx @ x2 + Wh @ h1); h2 = R(tanh(a2)); z = R(Wy @ h2); p = R(softmax(z)); L = R(-log(p[1]))
    dz = R(p - y); dWy = R(np.outer(dz, h2)); g2 = R(Wy.T @ dz); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2))
    dWh = R(np.outer(d2, h1)); dWx = R(np.outer(d2, x2) + np.outer(d1, x1)); s2 = R(1 - h2 ** 2); s1 = R(1 - h1 ** 2)
    r = ref([x1, x2], Wx, Wh, Wy=Wy, y=y, loss="ce")
    for n, m, t in (("W_hh", dWh, r.dWh), ("W_xh", dWx, r.dWx), ("W_hy", dWy, r.dWy), ("delta1", d1, r.da[0])): s.ok(n, m, t, 3e-3)
    s.end(r.h[-1])
    s.write(r"""
## Lecture 7 — Backpropagation through time, worked

Let $W_{xh} = «Wx:1:bm»$, $W_{hh} = «Wh:1:bm»$, $W_{hy} = «Wy:1:bm»$, no biases, $h_0 = 0$.

The inputs are $x_1 = «x1:0:bm»$ and $x_2 = «x2:0:bm»$; after the second step class 2 is correct, $y = «y:0:bm»$.

### Forward

$$h_1 = \tanh(W_{xh}x_1) = \tanh«a1:1:bm» = «h1:3:bm»$$ @L
$$h_2 = \tanh(W_{xh}x_2 + W_{hh}h_1) = \tanh«a2:3:bm» = «h2:3:bm»$$ @L
$$z = W_{hy}h_2 = «z:3:bm», \qquad \hat y = \mathrm{softmax}(z) = «p:3:bm»$$ @L2
$$L = -\ln «p[1]:3» = «L»$$ @L

### Backward

With softmax and cross-entropy the first error is simply

$$\frac{\partial L}{\partial z} = \hat y - y = «dz:3:bm»$$ @L

Pull it back through the output layer and through $\tanh$:

$$\frac{\partial L}{\partial h_2} = W_{hy}^\top \frac{\partial L}{\partial z} = «g2:3:bm»$$ @L1
$$\delta_2 = «g2:3:bm» \odot (1 - h_2^2) = «g2:3:bm» \odot «s2:3:bm» = «d2:3:bm»$$ @L2

One step earlier,

$$\frac{\partial L}{\partial h_1} = W_{hh}^\top \delta_2 = «g1:3:bm», \qquad \delta_1 = «g1:3:bm» \odot «s1:3:bm» = «d1:3:bm»$$ @L2

### Gradients of the weights

$$\frac{\partial L}{\partial W_{hy}} = (\hat y - y)h_2^\top = «dWy:3:bm»$$ @L1
$$\frac{\partial L}{\partial W_{hh}} = \delta_2 h_1^\top + \delta_1 h_0^\top = «dWh:3:bm»$$ @L1
$$\frac{\partial L}{\partial W_{xh}} = \delta_2 x_2^\top + \delta_1 x_1^\top = «dWx:3:bm»$$ @L1
""", locals())


@text("numpy-outer-transposed", "en", "rnn vector half code numpy", "m:outer-transposed")
def _(s):
    s.d = 4
    Wx = M([0.3], [-0.6]); Wh = M([0.2, 0.7], [0.5, -0.1]); b = V(0.1, 0.0); y = V(0.0, 0.5)
    x1, x2 = V(1.0), V(2.0)
    h1 = tanh(Wx @ x1 + b); h2 = tanh(Wx @ x2 + Wh @ h1 + b)
    dh2 = h2 - y; da2 = dh2 * (1 - h2 ** 2); dh1 = Wh.T @ da2; da1 = dh1 * (1 - h1 ** 2)
    dWh = s.slip(np.outer(da2, h1), np.outer(h1, da2)); c = s.alt("np.outer(da2, h1)", "np.outer(h1, da2)")
    dWx = (np.outer(da2, x2) + np.outer(da1, x1)); db = da1 + da2; L = 0.5 * np.sum(dh2 ** 2)
    r = ref([x1, x2], Wx, Wh, b, y=y)
    for n, m, t in (("W_hh", dWh, r.dWh), ("W_xh", dWx, r.dWx), ("b", db, r.db), ("L", L, r.L)): s.ok(n, m, t)
    s.end(r.h[-1]); s.blame("transpose", "outer", "0.0")
    D1, D2 = s.fmt(dWh, 4, "nps").split("\n")
    E1, E2 = s.fmt(dWx, 4, "nps").split("\n")
    s.write(r"""
# bptt by hand, checked in the REPL

```python
>>> import numpy as np
>>> np.set_printoptions(precision=4, suppress=True)
>>> Wxh = np.array([[0.3], [-0.6]])
>>> Whh = np.array([[0.2, 0.7], [0.5, -0.1]])
>>> b = np.array([0.1, 0.0])
>>> x1, x2 = np.array([1.0]), np.array([2.0])
>>> y = np.array([0.0, 0.5])
>>> h0 = np.zeros(2)
>>> h1 = np.tanh(Wxh @ x1 + Whh @ h0 + b)
>>> h1
array(«h1:4:npr») @L1
>>> h2 = np.tanh(Wxh @ x2 + Whh @ h1 + b)
>>> h2
array(«h2:4:npr») @L1
>>> 0.5 * np.sum((h2 - y)**2)
«L» @L1
>>> dh2 = h2 - y
>>> dh2
array(«dh2:4:npr») @L1
>>> da2 = dh2 * (1 - h2**2)
>>> da2
array(«da2:4:npr») @L1
>>> dh1 = Whh.T @ da2
>>> dh1
array(«dh1:4:npr») @L1
>>> da1 = dh1 * (1 - h1**2)
>>> da1
array(«da1:4:npr») @L1
>>> dWhh = «c» + np.outer(da1, h0) @#code @O
>>> print(dWhh)
«D1» @L1 @R>code+tail
 «D2[1:]» @L1 @#tail
>>> dWxh = np.outer(da2, x2) + np.outer(da1, x1)
>>> print(dWxh)
«E1» @L1
 «E2[1:]» @L1
>>> da1 + da2
array(«db:4:npr») @L1
```
""", locals())


@text("kor-lecture-no-transpose", "ko", "rnn vector half latex lecture", "m:transpose", aside=True)
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.4], [0.1]); Wh = M([0.5, -0.4], [0.9, 0.2]); y = V(0, 0)
    a1 = V(0.4, 0.1); h1 = R(tanh(a1)); a2 = R(Wx[:, 0] * 2 + Wh @ h1); h2 = R(tanh(a2)); L = R(0.5 * np.sum(h2 ** 2))
    d2 = R(h2 * (1 - h2 ** 2)); g1 = s.slip(R(Wh.T @ d2), R(Wh @ d2)); d1 = R(g1 * (1 - h1 ** 2))
    WW = s.alt(Wh.T, Wh); T = s.alt(r"^{\top}", "")
    dWh = R(np.outer(d2, h1)); dWx = R(d2 * 2 + d1)
    r = ref([1, 2], Wx, Wh, y=y)
    for n, m, t in (("W_hh", dWh, r.dWh), ("W_xh", dWx, r.dWx), ("delta1", d1, r.da[0])): s.ok(n, m, t, 3e-3)
    s.end(r.h[-1]); s.blame("transpose", "W_hh^T", "^T", "\\top")
    s.write(r"""
## 예제 3.2 시간 역전파

$x_1 = 1,\; x_2 = 2$이고 $W_{xh} = «Wx:1:pm»$, $W_{hh} = «Wh:1:pm»$, $h_0 = 0$이다.
손실은 $L = \frac{1}{2}\lVert h_2 - y\rVert^2$, 목표는 $y = «y:0:pm»$이다.

**순전파**

$$h_1 = \tanh\left(W_{xh}\cdot 1\right) = \tanh«a1:1:pm» = «h1:3:pm»$$ @L
$$h_2 = \tanh\left(W_{xh}\cdot 2 + W_{hh}h_1\right) = \tanh«a2:3:pm» = «h2:3:pm»$$ @L
$$L = \tfrac12\left(«h2[0]:3»^2 + «h2[1]:3»^2\right) = «L»$$ @L

**역전파**

$\delta_t = \partial L/\partial a_t$라고 하면

$$\delta_2 = (h_2 - y)\odot(1-h_2^2) = «d2:3:pm»$$ @L1

이제 한 시점 뒤로 보낸다.

$$\frac{\partial L}{\partial h_1} = W_{hh}«T»\delta_2 = «WW:1:pm»«d2:3:pm» = «g1:3:pm»$$ @L @R
$$\delta_1 = «g1:3:pm»\odot(1-h_1^2) = «d1:3:pm»$$ @L1

**기울기**

$$\frac{\partial L}{\partial W_{hh}} = \delta_2 h_1^\top = «dWh:3:pm»$$ @L1
$$\frac{\partial L}{\partial W_{xh}} = \delta_2 x_2 + \delta_1 x_1 = «dWx:3:pm»$$ @L1
""", locals())


@text("zh-scalar-right", "zh", "rnn scalar half output prose")
def _(s):
    s.d = 4; R = s.R
    wx, wh, v, y = 0.7, -0.5, 0.9, 0.3
    h1 = R(tanh(0.7)); a2 = R(0.7 * 0.5 - 0.5 * h1); h2 = R(tanh(a2)); o = R(v * h2); e = R(o - y)
    g2 = R(e * v); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(wh * d2); d1 = R(g1 * (1 - h1 ** 2)); dwh = R(d2 * h1); dwx = R(d2 * 0.5 + d1 * 1); dv = R(e * h2)
    r = ref([1, 0.5], wx, wh, Wy=v, y=y)
    for n, m, t in (("W_h", dwh, r.dWh), ("W_x", dwx, r.dWx), ("V", dv, r.dWy)): s.ok(n, m, t)
    s.end(r.h[-1])
    s.write(r"""
# 手算 BPTT（两个时间步）

已知：W_x = 0.7，W_h = -0.5，V = 0.9，无偏置，h_0 = 0，x_1 = 1，x_2 = 0.5，目标 y = 0.3。
损失函数：L = 1/2 (o − y)²，其中 o = V·h_2。

**前向传播**

h_1 = tanh(0.7×1) = «h1» @L
h_2 = tanh(0.7×0.5 + (-0.5)×«h1») = tanh(«a2») = «h2» @L
o = 0.9×«h2:4:p» = «o» @L

**反向传播**

∂L/∂o = «o» − 0.3 = «e» @L
∂L/∂V = «e:4:p»×«h2:4:p» = «dv» @L
∂L/∂h_2 = «e:4:p»×0.9 = «g2» @L
δ_2 = «g2:4:p»×(1 − «h2:4:p»²) = «d2» @L
∂L/∂h_1 = (-0.5)×«d2:4:p» = «g1» @L
δ_1 = «g1:4:p»×(1 − «h1»²) = «d1» @L

**参数梯度**

∂L/∂W_h = δ_2·h_1 = «d2:4:p»×«h1» = «dwh» @L
∂L/∂W_x = δ_2·x_2 + δ_1·x_1 = «d2:4:p»×0.5 + «d1:4:p»×1 = «dwx» @L
""", locals())


@text("update-uphill", "en", "rnn scalar half update plain", "m:update-sign", aside=True)
def _(s):
    s.d = 4; R = s.R
    wx, wh, b, y, lr = 0.2, 0.6, 0.3, 0.9, 0.5
    a1 = 0.5; h1 = R(tanh(a1)); a2 = R(0.2 * -1 + 0.6 * h1 + 0.3); h2 = R(tanh(a2)); e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); d1 = R(wh * d2 * (1 - h1 ** 2))
    gh = R(d2 * h1); gx = R(-d2 + d1); gb = R(d2 + d1)
    nh = s.slip(R(wh - lr * gh), R(wh + lr * gh)); nx = s.slip(R(wx - lr * gx), R(wx + lr * gx)); nb = s.slip(R(b - lr * gb), R(b + lr * gb))
    o = s.alt("-", "+")
    r = ref([1, -1], wx, wh, b, y=y, lr=lr)
    for n, m, t in (("W_h", gh, r.dWh), ("W_x", gx, r.dWx), ("W_h new", nh, r.Wh), ("W_x new", nx, r.Wx), ("b new", nb, r.b)): s.ok(n, m, t)
    s.end(r.h[-1]); s.blame("sign", "minus", "update", "-", "learning")
    s.write(r"""
One gradient descent step for a one-unit RNN
============================================

    Wx = 0.2   Wh = 0.6   b = 0.3   h0 = 0
    x1 = 1     x2 = -1    target y = 0.9
    loss L = 1/2 (h2 - y)^2, learning rate 0.5

Forward

    h1 = tanh(0.2*1 + 0.6*0 + 0.3) = tanh(0.5) = «h1» @L
    h2 = tanh(0.2*(-1) + 0.6*«h1» + 0.3) = tanh(«a2») = «h2» @L

Backward

    dL/dh2 = «h2» - 0.9 = «e» @L
    dL/da2 = «e» * (1 - «h2»^2) = «d2» @L
    dL/da1 = 0.6 * («d2») * (1 - «h1»^2) = «d1» @L
    dL/dWh = («d2») * «h1» = «gh» @L
    dL/dWx = («d2») * (-1) + («d1») * 1 = «gx» @L
    dL/db  = («d2») + («d1») = «gb» @L

Update

    Wh_new = 0.6 «o» 0.5 * («gh») = «nh» @L @R
    Wx_new = 0.2 «o» 0.5 * («gx») = «nx» @L @R
    b_new  = 0.3 «o» 0.5 * («gb») = «nb» @L @R
""", locals())


@text("kor-table-product-slip", "ko", "rnn scalar half table", "m:slip")
def _(s):
    s.d = 4; R = s.R
    wx, wh, y = 0.5, 0.7, 0.0
    h1 = R(tanh(0.5)); a2 = R(0.5 + 0.7 * h1); h2 = R(tanh(a2)); a3 = R(-0.5 + 0.7 * h2); h3 = R(tanh(a3))
    g3 = R(h3 - y); d3 = R(g3 * (1 - h3 ** 2)); t = s.slip(R(0.7 * d3), -0.0813); g2 = t; d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.7 * d2); d1 = R(g1 * (1 - h1 ** 2))
    dw = R(d3 * h2 + d2 * h1); du = R(-d3 + d2 + d1)
    r = ref([1, 1, -1], wx, wh, y=y)
    for n, m, q in (("W_h", dw, r.dWh), ("W_x", du, r.dWx), ("delta1", d1, r.da[0])): s.ok(n, m, q)
    s.end(r.h[-1])
    s.write(r"""
### 과제 4 – 시간에 대한 역전파 (이름: 박○○)

W_x = 0.5, W_h = 0.7, b = 0, h_0 = 0, x_1 = 1, x_2 = 1, x_3 = -1, 목표값 0, L = ½(h_3 − 0)²

순전파

| t | a_t = W_x x_t + W_h h_{t-1} | h_t = tanh(a_t) |
|---|---|---|
| 1 | 0.5 | «h1» | @L1
| 2 | 0.5·1 + 0.7·«h1» = «a2» | «h2» | @L2
| 3 | 0.5·(-1) + 0.7·«h2» = «a3» | «h3» | @L2

역전파 (뒤에서부터)

| t | ∂L/∂h_t | δ_t = ∂L/∂h_t · (1 − h_t²) |
|---|---|---|
| 3 | «g3» | «g3:4:p»·(1 − «h3:4:p»²) = «d3» | @L2
| 2 | 0.7·«d3:4:p» = «g2» | «g2:4:p»·(1 − «h2»²) = «d2» | @L2 @R
| 1 | 0.7·«d2:4:p» = «g1» | «g1:4:p»·(1 − «h1»²) = «d1» | @L2

따라서

- ∂L/∂W_h = δ_3 h_2 + δ_2 h_1 = «dw» @L1
- ∂L/∂W_x = δ_3 x_3 + δ_2 x_2 + δ_1 x_1 = «du» @L1
""", locals())


@text("many-to-many-local-plus-future-right", "en", "rnn scalar half many-to-many prose", aside=True)
def _(s):
    s.d = 4; R = s.R
    u, w = 0.8, 0.3; y1, y2, y3 = 0.5, 0.0, 1.0
    h1 = R(tanh(0.8)); a2 = R(0.3 * h1); h2 = R(tanh(a2)); a3 = R(0.8 + 0.3 * h2); h3 = R(tanh(a3))
    g3 = R(h3 - y3); d3 = R(g3 * (1 - h3 ** 2)); l2 = R(h2 - y2); f2 = R(w * d3); g2 = R(l2 + f2); d2 = R(g2 * (1 - h2 ** 2))
    l1 = R(h1 - y1); f1 = R(w * d2); g1 = R(l1 + f1); d1 = R(g1 * (1 - h1 ** 2))
    dw = R(d3 * h2 + d2 * h1); du = R(d3 + d1)
    r = ref([1, 0, 1], u, w, y=[y1, y2, y3], at="all")
    for n, m, q in (("w", dw, r.dWh), ("u", du, r.dWx), ("dh1", g1, r.dh[0])): s.ok(n, m, q)
    s.end(r.h[-1])
    s.write(r"""
# A loss at every step

Here the network is graded at every step: L = Σ_t ½(h_t − y_t)² with y = (0.5, 0, 1).
The unit is h_t = tanh(u x_t + w h_{t−1}), u = 0.8, w = 0.3, the input x = (1, 0, 1), h_0 = 0.

Going forward,

  h_1 = tanh(0.8) = «h1» @L
  h_2 = tanh(0.3 × «h1») = tanh(«a2») = «h2» @L
  h_3 = tanh(0.8 + 0.3 × «h2») = tanh(«a3») = «h3» @L

Going back, each ∂L/∂h_t has a *local* part (h_t − y_t) and a part that comes from the *future*, w δ_{t+1}.

t = 3. There is no future.

  ∂L/∂h_3 = «h3» − 1 = «g3» @L
  δ_3 = «g3» × (1 − «h3»²) = «d3» @L

t = 2.

  ∂L/∂h_2 = («h2» − 0) + 0.3 × («d3») = «l2» + («f2») = «g2» @L
  δ_2 = «g2» × (1 − «h2»²) = «d2» @L

t = 1.

  ∂L/∂h_1 = («h1» − 0.5) + 0.3 × «d2» = «l1» + «f1» = «g1» @L
  δ_1 = «g1» × (1 − «h1»²) = «d1» @L

Finally

  ∂L/∂w = δ_3 h_2 + δ_2 h_1 + δ_1 h_0 = «d3» × «h2» + «d2» × «h1» + 0 = «dw» @L
  ∂L/∂u = δ_3 × 1 + δ_2 × 0 + δ_1 × 1 = «du» @L1
""", locals())


@text("many-to-many-future-forgotten", "en", "rnn scalar sq many-to-many latex", "m:through-time-lost")
def _(s):
    s.d = 4; R = s.R
    u, w = 1.0, 0.6; y1, y2 = 0.0, 1.0
    h1 = R(tanh(0.5)); a2 = R(-0.2 + 0.6 * h1); h2 = R(tanh(a2))
    g2 = R(2 * (h2 - 1)); d2 = R(g2 * (1 - h2 ** 2))
    g1 = s.slip(R(2 * h1 + w * d2), R(2 * h1)); more = s.alt(f" + 0.6({d2:.4f})", "")
    d1 = R(g1 * (1 - h1 ** 2)); dw = R(d2 * h1); du = R(d1 * 0.5 + d2 * -0.2)
    r = ref([0.5, -0.2], u, w, y=[y1, y2], at="all", loss="sq")
    for n, m, q in (("w", dw, r.dWh), ("u", du, r.dWx), ("dh1", g1, r.dh[0])): s.ok(n, m, q)
    s.end(r.h[-1]); s.blame("time", "future", "later", "step 2", "W_hh", "h_2", "δ_2", "0.6", "recurrent")
    s.write(r"""
Given $u=1$, $w=0.6$, $h_0=0$, $x_1=0.5$, $x_2=-0.2$ and the targets $y_1=0$, $y_2=1$.

The state is $h_t=\tanh(u x_t + w h_{t-1})$ and the loss $L=(h_1-y_1)^2+(h_2-y_2)^2$.

Forward pass:

$$h_1=\tanh(0.5)=«h1»$$ @L
$$h_2=\tanh(-0.2+0.6\cdot «h1»)=\tanh(«a2»)=«h2»$$ @L

Backward pass:

$$\frac{\partial L}{\partial h_2}=2(«h2»-1)=«g2»$$ @L
$$\frac{\partial L}{\partial a_2}=«g2»\,(1-«h2»^2)=«d2»$$ @L
$$\frac{\partial L}{\partial h_1}=2(«h1»-0)«more»=«g1»$$ @L @R
$$\frac{\partial L}{\partial a_1}=«g1»\,(1-«h1»^2)=«d1»$$ @L

So the gradients are

$$\frac{\partial L}{\partial w}=«d2»\cdot «h1»=«dw»$$ @L
$$\frac{\partial L}{\partial u}=«d1»\cdot 0.5+(«d2»)(-0.2)=«du»$$ @L
""", locals())


@text("es-escalar-bien", "es", "rnn scalar half prose")
def _(s):
    s.d = 3; R = s.R
    wx, wh, b, y = -0.4, 0.5, 0.2, -0.3
    h1 = R(tanh(-0.2)); a2 = R(-0.8 + 0.5 * h1 + 0.2); h2 = R(tanh(a2)); e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); g1 = R(0.5 * d2); d1 = R(g1 * (1 - h1 ** 2))
    gh = R(d2 * h1); gx = R(d2 * 2 + d1); gb = R(d2 + d1)
    r = ref([1, 2], wx, wh, b, y=y)
    for n, m, q in (("Wh", gh, r.dWh), ("Wx", gx, r.dWx), ("b", gb, r.db)): s.ok(n, m, q, 2e-3)
    s.end(r.h[-1])
    s.write(r"""
## Ejercicio resuelto: retropropagación a través del tiempo

Datos: Wx = -0.4, Wh = 0.5, b = 0.2, h0 = 0, x1 = 1, x2 = 2, objetivo y = -0.3.
Pérdida: L = ½ (h2 - y)²

**Paso hacia adelante**

1. h1 = tanh(-0.4·1 + 0.5·0 + 0.2) = tanh(-0.2) = «h1» @L
2. h2 = tanh(-0.4·2 + 0.5·(«h1») + 0.2) = tanh(«a2») = «h2» @L

**Paso hacia atrás**

3. dL/dh2 = «h2» - (-0.3) = «e» @L
4. δ2 = «e»·(1 - («h2»)²) = «d2» @L
5. dL/dh1 = 0.5·(«d2») = «g1» @L
6. δ1 = «g1»·(1 - («h1»)²) = «d1» @L

**Gradientes**

7. dL/dWh = δ2·h1 + δ1·h0 = («d2»)·(«h1») = «gh» @L
8. dL/dWx = δ2·x2 + δ1·x1 = («d2»)·2 + («d1»)·1 = «gx» @L
9. dL/db = δ2 + δ1 = «gb» @L
""", locals())


@text("kor-python-comments-right", "ko", "rnn scalar sq code", aside=True)
def _(s):
    s.d = 6
    wx, wh, b, x1, x2, y = 0.3, 0.9, -0.1, 2.0, 1.0, 0.25
    h1 = tanh(wx * x1 + b); h2 = tanh(wx * x2 + wh * h1 + b); loss = (h2 - y) ** 2
    dh2 = 2 * (h2 - y); da2 = dh2 * (1 - h2 ** 2); dh1 = wh * da2; da1 = dh1 * (1 - h1 ** 2)
    dwh = da2 * h1; dwx = da2 * x2 + da1 * x1; db = da1 + da2
    r = ref([x1, x2], wx, wh, b, y=y, loss="sq")
    for n, m, q in (("W_hh", dwh, r.dWh), ("W_xh", dwx, r.dWx), ("b", db, r.db)): s.ok(n, m, q)
    s.end(r.h[-1])
    s.write(r"""
# 시간 역전파를 코드로 따라가기

아래 코드는 스칼라 RNN을 두 시점만 계산한다. 주석은 출력값이다.

```python
W_xh, W_hh, b = 0.3, 0.9, -0.1
x1, x2, y = 2.0, 1.0, 0.25
h0 = 0.0

# 순전파
h1 = np.tanh(W_xh*x1 + W_hh*h0 + b)   # «h1» @L1
h2 = np.tanh(W_xh*x2 + W_hh*h1 + b)   # «h2» @L1
loss = (h2 - y)**2                    # «loss» @L1

# 역전파
dh2 = 2*(h2 - y)                      # «dh2» @L1
da2 = dh2*(1 - h2**2)                 # «da2» @L1
dh1 = W_hh*da2                        # «dh1» @L1
da1 = dh1*(1 - h1**2)                 # «da1» @L1

# 기울기
dW_hh = da2*h1 + da1*h0               # «dwh» @L1
dW_xh = da2*x2 + da1*x1               # «dwx» @L1
db = da2 + da1                        # «db» @L1
```

두 시점의 기울기를 더하는 것이 핵심이다.
""", locals())


@text("softmax-error-upside-down", "en", "rnn vector ce output entries", "m:sign")
def _(s):
    s.d = 3; R = s.R
    wx = V(0.6, -0.2); Wh = M([0.3, 0.1], [0.4, -0.5]); Wy = M([1.2, 0.3], [-0.7, 0.8])
    h1 = R(tanh(wx)); a2 = R(wx * -1 + Wh @ h1); h2 = R(tanh(a2)); z = R(Wy @ h2); p = R(softmax(z)); L = R(-log(p[0])); y = V(1, 0)
    e = s.slip(R(p - y), R(y - p)); A = s.alt(p[0], 1.0); B = s.alt(1.0, p[0]); C = s.alt(p[1], 0.0); D = s.alt(0.0, p[1])
    g2 = R(Wy.T @ e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); dWx = R(-d2 + d1)
    dWy = R(np.outer(e, h2))
    n1, n2 = s.alt("p1 - y1", "y1 - p1"), s.alt("p2 - y2", "y2 - p2")
    f = lambda v: s.num(v, 3) if v not in (0.0, 1.0) else f"{v:.0f}"
    A, B, C, D = f(A), f(B), f(C), f(D)
    r = ref([1, -1], wx.reshape(2, 1), Wh, Wy=Wy, y=y, loss="ce")
    for n, m, q in (("Whh", dWh, r.dWh), ("Wxh", dWx, r.dWx), ("Why", dWy, r.dWy)): s.ok(n, m, q, 3e-3)
    s.end(r.h[-1]); s.blame("sign", "p - y", "ŷ - y", "softmax", "exchanged", "minus", "-")
    s.write(r"""
Backprop through a tiny RNN classifier
--------------------------------------

Wxh = [0.6, -0.2]
Whh = [[0.3, 0.1], [0.4, -0.5]]
Why = [[1.2, 0.3], [-0.7, 0.8]]
h0 = [0, 0], x1 = 1, x2 = -1, no biases
target: class 1, i.e. y = [1, 0], loss = cross-entropy

FORWARD

h1 = tanh([0.6, -0.2]) = «h1:3» @L
a2[1] = 0.6*(-1) + 0.3*«h1[0]» + 0.1*(«h1[1]») = «a2[0]» @L
a2[2] = -0.2*(-1) + 0.4*«h1[0]» - 0.5*(«h1[1]») = «a2[1]» @L
h2 = tanh(«a2:3») = «h2:3» @L
z[1] = 1.2*(«h2[0]») + 0.3*«h2[1]» = «z[0]» @L
z[2] = -0.7*(«h2[0]») + 0.8*«h2[1]» = «z[1]» @L
p = softmax(«z:3») = «p:3» @L
loss = -ln(«p[0]») = «L» @L

BACKWARD

dz = [«n1», «n2»] = [«A» - «B», «C» - «D»] = «e:3» @L @R
dh2[1] = 1.2*(«e[0]») - 0.7*(«e[1]») = «g2[0]» @L
dh2[2] = 0.3*(«e[0]») + 0.8*(«e[1]») = «g2[1]» @L
da2 = dh2 * (1 - h2^2) = «d2:3» @L1
dh1[1] = 0.3*(«d2[0]») + 0.4*(«d2[1]») = «g1[0]» @L
dh1[2] = 0.1*(«d2[0]») - 0.5*(«d2[1]») = «g1[1]» @L
da1 = dh1 * (1 - h1^2) = «d1:3» @L1

dWhy = outer(dz, h2) = «dWy:3» @L1
dWhh = outer(da2, h1) = «dWh:3» @L1
dWxh = da2*x2 + da1*x1 = «dWx:3» @L1
""", locals())


@text("one-hot-three-units-right", "en", "rnn vector half onehot h3 plain")
def _(s):
    s.d = 4
    Wx = M([0.2, -0.1], [0.4, 0.3], [-0.5, 0.6]); Wh = M([0.1, 0.2, 0.0], [0.0, 0.3, -0.2], [0.4, 0.0, 0.1]); b = V(0.1, 0.0, -0.1); y = V(0, 1, 0)
    x1, x2 = V(1, 0), V(0, 1)
    a1 = Wx @ x1 + b; h1 = tanh(a1); a2 = Wx @ x2 + Wh @ h1 + b; h2 = tanh(a2); e = h2 - y; d2 = e * (1 - h2 ** 2); g1 = Wh.T @ d2; d1 = g1 * (1 - h1 ** 2)
    dWh = np.outer(d2, h1); db = d1 + d2; L = 0.5 * np.sum(e ** 2); dWx = np.outer(d2, x2) + np.outer(d1, x1)
    r = ref([x1, x2], Wx, Wh, b, y=y)
    for n, m, q in (("W_h", dWh, r.dWh), ("W_x", dWx, r.dWx), ("b", db, r.db), ("L", L, r.L)): s.ok(n, m, q)
    s.end(r.h[-1])
    s.write(r"""
Three hidden units, one-hot inputs, two steps. All numbers computed in full precision and printed with four decimals.

W_x = «Wx:1»
W_h = «Wh:1»
b = «b:1»
x_1 = [1, 0], x_2 = [0, 1], h_0 = [0, 0, 0]
y = [0, 1, 0], L = 1/2 * sum((h_2 - y)^2)

a_1 = W_x x_1 + b = «a1:1» @L1
h_1 = tanh(a_1) = «h1» @L1
a_2 = W_x x_2 + W_h h_1 + b = «a2» @L1
h_2 = tanh(a_2) = «h2» @L1
L = «L» @L1

dL/dh_2 = h_2 - y = «e» @L1
dL/da_2 = dL/dh_2 * (1 - h_2^2) = «d2» @L1
dL/dh_1 = W_h^T dL/da_2 = «g1» @L1
dL/da_1 = dL/dh_1 * (1 - h_1^2) = «d1» @L1

dL/dW_h = dL/da_2 h_1^T = «dWh» @L1
dL/dW_x = [dL/da_1, dL/da_2] as columns = «dWx» @L1
dL/db = dL/da_1 + dL/da_2 = «db» @L1
""", locals())


@text("kor-softmax-activation-derivative-lost", "ko", "rnn vector ce output bold", "m:derivative-lost")
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.5], [0.3]); Wh = M([0.2, 0.4], [-0.6, 0.1]); Wy = M([0.9, -0.4], [0.1, 0.7], [-0.5, 0.2]); y = V(0, 0, 1)
    a1 = V(1.0, 0.6); h1 = R(tanh(a1)); a2 = R(Wx[:, 0] * 1 + Wh @ h1); h2 = R(tanh(a2)); z = R(Wy @ h2); p = R(softmax(z)); L = R(-log(p[2]))
    e = R(p - y); g2 = R(Wy.T @ e); d2 = s.slip(R(g2 * (1 - h2 ** 2)), g2)
    c = s.alt("∂L/∂h₂ ⊙ (1 − h₂²)", "∂L/∂h₂")
    g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); db = R(d1 + d2)
    r = ref([2, 1], Wx, Wh, Wy=Wy, y=y, loss="ce")
    for n, m, q in (("W_hh", dWh, r.dWh), ("b", db, r.db), ("delta1", d1, r.da[0])): s.ok(n, m, q, 3e-3)
    s.end(r.h[-1]); s.blame("1 - h", "derivative", "tanh", "도함수", "미분")
    s.write(r"""
안녕하세요! 요청하신 **RNN 역전파** 계산을 단계별로 정리해 드릴게요.

**주어진 값**
- W_xh = [0.5, 0.3]ᵀ, W_hh = [[0.2, 0.4], [-0.6, 0.1]], W_hy = [[0.9, -0.4], [0.1, 0.7], [-0.5, 0.2]]
- x₁ = 2, x₂ = 1, h₀ = [0, 0], 편향은 모두 0
- 정답은 세 번째 클래스: y = [0, 0, 1], 손실은 크로스 엔트로피

**1단계. 순전파**
- h₁ = tanh([1.0, 0.6]) = «h1:3» @L
- h₂ = tanh(W_xh·x₂ + W_hh·h₁) = tanh(«a2:3») = «h2:3» @L
- z = W_hy·h₂ = «z:3» @L1
- ŷ = softmax(z) = «p:3» @L1
- L = −ln(«p[2]») = «L» @L

**2단계. 역전파**
- ∂L/∂z = ŷ − y = «e:3» @L1
- ∂L/∂h₂ = W_hyᵀ·∂L/∂z = «g2:3» @L1
- δ₂ = «c» = «d2:3» @L1 @R
- ∂L/∂h₁ = W_hhᵀ·δ₂ = «g1:3» @L1
- δ₁ = ∂L/∂h₁ ⊙ (1 − h₁²) = «d1:3» @L1

**3단계. 기울기**
- ∂L/∂W_hh = δ₂·h₁ᵀ = «dWh:3» @L1
- ∂L/∂b = δ₁ + δ₂ = «db:3» @L1

도움이 되셨길 바랍니다! 😊
""", locals())


@text("linear-rnn-powers-right", "en", "rnn scalar identity half power lecture")
def _(s):
    s.d = 3
    w, u = 0.5, 2.0; h1, h2, h3 = 2.0, 1.0 + 0.0, 0.5 + 2.0
    e = h3 - 1; d3 = e; d2 = w * d3; d1 = w * d2; gw = d3 * h2 + d2 * h1; gu = d3 * 1 + d1 * 1
    r = ref([1, 0, 1], u, w, y=1, act="id")
    s.ok("w", gw, r.dWh); s.ok("u", gu, r.dWx); s.end(r.h[-1])
    s.write(r"""
## Why gradients vanish: the linear case

Drop the tanh. Then $h_t = u x_t + w h_{t-1}$ and every factor $\partial h_t/\partial h_{t-1}$ is just $w$.

Take $u = 2$, $w = 0.5$, $h_0 = 0$, inputs $x = (1, 0, 1)$, target $y = 1$, $L = \frac{1}{2}(h_3 - y)^2$.

* $h_1 = 2 \cdot 1 + 0.5 \cdot 0 = 2$ @L
* $h_2 = 2 \cdot 0 + 0.5 \cdot 2 = 1$ @L
* $h_3 = 2 \cdot 1 + 0.5 \cdot 1 = 2.5$ @L

The error at the end is $\partial L/\partial h_3 = 2.5 - 1 = 1.5$. Going back: @L1

* $\partial L/\partial h_2 = 0.5 \cdot 1.5 = 0.75$ @L
* $\partial L/\partial h_1 = 0.5 \cdot 0.75 = 0.375$ @L

So after two steps only $0.5^2 = 0.25$ of the error is left: $0.25 \cdot 1.5 = 0.375$. @L2

$$\frac{\partial L}{\partial w} = 1.5 \cdot 1 + 0.75 \cdot 2 + 0.375 \cdot 0 = «gw:1»$$ @L
$$\frac{\partial L}{\partial u} = 1.5 \cdot 1 + 0.75 \cdot 0 + 0.375 \cdot 1 = «gu:3»$$ @L
""", locals())


@text("de-bce-sigmoid-twice", "de", "rnn scalar bce output comma", "m:bce-twice", aside=True)
def _(s):
    s.d = 3; s.comma = True; R = s.R
    wx, wh, v, y = 0.5, 0.4, 1.5, 0
    h1 = R(tanh(1.0)); a2 = R(0.5 + 0.4 * h1); h2 = R(tanh(a2)); z = R(1.5 * h2); p = R(sig(z)); L = R(-log(1 - p))
    dz = s.slip(R(p - 0), R((p - 0) * p * (1 - p))); c = s.alt("", f" · {s.num(p,3)} · (1 − {s.num(p,3)})")
    g2 = R(1.5 * dz); d2 = R(g2 * (1 - h2 ** 2)); d1 = R(0.4 * d2 * (1 - h1 ** 2)); gh = R(d2 * h1); gx = R(d2 + d1 * 2); gv = R(dz * h2)
    r = ref([2, 1], wx, wh, Wy=v, y=y, loss="bce")
    for n, m, q in (("W_h", gh, r.dWh), ("W_x", gx, r.dWx), ("V", gv, r.dWy)): s.ok(n, m, q, 3e-3)
    s.end(r.h[-1]); s.blame("sigmoid", "cross-entropy", "p - y", "twice", "σ")
    s.write(r"""
# Übung 6, Aufgabe 2

Gegeben: W_x = 0,5; W_h = 0,4; V = 1,5; h_0 = 0; x_1 = 2; x_2 = 1; Ziel y = 0.
Ausgabe ŷ = σ(V · h_2), Verlust: binäre Kreuzentropie, L = −ln(1 − ŷ) für y = 0.

Vorwärts:

h_1 = tanh(0,5 · 2) = tanh(1,0) = «h1» @L
h_2 = tanh(0,5 · 1 + 0,4 · «h1») = tanh(«a2») = «h2» @L
z = 1,5 · «h2» = «z» @L
ŷ = σ(«z») = «p» @L
L = −ln(1 − «p») = «L» @L

Rückwärts:

∂L/∂z = («p» − 0)«c» = «dz» @L @R
∂L/∂V = «dz» · «h2» = «gv» @L
∂L/∂h_2 = 1,5 · «dz» = «g2» @L
δ_2 = «g2» · (1 − «h2»²) = «d2» @L
δ_1 = 0,4 · «d2» · (1 − «h1»²) = «d1» @L

∂L/∂W_h = «d2» · «h1» = «gh» @L
∂L/∂W_x = «d2» · 1 + «d1» · 2 = «gx» @L
""", locals())


@text("kor-short-miscopied", "ko", "rnn scalar half short", "m:copy")
def _(s):
    s.d = 3; R = s.R
    h1 = R(tanh(0.9)); a2 = R(0.3 + 0.6 * h1); h2 = R(tanh(a2)); e = R(h2 - 0.1); d2 = R(e * (1 - h2 ** 2))
    d2w = s.alt(d2, R(d2 + 0.09))     # digits exchanged when carried over
    d1 = s.slip(R(0.6 * d2 * (1 - h1 ** 2)), R(0.6 * d2w * (1 - h1 ** 2))); gh = R(d2 * h1); gx = R(d2 * 1 + d1 * 3)
    r = ref([3, 1], 0.3, 0.6, y=0.1)
    for n, m, q in (("wh", gh, r.dWh), ("wx", gx, r.dWx)): s.ok(n, m, q, 3e-3)
    s.end(r.h[-1]); s.blame("copied", "0.", "δ2", "above")
    s.write(r"""
wx=0.3 wh=0.6 h0=0 x1=3 x2=1 y=0.1, L=½(h2-y)²

h1 = tanh(0.3*3) = tanh(0.9) = «h1» @L
h2 = tanh(0.3*1+0.6*«h1») = tanh(«a2») = «h2» @L
dL/dh2 = «h2»-0.1 = «e» @L
δ2 = «e»*(1-«h2»²) = «d2» @L
δ1 = 0.6*«d2w»*(1-«h1»²) = «d1» @L @R
dL/dwh = «d2»*«h1» = «gh» @L
dL/dwx = «d2»*1+«d1»*3 = «gx» 답 @L
""", locals())
