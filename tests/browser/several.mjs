// Several reviewers: none sees what another decided, but for the one who settles it.
import { becomes, card, excerpta, goTo, is, judge, ok, saved, shownId, sql, test } from "./lib.mjs";

const decide = async (page, id, key) => {
  await goTo(page, `#/queue?at=${id}`);
  await page.waitForFunction((one) => document.querySelector("#excerpt")?.dataset.id === one, id);
  await judge(page, key);
  await saved(page);
};

export async function several({ ann, bob, chair }) {
  const id = sql("SELECT excerpt FROM v_excerpt WHERE excerpt NOT IN (SELECT excerpt FROM v_review) AND origin = 'rule' ORDER BY excerpt LIMIT 1");
  await test("blind double coding", async () => {
    await decide(ann, id, "a");
    await goTo(bob, `#/queue?at=${id}`);
    await bob.waitForFunction((one) => document.querySelector("#excerpt")?.dataset.id === one, id);
    is("what ann decided is not shown to bob", 0, await bob.locator(".theirs").count());
    const told = await bob.evaluate(async (one) => JSON.stringify(await (await fetch(`/api/excerpts?ids=${one}`)).json()), id);
    ok("nor sent to his browser", !/"ann"|"accept"/.test(told), told);
    is("nor found by a filter", 400, await bob.evaluate(async () => (await fetch("/api/queue?reviewer=ann&verdict=accept")).status));
    is("nor by what they disagree on", 400, await bob.evaluate(async () => (await fetch("/api/queue?disagreed=1")).status));
    const hand = sql("SELECT excerpt FROM v_excerpt WHERE origin = 'hand' LIMIT 1");
    const report = sql(`SELECT report FROM v_excerpt WHERE excerpt = '${hand}'`);
    ok("nor sent to him with the report", !(await bob.evaluate(async (sha) => (await (await fetch(`/api/report/${sha}`)).text()), report)).includes(hand));
    ok("nor are the words that she tagged by hand", !(await bob.evaluate(async () => (await (await fetch("/api/queue")).json()).ids)).includes(hand));
    await decide(bob, id, "x");
    await goTo(bob, "#/compare");
    await becomes("he is told why", true, async () => (await bob.locator("main").textContent()).includes("blind"));
  });
  await test("adjudication side by side", async () => {
    await goTo(chair, "#/compare");
    await card(chair);
    const sides = await chair.locator(".sides th").allTextContents();
    ok("both are shown side by side", sides.includes("ann") && sides.includes("bob"), sides.join());
    const one = await shownId(chair), words = { accept: "Accepted", reject: "Rejected", unsure: "Unsure" };
    is("with what each said", sql(`SELECT verdict FROM v_review WHERE excerpt = '${one}' ORDER BY reviewer`).split("\n").map((v) => words[v]).join(),
      (await chair.locator(".sides td .tag:not(.star)").allTextContents()).slice(0, 2).join());
    await chair.keyboard.press("x");
    await becomes("and what is settled holds", "rejected", () => sql(`SELECT status FROM v_finding WHERE excerpt = '${one}'`));
    is("both decisions stay", "2", sql(`SELECT count(*) FROM v_review WHERE excerpt = '${one}' AND adjudicated = 0`));
    await chair.evaluate(() => { location.hash = "#/queue?disagreed=1"; });
    await chair.waitForFunction(() => document.querySelectorAll("main.queue .theirs li").length === 2);
    ok("filter: disagreed", true);
  });
  await test("how sure", async () => {
    await goTo(bob, "#/sure");
    await bob.waitForSelector("main h1 + p:not([role=status])");
    is("one who reviews blind is told no figure", ["blind"].join(),
      await bob.evaluate(async () => Object.keys(await (await fetch("/api/sure")).json()).join()));
    await goTo(chair, "#/sure");
    await chair.waitForSelector("tbody tr");
    const shown = await chair.locator("section").first().locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => [row.cells[1].textContent, row.cells[4].textContent.trim().slice(0, 4)].join()));
    const told = JSON.parse(excerpta("precision", "--format", "json")).filter((row) => row.accepted + row.rejected > 0)
      .map((row) => [row.accepted + row.rejected, row.precision.toFixed(2)].join());
    is("precision is what the command tells", told.join(" "), shown.join(" "));
    const kappas = await chair.locator("section").nth(1).locator("tbody tr").evaluateAll((rows) => rows.length);
    is("agreement has the command's rows", JSON.parse(excerpta("agreement", "--format", "json", "--rounds", "10")).length, kappas);
  });
}
