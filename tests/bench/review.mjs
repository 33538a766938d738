import { readFileSync } from "node:fs";
import { enter, open, serve, sql } from "../browser/lib.mjs";

const DECISIONS = 2000, BY_KEYBOARD = 300;
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const told = (what, times) => {
  times.sort((a, b) => a - b);
  console.log(`${what}: p50 ${at(times, .5).toFixed(1)} ms, p99 ${at(times, .99).toFixed(1)} ms, most ${at(times, 1).toFixed(1)} ms`);
};

console.log(`excerpts: ${sql("SELECT count(*) FROM v_excerpt")}`);
const begun = performance.now();
const server = await serve(["ann", "bob"]);
console.log(`the server answers after: ${(performance.now() - begun).toFixed(0)} ms`);
const browser = await open();
const page = await enter(browser, server.links.ann);
await page.waitForSelector("#excerpt");
for (let i = 0; i < 3; i++) {
  await page.goto(`${server.base}/#/queue?again=${i}`);
  await page.reload();
  await page.waitForSelector("#excerpt");
  const paint = await page.evaluate(() => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }));
  console.log(`first excerpt on the screen after: ${paint.toFixed(0)} ms`);
}

const waited = [];
for (let i = 0; i < BY_KEYBOARD; i++)
  waited.push(await page.evaluate((key) => new Promise((resolve, reject) => {
    const old = document.querySelector("#excerpt")?.dataset.id, from = performance.now();
    const look = () => {
      const now = document.querySelector("#excerpt")?.dataset.id, passed = performance.now() - from;
      if (now && now !== old) setTimeout(() => resolve(performance.now() - from));
      else if (passed > 10000) reject(new Error("the next excerpt does not come"));
      else requestAnimationFrame(look);
    };
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    look();
  }), ["a", "x", "a", " "][i % 4]));
told(`waiting for the next of ${BY_KEYBOARD} excerpts decided by keyboard`, waited);
await page.waitForSelector(".saving.saved", { timeout: 120000 });

await page.goto(`${server.base}/#/list`);
await page.waitForSelector(".row-words");
const frames = await page.evaluate(async () => {
  const box = document.querySelector(".rows"), gaps = [];
  let last = performance.now();
  for (let i = 0; i < 120; i++) {
    box.scrollTop += 3000;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    gaps.push(performance.now() - last);
    last = performance.now();
  }
  return gaps;
});
told("frames while the list is scrolled", frames);

// The same over loopback without a browser's own time: a connection that stays, as the page has.
const cookies = await page.context().cookies();
const headers = { Cookie: `${cookies[0].name}=${cookies[0].value}`, Origin: server.base, "Content-Type": "application/json" };
const { ids } = await (await fetch(`${server.base}/api/queue?verdict=none`, { headers })).json();
const answered = [];
/** Seconds of the processor that the server has used: in its own code, and in the system's. */
const used = () => readFileSync(`/proc/${server.child.pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).map((ticks) => Number(ticks) / 100);
const before = used(), since = performance.now();
for (let i = 0; i < DECISIONS; i++) {
  const body = JSON.stringify({ request: `bench-${i}`, excerpts: [ids.slice(16 * i * 7, 16 * i * 7 + 16)], verdict: i % 3 ? "accept" : "reject" });
  const from = performance.now();
  const answer = await fetch(`${server.base}/api/decide`, { method: "POST", headers, body });
  await answer.text();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  answered.push(performance.now() - from);
}
const [own, system] = used().map((seconds, i) => ((seconds - before[i]) * 1000) / DECISIONS);
told(`answer to one of ${DECISIONS} decisions, on the disk`, answered);
console.log(`all ${DECISIONS} took ${((performance.now() - since) / 1000).toFixed(1)} s; the server's processor time for one: `
  + `${own.toFixed(2)} ms, and ${system.toFixed(2)} ms of the system`);
await browser.close();
await server.stop();
