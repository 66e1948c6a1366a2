"""Exact carry of written numbers, slots in hand-written templates, and the truth that falls out of them (used by make.py).

A slot is ⟪name=expr!!wrong:digits|format⟫. expr is worked out exactly (Fraction, or mpmath with 40 digits) from the numbers
as WRITTEN before it; digits = how many are printed (x: the exact decimal, suffix t: cut off, f: shown rounded, carried in full).
!!wrong: what is printed instead (a planted mistake; must differ). ⟪=name⟫ restates a number. Without ":digits" a slot just shows.
Line ends: ¤R root ¤F follow ¤C clean ¤O open ¤E shows the same mistake as the root (either), ¤L2 number of links."""
import re
from fractions import Fraction as F
from mpmath import mp, mpf
mp.dps = 40

class C: comma = False; minus = "-"; plants = []; ties = False; lead = True

def val(x):
    if isinstance(x, E): return x.val
    if isinstance(x, str): return F(x)
    if isinstance(x, float): raise TypeError("no floats")
    return x if isinstance(x, mpf) else F(x)
def m(v): return mpf(v.numerator) / v.denominator if isinstance(v, F) else v
def both(a, b):
    a, b = val(a), val(b)
    return (a, b) if isinstance(a, F) and isinstance(b, F) else (m(a), m(b))
def tt(*xs): return any(getattr(x, "taint", False) for x in xs)

class E:
    def __init__(s, v, taint=False): s.val, s.taint = v, taint
    def __add__(s, o):
        if isinstance(o, V): return NotImplemented
        a, b = both(s, o); return E(a + b, tt(s, o))
    def __sub__(s, o): a, b = both(s, o); return E(a - b, tt(s, o))
    def __mul__(s, o):
        if isinstance(o, V): return V([s * x for x in o.v])
        a, b = both(s, o); return E(a * b, tt(s, o))
    def __truediv__(s, o): a, b = both(s, o); return E(a / b, tt(s, o))
    def __pow__(s, n): return E(s.val ** n, s.taint)
    def __neg__(s): return E(-s.val, s.taint)
    def __radd__(s, o): return s + o
    def __rmul__(s, o): return s * o
    def __rsub__(s, o): return (-s) + o
    def __rtruediv__(s, o): a, b = both(o, s); return E(a / b, s.taint)

class Q(E):
    """a number as written"""
    def __init__(s, text, v=None, taint=False, mark=""):
        s.text, s.mark = text, mark
        super().__init__(F(text) if v is None else v, taint)
    def show(s):
        t = s.text.replace(".", ",") if C.comma else s.text
        return t.replace("-", C.minus)
    def marks(s, use=True):
        k = s.mark; s.mark = ""
        return ("\ue000" + k + "\ue001" if k else "") + ("\ue000t\ue001" if s.taint else "")

class V:
    def __init__(s, v, mark=""): s.v, s.mark = list(v), mark
    taint = property(lambda s: tt(*s.v))
    def __getitem__(s, i): return s.v[i]
    def __len__(s): return len(s.v)
    def __add__(s, o): return V([a + b for a, b in zip(s.v, o.v, strict=True)]) if isinstance(o, V) else V([a + o for a in s.v])
    def __sub__(s, o): return V([a - b for a, b in zip(s.v, o.v, strict=True)])
    def __neg__(s): return V([-a for a in s.v])
    def __mul__(s, o): return V([a * b for a, b in zip(s.v, o.v, strict=True)]) if isinstance(o, V) else V([a * o for a in s.v])
    def __rmul__(s, o): return V([a * o for a in s.v])
    def __rsub__(s, o): return V([o - a for a in s.v])
    def __truediv__(s, o): return V([a / o for a in s.v])
    def marks(s):
        k = s.mark; s.mark = ""
        return ("\ue000" + k + "\ue001" if k else "") + ("\ue000t\ue001" if s.taint else "")

class M:
    def __init__(s, rows): s.r = rows
    taint = property(lambda s: any(tt(*r) for r in s.r))
    def __getitem__(s, i): return s.r[i]
    def __matmul__(s, o):
        if any(len(r) != len(o) for r in s.r): raise ValueError("sizes")
        return V([dot(V(r), o) for r in s.r])
    @property
    def T(s): return M([list(c) for c in zip(*s.r)])
    def col(s, j): return V([Q(r[j].text) for r in s.r])
    def row(s, i): return V([Q(x.text) for x in s.r[i]])

def dot(a, b):
    t = E(F(0))
    for x, y in zip(a.v, b.v, strict=True): t = t + x * y
    return t
def each(f):
    def g(x): return V([g(e) for e in x.v]) if isinstance(x, V) else E(f(m(val(x))), tt(x))
    return g
tanh = each(mp.tanh); sig = each(lambda x: 1 / (1 + mp.exp(-x))); exp = each(mp.exp); log = each(mp.log); sqrt = each(mp.sqrt)
relu = lambda x: V([relu(e) for e in x.v]) if isinstance(x, V) else E(max(val(x), F(0)), tt(x))
def sm(z):
    e = exp(z); t = e[0]
    for x in e.v[1:]: t = t + x
    return e / t
def vec(*xs): return V([Q(x) if isinstance(x, str) else x for x in xs])
def cat(a, b): return V([Q(x.text, x.val, x.taint) for x in list(a.v) + list(b.v)])

# ---
def rnd(v, d, cut=False):
    s = abs(v) * 10 ** d
    if isinstance(s, F):
        n = s.numerator // s.denominator
        rest = s - n
        if cut is True: pass
        elif rest == F(1, 2) and cut == "e": n += n % 2
        elif rest == F(1, 2) and not C.ties: raise ValueError(f"tie {float(v)} at {d}")
        elif rest >= F(1, 2): n += 1
    else:
        n = int(mp.floor(s)); rest = s - n
        if cut is not True:
            if abs(rest - mpf(1) / 2) < mpf(10) ** -6: raise ValueError(f"near tie {v}")
            if rest > mpf(1) / 2: n += 1
    t = str(n).rjust(d + 1, "0")
    t = t[:-d] + "." + t[-d:] if d else t
    return ("-" if v < 0 and n else "") + t

def exact(v):
    if not isinstance(v, F): raise ValueError("not exact")
    for d in range(0, 15):
        if (v * 10 ** d).denominator == 1: return rnd(v, d)
    raise ValueError(f"no finite decimal {v}")

def T(e, d, wrong=None, cut=False, full=False):
    if isinstance(e, V):
        if wrong is None:
            out = [T(x, d, None, cut, full) for x in e.v]
            for q in out: q.mark = ""
            return V(out, "s")
        w = wrong.v; k = len(C.plants); right, out, bad = [], [], 0
        for x, y in zip(e.v, w, strict=True):
            a, b = T(x, d, None, cut), T(y, d, None, cut, full)
            if a.text != b.text:
                u = F(1, 10 ** (len(a.text.split(".")[1]) if "." in a.text else 0))
                if abs(m(val(x)) - m(F(b.text))) > m(u) * mpf("0.95"): bad += 1; right.append(a.text); b.taint = True
                else: raise ValueError(f"plant too near: {a.text} {b.text}")
            b.mark = ""; out.append(b)
        if not bad: raise ValueError("plant equals the right value")
        C.plants.append(right)
        return V(out, f"p{k}")
    v = val(e)
    text = exact(v) if d == "x" else rnd(v, d, cut)
    if wrong is None:
        return Q(text, v if full else None, tt(e), "s")
    w = val(wrong); wt = wrong.text if isinstance(wrong, Q) else exact(w) if d == "x" else rnd(w, d, cut)
    u = F(1, 10 ** (len(text.split(".")[1]) if "." in text else 0))
    if wt == text or abs(m(v) - m(F(wt))) < m(u) * mpf("0.95"): raise ValueError(f"plant too near: {text} {wt}")
    C.plants.append([text])
    return Q(wt, w if full else None, True, f"p{len(C.plants) - 1}")

def S(x):
    if isinstance(x, V): return V([Q(a.text, a.val, a.taint) for a in x.v], "s")
    return Q(x.text, x.val, x.taint, "s")

def num(e):
    return e if isinstance(e, Q) else Q(exact(val(e)), None, tt(e))

def show(x, f=""):
    if isinstance(x, str): return x
    if isinstance(x, int): return str(x)
    if isinstance(x, M):
        R = [[num(e).show() for e in r] for r in x.r]; mk = "\ue000t\ue001" if x.taint else ""
        if f in ("b", "p"): return mk + rf"\begin{{{f}matrix}} " + r" \\ ".join(" & ".join(r) for r in R) + rf" \end{{{f}matrix}}"
        if f == "s": return mk + "[" + "; ".join(" ".join(r) for r in R) + "]"
        if f == ";": return mk + "[" + "; ".join("[" + "; ".join(r) + "]" for r in R) + "]"
        return mk + "[" + ", ".join("[" + ", ".join(r) + "]" for r in R) + "]"
    if isinstance(x, V):
        mk = x.marks(); R = [num(e).show() for e in x.v]
        if f in ("b", "p"): return mk + rf"\begin{{{f}matrix}} " + r" \\ ".join(R) + rf" \end{{{f}matrix}}"
        if f == "bT": return mk + r"\begin{bmatrix} " + " & ".join(R) + r" \end{bmatrix}^\top"
        if f == "n":
            w = max(map(len, R)); return mk + "[" + " ".join(r.rjust(w) for r in R) + "]"
        if f == "to":
            w = max(map(len, R)); return mk + "tensor([" + ", ".join(r.rjust(w) for r in R) + "])"
        if f == "c": return mk + "(" + ", ".join(R) + ")"
        if f == "ct": return mk + "(" + ", ".join(R) + ")^T"
        if f == ";": return mk + "[" + "; ".join(R) + "]"
        if f == ",": return mk + ", ".join(R)
        if f == "pp": return mk + ", ".join(r.rjust(7) for r in R)
        if f.startswith("j"): return mk + f[1:].join(R)
        return mk + "[" + ", ".join(R) + "]"
    x = num(x); mk = x.marks(); t = x.show(); neg = x.text.startswith("-")
    if f == "(": return mk + (f"({t})" if neg else t)
    if f == "+": return mk + (f"{C.minus} {t[len(C.minus):]}" if neg else f"+ {t}")
    if f == "abs": return mk + t.lstrip(C.minus)
    if f == ".": return mk + re.sub(r"^(-?)0\.", r"\1.", t)
    if f.startswith(">"): return mk + t.rjust(int(f[1:]))
    return mk + t

def given(s):
    ns = {}
    for part in s.split(";"):
        part = part.strip()
        if not part: continue
        k, v = part.split("=", 1); k = k.strip(); v = v.strip()
        if v.startswith("[["):
            ns[k] = M([[Q(n.strip()) for n in r.split(",")] for r in re.findall(r"\[([^\[\]]+)\]", v)])
        elif v.startswith("["): ns[k] = V([Q(n.strip()) for n in v[1:-1].split(",")])
        else: ns[k] = Q(v)
    return ns

SLOT = re.compile(r"⟪(.*?)⟫", re.S)
def fill(body, ns):
    def one(mt):
        s = mt.group(1); f = ""
        try:
            if "|" in s: s, f = s.rsplit("|", 1)
            if s.startswith("="): return show(S(eval(s[1:], ns)), f)
            d = None
            q = re.search(r":(\d+|x)([tfe]*)$", s)
            if q: d = q.group(1); flags = q.group(2); s = s[:q.start()]; d = d if d == "x" else int(d)
            name = None
            q = re.match(r"\s*([A-Za-z]\w*)\s*=(?!=)", s)
            if q: name = q.group(1); s = s[q.end():]
            if s == "": ns.pop(name, None); return ""
            w = None
            if "!!" in s: s, w = s.split("!!")
            x = eval(s.strip(), ns)
            if d is not None:
                if w is not None: w = eval(w.strip(), ns); w = Q(w) if isinstance(w, str) else w
                x = T(x, d, w, "e" if "e" in flags else "t" in flags, "f" in flags)
            elif w is not None:
                w = eval(w.strip(), ns); w = Q(w) if isinstance(w, str) else w
                assert w.text != x.text; C.plants.append([x.text]); x = Q(w.text, None, True, f"p{len(C.plants) - 1}")
            if name: ns[name] = x
            return "" if f == "hide" else show(x, f)
        except Exception as err:
            raise RuntimeError(f"slot ⟪{mt.group(1)}⟫: {err!r}")
    return SLOT.sub(one, body)

def full_rnn(W, U, b, h, xs, act=tanh):
    """the network in full precision; scalars or matrices"""
    for x in xs:
        if isinstance(W, M): h = act(W @ x + U @ h + b)
        else: h = act(W * x + U * h + b)
    return h
def texts_of(h, d):
    return [rnd(x.val, d) for x in h.v] if isinstance(h, V) else [rnd(h.val, d)]

TEXTS = {}
ERRORS = []
def text(name, *a, **k):
    try: text_(name, *a, **k)
    except Exception as err: ERRORS.append(f"{name}: {err!r}")
def text_(name, language, tags, g, body, aside=False, blame=(), hn=None, hd=3, exit=None, comma=False, minus="-", ties=True, pre="", after=None, novalue=False):
    C.comma, C.minus, C.plants, C.ties = comma, minus, [], ties
    ns = dict(globals()); ns.update(given(g))
    if pre: exec(pre, ns)
    try: out = fill(body.strip("\n"), ns)
    except Exception as err: raise RuntimeError(f"{name}: {err}")
    if after: out = after(out)
    root, follow, clean, opened, either, links, value, lines = [], [], [], [], [], [], {}, []
    for n, line in enumerate(out.split("\n"), 1):
        marks = re.findall("\ue000(.*?)\ue001", line); line = re.sub("\ue000.*?\ue001", "", line)
        over = re.findall(r"¤([RFCOE]|L\d+|X)", line); line = re.sub(r"\s*¤([RFCOE]|L\d+|X)", "", line)
        plants = [int(k[1:]) for k in marks if k.startswith("p")]
        steps = sum(k == "s" or k.startswith("p") for k in marks)
        for k in over:
            if k[0] == "L": steps = int(k[1:])
        st = [k for k in over if k in "RFCOE"]
        kind = st[0] if st else "R" if plants else "F" if "t" in marks else "C"
        {"R": root, "F": follow, "C": clean, "O": opened, "E": either}[kind].append(n)
        if kind == "R" and plants and not novalue: value[str(n)] = [v for k in plants for v in C.plants[k]]
        if kind != "R" and plants: raise RuntimeError(f"{name}: plant on a line that is no root, {n}")
        if steps: links.append([n, steps])
        lines.append(line)
    t = dict(language=language, tags=tags.split(), right=not root, root=root, follow=follow, clean=clean, links=links, h_n=None, blame=list(blame))
    if opened: t["open"] = opened
    if either: t["either"] = {str(root[0]): either}
    if value: t["value"] = value
    if hn:
        h = eval(hn, ns); t["h_n"] = texts_of(h, hd)
    if exit: t["exit"] = exit
    t["aside"] = aside
    assert name[:-1] and (bool(root) == any(x.startswith("m:") for x in t["tags"])), f"{name}: root {root} and tags"
    TEXTS[name + ".md"] = ("\n".join(lines) + "\n", t)

import math, struct
def py(e, got=None):
    """a binary64 as Python prints it, at most one unit of its last bit from the truth"""
    v = float(m(val(e))) if got is None else got
    assert abs(mpf(v) - m(val(e))) <= mpf(math.ulp(v)) * mpf("1.6"), (v, e.val)
    return Q(repr(v), val(e), tt(e), "s")
def f32(e):
    x = struct.unpack("f", struct.pack("f", float(m(val(e)))))[0]
    for d in range(6, 10):
        t = f"{x:.{d}g}"
        if struct.unpack("f", struct.pack("f", float(t)))[0] == x: return Q(t, val(e), tt(e), "s")
