// Where reviewers disagree: what each said, side by side, and what holds in the end.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { spoken } from "../decide";
import { useKeys } from "../keys";
import { send } from "../outbox";
import { fetchExcerpts, forgetExcerpts, known } from "../state";
import { number, strings } from "../strings";
import type { Said, Verdict } from "../types";
import { Card, CodePanel } from "./card";
import { CodeFinder } from "./dialogs";
import { PagePane } from "./page";
import { Act, Key, VerdictTag } from "./parts";

interface Disagreement {
  id: string;
  said: ({ reviewer: string } & Said)[];
  settled: Said | null;
}

export function CompareView() {
  const [all, setAll] = useState<Disagreement[] | undefined>();
  const [blind, setBlind] = useState(false);
  const [at, setAt] = useState(0);
  const [recoding, setRecoding] = useState(false);
  const [, arrived] = useState(0);
  const c = strings.compare;
  const one = all?.[at];
  const excerpt = one && known(one.id);

  useEffect(() => {
    forgetExcerpts();
    return untilAnswered(() => get<{ blind: boolean; disagreements: Disagreement[] }>("/api/compare"), (answer) => {
      setBlind(answer.blind);
      setAll(answer.disagreements);
      setAt(Math.max(0, answer.disagreements.findIndex((two) => !two.settled)));
    });
  }, []);
  useEffect(() => {
    if (all)
      return untilAnswered(() => fetchExcerpts(all.slice(at, at + 5).map((two) => two.id)), () => arrived((n) => n + 1));
  }, [all, at]);
  useEffect(() => document.getElementById("excerpt")?.focus({ preventScroll: true }), [excerpt?.id]);

  const step = (by: number) => all && setAt(Math.max(0, Math.min(all.length - 1, at + by)));
  const settle = (verdict: Verdict, code = "") => {
    if (!one || !all || !excerpt) return;
    const settled = { verdict, code, memo: "", star: false };
    setAll(all.map((two) => (two === one ? { ...two, settled } : two)));
    void send("/api/settle", { excerpts: [one.id], verdict, code, memo: "", star: false });
    spoken.value = `${c.settled}: ${strings.verdict[verdict]}`;
    step(1);
  };
  useKeys({
    accept: () => settle("accept"), reject: () => settle("reject"), unsure: () => settle("unsure"),
    recode: () => one && setRecoding(true), next: () => step(1), previous: () => step(-1),
  });

  if (!all || !one)
    return (
      <main class="table-view" id="main">
        <h1>{c.title}</h1>
        <p role="status">{!all ? strings.loading : blind ? c.blind : c.none}</p>
      </main>
    );
  return (
    <main class="queue" id="main">
      <div class="queue-head">
        <h1>{c.title}</h1>
        <p class="progress" role="status">{c.left(all.filter((two) => !two.settled).length)}</p>
      </div>
      <div class="desk">
        <div class="reading">
          <table class="sides">
            <thead><tr>{one.said.map((said) => <th scope="col">{said.reviewer}</th>)}<th scope="col">{c.settled}</th></tr></thead>
            <tbody>
              <tr>
                {one.said.map((said) => <td><VerdictTag said={said} /> {said.memo && <p class="memo">{said.memo}</p>}</td>)}
                <td>{one.settled ? <VerdictTag said={one.settled} /> : <span class="soft">{c.choose}</span>}</td>
              </tr>
            </tbody>
          </table>
          {excerpt ? <Card excerpt={{ ...excerpt, theirs: [], same: [] }} onGroup={() => undefined} /> : <p class="soft pad">{strings.loading}</p>}
        </div>
        {excerpt && <CodePanel excerpt={excerpt} />}
        {excerpt && <PagePane report={excerpt.report} page={excerpt.page} excerpt={excerpt.id} />}
      </div>
      <section class="deciding" aria-label={c.choose}>
        <Act of="accept" act={() => settle("accept")} pressed={one.settled?.verdict === "accept"} kind="main" />
        <Act of="reject" act={() => settle("reject")} pressed={one.settled?.verdict === "reject"} />
        <Act of="unsure" act={() => settle("unsure")} pressed={one.settled?.verdict === "unsure"} />
        <Act of="recode" act={() => setRecoding(true)} pressed={one.settled?.verdict === "recode"} />
        <span class="spring" />
        <button type="button" class="quiet" onClick={() => step(-1)} disabled={at === 0} aria-label={strings.act.previous}>‹ <Key of="previous" /></button>
        <span class="place">{number(at + 1)} / {number(all.length)}</span>
        <button type="button" class="quiet" onClick={() => step(1)} disabled={at >= all.length - 1} aria-label={strings.act.next}>› <Key of="next" /></button>
      </section>
      {recoding && excerpt && (
        <CodeFinder title={strings.recode.title} not={excerpt.code} onClose={() => setRecoding(false)}
          onChoose={(code) => { setRecoding(false); settle("recode", code); }} />
      )}
    </main>
  );
}
