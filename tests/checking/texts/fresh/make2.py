from lib import *


def t019():
    Wx = M("0.6 -0.2 0.3; 0.1 0.5 -0.7")
    Wh = M("0.4 -0.3; 0.2 0.1")
    b = v("0.1 0.2")
    xs = [v("1 0 0"), v("0 1 0"), v("0 0 1")]
    c = tr(Wx)
    z1 = add(c[0], b)
    h1 = th(z1, 3)
    q1 = r(mv(Wh, h1), 3)
    z2 = add(c[1], q1, b)
    h2 = th(z2, 3)
    q2 = r(mv(Wh, h2), 3)
    z3 = add(c[2], q2, b)
    h3 = th(z3, 3)
    T(
        "019-kor-chat-onehot-bmatrix",
        "ko",
        "rnn onehot bmatrix chat emoji bold dollar numbered",
        r"""
좋아요! 😊 "나는 밥을 먹는다"를 RNN이 읽는 과정을 **숫자로** 따라가 봅시다.

## 🧩 1단계: 단어를 벡터로

1. 나는 → $«xs[0]|t»$
2. 밥을 → $«xs[1]|t»$
3. 먹는다 → $«xs[2]|t»$

## ⚙️ 2단계: 매개변수 (임의로 정한 값이에요)

$$W_{xh} = «Wx|b1»,\quad W_{hh} = «Wh|b1»,\quad b_h = «b|b1»$$

처음에는 읽은 것이 없으니 $h_0$는 영벡터입니다.

## 🔄 3단계: 한 단어씩 읽기

**"나는"** 을 읽으면

$$h_1 = \tanh\left(«c[0]|b1» + «b|b1»\right) = \tanh\left(«z1|b1»\right) \approx «h1|b3»$$ ¤L2

**"밥을"** 을 읽을 때는 기억이 더해져요 👇

$$W_{hh} h_1 \approx «q1|b3»$$ ¤L1

$$h_2 = \tanh\left(«c[1]|b1» + «q1|b3» + «b|b1»\right) = \tanh\left(«z2|b3»\right) \approx «h2|b3»$$ ¤L2

**"먹는다"** 까지 읽으면

$$W_{hh} h_2 \approx «q2|b3»$$ ¤L1

$$h_3 = \tanh\left(«c[2]|b1» + «q2|b3» + «b|b1»\right) = \tanh\left(«z3|b3»\right) \approx «h3|b3»$$ ¤L2

✨ 이 마지막 벡터 $«h3|b3»$ 안에 세 단어의 정보가 모두 담겨 있습니다!
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, xs, v("0 0"))[-1], 3),
    )


def t020():
    Wh = M("0.7 0.2; -0.4 0.5")
    Wx = M("0.5; 0.2")
    h1 = th([f("0.5"), f("0.2")], 3)
    x2 = f("-0.5")
    p = [r(Wh[0][0] * h1[0], 3), r(Wh[0][1] * h1[1], 3), r(Wh[1][0] * h1[0], 3), r(Wh[1][1] * h1[1], 3)]
    bad = r(2 * h1[1], 3)
    s0, s1 = p[0] + bad, p[2] + p[3]
    ix = [Wx[0][0] * x2, Wx[1][0] * x2]
    z = add([s0, s1], ix)
    h2 = th(z, 3)
    T(
        "020-kor-blog-wrong-product",
        "ko",
        "rnn vector unicode-sub transpose-mark products-then-sums blog m:product",
        r"""
[딥러닝 일기 #27] RNN 두 스텝 손으로 돌려보기

오늘은 점심 먹고 20분 정도 시간이 남아서 종이에 직접 계산해 봤다.

가중치는 Wₓ = (0.5, 0.2)ᵀ, Wₕ = «Wh», 편향은 없음. 입력은 스칼라이고 x₁ = 1, x₂ = -0.5 이다. 초기 상태 h₀는 (0, 0)ᵀ.

▶ 첫 스텝
h₁ = tanh(Wₓ·1) = (tanh 0.5, tanh 0.2)ᵀ = («h1[0]|3», «h1[1]|3»)ᵀ ¤L2

▶ 둘째 스텝: Wₕh₁ 부터
 · 0.7 × «h1[0]|3» = «p[0]|3» ¤L1
 · 0.2 × «h1[1]|3» = «bad|3» ¤R L1 V=«p[1]|3»
 · -0.4 × «h1[0]|3» = «p[2]|3» ¤L1
 · 0.5 × «h1[1]|3» = «p[3]|3» ¤L1
Wₕh₁ = («p[0]|3» + «bad|3», «p[2]|3» + «p[3]|3»)ᵀ = («s0|3», «s1|3»)ᵀ ¤F L1
Wₓx₂ = («ix[0]|2», «ix[1]|2»)ᵀ ¤L1
h₂ = tanh(«z[0]|3», «z[1]|3») = («h2[0]|3», «h2[1]|3»)ᵀ ¤F L2

생각보다 금방 끝난다. 다음 글(#28)에서는 역전파를 해 보자.
""",
        locals(),
        h_n=H(rnn(Wx, Wh, v("0 0"), [[Fr(1)], [x2]], v("0 0"))[-1], 3),
        blame=["product", "0.2", dec(p[1], 3), "×"],
        aside=True,
    )


def t021():
    u, w, b = f("0.35"), f("0.55"), f("-0.15")
    xs = v("1.2 0.4")
    z1 = u * xs[0] + b
    h1 = th(z1, 6)
    z2 = r(u * xs[1] + w * h1 + b, 6)
    h2 = th(z2, 6)
    vy, c = f("2.5"), f("0.3")
    o = r(vy * h2 + c, 6)
    p = sg(o, 6)
    L = r(-ln0(p), 6)
    T(
        "021-kor-exam-six-digits-percent",
        "ko",
        "rnn scalar exam digits6 percent output sigmoid-out loss circled",
        r"""
2024학년도 2학기 기말고사 — 신경망개론 (총 100점, 90분)

7. [15점] 은닉 유닛이 1개인 RNN이 있다. 은닉층의 활성화 함수는 tanh, 출력층은 시그모이드이다.
   u = 0.35 (입력 가중치), w = 0.55 (순환 가중치), b = -0.15, h(0) = 0
   v = 2.5 (출력 가중치), c = 0.3 (출력 편향)
   입력은 x(1) = 1.2, x(2) = 0.4 이다. 계산은 소수점 아래 여섯째 자리까지 한다.

[모범 답안]
① h(1) = tanh(0.35×1.2 + 0.55×0 - 0.15) = tanh(«z1|6») = «h1|6» ¤L2
② h(2) = tanh(0.35×0.4 + 0.55×«h1|6» - 0.15) = tanh(«z2|6») = «h2|6» ¤L2
③ o(2) = 2.5×«h2|6» + 0.3 = «o|6» ¤L1
④ P(긍정) = 1 / (1 + exp(-«o|6»)) = «p|6», 즉 약 «p*100|1»% ¤L2
⑤ 정답이 '긍정'일 때 손실은 -ln(«p|6») = «L|6» ¤L1

채점 기준: ①~③ 각 3점, ④ 4점, ⑤ 2점. 2% 이내의 오차는 인정한다.
""",
        locals(),
        h_n=H(rnn(u, w, b, xs, Fr(0))[-1], 6),
    )


def t022():
    Wx, Wh, b = M("0.4 0.3; 0.2 -0.6"), M("0.1 0.5; 0.3 0.2"), v("0.2 -0.1")
    xs = [v("0.5 1"), v("1 -0.5")]
    p1 = mv(Wx, xs[0])
    z1 = add(p1, b)
    h1 = th(z1, 3)
    p2 = mv(Wx, xs[1])
    q = r(mv(Wh, h1), 3)
    bb = v("0.2 0.1")
    z2 = add(p2, q, bb)
    g2 = add(p2, q, b)
    h2 = th(z2, 3)
    T(
        "022-kor-aligned-bias-miscopied",
        "ko",
        "rnn vector aligned bmatrix lecture dollar m:copied",
        r"""
### 9.3 예제

입력 차원과 은닉 차원이 모두 2일 때의 계산을 살펴보자. 매개변수는 다음과 같이 주어진다.

$$
W_x = «Wx|b1», \qquad W_h = «Wh|b1», \qquad b = «b|b1»
$$

입력은 $x_1 = [0.5,\, 1.0]^\top$, $x_2 = [1.0,\, -0.5]^\top$이고 $h_0 = [0,\, 0]^\top$이다.

$$
\begin{aligned}
h_1 &= \tanh(W_x x_1 + W_h h_0 + b) \\
&= \tanh\left(«p1|b2» + «v('0 0')|b2» + «b|b2»\right) \\ ¤L1
&= \tanh\left(«z1|b2»\right) = «h1|b3» ¤L2
\end{aligned}
$$

이어서 두 번째 시점에서는

$$
\begin{aligned}
h_2 &= \tanh(W_x x_2 + W_h h_1 + b) \\
&= \tanh\left(«p2|b3» + «q|b3» + «bb|b3»\right) \\ ¤R L2 V=«b[1]|3»
&= \tanh\left(«z2|b3»\right) = «h2|b3» ¤F L2
\end{aligned}
$$

를 얻는다. 같은 매개변수가 모든 시점에서 공유됨을 기억하자.
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, xs, v("0 0"))[-1], 3),
        blame=["bias", "-0.1", "0.1", "copied"],
    )


def t023():
    Wz, Uz = M("0.5 0; 0.2 0.4"), M("0.3 0.1; 0 0.2")
    Wr, Ur = M("-0.3 0.6; 0.4 0.1"), M("0.2 0; 0.1 0.5")
    Wn, Un = M("0.7 -0.2; 0.3 0.9"), M("0.4 0.2; -0.5 0.3")
    x1, x2 = v("1 -0.5"), v("0.2 0.8")
    a1 = mv(Wz, x1)
    z1 = sg(a1, 3)
    n1a = mv(Wn, x1)
    n1 = th(n1a, 3)
    h1 = r(mul(z1, n1), 3)
    az = r(add(mv(Wz, x2), mv(Uz, h1)), 3)
    z2 = sg(az, 3)
    ar = r(add(mv(Wr, x2), mv(Ur, h1)), 3)
    r2 = sg(ar, 3)
    rh = r(mul(r2, h1), 3)
    an = r(add(mv(Wn, x2), mv(Un, rh)), 3)
    n2 = th(an, 3)
    k, nw = r(mul(one(z2), h1), 3), r(mul(z2, n2), 3)
    h2 = add(k, nw)
    T(
        "023-kor-gru-vector-cases",
        "ko",
        "gru vector pmatrix cases per-gate zero-in-words paren no-bias",
        r"""
GRU의 식을 다시 적으면 다음과 같다(편향은 모두 0으로 둔다).

\[
\begin{cases}
z_t = \sigma(W_z x_t + U_z h_{t-1}) \\
r_t = \sigma(W_r x_t + U_r h_{t-1}) \\
\tilde{h}_t = \tanh(W x_t + U (r_t \odot h_{t-1})) \\
h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t
\end{cases}
\]

\( W_z = «Wz|p1» \), \( U_z = «Uz|p1» \), \( W_r = «Wr|p1» \), \( U_r = «Ur|p1» \), \( W = «Wn|p1» \), \( U = «Un|p1» \)

**첫 번째 입력** \( x_1 = «x1|p1» \). 초기 상태가 영벡터이므로 \( U \)가 붙은 항과 리셋 게이트는 볼 필요가 없다.

\[ z_1 = \sigma «a1|p2» = «z1|p3» \] ¤L2
\[ \tilde{h}_1 = \tanh «n1a|p2» = «n1|p3» \] ¤L2
\[ h_1 = z_1 \odot \tilde{h}_1 = «h1|p3» \] ¤L1

**두 번째 입력** \( x_2 = «x2|p1» \).

\[ z_2 = \sigma «az|p3» = «z2|p3» \] ¤L2
\[ r_2 = \sigma «ar|p3» = «r2|p3» \] ¤L2
\[ r_2 \odot h_1 = «rh|p3» \] ¤L1
\[ \tilde{h}_2 = \tanh «an|p3» = «n2|p3» \] ¤L2
\[ h_2 = «k|p3» + «nw|p3» = «h2|p3» \] ¤L2
""",
        locals(),
        aside=True,
    )


def t024():
    h0 = f("0.5")
    wz, uz, bz = f("0.6"), f("0.4"), f("-0.3")
    wr, ur, br = f("0.3"), f("0.9"), f("0.1")
    w, u, b = f("1.2"), f("0.8"), f("0")
    xs = v("0.7 -0.6")
    S = []
    h = h0
    for t, x in enumerate(xs):
        az = wz * x + uz * h + bz
        z = sg(az, 3)
        ar = wr * x + ur * h + br
        R = sg(ar, 3)
        an = r(w * x + u * r(R * h, 3), 3)
        n = th(an, 3)
        good = r((1 - z) * h + z * n, 3)
        hn = r(z * h + (1 - z) * n, 3) if t else good
        S.append((az, z, ar, R, r(R * h, 3), an, n, hn, good))
        h = hn
    A, B = S
    T(
        "024-kor-gru-z-swapped",
        "ko",
        "gru scalar plain indented given-state zeta m:gates",
        r"""
- 손계산 연습: 게이트 순환 유닛(GRU)

  갱신식: h_t = (1 - z_t) * h_{t-1} + z_t * n_t
  (z가 1에 가까울수록 새 값을 많이 받아들인다)

  상수표
    업데이트 : 0.6 (입력), 0.4 (은닉), -0.3 (편향)
    리셋     : 0.3 (입력), 0.9 (은닉),  0.1 (편향)
    후보     : 1.2 (입력), 0.8 (은닉),  편향 없음
    h_0 = 0.5, x_1 = 0.7, x_2 = -0.6

  t = 1
    z_1 = sigmoid(0.6*0.7 + 0.4*0.5 - 0.3) = sigmoid(«A[0]») = «A[1]|3» ¤L2
    r_1 = sigmoid(0.3*0.7 + 0.9*0.5 + 0.1) = sigmoid(«A[2]») = «A[3]|3» ¤L2
    n_1 = tanh(1.2*0.7 + 0.8*(«A[3]|3»*0.5)) = tanh(«A[5]|3») = «A[6]|3» ¤L2
    h_1 = (1 - «A[1]|3»)*0.5 + «A[1]|3»*«A[6]|3» = «A[7]|3» ¤L1

  t = 2
    z_2 = sigmoid(0.6*(-0.6) + 0.4*«A[7]|3» - 0.3) = sigmoid(«B[0]») = «B[1]|3» ¤L2
    r_2 = sigmoid(0.3*(-0.6) + 0.9*«A[7]|3» + 0.1) = sigmoid(«B[2]») = «B[3]|3» ¤L2
    n_2 = tanh(1.2*(-0.6) + 0.8*(«B[3]|3»*«A[7]|3»)) = tanh(«B[5]|3») = «B[6]|3» ¤L2
    h_2 = «B[1]|3»*«A[7]|3» + (1 - «B[1]|3»)*(«B[6]|3») = «B[7]|3» ¤R L1 V=«B[8]|3»

  따라서 t = 2에서의 은닉 상태는 «B[7]|3» 이다. ¤F
""",
        locals(),
        blame=["z_2", "1 - z", "gate", "swap", "update"],
    )


def t025():
    P = dict(f=("0.4", "0.6", "1"), i=("0.8", "-0.2", "0"), g=("1.1", "0.3", "0"), o=("0.5", "0.7", "0.1"))
    P = {k: [f(t) for t in q] for k, q in P.items()}
    xs = v("0.25 0.75")
    h = c = Fr(0)
    rows = []
    for x in xs:
        a = {k: w * x + u * h + b for k, (w, u, b) in P.items()}
        G = {k: (th0 if k == "g" else sg0)(a[k]) for k in a}
        c = G["f"] * c + G["i"] * G["g"]
        h = G["o"] * th0(c)
        rows.append((G["f"], G["i"], G["g"], G["o"], c, h))
    A, B = rows
    T(
        "025-kor-lstm-print-output",
        "ko",
        "lstm scalar code print digits5 full-precision-chain fused-none",
        r"""
파이썬 표준 라이브러리만으로 LSTM 셀을 짜 보았습니다. 학습된 값이 아니라 제가 정한 값입니다.

```python
from math import exp, tanh

def sigmoid(a):
    return 1 / (1 + exp(-a))

#        w     u     b
wf, uf, bf = 0.4, 0.6, 1.0
wi, ui, bi = 0.8, -0.2, 0.0
wg, ug, bg = 1.1, 0.3, 0.0
wo, uo, bo = 0.5, 0.7, 0.1

h = c = 0.0
for t, x in enumerate([0.25, 0.75], start=1):
    f = sigmoid(wf * x + uf * h + bf)
    i = sigmoid(wi * x + ui * h + bi)
    g = tanh(wg * x + ug * h + bg)
    o = sigmoid(wo * x + uo * h + bo)
    c = f * c + i * g
    h = o * tanh(c)
    print(f"t={t}  f={f:.5f}  i={i:.5f}  g={g:.5f}  o={o:.5f}  c={c:.5f}  h={h:.5f}")
```

실행 결과:

```
t=1  f=«A[0]|5»  i=«A[1]|5»  g=«A[2]|5»  o=«A[3]|5»  c=«A[4]|5»  h=«A[5]|5» ¤L6
t=2  f=«B[0]|5»  i=«B[1]|5»  g=«B[2]|5»  o=«B[3]|5»  c=«B[4]|5»  h=«B[5]|5» ¤L6
```

첫 줄의 c는 i와 g의 곱, 곧 «A[1]|5» × «A[2]|5» ≈ «A[4]|5» 입니다. c_0이 0이기 때문이죠. ¤L1
""",
        locals(),
        h_n=H(B[5], 5),
    )


def t026():
    x, h0, c0 = f("-0.5"), f("0.3"), f("0.8")
    F_ = sg(f("0.7") * x + f("0.2") * h0 + f("0.6"), 4)
    I = sg(f("0.4") * x + f("0.9") * h0 + f("-0.1"), 4)
    C = th(f("-1.3") * x + f("0.5") * h0 + f("0.05"), 4)
    O = sg(f("0.6") * x + f("-0.4") * h0 + f("0.3"), 4)
    a = [
        f("0.7") * x + f("0.2") * h0 + f("0.6"),
        f("0.4") * x + f("0.9") * h0 + f("-0.1"),
        f("-1.3") * x + f("0.5") * h0 + f("0.05"),
        f("0.6") * x + f("-0.4") * h0 + f("0.3"),
    ]
    c1 = r(F_ * c0 + I * C, 4)
    good = r(O * th0(c1), 4)
    bad = r(O * c1, 4)
    y = r(2 * bad + 1, 4)
    T(
        "026-kor-lstm-tanh-missing",
        "ko",
        "lstm scalar table digits4 output headings generic-t given-state m:tanh-missing",
        r"""
#### 표로 정리한 LSTM 한 스텝

주어진 것: $x_t = -0.5$, $h_{t-1} = 0.3$, $c_{t-1} = 0.8$

| 게이트 | 가중합 | 함수 | 결과 |
|---|---|---|---|
| 망각 $f_t$ | $0.7(-0.5) + 0.2(0.3) + 0.6 = «a[0]»$ | $\sigma$ | $«F_|4»$ | ¤L2
| 입력 $i_t$ | $0.4(-0.5) + 0.9(0.3) - 0.1 = «a[1]»$ | $\sigma$ | $«I|4»$ | ¤L2
| 후보 $\tilde{c}_t$ | $-1.3(-0.5) + 0.5(0.3) + 0.05 = «a[2]»$ | $\tanh$ | $«C|4»$ | ¤L2
| 출력 $o_t$ | $0.6(-0.5) - 0.4(0.3) + 0.3 = «a[3]»$ | $\sigma$ | $«O|4»$ | ¤L2

이제 셀 상태와 은닉 상태를 차례로 구한다.

$c_t = f_t \cdot c_{t-1} + i_t \cdot \tilde{c}_t = «F_|4» \cdot 0.8 + «I|4» \cdot «C|4» = «c1|4»$ ¤L1

$h_t = o_t \cdot \tanh(c_t) = «O|4» \cdot «c1|4» = «bad|4»$ ¤R L1 V=«th(c1,4)|4»;«good|4»

출력층이 $y_t = 2 h_t + 1$이라면 $y_t = 2 \cdot «bad|4» + 1 = «y|4»$이다. ¤F L1
""",
        locals(),
        blame=["tanh", dec(th(c1, 4), 4)],
    )


def t027():
    z1 = f("0.6") * f("0.5") - f("0.1")
    h1 = th(z1, 3)
    m = r(f("0.8") * h1, 3)
    z2 = f("-0.6") + m - f("0.1")
    h2 = th(z2, 3)
    T(
        "027-kor-prose-only",
        "ko",
        "rnn scalar prose numbers-in-prose definitions-in-prose tricky",
        r"""
순환 신경망을 말로만 설명해 보라는 부탁을 받은 적이 있다. 2019년 가을, 수강생이 40명쯤 되는 교양 수업이었다.

노드는 하나뿐이다. 입력에는 0.6을 곱하고, 직전 상태에는 0.8을 곱하고, 마지막에 0.1을 뺀다. 그 결과에 tanh를 씌우면 새 상태가 된다. 처음 상태는 0이다.

첫 입력이 0.5라고 하자. 0.6에 0.5를 곱하면 «Fr(3,10)»이고 여기서 0.1을 빼면 «z1»이다. tanh(«z1»)은 약 «h1|3»이므로 첫 상태는 «h1|3»이 된다. ¤L3

다음 입력이 -1이라고 하자. 입력 쪽은 -0.6이고, 기억 쪽은 0.8 × «h1|3» ≈ «m|3»이다. 둘을 더하고 0.1을 빼면 -0.6 + «m|3» - 0.1 = «z2|3»이며, tanh(«z2|3») ≈ «h2|3»이다. ¤L3

이 설명을 듣고 고개를 끄덕인 학생이 40명 중 31명, 그러니까 77.5%였다. 나머지 9명은 3주 뒤에 이해했다고 한다.
""",
        locals(),
        h_n=H(rnn(f("0.6"), f("0.8"), f("-0.1"), v("0.5 -1"), Fr(0))[-1], 3),
        aside=True,
    )


def t028():
    h2 = v("0.351 -0.628")
    Wy = M("1 0.5; -0.5 1.2; 0.3 -0.9")
    by = v("0.1 0.4 -0.2")
    p = r(mv(Wy, h2), 3)
    good = add(p, by)
    e = ex(p, 3)
    S = sum(e)
    pr = r([k / S for k in e], 3)
    L = r(-ln0(pr[2]), 3)
    T(
        "028-kor-output-bias-lost-softmax",
        "ko",
        "rnn output softmax loss given-state bullets parenthesised m:bias",
        r"""
📌 출력층 계산 (앞 페이지에서 이어짐)

앞에서 구한 마지막 은닉 상태는 h_2 = «h2|3» 이었습니다. 이제 세 단어 {예, 아니오, 글쎄}의 확률을 구합니다.

• W_hy = «Wy»
• b_y = «by»

(1) 점수(logit)
   o_2 = W_hy·h_2 + b_y = «p|3» ¤R L1 V=«good[0]|3»;«good[1]|3»;«good[2]|3»

(2) 지수를 취한다
   exp(o_2) = «e|3», 합은 «S|3» ¤F L2

(3) 합으로 나눈다
   P(예) = «e[0]|3» / «S|3» = «pr[0]|3» ¤F L1
   P(아니오) = «e[1]|3» / «S|3» = «pr[1]|3» ¤F L1
   P(글쎄) = «e[2]|3» / «S|3» = «pr[2]|3» ¤F L1

(4) 정답이 '글쎄'라면 교차 엔트로피는 -ln «pr[2]|3» = «L|3» 입니다. ¤F L1
""",
        locals(),
        blame=["bias", "b_y"],
    )


def t029():
    wx, wh, b = f("0.3"), f("0.6"), f("0.02")
    xs = v("0.12 0.47 0.85 0.31")
    h = Fr(0)
    R = []
    for x in xs:
        z = r(wx * x + wh * h + b, 5)
        hp, h = h, th(z, 5)
        R.append((x, hp, z, h))
    T(
        "029-kor-table-five-digits",
        "ko",
        "rnn scalar table digits5 time-series definitions-in-prose",
        r"""
## 표 4-2. 주가 네 개를 차례로 넣었을 때

정규화한 종가를 은닉 노드가 하나인 RNN에 넣는다. 입력 가중치 $W_x = 0.3$, 순환 가중치 $W_h = 0.6$, 편향 $b = 0.02$, 초기 상태 $h_0 = 0$이다.

| 날짜 | $x_t$ | $h_{t-1}$ | $z_t = W_x x_t + W_h h_{t-1} + b$ | $h_t = \tanh(z_t)$ |
|---|---|---|---|---|
| 3월 4일 | «R[0][0]» | «R[0][1]|5» | «R[0][2]|5» | «R[0][3]|5» | ¤L2
| 3월 5일 | «R[1][0]» | «R[1][1]|5» | «R[1][2]|5» | «R[1][3]|5» | ¤L3
| 3월 6일 | «R[2][0]» | «R[2][1]|5» | «R[2][2]|5» | «R[2][3]|5» | ¤L3
| 3월 7일 | «R[3][0]» | «R[3][1]|5» | «R[3][2]|5» | «R[3][3]|5» | ¤L3

마지막 날의 상태 «h|5»가 5일차 예측의 입력으로 쓰인다. (자료: 2023년 1분기, 거래일 62일 중 4일) ¤L1
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 5),
    )


def t030():
    W = M("0.5 -0.2; 0.1 0.4")
    x = v("0.3 -0.6 0.9")
    px = r(mv(W, x[:2]), 3)
    b = v("0.1 0.1")
    h1 = th(add(px, b), 3)
    T(
        "030-kor-embedding-size",
        "ko",
        "rnn vector chat bold size given-embedding m:shape",
        r"""
질문하신 "임베딩을 RNN에 넣는 부분"만 떼어서 설명드릴게요.

**설정**
W_xh = «W» ¤X:a
W_hh는 2×2 단위행렬, b = «b», h_0 = [0, 0]

**단어 "서울"의 임베딩**
x_1 = «x» ¤R:a

**계산**
W_xh·x_1 = «px|2» ¤X:a L1
h_1 = tanh(«px|2» + [0, 0] + «b|2») = tanh(«add(px,b)|2») = «h1|3» ¤F L2

이렇게 하면 2차원 은닉 상태가 만들어집니다. 더 궁금한 점이 있으신가요?
""",
        locals(),
        blame=["size", "entries", "columns", "shape", "W_xh"],
        aside=True,
    )


def t031():
    W = M("0.2 0 -0.3; 0.5 0.1 0; 0 -0.4 0.6")
    x1, x2 = v("0.4 -0.7 1.1"), v("-0.2 0.3 0")
    h1 = th(x1, 3)
    q = r(mv(W, h1), 3)
    z = add(x2, q)
    h2 = th(z, 3)
    q3 = r(mv(W, h2), 3)
    h3 = th(q3, 3)
    T(
        "031-kor-identity-zero-words",
        "ko",
        "rnn vector identity-in-words zero-in-words tuples digits3 blank-input",
        r"""
문제: 은닉 크기가 3인 Elman 망에서 입력 가중치 행렬은 단위행렬, 편향은 영벡터이다. 순환 가중치 행렬이

    W_hh = [[0.2, 0, -0.3],
            [0.5, 0.1, 0],
            [0, -0.4, 0.6]]

일 때, x_1 = (0.4, -0.7, 1.1), x_2 = (-0.2, 0.3, 0), x_3 = (0, 0, 0)에 대한 h_3를 구하라. 단, h_0 = 0.

해설:
순환 항이 0이므로 h_1 = tanh(x_1) = «h1|t3». ¤L1
W_hh h_1 = «q|t3»이고, ¤L1
h_2 = tanh(x_2 + W_hh h_1) = tanh«z|t3» = «h2|t3». ¤L2
세 번째 입력은 영벡터라서 남는 것은 W_hh h_2 = «q3|t3»뿐이다. ¤L1
그러므로 h_3 = tanh«q3|t3» = «h3|t3». ¤L1
""",
        locals(),
        h_n=H(rnn(M("1 0 0; 0 1 0; 0 0 1"), W, v("0 0 0"), [x1, x2, v("0 0 0")], v("0 0 0"))[-1], 3),
    )


def t032():
    wx, wh, b = f("0.75"), f("-0.5"), f("0.25")
    xs = v("1 -1 2 0 1")
    h = Fr(0)
    Z, Hs = [], []
    for t, x in enumerate(xs, 1):
        z = wx * x + wh * h + b
        if t == 2:
            g2 = z
            z = wx * x - wh * h + b
        hn = th(z, 4)
        if t == 4:
            g4 = hn
            hn = r(hn - f("0.03"), 4)
        Z.append(z)
        Hs.append(hn)
        h = hn
    T(
        "032-kor-five-steps-two-slips",
        "ko",
        "rnn scalar steps digits4 arrows two m:sign m:tanh-slip",
        r"""
<과제 3> 제출자: 20231234

w_x = 0.75, w_h = -0.5, b = 0.25, h_0 = 0
x = (1, -1, 2, 0, 1)

[1] z_1 = 0.75*1 - 0.5*0 + 0.25 = «Z[0]|4»   →   h_1 = tanh(z_1) = «Hs[0]|4» ¤L2
[2] z_2 = 0.75*(-1) + 0.5*«Hs[0]|4» + 0.25 = «Z[1]|4»   →   h_2 = tanh(z_2) = «Hs[1]|4» ¤R L2 V=«g2|4»
[3] z_3 = 0.75*2 - 0.5*(«Hs[1]|4») + 0.25 = «Z[2]|4»   →   h_3 = tanh(z_3) = «Hs[2]|4» ¤F L2
[4] z_4 = 0.75*0 - 0.5*«Hs[2]|4» + 0.25 = «Z[3]|4»   →   h_4 = tanh(z_4) = «Hs[3]|4» ¤R L2 V=«g4|4»
[5] z_5 = 0.75*1 - 0.5*(«Hs[3]|4») + 0.25 = «Z[4]|4»   →   h_5 = tanh(z_5) = «Hs[4]|4» ¤F L2

답: h_5 = «Hs[4]|4» ¤F
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 4),
        blame=["w_h", "sign", "minus", "0.5", "tanh"],
    )


def t033():
    Wx, Wh, b = M("0.3 -0.1; 0.2 0.4; -0.5 0.6"), M("0.1 0.7; -0.6 0.2"), v("0 0.1")
    xs = [v("1 2 0"), v("0 -1 1"), v("0.5 0.5 0.5")]
    hs = rnn(tr(Wx), tr(Wh), b, xs, v("0 0"))
    T(
        "033-kor-numpy-rows-xW",
        "ko",
        "rnn vector rows xW numpy float64 digits8 code zip",
        r"""
밑바닥부터 책의 표기를 따라 **행벡터 × 가중치** 순서로 씁니다. 즉 h_t = tanh(x_t·Wx + h_{t-1}·Wh + b) 이고, Wx의 형상은 (3, 2)입니다.

```python
import numpy as np

Wx = np.array([[0.3, -0.1],
               [0.2,  0.4],
               [-0.5, 0.6]])
Wh = np.array([[0.1, 0.7],
               [-0.6, 0.2]])
b = np.array([0.0, 0.1])
h = np.zeros(2)
xs = np.array([[1., 2., 0.], [0., -1., 1.], [0.5, 0.5, 0.5]])

for x in xs:
    h = np.tanh(x @ Wx + h @ Wh + b)
    print(h)
```

출력:

```
«hs[0]|n8» ¤L1
«hs[1]|n8» ¤L1
«hs[2]|n8» ¤L1
```

손으로 확인하면 첫 행은 tanh([0.7, 0.8]) = «hs[0]|3», 둘째 행은 «hs[1]|3», 셋째 행은 «hs[2]|3» 입니다. ¤L4
""",
        locals(),
        h_n=H(hs[-1], 3),
        aside=True,
    )


def t034():
    Wx, Wh, b = M("0.5 0.1; -0.2 0.8"), M("0.3 0.9; -0.7 0.4"), v("0 0")
    x1, x2 = v("1 2"), v("2 0")
    z1 = mv(Wx, x1)
    h1 = th(z1, 3)
    t = [[r(w * k, 3) for w, k in zip(row, h1)] for row in tr(Wh)]
    q = [sum(k) for k in t]
    good = r(mv(Wh, h1), 3)
    px = mv(Wx, x2)
    z2 = add(px, q)
    h2 = th(z2, 3)
    T(
        "034-kor-forum-transposed",
        "ko",
        "rnn vector forum blockquote products-then-sums no-bias m:transposed",
        r"""
제목: RNN 손계산 결과가 텐서플로랑 다른데 어디가 틀렸나요? (조회 312)

> 은닉 2개, 편향 없이 돌렸습니다. 
> Wxh = «Wx» , Whh = «Wh»
> x1 = «x1» , x2 = «x2» , h0 = [0, 0]
>
> 1번째: Wxh x1 = [0.5 + 0.2, -0.2 + 1.6] = «z1» ¤L2
> h1 = tanh(«z1») = «h1|3» ¤L1
>
> 2번째: Wxh x2 = «px|1» ¤L1
> Whh h1 = [«Wh[0][0]»×«h1[0]|3» + («Wh[1][0]»)×«h1[1]|3», «Wh[0][1]»×«h1[0]|3» + «Wh[1][1]»×«h1[1]|3»] = [«t[0][0]|3» - «-t[0][1]|3», «t[1][0]|3» + «t[1][1]|3»] = «q|3» ¤R L3 V=«good[0]|3»;«good[1]|3»
> h2 = tanh(«px|1» + «q|3») = tanh(«z2|3») = «h2|3» ¤F L2

답변 1) 혹시 버전이 2.4 이상인가요? 저는 2.1에서는 0.1% 정도 차이가 났습니다.
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, [x1, x2], v("0 0"))[-1], 3),
        blame=["transpos", "Whh", "W_hh", "other way", "column", "row"],
    )


def t035():
    x, h0 = f("2"), f("-0.4")
    az = f("0.15") * x + f("0.5") * h0 + f("0.1")
    z = sg(az, 4)
    ar = f("-0.25") * x + f("1") * h0 + f("0.6")
    R = sg(ar, 4)
    rh = r(R * h0, 4)
    an = r(f("0.45") * x + f("0.75") * rh - f("0.2"), 4)
    n = th(an, 4)
    k, w = r((1 - z) * h0, 4), r(z * n, 4)
    h1 = k + w
    T(
        "035-zh-gru-aligned",
        "zh",
        "gru scalar aligned given-state digits4 dollar",
        r"""
**例 6.5**　设 GRU 的输入与隐藏状态都是标量。已知 $x_t = 2$，$h_{t-1} = -0.4$，各参数为

$$
\begin{array}{lll}
w_z = 0.15, & u_z = 0.5, & b_z = 0.1 \\
w_r = -0.25, & u_r = 1, & b_r = 0.6 \\
w_h = 0.45, & u_h = 0.75, & b_h = -0.2
\end{array}
$$

**解**　更新门与重置门：

$$
\begin{aligned}
z_t &= \sigma(0.15 \times 2 + 0.5 \times (-0.4) + 0.1) = \sigma(«az») \approx «z|4» \\ ¤L2
r_t &= \sigma(-0.25 \times 2 + 1 \times (-0.4) + 0.6) = \sigma(«ar») \approx «R|4» ¤L2
\end{aligned}
$$

候选状态：先算 $r_t h_{t-1} = «R|4» \times (-0.4) \approx «rh|4»$，于是 ¤L1

$$\tilde{h}_t = \tanh(0.45 \times 2 + 0.75 \times («rh|4») - 0.2) \approx \tanh(«an|4») \approx «n|4»$$ ¤L2

最后

$$h_t = (1 - z_t) h_{t-1} + z_t \tilde{h}_t \approx «k|4» + «w|4» = «h1|4»$$ ¤L2

可见约有 «r(z*100,0)|0»% 来自新的候选状态。
""",
        locals(),
    )


def t036():
    W, U, Vv = M("0.2 -0.1; 0.4 0.3"), M("0.6 0; -0.3 0.5"), M("1 2; -1 1; 0 0.5")
    x1, x2 = v("1 0"), v("0 1")
    h1 = th(mv(U, x1), 3)
    q = r(mv(W, h1), 3)
    p = mv(U, x2)
    z = add(q, p)
    h2 = th(z, 3)
    o = r(mv(Vv, h2), 3)
    e = ex(o, 3)
    S = sum(e)
    bad = S + f("1")
    pr = r([k / bad for k in e], 3)
    L = r(-ln0(pr[0]), 3)
    T(
        "036-zh-uvw-softmax-sum",
        "zh",
        "rnn vector textbook-uvw output softmax loss no-bias numbered m:sum",
        r"""
# 手算循环神经网络（字符级，词表大小 3）

1. 参数（不使用偏置）
   - U = «U»
   - W = «W»
   - V = «Vv»
   - 初始状态 s_0 = [0, 0]，输入 x_1 = [1, 0]，x_2 = [0, 1]

2. 隐藏状态
   - s_1 = tanh(U x_1 + W s_0) = tanh(«mv(U,x1)») = «h1|3» ¤L2
   - W s_1 = «q|3»，U x_2 = «p|1» ¤L2
   - s_2 = tanh(«z|3») = «h2|3» ¤L2

3. 输出
   - o_2 = V s_2 = «o|3» ¤L1
   - exp(o_2) = «e|3» ¤L1
   - 求和：«e[0]|3» + «e[1]|3» + «e[2]|3» = «bad|3» ¤R L1 V=«S|3»
   - softmax(o_2) = [«e[0]|3»/«bad|3», «e[1]|3»/«bad|3», «e[2]|3»/«bad|3»] = «pr|3» ¤F L1

4. 若正确字符是第 1 个，则损失 = -ln(«pr[0]|3») = «L|3» ¤F L1
""",
        locals(),
        h_n=H(rnn(U, W, v("0 0"), [x1, x2], v("0 0"))[-1], 3),
        blame=["sum", dec(S, 3), "softmax"],
        aside=True,
    )


def t037():
    wx, wh, b = f("-0.6"), f("0.8"), f("0.25")
    xs = v("0.5 1 -1.5")
    z1 = wx * xs[0] + b
    h1 = th(z1, 4)
    g2 = wx * xs[1] + wh * h1 + b
    z2 = -wx * xs[1] + wh * h1 + b
    h2 = th(z2, 4)
    z3 = wx * xs[2] + wh * h2 + b
    h3 = th(z3, 4)
    T(
        "037-es-comma-signo",
        "es",
        "rnn scalar comma digits4 bold dash m:sign",
        r"""
**Práctica 5. Redes recurrentes** (entrega: 12/05/2022)

*Enunciado.* Sea una única neurona con peso de entrada w = -0,6, peso recurrente u = 0,8, sesgo b = 0,25 y estado inicial h_0 = 0. La entrada es 0,5; 1; -1,5. Calcule los tres estados.

*Solución.*

- **t = 1.** h_1 = tanh(-0,6 · 0,5 + 0,8 · 0 + 0,25) = tanh(«z1|,») = «h1|,4» ¤L2
- **t = 2.** h_2 = tanh(0,6 · 1 + 0,8 · («h1|,4») + 0,25) = tanh(«z2|,4») = «h2|,4» ¤R L2 V=«wx»;«g2|4»;«th(g2,4)|4»
- **t = 3.** h_3 = tanh(-0,6 · (-1,5) + 0,8 · «h2|,4» + 0,25) = tanh(«z3|,4») = «h3|,4» ¤F L2

Respuesta: el estado final es «h3|,4». ¤F
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 4),
        blame=["-0.6", "-0,6", "sign", "weight"],
    )


def t038():
    x, h0, c0 = f("0.9"), f("0.1"), f("-0.2")
    A = dict(
        f=f("0.3") * x + f("0.5") * h0 + 1,
        i=f("0.6") * x + f("-0.2") * h0,
        g=f("0.8") * x + f("0.4") * h0 + f("0.1"),
        o=f("-0.1") * x + f("0.7") * h0 + f("0.2"),
    )
    G = {k: (th if k == "g" else sg)(A[k], 4) for k in A}
    p, q = r(G["f"] * c0, 4), r(G["i"] * G["g"], 4)
    c1 = p + q
    tc = th(c1, 4)
    h1 = r(G["o"] * tc, 4)
    T(
        "038-id-lstm-unicode",
        "id",
        "lstm scalar unicode-sub unicode-letters given-state digits4 emoji",
        r"""
🧠 Contoh LSTM satu langkah (skalar)

Diketahui x₁ = 0.9, h₀ = 0.1, c₀ = −0.2.

➊ Gerbang lupa (W = 0.3, U = 0.5, b = 1)
   f₁ = σ(0.3·0.9 + 0.5·0.1 + 1) = σ(«A['f']») ≈ «G['f']|4» ¤L2
➋ Gerbang masukan (W = 0.6, U = −0.2, b = 0)
   i₁ = σ(0.6·0.9 − 0.2·0.1) = σ(«A['i']») ≈ «G['i']|4» ¤L2
➌ Kandidat (W = 0.8, U = 0.4, b = 0.1)
   c̃₁ = tanh(0.8·0.9 + 0.4·0.1 + 0.1) = tanh(«A['g']») ≈ «G['g']|4» ¤L2
➍ Gerbang keluaran (W = −0.1, U = 0.7, b = 0.2)
   o₁ = σ(−0.1·0.9 + 0.7·0.1 + 0.2) = σ(«A['o']») ≈ «G['o']|4» ¤L2
➎ Sel baru
   c₁ = «G['f']|4»·(−0.2) + «G['i']|4»·«G['g']|4» = «p|u4» + «q|4» = «c1|4» ¤L2
➏ Keadaan tersembunyi
   h₁ = «G['o']|4»·tanh(«c1|4») = «G['o']|4»·«tc|4» ≈ «h1|4» ¤L2

Sekitar «G['f']*100|0»% dari isi sel lama dipertahankan pada langkah ini.
""",
        locals(),
    )


def t039():
    wx, wh, b = f("0.2"), f("0.7"), f("0.1")
    xs = v("3 -2 1")
    z1 = wx * xs[0] + b
    h1 = th(z1, 3)
    g2 = wx * xs[1] + wh * h1 + b
    z2 = wh * xs[1] + wx * h1 + b
    h2 = th(z2, 3)
    z3 = wx * xs[2] + wh * h2 + b
    h3 = th(z3, 3)
    T(
        "039-de-komma-gewichte-vertauscht",
        "de",
        "rnn scalar comma numbered definitions-in-prose m:weights-swapped",
        r"""
Übungsblatt 8, Aufgabe 2 (6 Punkte) – Musterlösung

Gegeben ist ein RNN mit einem einzigen Neuron, h_t = tanh(w·x_t + u·h_{t-1} + b), wobei w = 0,2 und u = 0,7 sowie b = 0,1 gilt. Der Anfangszustand ist h_0 = 0. Gesucht ist h_3 für die Folge x_1 = 3, x_2 = -2, x_3 = 1 (drei Nachkommastellen).

a) h_1 = tanh(0,2·3 + 0,7·0 + 0,1) = tanh(«z1|,») = «h1|,3» ¤L2

b) h_2 = tanh(0,7·(-2) + 0,2·«h1|,3» + 0,1) = tanh(«z2|,4») = «h2|,3» ¤R L2 V=«wx»;«g2|4»;«th(g2,3)|3»

c) h_3 = tanh(0,2·1 + 0,7·(«h2|,3») + 0,1) = tanh(«z3|,4») = «h3|,3» ¤F L2

Ergebnis: h_3 ≈ «h3|,3». Ein Folgefehler führt nur zu 0,5 Punkten Abzug. ¤F
""",
        locals(),
        h_n=H(rnn(wx, wh, b, xs, Fr(0))[-1], 3),
        blame=["0.2", "0.7", "0,2", "0,7", "weight", "swap"],
        aside=True,
    )


def t040():
    Wx, Wh, b = M("0.4 -0.6; 0.9 0.3"), M("0.5 0.2; -0.1 0.3"), v("-0.2 0")
    x1, x2 = v("1 -1"), v("0.5 0")
    p = mv(Wx, x1)
    z1 = add(p, b)
    h1 = th(z1, 4)
    q = r(mv(Wh, h1), 4)
    p2 = mv(Wx, x2)
    z2 = add(p2, q, b)
    h2 = th(z2, 4)
    T(
        "040-ja-fullwidth-prose",
        "ja",
        "rnn vector bmatrix boxed digits4 dollar",
        r"""
## 4.2 手計算で確かめる

隠れ層のユニット数を２とし、次の値を使う（2015年の講義資料の例を改変）。

$$W_x = «Wx|b1»,\quad W_h = «Wh|b1»,\quad b = «b|b1»$$

入力は $x_1 = (1, -1)^{\mathsf T}$、$x_2 = (0.5, 0)^{\mathsf T}$、初期状態は $h_0 = \boldsymbol{0}$ とする。

**時刻1**

$$h_1 = \tanh\left(\begin{bmatrix} 0.4 \cdot 1 - 0.6 \cdot (-1) \\ 0.9 \cdot 1 + 0.3 \cdot (-1) \end{bmatrix} + b\right) = \tanh\left(«z1|b1»\right) = «h1|b4»$$ ¤L2

**時刻2**

$$W_h h_1 = \begin{bmatrix} 0.5 \cdot «h1[0]|4» + 0.2 \cdot «h1[1]|4» \\ -0.1 \cdot «h1[0]|4» + 0.3 \cdot «h1[1]|4» \end{bmatrix} = «q|b4»$$ ¤L2

$$h_2 = \tanh\left(«p2|b2» + «q|b4» + b\right) = \tanh\left(«z2|b4»\right) = \boxed{«h2|b4»}$$ ¤L3

誤差は0.01%未満である。
""",
        locals(),
        h_n=H(rnn(Wx, Wh, b, [x1, x2], v("0 0"))[-1], 4),
    )
