// Answers requests with the judge as it runs inside the page:
//   node door.mjs RUNTIME LIBRARY APP CONTENT REQUESTS ANSWERS
// REQUESTS has a request a line, ANSWERS gets an answer a line; stdout says what it took, in milliseconds of the
// processor and in bytes of memory.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, library, app, content, requests, found] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")));
const begun = process.cpuUsage();
const python = await loadPyodide({ indexURL: folder, stdLibURL: library });
const packed = fs.readFileSync(app), line = packed.indexOf(10);
let at = line + 1;
for (const [name, size] of JSON.parse(packed.subarray(0, line).toString())) {
  python.FS.mkdirTree(path.posix.dirname(`/app/${name}`));
  python.FS.writeFile(`/app/${name}`, packed.subarray(at, at + size));
  at += size;
}
python.runPython("import gc, sys\ngc.set_threshold(50_000)\nsys.path.insert(0, '/app')\nfrom tutor.desk.door import Door");
const door = python.globals.get("Door")(fs.readFileSync(content, "utf8"));
const used = () => { const { user, system } = process.cpuUsage(begun); return (user + system) / 1000; };
const times = [used()], heaps = [python._module.HEAP8.length], answers = [];
for (const request of fs.readFileSync(requests, "utf8").split("\n").filter(Boolean)) {
  const before = used();
  answers.push(door.answer(request));
  times.push(used() - before);
  heaps.push(python._module.HEAP8.length);
}
fs.writeFileSync(found, `${answers.join("\n")}\n`);
process.stdout.write(JSON.stringify({ times, heaps }));
