// Opens pages in a real browser and does what a job says: node browser.mjs JOB.json, what was seen goes to stdout.
// A job: {browser, pages: [{url, width, height, scheme, motion, offline, frame, steps: [[name, ...arguments], ...]}]}
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { sleep, stepsOn, through } from "./steps.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
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
  let page;
  const asked = [], said = [];
  context.on("request", (request) => asked.push(request.url()));
  const tabs = [];
  const tab = async (number) => {
    if (!tabs[number]) {
      tabs[number] = page = await context.newPage();
      page.on("console", (message) => { if (["error", "warning"].includes(message.type())) said.push(message.text()); });
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(wanted.url, { waitUntil: "commit" });
    }
    page = tabs[number];
    await page.bringToFront();
  };
  await tab(0);
  let at = page;
  if (wanted.frame) {
    for (let i = 0; i < 200 && page.frames().length < 2; i += 1) await sleep(50);
    at = page.frames()[1];
  }
  const evaluate = (code, argument) => at.evaluate(code, argument);
  const does = {
    ...stepsOn({
      evaluate, said,
      fill: async (selector, text) => { await at.locator(selector).fill(text); },
      pressIn: (selector, key) => at.locator(selector).press(key),
      press: async (key) => { await page.keyboard.press(key); },
      keys: async (text) => { await page.keyboard.type(text); },
      click: async (selector) => { await at.locator(selector).first().click(); },
      async download(selector) {
        const [file] = await Promise.all([page.waitForEvent("download"), at.locator(selector).click()]);
        return { name: file.suggestedFilename(), text: fs.readFileSync(await file.path(), "utf8") };
      },
    }),
    // Goes to another tab of the same page, or opens it.
    tab: async (number) => { await tab(number); at = page; },
    choose: async (selector, value) => { await at.locator(selector).selectOption(value); await sleep(300); },
    async axe() {
      await page.addScriptTag({ path: axe }).catch(() => evaluate(fs.readFileSync(axe, "utf8")));
      return evaluate(async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((each) => ({
        id: each.id, impact: each.impact, help: each.help, nodes: each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`) })));
    },
    picture: async (path, full = true) => { await page.screenshot({ path, fullPage: full }); },
    reload: async () => { await page.reload({ waitUntil: "commit" }); },
    size: async (width, height) => { await page.setViewportSize({ width, height }); },
    media: async (what) => { await page.emulateMedia(what); },
    cpu: async () => processorTime(),
  };
  const results = await through(does, wanted.steps);
  seen.push({ results, asked, said });
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
