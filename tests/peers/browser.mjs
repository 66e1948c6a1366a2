// Opens pages in a real browser and does what a job says: node browser.mjs JOB.json, what was seen goes to stdout.
// A job: {browser, pages: [{url, width, height, scheme, motion, offline, frame, steps: [[name, ...arguments], ...]}]}
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const browser = await chromium.launch({ executablePath: job.browser, args: ["--no-sandbox", "--disable-gpu"] });
const seen = [];

// Seconds of the processor that the browser has taken, in all of its processes.
function processorTime() {
  const parents = new Map(), times = new Map();
  for (const name of fs.readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const fields = fs.readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
      parents.set(Number(name), Number(fields[1]));
      times.set(Number(name), (Number(fields[11]) + Number(fields[12])) / 100);
    } catch { /* it has ended */ }
  }
  const isOurs = (id) => { for (let at = parents.get(id); at; at = parents.get(at)) if (at === process.pid) return true; return false; };
  return [...times].filter(([id]) => isOurs(id)).reduce((sum, [, time]) => sum + time, 0);
}

for (const wanted of job.pages) {
  const context = await browser.newContext({
    viewport: { width: wanted.width || 1280, height: wanted.height || 900 }, acceptDownloads: true,
    colorScheme: wanted.scheme || "light", reducedMotion: wanted.motion || "reduce", bypassCSP: false,
  });
  const page = await context.newPage();
  const asked = [], said = [];
  context.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(wanted.url, { waitUntil: "commit" });
  let at = page;
  if (wanted.frame) {
    for (let i = 0; i < 200 && page.frames().length < 2; i += 1) await sleep(50);
    at = page.frames()[1];
  }
  const evaluate = (code, argument) => at.evaluate(code, argument);
  const until = async (code, what) => {
    for (let i = 0; i < 1200; i += 1) {
      const found = await evaluate(code).catch(() => null);
      if (found) return found;
      await sleep(50);
    }
    throw new Error(`never: ${what}; ${await evaluate(() => document.documentElement.dataset.failed || "")}; ${said.join(" | ")}`);
  };
  const box = (name) => at.locator(`#steps input[data-name="${name}"]`);
  const does = {
    open: () => until(() => document.documentElement.dataset.state, "open"),
    ready: () => until(() => ["ready", "failed"].includes(document.documentElement.dataset.state), "ready"),
    // Types as a person does, and waits for the verdict.
    async type(name, text, by = "Enter") {
      const before = await evaluate(() => document.documentElement.dataset.judged || "0");
      const was = await box(name).inputValue();
      await box(name).fill(text);
      await box(name).press(by);
      if (was.trim() !== text.trim()) {
        for (let i = 0; i < 400; i += 1) {
          if (await evaluate(() => document.documentElement.dataset.judged || "0") !== before) return;
          await sleep(5);
        }
        throw new Error(`no verdict on ${name} = ${text}: ${said.join(" | ")}`);
      }
    },
    verdicts: () => evaluate(() => Object.fromEntries([...document.querySelectorAll("#steps tr[data-entry]")].map((row) => [row.dataset.entry, {
      kind: row.className, wrote: row.querySelector(".wrote").textContent, read: row.querySelector(".read").textContent,
      verdict: row.querySelector(".verdict").innerText.replace(/\s+/g, " ").trim() }]))),
    async download(selector) {
      const [file] = await Promise.all([page.waitForEvent("download"), at.locator(selector).click()]);
      return { name: file.suggestedFilename(), text: fs.readFileSync(await file.path(), "utf8") };
    },
    click: async (selector) => { await at.locator(selector).first().click(); },
    fill: async (selector, text) => { await at.locator(selector).fill(text); },
    choose: async (selector, value) => { await at.locator(selector).selectOption(value); await sleep(300); },
    press: async (key) => { await page.keyboard.press(key); },
    keys: async (text) => { await page.keyboard.type(text); },
    wait: async (time) => { await sleep(time); },
    until: async (code) => { await until(new Function(`return ${code}`), code); },
    value: (code) => evaluate(new Function(`return ${code}`)),
    text: (selector) => evaluate((css) => [...document.querySelectorAll(css)].map((each) => each.innerText.replace(/\s+/g, " ").trim()), selector),
    async axe() {
      await page.addScriptTag({ path: axe }).catch(() => evaluate(fs.readFileSync(axe, "utf8")));
      return evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((each) => ({
        id: each.id, impact: each.impact, help: each.help, nodes: each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`) })));
    },
    // How far the page is wider than the window.
    wider: () => evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    picture: async (path, full = true) => { await page.screenshot({ path, fullPage: full }); },
    reload: async () => { await page.reload({ waitUntil: "commit" }); },
    size: async (width, height) => { await page.setViewportSize({ width, height }); },
    media: async (what) => { await page.emulateMedia(what); },
    cpu: async () => processorTime(),
  };
  const results = [];
  for (const [name, ...rest] of wanted.steps) {
    const found = await does[name](...rest);
    results.push(found === undefined ? null : found);
  }
  seen.push({ results, asked, said });
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
