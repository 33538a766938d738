// What the browser tests share: TAP, a study with its server, a browser that is a reviewer's.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const builddir = process.env.top_builddir_abs, srcdir = process.env.top_srcdir_abs, scratch = process.env.SCRATCH;
export const shots = join(builddir, "tests/browser/shots");
const require = createRequire(join(builddir, "src/web/node_modules/"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(shots, { recursive: true });

let number = 0;
export function ok(what, passed, more = "") {
  console.log(`${passed ? "ok" : "not ok"} ${++number} - ${what}`);
  if (!passed && more !== "") console.log(`# ${String(more).replace(/\n/g, "\n# ").slice(0, 2000)}`);
}
export function is(what, expected, got) {
  ok(what, expected === got, `expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
}
/** The same of what comes to be so: read again until it is, or until it is plain that it does not. */
export async function becomes(what, expected, read) {
  let got;
  for (const until = Date.now() + 15000; (got = await read()) !== expected && Date.now() < until;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  is(what, expected, got);
}
export function done() {
  console.log(`1..${number}`);
}
/** A test of one sentence; what it throws fails that sentence alone. */
export async function test(what, run) {
  const before = number;
  try {
    await run();
  } catch (error) {
    ok(what, false, error.stack ?? error);
    return;
  }
  if (number === before) ok(what, true);
}

export const study = join(scratch, "study.db");
const program = process.env.EXCERPTA;

export function excerpta(...words) {
  return execFileSync(program, [...words, "--study", study], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
export function sql(text) {
  return execFileSync("sqlite3", ["-cmd", ".timeout 5000", study, text], { encoding: "utf8" }).trim();
}

export function makeStudy() {
  const books = ["male-carers", "good-practice"].flatMap((name) => ["--codebook", join(srcdir, `codebooks/${name}.xml`)]);
  excerpta("index", join(srcdir, "corpus/reports"), "--manifest", join(srcdir, "corpus/manifest.csv"), "--quiet");
  excerpta("code", ...books, "--quiet");
}

/** A server of the study: its address and the links of its reviewers. */
export async function serve(reviewers, port = 0) {
  const child = spawn(program, ["review", "--no-browser", "--study", study, ...(port ? ["--port", String(port)] : []),
    ...reviewers.flatMap((name) => ["--reviewer", name])], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  const links = await new Promise((resolve, reject) => {
    child.stdout.on("data", (more) => {
      said += more;
      const lines = said.trim().split("\n");
      if (lines.length === reviewers.length && said.endsWith("\n"))
        resolve(Object.fromEntries(lines.map((line) => line.split("\t"))));
    });
    child.on("exit", () => reject(new Error("the server ended")));
    setTimeout(() => reject(new Error("the server does not start")), 20000).unref();
  });
  const base = new URL(Object.values(links)[0]).origin;
  const stop = (signal = "SIGTERM") => new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.on("exit", resolve);
    child.kill(signal);
  });
  return { base, port: Number(new URL(base).port), links, stop, child };
}

export async function open() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}

/** SLOW_ANSWERS=400 holds each question back by up to so many milliseconds: what a test reads too early is then seen. */
async function slow(page) {
  const most = Number(process.env.SLOW_ANSWERS ?? 0);
  if (most > 0)
    await page.route("**/api/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * most));
      await route.continue().catch(() => undefined);
    });
}

/** A page of a reviewer's own browser; what goes wrong in it fails at the end. */
export const troubles = [];
export async function enter(browser, link, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.on("pageerror", (error) => troubles.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|ERR_CONNECTION/.test(message.text()))
      troubles.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(link).origin)) troubles.push(`asks elsewhere: ${request.url()}`);
  });
  await slow(page);
  await page.goto(link);
  await page.waitForSelector("header.top");
  return page;
}

export async function goTo(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
}
/** The queue of these filters, once it is another than what was shown. */
export async function openQueue(page, query) {
  const asked = page.waitForResponse((answer) => answer.url().includes("/api/queue?"));
  await goTo(page, "#/reports");
  await page.waitForSelector("main.table-view");
  await goTo(page, `#/queue?${query}`);
  await asked;
  await card(page);
}
export async function card(page) {
  await page.waitForSelector("#excerpt");
  return page.locator("#excerpt");
}
/** The id of the excerpt that is shown, from the address that keeps it. */
export async function shownId(page) {
  await card(page);
  return page.getAttribute("#excerpt", "data-id");
}
/** All that was done is said to be saved. */
export async function saved(page) {
  await page.waitForSelector(".saving.saved", { timeout: 30000 });
}
/** Presses a key that judges the excerpt, and waits for the next. */
export async function judge(page, key) {
  const id = await shownId(page);
  await page.keyboard.press(key);
  await page.waitForFunction((old) => document.querySelector("main.queue") && document.querySelector("#excerpt")?.dataset.id !== old, id);
}
/** Everything that the view has asked for has come, and is drawn. */
export async function drawn(page) {
  await page.waitForFunction((loading) => [...document.images].every((image) => image.complete)
    && ![...document.querySelectorAll("main [role=status]")].some((one) => one.textContent === loading), "Loading…");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
export async function shot(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
export async function axe(page, name) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  is(`axe finds nothing: ${name}`, "", violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).slice(0, 4).join(" | ")}`).join("\n"));
}
export function keep(name, text) {
  writeFileSync(join(scratch, name), text);
}
