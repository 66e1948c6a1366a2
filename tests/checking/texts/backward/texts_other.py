from frame import *
import numpy as np


def same(s, tol, **k):
    for n, (m, t) in k.items(): s.ok(n, m, t, tol)


@text("zh-slope-forgotten-once", "zh", "rnn scalar half output latex", "m:slope-forgotten", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1], 0.6, 0.5); h1, h2 = h[1:]; o = R(2 * h2); e = R(o - 1); g2 = R(2 * e); d2 = R(g2 * (1 - h2 ** 2)); d1 = s.slip(R(0.5 * d2 * (1 - h1 ** 2)), R(0.5 * d2)); f = s.alt(rf" \times (1 - {h1:.4f}^2)", ""); gh, gx, gv = R(d2 * h1), R(d2 + d1), R(e * h2)
    r = ref([1, 1], 0.6, 0.5, Wy=2.0, y=1); same(s, None, W=(gh, r.dWh), U=(gx, r.dWx), V=(gv, r.dWy)); s.end(r.h[-1]); s.blame("1 - h", "derivative", "slope", "tanh")
    s.write(r"""
## 例题：循环神经网络的反向传播

设 $U = 0.6$，$W = 0.5$，$V = 2$，$h_0 = 0$，$x_1 = x_2 = 1$，目标 $y = 1$，损失 $L = \frac12(o - y)^2$，$o = V h_2$。

### 前向计算

$h_1 = \tanh(0.6) = «h1»$ @L

$h_2 = \tanh(0.6 + 0.5 \times «h1») = \tanh(«a[2]») = «h2»$ @L

$o = 2 \times «h2» = «o»$ @L

### 反向计算

$\frac{\partial L}{\partial o} = «o» - 1 = «e»$ @L

$\frac{\partial L}{\partial V} = «e» \times «h2» = «gv»$ @L

$\delta_2 = «e» \times 2 \times (1 - «h2»^2) = «d2»$ @L

$\delta_1 = 0.5 \times «d2»«f» = «d1»$ @L @R

### 梯度

$\frac{\partial L}{\partial W} = \delta_2 h_1 + \delta_1 h_0 = «gh»$ @L1

$\frac{\partial L}{\partial U} = \delta_2 x_2 + \delta_1 x_1 = «d2» + «d1» = «gx»$ @L
""", locals())


@text("es-softmax-coma-bien", "es", "rnn scalar ce output comma prose")
def _(s):
    s.d = 3; s.comma = True; R = s.R
    v = V(1.0, -1.0); y = V(1, 0); a, h = fwd(s, [1, 0.5], 0.4, 0.6); h1, h2 = h[1:]; z = R(v * h2); p = R(softmax(z)); e = R(p - y); g2 = R(v @ e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.6 * d2); d1 = R(g1 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(0.5 * d2 + d1); gv = R(e * h2)
    r = ref([1, 0.5], 0.4, 0.6, Wy=v.reshape(2, 1), y=y, loss="ce"); same(s, 3e-3, Wh=(gh, r.dWh), Wx=(gx, r.dWx), V=(gv, r.dWy)); s.end(r.h[-1])
    s.write(r"""
# Problema 3: BPTT con softmax

Una neurona oculta, dos clases. W_x = 0,4; W_h = 0,6; V = (1; −1); h_0 = 0; x_1 = 1; x_2 = 0,5. La clase correcta es la primera, así que y = (1; 0).

Primero calculamos hacia adelante:

h_1 = tanh(0,4 · 1) = «h1» @L
h_2 = tanh(0,4 · 0,5 + 0,6 · «h1») = tanh(«a[2]») = «h2» @L
z = («z[0]»; «z[1]:3:u») @L1
p = softmax(z) = («p[0]»; «p[1]») @L1

Ahora hacia atrás. Con entropía cruzada, ∂L/∂z = p − y:

∂L/∂z = («e[0]:3:u»; «e[1]») @L1
∂L/∂V = ∂L/∂z · h_2 = («gv[0]:3:u»; «gv[1]») @L1
∂L/∂h_2 = 1 · («e[0]:3:u») + (−1) · «e[1]» = «g2:3:u» @L
δ_2 = «g2:3:u» · (1 − «h2»²) = «d2:3:u» @L
∂L/∂h_1 = 0,6 · («d2:3:u») = «g1:3:u» @L
δ_1 = «g1:3:u» · (1 − «h1»²) = «d1:3:u» @L

Y por último los gradientes de los pesos:

∂L/∂W_h = («d2:3:u») · «h1» = «gh:3:u» @L
∂L/∂W_x = («d2:3:u») · 0,5 + («d1:3:u») · 1 = «gx:3:u» @L
""", locals())


@text("fr-scalaire-juste", "fr", "rnn scalar half comma update")
def _(s):
    s.d = 4; s.comma = True; R = s.R
    a, h = fwd(s, [1, 2], 0.3, 0.5); h1, h2 = h[1:]; e = R(h2 - 1); d2 = R(e * (1 - h2 ** 2)); d1 = R(0.5 * d2 * (1 - h1 ** 2)); gw, gu = R(d2 * h1), R(2 * d2 + d1); nw, nu = R(0.5 - 0.5 * gw), R(0.3 - 0.5 * gu)
    r = ref([1, 2], 0.3, 0.5, y=1, lr=0.5); same(s, None, w=(nw, r.Wh), u=(nu, r.Wx), gw=(gw, r.dWh)); s.end(r.h[-1])
    s.write(r"""
TD 4 — Rétropropagation dans le temps (corrigé)

On pose u = 0,3 ; w = 0,5 ; h_0 = 0 ; x_1 = 1 ; x_2 = 2 ; cible y = 1 ; pas d'apprentissage η = 0,5.
Le modèle est h_t = tanh(u x_t + w h_{t−1}) et la perte L = ½ (h_2 − y)².

Propagation avant :
h_1 = tanh(0,3 × 1) = «h1» @L
h_2 = tanh(0,3 × 2 + 0,5 × «h1») = tanh(«a[2]») = «h2» @L

Rétropropagation :
∂L/∂h_2 = «h2» − 1 = «e:4:u» @L
δ_2 = («e:4:u») × (1 − «h2»²) = «d2:4:u» @L
δ_1 = 0,5 × («d2:4:u») × (1 − «h1»²) = «d1:4:u» @L
∂L/∂w = («d2:4:u») × «h1» = «gw:4:u» @L
∂L/∂u = («d2:4:u») × 2 + («d1:4:u») × 1 = «gu:4:u» @L

Mise à jour :
w ← 0,5 − 0,5 × («gw:4:u») = «nw» @L1
u ← 0,3 − 0,5 × («gu:4:u») = «nu» @L1
""", locals())


@text("ja-target-not-subtracted", "ja", "rnn scalar half output prose", "m:target-not-subtracted")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, -1], 0.9, 0.5); h1, h2 = h[1:]; o = R(1.5 * h2); e = s.slip(R(o - 0.6), o); t = s.alt("o − y", "o"); gv = R(e * h2); g2 = R(1.5 * e); d2 = R(g2 * (1 - h2 ** 2)); d1 = R(0.5 * d2 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(-d2 + d1)
    r = ref([1, -1], 0.9, 0.5, Wy=1.5, y=0.6); same(s, None, v=(gv, r.dWy), w=(gh, r.dWh), u=(gx, r.dWx)); s.end(r.h[-1]); s.blame("target", "y", "0.6", "subtract")
    s.write(r"""
# 通時的誤差逆伝播(BPTT)の手計算

隠れユニットが1個のRNNを考える。u = 0.9、w = 0.5、v = 1.5、h_0 = 0、x_1 = 1、x_2 = -1、教師信号 y = 0.6。
損失は L = 1/2 (o - y)^2、o = v h_2 とする。

順伝播:

h_1 = tanh(0.9 × 1) = «h1» @L
h_2 = tanh(0.9 × (-1) + 0.5 × «h1») = tanh(«a[2]») = «h2» @L
o = 1.5 × («h2») = «o» @L

逆伝播:

∂L/∂o = «t» = «e» @L1 @R
∂L/∂v = («e») × («h2») = «gv» @L
∂L/∂h_2 = 1.5 × («e») = «g2» @L
δ_2 = («g2») × (1 - («h2»)^2) = «d2» @L
δ_1 = 0.5 × («d2») × (1 - «h1»^2) = «d1» @L

勾配:

∂L/∂w = («d2») × «h1» = «gh» @L
∂L/∂u = («d2») × (-1) + («d1») × 1 = «gx» @L
""", locals())


@text("id-tiga-langkah-benar", "id", "rnn scalar half delta prose")
def _(s):
    s.d = 3; R = s.R
    a, h = fwd(s, [0, 1, 1], 0.7, 0.4, 0.2); h1, h2, h3 = h[1:]; e = R(h3 - 0.2); d3 = R(e * (1 - h3 ** 2)); d2 = R(0.4 * d3 * (1 - h2 ** 2)); d1 = R(0.4 * d2 * (1 - h1 ** 2)); gh, gx, gb = R(d3 * h2 + d2 * h1), R(d3 + d2), R(d1 + d2 + d3)
    r = ref([0, 1, 1], 0.7, 0.4, 0.2, y=0.2); same(s, 3e-3, Wh=(gh, r.dWh), Wx=(gx, r.dWx), b=(gb, r.db)); s.end(r.h[-1])
    s.write(r"""
## Contoh perhitungan BPTT

Diketahui: Wx = 0.7, Wh = 0.4, b = 0.2, h0 = 0, x1 = 0, x2 = 1, x3 = 1, target y = 0.2, dan L = ½(h3 − y)².

**Langkah maju**

- h1 = tanh(0.7·0 + 0.4·0 + 0.2) = tanh(0.2) = «h1» @L
- h2 = tanh(0.7·1 + 0.4·«h1» + 0.2) = tanh(«a[2]») = «h2» @L
- h3 = tanh(0.7·1 + 0.4·«h2» + 0.2) = tanh(«a[3]») = «h3» @L

**Langkah mundur**

- ∂L/∂h3 = «h3» − 0.2 = «e» @L
- δ3 = «e»·(1 − «h3»²) = «d3» @L
- δ2 = 0.4·«d3»·(1 − «h2»²) = «d2» @L
- δ1 = 0.4·«d2»·(1 − «h1»²) = «d1» @L

**Gradien**

- ∂L/∂Wh = δ3·h2 + δ2·h1 + δ1·h0 = «d3»·«h2» + «d2»·«h1» + 0 = «gh» @L
- ∂L/∂Wx = δ3·x3 + δ2·x2 + δ1·x1 = «d3»·1 + «d2»·1 + «d1»·0 = «gx» @L
- ∂L/∂b = δ3 + δ2 + δ1 = «gb» @L1
""", locals())


@text("zh-matrix-right", "zh", "rnn vector sq pmatrix display", aside=True)
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.5], [-0.5]); Wh = M([0.3, 0.6], [0.2, -0.4]); b = V(0.1, 0.1); y = V(0, 0); a, h = fwd(s, [V(1), V(-1)], Wx, Wh, b, V(0, 0)); h1, h2 = h[1:]; e = R(2 * h2); d2 = R(e * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); dWx = R(d1 - d2); db = R(d1 + d2)
    r = ref([1, -1], Wx, Wh, b, y=y, loss="sq"); same(s, 3e-3, Wh=(dWh, r.dWh), Wx=(dWx, r.dWx), b=(db, r.db)); s.end(r.h[-1])
    s.write(r"""
**题目** 已知 $W_x = «Wx:1:pm»$，$W_h = «Wh:1:pm»$，$b = «b:1:pm»$，$h_0 = 0$，$x_1 = 1$，$x_2 = -1$，损失 $L = \|h_2\|^2$，求各参数的梯度。

**解** 前向：

$$h_1 = \tanh«a[1]:1:pm» = «h1:3:pm»$$ @L1

$$h_2 = \tanh\left(W_x x_2 + W_h h_1 + b\right) = \tanh«a[2]:3:pm» = «h2:3:pm»$$ @L

反向：

$$\frac{\partial L}{\partial h_2} = 2h_2 = «e:3:pm»$$ @L1

$$\delta_2 = \frac{\partial L}{\partial h_2} \odot (1 - h_2 \odot h_2) = «d2:3:pm»$$ @L1

$$\delta_1 = (W_h^{\mathsf T}\delta_2) \odot (1 - h_1 \odot h_1) = «g1:3:pm» \odot (1 - h_1 \odot h_1) = «d1:3:pm»$$ @L2

梯度：

$$\frac{\partial L}{\partial W_h} = \delta_2 h_1^{\mathsf T} = «dWh:3:pm»,\quad \frac{\partial L}{\partial W_x} = \delta_1 x_1 + \delta_2 x_2 = «dWx:3:pm»,\quad \frac{\partial L}{\partial b} = «db:3:pm»$$ @L3
""", locals())


@text("es-signo-perdido", "es", "rnn scalar half output plain", "m:slip", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1], 0.8, -0.6); h1, h2 = h[1:]; o = R(-1.1 * h2 + 0.5); e = R(o - 1); gv = R(e * h2); g2 = R(-1.1 * e); d2 = R(g2 * (1 - h2 ** 2)); g1 = s.slip(R(-0.6 * d2), R(0.6 * d2)); d1 = R(g1 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(d2 + d1)
    r = ref([1, 1], 0.8, -0.6, Wy=-1.1, by=0.5, y=1); same(s, None, v=(gv, r.dWy), w=(gh, r.dWh), u=(gx, r.dWx)); s.end(r.h[-1])
    s.write(r"""
Parcial 2 - Ejercicio 4 (solución de un alumno)

u = 0.8, w = -0.6, v = -1.1, c = 0.5, h0 = 0, x1 = x2 = 1, y = 1
L = 1/2 (o - y)^2, o = v*h2 + c

h1 = tanh(0.8*1) = «h1» @L
h2 = tanh(0.8*1 + (-0.6)*«h1») = tanh(«a[2]») = «h2» @L
o = (-1.1)*«h2» + 0.5 = «o» @L

dL/do = «o» - 1 = «e» @L
dL/dv = («e»)*«h2» = «gv» @L
dL/dh2 = («e»)*(-1.1) = «g2» @L
dL/da2 = «g2»*(1 - «h2»^2) = «d2» @L
dL/dh1 = («d2»)*(-0.6) = «g1» @L @R
dL/da1 = («g1»)*(1 - «h1»^2) = «d1» @L

dL/dw = «d2»*«h1» = «gh» @L
dL/du = «d2»*1 + («d1»)*1 = «gx» @L
""", locals())
