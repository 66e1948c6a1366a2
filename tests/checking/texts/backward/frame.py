"""The frame of the backward texts: rounding, templates with markers, a torch reference, a line checker.

A text is a function of one argument s (Text). It computes with an honest hand's rounding, hands over a template with
«expression:digits:form» and markers at line ends, and compares itself with torch (s.ok).  It is run twice: once with
its mistake taken out (all s.ok must hold; gives the lines as they ought to be) and once with it in (what is written).
A line that differs between both and is not a root is a follow line.

markers: @L or @L2   links (without a number: one less than the signs = ≈ of the line)
         @R          root (only counted in the wrong run);   @R>name  may also show on the line labelled @#name
         @O open   @C clean in any case   @#name label
"""
import math, re
import numpy as np

TEXTS = []


def text(slug, language, tags, wrong=None, aside=False):
    def deco(f):
        TEXTS.append(dict(slug=slug, language=language, tags=tags.split(), wrong=wrong, aside=aside, f=f, fresh=FRESH[0]))
        return f
    return deco


FRESH = [False]


def rnd(x, d):
    x = np.asarray(x, float)
    y = np.sign(x) * np.floor(np.abs(x) * 10.0 ** d + 0.5 + 1e-9) / 10.0 ** d
    return float(y) if y.ndim == 0 else y


tanh, exp, log = np.tanh, np.exp, np.log
V = lambda *a: np.array(a, float)
M = lambda *a: np.array(a, float)


def sig(x):
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


class Text:
    def __init__(self, info, wrong):
        self.i, self.wrong = info, wrong
        self.values, self.blames, self.hn, self.grads, self.tpl, self.comma = [], [], None, {}, None, False
        self.d = 4
        self.bad = []

    def R(self, x, d=None):
        return rnd(x, self.d if d is None else d)

    def slip(self, right, wrong, d=None):
        d = self.d if d is None else d
        self.values.append([self.num(v, d) for v in np.ravel(right)])
        return wrong if self.wrong else right

    def alt(self, right, wrong):
        return wrong if self.wrong else right

    def num(self, v, d):
        if isinstance(v, str):
            return v
        v = float(v)
        t = f"{v:g}" if d is None else f"{rnd(v, d):.{d}f}"
        if float(t) == 0:
            t = t.lstrip("-")
        return t.replace(".", ",") if self.comma else t

    def fmt(self, v, d, form):
        if isinstance(v, str):
            return v
        a = np.asarray(v)
        if form in ("npr", "nps"):     # as NumPy prints it: npr inside array(...), nps by print
            with np.printoptions(precision=d, suppress=True):
                return (repr(a)[6:-1] if form == "npr" else str(a)).replace("\n       ", "\n       ")
        if a.ndim == 0:
            t = self.num(a, d)
            if form == "p" and t.startswith("-"):
                t = f"({t})"
            if form in ("u", "pu"):
                t = t.replace("-", "−")
                if form == "pu" and t.startswith("−"):
                    t = f"({t})"
            if form == "s":   # signed tail: "+ 0.2" / "- 0.2"
                t = "- " + t[1:] if t.startswith("-") else "+ " + t
            return t
        if a.ndim == 1:
            q = [self.num(x, d) for x in a]
            sep = "; " if self.comma else ", "
            if form == "bm":
                return r"\begin{bmatrix} " + r" \\ ".join(q) + r" \end{bmatrix}"
            if form == "pm":
                return r"\begin{pmatrix}" + r"\\".join(q) + r"\end{pmatrix}"
            if form == "rowbm":
                return r"\begin{bmatrix} " + " & ".join(q) + r" \end{bmatrix}"
            if form == "t":
                return "(" + sep.join(q) + ")"
            if form == "sp":
                return "[" + " ".join(q) + "]"
            if form == "col":
                return "[" + ", ".join(f"[{x}]" for x in q) + "]"
            if form == "T":
                return "[" + sep.join(q) + "]^T"
            if form == "np":
                w = max(len(x) for x in q)
                if any(x.startswith("-") for x in q):
                    q = [x.rjust(w) for x in q]
                return "[" + " ".join(q) + "]"
            return "[" + sep.join(q) + "]"
        rows = [[self.num(x, d) for x in r] for r in a]
        if form == "bm":
            return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(r) for r in rows) + r" \end{bmatrix}"
        if form == "pm":
            return r"\begin{pmatrix}" + r"\\".join("&".join(r) for r in rows) + r"\end{pmatrix}"
        if form == "np":
            w = max(len(x) for r in rows for x in r)
            return "[" + "\n ".join("[" + " ".join(x.rjust(w) for x in r) + "]" for r in rows) + "]"
        if form == "sc":
            return "[" + "; ".join(" ".join(r) for r in rows) + "]"
        return "[" + ", ".join("[" + ", ".join(r) + "]" for r in rows) + "]"

    def write(self, tpl, ns):
        env = dict(globals())
        env.update(ns)

        def one(m):
            body = m.group(1)
            mm = re.match(r"(.*?)(?::(\d|g))?(?::(p|u|pu|s|bm|pm|rowbm|t|sp|col|T|npr|nps|np|sc))?$", body, re.S)
            e, d, form = mm.groups()
            v = eval(e, env)
            return self.fmt(v, None if d == "g" else int(d) if d else self.d, form)
        out = re.sub(r"«([^«»]*)»", one, tpl.strip("\n"))
        self.lines, self.marks = [], []
        for ln in out.split("\n"):
            m = re.search(r"((?:\s*@(?:L\d*|R(?:>[\w+]+)?|O|C|#\w+)(?=\s|$))+)\s*$", ln)
            marks = m.group(1).split() if m else []
            ln = ln[:m.start()] if m else ln
            self.lines.append(ln.rstrip())
            self.marks.append(marks)

    def ok(self, name, mine, ref, tol=None):
        """In the right run: mine must be what torch says."""
        ref = np.squeeze(np.asarray(ref, float))
        self.grads[name] = [f"{x:.6f}" for x in np.ravel(ref)]
        if not self.wrong:
            tol = tol or 6 * 10.0 ** -self.d
            mine = np.squeeze(np.asarray(mine, float))
            if mine.shape != ref.shape or np.max(np.abs(mine - ref)) > tol:
                self.bad.append((name, mine, ref))

    def end(self, h):
        self.hn = [self.num(x, self.d) for x in np.ravel(h)]

    def blame(self, *w):
        self.blames += w


class Ref:
    pass


def ref(x, Wx, Wh, b=None, h0=None, Wy=None, by=None, y=None, loss="half", at="last", act="tanh", lr=None, mean=False):
    """The same network in torch, in float64.  loss: half, sq, ce (softmax, y a distribution), bce (sigmoid);
    at: last, all, or a list of steps (from 1). Wy None: the loss looks at h itself. y: one target, or one a step."""
    import torch
    T = lambda a, n: torch.tensor(np.asarray(a, float).reshape(n), dtype=torch.float64, requires_grad=True)
    H = 1 if np.ndim(Wh) == 0 else len(Wh)
    D = 1 if np.ndim(x[0]) == 0 else len(x[0])
    P = {"Wx": T(Wx, (H, D)), "Wh": T(Wh, (H, H)), "b": T(np.zeros(H) if b is None else b, (H,))}
    O = H
    if Wy is not None:
        O = np.asarray(Wy, float).size // H
        P["Wy"] = T(Wy, (O, H)); P["by"] = T(np.zeros(O) if by is None else by, (O,))
    h = T(np.zeros(H) if h0 is None else h0, (H,))
    P["h0"] = h
    f = {"tanh": torch.tanh, "sig": torch.sigmoid, "relu": torch.relu, "id": lambda v: v}[act]
    hs, as_, outs, L = [], [], [], 0
    steps = range(1, len(x) + 1)
    at = [len(x)] if at == "last" else list(steps) if at == "all" else at
    ys = y if len(at) > 1 else [y]
    zs = []
    for t in steps:
        a = P["Wx"] @ torch.tensor(np.asarray(x[t - 1], float).reshape(D), dtype=torch.float64) + P["Wh"] @ h + P["b"]
        a.retain_grad(); h = f(a); h.retain_grad(); hs.append(h); as_.append(a)
        z = P["Wy"] @ h + P["by"] if Wy is not None else h
        if z is not h:
            z.retain_grad()
        zs.append(z)
        if t in at:
            tgt = torch.tensor(np.asarray(ys[at.index(t)], float).reshape(O), dtype=torch.float64)
            if loss == "half": l = 0.5 * ((z - tgt) ** 2).sum()
            elif loss == "sq": l = ((z - tgt) ** 2).sum()
            elif loss == "ce": l = -(tgt * torch.log_softmax(z, 0)).sum()
            else: l = torch.nn.functional.binary_cross_entropy_with_logits(z, tgt, reduction="sum")
            L = L + l
    if mean:
        L = L / len(at)
    L.backward()
    r = Ref()
    n = lambda t: np.squeeze(t.detach().numpy()) + 0.0
    for k, p in P.items():
        setattr(r, "d" + k, np.zeros_like(n(p)) if p.grad is None else np.squeeze(p.grad.numpy()))
        if lr is not None and k != "h0" and p.grad is not None:
            setattr(r, k, n(p - lr * p.grad))
    r.L = float(L.detach()); r.h = [n(v) for v in hs]; r.a = [n(v) for v in as_]
    r.dh = [np.squeeze(v.grad.numpy()) for v in hs]; r.da = [np.squeeze(v.grad.numpy()) for v in as_]
    r.z = [n(v) for v in zs]
    return r


# ---- a rough checker of lines, to find faults in the templates themselves -----------------------------------------
def _norm(s):
    s = s.replace("×", "*").replace("·", "*").replace("⋅", "*").replace("−", "-").replace("²", "**2").replace("^", "**")
    s = s.replace(r"\cdot", "*").replace(r"\times", "*").replace(r"\tanh", "tanh").replace(r"\left", "").replace(r"\right", "")
    s = s.replace("{", "(").replace("}", ")").replace("$", "").replace("`", "").replace("*" * 4, "").replace(r"\,", "").replace("\\", "")
    s = s.replace("σ", "sig").replace("ln", "log").replace("[", "(").replace("]", ")").replace("|", " ")
    s = re.sub(r"(?<=[\d)])\s*(?=\()", "*", s)
    return s.strip().strip(".,;:").strip()


def check_line(line, comma=False):
    """Pairs of neighbouring numeric pieces that do not agree."""
    if comma:
        line = re.sub(r"(\d),(\d)", r"\1.\2", line)
    if "|" in line:
        return [b for c in line.split("|") for b in check_line(c)]
    parts = re.split(r"(?<![<>!])=|≈|\\approx|~|→", line)
    got, bad = None, []
    for p in parts:
        q = _norm(p)
        if not q or not re.fullmatch(r"(?:tanh|sig|log|exp|[\d.\s()+*/-])+", q) or not re.search(r"\d", q):
            got = None
            continue
        try:
            v = eval(q, {"tanh": math.tanh, "sig": lambda x: 1 / (1 + math.exp(-x)), "log": math.log, "exp": math.exp})
        except Exception:
            got = None
            continue
        if isinstance(v, tuple):
            got = None
            continue
        m = re.fullmatch(r"-?\d+(?:\.(\d+))?", q.replace(" ", ""))
        if got is not None:
            d = len(m.group(1) or "") if m else 3
            if abs(v - got) > 0.75 * 10.0 ** -d:
                bad.append((p.strip(), got))
        got = v
    return bad


def fwd(s, xs, wx, wh, b=0.0, h0=0.0, act=np.tanh):
    """The forward pass of an honest hand: every number rounded where it is written. a[0] is None, h[0] is h_0."""
    a, h = [None], [h0]
    for x in xs:
        z = np.asarray(wx) @ x if np.ndim(x) else np.asarray(wx) * x
        z = z + (np.asarray(wh) @ h[-1] if np.ndim(h[-1]) else wh * h[-1]) + b
        a.append(s.R(z)); h.append(s.R(act(a[-1])))
    return a, h
