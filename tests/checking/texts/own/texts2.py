from lib import text

text("122-repl-float64-float32", "en", "rnn scalar repl numpy torch float64 float32 code", "w=0.5; u=-0.75; b=0.25; x1=1; x2=0.5; h0=0", r"""
# Paper vs machine

One recurrent unit: w = ⟪w⟫ (input), u = ⟪u⟫ (state), b = ⟪b⟫, h_0 = 0, inputs ⟪x1⟫ then ⟪x2⟫.

```python
>>> from math import tanh
>>> w, u, b = ⟪w⟫, ⟪u⟫, ⟪b⟫
>>> a1 = w * ⟪x1⟫ + u * 0 + b
>>> a1
⟪a1=w*x1+b:x⟫
>>> h1 = tanh(a1)
>>> h1
⟪h1=py(tanh(a1), math.tanh(0.75))⟫
>>> a2 = w * ⟪x2⟫ + u * h1 + b
>>> a2
⟪a2=py(w*x2+u*h1+b)⟫
>>> h2 = tanh(a2)
>>> print(h2)
⟪h2=py(tanh(a2))⟫
>>> import numpy as np
>>> np.tanh(np.float32(⟪a1⟫))
⟪f32(tanh(a1))⟫
```

On paper I had h_1 = tanh(⟪a1⟫) = ⟪g1=tanh(a1):4⟫ and h_2 = tanh(⟪w⟫·⟪x2⟫ + (⟪u⟫)·⟪g1⟫ + ⟪b⟫) = tanh(⟪s=w*x2+u*g1+b:4⟫) = ⟪g2=tanh(s):4⟫. Good enough.
""", hn="full_rnn(w,u,b,h0,[x1,x2])", hd=4)

text("123-softmax-percent-sim", "en", "rnn vector softmax percent sim output loss latex", "h=[0.45,-0.8]; V0=[[1.2,0.3],[-0.4,-1.5],[0.6,0.9]]; by=[0.1,0,-0.2]", r"""
#### From state to probabilities

The last state is $h_3 = ⟪h|bT⟫$ and the read-out has

$$V = ⟪V0|b⟫, \qquad c = ⟪by|b⟫.$$

Logits:

$$o = V h_3 + c = ⟪p=V0@h:2|b⟫ + ⟪by|b⟫ = ⟪o=p+by:2|b⟫$$

Exponentials: $e^{⟪o[0]⟫} \sim ⟪e1=exp(o[0]):3⟫$, $e^{⟪o[1]⟫} \sim ⟪e2=exp(o[1]):3⟫$, $e^{⟪o[2]⟫} \sim ⟪e3=exp(o[2]):3⟫$, total $⟪s=e1+e2+e3:3⟫$.

- $p_1 = ⟪e1⟫ / ⟪s⟫ ~= ⟪p1=e1/s:3⟫ = ⟪p1*100:x⟫\%$
- $p_2 = ⟪e2⟫ / ⟪s⟫ ~= ⟪p2=e2/s:3⟫ = ⟪p2*100:x⟫\%$
- $p_3 = ⟪e3⟫ / ⟪s⟫ ~= ⟪p3=e3/s:3⟫ = ⟪p3*100:x⟫\%$

If class 2 is correct, the loss is $-\ln ⟪p2⟫ \approx ⟪-log(p2):3⟫$.
""")

text("124-half-even-exact-sum", "en", "rnn vector half-even policy exact-sum plain m:slip", "W=[[0.25,-0.375],[0.5,0.125]]; U=[[0.5,0.25],[-0.25,0.5]]; b=[0.125,-0.25]; h0=[0.125,0.375]; x1=[0.5,1]", r"""
Rounding in this handout: three decimals, a tie goes to the even neighbour (0.0625 becomes 0.062).

W_ih = ⟪W⟫
W_hh = ⟪U⟫
b = ⟪b⟫
h_0 = ⟪h0⟫, x_1 = ⟪x1⟫

p_1 = W_ih x_1 = ⟪p=W@x1:3e⟫
q_1 = W_hh h_0 = ⟪q=U@h0:3e⟫
a_1 = p_1 + q_1 + b = ⟪p⟫ + ⟪q⟫ + ⟪b⟫ = ⟪a=p+q+b!!vec((p+q+b)[0],(p+q+b)[1]-Q('0.001')):3⟫
h_1 = tanh(a_1) = ⟪h1=tanh(a):3⟫
""", hn="tanh(W@x1+U@h0+b)")

text("125-fractions-and-bare-points", "en", "rnn scalar fractions bare-point latex lecture", "b=0.5; x1=-0.75; x2=1.5; h0=0", r"""
\section{A unit with fractions}
Put $w_x = \frac{2}{3}$, $w_h = -\frac{1}{3}$ and $b = \tfrac{1}{2}$; the inputs are $x_1 = -\frac{3}{4}$ and $x_2 = \frac{3}{2}$, and $h_0 = 0$.
$$ a_1 = \tfrac{2}{3} \cdot \left(-\tfrac{3}{4}\right) + \tfrac{1}{2} = -\tfrac12 + \tfrac12 = ⟪a1=Q('2/3')*x1+b:x⟫ ¤L2 , \qquad h_1 = \tanh ⟪a1⟫ = 0. $$
$$ a_2 = \tfrac{2}{3} \cdot \tfrac{3}{2} - \tfrac{1}{3} \cdot 0 + \tfrac12 = 1 + .5 = ⟪a2=Q('2/3')*x2+b:x⟫ ¤L3 , \qquad h_2 = \tanh ⟪a2⟫ \approx ⟪h2=tanh(a2):3|.⟫ . $$
A third input $x_3 = -\frac{3}{2}$ gives
$$ a_3 = -1 - \tfrac13 \cdot ⟪h2|.⟫ + .5 \approx ⟪a3=Q('-1')-Q('1/3')*h2+b:3|.⟫ , \qquad h_3 \approx ⟪h3=tanh(a3):3|.⟫ . $$
(With $1\,000$ further steps of input $0$ the state would settle near a fixed point.)
""", hn="full_rnn(Q('2/3'),Q('-1/3'),b,h0,[x1,x2,Q('-3/2')])")

text("126-full-precision-policy-bias-lost", "en", "rnn vector torch tensor policy full-precision m:bias", "W=[[0.35,-0.15],[0.6,0.45]]; U=[[0.2,0.55],[-0.3,0.1]]; b=[0.25,-0.4]; h0=[0,0]; x1=[1,0.5]; x2=[-0.5,2]; x3=[1,1]", r"""
## Tracing an RNN cell

*Every value below is carried in full precision and only shown with four digits.*

| | |
|---|---|
| W_ih | ⟪W⟫ |
| W_hh | ⟪U⟫ |
| b | ⟪b⟫ |
| x_1, x_2, x_3 | ⟪x1⟫, ⟪x2⟫, ⟪x3⟫ |
| h_0 | ⟪h0⟫ |

**Step 1**

a_1 = W_ih x_1 + W_hh h_0 + b = ⟪a1=W@x1+U@h0+b:4f⟫
h_1 = tanh(a_1) = ⟪h1=tanh(a1):4f⟫

**Step 2**

a_2 = W_ih x_2 + W_hh h_1 + b = ⟪a2=W@x2+U@h1+b!!W@x2+U@h1:4f⟫
h_2 = tanh(a_2) = ⟪h2=tanh(a2):4f⟫

**Step 3**

a_3 = W_ih x_3 + W_hh h_2 + b = ⟪a3=W@x3+U@h2+b:4f⟫
h_3 = tanh(a_3) = ⟪h3=tanh(a3):4f⟫
""", blame=["bias", "b "], hn="full_rnn(W,U,b,h0,[x1,x2,x3])", hd=4)

text("127-bidirectional-no-bias", "en", "rnn scalar bidirectional torch nobias notebook", "wf=0.6; uf=0.4; wb=-0.3; ub=0.8; x1=1; x2=2; x3=-1", r"""
### What does `bidirectional=True` do?

`rnn = torch.nn.RNN(1, 1, bidirectional=True, bias=False)` with the weights set by hand:

- forward: `weight_ih_l0 = ⟪wf⟫`, `weight_hh_l0 = ⟪uf⟫`
- backward: `weight_ih_l0_reverse = ⟪wb⟫`, `weight_hh_l0_reverse = ⟪ub⟫`

The sequence is x = [⟪x1⟫, ⟪x2⟫, ⟪x3⟫].

Left to right:

    tanh(⟪wf⟫*⟪x1⟫) = ⟪f1=tanh(wf*x1):3⟫
    tanh(⟪wf⟫*⟪x2⟫ + ⟪uf⟫*⟪f1⟫) = tanh(⟪a=wf*x2+uf*f1:x⟫) = ⟪f2=tanh(a):3⟫
    tanh(⟪wf⟫*(⟪x3⟫) + ⟪uf⟫*⟪f2⟫) = tanh(⟪a=wf*x3+uf*f2:x⟫) = ⟪f3=tanh(a):3⟫

Right to left (starts at the last element, again from 0):

    tanh(⟪wb⟫*(⟪x3⟫)) = ⟪b3=tanh(wb*x3):3⟫
    tanh(⟪wb⟫*⟪x2⟫ + ⟪ub⟫*⟪b3⟫) = tanh(⟪a=wb*x2+ub*b3:x⟫) = ⟪b2=tanh(a):3⟫
    tanh(⟪wb⟫*⟪x1⟫ + ⟪ub⟫*(⟪b2⟫)) = tanh(⟪a=wb*x1+ub*b2:x⟫) = ⟪b1=tanh(a):3⟫

So `output` stacks the pairs [⟪f1⟫, ⟪b1⟫], [⟪f2⟫, ⟪b2⟫], [⟪f3⟫, ⟪b3⟫], shape (3, 2).
""")

text("128-kor-relu-exam", "ko", "rnn scalar exam relu choices", "w=2; u=-0.5; b=-1; x1=1; x2=0.3; x3=1.5; h0=0", r"""
【기말고사 4번】 (5점) 활성화 함수가 ReLU인 순환 신경망 h_t = ReLU(w·x_t + u·h_{t-1} + b)에서 h_3의 값은?
(단, w = ⟪w⟫, u = ⟪u⟫, b = ⟪b⟫, h_0 = ⟪h0⟫, x_1 = ⟪x1⟫, x_2 = ⟪x2⟫, x_3 = ⟪x3⟫)

① 0  ② 1  ③ 1.5  ④ 2  ⑤ 2.5

[정답] ④
h_1 = ReLU(2×1 - 0.5×0 - 1) = ReLU(⟪a=w*x1+b:x⟫) = ⟪h1=relu(a):x⟫
h_2 = ReLU(2×0.3 - 0.5×⟪h1⟫ - 1) = ReLU(⟪a=w*x2+u*h1+b:x⟫) = ⟪h2=relu(a):x⟫
h_3 = ReLU(2×1.5 - 0.5×⟪h2⟫ - 1) = ReLU(⟪a=w*x3+u*h2+b:x⟫) = ⟪h3=relu(a):x⟫
""")

text("129-kor-chat-transposed-twice", "ko", "rnn vector onehot chat emoji rows m:transposed", "W=[[0.5,-0.2,0.7],[0.1,0.8,-0.6]]; U=[[0.6,-0.4],[0.2,0.3]]; b=[0,0.1]; h0=[0,0]; x1=[0,1,0]; x2=[1,0,0]; x3=[0,0,1]", r"""
좋아요! "학교 나는 간다" 순서로 넣은 RNN을 손으로 풀어 드릴게요 ✍️

**어휘와 원-핫 벡터**

나는 → ⟪x2⟫
학교 → ⟪x1⟫
간다 → ⟪x3⟫

**파라미터**

$W_{xh}$ = ⟪W⟫
$W_{hh}$ = ⟪U⟫
$b$ = ⟪b⟫, $h_0$ = ⟪h0⟫

식은 $h_t = \tanh(W_{xh} x_t + W_{hh} h_{t-1} + b)$ 하나뿐이에요!

**1️⃣ 학교**

$W_{xh} x_1$ = ⟪p=W@x1:1⟫
$h_1$ = tanh(⟪p⟫ + ⟪b⟫) = tanh(⟪a=p+b:1⟫) = ⟪h1=tanh(a):3⟫

**2️⃣ 나는**

$W_{xh} x_2$ = ⟪p=W@x2:1⟫
$W_{hh} h_1$ = ⟪q=U@h1!!U.T@h1:3⟫
$h_2$ = tanh(⟪p⟫ + ⟪q⟫ + ⟪b⟫) = tanh(⟪a=p+q+b:3⟫) = ⟪h2=tanh(a):3⟫

**3️⃣ 간다**

$W_{xh} x_3$ = ⟪p=W@x3:1⟫
$W_{hh} h_2$ = ⟪q=U@h2!!U.T@h2:3⟫
$h_3$ = tanh(⟪p⟫ + ⟪q⟫ + ⟪b⟫) = tanh(⟪a=p+q+b:3⟫) = ⟪h3=tanh(a):3⟫

최종 은닉 상태는 ⟪=h3⟫이에요 🎯 더 궁금한 점이 있나요?
""", blame=["transpos", "other way", "rows and columns", "columns", "W_hh", "W_{hh}"], hn="full_rnn(W,U,b,h0,[x1,x2,x3])")

text("130-kor-notebook-numpy-printed", "ko", "rnn vector numpy code notebook float64", "W=[[0.1,0.4],[-0.3,0.2],[0.5,0]]; U=[[0.2,0,0.1],[0.4,-0.1,0],[0,0.3,0.6]]; b=[0.05,0,-0.05]; h0=[0,0,0]; x1=[1,2]; x2=[-2,0.5]", r"""
# 실습 3. NumPy로 RNN 셀 구현하기

아래 코드는 은닉 차원이 3이고 입력 차원이 2인 셀이다.

```python
import numpy as np
np.set_printoptions(precision=6)

W = np.array(⟪W⟫)
U = np.array(⟪U⟫)
b = np.array(⟪b⟫)
x1 = np.array(⟪x1⟫)
x2 = np.array(⟪x2⟫)

h1 = np.tanh(W @ x1 + b)
print(h1)
print(U @ h1)
h2 = np.tanh(W @ x2 + U @ h1 + b)
print(h2)
```

출력:

```
⟪h1=tanh(W@x1+b):6f|n⟫
⟪q=U@h1:6f|n⟫
⟪h2=tanh(W@x2+U@h1+b):6f|n⟫
```

`h2`의 첫 원소를 소수 셋째 자리까지 쓰면 ⟪h2[0]:3⟫이다. 100번 반복해도 결과는 같다.
""", hn="full_rnn(W,U,b,h0,[x1,x2])", hd=6)

text("131-kor-lecture-pmatrix-sign-of-tanh", "ko", "rnn vector pmatrix display lecture m:tanh-sign", "W=[[0.4,-0.7],[0.9,0.2]]; U=[[-0.5,0.3],[0.1,-0.2]]; b=[-0.1,0.05]; h0=[0.2,0.6]; x1=[1,1]; x2=[0,-1]", r"""
## 5.3 순전파 예제

초기 상태가 영벡터가 아닌 경우를 살펴본다.
$$W=⟪W|p⟫,\quad U=⟪U|p⟫,\quad b=⟪b|p⟫,\quad h_0=⟪h0|p⟫$$
$$x_1=⟪x1|p⟫,\qquad x_2=⟪x2|p⟫$$
순환식은 $h_t=\tanh(Wx_t+Uh_{t-1}+b)$이다.

(가) 첫 시점:
$$Wx_1=⟪p=W@x1:1|p⟫,\qquad Uh_0=⟪q=U@h0:2|p⟫$$
$$h_1=\tanh⟪a=p+q+b:2|p⟫=⟪h1=tanh(a)!!vec(-tanh(a[0]),tanh(a[1])):4|p⟫$$

(나) 둘째 시점:
$$Uh_1=⟪q=U@h1:4|p⟫,\qquad Wx_2=⟪p=W@x2:1|p⟫$$
$$h_2=\tanh⟪a=p+q+b:4|p⟫=⟪h2=tanh(a):4|p⟫$$

(다) 두 시점의 부호를 비교해 보라.
""", blame=["sign", "tanh"], hn="full_rnn(W,U,b,h0,[x1,x2])", hd=4)

text("132-kor-prose-lab-notes", "ko", "prose", "", r"""
# 연구실 회의록 (3월 14일)

참석자는 7명이었고, 회의는 10시 30분에 시작해서 12시에 끝났다.

1. GPU 서버 2대 중 1대가 고장 나서 수리비 850,000원이 들었다.
2. 순환 신경망 실험은 데이터 48,000건 중 80 %만 사용했다. 지난달보다 학습 시간이 3시간 줄었다.
3. 논문 초안은 현재 11쪽이며, 그림 5개와 표 2개가 들어 있다. 마감은 4월 2일이다.

다음 회의는 303호에서 열린다. 은닉 상태에 대한 발표는 2주 뒤로 미뤄졌다.
""", exit=2)

text("133-kor-gru-convention-stated", "ko", "gru scalar unicode-sub accents sentences convention", "wz=0.4; uz=-0.6; bz=0.2; wr=1; ur=0.5; br=-0.3; wh=0.8; uh=1.1; bh=0; h0=-0.5; x=1.5", r"""
GRU의 갱신식은 책마다 다르다. 여기서는 h_t = z_t·h_{t-1} + (1 - z_t)·h̃_t 로 쓴다. 즉, z가 1에 가까우면 *옛 기억을 그대로 둔다*.

모든 값은 스칼라이고 h₀ = ⟪h0⟫, x₁ = ⟪x⟫ 이다.

 업데이트 게이트 : z₁ = σ(⟪wz⟫×⟪x⟫ ⟪uz|+⟫×(⟪h0⟫) + ⟪bz⟫) = σ(⟪a=wz*x+uz*h0+bz:x⟫) ≈ ⟪z=sig(a):4⟫
 리셋 게이트 : r₁ = σ(⟪wr⟫×⟪x⟫ + ⟪ur⟫×(⟪h0⟫) ⟪br|+⟫) = σ(⟪a=wr*x+ur*h0+br:x⟫) ≈ ⟪r=sig(a):4⟫
 후보 상태 : h̃₁ = tanh(⟪wh⟫×⟪x⟫ + ⟪uh⟫×⟪r⟫×(⟪h0⟫)) = tanh(⟪a=wh*x+uh*r*h0:4⟫) ≈ ⟪g=tanh(a):4⟫
 새 상태 : h₁ = ⟪z⟫×(⟪h0⟫) + (1 - ⟪z⟫)×⟪g⟫ ≈ ⟪h1=z*h0+(1-z)*g:4⟫

반대로 쓰는 책에서는 z와 1 - z의 자리가 바뀐다는 점만 기억하자.
""")

text("134-kor-gru-gate-swapped", "ko", "gru scalar latex convention boxed m:gate-swapped", "h0=0.6; x=-1; wz=1.2; uz=0.5; wr=-0.4; ur=0.9; wh=0.7; uh=-0.8", r"""
**[GRU 연습]** $h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t$ 를 이용하여 $h_1$을 구하라. 편향은 없다.

$h_0 = ⟪h0⟫,\ x_1 = ⟪x⟫$, $W_z = ⟪wz⟫,\ U_z = ⟪uz⟫$, $W_r = ⟪wr⟫,\ U_r = ⟪ur⟫$, $W = ⟪wh⟫,\ U = ⟪uh⟫$

**풀이**

$z_1 = \sigma(⟪wz⟫ \cdot (⟪x⟫) + ⟪uz⟫ \cdot ⟪h0⟫) = \sigma(⟪a=wz*x+uz*h0:x⟫) \approx ⟪z=sig(a):3⟫$

$r_1 = \sigma(⟪wr⟫ \cdot (⟪x⟫) + ⟪ur⟫ \cdot ⟪h0⟫) = \sigma(⟪a=wr*x+ur*h0:x⟫) \approx ⟪r=sig(a):3⟫$

$\tilde{h}_1 = \tanh(⟪wh⟫ \cdot (⟪x⟫) ⟪uh|+⟫ \cdot (⟪r⟫ \cdot ⟪h0⟫)) = \tanh(⟪a=wh*x+uh*r*h0:3⟫) \approx ⟪g=tanh(a):3⟫$

$h_1 = ⟪z⟫ \cdot ⟪h0⟫ + (1 - ⟪z⟫) \cdot (⟪g⟫) = \boxed{⟪h1=(1-z)*h0+z*g!!z*h0+(1-z)*g:3⟫}$
""", blame=["gate", "1 -", "1-", "swap", "z_1"])

text("135-kor-table-summary-right", "ko", "rnn scalar table dash bullets-dot plain", "w=-0.9; u=0.7; b=0.15; x1=0.2; x2=-1.1; x3=0.8; h0=0.4", r"""
순환 뉴런 하나를 표로 정리하기

◦ 입력 가중치 w = ⟪w⟫, 순환 가중치 u = ⟪u⟫, 편향 b = ⟪b⟫
◦ 초기값 h_0 = ⟪h0⟫
◦ a_t = w·x_t + u·h_{t-1} + b, h_t = tanh(a_t)

| t | x_t | a_t | h_t |
|:-:|----:|----:|----:|
| 1 | ⟪x1⟫ | ⟪a1=w*x1+u*h0+b:4⟫ | ⟪h1=tanh(a1):4⟫ |
| 2 | ⟪x2⟫ | ⟪a2=w*x2+u*h1+b:4⟫ | ⟪h2=tanh(a2):4⟫ |
| 3 | ⟪x3⟫ | ⟪a3=w*x3+u*h2+b:4⟫ | ⟪h3=tanh(a3):4⟫ |

검산
- a_2 = ⟪w⟫·(⟪x2⟫) + ⟪u⟫·⟪h1⟫ + ⟪b⟫ = ⟪a2b=w*x2+u*h1+b:4⟫
- a_3 = ⟪w⟫·⟪x3⟫ + ⟪u⟫·⟪h2⟫ + ⟪b⟫ = ⟪a3b=w*x3+u*h2+b:4⟫
- h_3 = tanh(⟪a3b⟫) = ⟪tanh(a3b):4⟫
""", hn="full_rnn(w,u,b,h0,[x1,x2,x3])", hd=4)

text("136-kor-fused-hx-vector", "ko", "rnn vector fused concat code rows", "W=[[0.3,-0.1,0.6,0.2],[0.5,0.4,-0.3,0.7]]; b=[0,0.2]; h0=[0.1,-0.4]; x1=[1,0.5]; x2=[0.5,-1]", r"""
### 가중치를 하나로 합친 RNN

h와 x를 이어 붙인 벡터에 행렬 하나를 곱한다: h_t = tanh(W·[h_{t-1}; x_t] + b)

```
W  = ⟪W⟫     # (2, 4)
b  = ⟪b⟫
h0 = ⟪h0⟫
x1 = ⟪x1⟫
x2 = ⟪x2⟫
```

t=1
```
concat = ⟪cat(h0,x1)⟫
W·concat = ⟪p=W@cat(h0,x1):2⟫
h1 = tanh(⟪p⟫ + ⟪b⟫) = tanh(⟪a=p+b:2⟫) = ⟪h1=tanh(a):3⟫
```

t=2
```
concat = ⟪cat(h1,x2)⟫
W·concat = ⟪p=W@cat(h1,x2):3⟫
h2 = tanh(⟪p⟫ + ⟪b⟫) = tanh(⟪a=p+b:3⟫) = ⟪h2=tanh(a):3⟫
```

행렬이 하나라서 파라미터는 2×4 + 2 = 10개다. ¤L1
""")

text("137-kor-gru-weight-list-miscopied", "ko", "gru scalar pergate comma-names unicode-sub m:copied", "zh=0.8; zx=0.4; rh=-0.3; rx=0.6; ch=0.5; cx=0.9; h0=0.2; x1=1; x2=-0.5", r"""
GRU 가중치 목록 (편향은 모두 0)

W_z,h = ⟪zh⟫   W_z,x = ⟪zx⟫
W_r,h = ⟪rh⟫  W_r,x = ⟪rx⟫
W_c,h = ⟪ch⟫   W_c,x = ⟪cx⟫

h_0 = ⟪h0⟫, x_1 = ⟪x1⟫, x_2 = ⟪x2⟫

<시점 1>
z_1 = σ(⟪zh⟫·⟪h0⟫ + ⟪zx⟫·⟪x1⟫) = σ(⟪a=zh*h0+zx*x1:x⟫) = ⟪z=sig(a):3⟫
r_1 = σ(⟪rh⟫·⟪h0⟫ + ⟪rx⟫·⟪x1⟫) = σ(⟪a=rh*h0+rx*x1:x⟫) = ⟪r=sig(a):3⟫
c_1 = tanh(⟪ch⟫·⟪r⟫·⟪h0⟫ + ⟪cx⟫·⟪x1⟫) = tanh(⟪a=ch*r*h0+cx*x1:4⟫) = ⟪c=tanh(a):3⟫
h_1 = (1-⟪z⟫)·⟪h0⟫ + ⟪z⟫·⟪c⟫ = ⟪h1=(1-z)*h0+z*c:3⟫

<시점 2>
z_2 = σ(⟪zh⟫·⟪h1⟫ + ⟪zx⟫·(⟪x2⟫)) = σ(⟪a=zh*h1+zx*x2:4⟫) = ⟪z=sig(a):3⟫
r_2 = σ(⟪rh!!'-0.8'⟫·⟪h1⟫ + ⟪rx⟫·(⟪x2⟫)) = σ(⟪a=Q('-0.8',None,True)*h1+rx*x2:4⟫) = ⟪r=sig(a):3⟫
c_2 = tanh(⟪ch⟫·⟪r⟫·⟪h1⟫ + ⟪cx⟫·(⟪x2⟫)) = tanh(⟪a=ch*r*h1+cx*x2:4⟫) = ⟪c=tanh(a):3⟫
h_2 = (1-⟪z⟫)·⟪h1⟫ + ⟪z⟫·(⟪c⟫) = ⟪h2=(1-z)*h1+z*c:3⟫
""", blame=["-0.3", "W_r", "copied", "weight"])

text("138-kor-broadcast-matrix", "ko", "rnn vector onehot shape code m:shape", "W=[[0.4,-0.6,0.2],[0.3,0.7,-0.5]]; U=[[0.5,0.1],[-0.2,0.6]]; b=[0.1,-0.1]; h0=[0,0]; x1=[0,1,0]; x2=[0,0,1]", r"""
단어: 봄 = [1, 0, 0], 여름 = ⟪x1⟫, 가을 = ⟪x2⟫

    W_xh = ⟪W⟫
    W_hh = ⟪U⟫
    b = ⟪b⟫,  h_0 = ⟪h0⟫

여름을 넣으면

    W_xh x_1 = ⟪p=W@x1:1⟫
    h_1 = tanh(⟪p⟫ + ⟪b⟫) = tanh(⟪a=p+b:1⟫) = ⟪h1=tanh(a):3⟫

가을을 넣으면

    W_xh x_2 = [[0, 0, ⟪W[0][2]⟫], [0, 0, ⟪W[1][2]⟫]] ¤R ¤L1
    W_hh h_1 = ⟪q=U@h1:3⟫

이제 두 항을 더해야 하는데 모양이 맞지 않는다.
""", blame=["size", "entries", "matrix", "vector", "shape", "2x3", "2×3", "2 × 3"])

text("139-kor-entry-dropped-and-padded", "ko", "rnn vector dollar size shape m:shape", "W=[[0.6,0.1],[-0.4,0.5],[0.2,-0.9]]; U=[[0.3,0,0.5],[0.1,0.2,0],[0,-0.7,0.4]]; b=[0,0.1,0]; h0=[0,0,0]; x1=[1,0]; x2=[0,1]", r"""
은닉 유닛이 3개인 신경망을 생각하자.

$W_{xh} = ⟪W⟫$, $W_{hh} = ⟪U⟫$, $b = ⟪b⟫$, $h_0 = ⟪h0⟫$

**시점 1**, $x_1 = ⟪x1⟫$:

$W_{xh} x_1 + b = ⟪p=W@x1:1⟫ + ⟪b⟫ = ⟪a=p+b:1⟫$

$h_1 = \tanh(⟪a⟫) = ⟪k=tanh(a):3|hide⟫[⟪k[0]⟫, ⟪k[1]⟫]$ ¤R ¤L1

**시점 2**, $x_2 = ⟪x2⟫$:

$W_{hh} h_1 = ⟪q=U@vec(k[0],k[1],Q('0')):3⟫$ ¤O

$W_{xh} x_2 = ⟪W@x2:1⟫$
""", blame=["size", "entries", "3", "2", "shape", "missing", "short"])

text("140-kor-forum-question-and-answer", "ko", "rnn scalar forum quote prose-word m:slip", "w=0.7; u=0.9; b=-0.2; x1=2; x2=1; h0=0", r"""
**Q. RNN 손계산 질문드립니다 (조회 213)**

> w = ⟪w⟫, u = ⟪u⟫, b = ⟪b⟫, h_0 = 0 이고 입력이 2, 1 이라면 h_2가 얼마인가요?
> 저는 h_1 = tanh(⟪w⟫×⟪x1⟫ ⟪b|+⟫) = tanh(⟪a=w*x1+b:x⟫) = ⟪h1=tanh(a):3⟫ 까지는 구했습니다.
> 그다음 h_2 = tanh(⟪w⟫×⟪x2⟫ + ⟪u⟫×⟪h1⟫ ⟪b|+⟫) = tanh(⟪w2=w*x2+u*h1+b!!w*x2+u*h1+b+Q('0.1'):x⟫) 이 되는 것 같은데 답과 다릅니다.

**A.** 첫 줄은 맞습니다. 둘째 줄을 다시 더해 보시면

h_2 = tanh(⟪p=w*x2:x⟫ + ⟪q=u*h1:x⟫ ⟪b|+⟫) = tanh(⟪a=p+q+b:x⟫) = ⟪h2=tanh(a):3⟫

이 나옵니다. 답이 ⟪=h2⟫이면 정답입니다 :)
""", hn="full_rnn(w,u,b,h0,[x1,x2])")

text("141-kor-lstm-forgets-to-remember", "ko", "lstm scalar code accents list-names long m:term", "wf=0.5; uf=0.1; bf=0.8; wi=0.6; ui=0.4; bi=0; wg=1.2; ug=-0.5; bg=0; wo=0.3; uo=0.7; bo=0.1; x1=1; x2=0.5; x3=-1", r"""
# LSTM 세 시점 손계산

```
wf, uf, bf = ⟪wf⟫, ⟪uf⟫, ⟪bf⟫
wi, ui, bi = ⟪wi⟫, ⟪ui⟫, ⟪bi⟫
wg, ug, bg = ⟪wg⟫, ⟪ug⟫, ⟪bg⟫
wo, uo, bo = ⟪wo⟫, ⟪uo⟫, ⟪bo⟫
x = [⟪x1⟫, ⟪x2⟫, ⟪x3⟫]
h0 = 0, c0 = 0
```

**t=1**
f1 = σ(⟪wf⟫·⟪x1⟫ + ⟪bf⟫) = σ(⟪a=wf*x1+bf:x⟫) = ⟪f=sig(a):3⟫
i1 = σ(⟪wi⟫·⟪x1⟫) = ⟪i=sig(wi*x1):3⟫
g1 = tanh(⟪wg⟫·⟪x1⟫) = ⟪g=tanh(wg*x1):3⟫
o1 = σ(⟪wo⟫·⟪x1⟫ + ⟪bo⟫) = ⟪o=sig(wo*x1+bo):3⟫
c1 = f1·c0 + i1·g1 = ⟪f⟫·0 + ⟪i⟫·⟪g⟫ = ⟪c=i*g:3⟫
h1 = o1·tanh(c1) = ⟪o⟫·⟪k=tanh(c):3⟫ = ⟪h=o*k:3⟫

**t=2**
f2 = σ(⟪wf⟫·⟪x2⟫ + ⟪uf⟫·⟪h⟫ + ⟪bf⟫) = ⟪f=sig(wf*x2+uf*h+bf):3⟫
i2 = σ(⟪wi⟫·⟪x2⟫ + ⟪ui⟫·⟪h⟫) = ⟪i=sig(wi*x2+ui*h):3⟫
g2 = tanh(⟪wg⟫·⟪x2⟫ ⟪ug|+⟫·⟪h⟫) = ⟪g=tanh(wg*x2+ug*h):3⟫
o2 = σ(⟪wo⟫·⟪x2⟫ + ⟪uo⟫·⟪h⟫ + ⟪bo⟫) = ⟪o=sig(wo*x2+uo*h+bo):3⟫
c2 = ⟪i⟫·⟪g⟫ = ⟪c=f*c+i*g!!i*g:3⟫
h2 = o2·tanh(c2) = ⟪o⟫·⟪k=tanh(c):3⟫ = ⟪h=o*k:3⟫

**t=3**
f3 = σ(⟪wf⟫·(⟪x3⟫) + ⟪uf⟫·⟪h⟫ + ⟪bf⟫) = ⟪f=sig(wf*x3+uf*h+bf):3⟫
i3 = σ(⟪wi⟫·(⟪x3⟫) + ⟪ui⟫·⟪h⟫) = ⟪i=sig(wi*x3+ui*h):3⟫
g3 = tanh(⟪wg⟫·(⟪x3⟫) ⟪ug|+⟫·⟪h⟫) = ⟪g=tanh(wg*x3+ug*h):3⟫
o3 = σ(⟪wo⟫·(⟪x3⟫) + ⟪uo⟫·⟪h⟫ + ⟪bo⟫) = ⟪o=sig(wo*x3+uo*h+bo):3⟫
c3 = f3·c2 + i3·g3 = ⟪f⟫·⟪c⟫ + ⟪i⟫·(⟪g⟫) = ⟪c=f*c+i*g:3⟫
h3 = o3·tanh(c3) = ⟪o⟫·(⟪k=tanh(c):3⟫) = ⟪h=o*k:3⟫
""", blame=["forget", "f_2", "f2", "term", "c_1", "c1"])
