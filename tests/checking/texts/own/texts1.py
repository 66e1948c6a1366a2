from lib import text

text("101-quiz-warmup-bullets", "en", "rnn scalar dash exam plain", "Wx=0.7; Wh=-0.5; b=0.1; x1=1; x2=-0.5; h0=0", r"""
Quiz 2 (10 min, calculators allowed)

Warm-up. Write the value of the activation to three places:
- tanh(⟪p=Q('0.8')⟫) = ⟪tanh(p):3⟫
- tanh(⟪q=Q('-0.25')⟫) = ⟪tanh(q):3⟫
- tanh(⟪r=Q('1.3')⟫) = ⟪tanh(r):3⟫

Main part. W_x = ⟪Wx⟫, W_h = ⟪Wh⟫, b = ⟪b⟫, h_0 = ⟪h0⟫, x_1 = ⟪x1⟫, x_2 = ⟪x2⟫.
- ⟪Wx⟫·⟪x1⟫ + ⟪b⟫ = ⟪a1=Wx*x1+b:x⟫
- h_1 = tanh(⟪a1⟫) = ⟪h1=tanh(a1):3⟫
- ⟪Wx⟫·(⟪x2⟫) ⟪Wh|+⟫·⟪h1⟫ + ⟪b⟫ = ⟪a2=Wx*x2+Wh*h1+b:x⟫
- h_2 = tanh(⟪a2⟫) = ⟪h2=tanh(a2):3⟫
""", hn="full_rnn(Wx,Wh,b,h0,[x1,x2])")

text("102-chat-emphasis-hides-slip", "en", "rnn scalar chat emoji bold emphasis sentences link m:tanh-slip", "Wx=0.5; Wh=0.3; b=0.2; x1=1; x2=3; x3=-2; h0=0", r"""
Great question! 😊 Let's take **the vanilla RNN** and push three numbers through it, *slowly*.

> **TL;DR** the state ends up negative, because the last input is.

### 🧾 Ingredients

* input weight **W_x = ⟪Wx⟫**
* recurrent weight **W_h = ⟪Wh⟫**
* bias **b = ⟪b⟫**
* the sequence is x_1 = ⟪x1⟫, x_2 = ⟪x2⟫, x_3 = ⟪x3⟫ and nothing is remembered yet (*h_0 = ⟪h0⟫*)

### 🚶 Walking through time

In the **forward pass** we get **h_1 = tanh(⟪Wx⟫·⟪x1⟫ + ⟪Wh⟫·⟪h0⟫ + ⟪b⟫) = tanh(⟪a1=Wx*x1+Wh*h0+b:x⟫) = ⟪h1=tanh(a1):4⟫** first.

Then _the memory joins in_: **h_2 = tanh(⟪Wx⟫·⟪x2⟫ + ⟪Wh⟫·⟪h1⟫ + ⟪b⟫) = tanh(⟪a2=Wx*x2+Wh*h1+b:x⟫) = ⟪h2=tanh(a2)!!'0.9853':4⟫** — almost saturated! 🔥

Finally `h_3 = tanh(⟪Wx⟫·(⟪x3⟫) + ⟪Wh⟫·⟪h2⟫ + ⟪b⟫) = tanh(⟪a3=Wx*x3+Wh*h2+b:x⟫) = ⟪h3=tanh(a3):4⟫`, see [the docs](https://example.org/rnn?h=2) for the batched version.

So after 3 steps the cell holds **⟪=h3⟫**. Want me to show the *backward* pass too? 🙌
""", hn="full_rnn(Wx,Wh,b,h0,[x1,x2,x3])", hd=4)

text("103-notebook-bptt-powers", "en", "rnn scalar bptt partial squares star power latex loss", "wx=0.9; wh=0.5; v=2; x1=0.5; x2=-1; h0=0; y=0.4", r"""
# In[7] — gradients on paper

We train on one target, $y_2^{*} = ⟪y⟫$, with $L = (\hat y_2 - y_2^{*})^2$; no biases anywhere. Step size $\eta = 10^{-2}$, stop when $|\Delta L| < 10^{-5}$.

$w_x = ⟪wx⟫,\; w_h = ⟪wh⟫,\; v = ⟪v⟫,\; x_1 = ⟪x1⟫,\; x_2 = ⟪x2⟫,\; h_0 = ⟪h0⟫$

**forward**

$h_1 = \tanh(⟪wx⟫ \cdot ⟪x1⟫) = \tanh(⟪a1=wx*x1:x⟫) = ⟪h1=tanh(a1):4⟫$

$h_2 = \tanh(⟪wx⟫ \cdot (⟪x2⟫) + ⟪wh⟫ \cdot ⟪h1⟫) = \tanh(⟪a2=wx*x2+wh*h1:x⟫) = ⟪h2=tanh(a2):4⟫$

$\hat y_2 = v h_2 = ⟪v⟫ \cdot (⟪h2⟫) = ⟪yy=v*h2:x⟫$

$L = (⟪yy⟫ - ⟪y⟫)^2 = (⟪e=yy-y:x⟫)^2 = ⟪L=e**2:4⟫$

**backward**

$\delta_y = 2(⟪yy⟫ - ⟪y⟫) = ⟪dy=2*(yy-y):x⟫$

$\frac{\partial L}{\partial h_2} = \delta_y \cdot v = ⟪dy⟫ \cdot ⟪v⟫ = ⟪dh2=dy*v:x⟫$

$1 - h_2^2 = 1 - (⟪h2⟫)^2 = ⟪g2=1-h2**2:4⟫$

$\delta_2^h = ⟪dh2⟫ \cdot ⟪g2⟫ = ⟪d2=dh2*g2:4⟫$

$\frac{\partial L}{\partial h_1} = ⟪wh⟫ \cdot (⟪d2⟫) = ⟪dh1=wh*d2:4⟫$

$\delta_1^h = ⟪dh1⟫ \cdot (1 - ⟪h1⟫^2) = ⟪d1=dh1*(1-h1**2):4⟫$

$\frac{\partial L}{\partial w_x} = \delta_1^h x_1 + \delta_2^h x_2 = ⟪d1⟫ \cdot ⟪x1⟫ + (⟪d2⟫) \cdot (⟪x2⟫) = ⟪gw=d1*x1+d2*x2:4⟫$

**update**

$w_x \leftarrow ⟪wx⟫ - 10^{-2} \cdot ⟪gw⟫ = ⟪wx-Q('0.01')*gw:4⟫$
""")

text("104-forum-inputs-unbracketed", "en", "rnn scalar forum inputs-bare sentences m:wrong-input", "wx=1.1; wh=-0.6; b=0.05; x1=1; x2=0; x3=0.5; h0=0", r"""
**Re: sanity check of my hand calculation?**

posted by *tmrw_never_knows*

hi all, hidden size is 1, inputs x = ⟪x1⟫, ⟪x2⟫, ⟪x3⟫, weights wx = ⟪wx⟫, wh = ⟪wh⟫, b = ⟪b⟫, start h0 = ⟪h0⟫. what i did:

h1 = tanh(⟪wx⟫*⟪x1⟫ + ⟪wh⟫*⟪h0⟫ + ⟪b⟫) = tanh(⟪a1=wx*x1+wh*h0+b:x⟫) = ⟪h1=tanh(a1):3⟫
h2 = tanh(⟪wx⟫*⟪x2⟫ + ⟪wh⟫*⟪h1⟫ + ⟪b⟫) = tanh(⟪a2=wx*x2+wh*h1+b:x⟫) = ⟪h2=tanh(a2):3⟫
h3 = tanh(⟪wx⟫*⟪x3!!'1'⟫ + ⟪wh⟫*⟪h2⟫ + ⟪b⟫) = tanh(⟪a3=wx*Q('1',None,True)+wh*h2+b:x⟫) = ⟪h3=tanh(a3):3⟫

so h3 is ⟪h3⟫?? my friend's script disagrees. it is only 3 multiplications per line, i can't see it

---
2 replies · 41 views
""", blame=["x_3", "x3", "input", "0.5"], hn="full_rnn(wx,wh,b,h0,[x1,x2,x3])")

text("105-prose-history", "en", "prose", "", r"""
## A short history, with dates

Recurrent networks were studied from the late 1980s; the LSTM paper of 1997 runs to 46 journal pages. For almost 20 years after it, speech and handwriting were its strongholds. In 2014 the GRU followed, with 2 gates where the LSTM has 3.

- A first-generation phone of 2007 had 128 MB of memory; a model of 3 million weights would have taken about a tenth of it.
- In our survey 62 % of 118 students had met the word "gate" before week 3, and 17 % could draw one.
- Section 4.2 comes back to this; figure 9 on page 211 shows the timeline.

Reading time: 6 minutes. Questions go to room B-214, Tuesdays from 14:30 to 16:00.
""", exit=2)

text("106-forum-check-with-calculator-instead", "en", "rnn vector forum prose-word m:tanh-slip", "W=[[0.4,0.9],[-0.2,0.5]]; U=[[0.3,-0.1],[0.6,0.2]]; b=[0.1,0.3]; h0=[0,0]; x1=[1,2]; x2=[-1,1]", r"""
> Is there a way to do this without NumPy?

Yes. Say W = ⟪W⟫ acts on the input, U = ⟪U⟫ on the state, b = ⟪b⟫, h_0 = ⟪h0⟫, and x_1 = ⟪x1⟫, x_2 = ⟪x2⟫.

If you want the first state, you would add up three vectors: h_1 = tanh(W x_1 + U h_0 + b) = tanh(⟪p1=W@x1:1⟫ + ⟪q1=U@h0:0⟫ + ⟪b⟫) = tanh(⟪a1=p1+q1+b:1⟫) = ⟪h1=tanh(a1):3⟫.

For the second one do not guess. U h_1 = ⟪q2=U@h1:3⟫ and W x_2 = ⟪p2=W@x2:1⟫, so the sum would be ⟪p2⟫ + ⟪q2⟫ + ⟪b⟫ = ⟪a2=p2+q2+b:3⟫.
Check with a calculator instead: h_2 = tanh(⟪a2⟫) = ⟪h2=tanh(a2)!!vec('0.698','0.868'):3⟫.

Hope that helps, otherwise ask again.
""", hn="full_rnn(W,U,b,h0,[x1,x2])")

text("107-sigma-logistic-defined-tanh-value", "en", "rnn scalar sigma-is-act defined-act latexparen lecture m:tanh-for-sigmoid", "u=-1.2; w=0.75; b=0.4; x1=2; x2=0.8; x3=-1; h0=0.5", r"""
\section*{3.4 A unit with a logistic activation}

Throughout this section $\sigma(z) = \dfrac{1}{1 + e^{-z}}$. The recursion is
\[ s_t = \sigma(w x_t + u s_{t-1} + b), \qquad w = ⟪w⟫,\ u = ⟪u⟫,\ b = ⟪b⟫,\ s_0 = ⟪h0⟫ . \]

\begin{align*}
s_1 &= \sigma(⟪w⟫ \cdot ⟪x1⟫ ⟪u|+⟫ \cdot ⟪h0⟫ + ⟪b⟫) = \sigma(⟪a1=w*x1+u*h0+b:x⟫) = ⟪h1=sig(a1):4⟫ && (x_1 = ⟪x1⟫) \\
s_2 &= \sigma(⟪w⟫ \cdot ⟪x2⟫ ⟪u|+⟫ \cdot ⟪h1⟫ + ⟪b⟫) = \sigma(⟪a2=w*x2+u*h1+b:x⟫) = ⟪h2=sig(a2)!!tanh(a2):4⟫ && (x_2 = ⟪x2⟫) \\
s_3 &= \sigma(⟪w⟫ \cdot (⟪x3⟫) ⟪u|+⟫ \cdot ⟪h2⟫ + ⟪b⟫) = \sigma(⟪a3=w*x3+u*h2+b:x⟫) = ⟪h3=sig(a3):4⟫ && (x_3 = ⟪x3⟫)
\end{align*}

The logistic function never leaves the interval $(0, 1)$, so neither does $s_t$.
""", blame=["tanh"])

text("108-lstm-latex-hats", "en", "lstm scalar accents aligned latex", "x1=0.6; x2=-0.4; h0=0; c0=0; wf=0.5; uf=0.2; bf=1; wi=0.9; ui=-0.3; wc=1.4; uc=0.6; wo=0.7; uo=0.1; z=0", r"""
\subsection{Worked example: two LSTM steps}
Weights (one unit, one input): $w_f = ⟪wf⟫, u_f = ⟪uf⟫, b_f = ⟪bf⟫$; $w_i = ⟪wi⟫, u_i = ⟪ui⟫, b_i = 0$; $w_c = ⟪wc⟫, u_c = ⟪uc⟫, b_c = 0$; $w_o = ⟪wo⟫, u_o = ⟪uo⟫, b_o = 0$. Inputs $x_1 = ⟪x1⟫$, $x_2 = ⟪x2⟫$; both memories begin at zero.

\paragraph{Step 1.}
$f_1 = \sigma(⟪wf⟫ \cdot ⟪x1⟫ + ⟪bf⟫) = \sigma(⟪af=wf*x1+bf:x⟫) = ⟪f1=sig(af):4⟫$,
$i_1 = \sigma(⟪wi⟫ \cdot ⟪x1⟫) = \sigma(⟪ai=wi*x1:x⟫) = ⟪i1=sig(ai):4⟫$,
$\hat{c}_1 = \tanh(⟪wc⟫ \cdot ⟪x1⟫) = \tanh(⟪ac=wc*x1:x⟫) = ⟪g1=tanh(ac):4⟫$,
$o_1 = \sigma(⟪wo⟫ \cdot ⟪x1⟫) = \sigma(⟪ao=wo*x1:x⟫) = ⟪o1=sig(ao):4⟫$.

Hence $c_1 = f_1 c_0 + i_1 \hat{c}_1 = ⟪f1⟫ \cdot 0 + ⟪i1⟫ \cdot ⟪g1⟫ = ⟪c1=i1*g1:4⟫$ and $h_1 = o_1 \tanh c_1 = ⟪o1⟫ \cdot ⟪k1=tanh(c1):4⟫ = ⟪h1=o1*k1:4⟫$.

\paragraph{Step 2.}
$f_2 = \sigma(⟪wf⟫ \cdot (⟪x2⟫) + ⟪uf⟫ \cdot ⟪h1⟫ + ⟪bf⟫) = ⟪f2=sig(wf*x2+uf*h1+bf):4⟫$,
$i_2 = \sigma(⟪wi⟫ \cdot (⟪x2⟫) ⟪ui|+⟫ \cdot ⟪h1⟫) = ⟪i2=sig(wi*x2+ui*h1):4⟫$,
$\hat{c}_2 = \tanh(⟪wc⟫ \cdot (⟪x2⟫) + ⟪uc⟫ \cdot ⟪h1⟫) = ⟪g2=tanh(wc*x2+uc*h1):4⟫$,
$o_2 = \sigma(⟪wo⟫ \cdot (⟪x2⟫) + ⟪uo⟫ \cdot ⟪h1⟫) = ⟪o2=sig(wo*x2+uo*h1):4⟫$.

Hence $c_2 = ⟪f2⟫ \cdot ⟪c1⟫ + ⟪i2⟫ \cdot (⟪g2⟫) = ⟪c2=f2*c1+i2*g2:4⟫$ and $h_2 = ⟪o2⟫ \cdot \tanh(⟪c2⟫) = ⟪h2=o2*tanh(c2):4⟫$.
""")

text("109-lecture-entrywise-two-slips", "en", "rnn vector bmatrix entries products-then-sums aligned lecture m:slip m:sign", "U=[[0.8,-0.5],[0.4,0.6]]; W=[[0.3],[-0.7]]; b=[0.2,0.1]; h0=[0.5,-0.5]; x1=[2]; x2=[1]", r"""
\textbf{Example 6.1.} $U = ⟪U|b⟫$, $W = ⟪W|b⟫$, $b = ⟪b|b⟫$, $h_0 = ⟪h0|b⟫$, scalar inputs $x_1 = ⟪x1[0]⟫$ and $x_2 = ⟪x2[0]⟫$.

First the recurrent product,
\begin{align*}
U h_0 &= \begin{bmatrix} ⟪U[0][0]⟫ \cdot ⟪h0[0]⟫ + (⟪U[0][1]⟫) \cdot (⟪h0[1]⟫) \\ ⟪U[1][0]⟫ \cdot ⟪h0[0]⟫ + ⟪U[1][1]⟫ \cdot (⟪h0[1]⟫) \end{bmatrix} \\
&= ⟪vec(U[0][0]*h0[0],U[1][0]*h0[0])+vec(U[0][1]*h0[1],U[1][1]*h0[1])|hide⟫\begin{bmatrix} ⟪e1=U[0][0]*h0[0]:2⟫ + ⟪e2=U[0][1]*h0[1]:2⟫ \\ ⟪e3=U[1][0]*h0[0]:2⟫ - ⟪e4=-U[1][1]*h0[1]:2⟫ \end{bmatrix} ¤L1 \\
&= ⟪q1=vec(e1+e2,e3-e4):2|b⟫
\end{align*}
and then, with $W x_1 = ⟪p1=W@x1:1|b⟫$,
\[ h_1 = \tanh\left( ⟪q1|b⟫ + ⟪p1|b⟫ + ⟪b|b⟫ \right) = \tanh ⟪a1=q1+p1+b:2|b⟫ = ⟪h1=tanh(a1):3|b⟫ . \]
Second step:
\begin{align*}
U h_1 &= \begin{bmatrix} ⟪U[0][0]⟫ \cdot ⟪h1[0]⟫ + (⟪U[0][1]⟫) \cdot (⟪h1[1]⟫) \\ ⟪U[1][0]⟫ \cdot ⟪h1[0]⟫ + ⟪U[1][1]⟫ \cdot (⟪h1[1]⟫) \end{bmatrix} \\
&= \begin{bmatrix} ⟪k1=U[0][0]*h1[0]:3⟫ + ⟪k2=U[0][1]*h1[1]:3⟫ \\ ⟪k3=U[1][0]*h1[0]!!'0.346':3⟫ ⟪k4=U[1][1]*h1[1]:3|+⟫ \end{bmatrix} ¤L1 \\
&= ⟪q2=vec(k1+k2,k3+k4):3|b⟫
\end{align*}
\[ h_2 = \tanh\left( ⟪q2|b⟫ + ⟪p2=W@x2:1|b⟫ + ⟪b|b⟫ \right) = \tanh ⟪a2=q2+p2+b!!vec(q2[0]+p2[0]+b[0],q2[1]-p2[1]+b[1]):3|b⟫ = ⟪h2=tanh(a2):3|b⟫ . \]
""", hn="full_rnn(W,U,b,h0,[x1,x2])", blame=[])

text("110-answer-output-dot-softmax", "en", "rnn vector output scalar-dot softmax blog sentences", "W=[[0.4,0.1],[0.9,-0.3],[-0.2,0.7]]; U=[[0.1,0,0.2],[0,0.3,-0.1],[0.5,0.1,0]]; V0=[[1,-0.5,0.2],[0.3,0.8,-1.1]]; h0=[0.2,-0.1,0.4]; x=[1.5,-1]", r"""
#### So what does the network actually *say*?

Three hidden units, two inputs, two classes ("up", "down"). There is no bias in the hidden layer.

    W_xh = ⟪W⟫
    W_hh = ⟪U⟫
    W_hy = ⟪V0⟫
    b_y  = [0.1, 0]

The state we carry in is h_prev = ⟪h0⟫ and today's input is x = ⟪x⟫. Input part:

    W_xh x = [⟪W[0][0]⟫·⟪x[0]⟫ + ⟪W[0][1]⟫·(⟪x[1]⟫), ⟪W[1][0]⟫·⟪x[0]⟫ + (⟪W[1][1]⟫)·(⟪x[1]⟫), ⟪W[2][0]⟫·⟪x[0]⟫ + ⟪W[2][1]⟫·(⟪x[1]⟫)] = ⟪p=W@x:2⟫

Memory part: W_hh h_prev = ⟪q=U@h0:2⟫. Add them and squash:

    h = tanh(⟪a=p+q:2⟫) = ⟪h=tanh(a):3⟫

The score of "up" is a dot product, plain and simple: y_1 = ⟪V0[0][0]⟫·⟪h[0]⟫ ⟪V0[0][1]|+⟫·⟪h[1]⟫ + ⟪V0[0][2]⟫·(⟪h[2]⟫) + 0.1 = ⟪y1=dot(V(V0[0]),h)+Q('0.1'):3⟫. The score of "down" is y_2 = ⟪V0[1][0]⟫·⟪h[0]⟫ + ⟪V0[1][1]⟫·⟪h[1]⟫ ⟪V0[1][2]|+⟫·(⟪h[2]⟫) + 0 = ⟪y2=dot(V(V0[1]),h):3⟫.

    softmax([⟪y1⟫, ⟪y2⟫]) = ⟪P=sm(vec(y1,y2)):3⟫

"Down" wins, ⟪P[1]⟫ against ⟪P[0]⟫.
""")

text("111-latex-all-biases-zero-identity", "en", "rnn vector pmatrix identity zero-scalar zero-bold lecture", "U=[[0.5,0,-0.2],[0.1,0.4,0],[0,-0.3,0.6]]; x1=[0.4,-0.8,1.2]; x2=[0,0.5,-0.5]", r"""
Let $H = D = 3$, $W_{xh} = I_3$, $h_0 = 0$, and let all biases be zero:
$$ W_{hh} = ⟪U|p⟫, \qquad b = 0. $$

\textit{Time 1.} Since $W_{hh} h_0 = 0$,
$$ h_1 = \tanh\bigl(\mathbf{0} + ⟪x1|p⟫ + 0\bigr) = ⟪h1=tanh(x1):4|p⟫ $$
for the input $x_1 = ⟪x1|ct⟫$.

\textit{Time 2.} With $x_2 = ⟪x2|ct⟫$,
$$ W_{hh} h_1 = ⟪q=U@h1:4|p⟫, \quad I x_2 = ⟪x2|p⟫, \quad a_2 = ⟪a=q+x2:4|p⟫, $$
$$ h_2 = \tanh(a_2) = ⟪h2=tanh(a):4|p⟫ . $$

The norm is $\lVert h_2 \rVert = \sqrt{(⟪h2[0]⟫)^2 + ⟪h2[1]⟫^2 + (⟪h2[2]⟫)^2} = ⟪sqrt(h2[0]**2+h2[1]**2+h2[2]**2):4⟫$.
""", hn="full_rnn(M([[Q('1'),Q('0'),Q('0')],[Q('0'),Q('1'),Q('0')],[Q('0'),Q('0'),Q('1')]]),U,vec(Q('0'),Q('0'),Q('0')),vec(Q('0'),Q('0'),Q('0')),[x1,x2])", hd=4)

text("112-notebook-zero-based-readout", "en", "rnn vector zero-based code notebook loss output m:slip", "W=[[0.5],[-0.8]]; U=[[0.2,0.4],[-0.6,0.1]]; h0=[0,0]; x0=[1.2]; x1=[-0.5]", r"""
**Cell 12** – the parameters again

```python
Wx = ⟪W⟫
Wh = ⟪U⟫
b  = [0, 0]
x  = [⟪x0[0]⟫, ⟪x1[0]⟫]     # two time steps
target = 2
```

**Cell 13** – by hand

```
a1[0] = 0.5*1.2 = ⟪k0=W[0][0]*x0[0]:x⟫
a1[1] = -0.8*1.2 = ⟪k1=W[1][0]*x0[0]:x⟫
h1 = tanh([⟪k0⟫, ⟪k1⟫]) = ⟪h1=tanh(vec(k0,k1)):4⟫

a2[0] = 0.5*(-0.5) + 0.2*⟪h1[0]⟫ + 0.4*(⟪h1[1]⟫) = ⟪m0=W[0][0]*x1[0]+U[0][0]*h1[0]+U[0][1]*h1[1]:4⟫
a2[1] = -0.8*(-0.5) - 0.6*⟪h1[0]⟫ + 0.1*(⟪h1[1]⟫) = ⟪m1=W[1][0]*x1[0]+U[1][0]*h1[0]+U[1][1]*h1[1]:4⟫
h2 = tanh([⟪m0⟫, ⟪m1⟫]) = ⟪h2=tanh(vec(m0,m1)):4⟫
```

**Cell 14** – the readout is `y = 2*h2[0] + 3*h2[1]`

```
y = 2*(⟪h2[0]⟫) + 3*⟪h2[1]⟫ = ⟪y=2*h2[0]+3*h2[1]!!2*h2[0]-3*h2[1]:4⟫
L = (⟪y⟫ - 2)^2 = ⟪(y-2)**2:4⟫
```
""", hn="full_rnn(W,U,vec(Q('0'),Q('0')),h0,[x0,x1])", hd=4)

text("113-given-state-sum-slip", "en", "rnn vector given-state bullets-star exam m:slip", "W=[[0.6,-0.2],[0.1,0.9]]; U=[[0.7,0.3],[-0.5,0.2]]; b=[0.05,-0.15]; h2=[0.604,-0.291]; x3=[0.5,1]", r"""
### Problem 5 (8 points)

A trained network has reached the state $h_2 = ⟪h2⟫$. Compute $h_3$ for the next input $x_3 = ⟪x3⟫$.

* $W_{xh} = ⟪W⟫$
* $W_{hh} = ⟪U⟫$
* $b = ⟪b⟫$

**Sample solution**

* (2 pts) $W_{xh} x_3 = ⟪p=W@x3:2⟫$
* (2 pts) $W_{hh} h_2 = ⟪q=U@h2:3⟫$
* (2 pts) $a_3 = ⟪p⟫ + ⟪q⟫ + ⟪b⟫ = ⟪a=p+q+b!!vec((p+q+b)[0],(p+q+b)[1]-Q('0.1')):3⟫$
* (2 pts) $h_3 = \tanh(a_3) = ⟪h3=tanh(a):3⟫$
""", hn="tanh(W@x3+U@h2+b)")

text("114-workbook-three-networks", "en", "rnn scalar several headings dollar output m:sign", "a1=0.6; u1=0.2; a2=-0.4; u2=0.9; b2=0.5; a3=1.5; u3=-0.8; b3=-0.2; one=1; two=2; v=3", r"""
# Drill sheet 3

## Exercise A
$W_{xh} = ⟪a1⟫$, $W_{hh} = ⟪u1⟫$, no bias, $x_1 = ⟪one⟫$, $h_0 = 1$.

$h_1 = \tanh(⟪a1⟫ \cdot 1 + ⟪u1⟫ \cdot 1) = \tanh(⟪s=a1+u1:x⟫) = ⟪h=tanh(s):3⟫$

## Exercise B
$W_{xh} = ⟪a2⟫$, $W_{hh} = ⟪u2⟫$, $b = ⟪b2⟫$, $x_1 = ⟪two⟫$, $x_2 = ⟪one⟫$, $h_0 = 0$.

$h_1 = \tanh(⟪a2⟫ \cdot ⟪two⟫ + ⟪u2⟫ \cdot 0 + ⟪b2⟫) = \tanh(⟪s=a2*two+b2:x⟫) = ⟪h1=tanh(s):3⟫$

$h_2 = \tanh(⟪a2⟫ \cdot ⟪one⟫ + ⟪u2⟫ \cdot (⟪h1⟫) + ⟪b2⟫) = \tanh(⟪s=a2*one+u2*h1+b2:x⟫) = ⟪h2=tanh(s):3⟫$

## Exercise C
$W_{xh} = ⟪a3⟫$, $W_{hh} = ⟪u3⟫$, $b = ⟪b3⟫$, $W_{hy} = ⟪v⟫$, $x_1 = ⟪one⟫$, $x_2 = ⟪one⟫$, $h_0 = 0$.

$h_1 = \tanh(⟪a3⟫ \cdot ⟪one⟫ ⟪u3|+⟫ \cdot 0 ⟪b3|+⟫) = \tanh(⟪s=a3*one+b3:x⟫) = ⟪h1=tanh(s):3⟫$

$h_2 = \tanh(⟪a3⟫ \cdot ⟪one⟫ ⟪u3|+⟫ \cdot ⟪h1⟫ ⟪b3|+⟫) = \tanh(⟪s=a3*one+u3*h1+b3!!a3*one-u3*h1+b3:x⟫) = ⟪h2=tanh(s):3⟫$

$y_2 = ⟪v⟫ \cdot ⟪h2⟫ = ⟪v*h2:3⟫$
""", blame=["sign", "minus", "-0.8", "+", "added", "subtract"])

text("115-wiki-html-generic-t", "en", "rnn vector html generic-t h_prev wiki", "W=[[0.2,0.7],[0.5,-0.4]]; U=[[0.9,-0.3],[0.2,0.1]]; b=[0,0.1]; h=[-0.4,0.25]; x=[0.3,0.6]", r"""
<h2>Recurrent cell</h2>
<p>Given <i>h</i><sub>t-1</sub> and <i>x</i><sub>t</sub>, one update is computed as follows.</p>

<table class="wikitable">
<tr><td>x_t</td><td>⟪x⟫</td></tr>
<tr><td>h_{t-1}</td><td>⟪h⟫</td></tr>
<tr><td>W_x</td><td>⟪W⟫</td></tr>
<tr><td>W_h</td><td>⟪U⟫</td></tr>
<tr><td>b</td><td>⟪b⟫</td></tr>
</table>

<ol>
<li>W_x x_t = ⟪p=W@x:2⟫</li>
<li>W_h h_{t-1} = ⟪q=U@h:3⟫</li>
<li>a_t = ⟪p⟫ + ⟪q⟫ + ⟪b⟫ = ⟪a=p+q+b:3⟫</li>
<li>h_t = tanh(a_t) = ⟪hn=tanh(a):3⟫</li>
</ol>

<p>The new state <b>h_t = ⟪=hn⟫</b> becomes h_{t-1} of the next step.<sup>[4]</sup></p>
""", hn="tanh(W@x+U@h+b)")

text("116-lstm-stacked-weights-o-gate", "en", "lstm scalar fused concat accents sentences m:slip", "h0=0.3; c0=-0.5; x1=1.2; f=[0.1,0.9]; i=[-0.4,0.5]; c=[0.7,0.2]; o=[0.6,-0.3]; bf=0.5; bi=0; bc=0.1; bo=0.2", r"""
**LSTM with stacked weights.** Each gate multiplies the column [h; x], so the first weight belongs to the memory:

W_f = ⟪f⟫, b_f = ⟪bf⟫
W_i = ⟪i⟫, b_i = ⟪bi⟫
W_C = ⟪c⟫, b_C = ⟪bc⟫
W_o = ⟪o⟫, b_o = ⟪bo⟫

h_0 = ⟪h0⟫, C_0 = ⟪c0⟫, x_1 = ⟪x1⟫, hence [h_0; x_1] = [⟪h0⟫; ⟪x1⟫].

f_1 = σ(⟪f[0]⟫ × ⟪h0⟫ + ⟪f[1]⟫ × ⟪x1⟫ + ⟪bf⟫) = σ(⟪z=f[0]*h0+f[1]*x1+bf:x⟫) = ⟪f1=sig(z):3⟫
i_1 = σ(⟪i[0]⟫ × ⟪h0⟫ + ⟪i[1]⟫ × ⟪x1⟫ + ⟪bi⟫) = σ(⟪z=i[0]*h0+i[1]*x1+bi:x⟫) = ⟪i1=sig(z):3⟫
C̃_1 = tanh(⟪c[0]⟫ × ⟪h0⟫ + ⟪c[1]⟫ × ⟪x1⟫ + ⟪bc⟫) = tanh(⟪z=c[0]*h0+c[1]*x1+bc:x⟫) = ⟪g1=tanh(z):3⟫
C_1 = f_1 C_0 + i_1 C̃_1 = ⟪f1⟫ × (⟪c0⟫) + ⟪i1⟫ × ⟪g1⟫ = ⟪c1=f1*c0+i1*g1:3⟫
o_1 = σ(⟪o[0]⟫ × ⟪h0⟫ ⟪o[1]|+⟫ × ⟪x1⟫ + ⟪bo⟫) = σ(⟪z=o[0]*h0+o[1]*x1+bo!!o[0]*x1+o[1]*h0+bo:x⟫) = ⟪o1=sig(z):3⟫
h_1 = o_1 tanh(C_1) = ⟪o1⟫ × tanh(⟪c1⟫) = ⟪h1=o1*tanh(c1):3⟫
""", blame=[])

text("117-code-bias-never-given", "en", "rnn scalar never-b code plain", "wx=1.3; wh=0.25; x1=-0.6; x2=0.9; x3=0.1; h0=0", r"""
```text
h_t = tanh(Wxh*x_t + Whh*h_(t-1) + b)

Wxh = ⟪wx⟫
Whh = ⟪wh⟫
x   = [⟪x1⟫, ⟪x2⟫, ⟪x3⟫]
h_0 = 0
```

```text
h_1 = tanh(⟪wx⟫*⟪x1⟫ + ⟪wh⟫*0)
    = tanh(⟪a=wx*x1:x⟫)
    = ⟪h1=tanh(a):5⟫

h_2 = tanh(⟪wx⟫*⟪x2⟫ + ⟪wh⟫*(⟪h1⟫))
    = tanh(⟪a=wx*x2+wh*h1:5⟫)
    = ⟪h2=tanh(a):5⟫

h_3 = tanh(⟪wx⟫*⟪x3⟫ + ⟪wh⟫*⟪h2⟫)
    = tanh(⟪a=wx*x3+wh*h2:5⟫)
    = ⟪h3=tanh(a):5⟫
```
""", hn="full_rnn(wx,wh,Q('0'),h0,[x1,x2,x3])", hd=5, ties=True)

text("118-bias-looks-onehot", "en", "rnn vector onehot bias-onehot plain words", "W=[[0.2,-0.6,0.4],[0.7,0.3,-0.9]]; U=[[0.5,-0.2],[0.3,0.8]]; bias=[0,1]; h0=[0,0]; cat_=[1,0,0]; sat=[0,1,0]; down=[0,0,1]", r"""
Vocabulary: cat = ⟪cat_⟫, sat = ⟪sat⟫, down = ⟪down⟫

W_xh = ⟪W⟫
W_hh = ⟪U⟫
bias = ⟪bias⟫
h_0 = ⟪h0⟫

"cat":
h_1 = tanh(W_xh x_1 + W_hh h_0 + bias)
    = tanh(⟪p=W@cat_:1⟫ + ⟪q=U@h0:1⟫ + ⟪bias⟫)
    = tanh(⟪a=p+q+bias:1⟫)
    = ⟪h1=tanh(a):3⟫

"sat":
h_2 = tanh(W_xh x_2 + W_hh h_1 + bias)
    = tanh(⟪p=W@sat:1⟫ + ⟪q=U@h1:3⟫ + ⟪bias⟫)
    = tanh(⟪a=p+q+bias:3⟫)
    = ⟪h2=tanh(a):3⟫

"down":
h_3 = tanh(W_xh x_3 + W_hh h_2 + bias)
    = tanh(⟪p=W@down:1⟫ + ⟪q=U@h2:3⟫ + ⟪bias⟫)
    = tanh(⟪a=p+q+bias:3⟫)
    = ⟪h3=tanh(a):3⟫
""", hn="full_rnn(W,U,bias,h0,[cat_,sat,down])")

text("119-pmatrix-where-vector-belongs", "en", "rnn vector pmatrix dollar shape m:shape", "W=[[0.5,-0.3],[0.2,0.8]]; U=[[0.1,0.4],[-0.6,0.3]]; b=[0.2,0.2]; h0=[0,0]; x1=[2,-1]", r"""
**Homework 4, task 2.** $W_{xh} = ⟪W|p⟫$, $W_{hh} = ⟪U|p⟫$, $b_h = ⟪b|p⟫$, $h_0 = ⟪h0|p⟫$, $x_1 = ⟪x1|p⟫$.

I start with the input term:

$$W_{xh} x_1 = ⟪M([[num(W[0][0]*x1[0]),num(W[0][1]*x1[1])],[num(W[1][0]*x1[0]),num(W[1][1]*x1[1])]])|p⟫$$ ¤R ¤L1

The recurrent term is $W_{hh} h_0 = ⟪q=U@h0:0|p⟫$ because nothing has happened yet.

$$h_1 = \tanh\left(⟪M([[num(W[0][0]*x1[0]+b[0]),num(W[0][1]*x1[1]+b[0])],[num(W[1][0]*x1[0]+b[1]),num(W[1][1]*x1[1]+b[1])]])|p⟫\right) = ⟪A=tanh(W[0][0]*x1[0]+b[0]):3|hide⟫⟪B=tanh(W[0][1]*x1[1]+b[0]):3|hide⟫⟪Cc=tanh(W[1][0]*x1[0]+b[1]):3|hide⟫⟪D=tanh(W[1][1]*x1[1]+b[1]):3|hide⟫⟪M([[A,B],[Cc,D]])|p⟫$$ ¤O ¤L2

Is that what the 2 by 2 answer in the key should look like?
""", blame=["size", "entries", "matrix", "vector", "shape", "2x2", "2×2", "2 × 2"])

text("120-two-columns-times-four", "en", "rnn vector size shape onehot code m:shape", "W=[[0.3,0.9,-0.4,0.1],[0.8,-0.2,0.6,0.5]]; U=[[0.7,0.2],[-0.1,0.4]]; b=[0.1,-0.1]; h0=[0,0]; x1=[0,0,1,0]; h1=[-0.291,0.462,0,0]", r"""
tokens: the = [1, 0, 0, 0], dog = [0, 1, 0, 0], ran = ⟪x1⟫, far = [0, 0, 0, 1]

```
W_ih = ⟪W⟫
W_hh = ⟪U⟫
b    = ⟪b⟫
```

t = 1, "ran"

```
W_ih * x_1 = ⟪p=W@x1:1⟫
h_1 = tanh(⟪p⟫ + [0, 0] + ⟪b⟫) = tanh(⟪a=p+b:1⟫) = ⟪tanh(a)+vec(Q('0'),Q('0'))|hide⟫⟪k=tanh(a):3|hide⟫[⟪k[0]⟫, ⟪k[1]⟫, 0.000, 0.000] ¤R ¤L2
```

t = 2, "far"

```
W_ih * x_2 = ⟪W.col(3):1⟫
W_hh * h_1 = ⟪U⟫ * [⟪k[0]⟫, ⟪k[1]⟫, 0.000, 0.000] ¤E
           = ⟪q=U@k:3⟫ ¤O
```
""", blame=["size", "entries", "fit", "4", "columns", "shape", "too many"])

text("121-operand-copied-otherwise", "en", "rnn vector onebased entries scalar-lines m:copied", "U=[[0.6,1.2],[-0.4,0.5]]; W=[[0.9],[-0.7]]; b=[0,0.3]; h0=[0,0]; x1=[1.8]; x2=[0.4]", r"""
Two units. U = ⟪U⟫, W = ⟪W⟫, b = ⟪b⟫, h_0 = ⟪h0⟫; x_1 = ⟪x1[0]⟫, x_2 = ⟪x2[0]⟫.

(t=1)
a_1[1] = ⟪W[0][0]⟫·⟪x1[0]⟫ + 0 = ⟪s1=W[0][0]*x1[0]+b[0]:x⟫
a_1[2] = ⟪W[1][0]⟫·⟪x1[0]⟫ + 0.3 = ⟪s2=W[1][0]*x1[0]+b[1]:x⟫
h_1[1] = tanh(⟪s1⟫) = ⟪g1=tanh(s1):4⟫
h_1[2] = tanh(⟪s2⟫) = ⟪g2=tanh(s2):4⟫

(t=2)
a_2[1] = ⟪W[0][0]⟫·⟪x2[0]⟫ + ⟪U[0][0]⟫·⟪g1⟫ + ⟪U[0][1]⟫·(⟪g2⟫) + 0 = ⟪s3=W[0][0]*x2[0]+U[0][0]*g1+U[0][1]*g2:4⟫
a_2[2] = ⟪W[1][0]⟫·⟪x2[0]⟫ ⟪U[1][0]|+⟫·⟪g1!!'0.9428'⟫ + ⟪U[1][1]⟫·(⟪g2⟫) + 0.3 = ⟪s4=W[1][0]*x2[0]+U[1][0]*Q('0.9428',None,True)+U[1][1]*g2+b[1]:4⟫
h_2[1] = tanh(⟪s3⟫) = ⟪tanh(s3):4⟫
h_2[2] = tanh(⟪s4⟫) = ⟪tanh(s4):4⟫
""", hn="full_rnn(W,U,b,h0,[x1,x2])", hd=4, blame=["h_1", "0.92", "copied", "written"])
