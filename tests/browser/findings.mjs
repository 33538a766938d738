// The findings page of the demo: what each number opens, how the page looks, and what is left of it without scripts.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, done, excerpta, is, makeStudy, ok, open, shots, sql, test, troubles } from "./lib.mjs";

makeStudy();
excerpta("reviewer", "add", "Ann");
excerpta("decisions", "batch", "--reviewer", "Ann", "--verdict", "reject", "--code", "activity", "--yes");
excerpta("decisions", "batch", "--reviewer", "Ann", "--verdict", "accept", "--code", "engaged", "--star", "--yes");
const file = join(process.env.SCRATCH, "findings.html"), address = pathToFileURL(file).href;
excerpta("report", "--output", file, "--rows", "engagement", "--columns", "gap");

const browser = await open();
async function visit(options = {}) {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })).newPage();
  page.on("pageerror", (error) => troubles.push(error.stack ?? error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => request.url().split("#")[0] !== address && troubles.push(`asks elsewhere: ${request.url()}`));
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-ready]");
  return page;
}

/** In the page: opens every number and tells of each what it says and what the box shows. */
function openAll() {
  const box = document.querySelector("dialog"), list = box.querySelector("div");
  return [...document.querySelectorAll("a[data-opens]:not([data-opens=list]), .cells a")].map((number) => {
    number.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    const told = box.querySelector("p").textContent;
    for (let more; (more = list.querySelector("button")); ) more.click();
    const shown = { opens: number.dataset.opens ?? "answer", says: number.textContent, counted: box.dataset.counted, told,
      open: box.open, reports: list.querySelectorAll("h3").length, quotes: list.querySelectorAll(".q").length,
      lines: list.children.length, ...number.dataset };
    box.close();
    return shown;
  });
}

const page = await visit();
await test("every number opens what it counts", async () => {
  const all = await page.evaluate(openAll);
  const wrong = all.filter((n) => !n.open
    || (n.opens !== "answer" && n.counted !== n.says)
    || (n.opens === "code" && (n.reports !== +n.says || n.quotes < n.reports))
    || (n.opens === "excerpts" && n.quotes !== +n.says)
    || (n.opens === "reports" && n.name === "reports" && n.lines !== +n.says)
    || (n.opens === "searched" && n.lines !== +n.says)
    || (n.opens === "answers" && n.reports !== +n.says)
    || (n.opens === "pairs" && n.quotes < 2 * +n.says)
    || (n.opens === "answer" && n.reports !== 1));
  ok("each number opens as many as it says", wrong.length === 0, JSON.stringify(wrong.slice(0, 5), null, 1));
  for (const [opens, least] of Object.entries({ code: 300, searched: 50, reports: 4, excerpts: 25, answers: 15, pairs: 1, answer: 100 }))
    ok(`there were numbers that open ${opens}`, all.filter((n) => n.opens === opens).length >= least);
  is("all excerpts are those of the study", sql("SELECT count(*) FROM v_finding WHERE status NOT IN ('rejected', 'recoded')"),
    all.find((n) => n.opens === "excerpts" && n.name === "kept" && !n.code).says);
});
await test("the box is for the keyboard too", async () => {
  const number = page.locator("#summary ~ ul a[data-opens=code]").first();
  await number.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] .q");
  await axe(page, "findings, a number opened");
  await page.screenshot({ path: join(shots, "findings-box.png") });
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog:not([open])", { state: "attached" });
  ok("and gives the focus back", await number.evaluate((a) => a === document.activeElement));
});
for (const scheme of ["light", "dark"])
  await test(`how it looks, ${scheme}`, async () => {
    await page.emulateMedia({ colorScheme: scheme });
    await axe(page, `findings, ${scheme}`);
    await page.screenshot({ path: join(shots, `findings-${scheme}.png`), fullPage: true });
  });
await page.emulateMedia({ colorScheme: "light" });
await test("narrow", async () => {
  const narrow = await visit({ viewport: { width: 390, height: 800 } });
  const wide = await narrow.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  ok("the page is no wider than the window", wide <= 1, wide);
  await narrow.screenshot({ path: join(shots, "findings-narrow.png"), fullPage: true });
});
await test("printed", async () => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  is("on paper it is dark on white", "rgb(255, 255, 255)", await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
  await page.pdf({ path: join(shots, "findings.pdf"), format: "A4", preferCSSPageSize: true });
});
await test("without scripts", async () => {
  const plain = await visit({ javaScriptEnabled: false });
  ok("it says so", (await plain.locator("noscript").first().innerText()).includes("runs no scripts"));
  await plain.locator("#summary ~ ul a[data-opens=code]").first().click();
  ok("a number leads to its code's quotations", /#c\d+$/.test(plain.url()), plain.url());
});
is("nothing went wrong in the page, and nothing was fetched", "", troubles.join("\n"));
await browser.close();
done();
