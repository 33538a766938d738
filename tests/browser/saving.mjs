// Nothing is called saved that is not, and nothing is lost where the server is gone.
import { becomes, enter, is, judge, ok, openQueue, saved, serve, shownId, sql, test } from "./lib.mjs";

const count = () => Number(sql("SELECT count(*) FROM v_decision WHERE reviewer = 'ann'"));

export async function saving({ ann }, server, browser) {
  await openQueue(ann, "code=good-practice/gap-stated&verdict=none");
  await test("saved means saved", async () => {
    const before = count();
    await judge(ann, "a");
    await becomes("what is decided is in the study", before + 1, count);
    await saved(ann);
    server.child.kill("SIGSTOP");
    await judge(ann, "x");
    ok("the next excerpt is there before the server has answered", true);
    ok("while the server has not answered it says that it is saving", (await ann.locator(".saving").textContent()).startsWith("Saving"));
    is("and it is not there", before + 1, count());
    server.child.kill("SIGCONT");
    await ann.waitForFunction(() => document.querySelector(".saving").textContent.startsWith("Saved"));
    is("and saved once it is in the study", before + 2, count());
  });
  let next;
  await test("the server is gone", async () => {
    const before = count(), id = await shownId(ann);
    await server.stop("SIGKILL");
    for (const key of ["a", "x", "a"]) await judge(ann, key);
    await ann.waitForFunction(() => document.querySelector(".saving.away")?.textContent.includes("3 decisions are kept here"));
    ok("it says so", true);
    ok("and goes on", (await shownId(ann)) !== id);
    next = await serve(["dan"], server.port);
    await ann.waitForSelector(".saving.saved", { timeout: 20000 });
    is("when it is back all is sent, and the browser is still its reviewer's", before + 3, count());
    is("nothing twice", "0", sql("SELECT count(*) FROM (SELECT 1 FROM v_decision WHERE kind = 'review' AND counts = 1 GROUP BY excerpt, reviewer HAVING count(*) > 1)"));
  });
  await test("two pages of one reviewer are closed meanwhile", async () => {
    const before = count(), other = await ann.context().newPage();
    await other.goto(`${next.base}/#/queue?code=good-practice/result-number&verdict=none`);
    await other.waitForSelector("#excerpt");
    await next.stop("SIGKILL");
    for (const page of [ann, other]) {
      await page.keyboard.press("a");
      await page.waitForSelector(".saving.away");
    }
    await other.close({ runBeforeUnload: false });
    await ann.close({ runBeforeUnload: false });
    next = await serve(["dan"], server.port);
    const again = await ann.context().newPage();
    await again.goto(next.base);
    await becomes("what neither could send is sent when one is opened again", before + 2, count);
    await again.close();
  });
  await test("another browser is nobody", async () => {
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(next.base);
    await stranger.waitForSelector("main.shut h1");
    ok("and is told what to open", (await stranger.locator("main").textContent()).includes("personal link"));
    const dan = await enter(browser, next.links.dan);
    is("a link is for one", "dan", await dan.locator(".who").textContent());
    await dan.context().close();
  });
  return next;
}
