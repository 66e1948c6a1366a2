"""python make.py: writes NNN-slug.md and truth.json next to itself. Needs numpy and torch."""
import json, os, sys, glob
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import frame
frame.FRESH[0] = True
import texts_fresh      # noqa: the first 20, written before the notes were read
frame.FRESH[0] = False
if 1:
    for m in ("texts_en", "texts_ko", "texts_other"):
        if os.path.exists(os.path.join(HERE, m + ".py")): __import__(m)


def run(info, wrong):
    s = frame.Text(info, wrong)
    info["f"](s)
    return s


def main():
    for f in glob.glob(os.path.join(HERE, "[0-9][0-9][0-9]-*.md")):
        os.remove(f)
    truth, trouble = {}, 0
    for k, info in enumerate(frame.TEXTS, 1):
        name = f"{k:03d}-{info['slug']}.md"
        good = run(info, False)
        for b in good.bad:
            trouble += 1; print(name, "TORCH", b)
        s = run(info, True) if info["wrong"] else good
        if len(good.lines) != len(s.lines):
            print(name, "LINES", len(good.lines), len(s.lines)); trouble += 1
        for i, ln in enumerate(good.lines, 1):
            for b in frame.check_line(ln, good.comma):
                trouble += 1; print(name, i, "ARITH in right run", ln, b)
        root, follow, opens, clean, links, either, label = [], [], [], [], [], {}, {}
        for i, mk in enumerate(s.marks, 1):
            for m in mk:
                if m.startswith("@#"):
                    label[m[2:]] = i
        for i, (ln, mk) in enumerate(zip(s.lines, s.marks), 1):
            differs = i <= len(good.lines) and ln != good.lines[i - 1]
            r = [m for m in mk if m.startswith("@R")]
            if r and info["wrong"]:
                root.append(i)
                if not differs: print(name, i, "root line does not differ", ln); trouble += 1
                if ">" in r[0]:
                    either[str(i)] = [label[w] for w in r[0].split(">")[1].split("+")]
            elif "@O" in mk and (info["wrong"]): opens.append(i)
            elif differs and "@C" not in mk: follow.append(i)
            else: clean.append(i)
            for m in mk:
                if m.startswith("@L"):
                    n = int(m[2:]) if m[2:] else sum(ln.count(c) for c in ("=", "≈", r"\approx")) - 1
                    if n > 0: links.append([i, n])
                    else: print(name, i, "no link", ln)
            if i not in root and frame.check_line(ln, s.comma):
                trouble += 1; print(name, i, "ARITH in wrong run, no root", ln, frame.check_line(ln, s.comma))
        if bool(root) != bool(info["wrong"]): print(name, "roots", root); trouble += 1
        tags = list(info["tags"]) + ([info["wrong"]] if info["wrong"] else []) + (["comma"] if s.comma and "comma" not in info["tags"] else [])
        t = dict(language=info["language"], tags=tags, right=not info["wrong"], root=root, follow=follow)
        if opens: t["open"] = opens
        if either: t["either"] = either
        t.update(clean=clean, links=links, h_n=[x.replace(',', '.') for x in s.hn], blame=s.blames)
        if info["wrong"]:
            if len(s.values) != len(root):
                print(name, "values", len(s.values), "roots", root); trouble += 1
            v = {str(r): [x.replace(",", ".") if s.comma else x for x in val] for r, val in zip(root, s.values)}
            if v: t["value"] = v
        t["gradients"] = good.grads
        if info["aside"]: t["aside"] = True
        if info["fresh"]: t["fresh"] = True
        truth[name] = t
        with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="\n") as f:
            f.write("\n".join(s.lines) + "\n")
    with open(os.path.join(HERE, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)
    v = truth.values()
    print(len(truth), "texts", sum(t["right"] for t in v), "right", sum("aside" in t for t in v), "aside", sum("fresh" in t for t in v), "fresh;", trouble, "troubles")


main()
