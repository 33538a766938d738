// The codebook with how often each rule was right so far.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { books, type Params, session } from "../state";
import { number, strings } from "../strings";
import type { Code } from "../types";
import { Bar, CodeName } from "./parts";
import { TrialView } from "./trial";

interface RuleCount {
  code: string;
  rule: string;
  accepted: number;
  rejected: number;
}

function Rules({ code, counts }: { code: Code; counts: RuleCount[] }) {
  const c = strings.codebook;
  return (
    <table>
      <thead><tr><th scope="col">{c.rule}</th><th scope="col" class="n">{c.excerpts}</th><th scope="col" class="n">{c.accepted}</th>
        <th scope="col" class="n">{c.rejected}</th><th scope="col">{c.precision}</th></tr></thead>
      <tbody>
        {code.rules.map((rule) => {
          const count = counts.find((one) => one.code === code.id && one.rule === rule.id);
          const accepted = count?.accepted ?? 0, of = accepted + (count?.rejected ?? 0);
          return (
            <tr>
              <th scope="row"><a href={`#/queue?code=${encodeURIComponent(code.id)}&rule=${rule.id}&verdict=none`}
                title={c.show}><code>{rule.id}</code></a></th>
              <td class="n">{number(rule.excerpts)}</td><td class="n">{number(accepted)}</td><td class="n">{number(of - accepted)}</td>
              <td>{of > 0 ? <><Bar part={accepted} of={of} /> {Math.round((100 * accepted) / of)} %</> : c.unknown}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function CodebookView({ params }: { params: Params }) {
  return params.try && params.code ? <TrialView key={params.code} code={params.code} /> : <Books params={params} />;
}

function Books({ params }: { params: Params }) {
  const [counts, setCounts] = useState<RuleCount[]>([]);
  useEffect(() => {
    return untilAnswered(() => get<{ rules: RuleCount[] }>("/api/precision"), (answer) => setCounts(answer.rules));
  }, []);
  useEffect(() => {
    if (params.code) document.getElementById(`code-${params.code}`)?.scrollIntoView();
  }, [params.code]);
  return (
    <main class="table-view codebook" id="main">
      <h1>{strings.codebook.title}</h1>
      <p class="soft">{strings.codebook.precision}: {strings.codebook.by}</p>
      {books().map((book) => (
        <section>
          <h2>{book.title} <span class="soft">{book.id} {book.version}</span></h2>
          {book.codes.map((code) => (
            <details id={`code-${code.id}`} open={code.id === params.code}>
              <summary><CodeName id={code.id} /> <span class="soft">{code.theme_title} · {strings.list.count(code.excerpts)}</span></summary>
              <p>{code.definition}</p>
              {code.include && <p><b>{strings.queue.include}</b> {code.include}</p>}
              {code.exclude && <p><b>{strings.queue.exclude}</b> {code.exclude}</p>}
              <Rules code={code} counts={counts} />
              {session.value?.leads && (
                <p><a class="act" href={`#/codebook?code=${encodeURIComponent(code.id)}&try=1`}>{strings.codebook.change}</a></p>
              )}
            </details>
          ))}
        </section>
      ))}
    </main>
  );
}
