// Runs in node: lets Pyodide's own Python compile what is ours and the part of its library that it imports.
// In: app and the files of the runtime, in this folder. Out: library.zip and app_compiled.
import { loadPyodide } from "./pyodide.mjs";
import fs from "node:fs";

const python = await loadPyodide({ indexURL: new URL(".", import.meta.url).pathname, packages: [] });
python.FS.writeFile("/app.packed", new Uint8Array(fs.readFileSync("app")));
python.runPython(`
import sys
begun = set(sys.modules)
sys.path.insert(0, "/app")
import ast, importlib, importlib._bootstrap_external, json, pathlib, zipfile

index, rest = pathlib.Path("/app.packed").read_bytes().split(b"\\n", 1)
for name, size in json.loads(index):
    path = pathlib.Path("/app", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rest[:size])
    rest = rest[size:]

LIBRARY = "/lib/python314.zip"
shipped = zipfile.ZipFile(LIBRARY)
names = set(shipped.namelist())

def file_of(module):
    path = module.replace(".", "/")
    return next((name for name in (path + "/__init__.py", path + ".py") if name in names), None)

# Everything of ours, and what our functions import when they are called.
ours = sorted(pathlib.Path("/app/tutor").rglob("*.py"))
for path in ours:
    parts = path.relative_to("/app").with_suffix("").parts
    importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]:
                if name and file_of(name.partition(".")[0]) and name not in NOT_IN_A_PAGE:
                    importlib.import_module(name)

used = {name for name in map(file_of, list(sys.modules)) if name}
# What Python may look up by itself: the encodings of texts.
used |= {name for name in names if name in ("encodings/utf_8.py", "encodings/ascii.py", "encodings/latin_1.py",
                                            "encodings/utf_8_sig.py", "encodings/aliases.py", "encodings/idna.py",
                                            "encodings/__init__.py", "encodings/utf_16.py", "encodings/cp949.py",
                                            "encodings/euc_kr.py")}

def compiled(source, name):
    # Pyodide reads its own docstrings; nobody reads the others here.
    keeps = 0 if "yodide" in name else 2
    if name.startswith("tutor/"):
        source = ast.parse(source)
        # What functions take and give is said to those who read the source; fields of records are not touched.
        for node in ast.walk(source):
            match node:
                case ast.FunctionDef():
                    node.returns = None
                case ast.arg():
                    node.annotation = None
    code = compile(source, name, "exec", dont_inherit=True, optimize=keeps)
    return importlib._bootstrap_external._code_to_hash_pyc(code, b"\\0" * 8, False)

with zipfile.ZipFile("/library.zip", "w", zipfile.ZIP_STORED) as archive:
    for name in sorted(used):
        code = compiled(shipped.read(name).decode(), name)
        archive.writestr(zipfile.ZipInfo(name + "c", (1980, 1, 1, 0, 0, 0)), code)

own = [(str(path.relative_to("/app")) + "c", compiled(path.read_text("utf-8"), str(path.relative_to("/app")))) for path in ours]
own += [(str(path.relative_to("/app")), path.read_bytes()) for path in sorted(pathlib.Path("/app/templates").rglob("*.toml"))]
index = json.dumps([[name, len(data)] for name, data in own]).encode() + b"\\n"
pathlib.Path("/app_compiled").write_bytes(index + b"".join(data for _, data in own))
`.replace("NOT_IN_A_PAGE", JSON.stringify(["subprocess", "multiprocessing", "tempfile", "shutil"])));
for (const name of ["library.zip", "app_compiled"]) fs.writeFileSync(name, python.FS.readFile(`/${name}`));
