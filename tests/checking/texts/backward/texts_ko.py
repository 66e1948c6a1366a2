from frame import *
import numpy as np


def same(s, tol, **k):
    for n, (m, t) in k.items(): s.ok(n, m, t, tol)


@text("kor-output-matrix-not-transposed", "ko", "rnn vector ce output chat latex", "m:output-matrix-not-transposed", aside=True)
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.8], [-0.3]); Wh = M([0.5, 0.2], [-0.1, 0.4]); Wy = M([1.0, 0.6], [-0.8, 0.5]); y = V(1, 0)
    a, h = fwd(s, [V(1), V(0.5)], Wx, Wh, h0=V(0, 0)); h1, h2 = h[1:]; z = R(Wy @ h2); p = R(softmax(z)); e = R(p - y); W = s.alt(Wy.T, Wy); T = s.alt(r"^\top", ""); g2 = s.slip(R(Wy.T @ e), R(Wy @ e)); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWh = R(np.outer(d2, h1)); dWy = R(np.outer(e, h2)); dWx = R(d2 * 0.5 + d1)
    r = ref([1, 0.5], Wx, Wh, Wy=Wy, y=y, loss="ce"); same(s, 3e-3, Whh=(dWh, r.dWh), Wxh=(dWx, r.dWx), Why=(dWy, r.dWy)); s.end(r.h[-1]); s.blame("transpose", "W_hy", "^T", "전치")
    s.write(r"""
네, RNN의 역전파를 숫자로 계산해 보겠습니다!

## 설정

$$W_{xh} = «Wx:1:bm»,\; W_{hh} = «Wh:1:bm»,\; W_{hy} = «Wy:1:bm»$$

$x_1 = 1$, $x_2 = 0.5$, $h_0 = 0$, 정답은 첫 번째 클래스이므로 $y = «y:0:bm»$ 입니다.

## Step 1. 순전파

$$h_1 = \tanh «a[1]:1:bm» = «h1:3:bm»$$ @L1
$$h_2 = \tanh(W_{xh}x_2 + W_{hh}h_1) = \tanh «a[2]:3:bm» = «h2:3:bm»$$ @L
$$z = W_{hy}h_2 = «z:3:bm»,\quad \hat{y} = \text{softmax}(z) = «p:3:bm»$$ @L2

## Step 2. 출력층 역전파

$$\frac{\partial L}{\partial z} = \hat{y} - y = «e:3:bm»$$ @L1
$$\frac{\partial L}{\partial W_{hy}} = \frac{\partial L}{\partial z} h_2^\top = «dWy:3:bm»$$ @L1

## Step 3. 은닉층 역전파

$$\frac{\partial L}{\partial h_2} = W_{hy}«T» \frac{\partial L}{\partial z} = «W:1:bm» «e:3:bm» = «g2:3:bm»$$ @L @R
$$\delta_2 = \frac{\partial L}{\partial h_2} \odot (1 - h_2^2) = «d2:3:bm»$$ @L1
$$\frac{\partial L}{\partial h_1} = W_{hh}^\top \delta_2 = «g1:3:bm»$$ @L1
$$\delta_1 = \frac{\partial L}{\partial h_1} \odot (1 - h_1^2) = «d1:3:bm»$$ @L1

## Step 4. 가중치 기울기

$$\frac{\partial L}{\partial W_{hh}} = \delta_2 h_1^\top = «dWh:3:bm»$$ @L1
$$\frac{\partial L}{\partial W_{xh}} = \delta_2 x_2 + \delta_1 x_1 = «dWx:3:bm»$$ @L1

이렇게 시간을 거슬러 올라가며 기울기를 누적하는 것이 BPTT입니다.
""", locals())


@text("kor-code-dh-next-printed-right", "ko", "rnn vector sq code numpy dh0")
def _(s):
    s.d = 4
    Wx = M([0.4], [0.9]); Wh = M([0.3, -0.5], [0.7, 0.1]); y = V(1, -1); h0 = V(0, 0); x = [1.0, -1.0, 0.5]
    hs = [h0]
    for t in x: hs.append(tanh(Wx[:, 0] * t + Wh @ hs[-1]))
    h1, h2, h3 = hs[1:]; dh3 = 2 * (h3 - y); d3 = dh3 * (1 - h3 ** 2); n3 = Wh.T @ d3; d2 = n3 * (1 - h2 ** 2); n2 = Wh.T @ d2; d1 = n2 * (1 - h1 ** 2); n1 = Wh.T @ d1
    dWh = np.outer(d3, h2) + np.outer(d2, h1); dWx = d3 * 0.5 - d2 + d1
    r = ref(x, Wx, Wh, y=y, loss="sq"); same(s, None, dWhh=(dWh, r.dWh), dWxh=(dWx, r.dWx), dh0=(n1, r.dh0)); s.end(r.h[-1])
    A, B = s.fmt(dWh, 4, "nps").split("\n")
    s.write(r"""
## 실습 6: dh_next를 따라가며 BPTT 구현하기

```python
Wxh = np.array([0.4, 0.9])            # 입력이 스칼라
Whh = np.array([[0.3, -0.5], [0.7, 0.1]])
x = [1.0, -1.0, 0.5]
y = np.array([1.0, -1.0])
h = [np.zeros(2)]
for t in range(3):
    h.append(np.tanh(Wxh * x[t] + Whh @ h[-1]))
    print(f"h_{t+1} =", h[-1])
```

실행 결과

```
h_1 = «h1:4:nps» @L1
h_2 = «h2:4:nps» @L1
h_3 = «h3:4:nps» @L1
```

손실은 `L = sum((h_3 - y)**2)` 이므로 마지막 시점의 기울기는 `2*(h_3 - y)` 이다.

```python
dh_next = 2 * (h[3] - y)
dWhh, dWxh = np.zeros((2, 2)), np.zeros(2)
for t in (3, 2, 1):
    da = dh_next * (1 - h[t]**2)
    dWhh += np.outer(da, h[t-1])
    dWxh += da * x[t-1]
    dh_next = Whh.T @ da
    print(f"da_{t} =", da, f"dh_{t-1} =", dh_next)
```

실행 결과

```
da_3 = «d3:4:nps» dh_2 = «n3:4:nps» @L2
da_2 = «d2:4:nps» dh_1 = «n2:4:nps» @L2
da_1 = «d1:4:nps» dh_0 = «n1:4:nps» @L2
```

```
>>> print(dWhh)
«A» @L1
«B» @L1
>>> print(dWxh)
«dWx:4:nps» @L1
```
""", locals())


@text("kor-input-of-step-before", "ko", "rnn scalar half delta", "m:input-of-step-before")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [2, 1, -1], 0.3, 0.6); h1, h2, h3 = h[1:]; d3 = R((h3 - 0.4) * (1 - h3 ** 2)); d2 = R(0.6 * d3 * (1 - h2 ** 2)); d1 = R(0.6 * d2 * (1 - h1 ** 2)); gh = R(d3 * h2 + d2 * h1)
    gx = s.slip(R(-d3 + d2 + 2 * d1), R(d3 + 2 * d2)); xs = s.alt(("-1", "1", "2"), ("1", "2", "0")); nm = s.alt("δ_3 x_3 + δ_2 x_2 + δ_1 x_1", "δ_3 x_2 + δ_2 x_1 + δ_1 x_0")
    r = ref([2, 1, -1], 0.3, 0.6, y=0.4); same(s, None, Wh=(gh, r.dWh), Wx=(gx, r.dWx)); s.end(r.h[-1]); s.blame("x_3", "x_2", "input", "step", "입력")
    s.write(r"""
문제) W_x=0.3, W_h=0.6, b=0, h_0=0인 RNN에 x=(2, 1, -1)을 넣었다. L=½(h_3-0.4)²일 때 ∂L/∂W_h와 ∂L/∂W_x를 구하라.

풀이)

h_1 = tanh(0.3×2) = tanh(0.6) = «h1» @L
h_2 = tanh(0.3×1 + 0.6×«h1») = tanh(«a[2]») = «h2» @L
h_3 = tanh(0.3×(-1) + 0.6×«h2») = tanh(«a[3]») = «h3» @L

δ_3 = («h3» - 0.4)×(1 - «h3:4:p»²) = «d3» @L
δ_2 = 0.6×(«d3»)×(1 - «h2»²) = «d2» @L
δ_1 = 0.6×(«d2»)×(1 - «h1»²) = «d1» @L

∂L/∂W_h = δ_3 h_2 + δ_2 h_1 + δ_1 h_0
 = («d3»)×«h2» + («d2»)×«h1» + («d1»)×0 = «gh» @L1

∂L/∂W_x = «nm» @O
 = («d3»)×(«xs[0]») + («d2»)×«xs[1]» + («d1»)×«xs[2]» = «gx» @L1 @R

답: ∂L/∂W_h = «gh», ∂L/∂W_x = «gx»
""", locals())


@text("kor-sigmoid-hidden-exam-right", "ko", "rnn scalar sigmoid half exam", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 0], 1.0, 2.0, -1.0, act=sig); h1, h2 = h[1:]; e = R(h2 - 0); q2, q1 = R(h2 * (1 - h2)), R(h1 * (1 - h1)); d2 = R(e * q2); g1 = R(2 * d2); d1 = R(g1 * q1); gh, gx, gb = R(d2 * h1), R(d1), R(d1 + d2)
    r = ref([1, 0], 1, 2, -1, y=0, act="sig"); same(s, None, w=(gh, r.dWh), u=(gx, r.dWx), b=(gb, r.db)); s.end(r.h[-1])
    s.write(r"""
2024학년도 2학기 인공지능 중간고사 모범답안

3. [20점] 은닉층 활성화 함수가 시그모이드인 RNN: h_t = σ(u x_t + w h_{t-1} + b)
   u = 1, w = 2, b = -1, h_0 = 0, x_1 = 1, x_2 = 0, 목표값 0, L = (1/2)(h_2 - 0)^2

(가) 순전파 (6점)
   h_1 = σ(1·1 + 2·0 - 1) = σ(0) = «h1» @L
   h_2 = σ(1·0 + 2·«h1» - 1) = σ(«a[2]:1») = «h2» @L

(나) 시그모이드의 미분은 σ' = h(1-h)이다. (4점)
   h_2(1 - h_2) = «h2»·(1 - «h2») = «q2» @L
   h_1(1 - h_1) = «h1»·(1 - «h1») = «q1» @L

(다) 역전파 (6점)
   δ_2 = (h_2 - 0)·h_2(1 - h_2) = «e»·«q2» = «d2» @L
   ∂L/∂h_1 = w·δ_2 = 2·«d2» = «g1» @L
   δ_1 = «g1»·«q1» = «d1» @L

(라) 기울기 (4점)
   ∂L/∂w = δ_2·h_1 + δ_1·h_0 = «d2»·«h1» + «d1»·0 = «gh» @L
   ∂L/∂u = δ_2·x_2 + δ_1·x_1 = «d2»·0 + «d1»·1 = «gx» @L
   ∂L/∂b = δ_2 + δ_1 = «d2» + «d1» = «gb» @L
""", locals())


@text("kor-slope-of-other-state", "ko", "rnn scalar half output table", "m:slope-of-previous-state")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1.5], 0.5, 0.8); h1, h2 = h[1:]; o = R(0.7 * h2); e = R(o - 0.2); g2 = R(0.7 * e); k = s.alt(h2, h1); d2 = s.slip(R(g2 * (1 - h2 ** 2)), R(g2 * (1 - h1 ** 2))); g1 = R(0.8 * d2); d1 = R(g1 * (1 - h1 ** 2)); gv, gh, gx = R(e * h2), R(d2 * h1), R(1.5 * d2 + d1)
    r = ref([1, 1.5], 0.5, 0.8, Wy=0.7, y=0.2); same(s, None, v=(gv, r.dWy), w=(gh, r.dWh), u=(gx, r.dWx)); s.end(r.h[-1]); s.blame("h_2", "h_1", "slope", "1 - h", "previous", "미분")
    s.write(r"""
**RNN 손으로 풀기 – 역전파 편**

지난 글의 네트워크를 그대로 씁니다. W_x=0.5, W_h=0.8, V=0.7, h_0=0, x_1=1, x_2=1.5, 정답 0.2, 손실은 ½(o−y)².

| 순서 | 식 | 값 |
|:--:|:--|--:|
| ① | h_1 = tanh(0.5×1) | «h1» | @L1
| ② | h_2 = tanh(0.5×1.5 + 0.8×«h1») | «h2» | @L1
| ③ | o = 0.7×«h2» | «o» | @L1
| ④ | ∂L/∂o = «o» − 0.2 | «e» | @L1
| ⑤ | ∂L/∂V = «e»×«h2» | «gv» | @L1
| ⑥ | ∂L/∂h_2 = 0.7×«e» | «g2» | @L1
| ⑦ | δ_2 = «g2»×(1 − «k»²) | «d2» | @L1 @R
| ⑧ | ∂L/∂h_1 = 0.8×«d2» | «g1» | @L1
| ⑨ | δ_1 = «g1»×(1 − «h1»²) | «d1» | @L1
| ⑩ | ∂L/∂W_h = «d2»×«h1» | «gh» | @L1
| ⑪ | ∂L/∂W_x = «d2»×1.5 + «d1»×1 | «gx» | @L1

다음 글에서는 LSTM을 다룹니다.
""", locals())


@text("kor-softmax-three-classes-entries-right", "ko", "rnn scalar ce output entries")
def _(s):
    s.d = 4; R = s.R
    v = V(1.0, 0.5, -1.0); a, h = fwd(s, [1, 1], 0.6, 0.5); h1, h2 = h[1:]; z = R(v * h2); ex = R(np.exp(z)); S = R(ex.sum()); p = R(ex / S); e = R(p - V(0, 0, 1)); gv = R(e * h2); g2 = R(v @ e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.5 * d2); d1 = R(g1 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(d1 + d2); L = R(-log(p[2]))
    r = ref([1, 1], 0.6, 0.5, Wy=v.reshape(3, 1), y=V(0, 0, 1), loss="ce"); same(s, None, L=(L, r.L), Why=(gv, r.dWy), Whh=(gh, r.dWh), Wxh=(gx, r.dWx)); s.end(r.h[-1])
    s.write(r"""
# 소프트맥스 분류 RNN의 역전파

- W_xh = 0.6, W_hh = 0.5, W_hy = (1.0, 0.5, -1.0), 편향 없음
- x_1 = x_2 = 1, h_0 = 0
- 정답: 3번 클래스 → y = (0, 0, 1)

## 순전파

h_1 = tanh(0.6) = «h1» @L
h_2 = tanh(0.6 + 0.5 × «h1») = tanh(«a[2]») = «h2» @L

z_1 = 1.0 × «h2» = «z[0]» @L
z_2 = 0.5 × «h2» = «z[1]» @L
z_3 = -1.0 × «h2» = «z[2]» @L

e^z = («ex[0]», «ex[1]», «ex[2]»), 합 = «S» @L2
ŷ_1 = «ex[0]» / «S» = «p[0]» @L
ŷ_2 = «ex[1]» / «S» = «p[1]» @L
ŷ_3 = «ex[2]» / «S» = «p[2]» @L
L = -ln(«p[2]») = «L» @L

## 역전파

∂L/∂z_1 = «p[0]» - 0 = «e[0]» @L
∂L/∂z_2 = «p[1]» - 0 = «e[1]» @L
∂L/∂z_3 = «p[2]» - 1 = «e[2]» @L

∂L/∂W_hy = («gv[0]», «gv[1]», «gv[2]») @L1

∂L/∂h_2 = 1.0 × «e[0]» + 0.5 × «e[1]» + (-1.0) × («e[2]») = «g2» @L
∂L/∂a_2 = «g2» × (1 - «h2»²) = «d2» @L
∂L/∂h_1 = 0.5 × «d2» = «g1» @L
∂L/∂a_1 = «g1» × (1 - «h1»²) = «d1» @L

∂L/∂W_hh = «d2» × «h1» + «d1» × 0 = «gh» @L
∂L/∂W_xh = «d2» × 1 + «d1» × 1 = «gx» @L
""", locals())


@text("kor-update-old-weight-miscopied", "ko", "rnn scalar half update prose", "m:copy", aside=True)
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [0.5, -1], 0.9, 0.4, 0.2); h1, h2 = h[1:]; e = R(h2 - 0.5); d2 = R(e * (1 - h2 ** 2)); d1 = R(0.4 * d2 * (1 - h1 ** 2)); gh, gx, gb = R(d2 * h1), R(-d2 + 0.5 * d1), R(d1 + d2)
    nh, nb = R(0.4 - 0.1 * gh), R(0.2 - 0.1 * gb); nx = s.slip(R(0.9 - 0.1 * gx), R(0.6 - 0.1 * gx)); w = s.alt("0.9", "0.6")
    r = ref([0.5, -1], 0.9, 0.4, 0.2, y=0.5, lr=0.1); same(s, None, Wh=(nh, r.Wh), Wx=(nx, r.Wx), b=(nb, r.b), gWx=(gx, r.dWx)); s.end(r.h[-1]); s.blame("0.9", "0.6", "copied", "W_x")
    s.write(r"""
RNN 학습 한 스텝을 손으로 계산한다. 초기값은 W_x = 0.9, W_h = 0.4, b = 0.2이고 h_0 = 0, x_1 = 0.5, x_2 = -1, 목표 y = 0.5, 학습률은 0.1이다. 손실 함수는 L = ½(h_2 - y)²을 쓴다.

먼저 순전파를 하면 다음과 같다.

h_1 = tanh(0.9·0.5 + 0.2) = tanh(«a[1]:2») = «h1» @L
h_2 = tanh(0.9·(-1) + 0.4·«h1» + 0.2) = tanh(«a[2]») = «h2» @L

오차를 시간의 역방향으로 전달한다.

∂L/∂h_2 = «h2» - 0.5 = «e» @L
δ_2 = «e»·(1 - («h2»)²) = «d2» @L
δ_1 = 0.4·(«d2»)·(1 - «h1»²) = «d1» @L

각 매개변수의 기울기는

∂L/∂W_h = («d2»)·«h1» = «gh» @L
∂L/∂W_x = («d2»)·(-1) + («d1»)·0.5 = «gx» @L
∂L/∂b = («d2») + («d1») = «gb» @L

따라서 갱신된 값은

W_h = 0.4 - 0.1·(«gh») = «nh» @L
W_x = «w» - 0.1·(«gx») = «nx» @L @R
b = 0.2 - 0.1·(«gb») = «nb» @L

이다.
""", locals())


@text("kor-many-to-many-bce-table-right", "ko", "rnn scalar bce many-to-many output table")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 0, 1], 0.7, 0.6); hh = h[1:]; z = [R(2 * v) for v in hh]; p = [R(sig(v)) for v in z]; y = [1, 0, 1]; e = [R(q - t) for q, t in zip(p, y)]
    g3 = R(2 * e[2]); d3 = R(g3 * (1 - hh[2] ** 2)); g2 = R(2 * e[1] + 0.6 * d3); d2 = R(g2 * (1 - hh[1] ** 2)); g1 = R(2 * e[0] + 0.6 * d2); d1 = R(g1 * (1 - hh[0] ** 2)); gh, gx, gv = R(d3 * hh[1] + d2 * hh[0]), R(d3 + d1), R(e[0] * hh[0] + e[1] * hh[1] + e[2] * hh[2])
    r = ref([1, 0, 1], 0.7, 0.6, Wy=2.0, y=y, at="all", loss="bce"); same(s, None, W=(gh, r.dWh), U=(gx, r.dWx), V=(gv, r.dWy)); s.end(r.h[-1])
    s.write(r"""
### 예제. 매 시점 출력이 있는 RNN (이진 교차 엔트로피)

U = 0.7, W = 0.6, V = 2, h₀ = 0, x = (1, 0, 1), y = (1, 0, 1)

h_t = tanh(U x_t + W h_{t−1}), ŷ_t = σ(V h_t), L = Σ BCE(ŷ_t, y_t)

**순전파 결과**

| t | a_t | h_t | z_t | ŷ_t | ŷ_t − y_t |
|---|---|---|---|---|---|
| 1 | «a[1]» | «hh[0]» | «z[0]» | «p[0]» | «e[0]» | @L5
| 2 | «a[2]» | «hh[1]» | «z[1]» | «p[1]» | «e[1]» | @L5
| 3 | «a[3]» | «hh[2]» | «z[2]» | «p[2]» | «e[2]» | @L5

**역전파 결과** (∂L/∂h_t = V(ŷ_t − y_t) + W δ_{t+1})

| t | ∂L/∂h_t | δ_t |
|---|---|---|
| 3 | «g3» | «d3» | @L2
| 2 | «g2» | «d2» | @L2
| 1 | «g1» | «d1» | @L2

**기울기**

∂L/∂V = Σ (ŷ_t − y_t) h_t = «gv» @L1
∂L/∂W = δ₃h₂ + δ₂h₁ = «gh» @L1
∂L/∂U = δ₃x₃ + δ₂x₂ + δ₁x₁ = «gx» @L1
""", locals())


@text("kor-future-subtracted", "ko", "rnn scalar half many-to-many latex", "m:future-subtracted")
def _(s):
    s.d = 4; R = s.R
    a, h = fwd(s, [1, 1], 0.5, 0.9); h1, h2 = h[1:]; e2 = R(h2 - 0.1); d2 = R(e2 * (1 - h2 ** 2)); l1 = R(h1 - 0.9); f = R(0.9 * d2); g1 = s.slip(R(l1 + f), R(l1 - f)); op = s.alt("+", "-"); d1 = R(g1 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(d2 + d1)
    r = ref([1, 1], 0.5, 0.9, y=[0.9, 0.1], at="all"); same(s, None, w=(gh, r.dWh), u=(gx, r.dWx)); s.end(r.h[-1]); s.blame("sign", "sum", "+", "subtract", "future", "later", "부호")
    s.write(r"""
**연습문제 7.4** $h_t = \tanh(0.5x_t + 0.9h_{t-1})$, $x_1 = x_2 = 1$, $h_0 = 0$, 목표값 $y_1 = 0.9$, $y_2 = 0.1$, 손실 $L = \frac12\sum_t (h_t - y_t)^2$. 두 가중치 $u, w$의 기울기를 구하시오.

**풀이.**

$h_1 = \tanh(0.5) = «h1»$ @L

$h_2 = \tanh(0.5 + 0.9 \times «h1») = \tanh(«a[2]») = «h2»$ @L

$t = 2$에서

$\frac{\partial L}{\partial h_2} = «h2» - 0.1 = «e2»$ @L

$\delta_2 = «e2» \times (1 - «h2»^2) = «d2»$ @L

$t = 1$에서는 자신의 오차와 미래에서 온 오차가 함께 있다.

$\frac{\partial L}{\partial h_1} = («h1» - 0.9) «op» 0.9 \times «d2» = «g1»$ @L @R

$\delta_1 = «g1» \times (1 - «h1»^2) = «d1»$ @L

그러므로

$\frac{\partial L}{\partial w} = \delta_2 h_1 + \delta_1 h_0 = «gh», \qquad \frac{\partial L}{\partial u} = \delta_2 x_2 + \delta_1 x_1 = «gx»$ @L2
""", locals())


@text("kor-aligned-lecture-right", "ko", "rnn scalar half output latex aligned lecture", aside=True)
def _(s):
    s.d = 3; R = s.R
    a, h = fwd(s, [1, 2], 0.2, -0.7, 0.1, 0.5); h1, h2 = h[1:]; o = R(1.5 * h2 - 0.3); e = R(o - 0.4); gv = R(e * h2); g2 = R(1.5 * e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(-0.7 * d2); d1 = R(g1 * (1 - h1 ** 2)); g0 = R(-0.7 * d1); gh, gx, gb = R(d2 * h1 + d1 * 0.5), R(2 * d2 + d1), R(d1 + d2)
    r = ref([1, 2], 0.2, -0.7, 0.1, 0.5, Wy=1.5, by=-0.3, y=0.4); same(s, 3e-3, w=(gh, r.dWh), u=(gx, r.dWx), b=(gb, r.db), h0=(g0, r.dh0), v=(gv, r.dWy)); s.end(r.h[-1])
    s.write(r"""
\section*{7주차: 시간 역전파}

$u = 0.2,\ w = -0.7,\ b = 0.1,\ v = 1.5,\ c = -0.3,\ h_0 = 0.5,\ x_1 = 1,\ x_2 = 2,\ y = 0.4$

\[
\begin{aligned}
h_1 &= \tanh(0.2 \cdot 1 - 0.7 \cdot 0.5 + 0.1) = \tanh(«a[1]») = «h1» \\ @L
h_2 &= \tanh(0.2 \cdot 2 - 0.7 \cdot («h1») + 0.1) = \tanh(«a[2]») = «h2» \\ @L
o &= 1.5 \cdot «h2» - 0.3 = «o» @L
\end{aligned}
\]

손실 $L = \frac{1}{2}(o - y)^2$에 대하여

\[
\begin{aligned}
\frac{\partial L}{\partial o} &= «o» - 0.4 = «e» \\ @L
\frac{\partial L}{\partial h_2} &= 1.5 \cdot «e» = «g2» \\ @L
\delta_2 &= «g2» \cdot (1 - «h2»^2) = «d2» \\ @L
\frac{\partial L}{\partial h_1} &= -0.7 \cdot «d2» = «g1» \\ @L
\delta_1 &= «g1» \cdot (1 - («h1»)^2) = «d1» \\ @L
\frac{\partial L}{\partial h_0} &= -0.7 \cdot («d1») = «g0» @L
\end{aligned}
\]

\[
\begin{aligned}
\frac{\partial L}{\partial v} &= «e» \cdot «h2» = «gv» \\ @L
\frac{\partial L}{\partial w} &= \delta_2 h_1 + \delta_1 h_0 = «d2» \cdot («h1») + («d1») \cdot 0.5 = «gh» \\ @L2
\frac{\partial L}{\partial u} &= \delta_2 x_2 + \delta_1 x_1 = «d2» \cdot 2 + («d1») \cdot 1 = «gx» \\ @L2
\frac{\partial L}{\partial b} &= \delta_2 + \delta_1 = «gb» @L1
\end{aligned}
\]
""", locals())


@text("kor-softmax-derivative-twice", "ko", "rnn scalar ce output chat", "m:softmax-derivative-twice")
def _(s):
    s.d = 4; R = s.R
    v = V(1.2, -0.8); y = V(0, 1); a, h = fwd(s, [1, -0.5], 0.8, 0.3); h1, h2 = h[1:]; z = R(v * h2); p = R(softmax(z)); e0 = R(p - y); e = s.slip(e0, R(e0 * p * (1 - p))); t = s.alt("ŷ − y", "(ŷ − y) ⊙ ŷ ⊙ (1 − ŷ)"); g2 = R(v @ e); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.3 * d2); d1 = R(g1 * (1 - h1 ** 2)); gh, gx = R(d2 * h1), R(-0.5 * d2 + d1)
    r = ref([1, -0.5], 0.8, 0.3, Wy=v.reshape(2, 1), y=y, loss="ce"); same(s, None, Wh=(gh, r.dWh), Wx=(gx, r.dWx)); s.end(r.h[-1]); s.blame("softmax", "p - y", "ŷ - y", "twice", "cross-entropy", "소프트맥스")
    s.write(r"""
좋은 질문이에요! 교차 엔트로피 손실을 쓰는 작은 RNN을 끝까지 계산해 볼게요. 📝

**조건**
• W_x = 0.8, W_h = 0.3, V = [1.2, −0.8]ᵀ, h₀ = 0
• x₁ = 1, x₂ = −0.5
• 정답 y = [0, 1], L = −Σ y log ŷ

**① 순전파**
• h₁ = tanh(0.8 × 1) = «h1» @L
• h₂ = tanh(0.8 × (−0.5) + 0.3 × «h1») = tanh(«a[2]:4:u») = «h2:4:u» @L
• z = V·h₂ = «z» @L1
• ŷ = softmax(z) = «p» @L1

**② 출력층의 오차**
• ∂L/∂z = «t» = «e» @L1 @R

**③ 시간 역전파**
• ∂L/∂h₂ = Vᵀ·∂L/∂z = 1.2 × «e[0]» + (−0.8) × («e[1]:4:u») = «g2» @L2
• δ₂ = «g2» × (1 − («h2»)²) = «d2» @L
• ∂L/∂h₁ = 0.3 × «d2» = «g1» @L
• δ₁ = «g1» × (1 − «h1»²) = «d1» @L

**④ 최종 기울기**
• ∂L/∂W_h = δ₂·h₁ = «gh» @L1
• ∂L/∂W_x = δ₂·x₂ + δ₁·x₁ = «d2» × (−0.5) + «d1» × 1 = «gx» @L

더 궁금한 점이 있으면 말씀해 주세요!
""", locals())


@text("kor-initial-state-gradient-right", "ko", "rnn scalar half dh0 fivedigits")
def _(s):
    s.d = 5; R = s.R
    a, h = fwd(s, [0.3, 0.6, 0.9], 0.5, 0.7, 0.0, 0.2); h1, h2, h3 = h[1:]; e = R(h3 - 0.5); d3 = R(e * (1 - h3 ** 2)); g2 = R(0.7 * d3); d2 = R(g2 * (1 - h2 ** 2)); g1 = R(0.7 * d2); d1 = R(g1 * (1 - h1 ** 2)); g0 = R(0.7 * d1); gw = R(d3 * h2 + d2 * h1 + d1 * 0.2)
    r = ref([0.3, 0.6, 0.9], 0.5, 0.7, h0=0.2, y=0.5); same(s, None, w=(gw, r.dWh), h0=(g0, r.dh0)); s.end(r.h[-1])
    s.write(r"""
초기 은닉 상태까지 학습하는 경우 (∂L/∂h0 구하기)

u=0.5, w=0.7, h0=0.2, x=(0.3, 0.6, 0.9), y=0.5, L=(h3-y)^2/2

[순방향]
h1=tanh(0.5*0.3+0.7*0.2)=tanh(«a[1]:2»)=«h1» @L
h2=tanh(0.5*0.6+0.7*«h1»)=tanh(«a[2]»)=«h2» @L
h3=tanh(0.5*0.9+0.7*«h2»)=tanh(«a[3]»)=«h3» @L

[역방향]
dL/dh3=«h3»-0.5=«e» @L
da3=«e»*(1-«h3»^2)=«d3» @L
dL/dh2=0.7*«d3»=«g2» @L
da2=«g2»*(1-«h2»^2)=«d2» @L
dL/dh1=0.7*«d2»=«g1» @L
da1=«g1»*(1-«h1»^2)=«d1» @L
dL/dh0=0.7*«d1»=«g0» @L

[가중치]
dL/dw=da3*h2+da2*h1+da1*h0=«d3»*«h2»+«d2»*«h1»+«d1»*0.2=«gw» @L2
""", locals())


@text("kor-small-learning-rate-right", "ko", "rnn scalar sq update lecture")
def _(s):
    s.d = 5; R = s.R
    a, h = fwd(s, [1, 1], 0.4, 0.6); h1, h2 = h[1:]; L = R((h2 - 1) ** 2); e = R(2 * (h2 - 1)); d2 = R(e * (1 - h2 ** 2)); d1 = R(0.6 * d2 * (1 - h1 ** 2)); gw, gu = R(d2 * h1), R(d2 + d1); nw, nu = R(0.6 - 0.01 * gw), R(0.4 - 0.01 * gu); hh1 = R(tanh(nu)); aa2 = R(nu + nw * hh1); hh2 = R(tanh(aa2)); LL = R((hh2 - 1) ** 2)
    r = ref([1, 1], 0.4, 0.6, y=1, loss="sq", lr=0.01); same(s, None, w=(nw, r.Wh), u=(nu, r.Wx), gw=(gw, r.dWh)); s.end(r.h[-1])
    s.write(r"""
## 학습률 0.01로 한 번 갱신하면 손실이 정말 줄어드는가?

$h_t = \tanh(u x_t + w h_{t-1})$, $u = 0.4$, $w = 0.6$, $x_1 = x_2 = 1$, $h_0 = 0$, $L = (h_2 - 1)^2$

**갱신 전**

- $h_1 = \tanh(0.4) = «h1»$ @L
- $h_2 = \tanh(0.4 + 0.6 \times «h1») = \tanh(«a[2]») = «h2»$ @L
- $L = («h2» - 1)^2 = «L»$ @L

**기울기**

- $\partial L/\partial h_2 = 2 \times («h2» - 1) = «e»$ @L
- $\delta_2 = «e» \times (1 - «h2»^2) = «d2»$ @L
- $\delta_1 = 0.6 \times («d2») \times (1 - «h1»^2) = «d1»$ @L
- $\partial L/\partial w = «d2» \times «h1» = «gw»$ @L
- $\partial L/\partial u = «d2» + («d1») = «gu»$ @L

**갱신**

- $w' = 0.6 - 0.01 \times («gw») = «nw»$ @L
- $u' = 0.4 - 0.01 \times («gu») = «nu»$ @L

**갱신 후 다시 순전파**

- $h_1' = \tanh(«nu») = «hh1»$ @L
- $h_2' = \tanh(«nu» + «nw» \times «hh1») = \tanh(«aa2») = «hh2»$ @L
- $L' = («hh2» - 1)^2 = «LL»$ @L

손실이 줄었다.
""", locals())


@text("kor-final-sum-slip", "ko", "rnn vector half entries", "m:slip")
def _(s):
    s.d = 3; R = s.R
    Wx = M([0.6], [0.2]); Wh = M([0.4, 0.3], [-0.2, 0.5]); y = V(0.1, 0.9); a, h = fwd(s, [V(1), V(1)], Wx, Wh, h0=V(0.5, 0.0)); h1, h2 = h[1:]; e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); G = R(np.outer(d2, h1) + np.outer(d1, V(0.5, 0)))
    w = R(d2[1] * h1[0] - d1[1] * 0.5); G21 = s.slip(G[1, 0], w); F = G.copy(); F[1, 0] = G21
    r = ref([1, 1], Wx, Wh, h0=V(0.5, 0), y=y); same(s, 3e-3, Whh=(G, r.dWh)); s.end(r.h[-1])
    s.write(r"""
[과제 2-3] W_hh의 기울기를 원소별로 구하기

W_xh = [0.6, 0.2]^T
W_hh = [[0.4, 0.3], [-0.2, 0.5]]
h_0 = [0.5, 0]^T, x_1 = 1, x_2 = 1, y = [0.1, 0.9]^T, L = ½‖h_2 − y‖²

1) 순전파
a_1 = [0.6 + 0.4·0.5 + 0.3·0, 0.2 − 0.2·0.5 + 0.5·0] = «a[1]:1» @L1
h_1 = tanh(a_1) = «h1» @L1
a_2 = W_xh x_2 + W_hh h_1 = «a[2]» @L1
h_2 = tanh(a_2) = «h2» @L1

2) 역전파
∂L/∂h_2 = h_2 − y = «e» @L1
δ_2 = «d2» @L1
∂L/∂h_1 = W_hh^T δ_2 = «g1» @L1
δ_1 = «d1» @L1

3) ∂L/∂W_hh[i,j] = δ_2[i]·h_1[j] + δ_1[i]·h_0[j]
[1,1]: «d2[0]»·«h1[0]» + «d1[0]:3:p»·0.5 = «G[0,0]» @L1
[1,2]: «d2[0]»·«h1[1]» + «d1[0]:3:p»·0 = «G[0,1]» @L1
[2,1]: «d2[1]:3:p»·«h1[0]» + «d1[1]:3:p»·0.5 = «G21» @L1 @R
[2,2]: «d2[1]:3:p»·«h1[1]» + «d1[1]:3:p»·0 = «G[1,1]» @L1

∴ ∂L/∂W_hh = «F» @L1
""", locals())


@text("kor-one-hot-columns-right", "ko", "rnn vector half onehot row-list")
def _(s):
    s.d = 4; R = s.R
    Wx = M([0.1, 0.5, -0.3], [0.4, -0.2, 0.6]); Wh = M([0.2, 0.8], [-0.5, 0.3]); b = V(0.1, -0.1); y = V(0.2, 0.4); X = [V(1, 0, 0), V(0, 0, 1)]; a, h = fwd(s, X, Wx, Wh, b, V(0, 0)); h1, h2 = h[1:]; e = R(h2 - y); d2 = R(e * (1 - h2 ** 2)); g1 = R(Wh.T @ d2); d1 = R(g1 * (1 - h1 ** 2)); dWx = R(np.outer(d1, X[0]) + np.outer(d2, X[1])); dWh = R(np.outer(d2, h1)); db = R(d1 + d2)
    r = ref(X, Wx, Wh, b, y=y); same(s, None, Wxh=(dWx, r.dWx), Whh=(dWh, r.dWh), b=(db, r.db)); s.end(r.h[-1])
    s.write(r"""
# 원-핫 입력이면 W_xh의 기울기는 열에 그대로 들어간다

어휘: "나는"=[1,0,0], "밥을"=[0,1,0], "먹는다"=[0,0,1]. 문장은 "나는 먹는다"이다.

W_xh = «Wx:1»
W_hh = «Wh:1»
b = «b:1», h_0 = [0, 0], y = «y:1», L = ½‖h_2 - y‖²

순전파:
a_1 = W_xh의 1열 + b = «a[1]» @L1
h_1 = tanh(a_1) = «h1» @L1
a_2 = W_xh의 3열 + W_hh h_1 + b = «a[2]» @L1
h_2 = tanh(a_2) = «h2» @L1

역전파:
∂L/∂h_2 = h_2 - y = «e» @L1
δ_2 = ∂L/∂h_2 ⊙ (1 - h_2²) = «d2» @L1
∂L/∂h_1 = W_hh^T δ_2 = «g1» @L1
δ_1 = ∂L/∂h_1 ⊙ (1 - h_1²) = «d1» @L1

기울기:
∂L/∂W_xh = δ_1 x_1^T + δ_2 x_2^T = «dWx» @L1
∂L/∂W_hh = δ_2 h_1^T = «dWh» @L1
∂L/∂b = δ_1 + δ_2 = «db» @L1

1열은 δ_1, 3열은 δ_2이고, 나오지 않은 단어의 2열은 0이다.
""", locals())
