#!/usr/bin/env python3
"""Write NNN-slug.txt (pasted) and NNN-slug.py (its executable form) from *.src,
run every executable form with torch, and record what torch did: truth.json.

    python run_truth.py

Every call of nn.RNN/GRU/LSTM/…Cell is observed (forward and __init__ are wrapped). The verdict is that
of the module named in the head: the first refused call of it, else its last call. When the named thing is
never called, the exception of the program is the refusal.
"""
import json, pathlib, re, subprocess, sys

HERE = pathlib.Path(__file__).parent


def read_sources():
    for src in sorted(HERE.glob("*.src")):
        entry = section = None
        for line in src.read_text().split("\n"):
            m = re.match(r"@@@ (\S+) \| (.*)$", line)
            if m:
                if entry: yield entry
                entry = {"name": m[1], "head": m[2], "txt": []}
                section = "txt"
            elif line.startswith("@@@"):
                section = line[3:]
                entry[section] = []
            elif entry:
                entry[section].append(line)
        if entry: yield entry


def head(text):
    parts = [p.strip() for p in text.split("|")]
    meta = dict(p.partition("=")[::2] for p in parts[0].split())
    for p in parts[1:]:
        k, _, v = p.partition("=")
        meta[k] = v
    return meta


def executable(lines):
    if any(l.startswith("```") for l in lines):
        out, inside = [], False
        for l in lines:
            if l.startswith("```"): inside = not inside
            elif inside: out.append(l)
        return out
    if any(l.startswith(">>> ") for l in lines):
        return [l[4:] for l in lines if l.startswith((">>> ", "... "))]
    if any(re.match(r"    class ", l) for l in lines):
        return [l[4:] for l in lines if l.startswith("    ")]
    return lines


OBSERVE = r'''
import sys, json, io, contextlib, runpy
import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence
torch.manual_seed(0)
calls = []
def shapes(v):
    if isinstance(v, PackedSequence): return {"packed": list(v.data.shape)}
    if isinstance(v, torch.Tensor): return list(v.shape)
    if isinstance(v, (tuple, list)): return [shapes(a) for a in v]
    return None if v is None else repr(v)
def name_of(module):
    f = sys._getframe(2)
    while f:
        s = f.f_locals.get("self")
        if isinstance(s, nn.Module) and s is not module and "torch/nn" not in f.f_code.co_filename:
            for n, m in s.named_modules():
                if m is module: return "self." + n
        for n, v in f.f_locals.items():
            if v is module and n not in ("self", "module") and "torch/nn" not in f.f_code.co_filename:
                return n
        if "torch/nn" not in f.f_code.co_filename:
            for n, v in f.f_locals.items():
                if isinstance(v, nn.Module) and n != "self":
                    for k, m in v.named_modules():
                        if m is module: return n + "." + k
        f = f.f_back
    return None
for cls in (nn.RNN, nn.LSTM, nn.GRU, nn.RNNCell, nn.LSTMCell, nn.GRUCell):
    def wrap(cls=cls, forward=cls.forward, init=cls.__init__):
        def fwd(self, *a, **k):
            rec = {"class": cls.__name__, "module": name_of(self), "args": shapes(a), "kwargs": {n: shapes(v) for n, v in k.items()},
                   "module_options": {n: getattr(self, n, None) for n in ("input_size", "hidden_size", "num_layers", "batch_first", "bidirectional", "proj_size")}}
            calls.append(rec)
            try: r = forward(self, *a, **k)
            except Exception as e:
                rec.update(ok=False, error=type(e).__name__, message=str(e)); raise
            rec["ok"] = True
            if "Cell" in cls.__name__:
                rec["out"] = None; rec["state"] = shapes(r) if isinstance(r, tuple) else [shapes(r)]
            else:
                rec["out"] = shapes(r[0]); rec["state"] = shapes(r[1]) if isinstance(r[1], tuple) else [shapes(r[1])]
            return r
        def ini(self, *a, **k):
            try: init(self, *a, **k)
            except Exception as e:
                calls.append({"class": cls.__name__, "module": None, "constructor": True, "ok": False, "error": type(e).__name__, "message": str(e)}); raise
        cls.forward, cls.__init__ = fwd, ini
    wrap()
program = None
printed = io.StringIO()
try:
    with contextlib.redirect_stdout(printed):
        runpy.run_path(sys.argv[1], run_name="__main__")
except Exception as e:
    program = [type(e).__name__, str(e)]
print(json.dumps({"torch": torch.__version__, "calls": calls, "program": program, "printed": printed.getvalue()[-300:]}))
'''


def observe(path):
    r = subprocess.run([sys.executable, "-W", "ignore", "-c", OBSERVE, str(path)], capture_output=True, text=True, cwd=HERE)
    if r.returncode: raise SystemExit(f"{path}: {r.stderr}")
    return json.loads(r.stdout.splitlines()[-1])


def verdict(run, module):
    own = [c for c in run["calls"] if c.get("constructor") or not module or c["module"] == module
           or (c["module"] or "").startswith(module + ".")]
    bad = [c for c in own if not c["ok"]]
    if bad: return False, bad[0]
    if own: return True, own[-1]
    if run["program"]: return False, {"error": run["program"][0], "message": run["program"][1], "out": None, "state": None}
    return None, {}


def main():
    truth, problems = {}, []
    (HERE / "pandas_stub.py").write_text("import numpy as np\nclass frame:\n    def __init__(self, r, c): self.values = np.random.rand(r, c)\n")
    for e in read_sources():
        meta = head(e["head"])
        txt = "\n".join(e["txt"]).rstrip("\n") + "\n"
        (HERE / (e["name"] + ".txt")).write_text(txt)
        variants = [k for k in e if k.startswith("py-")]
        row = {"aside": meta["aside"] == "1", "fresh": meta["fresh"] == "1", "language": meta["lang"],
               "tags": [t for t in meta["tags"].split(",") if t], "accepted": None, "torch_message": None, "torch_error": None,
               "output_shape": None, "state_shapes": None, "module": meta["module"] or None,
               "options": dict([meta["options"].split(":", 1)]) if meta.get("options") else {},
               "silent": [s for s in meta.get("silent", "").split(";") if s]}
        if meta.get("note"): row["note"] = meta["note"]
        if row["options"]: row["accepted_without_options"] = None
        if meta.get("null"):
            row["null_because"] = meta["null"]
            seen = {}
            for v in variants:
                p = HERE / f"{e['name']}{v[2:]}.py"
                p.write_text("\n".join(e[v]).rstrip("\n") + "\n")
                seen[v], c = verdict(observe(p), meta["module"])
            if variants and set(seen.values()) != {True, False}: problems.append(f"{e['name']}: variants do not disagree {seen}")
            if not variants and "keras" not in e["name"]:
                p = HERE / (e["name"] + ".py"); p.write_text(txt)
                run = observe(p)
                if run["calls"] or run["program"]: problems.append(f"{e['name']}: {run}")
        else:
            p = HERE / (e["name"] + ".py")
            body = e.get("pre", []) + e.get("py", executable(e["txt"]))
            p.write_text("\n".join(body).rstrip("\n") + "\n")
            flat = re.sub(r"\s+", " ", txt)
            for l in body:
                if l.strip() and re.sub(r"\s+", " ", l.strip()) not in flat and l not in e.get("pre", []) and "043" not in e["name"]:
                    print(f"   {e['name']}: only in the executable form: {l}")
            run = observe(p)
            ok, c = verdict(run, meta["module"])
            if ok is None: problems.append(f"{e['name']}: no call of {meta['module']}: {run}"); continue
            row["accepted"] = ok
            row["class"] = c.get("class")
            if ok:
                out = c["out"]
                row["output_shape"], row["state_shapes"] = out, c["state"]
                if isinstance(out, dict): row["output_shape"], row["output_packed"] = out["packed"], True
                if row["class"].endswith("Cell"): row["output_shape"] = c["state"][0]   # h' of a cell
                if run["program"]: row["program_fails_after"] = ": ".join(run["program"])
            else:
                row["torch_error"], row["torch_message"] = c["error"], c["message"]
            row["calls"] = [{"module": x["module"], "class": x["class"], "ok": x["ok"], "output_shape": x.get("out"), "state_shapes": x.get("state")}
                            for i, x in enumerate(run["calls"]) if i == 0 or (x["module"], x["ok"], x.get("out"), x.get("state")) !=
                            (run["calls"][i-1]["module"], run["calls"][i-1]["ok"], run["calls"][i-1].get("out"), run["calls"][i-1].get("state"))]
            print(f"{e['name']:32} {str(ok):5} {c.get('class')} {c.get('module')} {row['output_shape']} {row['state_shapes']} {row['torch_error'] or ''} {row['torch_message'] or ''}"
                  + (f"  AFTER {run['program']}" if ok and run["program"] else ""))
        truth[e["name"] + ".txt"] = row
    (HERE / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
    count = lambda f: sum(map(f, truth.values()))
    print(len(truth), "texts;", "accepted", count(lambda r: r["accepted"] is True), "refused", count(lambda r: r["accepted"] is False),
          "null", count(lambda r: r["accepted"] is None), "aside", count(lambda r: r["aside"]), "fresh", count(lambda r: r["fresh"]), "ko", count(lambda r: r["language"] == "ko"))
    print("aside:", [sum(r["aside"] and r["accepted"] is v for r in truth.values()) for v in (True, False, None)])
    print("\n".join(problems) or "no problems")


main()
