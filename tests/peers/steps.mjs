// What a job does on a page, whichever browser it is in; a page is given by what can be done with it:
//   evaluate(code, argument), fill(selector, text), pressIn(selector, key), press(key), keys(text), click(selector),
//   download(selector) -> {name, text}, said: [text, ...]
export const sleep = (time) => new Promise((done) => setTimeout(done, time));

export function stepsOn({ evaluate, fill, pressIn, press, keys, click, download, said }) {
  const until = async (code, what) => {
    for (let i = 0; i < 1200; i += 1) {
      const found = await evaluate(code).catch(() => null);
      if (found) return found;
      await sleep(50);
    }
    throw new Error(`never: ${what}; ${await evaluate(() => document.documentElement.dataset.failed || "")}; ${said.join(" | ")}`);
  };
  const judged = () => document.documentElement.dataset.judged || "0";
  return {
    open: () => until(() => document.documentElement.dataset.state, "open"),
    ready: () => until(() => ["ready", "failed"].includes(document.documentElement.dataset.state), "ready"),
    // Types as a person does, and waits for the verdict.
    async type(name, text, by = "Enter") {
      const before = await evaluate(judged), box = `#steps input[data-name="${name}"]`;
      const was = await evaluate((css) => document.querySelector(css).value, box);
      await fill(box, text);
      await pressIn(box, by);
      if (was.trim() !== text.trim()) {
        for (let i = 0; i < 4000; i += 1) {
          if (await evaluate(judged) !== before) return;
          await sleep(5);
        }
        throw new Error(`no verdict on ${name} = ${text}: ${said.join(" | ")}`);
      }
    },
    verdicts: () => evaluate(() => Object.fromEntries([...document.querySelectorAll("#steps tr[data-entry]")].map((row) => [row.dataset.entry, {
      kind: row.className, wrote: row.querySelector(".wrote").textContent, read: row.querySelector(".read").textContent,
      verdict: row.querySelector(".verdict").innerText.replace(/\s+/g, " ").trim() }]))),
    download, click, fill, press, keys,
    wait: async (time) => { await sleep(time); },
    until: async (code) => { await until(new Function(`return ${code}`), code); },
    value: (code) => evaluate(new Function(`return ${code}`)),
    text: (selector) => evaluate((css) => [...document.querySelectorAll(css)].map((each) => each.innerText.replace(/\s+/g, " ").trim()), selector),
    // How far the page is wider than the window.
    wider: () => evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  };
}

// Goes through the steps of a page; gives what each has found.
export async function through(does, steps) {
  const results = [];
  for (const [name, ...rest] of steps) {
    const found = await does[name](...rest);
    results.push(found === undefined ? null : found);
  }
  return results;
}
