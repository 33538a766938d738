import { done, enter, is, makeStudy, open, serve, sql, troubles } from "./lib.mjs";
import { queue } from "./queue.mjs";
import { reading } from "./reading.mjs";
import { several } from "./several.mjs";
import { saving } from "./saving.mjs";
import { looks } from "./looks.mjs";
import { trial } from "./trial.mjs";

makeStudy();
let server = await serve(["ann", "bob", "chair"]);
await server.stop();
sql("INSERT INTO reviewer_event(reviewer, at, kind, token) SELECT id, '2026-01-01T00:00:00.000Z', 'adjudicator', '' FROM reviewer WHERE name = 'chair'");
// A port of its own, so that nobody else has it while the server is gone for a moment.
server = await serve(["ann", "bob", "chair"], 20000 + (process.pid % 20000));
const browser = await open();
const pages = {};
for (const name of ["ann", "bob", "chair"]) pages[name] = await enter(browser, server.links[name]);

await queue(pages, server);
await reading(pages, server);
await several(pages, server);
await trial(pages);
await looks(pages);
server = await saving(pages, server, browser);
is("no script failed and nothing was asked elsewhere", "", troubles.join("\n"));
await browser.close();
await server.stop();
done();
