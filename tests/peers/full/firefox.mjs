// Opens pages in Firefox and does what a job says: node firefox.mjs JOB.json; jobs are those of ../browser.mjs.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import puppeteer from "puppeteer-core";
import { sleep, stepsOn, through } from "../steps.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const saved = fs.mkdtempSync(path.join(os.tmpdir(), "answers-"));
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: job.browser, headless: true,
  extraPrefsFirefox: {
    "browser.download.folderList": 2, "browser.download.dir": saved, "browser.download.useDownloadDir": true,
    "browser.download.alwaysOpenPanel": false, "browser.download.always_ask_before_handling_new_types": false,
  },
});
const seen = [];
for (const wanted of job.pages) {
  // A context of its own: what one page keeps is not there for the next one.
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: wanted.width || 1280, height: wanted.height || 900 });
  const asked = [], said = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(wanted.url);
  for (let i = 0; wanted.frame && i < 200 && page.frames().length < 2; i += 1) await sleep(50);
  const at = wanted.frame ? page.frames()[1] : page;
  const does = stepsOn({
    evaluate: (code, argument) => at.evaluate(code, argument),
    said,
    async fill(selector, text) {
      await at.evaluate((css) => { const box = document.querySelector(css); box.focus(); box.select(); }, selector);
      if (text) await page.keyboard.type(text); else await page.keyboard.press("Backspace");
    },
    pressIn: async (selector, key) => { await page.keyboard.press(key); },
    press: async (key) => { await page.keyboard.press(key); },
    keys: async (text) => { await page.keyboard.type(text); },
    click: async (selector) => { await (await at.$(selector)).click(); },
    async download(selector) {
      for (const name of fs.readdirSync(saved)) fs.rmSync(path.join(saved, name));
      await (await at.$(selector)).click();
      for (let i = 0; i < 400; i += 1) {
        const names = fs.readdirSync(saved);
        if (names.length === 1 && names[0].endsWith(".json")) {
          const text = fs.readFileSync(path.join(saved, names[0]), "utf8");
          if (text) return { name: names[0], text };
        }
        await sleep(25);
      }
      throw new Error(`nothing was saved: ${said.join(" | ")}`);
    },
  });
  seen.push({ results: await through(does, wanted.steps), asked, said });
  await context.close();
}
await browser.close();
fs.rmSync(saved, { recursive: true });
process.stdout.write(JSON.stringify(seen));
