// Opens pages in WebKitGTK and does what a job says: node webkit.mjs JOB.json; jobs are those of ../browser.mjs.
// It speaks WebDriver itself. A driver hears of no requests: `asked` is what the page's own record of them says; and
// it keeps no downloads: what the page puts into the file is taken where it is made.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { sleep, stepsOn, through } from "../steps.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const KEYS = { Enter: "\uE007", Tab: "\uE004", Backspace: "\uE003" };

// Each page has a driver of its own: one that has closed a browser does not always open another; nor does a new one
// always, and then it never answers.
let port = 20000 + (process.pid % 20000), driver = null;

async function command(method, address, body, wait = 120000) {
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
    method, signal: AbortSignal.timeout(wait), ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function begun() {
  for (let again = 2; ; again -= 1) {
    port += 1;
    driver = spawn(job.browser, [`--port=${port}`], { stdio: "ignore" });
    try {
      for (let i = 0; ; i += 1) {
        try { await command("GET", "/status"); break; } catch (error) { if (i > 100) throw error; await sleep(50); }
      }
      return (await command("POST", "/session", { capabilities: {} }, 45000)).sessionId;
    } catch (error) { driver.kill(); if (!again) throw error; }
  }
}

const seen = [];
try {
  for (const wanted of job.pages) {
    const sessionId = await begun();
    const of = (method, address, body) => command(method, `/session/${sessionId}${address}`, body);
    await of("POST", "/window/rect", { width: wanted.width || 1280, height: wanted.height || 900 }).catch(() => null);
    await of("POST", "/url", { url: wanted.url });
    if (wanted.frame) await of("POST", "/frame", { id: 0 });
    const evaluate = (code, argument) => of("POST", "/execute/sync", { script: `return (${code}).apply(null, arguments)`, args: argument === undefined ? [] : [argument] });
    // Keys go where the focus is, as a person's do.
    const typed = async (text) => {
      const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
      await of("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    };
    // The driver's own click misses what it has just scrolled to.
    const clicked = (selector) => evaluate((css) => { document.querySelector(css).click(); }, selector);
    const said = [];
    const does = stepsOn({
      evaluate, said,
      async fill(selector, text) {
        await evaluate((css) => { const box = document.querySelector(css); box.focus(); box.select(); }, selector);
        // The driver's keys do not reach into a sandboxed frame: there the box is told what a browser tells it.
        if (wanted.frame) await evaluate(([css, value]) => { const box = document.querySelector(css); box.value = value; box.dispatchEvent(new Event("change")); }, [selector, text]);
        else await typed(text || KEYS.Backspace);
      },
      pressIn: async (selector, key) => { if (!wanted.frame) await typed(KEYS[key]); },
      press: (key) => typed(KEYS[key]),
      keys: typed,
      click: async (selector) => { await clicked(selector); },
      async download(selector) {
        await evaluate(() => {
          const make = URL.createObjectURL;
          URL.createObjectURL = (file) => { file.text().then((text) => { window.written = text; }); return make.call(URL, file); };
          HTMLAnchorElement.prototype.click = function click() { window.named = this.download; };
        });
        await clicked(selector);
        for (let i = 0; i < 400; i += 1) {
          const found = await evaluate(() => (window.written && window.named ? { name: window.named, text: window.written } : null));
          if (found) return found;
          await sleep(25);
        }
        throw new Error("nothing was written");
      },
    });
    const results = await through(does, wanted.steps);
    const asked = [wanted.url, ...await evaluate(() => performance.getEntriesByType("resource").map((each) => each.name))];
    seen.push({ results, asked, said });
    await of("DELETE", "");
    driver.kill();
  }
} finally { if (driver) driver.kill(); }
process.stdout.write(JSON.stringify(seen));
