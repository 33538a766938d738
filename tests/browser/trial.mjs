// A code is changed and tried on the study before it is adopted; nobody else notices.
import { readFileSync } from "node:fs";
import { axe, excerpta, goTo, is, keep, ok, shot, sql, study, test } from "./lib.mjs";

const code = "male-carers/engaged";

async function openTrial(page) {
  await goTo(page, `#/codebook?code=${code}`);
  await page.locator("details[open]").getByRole("link", { name: "Change and try on the study" }).click();
  await page.waitForSelector("#part-text");
}
async function write(page, from, to) {
  const box = page.locator("#part-text"), text = await box.inputValue();
  await box.fill(text.replace(from, to));
  ok("what is changed is told", (await page.locator(".part-names").textContent()).includes("(changed)"));
  return text;
}
async function begin(page) {
  await page.getByRole("button", { name: "Try on the study" }).click();
  await page.waitForFunction(() => ![...document.querySelectorAll(".trial-acts button")].some((one) => one.textContent === "Stop")
    && document.querySelector(".mistakes, .difference"));
}

async function mistakes(page) {
  await openTrial(page);
  is("a code stands with the lists that it uses", true, (await page.locator(".part-names button").count()) >= 2);
  await page.locator(".part-names button", { hasText: "List man" }).click();
  await page.waitForFunction(() => document.querySelector("#part-text").value.startsWith("<terms"));
  const text = await page.locator("#part-text").inputValue();
  const file = readFileSync(`${process.env.top_srcdir_abs}/codebooks/male-carers.xml`, "utf8");
  ok("as the file has it", file.includes(text));
  const line = file.slice(0, file.indexOf(text)).split("\n").length;
  is("with the file's own lines", String(line), (await page.locator(".numbers").textContent()).split("\n")[0]);
  await page.locator("#part-text").fill(text.replace("<pattern>fathers", "<patern>fathers").replace("</pattern>", "</patern>"));
  await begin(page);
  const said = await page.locator(".mistakes").textContent();
  ok("a mistake is told with its line and the nearest right word", said.includes(`line ${line + 1}: `) && said.includes("did you mean <pattern>?"), said);
  await page.getByRole("button", { name: `Go to line ${line + 1}` }).first().click();
  await page.waitForFunction(() => document.getSelection().toString() !== "" || document.activeElement.id === "part-text");
  ok("and one click leads there", (await page.evaluate(() => {
    const box = document.querySelector("#part-text");
    return box.value.slice(box.selectionStart, box.selectionEnd);
  })).trim().startsWith("<patern>"));
  await axe(page, "mistakes in a trial");
  await page.getByRole("button", { name: "Put back as it was" }).click();
  is("what was there can be put back", text, await page.locator("#part-text").inputValue());
}

async function tried(page, ann) {
  const status = await ann.evaluate(async (excerpts) => (await fetch("/api/decide", { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ request: "all-engaged", excerpts, verdict: "accept" }) })).status,
  sql("SELECT excerpt FROM v_excerpt WHERE code = 'engaged' AND origin = 'rule'").split("\n"));
  is("somebody has decided", 200, status);
  const before = sql("SELECT count(*), max(id) FROM pass"), dump = () => sql("SELECT group_concat(key || start || rule) FROM excerpt");
  const held = dump();
  await openTrial(page);
  await page.locator(".part-names button", { hasText: "List man" }).click();
  await write(page, "fathers?|", "grandfathers?|");
  await begin(page);
  const row = page.locator(".difference tbody tr", { hasText: "Engaged" }).first();
  const anew = await row.locator("td").nth(2).textContent(), gone = await row.locator("td").nth(3).textContent();
  keep("tried.xml", await changed(page));
  const told = JSON.parse(excerpta("codebook", "diff", `${process.env.top_srcdir_abs}/codebooks/male-carers.xml`, `${process.env.SCRATCH}/tried.xml`, "--format", "json"));
  const of = (change) => told.filter((one) => one.what === "excerpt" && one.code === "engaged" && one.change === change);
  is("what is newly tagged and no longer is what the command tells", `${of("anew").length} ${of("no longer").length}`, `${anew} ${gone}`);
  ok("and some are no longer", Number(gone) > 0, gone);
  await page.getByRole("radio", { name: /^No longer/ }).check();
  await page.waitForFunction(() => [...document.querySelectorAll(".changed .tag:first-child")].every((tag) => tag.textContent === "No longer"));
  const first = told.find((one) => one.what === "excerpt" && one.change === "no longer");
  is("with the excerpt's words", first.words.replace(/\s+/g, " "), (await page.locator(".changed-words").first().textContent()).replace(/\s+/g, " "));
  ok("and its page", (await page.locator(".changed").first().textContent()).includes(`Page ${first.page}`));
  await page.getByLabel("Only where somebody has decided").check();
  await page.waitForFunction((n) => document.querySelectorAll(".changed").length === n, told.filter((one) => one.change === "no longer" && one.decisions !== "").length);
  is("and the decisions that it touches", "1 × accepted", (await page.locator(".changed .verdict-accept").first().textContent()).trim());
  await page.getByLabel("Only where somebody has decided").uncheck();
  await page.getByRole("radio", { name: "All", exact: true }).check();
  await axe(page, "a trial, light");
  await shot(page, "tried-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await axe(page, "a trial, dark");
  await shot(page, "tried-dark");
  await page.emulateMedia({ colorScheme: "light" });
  is("nothing of the study is other than before", `${before} ${held}`, `${sql("SELECT count(*), max(id) FROM pass")} ${dump()}`);
}

/** The file that is given away, as the person gets it. */
async function changed(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  return readFileSync(await file.path(), "utf8");
}

async function adopted(page) {
  const save = page.getByRole("button", { name: "Save as a file" });
  await page.locator("#part-text").focus();
  await page.keyboard.type(" ");
  ok("what is written after it was tried is tried first", await save.isDisabled());
  await page.keyboard.press("Backspace");
  const version = sql("SELECT version FROM codebook WHERE name = 'male-carers'");
  await page.locator("#version").fill(version);
  await save.click();
  await page.waitForSelector(".bad[role=alert]");
  ok("a version is taken once", (await page.locator(".bad[role=alert]").textContent()).includes(`has a version ${version}`));
  await page.locator("#version").fill("99.0.0");
  keep("adopted.xml", await changed(page));
  await page.waitForSelector(".commands");
  const commands = await page.locator(".commands").textContent();
  ok("it is told what codes it", commands.includes("excerpta code --codebook male-carers-99.0.0.xml --study ") && commands.includes(study), commands);
  ok("the file is a codebook with its tests", excerpta("codebook", "check", `${process.env.SCRATCH}/adopted.xml`) !== undefined);
  await page.reload();
  await page.waitForSelector("#part-text");
  await page.locator(".part-names button", { hasText: "(changed)" }).first().click();
  ok("what was written is there when the page is opened again", (await page.locator("#part-text").inputValue()).includes("grandfathers"));
  await page.getByRole("button", { name: "Put back as it was" }).click();
}

export async function trial({ ann, chair }) {
  await test("who reviews blind is offered no trial", async () => {
    await goTo(ann, `#/codebook?code=${code}`);
    await ann.waitForSelector("details[open] table");
    is("no way to it", 0, await ann.getByText("Change and try on the study").count());
  });
  await test("a mistake in a change", () => mistakes(chair));
  await test("a change is tried on the study", () => tried(chair, ann));
  await test("a change is adopted", () => adopted(chair));
}
