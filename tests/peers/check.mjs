// Reads JSON lines {"tex", "display", "peer"} and answers each with a JSON line {"error": null | "message"}.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);

function startKatex() {
  const katex = require("katex");
  // A glyph without metrics is only a console warning in KaTeX, but on the page it has the wrong size.
  let warnings = [];
  console.warn = (message) => warnings.push(message);
  // What is not trusted is not thrown but printed in this colour, which nothing else has.
  const errorColor = "#bad0ff";
  const options = { strict: "error", throwOnError: true, trust: false, errorColor };
  return (tex, displayMode) => {
    warnings = [];
    const html = katex.renderToString(tex, { ...options, displayMode });
    if (html.includes(errorColor)) throw new Error(`not allowed without trust: ${tex}`);
    if (warnings.length > 0) throw new Error(warnings.join("; "));
  };
}

async function startMathJax(module, packages) {
  // Both versions keep their state in this global and take a leftover one for their configuration.
  delete globalThis.MathJax;
  const mathJax = await require(module).init({
    loader: { load: ["input/tex-base", ...packages.map((name) => `[tex]/${name}`)] },
    tex: {
      // What every site loads; without noerrors, noundefined, require and autoload, which hide faults.
      packages: ["base", ...packages],
      formatError: (_, error) => {
        throw error;
      },
    },
  });
  return (tex, display) => {
    const mathml = mathJax.tex2mml(tex, { display });
    if (mathml.includes("<merror")) throw new Error(mathml.replace(/<[^>]*>/g, " ").trim());
    // MathJax 3 takes \text{a\_b} and shows the backslash to the reader.
    const text = mathml.match(/<mtext[^>]*>[^<]*\\[^<]*<\/mtext>/);
    if (text) throw new Error(`\\text shows a backslash: ${text[0].replace(/<[^>]*>/g, "")}`);
  };
}

const starters = {
  katex: startKatex,
  mathjax3: () => startMathJax("mathjax3", ["ams", "newcommand"]),
  mathjax4: () => startMathJax("mathjax4", ["ams", "newcommand", "textmacros"]),
};
const running = {};

async function answer({ tex, display, peer }) {
  if (!Object.hasOwn(starters, peer)) throw new RangeError(`no such peer: ${peer}`);
  const check = await (running[peer] ??= starters[peer]());
  try {
    check(tex, display);
    return { error: null };
  } catch (error) {
    return { error: error.message || String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
