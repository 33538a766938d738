// How it looks and whom it serves: light and dark, narrow, zoomed, by keyboard and for a screen reader.
import { axe, drawn, goTo, is, ok, saved, shot, sql, test } from "./lib.mjs";

const views = () => {
  const report = sql("SELECT report FROM v_excerpt WHERE path LIKE '%pellbrook%' LIMIT 1");
  const excerpt = sql(`SELECT excerpt FROM v_excerpt WHERE report = '${report}' AND origin = 'rule' ORDER BY code = 'gap-stated' DESC, start LIMIT 1`);
  return { queue: [`#/queue?at=${excerpt}`, ".box"], list: ["#/list", ".row-words"], reports: ["#/reports", "tbody tr"],
    report: [`#/report/${report}?excerpt=${excerpt}`, ".box"], compare: ["#/compare", "#excerpt"],
    audit: [`#/audit/${report}`, ".question"], codebook: ["#/codebook?code=good-practice/gap-stated", "details[open] table"],
    trial: ["#/codebook?code=male-carers/engaged&try=1", "#part-text"], progress: ["#/progress", "tbody tr"], sure: ["#/sure", "tbody tr"] };
};

async function show(page, hash, ready) {
  await goTo(page, hash);
  await page.waitForSelector(ready, { state: "attached" });
  await drawn(page);
}

async function everyView(page, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  for (const [name, [hash, ready]] of Object.entries(views())) {
    await show(page, hash, ready);
    await axe(page, `${name}, ${scheme}`);
    await shot(page, `${name}-${scheme}`);
  }
  await show(page, views().queue[0], ".box");
  for (const [name, key] of [["recode", "c"], ["memo", "m"], ["keys", "?"]]) {
    await page.keyboard.press(key);
    await page.waitForSelector("dialog[open]");
    await axe(page, `${name}, ${scheme}`);
    await shot(page, `${name}-${scheme}`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  }
}

async function fits(page, name) {
  for (const [view, [hash, ready]] of Object.entries(views())) {
    await show(page, hash, ready);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    ok(`${name}: ${view} is no wider than the window`, wide <= 1, wide);
    await shot(page, `${view}-${name}`);
  }
  await show(page, views().queue[0], "#excerpt");
  for (const act of ["Accept", "Reject", "Unsure", "Recode", "Undo"]) {
    const button = page.getByRole("button", { name: new RegExp(`^${act}`) }).last();
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox(), size = page.viewportSize();
    ok(`${name}: ${act} can be reached`, box && box.x >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height + 1, JSON.stringify(box));
  }
}

async function byKeyboard(page) {
  await show(page, views().queue[0], ".box");
  await page.locator(".top nav a").first().focus();
  const met = new Set(["Queue"]);
  let seen = true;
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const own = document.activeElement, style = getComputedStyle(own);
      return { name: own.getAttribute("aria-label") ?? own.textContent, ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, body: own === document.body };
    });
    if (now.body) break;
    met.add(now.name.trim());
    seen = seen && now.ring;
  }
  for (const name of ["Queue", "Progress", "Accept", "Reject", "Star", "Memo", "Undo", "Decide many at once", "Larger"])
    ok(`Tab leads to: ${name}`, [...met].some((one) => one.startsWith(name)), [...met].join(" / "));
  ok("and where one is can be seen", seen);
  await page.keyboard.press("c");
  await page.waitForSelector("dialog[open]");
  for (let i = 0; i < 6; i++) await page.keyboard.press("Tab");
  ok("a dialog keeps the keyboard to itself", await page.evaluate(() => !!document.activeElement.closest("dialog") || document.activeElement === document.body));
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForFunction(() => document.activeElement.id === "excerpt");
  ok("and gives it back", true);
}

async function toAScreenReader(page) {
  await show(page, views().queue[0], "#excerpt");
  ok("the excerpt is an article named by its code", (await page.getByRole("article").getAttribute("aria-labelledby")) === "excerpt-code");
  is("there is one main part", 1, await page.getByRole("main").count());
  ok("a picture has words", (await page.locator(".page-sheet img").getAttribute("alt")).includes("outlined"));
  ok("keys are told", (await page.getByRole("button", { name: /^Accept/ }).getAttribute("aria-keyshortcuts")) === "a");
  await page.keyboard.press("x");
  await page.waitForFunction(() => document.querySelector("[aria-live]").textContent === "Rejected");
  ok("what was decided is said", true);
  await page.keyboard.press("z");
  await saved(page);
}

export async function looks({ chair }) {
  for (const scheme of ["light", "dark"]) await test(`every view, ${scheme}`, () => everyView(chair, scheme));
  await chair.emulateMedia({ colorScheme: "light" });
  await test("narrow", async () => {
    await chair.setViewportSize({ width: 390, height: 800 });
    await fits(chair, "narrow");
  });
  await test("200 %", async () => {
    await chair.setViewportSize({ width: 720, height: 450 });
    await fits(chair, "zoomed");
    await axe(chair, "queue, 200 %");
  });
  await chair.setViewportSize({ width: 1440, height: 900 });
  await test("keyboard only", () => byKeyboard(chair));
  await test("screen reader", () => toAScreenReader(chair));
}
