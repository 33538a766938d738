// What a key does to an excerpt: shown at once, sent through the outbox, called saved when the server has it on disk.
import { send } from "./outbox";
import { Signal } from "./signal";
import { forgetExcerpts, forgetSaid, setSaid } from "./state";
import type { Said, Verdict } from "./types";

/** When this reviewer decided in this page, newest last: for the pace. */
const times: number[] = [];
const PACE_OVER = 30;
const PAUSE_MS = 5 * 60 * 1000;

export const decisions = new Signal(0);
/** Said aloud to a screen reader. */
export const spoken = new Signal("");

function note(): void {
  times.push(Date.now());
  if (times.length > PACE_OVER + 1) times.shift();
  decisions.value++;
}

/** Minutes that a decision takes, pauses left out; undefined until there are a few. */
export function minutesEach(): number | undefined {
  const gaps = times.slice(1).map((time, i) => time - times[i]!).filter((gap) => gap < PAUSE_MS);
  return gaps.length < 4 ? undefined : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length / 60000;
}

export function say(ids: string[], said: Said): Promise<unknown> {
  for (const id of ids) setSaid(id, said);
  note();
  return send("/api/decide", { excerpts: ids, ...said }).saved;
}

/** Star and memo before a verdict: they are this reviewer's until the decision, which has its own. */
export function noteDown(id: string, said: Said): Promise<unknown> {
  setSaid(id, said);
  return send("/api/note", { excerpt: id, memo: said.memo, star: said.star }).saved;
}

export function withVerdict(said: Said, verdict: Verdict, code = ""): Said {
  return { ...said, verdict, code };
}

interface Undone {
  count: number;
  excerpts: ({ id: string } & Said)[];
}

/** Takes back what this reviewer did last: one decision, or all of a bulk. */
export async function undo(): Promise<string | undefined> {
  const answer = await send<Undone | undefined>("/api/undo", {}).saved;
  if (!answer) return undefined;
  // Many, or one that was taken back before its answer was lost: the server tells anew what holds.
  if (answer.count !== answer.excerpts.length || answer.count === 0) forgetSaid();
  for (const { id, ...said } of answer.excerpts) setSaid(id, said);
  forgetExcerpts();
  decisions.value++;
  return answer.excerpts[0]?.id;
}
