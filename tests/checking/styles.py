r"""One small derivation in the hands of many authors.

    x_1 = (1, 0, 0), h_0 = (0, 0)
    h_1 = tanh(W x_1 + W h_0 + b)
        = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] (1, 0, 0) + [[0.7, 0.8], [0.9, 1.0]] (0, 0) + (0.1, 0.2))
        = tanh(0.2, 0.4)
        = (0.197, 0.380)

Every text must be read as these chains. All of them were written for this test.
"""

STYLES: dict[str, str] = {}

STYLES["notebook"] = """\
2. 초기 은닉 상태
- h0 = [0, 0] (모든 값을 0으로 초기화)
3. 시간 단계 t=1 (단어 "i")
- x1 = [1, 0, 0] (단어 "i"의 원핫 벡터)
- h1 = tanh(W_hx * x1 + W_hh * h0 + b_h)
     = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] * [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] * [0, 0] + [0.1, 0.2])
     = tanh([0.2, 0.4])
     = [0.197, 0.380]
"""
STYLES["at signs"] = """\
h0 = [0, 0], x1 = [1, 0, 0].
h1 = tanh(Wx @ x1 + Wh @ h0 + b) = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] @ [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] @ [0, 0] + [0.1, 0.2]) = tanh([0.2, 0.4]) = [0.197, 0.380]
"""
STYLES["dots and unicode subscripts"] = """\
h₀ = (0, 0)   x₁ = (1, 0, 0)
h₁ = tanh(Wₓₕ·x₁ + Wₕₕ·h₀ + b)
   = tanh([[0.1, 0.3, 0.5], [0.2, −0.4, 0.6]]·(1, 0, 0) + [[0.7, 0.8], [0.9, 1.0]]·(0, 0) + (0.1, 0.2))
   = tanh(0.2, 0.4)
   ≈ (0.197, 0.380)
"""
STYLES["juxtaposed"] = """\
h_0 = [0 0]
x_1 = [1 0 0]
h_1 = tanh(W_xh x_1 + W_hh h_0 + b_h)
    = tanh([[0.1 0.3 0.5] [0.2 -0.4 0.6]] [1 0 0] + [[0.7 0.8] [0.9 1.0]] [0 0] + [0.1 0.2])
    = tanh([0.2 0.4])
    = [0.197 0.380]
"""
STYLES["NumPy print-out over lines"] = """\
h_0 = [0. 0.] -> zeros
x_1 = [1 0 0]
h_1 = tanh(W_xh @ x_1 + W_hh @ h_0 + b)
    = tanh([[ 0.1  0.3  0.5]
            [ 0.2 -0.4  0.6]] @ [1 0 0] + [[0.7 0.8]
                                           [0.9 1.0]] @ [0 0] + [0.1 0.2])
    = tanh([0.2 0.4])
    = [0.197 0.380]
""".replace("[0. 0.]", "[0 0]")
STYLES["aligned TeX"] = r"""
$$h_0 = \begin{bmatrix} 0 \\ 0 \end{bmatrix},\quad x_1 = \begin{bmatrix} 1 \\ 0 \\ 0 \end{bmatrix}$$

$$
\begin{aligned}
h_1 &= \tanh(W_{xh} x_1 + W_{hh} h_0 + b_h) \\
    &= \tanh\left( \begin{bmatrix} 0.1 & 0.3 & 0.5 \\ 0.2 & -0.4 & 0.6 \end{bmatrix} \begin{bmatrix} 1 \\ 0 \\ 0 \end{bmatrix} + \begin{bmatrix} 0.7 & 0.8 \\ 0.9 & 1.0 \end{bmatrix} \begin{bmatrix} 0 \\ 0 \end{bmatrix} + \begin{bmatrix} 0.1 \\ 0.2 \end{bmatrix} \right) \\
    &= \tanh\begin{bmatrix} 0.2 \\ 0.4 \end{bmatrix} \\
    &\approx \begin{bmatrix} 0.197 \\ 0.380 \end{bmatrix}
\end{aligned}
$$
"""
STYLES["TeX, relation before the ampersand"] = r"""
\[ \mathbf{h}_0 = (0, 0)^\top, \qquad \mathbf{x}_1 = (1, 0, 0)^\top \]
\begin{align*}
\mathbf{h}_1 =& \tanh\left(\mathbf{W}_{hx}\,\mathbf{x}_1 + \mathbf{W}_{hh}\,\mathbf{h}_0 + \mathbf{b}\right) \\
=& \tanh\Big(\begin{pmatrix}
0.1 & 0.3 & 0.5 \\
0.2 & -0.4 & 0.6
\end{pmatrix}\begin{pmatrix}
1 \\ 0 \\ 0
\end{pmatrix}+\begin{pmatrix}
0.7 & 0.8 \\
0.9 & 1.0
\end{pmatrix}\begin{pmatrix}
0 \\ 0
\end{pmatrix}+\begin{pmatrix}
0.1 \\ 0.2
\end{pmatrix}\Big) \\
=& \tanh\begin{pmatrix} 0.2 \\ 0.4 \end{pmatrix} \\
\approx& \begin{pmatrix} 0.197 \\ 0.380 \end{pmatrix}
\end{align*}
"""
STYLES["superscript steps"] = r"""
Let $h^{(0)} = [0, 0]$ and $x^{(1)} = [1, 0, 0]$. Then
$h^{(1)} = \tanh(W x^{(1)} + U h^{(0)} + b)$
$= \tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] \cdot [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] \cdot [0, 0] + [0.1, 0.2])$
$= \tanh([0.2, 0.4])$
$\approx [0.197, 0.380]$.
"""
STYLES["angle superscripts"] = r"""
\(a^{<0>}\) is written h here: \(h^{\langle 0\rangle} = [0, 0]\), \(x^{\langle 1\rangle} = [1, 0, 0]\)
\[
h^{\langle 1\rangle} = \tanh(W_{ax} x^{\langle 1\rangle} + W_{aa} h^{\langle 0\rangle} + b_a)
= \tanh\left(\left[\begin{array}{ccc} 0.1 & 0.3 & 0.5 \\ 0.2 & -0.4 & 0.6 \end{array}\right] \left[\begin{array}{c} 1 \\ 0 \\ 0 \end{array}\right] + \left[\begin{array}{cc} 0.7 & 0.8 \\ 0.9 & 1.0 \end{array}\right] \left[\begin{array}{c} 0 \\ 0 \end{array}\right] + \left[\begin{array}{c} 0.1 \\ 0.2 \end{array}\right]\right)
= \tanh\left(\left[\begin{array}{c} 0.2 \\ 0.4 \end{array}\right]\right)
\approx \left[\begin{array}{c} 0.197 \\ 0.380 \end{array}\right]
\]
"""
STYLES["fence"] = r"""
The start is

```math
h_{0} = \begin{pmatrix} 0 \\ 0 \end{pmatrix}, \quad x_{1} = \begin{pmatrix} 1 \\ 0 \\ 0 \end{pmatrix}
```

so that

```math
\begin{aligned}
h_{1} &= \tanh(\underbrace{W_{hx}}_{2\times 3}\,\underbrace{x_{1}}_{3\times 1} + \underbrace{W_{hh}}_{2\times 2}\,\underbrace{h_{0}}_{2\times 1} + b_{h}) \\
&= \tanh\left(\begin{pmatrix}
0.1 & 0.3 & 0.5 \\
0.2 & -0.4 & 0.6
\end{pmatrix}
\begin{pmatrix}
1 \\
0 \\
0
\end{pmatrix} \\
&\quad {}+ \begin{pmatrix}
0.7 & 0.8 \\
0.9 & 1.0
\end{pmatrix}
\begin{pmatrix}
0 \\
0
\end{pmatrix} + \begin{pmatrix}
0.1 \\
0.2
\end{pmatrix}\right) \\
&= \tanh\begin{pmatrix}
0.2 \\
0.4
\end{pmatrix} \approx \begin{pmatrix}
0.197 \\
0.380
\end{pmatrix}
\end{aligned}
```
"""
STYLES["code"] = """\
```python
h_0 = np.array([0, 0])
x_1 = np.array([1, 0, 0])
h_1 = np.tanh(W_xh @ x_1 + W_hh @ h_0 + b_h)
    = np.tanh(np.array([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]]) @ np.array([1, 0, 0]) + np.array([[0.7, 0.8], [0.9, 1.0]]) @ np.array([0, 0]) + np.array([0.1, 0.2]))
    = np.tanh(np.array([0.2, 0.4]))
    = np.array([0.197, 0.380])
```
"""
STYLES["torch"] = """\
h_0 = torch.zeros(2)
x_1 = torch.tensor([1, 0, 0], dtype=torch.float64)
h_1 = torch.tanh(weight_ih @ x_1 + weight_hh @ h_0 + bias) = torch.tanh(torch.tensor([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]]) @ torch.tensor([1, 0, 0]) + torch.tensor([[0.7, 0.8], [0.9, 1.0]]) @ torch.zeros(2) + torch.tensor([0.1, 0.2]))
= torch.tanh(torch.tensor([0.2, 0.4]))
= tensor([0.197, 0.380])
"""
STYLES["np.dot"] = """\
h0 = [0, 0]; x1 = [1, 0, 0]
h1 = tanh(np.dot(Wxh, x1) + np.dot(Whh, h0) + bh)
   = tanh(np.dot([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]], [1, 0, 0]) + np.dot([[0.7, 0.8], [0.9, 1.0]], [0, 0]) + [0.1, 0.2])
   = tanh([0.2, 0.4])
   = [0.197, 0.380]
"""
STYLES["full-width"] = """\
ｈ０＝［０，０］
ｘ１＝［１，０，０］
ｈ１＝ｔａｎｈ（Ｗ＿ｈｘ＊ｘ１＋Ｗ＿ｈｈ＊ｈ０＋ｂ＿ｈ）
　＝ｔａｎｈ（［［０．１，０．３，０．５］，［０．２，－０．４，０．６］］＊［１，０，０］＋［［０．７，０．８］，［０．９，１．０］］＊［０，０］＋［０．１，０．２］）
　＝ｔａｎｈ（［０．２，０．４］）
　≒［０．１９７，０．３８０］
"""
STYLES["columns as lists of lists"] = """\
h0 = [[0], [0]]
x1 = [[1], [0], [0]]
h1 = tanh(Whx × x1 + Whh × h0 + bh)
   = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] × [[1], [0], [0]] + [[0.7, 0.8], [0.9, 1.0]] × [[0], [0]] + [[0.1], [0.2]])
   = tanh([[0.2], [0.4]])
   = [[0.197], [0.380]]
"""
STYLES["rows as lists of lists"] = """\
h0 = [[0, 0]]
x1 = [[1, 0, 0]]
h1 = tanh(Whx * x1 + Whh * h0 + bh)
   = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] * [[1, 0, 0]] + [[0.7, 0.8], [0.9, 1.0]] * [[0, 0]] + [[0.1, 0.2]])
   = tanh([[0.2, 0.4]])
   = [[0.197, 0.380]]
"""
STYLES["semicolons"] = """\
h_0 = [0; 0], x_1 = [1; 0; 0]
h_1 = tanh(W_xh * x_1 + W_hh * h_0 + b)
    = tanh([0.1, 0.3, 0.5; 0.2, -0.4, 0.6] * [1; 0; 0] + [0.7, 0.8; 0.9, 1.0] * [0; 0] + [0.1; 0.2])
    = tanh([0.2; 0.4])
    = [0.197; 0.380]
"""
STYLES["Matlab"] = """\
h0 = [0 0]'
x1 = [1 0 0]'
h1 = tanh(Wx*x1 + Wh*h0 + b)
   = tanh([0.1 0.3 0.5; 0.2 -0.4 0.6]*[1 0 0]' + [0.7 0.8; 0.9 1.0]*[0 0]' + [0.1 0.2]')
   = tanh([0.2 0.4]')
   = [0.197 0.380]'
"""
STYLES["transposed rows"] = """\
h_0 = [0, 0]^T, x_1 = [1, 0, 0]^T
h_1 = tanh(W_xh x_1 + W_hh h_0 + b)
 = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0]^T + [[0.7, 0.8], [0.9, 1.0]] [0, 0]^T + [0.1, 0.2]^T)
 = tanh([0.2, 0.4]^T)
 ≈ [0.197, 0.380]^T
"""
STYLES["bullets at every line"] = """\
* h0 = [0, 0]
* x1 = [1, 0, 0]
* h1 = tanh(W_hx*x1 + W_hh*h0 + b_h)
  * = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]]*[1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]]*[0, 0] + [0.1, 0.2])
  * = tanh([0.2, 0.4])
  * = [0.197, 0.380]
"""
STYLES["quoted"] = """\
> **h_0** = [0, 0]
> **x_1** = [1, 0, 0]
> **h_1** = tanh(W_hx x_1 + W_hh h_0 + b)
> = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
> = tanh([0.2, 0.4])
> = **[0.197, 0.380]**
"""
STYLES["prose between the lines"] = """\
We start with h_0 = [0, 0]. The first word gives x_1 = [1, 0, 0] as input.

h_1 = tanh(W_xh x_1 + W_hh h_0 + b_h)

Putting the numbers in, we obtain

= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])

and after adding everything up:

= tanh([0.2, 0.4]) (element by element)
= [0.197, 0.380], which is the first hidden state.
"""
STYLES["Korean prose, particles touch"] = """\
초기 은닉 상태 h_0 = [0, 0]이고, 첫 입력은 x_1 = [1, 0, 0]입니다.
따라서 h_1 = tanh(W_hx x_1 + W_hh h_0 + b_h)이며 (여기서 b_h는 편향)
= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
= tanh([0.2, 0.4])
= [0.197, 0.380]가 됩니다.
"""
STYLES["a side definition in the prose"] = """\
x1 = [1, 0, 0]
h1 = tanh(W_hx x1 + W_hh h0 + b)   where h0 = [0, 0]
   = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
   = tanh([0.2, 0.4])
   = [0.197, 0.380]
"""
STYLES["broken inside the brackets"] = """\
h0 = [0, 0]
x1 = [1, 0, 0]
h1 = tanh(W_hx * x1
          + W_hh * h0
          + b_h)
   = tanh([[0.1, 0.3, 0.5],
           [0.2, -0.4, 0.6]] * [1, 0, 0]
        + [[0.7, 0.8],
           [0.9, 1.0]] * [0, 0]
        + [0.1, 0.2])
   = tanh([0.2,
           0.4])
   = [0.197,
      0.380]
"""
STYLES["name on a line of its own"] = """\
h_0
= [0, 0]

x_1
= [1, 0, 0]

h_1
= tanh(W_xh·x_1 + W_hh·h_0 + b)
= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]]·[1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]]·[0, 0] + [0.1, 0.2])
= tanh([0.2, 0.4])
= [0.197, 0.380]
"""
STYLES["relation at the end of the line"] = """\
h_0 = [0, 0]
x_1 = [1, 0, 0]
h_1 =
  tanh(W_xh·x_1 + W_hh·h_0 + b) =
  tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]]·[1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]]·[0, 0] + [0.1, 0.2]) =
  tanh([0.2, 0.4]) ≈
  [0.197, 0.380]
"""
STYLES["functional steps"] = """\
h(0) = [0, 0]
x(1) = [1, 0, 0]
h(1) = tanh(W_hx x(1) + W_hh h(0) + b_h)
     = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
     = tanh([0.2, 0.4])
     = [0.197, 0.380]
"""
STYLES["indexed steps"] = """\
h[0] = [0, 0]
x[1] = [1, 0, 0]
h[1] = tanh(W_hx.dot(x[1]) + W_hh.dot(h[0]) + b_h)
     = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]].dot([1, 0, 0]) + [[0.7, 0.8], [0.9, 1.0]].dot([0, 0]) + [0.1, 0.2])
     = tanh([0.2, 0.4])
     = [0.197, 0.380]
"""
STYLES["HTML subscripts"] = """\
h<sub>0</sub> = [0, 0]<br>
x<sub>1</sub> = [1, 0, 0]<br>
h<sub>1</sub> = tanh(W<sub>hx</sub> x<sub>1</sub> + W<sub>hh</sub> h<sub>0</sub> + b)<br>
= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])<br>
= tanh([0.2, 0.4])<br>
= [0.197, 0.380]
"""
STYLES["escaped Markdown"] = r"""
h\_0 = [0, 0]

x\_1 = [1, 0, 0]

h\_1 = tanh(W\_hx \* x\_1 + W\_hh \* h\_0 + b\_h)

= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] \* [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] \* [0, 0] + [0.1, 0.2])

= tanh([0.2, 0.4])

= [0.197, 0.380]
"""
STYLES["code spans"] = """\
1. `h_0 = [0, 0]`
2. `x_1 = [1, 0, 0]`
3. `h_1 = tanh(W_hx @ x_1 + W_hh @ h_0 + b_h)`
   `= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] @ [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] @ [0, 0] + [0.1, 0.2])`
   `= tanh([0.2, 0.4])`
   `= [0.197, 0.380]`
"""
STYLES["each product in its own parentheses"] = """\
h_0 := (0, 0)
x_1 := (1, 0, 0)
h_1 = tanh((W_hx·x_1) + (W_hh·h_0) + b_h)
    = tanh(([[0.1, 0.3, 0.5], [0.2, (-0.4), 0.6]]·(1, 0, 0)) + ([[0.7, 0.8], [0.9, 1.0]]·(0, 0)) + (0.1, 0.2))
    = tanh((0.2, 0.4))
    ≈ (0.197, 0.380)
"""
STYLES["sizes beside the names"] = """\
h_0 (2×1) = [0, 0]
x_1 (3x1) = [1, 0, 0]
h_1 = tanh(W_hx (2×3) * x_1 (3×1) + W_hh (2×2) * h_0 (2×1) + b_h)
    = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] * [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] * [0, 0] + [0.1, 0.2])
    = tanh([0.2, 0.4])
    = [0.197, 0.380]
"""
STYLES["remarks in parentheses before the relation"] = """\
h_0 (초기 상태) = [0, 0]
x_1 (단어 "i") = [1, 0, 0]
h_1 (t = 1) = tanh(W_hx x_1 + W_hh h_0 + b_h)
    = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
    = tanh([0.2, 0.4])
    = [0.197, 0.380]
""".replace("(t = 1)", "(첫 단계)")
STYLES["colons define"] = """\
- h_0: [0, 0]
- x_1: [1, 0, 0]
- h_1: = tanh(W_hx x_1 + W_hh h_0 + b_h)
  = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
  = tanh([0.2, 0.4])
  = [0.197, 0.380]
""".replace("h_1: =", "h_1 =")
STYLES["typewriter spacing"] = """\
h0=[0,0]
x1=[1,0,0]
h1=tanh(W_hx*x1+W_hh*h0+b_h)
=tanh([[0.1,0.3,0.5],[0.2,-0.4,0.6]]*[1,0,0]+[[0.7,0.8],[0.9,1.0]]*[0,0]+[0.1,0.2])
=tanh([0.2,0.4])
=[0.197,0.380]
"""
STYLES["equation numbers"] = r"""
h_0 = [0, 0]        (1)
x_1 = [1, 0, 0]     (2)
h_1 = tanh(W_hx x_1 + W_hh h_0 + b_h)    (3)
    = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])   (4)
    = tanh([0.2, 0.4])   (5)
    = [0.197, 0.380]     (6)
"""
STYLES["boxed and text"] = r"""
\[ h_0 = \begin{pmatrix}0\\0\end{pmatrix} \text{ (zeros)}, \quad x_1 = \begin{pmatrix}1\\0\\0\end{pmatrix} \text{ for ``i''} \]
\begin{equation}
\begin{split}
h_1 &= \text{tanh}\left( W_{\text{hx}} \cdot x_1 + W_{\text{hh}} \cdot h_0 + b_{\text{h}} \right) \\[4pt]
&= \text{tanh}\left( \begin{pmatrix}0.1&0.3&0.5\\0.2&-0.4&0.6\end{pmatrix} \cdot \begin{pmatrix}1\\0\\0\end{pmatrix} + \begin{pmatrix}0.7&0.8\\0.9&1.0\end{pmatrix} \cdot \begin{pmatrix}0\\0\end{pmatrix} + \begin{pmatrix}0.1\\0.2\end{pmatrix} \right) \\[4pt]
&= \mathrm{tanh}\left( \begin{pmatrix}0.2\\0.4\end{pmatrix} \right) \\[4pt]
&\approx \boxed{\begin{pmatrix}0.197\\0.380\end{pmatrix}}
\end{split}
\label{eq:first}
\end{equation}
"""
STYLES["an operator at the start of the next line"] = r"""
$$h_0 = \begin{bmatrix}0 \\ 0\end{bmatrix} \qquad x_1 = \begin{bmatrix}1 \\ 0 \\ 0\end{bmatrix}$$
$$
\begin{aligned}
h_1 &= \tanh\big(W_{xh}\,x_1 + W_{hh}\,h_0 + b_h\big) \\
&= \tanh\Bigg(\begin{bmatrix} 0.1 & 0.3 & 0.5 \\ 0.2 & -0.4 & 0.6 \end{bmatrix}
\begin{bmatrix}1 \\ 0 \\ 0\end{bmatrix}
+ \begin{bmatrix} 0.7 & 0.8 \\ 0.9 & 1.0 \end{bmatrix}
\begin{bmatrix}0 \\ 0\end{bmatrix}
+ \begin{bmatrix}0.1 \\ 0.2\end{bmatrix}\Bigg) \\
&= \tanh\left(\begin{bmatrix}0.2 \\ 0.4\end{bmatrix}\right)
= \begin{bmatrix}0.197 \\ 0.380\end{bmatrix}
\end{aligned}
$$
"""
STYLES["mixed plain text and TeX"] = r"""
Initial hidden state: $h_0 = [0, 0]$
Input vector: $x_1 = [1, 0, 0]$ ("i")
**Hidden state:** $h_1 = \tanh(W_{hx} \cdot x_1 + W_{hh} \cdot h_0 + b_h)$
- $= \tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] \cdot [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] \cdot [0, 0] + [0.1, 0.2])$
- $= \tanh([0.2, 0.4])$
- $= [0.197, 0.380]$
"""
STYLES["table of lines"] = r"""
| line | formula |
|---|---|
| start | $h_0 = [0, 0]$ |
| input | $x_1 = [1, 0, 0]$ |
| state | $h_1 = \tanh(W_{hx} x_1 + W_{hh} h_0 + b_h) = \tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2]) = \tanh([0.2, 0.4]) = [0.197, 0.380]$ |
"""
STYLES["Windows line ends"] = STYLES["notebook"].replace("\n", "\r\n")
STYLES["arrow to the result"] = """\
h_0 = [0, 0]
x_1 = [1, 0, 0]
h_1 = tanh(W_hx x_1 + W_hh h_0 + b_h) = tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2]) = tanh([0.2, 0.4]) → [0.197, 0.380]
"""
STYLES["curly minus and signs"] = """\
h₀ ＝ [0, 0]
x₁ ＝ [1, 0, 0]
h₁ ＝ tanh(W_hx ∗ x₁ ＋ W_hh ∗ h₀ ＋ b_h)
   ＝ tanh([[0.1, 0.3, 0.5], [0.2, –0.4, 0.6]] ⋅ [1, 0, 0] ＋ [[0.7, 0.8], [0.9, 1.0]] ⋅ [0, 0] ＋ [0.1, 0.2])
   ＝ tanh([0.2, 0.4])
   ≅ [0.197, 0.380]
"""
STYLES["braced names in plain text"] = """\
h_{0} = [0, 0], x_{1} = [1, 0, 0]
h_{1} = tanh(W_{hx} x_{1} + W_{hh} h_{0} + b_{h})
= tanh([[0.1, 0.3, 0.5], [0.2, -0.4, 0.6]] [1, 0, 0] + [[0.7, 0.8], [0.9, 1.0]] [0, 0] + [0.1, 0.2])
= tanh([0.2, 0.4])
= [0.197, 0.380]
"""
