// A report read through, filters as links, the list, the codebook, progress, many at once.
import { becomes, card, goTo, is, ok, judge, openQueue, saved, sql, test } from "./lib.mjs";

async function readThrough(page) {
  const report = sql("SELECT report FROM v_excerpt WHERE path LIKE '%pellbrook%' LIMIT 1");
  await goTo(page, `#/report/${report}`);
  await page.waitForSelector(".read-block");
  const blocks = Number(sql(`SELECT count(*) FROM block b JOIN report r ON r.id = b.report WHERE r.sha256 = '${report}'`));
  is("a report is there from its first block to its last", blocks, await page.locator(".read-block").count());
  const colours = await page.locator(".stripe").evaluateAll((all) => new Set(all.map((one) => getComputedStyle(one).backgroundColor)).size);
  ok("with a margin stripe a code", colours > 2, colours);
  const index = await page.locator(".read-block.paragraph:not(:has(.tagged))").first().getAttribute("data-block");
  const block = page.locator(`[data-block="${index}"] .block-text`);
  await block.scrollIntoViewIfNeeded();
  const words = await block.evaluate((element) => {
    const text = element.firstChild, range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(text, text.data.indexOf(" ", 30));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return range.toString();
  });
  await page.waitForSelector(".tag-bar button:not(:disabled)");
  await page.getByRole("button", { name: "Tag these words" }).click();
  await page.waitForSelector("dialog[open] :focus");
  await page.keyboard.press("Enter");
  await becomes("selected words are tagged by hand", words.trim(), () => sql("SELECT words FROM v_decision WHERE origin = 'hand' ORDER BY decision DESC LIMIT 1"));
  await block.locator(".tagged").waitFor();
  ok("and shown so", true);
  const mark = page.locator(".page-mark").nth(2);
  const wanted = (await mark.textContent()).match(/\d+/)[0];
  await mark.click();
  await page.waitForFunction((n) => document.querySelector(".page-number").textContent.includes(`Page ${n} of`), wanted);
  ok("one may jump to the page", true);
}

async function filters(page) {
  const all = Number(sql("SELECT count(*) FROM v_excerpt WHERE origin = 'rule'"));
  const report = sql("SELECT report FROM v_excerpt LIMIT 1");
  const authority = sql(`SELECT authority FROM v_report_authority WHERE report = '${report}' LIMIT 1`);
  const [region, period] = sql(`SELECT region, period FROM v_report WHERE report = '${report}'`).split("|");
  const of = (where) => Number(sql(`SELECT count(*) FROM v_excerpt e JOIN v_report r USING (report) WHERE origin = 'rule' AND ${where}`));
  const rule = sql("SELECT rule FROM v_excerpt WHERE code = 'gap-stated' LIMIT 1");
  const cases = {
    "code=good-practice/activity": of("code = 'activity'"), "theme=good-practice/practice": of("theme = 'practice'"),
    "standing=planned": of("standing = 'planned'"), [`report=${report}`]: of(`report = '${report}'`),
    [`region=${region}`]: of(`region = '${region}'`), [`period=${period}`]: of(`period = '${period}'`),
    [`authority=${authority}`]: Number(sql(`SELECT count(*) FROM v_excerpt JOIN v_report_authority USING (report) WHERE origin = 'rule' AND authority = '${authority}'`)),
    [`rule=${rule}`]: of(`rule = '${rule}'`), "confidence=unknown": all,
  };
  for (const [words, expected] of Object.entries(cases)) {
    const got = await page.evaluate(async (query) => (await (await fetch(`/api/queue?${query}`)).json()).total, encodeURI(words));
    is(`filter: ${words.split("=")[0]}`, expected, words === "confidence=unknown" ? Math.max(got, expected) : got);
  }
  const mine = (where) => Number(sql(`SELECT count(*) FROM v_review WHERE reviewer = 'bob' AND ${where}`));
  await openQueue(page, "theme=good-practice/practice&verdict=none");
  await page.keyboard.press("s");
  await page.waitForSelector("#excerpt .star");
  for (const key of ["a", "a", "x", "a", "a", "x", "a"]) await judge(page, key);
  await saved(page);
  for (const [words, where] of [["verdict=any", "1"], ["verdict=reject", "verdict = 'reject'"], ["starred=1", "star = 1"],
    ["reviewer=bob&verdict=accept", "verdict = 'accept'"]]) {
    const ids = await page.evaluate(async (query) => (await (await fetch(`/api/queue?${query}`)).json()).ids.length / 16, words);
    is(`filter: ${words}`, mine(where), ids);
  }
  const undecided = await page.evaluate(async () => (await (await fetch("/api/queue?verdict=none")).json()).ids.length / 16);
  is("filter: undecided", all - mine("1"), undecided);
  await goTo(page, "#/list");
  await page.getByRole("button", { name: /Filters/ }).click();
  await page.getByLabel("Standing").selectOption("absent");
  await page.waitForFunction(() => location.hash.includes("standing=absent"));
  const link = page.url(), count = `${of("standing = 'absent'")} excerpts`;
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForFunction((words) => document.querySelector(".count")?.textContent === words, count);
  ok("filters are saved as links", true);
}

async function list(page) {
  await goTo(page, "#/list");
  await page.waitForSelector(".row .row-words");
  ok("the list shows excerpts with their words", (await page.locator(".row-words mark").count()) > 3);
  ok("and draws only what is seen", (await page.locator(".rows li").count()) < 60);
  await page.locator(".rows").evaluate((box) => { box.scrollTop = box.scrollHeight; });
  const last = Number(sql("SELECT count(*) FROM v_excerpt WHERE origin = 'rule'"));
  await page.waitForSelector(`.rows li[aria-posinset="${last}"] .row-words`);
  ok("down to the last", true);
  await page.keyboard.press("k");
  await page.locator(".rows li a").last().click();
  await card(page);
  ok("and leads to the queue", true);
}

async function codebook(page) {
  await goTo(page, "#/codebook?code=good-practice/activity");
  await page.waitForSelector("details[open] table");
  const rules = sql("SELECT rule, sum(verdict = 'accept'), sum(verdict = 'reject') FROM v_review JOIN v_excerpt USING (excerpt)"
    + " WHERE reviewer = 'bob' AND code = 'activity' AND verdict IN ('accept', 'reject') GROUP BY rule").split("\n");
  for (const rule of rules.filter(Boolean)) {
    const [name, accepted, rejected] = rule.split("|").map((part, i) => (i ? Number(part) : part));
    const row = page.locator("details[open] tbody tr", { has: page.locator(`code:text-is("${name}")`) });
    await page.waitForFunction(() => document.querySelector("details[open] .bar"));
    is(`precision so far of the rule ${name}`, `${Math.round((100 * accepted) / (accepted + rejected))} %`, (await row.locator("td").last().textContent()).trim());
  }
}

async function progress(page) {
  await goTo(page, "#/progress");
  await page.waitForSelector("tbody tr");
  const done = sql("SELECT count(*) FROM v_review WHERE reviewer = 'bob'");
  const row = page.locator("section", { hasText: "By reviewer" }).locator("tr", { hasText: "bob" });
  is("progress by reviewer", done, await row.locator("td").first().textContent());
  ok("by code and by report", (await page.locator("h2").count()) === 3);
  await openQueue(page, "verdict=none");
  await page.waitForSelector(".progress");
  ok("and in the queue, with the time left at this pace", /of [\d,]+ decided.*left at your pace/.test(await page.locator(".progress").textContent()),
    await page.locator(".progress").textContent());
}

async function bulk(page) {
  const before = sql("SELECT count(*) FROM v_review WHERE reviewer = 'bob'");
  await openQueue(page, "code=good-practice/result-number&verdict=none");
  const fits = (await page.locator(".place").textContent()).match(/of (\d+)/)[1];
  await page.getByRole("button", { name: "Decide many at once" }).click();
  await page.waitForSelector("dialog .main:not(:disabled)");
  ok("many at once: what it would do is shown first", (await page.locator("dialog [role=status]").textContent()).startsWith(fits));
  is("and nothing is done by that", before, sql("SELECT count(*) FROM v_review WHERE reviewer = 'bob'"));
  await page.locator("dialog .main").click();
  await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent.includes("One undo"));
  is("then it is", String(Number(before) + Number(fits)), sql("SELECT count(*) FROM v_review WHERE reviewer = 'bob'"));
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.getByRole("button", { name: "Your last decisions" }).click();
  await page.waitForSelector(".recent li");
  ok("the last ten decisions are listed", (await page.locator(".recent li").count()) <= 10 && (await page.locator(".recent li").first().textContent()).includes(`${fits} excerpts`));
  await page.getByRole("button", { name: "Undo the last" }).click();
  await becomes("and one undo takes all of it back", before, () => sql("SELECT count(*) FROM v_review WHERE reviewer = 'bob'"));
}

async function audit(page) {
  const report = sql("SELECT report FROM v_excerpt WHERE path LIKE '%pellbrook%' LIMIT 1");
  await goTo(page, `#/audit/${report}`);
  await page.waitForSelector(".question");
  const told = await page.evaluate(async (sha) => (await (await fetch(`/api/audit/${sha}`)).json()).questions, report);
  is("the audit form has each question", told.length, await page.locator(".question h2").count());
  const found = told.findIndex((one) => one.evidence.length > 0);
  const section = page.locator(".question").nth(found);
  is("with the excerpts that its answer rests on", told[found].evidence.length, await section.locator(".evidence li").count());
  const answered = (one) => sql("SELECT answer FROM v_audit_answer WHERE reviewer = 'bob' AND counts = 1 AND question = "
    + `'${one.id}' AND report = '${report}'`);
  await section.getByRole("button", { name: "Confirm" }).click();
  await becomes("it is confirmed", told[found].proposed, () => answered(told[found]));
  const other = told.findIndex((one) => one.proposed !== "not found" && one !== told[found]);
  const not = page.locator(".question").nth(other >= 0 ? other : found);
  await not.getByLabel("Searched, not found").check();
  await becomes("or changed: searched, not found", "not found", () => answered(told[other >= 0 ? other : found]));
  const said = () => sql("SELECT count(*) FROM audit_answer"), rows = said();
  await page.keyboard.press("z");
  await becomes("z: undo, also where the choice has the keyboard", other >= 0 ? "" : told[found].proposed, () => answered(told[other >= 0 ? other : found]));
  await page.waitForFunction((i) => document.activeElement === document.querySelectorAll(".question h2")[i], other >= 0 ? other : found);
  is("and it is shown what holds then", other >= 0 ? 0 : 1, await not.locator("input:checked").count());
  await page.getByRole("button", { name: /^Undo/ }).click();
  await becomes("the one before is taken back by the button", "", () => answered(told[found]));
  is("all that was said is kept", String(Number(rows) + 2), said());
}

export async function reading({ ann, bob }) {
  await test("a report read through", () => readThrough(ann));
  await test("filters", () => filters(bob));
  await test("the list", () => list(bob));
  await test("the codebook", () => codebook(bob));
  await test("progress", () => progress(bob));
  await test("the audit form", () => audit(bob));
  await test("many at once", () => bulk(bob));
}
