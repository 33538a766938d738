// One excerpt as it is judged, and the code beside it.
import { codeOf, reportOf, reportTitle, saidOf } from "../state";
import { strings } from "../strings";
import type { Excerpt } from "../types";
import { Act, CodeName, StandingTag, VerdictTag, WordsOf } from "./parts";

function Where({ excerpt }: { excerpt: Excerpt }) {
  const page = strings.queue.page(excerpt.page);
  const printed = excerpt.label && excerpt.label !== String(excerpt.page) ? ` (${strings.queue.printed(excerpt.label)})` : "";
  return (
    <>
      <p class="where">
        <a href={`#/report/${excerpt.report}?excerpt=${excerpt.id}`}>{reportTitle(excerpt.report)}</a>
        <span class="soft"> · {page}{printed} · {reportOf(excerpt.report)?.file}</span>
      </p>
      {excerpt.heading.length > 0 && (
        <nav class="heading-path" aria-label={strings.queue.heading}>
          <ol>{excerpt.heading.map((heading) => <li>{heading}</li>)}</ol>
        </nav>
      )}
    </>
  );
}

export function Card({ excerpt, onGroup }: { excerpt: Excerpt; onGroup: () => void }) {
  const said = saidOf(excerpt);
  return (
    <article class="card" id="excerpt" data-id={excerpt.id} tabIndex={-1} aria-labelledby="excerpt-code">
      <header>
        <h1 id="excerpt-code"><CodeName id={excerpt.code} /></h1>
        <StandingTag standing={excerpt.standing} />
        <span class="spring" />
        <VerdictTag said={said} />
      </header>
      <Where excerpt={excerpt} />
      <div class="words">
        {excerpt.blocks.map((block) => (
          <p class={`block ${block.kind} ${block.words.every(([kind]) => kind === 0) ? "beside" : ""}`}>
            <WordsOf words={block.words} />
          </p>
        ))}
        {excerpt.left_out > 0 && <p class="soft">{strings.queue.leftOut(excerpt.left_out)}</p>}
      </div>
      {said.memo && <p class="memo"><b>{strings.queue.memo}</b> {said.memo}</p>}
      {excerpt.theirs.length > 0 && (
        <ul class="theirs" aria-label={strings.queue.others_said}>
          {excerpt.theirs.map((their) => (
            <li><b>{their.reviewer}</b> <VerdictTag said={their} /> {their.memo && <span class="soft">{their.memo}</span>}</li>
          ))}
        </ul>
      )}
      {excerpt.same.length > 0 && (
        <div class="same">
          <p><b>{strings.queue.same(excerpt.same.length)}</b></p>
          <ul>{excerpt.same.slice(0, 6).map((one) => <li><a href={`#/queue?at=${one.id}`}>{reportTitle(one.report)}</a></li>)}</ul>
          <Act of="group" act={onGroup} />
        </div>
      )}
    </article>
  );
}

export function CodePanel({ excerpt }: { excerpt: Excerpt }) {
  const code = codeOf(excerpt.code);
  const q = strings.queue;
  if (!code) return null;
  const good = code.examples.find((example) => example.match === excerpt.standing)
    ?? code.examples.find((example) => example.match !== "no");
  const bad = code.examples.find((example) => example.match === "no");
  return (
    <aside class="code-panel" aria-label={code.title}>
      <h2>{q.definition}</h2>
      <p>{code.definition}</p>
      {code.include && <><h2>{q.include}</h2><p>{code.include}</p></>}
      {code.exclude && <><h2>{q.exclude}</h2><p>{code.exclude}</p></>}
      {good && <><h2>{q.example}</h2><blockquote>{good.text}</blockquote></>}
      {bad && <><h2>{q.counter}</h2><blockquote>{bad.text}</blockquote></>}
      <h2>{q.rule}</h2>
      <p><a href={`#/codebook?code=${encodeURIComponent(code.id)}`}><code>{excerpt.rule}</code></a></p>
      {excerpt.others.length > 0 && (
        <>
          <h2>{q.others}</h2>
          <ul class="others">
            {excerpt.others.map((other) => (
              <li><a href={`#/queue?at=${other.id}`}><CodeName id={other.code} /></a> <StandingTag standing={other.standing} /></li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
