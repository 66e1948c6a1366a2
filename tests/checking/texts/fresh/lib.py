"""Numbers, formats and line markers for make.py. Exact fractions; tanh, sigmoid, exp, log by mpmath (40 digits)."""

import json, re, os
from fractions import Fraction as Fr
import mpmath as mp

mp.mp.dps = 40
HERE = os.path.dirname(os.path.abspath(__file__))
TRUTH = {}


def f(x):
    return x if isinstance(x, Fr) else Fr(str(x))


def v(s):
    return [Fr(t) for t in s.split()]


def M(s):
    return [v(r) for r in s.split(";")]


def isv(x):
    return isinstance(x, list)


def ma(fn):
    def g(x, *a):
        return [g(e, *a) for e in x] if isv(x) else fn(x, *a)

    return g


def _round(x, n):
    if n is None:
        return x
    k = x * 10**n
    a = abs(k)
    w = a.numerator // a.denominator
    if (a - w) * 2 >= 1:
        w += 1
    return Fr(w if k >= 0 else -w, 10**n)


def _trunc(x, n):
    k = x * 10**n
    a = abs(k)
    w = a.numerator // a.denominator
    return Fr(w if k >= 0 else -w, 10**n)


r = ma(_round)
cut = ma(_trunc)


def m2f(m):
    sign, man, exp, _ = m._mpf_
    q = Fr(int(man)) * (Fr(2) ** exp)
    return -q if sign else q


def mpf(x):
    return mp.mpf(x.numerator) / x.denominator


th0 = ma(lambda x: m2f(mp.tanh(mpf(x))))
sg0 = ma(lambda x: m2f(1 / (1 + mp.exp(-mpf(x)))))
ex0 = ma(lambda x: m2f(mp.exp(mpf(x))))
ln0 = ma(lambda x: m2f(mp.log(mpf(x))))


def th(x, n):
    return r(th0(x), n)


def sg(x, n):
    return r(sg0(x), n)


def ex(x, n):
    return r(ex0(x), n)


def ln(x, n):
    return r(ln0(x), n)


def dot(a, b):
    assert len(a) == len(b)
    return sum((p * q for p, q in zip(a, b)), Fr(0))


def mv(W, x):
    return [dot(row, x) for row in W]


def tr(W):
    return [list(c) for c in zip(*W)]


def vm(x, W):
    return mv(tr(W), x)


def add(*vs):
    return [sum(c, Fr(0)) for c in zip(*vs)]


def mul(a, b):
    return [p * q for p, q in zip(a, b)]


def one(a):
    return [1 - p for p in a]


def sm0(z):
    e = [mp.exp(mpf(x)) for x in z]
    t = sum(e)
    return [m2f(k / t) for k in e]


def sm(z, n):
    return r(sm0(z), n)


relu = ma(lambda x: max(x, Fr(0)))


def dec(x, n):
    x = f(x)
    if n is None:
        n = 0
        while (x * 10**n).denominator != 1:
            n += 1
            assert n < 14, ("not a short decimal", float(x))
    k = abs(_round(x, n)) * 10**n
    t = str(int(k)).rjust(n + 1, "0")
    t = t[:-n] + "." + t[-n:] if n else t
    return ("-" if _round(x, n) < 0 else "") + t


def frac(x, tex):
    if x.denominator == 1:
        return str(x.numerator)
    if tex:
        return ("-" if x < 0 else "") + r"\tfrac{%d}{%d}" % (abs(x.numerator), x.denominator)
    return "%d/%d" % (x.numerator, x.denominator)


def fmt(x, spec):
    m = re.fullmatch(r"([a-zA-Z(,;+]*)(\d*)", spec)
    k, n = m.group(1), m.group(2)
    n = int(n) if n else None
    num = lambda e: dec(e, n)
    if k in ("f", "g"):
        num = lambda e: frac(e, k == "f")
    if "," in k:
        num = lambda e: dec(e, n).replace(".", ",")
    if isv(x):
        if "b" in k or "p" in k:
            env = "bmatrix" if "b" in k else "pmatrix"
            rows = [" & ".join(num(e) for e in row) if isv(row) else num(row) for row in x]
            return r"\begin{%s} %s \end{%s}" % (env, r" \\ ".join(rows), env)
        sep = "; " if "," in k else ", "
        if "n" in k:  # numpy: spaces
            t = [num(e) for e in x]
            w = max(map(len, t))
            return "[" + " ".join(e.rjust(w) for e in t) + "]"
        if k == "r":
            return sep.join(num(e) for e in x)
        if k == "t":
            return "(" + sep.join(num(e) for e in x) + ")"
        return "[" + sep.join(fmt(e, spec) if isv(e) else num(e) for e in x) + "]"
    x = f(x)
    if "(" in k and x < 0:
        return "(" + num(x) + ")"
    if k == "+":
        return ("- " if x < 0 else "+ ") + dec(abs(x), n)
    if k == "u":
        return num(x).replace("-", "−")
    return num(x)


def T(name, lang, tags, text, ns, h_n=None, blame=(), aside=False):
    ns = dict(ns)
    g = dict(globals())
    g.update(ns)

    def sub(m):
        e, _, spec = m.group(1).rpartition("|") if "|" in m.group(1) else (m.group(1), "", "")
        val = eval(e, g)
        return val if isinstance(val, str) else fmt(val, spec)

    text = re.sub("«([^»]*)»", sub, text.strip("\n"))
    lines, root, follow, opn, links, value, grp, grpx = [], [], [], [], [], {}, {}, {}
    used = set()
    for i, line in enumerate(text.split("\n"), 1):
        body, mark, toks = line.partition("¤")
        body = body.rstrip() if mark else body
        for t in toks.split():
            if t == "R" or t.startswith("R:"):
                root.append(i)
                used.add(i)
                if ":" in t:
                    grp[t[2:]] = i
            elif t.startswith("X:"):
                grpx.setdefault(t[2:], []).append(i)
                used.add(i)
            elif t == "F":
                follow.append(i)
                used.add(i)
            elif t == "O":
                opn.append(i)
                used.add(i)
            elif t[0] == "L":
                links.append([i, int(t[1:])])
            elif t.startswith("V="):
                value[str(i)] = t[2:].split(";")
            else:
                raise ValueError(t)
        lines.append(body)
    d = dict(
        language=lang,
        tags=tags.split(),
        right=not root,
        root=root,
        follow=follow,
        clean=[i for i in range(1, len(lines) + 1) if i not in used],
        links=links,
        h_n=None if h_n is None else [dec(e, n) for e, n in h_n],
        blame=list(blame),
    )
    if opn:
        d["open"] = opn
    if grp:
        d["either"] = {str(grp[k]): grpx[k] for k in grp}
    if value:
        d["value"] = value
    if aside:
        d["aside"] = True
    assert bool(root) == any(t.startswith("m:") for t in d["tags"]), name
    TRUTH[name + ".md"] = d
    open(os.path.join(HERE, name + ".md"), "w").write("\n".join(lines) + "\n")


def H(x, n):
    return [(e, n) for e in (x if isv(x) else [x])]


def done():
    json.dump(TRUTH, open(os.path.join(HERE, "truth.json"), "w"), ensure_ascii=False, indent=1)


def rnn(W, U, b, xs, h):
    """full precision, states of every step; scalars or vectors"""
    out = []
    for x in xs:
        h = th0(add(mv(W, x), mv(U, h), b)) if isv(h) else th0(W * x + U * h + b)
        out.append(h)
    return out
