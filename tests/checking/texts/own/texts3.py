from lib import text

text("142-kor-problem-set-choices", "ko", "rnn lstm gru scalar several choices headings output", "w1=0.4; u1=0.5; hp=0.2; xx=1; w2=-0.7; u2=0.3; b2=0.2; f=0.9; i=0.4; g=-0.5; cp=1.5; o=0.7; vv=2.5", r"""
## 단원 평가: 순환 신경망

### 문제 1.
W_xh = ⟪w1⟫, W_hh = ⟪u1⟫, h_{t-1} = ⟪hp⟫, x_t = ⟪xx⟫이고 편향이 없을 때 h_t는?
① 0.291  ② 0.380  ③ 0.462  ④ 0.537

**해설** h_t = tanh(⟪w1⟫×⟪xx⟫ + ⟪u1⟫×⟪hp⟫) = tanh(⟪a=w1*xx+u1*hp:x⟫) = ⟪h=tanh(a):3⟫ → ③

### 문제 2.
W_xh = ⟪w2⟫, W_hh = ⟪u2⟫, b = ⟪b2⟫, h_0 = 0, x_1 = 1, x_2 = -1이다. h_2를 구하라.

**해설** h_1 = tanh(⟪w2⟫×1 + ⟪b2⟫) = tanh(⟪a=w2*1+b2:x⟫) = ⟪h1=tanh(a):3⟫
h_2 = tanh(⟪w2⟫×(-1) + ⟪u2⟫×(⟪h1⟫) + ⟪b2⟫) = tanh(⟪a=-w2+u2*h1+b2:x⟫) = ⟪h2=tanh(a):3⟫

### 문제 3.
LSTM에서 f_t = ⟪f⟫, i_t = ⟪i⟫, c̃_t = ⟪g⟫, c_{t-1} = ⟪cp⟫, o_t = ⟪o⟫이다. h_t를 구하라.

**해설** c_t = ⟪f⟫×⟪cp⟫ + ⟪i⟫×(⟪g⟫) = ⟪c=f*cp+i*g:x⟫
h_t = ⟪o⟫×tanh(⟪c⟫) = ⟪o⟫×⟪k=tanh(c):3⟫ = ⟪hh=o*k:3⟫

### 문제 4.
문제 3의 h_t에 출력 가중치 W_hy = ⟪vv⟫를 곱하고 시그모이드를 취하면?

**해설** y_t = σ(⟪vv⟫×⟪hh⟫) = σ(⟪a=vv*hh:x⟫) = ⟪sig(a):3⟫
""")

text("143-kor-softmax-crossentropy-percent", "ko", "rnn vector softmax loss percent output chat bold", "h=[0.3,0.7,-0.2]; V0=[[1,0.5,0],[-0.5,1,0.5],[0.2,-1,1]]", r"""
은닉 상태에서 다음 단어의 확률까지, 숫자로 따라가 봅시다! 📊

* 은닉 상태 **h_2 = ⟪h⟫**
* 출력 행렬 **W_hy = ⟪V0⟫** (편향 없음)
* 후보 단어는 "밥", "물", "빵"의 3개

① 로짓: z = W_hy h_2 = ⟪z=V0@h:2⟫

② 지수: exp(⟪z[0]⟫) ≒ ⟪e1=exp(z[0]):4⟫, exp(⟪z[1]⟫) ≒ ⟪e2=exp(z[1]):4⟫, exp(⟪z[2]⟫) ≒ ⟪e3=exp(z[2]):4⟫

③ 합: ⟪e1⟫ + ⟪e2⟫ + ⟪e3⟫ = ⟪s=e1+e2+e3:4⟫

④ 확률: p = [⟪e1⟫/⟪s⟫, ⟪e2⟫/⟪s⟫, ⟪e3⟫/⟪s⟫] ≒ ⟪p=vec(e1/s,e2/s,e3/s):3⟫

따라서 "밥"일 확률은 **⟪p[0]*100:x⟫%**, "빵"일 확률은 **⟪p[2]*100:x⟫%**예요. 정답이 "밥"이라면 손실은 -ln(⟪p[0]⟫) ≒ ⟪-log(p[0]):3⟫이고, 정답이 "빵"이라면 ⟪-log(p[2]):3⟫으로 커집니다.
""")

text("144-kor-exam-entries-row-for-column", "ko", "rnn vector onehot entries onebased exam rubric m:row-for-column", "W=[[0.3,0.8,-0.5],[-0.6,0.4,0.9],[0.7,-0.1,0.2]]; U=[[0.1,0.2,0],[0,0.3,-0.4],[0.5,0,0.1]]; b=[0,0,0.1]; h0=[0,0,0]; x1=[0,1,0]; x2=[0,0,1]", r"""
2024학년도 2학기 기말 — 문항 7 채점 기준표

어휘 크기 3, 은닉 크기 3. 가 = [1, 0, 0], 나 = ⟪x1⟫, 다 = ⟪x2⟫ 이고 문장은 "나 다"이다.

W_xh = ⟪W⟫
W_hh = ⟪U⟫
b = ⟪b⟫, h_0 = ⟪h0⟫

(1) "나" — 각 1점
 h_1[1] = tanh(⟪W[0][1]⟫ + ⟪b[0]⟫) = ⟪k1=tanh(W[0][1]+b[0]):3⟫
 h_1[2] = tanh(⟪W[1][1]⟫ + ⟪b[1]⟫) = ⟪k2=tanh(W[1][1]+b[1]):3⟫
 h_1[3] = tanh(⟪W[2][1]⟫ + ⟪b[2]⟫) = ⟪k3=tanh(W[2][1]+b[2]):3⟫

(2) "다" — 각 2점
 W_xh x_2 = ⟪p=W.col(2)!!W.row(2):1⟫
 W_hh h_1 = ⟪q=U@vec(k1,k2,k3):3⟫
 a_2 = ⟪p⟫ + ⟪q⟫ + ⟪b⟫ = ⟪a=p+q+b:3⟫
 h_2 = ⟪h2=tanh(a):3⟫
""", blame=["column", "row", "input", "W_xh"], hn="full_rnn(W,U,b,h0,[x1,x2])")

text("145-kor-generic-t-cut-off", "ko", "rnn vector generic-t given-state truncated dollar", "W=[[0.7,-0.2],[0.3,0.6]]; U=[[0.5,0.4],[-0.1,0.8]]; b=[0.05,0.1]; h=[0.318,-0.526]; x=[0.9,-0.4]", r"""
임의의 시점 $t$에서 한 번의 갱신을 계산한다. 소수점 아래 넷째 자리부터는 **버린다**.

| 기호 | 값 |
|---|---|
| $x_t$ | ⟪x⟫ |
| $h_{t-1}$ | ⟪h⟫ |
| $W$ | ⟪W⟫ |
| $U$ | ⟪U⟫ |
| $b$ | ⟪b⟫ |

$W x_t = ⟪p=W@x:2⟫$

$U h_{t-1} = ⟪q=U@h:3t⟫$

$a_t = W x_t + U h_{t-1} + b = ⟪a=p+q+b:3⟫$

$h_t = \tanh(a_t) = ⟪hn=tanh(a):3t⟫$
""", hn="tanh(W@x+U@h+b)")

text("146-kor-sentiment-same-input-twice", "ko", "rnn vector onehot output sigmoid-out bold percent m:wrong-input", "W=[[0.9,-0.3,0.2],[-0.1,0.6,0.4]]; U=[[0.2,0.5],[0.3,-0.4]]; b=[0.1,0]; h0=[0,0]; x1=[1,0,0]; x2=[0,0,1]; x3=[0,1,0]; V0=[1.5,-0.5]", r"""
**감성 분류 RNN (다대일)**

*정말* = ⟪x1⟫, *영화* = ⟪x3⟫, *좋은* = ⟪x2⟫ — 입력 문장: **정말 좋은 영화**

**W_x** = ⟪W⟫
**W_h** = ⟪U⟫
**b_h** = ⟪b⟫, **h_0** = ⟪h0⟫
**W_y** = ⟪V0⟫, **b_y** = 0.2

### 정말
h_1 = tanh(⟪p=W@x1:1⟫ + ⟪q=U@h0:1⟫ + ⟪b⟫) = tanh(⟪a=p+q+b:1⟫) = **⟪h1=tanh(a):3⟫**

### 좋은
h_2 = tanh(⟪p=W@x2!!W@x1:1⟫ + ⟪q=U@h1:3⟫ + ⟪b⟫) = tanh(⟪a=p+q+b:3⟫) = **⟪h2=tanh(a):3⟫**

### 영화
h_3 = tanh(⟪p=W@x3:1⟫ + ⟪q=U@h2:3⟫ + ⟪b⟫) = tanh(⟪a=p+q+b:3⟫) = **⟪h3=tanh(a):3⟫**

### 판정
y = σ(⟪V0[0]⟫·⟪h3[0]⟫ - 0.5·⟪h3[1]|(⟫ + 0.2) = σ(⟪s=V0[0]*h3[0]+V0[1]*h3[1]+Q('0.2'):4⟫) = ⟪y=sig(s):3⟫, 즉 긍정일 확률은 ⟪y*100:x⟫%이다.
""", blame=["x_2", "input", "column", "word"], hn="full_rnn(W,U,b,h0,[x1,x2,x3])")

text("147-kor-two-layers", "ko", "rnn scalar layers latex superscript aligned", "w1=0.8; u1=0.3; b1=-0.1; w2=1.1; u2=-0.4; b2=0.2; x1=0.5; x2=1.5", r"""
### 2층 RNN (1층의 출력이 2층의 입력)

1층: $w^{(1)}=⟪w1⟫,\ u^{(1)}=⟪u1⟫,\ b^{(1)}=⟪b1⟫$. 2층: $w^{(2)}=⟪w2⟫,\ u^{(2)}=⟪u2⟫,\ b^{(2)}=⟪b2⟫$. 모든 초기 상태는 0이고 $x_1=⟪x1⟫,\ x_2=⟪x2⟫$.

$$
\begin{aligned}
h_1^{(1)} &= \tanh(⟪w1⟫\cdot ⟪x1⟫+⟪u1⟫\cdot 0⟪b1⟫)=\tanh(⟪a=w1*x1+b1:x⟫)=⟪h11=tanh(a):4⟫\\
h_1^{(2)} &= \tanh(⟪w2⟫\cdot ⟪h11⟫⟪u2⟫\cdot 0+⟪b2⟫)=\tanh(⟪a=w2*h11+b2:4⟫)=⟪h12=tanh(a):4⟫\\
h_2^{(1)} &= \tanh(⟪w1⟫\cdot ⟪x2⟫+⟪u1⟫\cdot ⟪h11⟫⟪b1⟫)=\tanh(⟪a=w1*x2+u1*h11+b1:4⟫)=⟪h21=tanh(a):4⟫\\
h_2^{(2)} &= \tanh(⟪w2⟫\cdot ⟪h21⟫⟪u2⟫\cdot ⟪h12⟫+⟪b2⟫)=\tanh(⟪a=w2*h21+u2*h12+b2:4⟫)=⟪h22=tanh(a):4⟫
\end{aligned}
$$

따라서 2층의 마지막 상태는 $⟪=h22⟫$이다.
""")

text("148-kor-bptt-square-forgotten", "ko", "rnn scalar bptt partial squares chat dollar emoji m:derivative", "w=0.6; u=0.9; v=-1.5; x1=1; x2=0.4; y=0.5; h0=0", r"""
BPTT를 숫자로 확인해 볼까요? 🔁

조건: $w=⟪w⟫$, $u=⟪u⟫$, $v=⟪v⟫$, $x_1=⟪x1⟫$, $x_2=⟪x2⟫$, $h_0=0$, 정답 $y=⟪y⟫$, 손실 $L=\frac{1}{2}(\hat{y}-y)^2$

**순전파**
1. $h_1=\tanh(⟪w⟫\times⟪x1⟫)=⟪h1=tanh(w*x1):3⟫$
2. $h_2=\tanh(⟪w⟫\times⟪x2⟫+⟪u⟫\times⟪h1⟫)=\tanh(⟪a=w*x2+u*h1:x⟫)=⟪h2=tanh(a):3⟫$
3. $\hat{y}=⟪v⟫\times⟪h2⟫=⟪yy=v*h2:3⟫$
4. $L=\frac{1}{2}(⟪yy⟫-⟪y⟫)^2=⟪(yy-y)**2/2:3⟫$

**역전파**
5. $\frac{\partial L}{\partial \hat{y}}=⟪yy⟫-⟪y⟫=⟪dy=yy-y:x⟫$
6. $\frac{\partial L}{\partial h_2}=⟪dy⟫\times(⟪v⟫)=⟪d2=dy*v:3⟫$
7. $1-h_2^2=1-⟪h2⟫^2=⟪g2=1-h2**2!!1-h2:3⟫$
8. $\frac{\partial L}{\partial a_2}=⟪d2⟫\times⟪g2⟫=⟪e2=d2*g2:3⟫$
9. $\frac{\partial L}{\partial h_1}=⟪u⟫\times⟪e2⟫=⟪d1=u*e2:3⟫$
10. $\frac{\partial L}{\partial a_1}=⟪d1⟫\times(1-⟪h1⟫^2)=⟪e1=d1*(1-h1**2):3⟫$
11. $\frac{\partial L}{\partial w}=⟪e1⟫\times⟪x1⟫+⟪e2⟫\times⟪x2⟫=⟪e1*x1+e2*x2:3⟫$

끝! 🎉 1번부터 11번까지 순서대로 따라오면 됩니다.
""", blame=["square", "^2", "²"])

text("149-kor-vanishing-power-underbrace", "ko", "rnn scalar underbrace aligned power lecture sentences", "w=0.45; u=0.6; b=0.3; x1=-1; x2=2; h0=0.5", r"""
\subsection*{기울기 소실을 숫자로 느껴 보기}

$w=⟪w⟫,\; u=⟪u⟫,\; b=⟪b⟫,\; h_0=⟪h0⟫,\; x_1=⟪x1⟫,\; x_2=⟪x2⟫$라 하자.

\begin{align}
h_1 &= \tanh\bigl(\underbrace{⟪w⟫\times(⟪x1⟫)}_{\text{입력}}+\underbrace{⟪u⟫\times ⟪h0⟫}_{\text{기억}}+⟪b⟫\bigr) \\
    &= \tanh(⟪a=w*x1+u*h0+b:x⟫) = ⟪h1=tanh(a):4⟫ \\
h_2 &= \tanh\bigl(\underbrace{⟪w⟫\times ⟪x2⟫}_{⟪p=w*x2:x⟫}+\underbrace{⟪u⟫\times ⟪h1⟫}_{⟪q=u*h1:4⟫}+⟪b⟫\bigr) \\
    &= \tanh(⟪a=p+q+b:4⟫) = ⟪h2=tanh(a):4⟫
\end{align}

한 걸음의 야코비안은 $u(1-h_2^2)=⟪u⟫\times(1-⟪h2⟫^2)=⟪j=u*(1-h2**2):4⟫$이다. 미분 항을 무시하고 $u$만 남겨도 10걸음이면
\[ ⟪u⟫^{10} = ⟪u**10:6⟫ \approx 6.0\times 10^{-3} \] ¤L2
이므로, 100걸음 뒤에는 아무것도 남지 않는다고 보아도 좋다.
""", hn="full_rnn(w,u,b,h0,[x1,x2])", hd=4)

text("150-kor-torch-rnn-two-biases", "ko", "rnn vector torch tensor code repl full-precision", "W=[[0.3,0.5],[-0.7,0.2]]; U=[[0.4,-0.6],[0.1,0.9]]; bi=[0.1,0]; bh=[0.05,-0.2]; x1=[1,-1]; x2=[0.5,0.5]; x3=[0,2]", r"""
nn.RNN 결과를 손으로 검산해 봤습니다. 파이토치는 편향이 두 개라는 점에 주의하세요.

```python
>>> rnn.weight_ih_l0
tensor([[ 0.3000,  0.5000],
        [-0.7000,  0.2000]])
>>> rnn.weight_hh_l0
tensor([[ 0.4000, -0.6000],
        [ 0.1000,  0.9000]])
>>> rnn.bias_ih_l0
tensor([0.1000, 0.0000])
>>> rnn.bias_hh_l0
tensor([ 0.0500, -0.2000])
>>> x = torch.tensor([[1.0, -1.0], [0.5, 0.5], [0.0, 2.0]])
>>> out, h_n = rnn(x)
>>> out
tensor([[⟪h1=tanh(W@x1+bi+bh):4f|pp⟫],
        [⟪h2=tanh(W@x2+bi+U@h1+bh):4f|pp⟫],
        [⟪h3=tanh(W@x3+bi+U@h2+bh):4f|pp⟫]])
```

첫 시점만 손으로: h_1 = tanh([⟪W[0][0]⟫ - ⟪W[0][1]⟫, ⟪W[1][0]⟫ - ⟪W[1][1]⟫] + ⟪bi⟫ + ⟪bh⟫) = tanh(⟪a=W@x1+bi+bh:2⟫) = ⟪g=tanh(a):4⟫ 로 출력과 같습니다.
""", hn="full_rnn(W,U,bi+bh,vec('0','0'),[x1,x2,x3])", hd=4)

text("151-kor-wiki-html-bias-twice", "ko", "rnn vector html wiki list m:bias-twice", "W=[[0.5],[-0.2],[0.8]]; U=[[0.3,0.1,0],[0,-0.5,0.2],[0.4,0,0.6]]; b=[0.1,0.2,-0.3]; h0=[0,0,0]; x1=[1]; x2=[-2]", r"""
<h3>계산 예</h3>
<ul>
<li>입력: x<sub>1</sub> = ⟪x1[0]⟫, x<sub>2</sub> = ⟪x2[0]⟫</li>
<li>W<sub>x</sub> = ⟪W⟫</li>
<li>W<sub>h</sub> = ⟪U⟫</li>
<li>b = ⟪b⟫, h<sub>0</sub> = ⟪h0⟫</li>
</ul>
<p>h<sub>t</sub> = tanh(W<sub>x</sub>x<sub>t</sub> + W<sub>h</sub>h<sub>t-1</sub> + b)에 차례로 대입한다.</p>
<p>h<sub>1</sub> = tanh(⟪p=W@x1:1⟫ + ⟪h0⟫ + ⟪b⟫) = tanh(⟪a=p+b:1⟫) = ⟪h1=tanh(a):3⟫</p>
<p>W<sub>h</sub>h<sub>1</sub> = ⟪q=U@h1:3⟫</p>
<p>h<sub>2</sub> = tanh(⟪p=W@x2:1⟫ + ⟪q⟫ + ⟪b⟫) = tanh(⟪a=p+q+b!!p+q+b+b:3⟫) = ⟪h2=tanh(a):3⟫</p>
<p>분류: <a href="/wiki/rnn">순환 신경망</a> | 마지막 편집 2023년 5월 8일</p>
""", blame=["bias", "b ", "twice"], hn="full_rnn(W,U,b,h0,[x1,x2])")

text("152-zh-lstm-output-without-tanh", "zh", "lstm scalar chat accents same-weights m:tanh-lost", "w=0.5; u=0.3; x1=0.8; x2=-0.2; h0=0.1; c0=1.4", r"""
好的,我们来手算一个 LSTM 单元 😊

为了简单,令 W_f = W_i = W_c = W_o = ⟪w⟫,U_f = U_i = U_c = U_o = ⟪u⟫,偏置全部为 0。
x_1 = ⟪x1⟫,x_2 = ⟪x2⟫,h_0 = ⟪h0⟫,C_0 = ⟪c0⟫

【第 1 步】
四个门的线性部分相同:⟪w⟫×⟪x1⟫ + ⟪u⟫×⟪h0⟫ = ⟪s=w*x1+u*h0:x⟫
f_1 = i_1 = o_1 = σ(⟪s⟫) ≈ ⟪f=sig(s):3⟫
c~_1 = tanh(⟪s⟫) ≈ ⟪g=tanh(s):3⟫
C_1 = ⟪f⟫×⟪c0⟫ + ⟪f⟫×⟪g⟫ ≈ ⟪c=f*c0+f*g:3⟫
h_1 = ⟪f⟫×tanh(⟪c⟫) ≈ ⟪h=f*tanh(c):3⟫

【第 2 步】
线性部分:⟪w⟫×(⟪x2⟫) + ⟪u⟫×⟪h⟫ = ⟪s=w*x2+u*h:x⟫
f_2 = i_2 = o_2 = σ(⟪s⟫) ≈ ⟪f=sig(s):3⟫
c~_2 = tanh(⟪s⟫) ≈ ⟪g=tanh(s):3⟫
C_2 = ⟪f⟫×⟪c⟫ + ⟪f⟫×⟪g⟫ ≈ ⟪c=f*c+f*g:3⟫
h_2 = o_2×tanh(C_2) = ⟪f⟫×⟪c⟫ ≈ ⟪h=f*tanh(c)!!f*c:3⟫

所以两步之后 h_2 ≈ ⟪h⟫,C_2 ≈ ⟪=c⟫。
""", blame=["tanh"])

text("153-zh-bmatrix-zero-bold", "zh", "rnn vector bmatrix zero-bold display lecture", "W=[[1,0.5],[-0.5,1]]; U=[[0.2,-0.3],[0.7,0.1]]; x1=[0.6,-0.2]; x2=[-1,0.4]", r"""
## 例 2.3　两步前向传播

设 $\boldsymbol{b} = \boldsymbol{0}$，$\boldsymbol{h}_0 = \mathbf{0}$，

$$\boldsymbol{W}_{xh} = ⟪W|b⟫, \quad \boldsymbol{W}_{hh} = ⟪U|b⟫, \quad \boldsymbol{x}_1 = ⟪x1|b⟫, \quad \boldsymbol{x}_2 = ⟪x2|b⟫$$

**(1)** $t=1$ 时没有历史信息：

$$\boldsymbol{h}_1 = \tanh\left(⟪p=W@x1:2|b⟫ + \mathbf{0}\right) = ⟪h1=tanh(p):4|b⟫$$

**(2)** $t=2$ 时：

$$\boldsymbol{W}_{xh}\boldsymbol{x}_2 + \boldsymbol{W}_{hh}\boldsymbol{h}_1 = ⟪p=W@x2:1|b⟫ + ⟪q=U@h1:4|b⟫ = ⟪a=p+q:4|b⟫$$

$$\boldsymbol{h}_2 = \tanh\left(⟪a|b⟫\right) = ⟪h2=tanh(a):4|b⟫$$

结果保留 4 位小数。
""", hn="full_rnn(W,U,vec('0','0'),vec('0','0'),[x1,x2])", hd=4)

text("154-zh-blog-sigma-is-tanh", "zh", "rnn scalar sigma-is-tanh dollar output blog sentences", "w=1.25; u=-0.5; b=0.1; v=0.8; c=-0.1; x1=0.4; x2=-0.8; x3=1; h0=0", r"""
很多读者问我：RNN 到底怎么"记住"东西？我们用一个神经元算给大家看（本文激活函数 $\sigma$ 指的是 $\tanh$，不是 sigmoid）。

参数：$w=⟪w⟫$，$u=⟪u⟫$，$b=⟪b⟫$；输出层 $v=⟪v⟫$，$c=⟪c⟫$；输入依次是 $⟪x1⟫, ⟪x2⟫, ⟪x3⟫$。

- 第一拍：$h_1=\sigma(⟪w⟫\times⟪x1⟫⟪u⟫\times 0+⟪b⟫)=\sigma(⟪a=w*x1+b:x⟫)=⟪h1=tanh(a):3⟫$，输出 $y_1=⟪v⟫\times⟪h1⟫⟪c⟫=⟪v*h1+c:3⟫$
- 第二拍：$h_2=\sigma(⟪w⟫\times(⟪x2⟫)⟪u⟫\times⟪h1⟫+⟪b⟫)=\sigma(⟪a=w*x2+u*h1+b:x⟫)=⟪h2=tanh(a):3⟫$，输出 $y_2=⟪v⟫\times(⟪h2⟫)⟪c⟫=⟪v*h2+c:3⟫$
- 第三拍：$h_3=\sigma(⟪w⟫\times⟪x3⟫⟪u⟫\times(⟪h2⟫)+⟪b⟫)=\sigma(⟪a=w*x3+u*h2+b:x⟫)=⟪h3=tanh(a):3⟫$，输出 $y_3=⟪v⟫\times⟪h3⟫⟪c⟫=⟪v*h3+c:3⟫$

三拍下来只用了 9 次乘法，比想象中简单吧？
""", hn="full_rnn(w,u,b,h0,[x1,x2,x3])")

text("155-es-coma-signo-perdido", "es", "rnn scalar comma sentences m:sign", "w=0.5; u=-0.8; b=0.25; x1=1.5; x2=-0.5; x3=2; h0=0", r"""
Práctica 6. Seguimiento de una neurona recurrente

Se dan los pesos w = ⟪w⟫ y u = ⟪u⟫, el sesgo b = ⟪b⟫ y la secuencia ⟪x1⟫; ⟪x2⟫; ⟪x3⟫. El estado inicial es nulo.

a) h_1 = tanh(⟪w⟫·⟪x1⟫ + ⟪b⟫) = tanh(⟪a=w*x1+b:x⟫) = ⟪h1=tanh(a):4⟫
b) h_2 = tanh(⟪w⟫·(⟪x2⟫) + (⟪u⟫)·⟪h1⟫ + ⟪b⟫) = tanh(⟪a=w*x2+u*h1+b!!w*x2-u*h1+b:4⟫) = ⟪h2=tanh(a):4⟫
c) h_3 = tanh(⟪w⟫·⟪x3⟫ + (⟪u⟫)·⟪h2⟫ + ⟪b⟫) = tanh(⟪a=w*x3+u*h2+b:4⟫) = ⟪h3=tanh(a):4⟫

Conclusión: después de 3 pasos el estado es ⟪=h3⟫.
""", comma=True, blame=["sign", "minus", "-0.8", "-0,8"], hn="full_rnn(w,u,b,h0,[x1,x2,x3])", hd=4)

text("156-es-tres-unidades-latex", "es", "rnn vector pmatrix latex lecture", "W=[[0.2,0.9],[0.6,-0.4],[-0.7,0.3]]; U=[[0,0.5,0],[0.3,0,-0.2],[0,0.1,0.8]]; b=[0.1,-0.1,0]; h0=[0.5,0,-0.5]; x1=[1,0.5]", r"""
\begin{ejemplo}
Consideremos una red de tres neuronas con dos entradas,
\[
W = ⟪W|p⟫,\quad U = ⟪U|p⟫,\quad b = ⟪b|p⟫,\quad h_0 = ⟪h0|p⟫,\quad x_1 = ⟪x1|p⟫ .
\]
La contribución de la entrada es
\[
W x_1 = \begin{pmatrix} ⟪W[0][0]⟫ \cdot 1 + ⟪W[0][1]⟫ \cdot ⟪x1[1]⟫ \\ ⟪W[1][0]⟫ \cdot 1 ⟪W[1][1]|+⟫ \cdot ⟪x1[1]⟫ \\ ⟪W[2][0]⟫ \cdot 1 + ⟪W[2][1]⟫ \cdot ⟪x1[1]⟫ \end{pmatrix} = ⟪p=W@x1:2|p⟫ ,
\]
y la de la memoria,
\[
U h_0 = ⟪q=U@h0:2|p⟫ .
\]
Sumando ambas y el sesgo se obtiene
\[
a_1 = ⟪a=p+q+b:2|p⟫ , \qquad h_1 = \tanh(a_1) \approx ⟪h=tanh(a):3|p⟫ .
\]
La tercera componente es la única negativa.
\end{ejemplo}
""", hn="tanh(W@x1+U@h0+b)")

text("157-id-gru-gerbang-diketahui", "id", "gru vector given-gates bold accents m:slip", "h0=[0.4,-0.2]; z1=[0.25,0.7]; g1=[0.6,0.9]; z2=[0.5,0.1]; r2=[0.8,0.3]; g2=[-0.4,0.2]", r"""
**Latihan GRU (2 unit) — nilai gerbang sudah diketahui**

Rumus: h_t = (1 - z_t) ⊙ h_{t-1} + z_t ⊙ h̃_t

Keadaan awal h_0 = ⟪h0⟫

*Langkah 1*: z_1 = ⟪z1⟫, h̃_1 = ⟪g1⟫
(1 - z_1) ⊙ h_0 = [⟪y0=1-z1[0]:2⟫×⟪h0[0]⟫, ⟪y1=1-z1[1]:2⟫×(⟪h0[1]⟫)] = ⟪p=(1-z1)*h0:3⟫
z_1 ⊙ h̃_1 = [⟪z1[0]⟫×⟪g1[0]⟫, ⟪z1[1]⟫×⟪g1[1]⟫] = ⟪q=z1*g1:3⟫
h_1 = ⟪p⟫ + ⟪q⟫ = ⟪h1=p+q:3⟫

*Langkah 2*: z_2 = ⟪z2⟫, r_2 = ⟪r2⟫, h̃_2 = ⟪g2⟫
r_2 ⊙ h_1 = ⟪r2*h1:3⟫
(1 - z_2) ⊙ h_1 = ⟪p=(1-z2)*h1!!vec(((1-z2)*h1)[0],(z2*h1)[1]):3⟫
z_2 ⊙ h̃_2 = ⟪q=z2*g2:2⟫
h_2 = ⟪p⟫ + ⟪q⟫ = ⟪h2=p+q:3⟫

Jawaban akhir: **⟪=h2⟫**
""")

text("158-id-prosa-laporan", "id", "prose", "", r"""
# Laporan praktikum minggu ke-9

Praktikum diikuti 34 mahasiswa dari 2 kelas; 5 orang tidak hadir. Materi minggu ini adalah jaringan saraf berulang, bab 10 halaman 371 sampai 398.

| Kelas | Hadir | Nilai rata-rata |
|---|---|---|
| A | 16 | 78 |
| B | 13 | 81 |

Sesi berlangsung 100 menit, dan 3 komputer rusak. Kurang lebih 60% peserta meminta contoh tambahan tentang keadaan tersembunyi. Tugas dikumpulkan paling lambat tanggal 21, pukul 23.59.
""", exit=2)

text("159-de-klausur-komma-vektor", "de", "rnn vector comma exam semicolon", "W=[[0.8],[-0.6]]; U=[[0.1,0.5],[-0.4,0.2]]; b=[0.2,0]; h0=[0,0]; x1=[0.5]; x2=[-1.5]", r"""
Klausur „Neuronale Netze“ – Aufgabe 3 (6 Punkte)

Gegeben: W = ⟪W|;⟫, U = ⟪U|;⟫, b = ⟪b|;⟫, h_0 = ⟪h0|;⟫, Eingaben x_1 = ⟪x1[0]⟫ und x_2 = ⟪x2[0]⟫.

Lösung:
a_1 = W x_1 + U h_0 + b = ⟪p=W@x1:1|;⟫ + ⟪q=U@h0:0|;⟫ + ⟪b|;⟫ = ⟪a=p+q+b:1|;⟫
h_1 = tanh(a_1) = ⟪h1=tanh(a):3|;⟫
a_2 = W x_2 + U h_1 + b = ⟪p=W@x2:1|;⟫ + ⟪q=U@h1:3|;⟫ + ⟪b|;⟫ = ⟪a=p+q+b:3|;⟫
h_2 = tanh(a_2) = ⟪h2=tanh(a):3|;⟫

(Je Zeile 1,5 Punkte; Folgefehler werden nicht erneut abgezogen.)
""", comma=True, hn="full_rnn(W,U,b,h0,[x1,x2])")

text("160-ja-zenkaku-stale-state", "ja", "rnn scalar fullwidth lecture m:stale", "w=0.6; u=0.5; b=-0.1; x1=1; x2=2; x3=-1; h0=0", r"""
【演習】隠れ層のユニットが１つの RNN を３ステップ計算せよ。

条件：ｗ＝⟪w⟫、ｕ＝⟪u⟫、ｂ＝⟪b⟫、h_0＝⟪h0⟫、入力は x_1＝⟪x1⟫、x_2＝⟪x2⟫、x_3＝⟪x3⟫

解答
(1) h_1 = tanh(⟪w⟫×⟪x1⟫ + ⟪u⟫×⟪h0⟫ - ⟪b|abs⟫) = tanh(⟪a=w*x1+u*h0+b:x⟫) ≒ ⟪h1=tanh(a):3⟫
(2) h_2 = tanh(⟪w⟫×⟪x2⟫ + ⟪u⟫×⟪h1⟫ - ⟪b|abs⟫) = tanh(⟪a=w*x2+u*h1+b:x⟫) ≒ ⟪h2=tanh(a):3⟫
(3) h_3 = tanh(⟪w⟫×(⟪x3⟫) + ⟪u⟫×⟪hs=h2!!h1.text⟫ - ⟪b|abs⟫) = tanh(⟪a=w*x3+u*hs+b:x⟫) ≒ ⟪h3=tanh(a):3⟫

答え：h_3 ≒ ⟪=h3⟫（小数第３位まで）
""", after=lambda t: "\n".join(__import__("re").sub(r"＝(-?[0-9.]+)", lambda m: "＝" + m.group(1).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－")), l) if l.startswith("条件") else l for l in t.split("\n")), blame=["h_2", "h_1", "stale", "previous", "earlier", "before", "two steps"], hn="full_rnn(w,u,b,h0,[x1,x2,x3])")
