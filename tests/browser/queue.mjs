// One excerpt at a time, its surroundings, and the keys.
import { becomes, card, goTo, is, judge, ok, openQueue, saved, shownId, sql, test } from "./lib.mjs";

const said = (id, reviewer) =>
  sql(`SELECT verdict || ' ' || recode || ' ' || memo || ' ' || star FROM v_review WHERE excerpt = '${id}' AND reviewer = '${reviewer}'`);

async function surroundings(page) {
  await openQueue(page, "code=good-practice/gap-stated&verdict=none");
  const one = await card(page);
  await test("one excerpt at a time", async () => is("one excerpt at a time", 1, await page.locator("article.card").count()));
  const id = await shownId(page);
  const [words, start] = sql(`SELECT stop - start, rule FROM v_excerpt WHERE excerpt = '${id}'`).split("|");
  ok("the words stand in their paragraph", (await one.locator(".block .around").count()) > 0);
  ok("under their heading path", (await one.locator(".heading-path li").count()) > 0);
  ok("matched words are marked", (await one.locator("mark").count()) > 0);
  ok("and are those of the excerpt", (await one.locator(".in, mark").allTextContents()).join("").length <= Number(words));
  ok("the standing is shown", ["present", "absent", "planned", "past"].includes(await one.locator("header .tag").first().textContent()));
  const panel = page.locator(".code-panel");
  for (const part of ["Definition", "Include", "Exclude", "Example"])
    ok(`the code's ${part.toLowerCase()} stands beside it`, (await panel.getByRole("heading", { name: part, exact: true }).count()) === 1);
  is("and the rule that fired", start, await panel.locator("code").textContent());
}

async function pictures(page) {
  await page.waitForFunction(() => document.querySelector(".page-sheet img")?.naturalWidth > 300);
  await page.waitForSelector(".page-sheet .box");
  const box = await page.locator(".box").first().boundingBox(), sheet = await page.locator(".page-sheet").boundingBox();
  ok("the page is shown with the passage outlined", box.x > sheet.x && box.y > sheet.y && box.x + box.width < sheet.x + sheet.width);
  const place = () => page.locator(".page-number").textContent();
  const at = Number((await place()).match(/Page (\d+)/)[1]);
  await page.keyboard.press("]");
  await page.waitForFunction((n) => document.querySelector(".page-number").textContent.includes(`Page ${n} `), at + 1);
  ok("next page", true);
  await page.keyboard.press("[");
  await page.waitForFunction((n) => document.querySelector(".page-number").textContent.includes(`Page ${n} `), at);
  ok("previous page", true);
  const width = sheet.width;
  await page.keyboard.press("+");
  await page.waitForFunction((w) => document.querySelector(".page-sheet").clientWidth > w * 1.2, width);
  ok("zoom", true);
  await page.keyboard.press("-");
}

/** Two keys with nothing drawn in between: the second is of the next excerpt, whether or not its own was seen. */
async function quick(page) {
  const first = await shownId(page);
  await page.keyboard.press("j");
  await page.waitForFunction((old) => document.querySelector("#excerpt")?.dataset.id !== old, first);
  const second = await shownId(page);
  await page.keyboard.press("k");
  await page.waitForFunction((old) => document.querySelector("#excerpt")?.dataset.id === old, first);
  await page.evaluate(async () => {
    for (const key of ["a", "x"]) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(0);
      });
    }
  });
  await becomes("two quick keys decide two excerpts", "accept   0, reject   0", () => [first, second].map((id) => said(id, "ann")).join(", "));
}

async function keys(page) {
  await openQueue(page, "theme=good-practice/practice&verdict=none");
  for (const [key, verdict] of [["a", "accept"], ["x", "reject"], [" ", "unsure"]]) {
    const id = await shownId(page);
    await judge(page, key);
    await saved(page);
    await becomes(`${key === " " ? "space" : key}: ${verdict}, and the next is there`, `${verdict}   0`, () => said(id, "ann"));
  }
  await quick(page);
  const id = await shownId(page);
  await page.keyboard.press("c");
  await page.waitForSelector("dialog[open] :focus");
  await page.keyboard.type("number");
  ok("c: type to find a code", (await page.locator(".found li").count()) < 10);
  await page.keyboard.press("Enter");
  await page.waitForFunction((old) => document.querySelector("#excerpt")?.dataset.id !== old, id);
  await saved(page);
  ok("and recode", /^recode \S+ {2}0$/.test(said(id, "ann")), said(id, "ann"));
  await page.keyboard.press("z");
  await page.waitForFunction((old) => document.querySelector("#excerpt")?.dataset.id === old, id);
  await becomes("z: undo, and back to it", "", () => said(id, "ann"));
  await page.keyboard.press("s");
  await page.keyboard.press("m");
  await page.waitForSelector("dialog[open] :focus");
  await page.keyboard.type("Ask the board <b>why</b>");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#excerpt .memo");
  is("a memo is text", "Memo Ask the board <b>why</b>", await page.locator("#excerpt .memo").textContent());
  const noted = () => sql(`SELECT memo || ' ' || star || ' ' || holds FROM v_note WHERE excerpt = '${id}' AND reviewer = 'ann' ORDER BY note DESC LIMIT 1`);
  await becomes("star and memo are in the study before there is a verdict", "Ask the board <b>why</b> 1 1", noted);
  await page.reload();
  await page.waitForFunction((one) => document.querySelector("#excerpt")?.dataset.id === one, id);
  is("and there when the page is opened again", "Memo Ask the board <b>why</b>", await page.locator("#excerpt .memo").textContent());
  await judge(page, "a");
  await becomes("s and m: star and memo go with the decision", "accept  Ask the board <b>why</b> 1", () => said(id, "ann"));
  is("which holds from then on", "Ask the board <b>why</b> 1 0", noted());
  await page.keyboard.press("z");
  await page.waitForFunction((one) => document.querySelector("#excerpt")?.dataset.id === one, id);
  await becomes("undone, what was noted holds again", "Ask the board <b>why</b> 1 1", noted);
  await page.waitForFunction(() => !document.querySelector("#excerpt .verdict-accept"));
  ok("and is shown", (await page.locator("#excerpt .memo").count()) === 1 && (await page.locator("#excerpt .star").count()) === 1);
  await judge(page, "a");
  const now = await shownId(page);
  await page.keyboard.press("k");
  is("k: previous", id, await shownId(page));
  await page.keyboard.press("j");
  is("j: next", now, await shownId(page));
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "filter-words");
  ok("/: search", true);
  await page.keyboard.type("father");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("words=father"));
  await page.waitForFunction(() => [...document.querySelectorAll("#excerpt .in, #excerpt mark")].map((one) => one.textContent).join("")
    .toLowerCase().includes("father"));
  ok("finds the words", true);
  await page.locator("#excerpt").focus();
  await page.keyboard.press("g");
  await page.waitForSelector("main.read .read-block");
  ok("g: report", true);
}

async function remap(page) {
  await openQueue(page, "verdict=none");
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  const change = async (key) => {
    await page.getByRole("button", { name: /^Accept:/ }).click();
    await page.getByText("Press a key").waitFor();
    await page.keyboard.press(key);
    await page.getByText("Press a key").waitFor({ state: "detached" });
  };
  is("? shows all keys", 18, await page.locator(".keys dt").count());
  await change("x");
  ok("a key that is taken says so", (await page.locator("dialog [role=status]").textContent()).includes("Reject"));
  await change("1");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  const id = await shownId(page);
  await judge(page, "1");
  await becomes("every key can be another", "accept   0", () => said(id, "ann"));
  await page.keyboard.press("z");
  await page.keyboard.press("?");
  await page.getByRole("button", { name: "Back to the usual keys" }).click();
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
}

/** A group: the same code on the same words in several reports. */
async function together(page) {
  await goTo(page, "#/queue");
  const ids = await page.evaluate(async () => (await (await fetch("/api/queue?verdict=none")).json()).ids.match(/.{16}/g));
  const found = await page.evaluate(async (all) => {
    for (let i = 0; i < all.length; i += 20) {
      const { excerpts } = await (await fetch(`/api/excerpts?ids=${all.slice(i, i + 20).join(",")}`)).json();
      const same = excerpts.find((e) => e.same.length > 0 && e.others.length > 0) ?? excerpts.find((e) => e.same.length > 0);
      if (same) return same;
    }
  }, ids);
  await goTo(page, `#/queue?at=${found.id}`);
  await page.waitForFunction((id) => document.querySelector("#excerpt")?.dataset.id === id, found.id);
  ok("near-duplicates are told", (await page.locator(".same").textContent()).includes("same words"));
  await page.keyboard.press("d");
  const all = [found.id, ...found.same.map((one) => one.id)];
  await becomes("and reviewed together", all.length, () => all.filter((id) => said(id, "ann").startsWith("accept")).length);
  is("in one go", "1", sql(`SELECT count(DISTINCT batch) FROM v_decision WHERE excerpt IN (${all.map((id) => `'${id}'`)}) AND counts = 1`));
  await page.keyboard.press("z");
  await becomes("which one undo takes back", 0, () => all.filter((id) => said(id, "ann") !== "").length);
  const other = sql("SELECT a.excerpt FROM v_excerpt a JOIN v_excerpt b ON b.report = a.report AND b.start < a.stop AND b.stop > a.start AND b.excerpt <> a.excerpt LIMIT 1");
  await goTo(page, `#/queue?at=${other}`);
  await page.waitForFunction((id) => document.querySelector("#excerpt")?.dataset.id === id, other);
  ok("other codes on the same words are shown", (await page.locator(".others li").count()) > 0);
}

export async function queue({ ann }) {
  await test("the queue shows an excerpt with its surroundings", () => surroundings(ann));
  await test("the page as a picture", () => pictures(ann));
  await test("keys", () => keys(ann));
  await test("keys can be others", () => remap(ann));
  await test("near-duplicates together", () => together(ann));
}
