// Runs in a worker, or on the page where there are no workers: bytes go in, the door comes out.
async function boot(assets) {
  // Pyodide refuses workers of the old kind, and tells them by this function.
  if (typeof importScripts === "function") globalThis.importScripts = () => { throw new TypeError("not here"); };
  globalThis.fetch = async (address) => {
    const name = String((address && address.url) || address).split("/").pop();
    if (name === "pyodide.asm.wasm") return new Response(assets.wasm, { headers: { "Content-Type": "application/wasm" } });
    if (name === "python_stdlib.zip") return new Response(assets.library);
    throw new TypeError(`nothing is fetched: ${name}`);
  };
  const module = (bytes) => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })));
  const { loadPyodide } = await module(assets.loader);
  const { default: createPyodideModule } = await module(assets.start);
  const python = await loadPyodide({
    indexURL: "file:///runtime/", createPyodideModule, lockFileContents: assets.lock, stdin: () => null,
  });
  const line = assets.app.indexOf(10);
  let at = line + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(assets.app.subarray(0, line)))) {
    python.FS.mkdirTree(`/app/${name}`.replace(/\/[^/]*$/, ""));
    python.FS.writeFile(`/app/${name}`, assets.app.subarray(at, at + size));
    at += size;
  }
  python.runPython(`
import gc, sys
gc.set_threshold(50_000)
sys.path.insert(0, "/app")
from tutor.desk.door import Door
`);
  const door = python.globals.get("Door")(assets.content);
  return (request) => door.answer(request);
}
