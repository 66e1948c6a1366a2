"""Independent check of the written texts: reads only the .md files and truth.json (not lib.py).
1 every line in exactly one of root/follow/clean/open/either; links only on lines with numbers.
2 every '=' chain on a line that can be computed alone is computed from the text: it must hold, except on root lines.
3 every network worked through at full precision from parameters typed here; numbers wanted on given lines."""

import json, re, os, sys
import mpmath as mp

mp.mp.dps = 30
D = os.path.dirname(os.path.abspath(__file__))
T = json.load(open(D + "/truth.json"))
bad = 0
L = {k: open(f"{D}/{k}").read().split("\n")[:-1] for k in T}


def err(*a):
    global bad
    bad += 1
    print("!!", *a)


assert len(T) == 40 and sorted(T) == sorted(f for f in os.listdir(D) if re.match(r"\d{3}-.*md", f))
for k, t in T.items():
    seen = t["root"] + t["follow"] + t["clean"] + t.get("open", []) + sum(t.get("either", {}).values(), [])
    if sorted(seen) != list(range(1, len(L[k]) + 1)):
        err(k, "partition")
    if bool(t["root"]) == t["right"]:
        err(k, "right")
    for l, n in t["links"]:
        if not re.search(r"\d", L[k][l - 1]):
            err(k, l, "link without number")
    for l in t["root"]:
        if str(l) not in t.get("value", {}) and not t.get("either"):
            err(k, "no value", l)
    if "«" in "\n".join(L[k]) or "¤" in "\n".join(L[k]):
        err(k, "mark left")


class V(list):
    def __add__(a, b):
        return V(x + y for x, y in zip(a, b, strict=True)) if isinstance(b, list) else NotImplemented


def el(fn):
    def g(*x):
        if len(x) > 1:
            return V(map(g, x))
        return V(map(g, x[0])) if isinstance(x[0], list) else fn(x[0])

    return g


ENV = dict(
    tanh=el(mp.tanh),
    sig=el(lambda x: 1 / (1 + mp.exp(-x))),
    ln=el(mp.log),
    exp=el(mp.exp),
    V=V,
    N=mp.mpf,
    relu=lambda *a: V([max(0, t) for t in (a[0] if isinstance(a[0], list) else a)]),
)


def norm(s, lang_comma):
    if lang_comma:
        s = re.sub(r"(\d),(\d)", r"\1.\2", s)
    s = (
        s.replace("&times;", "*")
        .replace("&minus;", "-")
        .replace("−", "-")
        .replace("×", "*")
        .replace("·", "*")
        .replace(r"\cdot", "*")
        .replace(r"\times", "*")
    )
    s = re.sub(r"</?\w+>", "", s)
    s = re.sub(
        r"\\begin\{[bp]matrix\}(.*?)\\end\{[bp]matrix\}",
        lambda m: "[" + ",".join(m.group(1).split(r"\\")) + "]",
        s,
    )
    s = re.sub(r"\\tfrac\{(\d+)\}\{(\d+)\}", r"(\1/\2)", s)
    s = (
        s.replace(r"\left", "")
        .replace(r"\right", "")
        .replace(r"\tanh", "tanh")
        .replace(r"\sigma", "sig")
        .replace("σ", "sig")
        .replace("sigmoid", "sig")
        .replace("-log", "-ln")
        .replace(r"\max(0,", "relu(")
        .replace(r"\boxed", "")
        .replace("tensor", "")
        .replace("^2", "**2")
    )
    s = re.sub(r"\\[;,!]|\$|`|\*\*(?=[^2]|$)|&|\\\\|\\[\[\]()]|ᵀ|<li>|^\s*[-*>] ", " ", s)
    s = s.replace("{[", "([").replace("]}", "])").replace("~", "")
    s = re.sub(r"(tanh|sig)\s*(\[[^\]]*\])", r"\1(\2)", s)
    s = re.sub(r"(tanh|sig|ln) (-?[\d.]+)", r"\1(\2)", s)
    s = re.sub(r"(\d|\))\s*(\((?=[\d-]))", r"\1*\2", s)
    return s


ok = set("0123456789.+-*/()[], ")


def ev(p):
    p = p.strip()
    q = re.sub(r"tanh|sig|ln|exp|relu", "", p)
    if not p or not set(q) <= ok or not re.search(r"\d", p):
        return None
    if "⊙" in p:
        return None
    p = re.sub(r"\d+(?:\.\d+)?", lambda m: f"N('{m.group(0)}')", p).replace("[", "V([").replace("]", "])")
    try:
        r = eval(p, {"__builtins__": {}}, ENV)
    except Exception:
        return None
    return V(r) if isinstance(r, (list, tuple)) else r


def ulp(p):
    return max((len(m) for m in re.findall(r"\.(\d+)", p)), default=0)


def last(p):
    return re.fullmatch(r"\s*[\[(]*[-\d., ]+[\])]*\s*", p)


tot = 0
hits = {}
done = {}
for k, t in T.items():
    comma = "comma" in t["tags"]
    for i, raw in enumerate(L[k], 1):
        s = norm(raw, comma)
        parts = re.split(r"=|≈|≒|\\approx|→", s)
        if len(parts) < 2:
            continue
        prev = None
        for j, p in enumerate(parts):
            # trim prose before/after: keep the longest computable prefix (last part) or suffix (first part)
            r = ev(p)
            whole = True
            if r is None:
                head = re.split(r"[^\x00-\x7f]|\.\s|\.$|,\s+(?=[a-zA-Z])|<|;|   |\|", p)[0]
                for cutp in (
                    re.split(r"[^\x00-\x7f]|\.\s|\.$|,\s+(?=[a-zA-Z])|<|;|   |\|", p)[0],
                    re.split(r"[^\x00-\x7f]|\||: ", p)[-1],
                ):
                    c = ev(cutp)
                    if c is not None:
                        r, p, whole = c, cutp, p.rstrip().endswith(cutp.rstrip())
                        break
            if r is not None and prev is not None:
                a, b = (prev, r) if isinstance(r, list) else ([prev], [r])
                if (
                    isinstance(a, list)
                    and isinstance(b, list)
                    and len(a) == len(b)
                    and not any(isinstance(e, list) for e in list(a) + list(b))
                ):
                    tot += 1
                    n = ulp(p)
                    lim = (
                        mp.mpf(10) ** -n * (mp.mpf("1.0") if "truncated" in t["tags"] else mp.mpf("0.5"))
                        + mp.mpf(10) ** -12
                    )
                    done.setdefault(k, {}).setdefault(i, 0)
                    done[k][i] += 1
                    for x, y in zip(a, b):
                        if abs(x - y) > lim:
                            hits.setdefault((k, i), []).append(
                                (j, parts[j - 1].strip()[:60], p.strip()[:40], float(abs(x - y)), n)
                            )
            prev = r if whole else None
print("chains compared", tot)
for (k, i), h in hits.items():
    print("root" if i in T[k]["root"] else "CHECK", k, i, h)

for k, t in T.items():
    un = [l for l, n in t["links"] if l not in done.get(k, {})]
    if un:
        print("unread by chains", k, un)

# ---- 3: full precision from typed parameters ----
m = mp.mpf


def A(s):
    return [[m(c) for c in r.split()] for r in s.split(";")]


def v(s):
    return [m(c) for c in s.split()]


def mv(W, x):
    return [mp.fdot(r, x) for r in W]


def plus(*a):
    return [mp.fsum(c) for c in zip(*a, strict=True)]


def th(x):
    return [mp.tanh(t) for t in x] if isinstance(x, list) else mp.tanh(x)


def sg(x):
    return [1 / (1 + mp.exp(-t)) for t in x] if isinstance(x, list) else 1 / (1 + mp.exp(-x))


def had(a, b):
    return [x * y for x, y in zip(a, b, strict=True)]


def soft(z):
    e = [mp.exp(t) for t in z]
    return [t / mp.fsum(e) for t in e]


F_ = {k[:3]: k for k in T}


def nums(n, l):
    return re.findall(
        r"(?<![\d.])-?\d+(?:\.\d+)?",
        L[F_[n]][l - 1].replace("−", "-").replace("&minus;", "-").replace(",", ".")
        if "comma" in T[F_[n]]["tags"]
        else L[F_[n]][l - 1].replace("−", "-"),
    )


checked = 0


def want(n, l, vals, ulps=2, root=False, at=None):
    """the numbers on line l of text n (the last ones, or from index at) are vals, within ulps of the printed digits"""
    global checked
    vals = vals if isinstance(vals, list) else [vals]
    w = nums(n, l)
    w = w[len(w) - len(vals) :] if at is None else w[at : at + len(vals)]
    if len(w) < len(vals):
        return err("want length", n, l, L[F_[n]][l - 1][:70])
    off = [
        (a, mp.nstr(b, 8))
        for a, b in zip(w, vals, strict=True)
        if abs(m(a) - b) > m(10) ** -len(a.partition(".")[2]) * ulps + m(10) ** -12
    ]
    checked += 1
    if bool(off) != root:
        err("want", n, l, off or "fits though root", L[F_[n]][l - 1][:80])
    if root and l not in T[F_[n]]["root"]:
        err("root not noted", n, l)


def N(n, l, k):
    w = nums(n, l)
    return [m(t) for t in w[-k:]]


# 001
W, U, Vv, b, c = A(".3 -.2;.1 .4"), A(".5 .2;-.4 .6"), A("1 -1;.5 2;-.5 0"), v(".1 0"), v("0 .2 -.1")
h = th(plus(mv(U, v("1 .5")), b))
want("001", 18, h)
want("001", 24, mv(W, h))
want("001", 25, mv(U, v("-1 1")))
a = plus(mv(W, h), mv(U, v("-1 1")), b)
want("001", 26, a)
h = th(a)
want("001", 27, h)
o = plus(c, mv(Vv, h))
want("001", 28, o, 3)
want("001", 29, soft(o))
want("001", 32, -mp.log(soft(o)[1]))
# 002
h1 = th(m(".9"))
h2 = th(m("-.3") + h1 / 2)
want("002", 8, h1)
want("002", 9, h2)
e = N("002", 13, 3)
want("002", 13, [h2 * t for t in v("1.2 -.7 .4")])
want("002", 14, [mp.exp(h2 * t) for t in v("1.2 -.7 .4")])
want("002", 15, soft(e), root=True)
want("002", 19, -mp.log(N("002", 15, 3)[0]), 1)
# 003
h = m(0)
for x, l in ((".4", 4), (".9", 5), ("-.2", 6)):
    h = th(m("1.1") * m(x) - m(".6") * h + m(".05"))
    want("003", l, abs(h), at=-3) if 0 else want(
        "003", l, h, at=[i for i, t in enumerate(nums("003", l))][-2] if 0 else len(nums("003", l)) - 1
    )
# 004
h = th(v(".5 1"))
want("004", 15, h)
z = plus(mv(A(".2 .5 .4 -.1;-.3 .1 .3 .8"), h + v("0 2")), v(".2 -.1"))
want("004", 17, z, root=True)
want("004", 19, th(N("004", 17, 2)), 1)
want("004", 23, sg(mp.fsum(N("004", 19, 2)) - m(".5")), 1)
# 005
h = m(0)
for x, l in ((".3", 9), ("1.2", 14), ("-.8", 17)):
    z = m(".7") * m(x) + m(".2") * h - m(".05")
    h2 = th(z)
    if l == 14:
        want("005", 11, z, 4)
    want("005", l, h2, 4)
    want("005", 20, h2, at={9: 1, 14: 3, 17: 5}[l])
    h = h2
# 006
z, rr = sg(m(".5") * m("1.5") - m(".4") * m(".3") + m(".2")), sg(m(".3") * m("1.5") + m(".6") * m(".3"))
want("006", 18, z)
want("006", 19, rr)
want("006", 20, rr * m(".3"))
nn = th(m(".8") * m("1.5") + m(".5") * rr * m(".3") - m(".1"))
want("006", 21, nn, root=True)
n_ = N("006", 21, 1)[0]
want("006", 22, (1 - z) * m(".3") + z * n_)
# 007
h1 = th(m("-.1"))
h2 = th(m(".2") + m(".9") * h1)
want("007", 9, h2)
p = sg(3 * h2)
want("007", 11, p, at=5)
want("007", 11, p * 100, at=6)
# 008
h1 = th(m(".6"))
h2 = th(m(".3") + m(".7") * h1)
want("008", 5, h1)
want("008", 7, h2)
want("008", 9, th(m("-.18") + m(".7") * h2), root=True)
want("008", 9, th(m("-.18") + m(".7") * m(".859")), 1)
# 009
hx = v(".2 -.5 .5")
f, i, g, o = (
    sg(plus(mv(A(".1 .4 .7;-.2 .3 .5"), hx), v("1 1"))),
    sg(mv(A(".5 -.1 .2;.2 .2 -.6"), hx)),
    th(plus(mv(A(".3 .6 .9;-.4 .1 .8"), hx), v("0 .1"))),
    sg(plus(mv(A(".2 0 .4;.1 -.5 .3"), hx), v(".2 0"))),
)
for l, q in zip((13, 14, 15, 16), (f, i, g, o)):
    want("009", l, q)
want("009", 19, had(f, v(".4 -.1")))
want("009", 20, had(i, g))
c = plus(had(f, v(".4 -.1")), had(i, g))
want("009", 21, c)
want("009", 22, had(o, th(c)))
# 010
h = c = m(0)
for t, (x, l) in enumerate(((m(".8"), 14), (m("-.4"), 23))):
    f, i, g, o = (
        sg(m(".6") * x + m(".1") * h + m(".5")),
        sg(m(".9") * x - m(".3") * h),
        th(m(".7") * x + m(".4") * h + m(".1")),
        sg(m(".5") * x + m(".5") * h - m(".2")),
    )
    for k, q in enumerate((f, i, g, o)):
        want("010", l + k, q)
    c1 = f * c + i * g
    want("010", l + 4, c1, root=bool(t))
    c = i * c + f * g if t else c1
    want("010", l + 4, c, 2 if t else 2)
    h = o * th(c)
    want("010", l + 5, h)
want("010", 30, [h], at=0)
want("010", 30, c)
# 011
rr, z = sg(m("-.4") + m(".18") + m(".1")), sg(m(".5") + m(".48"))
nn = th(m("-.7") + rr * m(".66"))
want("011", 8, rr)
want("011", 9, z)
want("011", 10, nn)
want("011", 11, (1 - z) * nn + z * m(".6"))
want("011", 13, (1 - z) * nn + z * m(".6"), at=0)
# 012
Wh = A(".7 -.3;.4 .1")
h = th(v("1.6 -.1"))
want("012", 17, mv(A(".3 .6;-.5 .2"), v("1 2")))
want("012", 18, h)
want("012", 24, mv(A(".3 .6;-.5 .2"), v("-1 .5")))
want("012", 25, mv(Wh, h), root=True)
want("012", 25, mv([list(q) for q in zip(*Wh)], h))
want("012", 26, th(plus(v("0 .6"), N("012", 25, 2), v(".1 0"))), 1)
# 013, exact fractions
for l, q in (
    (5, r"= (\tfrac{3}{2}, 0)$"),
    (7, r"= (2, 0)$"),
    (9, r"= (1, \tfrac{1}{2})$"),
    (13, r"= \tfrac{5}{6}$$"),
):
    if not L[F_["013"]][l - 1].endswith(q):
        err("013", l)
# 014
Wx, Wh, b = A(".1 -.4 .6 .3;.5 .2 -.1 -.7;-.3 .8 .4 0"), A(".2 .1 0;0 .3 -.2;.4 0 .1"), v("0 .1 -.1")
col = [list(q) for q in zip(*Wx)]
h = th(plus(col[3], b))
want("014", 14, col[3], 0)
want("014", 15, h, 1)
want("014", 17, col[1], 0, root=True)
want("014", 17, col[2], 0)
want("014", 18, mv(Wh, h))
h = th(plus(col[2], mv(Wh, h), b))
want("014", 19, h)
want("014", 21, col[0], 0)
want("014", 22, mv(Wh, h))
want("014", 23, th(plus(col[0], mv(Wh, h), b)))
# 015
h = m(0)
for x, l in ((1, 4), (0, 5), (-2, 6)):
    h = th(m(".4") * x + h / 2)
    want("015", l, h)
z = plus(mv(A(".6 -.2;.3 .5"), v(".4 -.3")), v(".2 -.1"))
want("015", 12, z[0], 0)
want("015", 13, z[1], 0)
h = th(z)
want("015", 14, h[0])
want("015", 15, h[1])
y = 2 * h[0] - 3 * h[1]
want("015", 16, y, 3)
want("015", 19, (y - 1) ** 2)
# 016
h = m(0)
for k, x in enumerate(v("2 1 -1 0")):
    hh = [m(0), m(0), m(".862"), m(0)][k] if 0 else h
    q = m("-.9") * h
    z = x / 2 + q + m(".3")
    want("016", 7 + k, [x, x / 2, q, z, th(z)], root=k == 2)
    h = N("016", 7 + k, 1)[0]
    if k == 2:
        want(
            "016",
            9,
            [
                x,
                x / 2,
                m("-.9") * N("016", 7, 1)[0],
                x / 2 - m(".9") * N("016", 7, 1)[0] + m(".3"),
                th(x / 2 - m(".9") * N("016", 7, 1)[0] + m(".3")),
            ],
            1,
        )
# 017
want("017", 12, mv(A(".2 -.5 .1;.7 .3 -.4"), v("1 2 -1")), 0)
want("017", 13, mv(A(".6 .1;-.2 .5"), v(".5 -.8")), 0, root=True)
want("017", 14, plus(v("-.9 1.7"), v(".22 .5"), v("-.1 .05")), 0)
want("017", 15, th(v("-.78 2.25")), 1)
# 018
h, E = m(0), []
for k, (x, g) in enumerate(zip(v(".9 .2 .6"), v(".5 .3 .6"))):
    h = th(m(".45") * x + m(".35") * h + m(".05"))
    want("018", 9 + 3 * k, h, 2)
    y = m("1.1") * h - m(".1")
    want("018", 10 + 3 * k, y, 3)
    E.append((y - g) ** 2)
    want("018", 19 + k, E[-1], 3)
want("018", 22, mp.fsum(E) / 3, 3)
# 019
Wx, Wh, b = A(".6 -.2 .3;.1 .5 -.7"), A(".4 -.3;.2 .1"), v(".1 .2")
h = th(v(".7 .3"))
want("019", 19, h)
want("019", 23, mv(Wh, h))
h = th(plus(v("-.2 .5"), mv(Wh, h), b))
want("019", 25, h)
want("019", 29, mv(Wh, h))
h = th(plus(v(".3 -.7"), mv(Wh, h), b))
want("019", 31, h)
want("019", 33, h)
# 020
h = th(v(".5 .2"))
want("020", 8, h)
want("020", 11, m(".7") * h[0])
want("020", 12, m(".2") * h[1], root=True)
want("020", 13, m("-.4") * h[0])
want("020", 14, m(".5") * h[1])
want("020", 15, [m(".323") + m(".394"), m("-.185") + m(".099")], 0)
want("020", 16, v("-.25 -.1"), 0)
want("020", 17, th(v(".467 -.186")), 1)
# 021
h1 = th(m(".27"))
h2 = th(m(".14") + m(".55") * h1 - m(".15"))
o = m("2.5") * h2 + m(".3")
p = sg(o)
want("021", 9, h1)
want("021", 10, h2)
want("021", 11, o, 3)
want("021", 12, p * 100)
want("021", 12, p, at=len(nums("021", 12)) - 2)
want("021", 13, -mp.log(p), 3)
# 022
Wx, Wh = A(".4 .3;.2 -.6"), A(".1 .5;.3 .2")
h = th(plus(mv(Wx, v(".5 1")), v(".2 -.1")))
want("022", 14, v(".5 -.5 0 0 .2 -.1"), 0)
want("022", 15, h)
want("022", 24, mv(Wx, v("1 -.5")) + mv(Wh, h) + v(".2 -.1"), root=True)
want("022", 24, mv(Wx, v("1 -.5")) + mv(Wh, h) + v(".2 .1"))
want("022", 25, th(plus(mv(Wx, v("1 -.5")), mv(Wh, h), v(".2 .1"))))
# 023
Wz, Uz, Wr, Ur, Wn, Un = (
    A(".5 0;.2 .4"),
    A(".3 .1;0 .2"),
    A("-.3 .6;.4 .1"),
    A(".2 0;.1 .5"),
    A(".7 -.2;.3 .9"),
    A(".4 .2;-.5 .3"),
)
x1, x2 = v("1 -.5"), v(".2 .8")
z, nn = sg(mv(Wz, x1)), th(mv(Wn, x1))
h = had(z, nn)
want("023", 16, z)
want("023", 17, nn)
want("023", 18, h)
z, rr = sg(plus(mv(Wz, x2), mv(Uz, h))), sg(plus(mv(Wr, x2), mv(Ur, h)))
nn = th(plus(mv(Wn, x2), mv(Un, had(rr, h))))
want("023", 22, z)
want("023", 23, rr)
want("023", 24, had(rr, h))
want("023", 25, nn)
want("023", 26, plus(h, [-p * q for p, q in zip(z, h)], had(z, nn)))
# 024
h = m(".5")
for t, (x, l) in enumerate(((m(".7"), 14), (m("-.6"), 20))):
    if L[F_["024"]][l - 1].strip().startswith("z_") is False:
        l -= 1
    z, rr = sg(m(".6") * x + m(".4") * h - m(".3")), sg(m(".3") * x + m(".9") * h + m(".1"))
    nn = th(m("1.2") * x + m(".8") * rr * h)
    want("024", l, z)
    want("024", l + 1, rr)
    want("024", l + 2, nn, 3)
    g = (1 - z) * h + z * nn
    want("024", l + 3, g, root=bool(t))
    h = g if not t else z * h + (1 - z) * nn
want("024", 22, h)
want("024", 24, h, at=len(nums("024", 24)) - 1)
# 025
h = c = m(0)
for l, x in ((29, m(".25")), (30, m(".75"))):
    f, i, g, o = (
        sg(m(".4") * x + m(".6") * h + 1),
        sg(m(".8") * x - m(".2") * h),
        th(m("1.1") * x + m(".3") * h),
        sg(m(".5") * x + m(".7") * h + m(".1")),
    )
    c = f * c + i * g
    h = o * th(c)
    want("025", l, [f, i, g, o, c, h], m(".5"))
# 026
f, i, g, o = (
    sg(m("-.35") + m(".06") + m(".6")),
    sg(m("-.2") + m(".27") - m(".1")),
    th(m(".65") + m(".15") + m(".05")),
    sg(m("-.3") - m(".12") + m(".3")),
)
for l, q in zip((7, 8, 9, 10), (f, i, g, o)):
    want("026", l, q)
c = f * m(".8") + i * g
want("026", 14, c)
want("026", 16, o * th(c), root=True)
want("026", 16, o * c)
want("026", 18, 2 * o * c + 1)
# 027
h1 = th(m(".2"))
want("027", 5, h1)
want("027", 7, th(m("-.7") + m(".8") * h1))
# 028
p = mv(A("1 .5;-.5 1.2;.3 -.9"), v(".351 -.628"))
want("028", 9, plus(p, v(".1 .4 -.2")), root=True)
want("028", 9, p, 1)
want("028", 12, [mp.exp(t) for t in p] + [mp.fsum([mp.exp(t) for t in p])])
[want("028", 15 + k, soft(p)[k]) for k in range(3)]
want("028", 19, -mp.log(soft(p)[2]))
# 029
h = m(0)
for k, x in enumerate(v(".12 .47 .85 .31")):
    z = m(".3") * x + m(".6") * h + m(".02")
    h0, h = h, th(z)
    want("029", 7 + k, [x, h0, z, h])
want("029", 12, h, at=0)
# 030
want("030", 11, mv(A(".5 -.2;.1 .4"), v(".3 -.6")))
want("030", 12, th(v(".37 -.11")), 1)
# 031
W = A(".2 0 -.3;.5 .1 0;0 -.4 .6")
h = th(v(".4 -.7 1.1"))
want("031", 10, h)
want("031", 11, mv(W, h))
h = th(plus(v("-.2 .3 0"), mv(W, h)))
want("031", 12, h)
want("031", 13, mv(W, h))
want("031", 14, th(mv(W, h)))
# 032
h = m(0)
for k, x in enumerate(v("1 -1 2 0 1")):
    z = m(".75") * x - h / 2 + m(".25")
    want("032", 6 + k, th(z), root=k in (1, 3))
    h = N("032", 6 + k, 1)[0]
want("032", 7, th(m("-.75") + th(m(1)) / 2 + m(".25")))
want("032", 12, h, 0)
# 033
X, Hh = [list(q) for q in zip(*A(".3 -.1;.2 .4;-.5 .6"))], [list(q) for q in zip(*A(".1 .7;-.6 .2"))]
h, al = v("0 0"), []
for k, x in enumerate(("1 2 0", "0 -1 1", ".5 .5 .5")):
    h = th(plus(mv(X, v(x)), mv(Hh, h), v("0 .1")))
    want("033", 23 + k, h, m(".51"))
    al += h
want("033", 28, al, m(".51"), at=2)
# 034
Wh = A(".3 .9;-.7 .4")
h = th(v(".7 1.4"))
want("034", 8, h)
want("034", 10, mv(A(".5 .1;-.2 .8"), v("2 0")), 0)
want("034", 11, mv(Wh, h), root=True)
q = mv([list(t) for t in zip(*Wh)], h)
want("034", 11, q, 3)
want("034", 12, th(plus(v("1 -.4"), N("034", 11, 2))), 1)
# 035
z, rr = sg(m(".2")), sg(m("-.3"))
nn = th(m(".9") - m(".75") * m(".4") * rr - m(".2"))
want("035", 15, z)
want("035", 16, rr)
want("035", 20, rr * m("-.4"))
want("035", 22, nn)
want("035", 26, (1 - z) * m("-.4") + z * nn)
# 036
W = A(".2 -.1;.4 .3")
h = th(v(".6 -.3"))
want("036", 10, h)
want("036", 11, mv(W, h) + v("0 .5"), at=1) if 0 else None
h = th(plus(mv(W, h), v("0 .5")))
want("036", 12, h)
o = mv(A("1 2;-1 1;0 .5"), h)
want("036", 15, o, 3)
e = [mp.exp(t) for t in o]
want("036", 16, e, 7)
want("036", 17, mp.fsum(e), 9, root=True)
want("036", 17, mp.fsum(e) + 1, 9)
want("036", 18, [t / (mp.fsum(e) + 1) for t in e])
want("036", 20, -mp.log(N("036", 18, 3)[0]), 1)
# 037
h1 = th(m("-.05"))
g = th(m("-.6") + m(".8") * h1 + m(".25"))
want("037", 7, h1)
want("037", 8, g, root=True)
h2 = th(m(".6") + m(".8") * h1 + m(".25"))
want("037", 8, h2)
h3 = th(m(".9") + m(".8") * h2 + m(".25"))
want("037", 9, h3)
# 038
f, i, g, o = sg(m("1.32")), sg(m(".52")), th(m(".86")), sg(m(".18"))
c = f * m("-.2") + i * g
for l, q in zip((6, 8, 10, 12, 14, 16, 18), (f, i, g, o, c, o * th(c), f * 100)):
    want("038", l, q, at=len(nums("038", l)) - 1)
# 039
h1 = th(m(".7"))
g = th(m("-.4") + m(".7") * h1 + m(".1"))
want("039", 5, h1)
want("039", 7, g, root=True)
h2 = th(m("-1.4") + m(".2") * h1 + m(".1"))
want("039", 7, h2)
want("039", 9, th(m(".3") + m(".7") * h2))
# 040
Wh = A(".5 .2;-.1 .3")
h = th(v(".8 .6"))
want("040", 11, h)
want("040", 15, mv(Wh, h))
want("040", 17, th(plus(v("0 .45"), mv(Wh, h))))
print("lines compared at full precision", checked, "| faults", bad)
from collections import Counter

print(
    Counter(t["language"] for t in T.values()),
    Counter(t["right"] for t in T.values()),
    "aside",
    sum(t.get("aside", False) for t in T.values()),
)
print(Counter(g for t in T.values() for g in t["tags"] if g.startswith("m:")))
