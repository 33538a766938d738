// How far it is: by reviewer, by code, by report.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { reportTitle } from "../state";
import { duration, number, strings } from "../strings";
import { Bar, CodeName } from "./parts";
import type { ComponentChildren } from "preact";

interface Part {
  decided: number;
  total: number;
}
interface Progress {
  reviewers: (Part & { name: string; minutes_each: number })[];
  codes: (Part & { code: string })[];
  reports: (Part & { report: string })[];
}

function Table({ title, head, rows }: { title: string; head: string; rows: ({ name: ComponentChildren; left?: string } & Part)[] }) {
  const p = strings.progress;
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead><tr><th scope="col">{head}</th><th scope="col" class="n">{p.decided}</th><th scope="col" class="n">{p.of}</th>
          <th scope="col"><span class="sr">{p.title}</span></th><th scope="col">{p.left}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr><th scope="row">{row.name}</th><td class="n">{number(row.decided)}</td><td class="n">{number(row.total)}</td>
              <td><Bar part={row.decided} of={row.total} /></td><td class="soft">{row.left}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function ProgressView() {
  const [now, setNow] = useState<Progress | undefined>();
  const p = strings.progress;
  useEffect(() => {
    return untilAnswered(() => get<Progress>("/api/progress"), setNow);
  }, []);
  return (
    <main class="table-view" id="main">
      <h1>{p.title}</h1>
      {!now && <p role="status">{strings.loading}</p>}
      {now && (
        <>
          <Table title={p.byReviewer} head={p.reviewer} rows={now.reviewers.map((row) => ({
            ...row, left: row.minutes_each > 0 && row.total > row.decided
              ? `${duration(row.minutes_each * (row.total - row.decided))} (${p.pace(Math.round(60 / row.minutes_each))})` : "",
          }))} />
          <Table title={p.byCode} head={p.code} rows={now.codes.map((row) => ({
            ...row, name: <a href={`#/queue?code=${encodeURIComponent(row.code)}&verdict=none`}><CodeName id={row.code} /></a> }))} />
          <Table title={p.byReport} head={p.report} rows={now.reports.map((row) => ({
            ...row, name: <a href={`#/queue?report=${row.report}&verdict=none`}>{reportTitle(row.report)}</a> }))} />
        </>
      )}
    </main>
  );
}
