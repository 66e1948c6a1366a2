#!/usr/bin/env python3
"""Independent check of the finished texts: own little reader, floats only, nothing shared with make.py.
Partition of the lines; then every chain of equalities it can read is worked out, names bound to what was written last."""
import json, math, os, re, sys
here = os.path.dirname(os.path.abspath(__file__))
VERB = "-v" in sys.argv
FULL = {"122", "126", "130", "150"}   # carried in full precision / printed by a machine
CUT = {"145"}

def braces(s, i):
    d = 0
    for j in range(i, len(s)):
        d += s[j] == "{"; d -= s[j] == "}"
        if d == 0: return j
    return len(s) - 1

def norm(s, comma):
    if comma:
        s = re.sub(r"(?<=\d),(?=\d)", ".", s); s = re.sub(r";", ",", s)
    s = s.translate(str.maketrans("０１２３４５６７８９．－＝ｗｕｂ", "0123456789.-=wub"))
    s = re.sub(r"<sub>(.*?)</sub>", r"_{\1}", s); s = re.sub(r"<[^<>=0-9]*>|</?h\d>", " ", s)
    s = re.sub(r"\s*#.*$", "", s) if re.search(r"\S\s+#", s) else s
    s = re.sub(r"\\begin\{(align\*?|aligned|ejemplo)\}|\\end\{(align\*?|aligned|ejemplo)\}", " ", s)
    s = re.sub(r"\\(left|right|bigl|bigr|displaystyle|lVert|rVert|limits)\b", "", s)
    s = re.sub(r"\\(quad|qquad)\b|\\[;,!]", "  ", s)
    def mat(m):
        rows = [[c.strip() for c in r.split("&")] for r in m.group(2).split(r"\\")]
        t = "[" + ", ".join(r[0] for r in rows) + "]" if all(len(r) == 1 for r in rows) else "[" + ", ".join("[" + ", ".join(r) + "]" for r in rows) + "]"
        if len(rows) == 1: t = "[" + ", ".join(rows[0]) + "]"
        return t
    s = re.sub(r"\\begin\{([bp]matrix)\}(.*?)\\end\{\1\}", mat, s)
    s = re.sub(r"\^\\top|\^T\b", "", s)
    for w in ("underbrace", "boxed", "mathbf", "boldsymbol", "textbf", "hat", "tilde"):
        while (k := s.find("\\" + w + "{")) >= 0:
            a = k + len(w) + 1; b = braces(s, a); inner = s[a + 1:b]; rest = s[b + 1:]
            if w == "underbrace" and rest.startswith("_{"): rest = rest[braces(rest, 1) + 1:]
            s = s[:k] + ({"hat": "hat", "tilde": "til"}.get(w, "") + inner if w in ("hat", "tilde") else inner) + rest
    s = s.replace(r"\hat y", "haty")
    s = re.sub(r"\\[td]?frac(\d)(\d)", r"(\1/\2)", s)
    while (m := re.search(r"\\[td]?frac\{", s)):
        a = m.end() - 1; b = braces(s, a); c = b + 1; d = braces(s, c)
        x, y = s[a + 1:b], s[c + 1:d]
        s = s[:m.start()] + (" §partial§ " if "partial" in x else f"(({x})/({y}))") + s[d + 1:]
    s = re.sub(r"\\sqrt\{", "sqrt{", s)
    while (k := s.find("sqrt{")) >= 0:
        b = braces(s, k + 4); s = s[:k] + "sqrt(" + s[k + 5:b] + ")" + s[b + 1:]
    s = s.replace(r"\%", "%").replace(r"\leftarrow", "=").replace(r"\ln", "log").replace("-ln", "-log").replace("exp", "exp")
    s = re.sub(r"\be\^\{([^}]*)\}", r"exp(\1)", s)
    s = re.sub(r"\\(approx|sim)\b|≈|≒|~=|→", "=", s); s = re.sub(r"(?<=[\w\])]) ~ (?=[\w\[])", " = ", s)
    s = re.sub(r"\\(cdot|times|odot)(?![A-Za-z])|·|×|⊙", "*", s).replace("−", "-")
    s = re.sub(r"\\(tanh|sigma)\b", lambda m: " tanh " if m.group(1) == "tanh" else " sig ", s).replace("σ", " sig ")
    s = re.sub(r"\\text\w*\{[^}]*\}", "", s)
    s = re.sub(r"\*\*(?=\S)|(?<=\S)\*\*", " ", s) if not re.search(r"\d\*\*\d", s) else s
    s = s.replace("$", " ").replace("`", " ").replace(r"\[", " ").replace(r"\]", " ").replace(r"\(", " ").replace(r"\)", " ").replace("\\\\", " ").replace("&", " ").replace("\\", " ")
    s = s.replace("h̃", "tilh").replace("C̃", "tilC").replace("c̃", "tilc").replace("c~", "tilc")
    s = s.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
    s = re.sub(r"\^\{\((\d)\)\}", r"L\1", s); s = re.sub(r"\^h\b", "H", s); s = s.replace("^", "**")
    s = re.sub(r"\*\*\{([^}]*)\}", r"**(\1)", s)
    s = re.sub(r"_\{([^}]*)\}", lambda m: "_" + re.sub(r"\W", "", m.group(1)) + " ", s)
    s = re.sub(r"\b([WU])(?=[xh]_\d)", r"\1 ", s); s = re.sub(r"\*\*\((\d)\)(?= *[=&,])", r"layer\1", s); s = re.sub(r"(?<=[A-Za-z])_(\d)\*\*\((\d)\)", r"_\1layer\2", s)
    s = re.sub(r"^\s*(>\s+)?([-*◦]\s+|\d+\.\s+|\(\w\)\s+|[a-z]\)\s+)?(\(\d pts\)\s*)?", "", s)
    return s

TOK = re.compile(r"\s*(?:(\d+\.\d+|\.\d+|\d+)(%?)|([A-Za-z가-힣][A-Za-z가-힣]*(?:_[A-Za-z0-9]+)?\d*(?:\[\d\])?)|(\*\*|[-+*/()\[\],;])|(\S))")
FUN = dict(tanh=math.tanh, sig=lambda x: 1 / (1 + math.exp(-x)), sigmoid=lambda x: 1 / (1 + math.exp(-x)), exp=math.exp, log=math.log, sqrt=math.sqrt, relu=lambda x: max(x, 0))
class Bad(Exception): pass
def canon(n):
    n = n.replace("W_hx", "W_xh")
    return re.sub(r"^([A-Za-z]+)(\d+)$", r"\1_\2", n)
def toks(s):
    out, i = [], 0
    while i < len(s):
        m = TOK.match(s, i)
        if not m: break
        if m.group(1): out.append(("n", m.group(1), m.group(2), m.end()))
        elif m.group(3): out.append(("w", m.group(3), "", m.end()))
        elif m.group(4): out.append(("o", m.group(4), "", m.end()))
        else: out.append(("x", m.group(5), "", m.end()))
        i = m.end()
    return out
isv = lambda a: isinstance(a, list)
ism = lambda a: isv(a) and a and isv(a[0])
def ew(f, a, b):
    if isv(a) and isv(b):
        if len(a) != len(b): raise Bad
        return [ew(f, x, y) for x, y in zip(a, b)]
    if isv(a): return [ew(f, x, b) for x in a]
    if isv(b): return [ew(f, a, y) for y in b]
    return f(a, b)
def add(a, b, sgn=1):
    if a == 0 and isv(b): a = [0] * len(b) if not ism(b) else a
    if isv(a) != isv(b) and 0 not in (a, b): raise Bad
    return ew(lambda x, y: x + sgn * y, a, b)
def mul(a, b):
    if ism(a) and isv(b) and not ism(b):
        if any(len(r) != len(b) for r in a): raise Bad
        return [sum(x * y for x, y in zip(r, b)) for r in a]
    if ism(a) and not isv(b):
        if all(len(r) == 1 for r in a): return [r[0] * b for r in a]
        if b == 0: return 0
    return ew(lambda x, y: x * y, a, b)
class P:
    def __init__(s, t, env): s.t, s.i, s.env = t, 0, env
    def pk(s): return s.t[s.i] if s.i < len(s.t) else ("e", "", "", 0)
    def op(s, c): return s.pk()[0] == "o" and s.pk()[1] == c
    def expr(s):
        v = s.term()
        while s.op("+") or s.op("-"):
            save = s.i; sg = 1 if s.op("+") else -1; s.i += 1
            try: v = add(v, s.term(), sg)
            except Bad: s.i = save; break
        return v
    def term(s):
        v = s.unary()
        while True:
            save = s.i
            try:
                if s.op("*"): s.i += 1; v = mul(v, s.unary())
                elif s.op("/"): s.i += 1; d = s.unary(); v = ew(lambda x, y: x / y, v, d)
                elif s.pk()[0] == "w" or s.op("(") or (s.op("[") and s.t[s.i-1][1] not in "0123456789"): v = mul(v, s.power())
                else: return v
            except (Bad, ZeroDivisionError): s.i = save; return v
    def unary(s):
        if s.op("-"): s.i += 1; v = s.unary(); return ew(lambda x, y: -x, v, 0)
        return s.power()
    def power(s):
        v = s.atom()
        if s.op("**"): s.i += 1; v = ew(lambda x, y: x ** y, v, s.unary())
        return v
    def atom(s):
        k, w, pct, _ = s.pk()
        if k == "n": s.i += 1; return float(w) / (100 if pct else 1)
        if k == "w":
            f = w.lower()
            if f in FUN:
                s.i += 1; a = s.power(); return ew(lambda x, y: FUN[f](x), a, 0)
            if f == "softmax":
                s.i += 1; a = s.power(); e = [math.exp(x) for x in a]; return [x / sum(e) for x in e]
            c = canon(w)
            if c in s.env: s.i += 1; return s.env[c]
            raise Bad
        if k == "o" and w == "(":
            s.i += 1; v = [s.expr()]
            while s.op(","): s.i += 1; v.append(s.expr())
            if not s.op(")"): raise Bad
            s.i += 1; return v[0] if len(v) == 1 else v
        if k == "o" and w == "[":
            s.i += 1; v = []
            while not s.op("]"):
                v.append(s.expr())
                if s.op(","): s.i += 1
                elif not s.op("]") and s.pk()[0] not in "no": raise Bad
                if s.pk()[0] == "e": raise Bad
            s.i += 1; return v
        raise Bad
def prefix(t, env):
    p = P(t, env)
    try: v = p.expr()
    except (Bad, TypeError, OverflowError, ValueError): return None
    return v, p.i
def suffix(t, env):
    for i in range(len(t)):
        if t[i][0] == "x" or (i and t[i-1][0] == "o" and t[i-1][1] in "*+-/**([," and False): continue
        r = prefix(t[i:], env)
        if r and r[1] == len(t) - i: return r[0], i
    return None
def units(t):
    ns = [x for x in t if x[0] == "n"]
    return [10.0 ** -(len(x[1].split(".")[1]) if "." in x[1] else 0) / (100 if x[2] else 1) for x in ns]
def literal(t): return all(x[0] == "n" or x[0] == "o" and x[1] in "-[](),;" for x in t) and any(x[0] == "n" for x in t)
def fl(a): return [y for x in a for y in fl(x)] if isv(a) else [a]
def flat_units(t, v):
    u = units(t); n = len(fl(v))
    return u if len(u) == n else [max(u)] * n

truth = json.load(open(os.path.join(here, "truth.json"), encoding="utf-8"))
bad = 0; seen_roots = unseen = 0; compared = linked = covered = 0; uncovered = []
for name, t in truth.items():
    body = open(os.path.join(here, name), encoding="utf-8").read(); num = name[:3]
    assert "⟪" not in body and "¤" not in body and not re.search("[\ue000-\ue010]", body), name
    lines = body.rstrip("\n").split("\n"); n = len(lines)
    groups = [t["root"], t["follow"], t["clean"], t.get("open", []), [x for v in t.get("either", {}).values() for x in v]]
    allv = sorted(x for g in groups for x in g)
    if allv != list(range(1, n + 1)): print("PARTITION", name, n, sorted(set(range(1, n + 1)) ^ set(allv))); bad += 1
    if t["right"] != (not t["root"]) or (t["right"] and (t["follow"] or t.get("open"))): print("RIGHT?", name); bad += 1
    comma = "comma" in t["tags"]; env = {}; last = None; lastname = None; miss = {}; hits = {}
    istanh = "sigma-is-tanh" in t["tags"]
    for ln, raw in enumerate(lines, 1):
        s = norm(raw, comma)
        if istanh: s = s.replace(" sig ", " tanh ")
        if re.match(r"\s*#{1,6} |\s*(import|>>> (import|from))", raw): last = None; continue
        pieces = s.split("=")
        tk = [toks(p) for p in pieces]
        if len(pieces) == 1: last = None if not raw.strip() and not num in ("103",) else last; continue
        cur = None; who = None
        for k, tt_ in enumerate(tk):
            if k == 0:
                if not tt_ and last is not None: cur, who = last; continue
                r = suffix(tt_, env) if tt_ else None; cur = r[0] if r else None
                who = canon(tt_[-1][1]) if tt_ and tt_[-1][0] == "w" else None
                if who and r and r[1] != len(tt_) - 1: pass
                if who and len(tt_) > 1 and r and r[1] < len(tt_) - 1: who = None
                if who and not r: cur = None
                elif who and r and r[1] == len(tt_) - 1: cur = None   # a bare name: to be defined now
                continue
            r = prefix(tt_, env)
            whole = r and r[1] == len(tt_)
            if r and tt_:
                v, used = r; part = tt_[:used]; lit = literal(part)
                if cur is not None:
                    try:
                        a, b = fl(cur), fl(v)
                        if cur == 0 and isv(v): a = [0] * len(b)
                        if len(a) != len(b): ok = False
                        else:
                            us = flat_units(part, v) if lit else [sum(units(part)) or 1e-9] * len(b)
                            f = 1.01 if num in CUT else 2.6 if num in FULL else 0.502 if lit else 1.2
                            ok = all(abs(x - y) <= f * u + 1e-12 for x, y, u in zip(a, b, us))
                    except TypeError: ok = None
                    if ok is not None:
                        hits[ln] = hits.get(ln, 0) + 1; compared += 1
                        if not ok: miss.setdefault(ln, []).append((cur, v))
                elif lit and who in env and False: pass
                cur = v if (lit or cur is None or True) else cur
                if lit and who: env[who] = v
            else: cur = None
            if not whole:
                r2 = suffix(tt_, env); cur = r2[0] if r2 and r2[1] > 0 and r2[1] < len(tt_) else None
                last_w = canon(tt_[-1][1]) if tt_ and tt_[-1][0] == "w" else None
                who = last_w
                if last_w and cur is not None and r2[1] == len(tt_) - 1: cur = None
                if tt_ and r and r[1] < len(tt_): pass
        last = (cur, who) if cur is not None else None
    for ln, what in miss.items():
        if ln in t["root"]: pass
        elif ln in t.get("open", []) or any(ln in v for v in t.get("either", {}).values()): pass
        else: print("MISFIT", name, ln, lines[ln - 1].strip()[:110], what[:2]); bad += 1
    for r in t["root"]:
        if r in miss: seen_roots += 1
        else: unseen += 1; print("root not seen by arithmetic:", name, r, [x for x in t["tags"] if x.startswith("m:")], lines[r - 1].strip()[:120])
    for ln, k in t["links"]:
        linked += 1
        if hits.get(ln): covered += 1
        else: uncovered.append(f"{name}:{ln}: {lines[ln-1].strip()[:120]}")
    if t.get("exit") == 2 and (t["links"] or not t["right"]): print("EXIT", name); bad += 1
    bad_value = [v for k, v in t.get("value", {}).items() if int(k) not in t["root"]]
    if bad_value: print("VALUE", name); bad += 1

# what the reader above cannot bind (inputs given as words or in tables, machine prints): by line, from the finished text
def L(num):
    name = next(k for k in truth if k.startswith(num)); return open(os.path.join(here, name), encoding="utf-8").read().split("\n")
def arrs(line):
    line = re.sub(r"\\begin\{([bp]matrix)\}(.*?)\\end\{\1\}", lambda m: (lambda R: "[" + ", ".join(r[0] for r in R) + "]" if all(len(r) == 1 for r in R) else "[" + ", ".join("[" + ", ".join(r) + "]" for r in R) + "]")([[c.strip() for c in r.split("&")] for r in m.group(2).split(r"\\")]), line)
    out, i = [], 0
    while (i := line.find("[", i)) >= 0:
        d, j = 0, i
        while True:
            d += line[j] == "["; d -= line[j] == "]"
            if d == 0: break
            j += 1
        t = line[i:j + 1]; t = re.sub(r"(?<=\d) +(?=-?\d)", ", ", t)
        try: out.append(json.loads(re.sub(r"(?<=\d)\.(?=[,\]])", ".0", t)))
        except ValueError: pass
        i = j + 1
    return out
def near(what, got, want, k=None):
    global bad
    d = k if k is not None else 3
    if len(got) != len(want) or any(abs(x - y) > 0.51 * 10 ** -d for x, y in zip(got, want)): print("EXTRA", what, got, want); bad += 1
mv = mul; plus = lambda *a: [sum(x) for x in zip(*a)]; th = lambda a: [math.tanh(x) for x in a]
extra = 0
l = L("115"); x, h, W, U, b = [arrs(l[i])[0] for i in (4, 5, 6, 7, 8)]
near("115", arrs(l[12])[0], mv(W, x)); near("115", arrs(l[13])[0], mv(U, h)); near("115", arrs(l[18])[0], arrs(l[15])[0])
l = L("118"); W, U, b = [arrs(l[i])[0] for i in (2, 3, 4)]; X = arrs(l[0]); hp = [0, 0]
for i, x in zip((9, 15, 21), X):
    a = arrs(l[i]); near("118", a[0], mv(W, x)); near("118", a[1], mv(U, hp)); near("118", a[2], b); hp = arrs(l[i + 2])[0]
l = L("120"); W, U = arrs(l[3])[0], arrs(l[4])[0]; X = arrs(l[0]); near("120", arrs(l[11])[0], mv(W, X[2])); near("120", arrs(l[18])[0], mv(W, X[3])); k = arrs(l[19])[1]; near("120", arrs(l[20])[0], mv(U, k[:2]))
l = L("126"); W, U, b = [arrs(l[i])[0] for i in (6, 7, 8)]; X = arrs(l[9]); h = [0, 0]
for i, x, bb in zip((14, 19, 24), X, (1, 0, 1)):
    a = plus(mv(W, x), mv(U, h), [bb * y for y in b]); near("126", arrs(l[i])[0], a, 4); h = th(a); near("126", arrs(l[i + 1])[0], h, 4)
l = L("129"); W, U, b = arrs(l[10])[0], arrs(l[11])[0], arrs(l[12])[0]; hp = arrs(l[19])[-1]; Ut = [list(c) for c in zip(*U)]
for i, w in zip((18, 23, 29), (5, 4, 6)): near("129", arrs(l[i])[0], mv(W, arrs(l[w])[0]))
for i in (24, 30):
    near("129 wrong as said", arrs(l[i])[0], mv(Ut, hp)); assert max(abs(p - q) for p, q in zip(mv(U, hp), arrs(l[i])[0])) > .01; hp = arrs(l[i + 1])[-1]
l = L("130"); W, U, b, x1, x2 = [arrs(l[i])[0] for i in (8, 9, 10, 11, 12)]; h = th(plus(mv(W, x1), b)); near("130", arrs(l[24])[0], h, 6); near("130", arrs(l[25])[0], mv(U, h), 6); near("130", arrs(l[26])[0], th(plus(mv(W, x2), mv(U, h), b)), 6)
l = L("131"); W, U, b, h0 = arrs(l[3]); x1, x2 = arrs(l[4]); p, q = arrs(l[8]); near("131", p, mv(W, x1)); near("131", q, mv(U, h0)); a, h1 = arrs(l[9]); near("131", a, plus(p, q, b)); assert h1[0] == abs(h1[0]) and a[0] < 0
q, p = arrs(l[12]); near("131", q, mv(U, h1), 4); near("131", p, mv(W, x2)); a, h2 = arrs(l[13]); near("131", a, plus(p, q, b), 4); near("131", h2, th(a), 4)
l = L("135"); h = 0.4
for i in (8, 9, 10):
    x, a, hn = [float(c) for c in l[i].split("|")[2:5]]; near("135", [a], [-0.9 * x + 0.7 * h + 0.15], 4); near("135", [hn], [math.tanh(a)], 4); h = hn
l = L("138"); W, U = arrs(l[2])[0], arrs(l[3])[0]; near("138", arrs(l[8])[0], mv(W, [0, 1, 0])); near("138", arrs(l[14])[0], mv(U, arrs(l[9])[-1]))
l = L("144"); W, U, b = arrs(l[4])[0], arrs(l[5])[0], arrs(l[6])[0]; h = [float(l[i].split("=")[-1]) for i in (9, 10, 11)]
near("144", h, th(plus(mv(W, [0, 1, 0]), b))); near("144", arrs(l[14])[0], W[2]); near("144", arrs(l[15])[0], mv(U, h)); near("144", arrs(l[17])[0], th(arrs(l[16])[-1]))
l = L("145"); x, h, W, U, b = [arrs(l[i])[0] for i in (4, 5, 6, 7, 8)]; cut = lambda v: [math.trunc(round(y * 1000, 9)) / 1000 for y in v]
p, q, a, hn = [arrs(l[i])[0] for i in (10, 12, 14, 16)]; near("145", p, mv(W, x)); near("145", q, cut(mv(U, h)), 6); near("145", a, plus(p, q, b)); near("145", hn, cut(th(a)), 6)
l = L("150"); W = [[.3, .5], [-.7, .2]]; U = [[.4, -.6], [.1, .9]]; b = [.15, -.2]; h = [0, 0]
for i, x in zip((16, 17, 18), ([1, -1], [.5, .5], [0, 2])):
    h = th(plus(mv(W, x), mv(U, h), b)); near("150", [float(v) for v in re.findall(r"-?\d\.\d+", l[i])], h, 4)
l = L("146"); W, U, b, X = arrs(l[4])[0], arrs(l[5])[0], arrs(l[6])[0], arrs(l[2]); hp = [0, 0]
for i, x in zip((10, 13, 16), (X[0], X[0], X[1])): a = arrs(l[i]); near("146", a[0], mv(W, x)); near("146", a[1], mv(U, hp)); hp = a[-1]
l = L("157"); z2, r2, g2 = arrs(l[11]); h1 = arrs(l[9])[-1]; near("157", arrs(l[12])[0], mul(r2, h1)); near("157 first entry", arrs(l[13])[0][:1], [(1 - z2[0]) * h1[0]]); near("157", [arrs(l[13])[0][1]], [z2[1] * h1[1]]); near("157", arrs(l[14])[0], mul(z2, g2))
l = L("122"); h = math.tanh(.75)
for i, v in ((12, h), (15, .25 + -.75 * h + .25), (18, math.tanh(.5 - .75 * h)), (21, h)): near("122", [float(l[i])], [v], 15 if i != 21 else 7)
# roots that are wrong by meaning: what was given stands in the text, and the line has something else
for num, ln, has, given in (("104", 9, "1.1*1 +", "x = 1, 0, 0.5"), ("121", 11, "0.9428", "h_1[1] = tanh(1.62) = 0.9246"), ("134", 13, "0.289 \\cdot 0.6 + (1 - 0.289)", "(1 - z_t) \\odot h_{t-1}"),
                            ("137", 17, "-0.8·0.547", "W_r,h = -0.3"), ("138", 14, "[[0, 0, 0.2]", "가을 = [0, 0, 1]"), ("141", 25, "c2 = 0.603·0.424", "f2 = "), ("160", 8, "0.5×0.462", "≒ 0.869")):
    l = L(num); assert has in l[ln - 1] and any(given in x for x in l) and ln in truth[next(k for k in truth if k.startswith(num))]["root"], num
print(f"compared {compared} equalities on {covered} of {linked} lines with links; roots seen {seen_roots}, by meaning only {unseen}; faults {bad}")
if VERB: print("\n".join(uncovered))
