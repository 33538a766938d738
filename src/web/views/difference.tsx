// What a change of a codebook would tag anew, no longer or otherwise, and which decisions that touches.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { codeTitle, reportTitle } from "../state";
import { number, strings } from "../strings";
import type { Standing, Words } from "../types";
import { CodeName, StandingTag, WordsOf } from "./parts";

const changes = ["anew", "no longer", "standing", "moved"] as const;
type ChangeWord = (typeof changes)[number];

interface Row {
  change: ChangeWord;
  code: string;
  report: string;
  page: number;
  rule: string;
  before: Standing | "";
  after: Standing | "";
  words: Words;
  decisions: Record<string, number>;
}

type Count = Record<ChangeWord, number> & {
  code: string;
  excerpts: [number | null, number | null];
  reports: [number | null, number | null];
  decisions: number;
};

export interface Trial {
  state: "none" | "running" | "done" | "stopped" | "failed";
  codebook?: string;
  version?: string;
  reports?: number;
  done?: number;
  seconds?: number;
  error?: string;
  given_up?: number;
  examples?: { tried: number; failed: number; some: { code: string; expected: string; text: string }[] };
  counts?: Count[];
  rows?: Row[];
  total?: number;
  left_out?: number;
}

function Pair({ pair }: { pair: [number | null, number | null] }) {
  const told = (value: number | null) => (value === null ? strings.trial.absent : number(value));
  return <td class="n">{pair[0] === pair[1] ? told(pair[0]) : <>{told(pair[0])} → <b>{told(pair[1])}</b></>}</td>;
}

function Counts({ counts }: { counts: Count[] }) {
  const t = strings.trial;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t.counts}>
      <table>
        <thead><tr><th scope="col">{t.code}</th><th scope="col" class="n">{t.reports}</th><th scope="col" class="n">{t.excerpts}</th>
          {changes.map((change) => <th scope="col" class="n">{t.change[change]}</th>)}
          <th scope="col" class="n">{t.decisions}</th></tr></thead>
        <tbody>
          {counts.map((count) => (
            <tr><th scope="row"><CodeName id={count.code} /></th><Pair pair={count.reports} /><Pair pair={count.excerpts} />
              {changes.map((change) => <td class="n">{number(count[change])}</td>)}
              <td class="n">{count.decisions > 0 ? <b>{number(count.decisions)}</b> : number(0)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowOf({ row }: { row: Row }) {
  const t = strings.trial;
  return (
    <li class="changed">
      <p>
        <span class={`tag change-${row.change.replace(" ", "-")}`}>{t.change[row.change]}</span> <CodeName id={row.code} />{" "}
        {row.before && <StandingTag standing={row.before} />}{row.before && row.after && row.before !== row.after && " → "}
        {row.after && row.after !== row.before && <StandingTag standing={row.after} />}{" "}
        <a href={`#/report/${row.report}?page=${row.page}`}>{reportTitle(row.report)}</a>{" "}
        <span class="soft">{strings.queue.page(row.page)} · {strings.queue.rule} <code>{row.rule}</code></span>
        {Object.entries(row.decisions).map(([verdict, count]) => (
          <span class={`tag verdict-${verdict}`}> {t.decided(count, verdict)}</span>))}
      </p>
      <p class="changed-words"><WordsOf words={row.words} /></p>
    </li>
  );
}

export function Difference({ trial, stale, title }: { trial: Trial; stale: boolean; title: string }) {
  const t = strings.trial;
  const [change, setChange] = useState<ChangeWord | "">("");
  const [touched, setTouched] = useState(false);
  const [shown, setShown] = useState<Trial>(trial);
  const fetch = (from: number) => get<Trial>("/api/trial", { change, touched: touched ? 1 : "", from });
  useEffect(() => {
    if (change === "" && !touched) setShown(trial);
    else return untilAnswered(() => fetch(0), setShown);
  }, [trial, change, touched]);
  const more = () => untilAnswered(() => fetch(shown.rows?.length ?? 0), (next) =>
    setShown({ ...shown, rows: [...(shown.rows ?? []), ...(next.rows ?? [])] }));
  const rows = shown.rows ?? [];
  const sum = (of: ChangeWord) => trial.counts!.reduce((all, count) => all + count[of], 0);
  const examples = trial.examples!;
  const changed = trial.counts!.filter((count) => changes.some((one) => count[one] > 0));
  const same = trial.counts!.filter((count) => !changed.includes(count));
  return (
    <section class="difference" aria-labelledby="difference">
      <h2 id="difference">{t.result(title)}</h2>
      <p class="soft" role="status">{stale ? t.stale : t.done(trial.reports ?? 0, trial.seconds ?? 0)}</p>
      {trial.given_up! > 0 && <p class="bad">{t.givenUp(trial.given_up!)}</p>}
      {examples.failed > 0 && (
        <details open={examples.failed <= 3}>
          <summary class="bad">{t.examples(examples.failed, examples.tried)}</summary>
          <ul class="evidence">{examples.some.map((one) => <li><code>{one.code}</code> {t.expected(one.expected)} <q>{one.text}</q></li>)}</ul>
        </details>
      )}
      {changed.length === 0 ? <p><b>{t.nothing}</b></p> : <Counts counts={changed} />}
      {same.length > 0 && <p class="soft">{t.same(same.map((count) => codeTitle(count.code)).join("; "))}</p>}
      {changed.length > 0 && (
        <fieldset class="change-filter">
          <legend class="sr">{t.show}</legend>
          {(["", ...changes] as const).map((one) => (
            <label><input type="radio" name="change" checked={change === one} onChange={() => setChange(one)} />{" "}
              {one === "" ? t.all : `${t.change[one]} (${number(sum(one))})`}</label>
          ))}
          <label><input type="checkbox" checked={touched} onChange={(event) => setTouched(event.currentTarget.checked)} /> {t.touched}</label>
        </fieldset>
      )}
      <ol class="changed-list" aria-label={t.show}>{rows.map((row) => <RowOf row={row} />)}</ol>
      {rows.length < (shown.total ?? 0) && (
        <p><button type="button" onClick={() => more()}>{t.more(rows.length, shown.total ?? 0)}</button></p>
      )}
      {rows.length === (shown.total ?? 0) && (shown.left_out ?? 0) > 0 && <p class="soft">{t.leftOut(shown.left_out!)}</p>}
    </section>
  );
}
