// All excerpts of a queue, a line each; only what is seen is fetched and drawn, so a hundred thousand scroll as ten do.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { filtersOf } from "../filters";
import { useKeys } from "../keys";
import { useSignal } from "../signal";
import { addressOf, go, type Params, QueueOfIds, reportTitle, saidChanged, saidOf } from "../state";
import { strings } from "../strings";
import type { Queue, Row } from "../types";
import { FilterBar, useFilterBar } from "./filterbar";
import { CodeName, StandingTag, VerdictTag, WordsOf } from "./parts";

const ROW_PX = 76;
const BEFORE = 6;
const CHUNK = 50;

function useRows(queue: QueueOfIds | undefined, first: number, last: number): Map<string, Row> {
  const rows = useRef(new Map<string, Row>());
  const asked = useRef(new Set<number>());
  const [, arrived] = useState(0);
  useEffect(() => {
    rows.current = new Map();
    asked.current = new Set();
  }, [queue]);
  useEffect(() => {
    if (!queue) return;
    const timer = setTimeout(() => {
      for (let chunk = Math.floor(first / CHUNK); chunk <= Math.floor(last / CHUNK); chunk++) {
        if (asked.current.has(chunk)) continue;
        const ids = queue.from(chunk * CHUNK, CHUNK);
        if (ids.length === 0) continue;
        asked.current.add(chunk);
        get<{ excerpts: Row[] }>("/api/rows", { ids: ids.join(",") }).then((answer) => {
          for (const row of answer.excerpts) rows.current.set(row.id, row);
          arrived((n) => n + 1);
        }, () => asked.current.delete(chunk));
      }
    }, 40);
    return () => clearTimeout(timer);
  }, [queue, first, last]);
  return rows.current;
}

export function ListView({ params }: { params: Params }) {
  const filters = filtersOf(params);
  const name = JSON.stringify(filters);
  const [queue, setQueue] = useState<QueueOfIds | undefined>();
  const [seen, setSeen] = useState({ first: 0, last: 30 });
  const [at, setAt] = useState(0);
  const [open, setOpen] = useFilterBar();
  const frame = useRef<HTMLDivElement>(null);
  useSignal(saidChanged);
  const rows = useRows(queue, seen.first, seen.last);

  useEffect(() => {
    setQueue(undefined);
    return untilAnswered(() => get<Queue>("/api/queue", filters), (answer) => setQueue(new QueueOfIds(answer)));
  }, [name]);
  const look = () => {
    const top = frame.current?.scrollTop ?? 0;
    const first = Math.max(0, Math.floor(top / ROW_PX) - BEFORE);
    const last = Math.ceil((top + (frame.current?.clientHeight ?? 800)) / ROW_PX) + BEFORE;
    if (first !== seen.first || last !== seen.last) setSeen({ first, last });
  };
  useEffect(look, [queue]);
  const step = (by: number) => {
    const next = Math.max(0, Math.min((queue?.length ?? 1) - 1, at + by));
    setAt(next);
    const box = frame.current;
    if (!box) return;
    if (next * ROW_PX < box.scrollTop) box.scrollTop = next * ROW_PX;
    if ((next + 1) * ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = (next + 1) * ROW_PX - box.clientHeight;
    requestAnimationFrame(() => document.getElementById(`row-${next}`)?.focus({ preventScroll: true }));
  };
  useKeys({
    next: () => step(1), previous: () => step(-1), list: () => go("queue", filters),
    search: () => {
      setOpen(true);
      requestAnimationFrame(() => document.getElementById("filter-words")?.focus());
    },
  });

  const shown: number[] = [];
  for (let i = seen.first; i < Math.min(seen.last, queue?.length ?? 0); i++) shown.push(i);
  return (
    <main class="list" id="main">
      <div class="queue-head">
        <FilterBar params={params} open={open} onOpen={setOpen} />
        <h1 class="count"><span role="status">{queue ? strings.list.count(queue.length) : strings.loading}</span></h1>
      </div>
      <div class="rows" ref={frame} onScroll={look}>
        <ol style={{ height: `${(queue?.length ?? 0) * ROW_PX}px` }} aria-label={strings.list.title}>
          {shown.map((i) => {
            const id = queue!.at(i)!;
            const row = rows.get(id);
            return (
              <li key={id} style={{ top: `${i * ROW_PX}px` }} aria-setsize={queue!.length} aria-posinset={i + 1}>
                <a id={`row-${i}`} class={i === at ? "row current" : "row"} href={addressOf("queue", { ...filters, at: id })}
                  onFocus={() => setAt(i)}>
                  {row && (
                    <>
                      <span class="row-head">
                        <CodeName id={row.code} /> <StandingTag standing={row.standing} />
                        <span class="soft row-where">{reportTitle(row.report)} · {strings.queue.page(row.page)}</span>
                        <span class="spring" /><VerdictTag said={saidOf(row)} />
                      </span>
                      <span class="row-words"><WordsOf words={row.words} />{row.cut && "…"}</span>
                    </>
                  )}
                </a>
              </li>
            );
          })}
        </ol>
      </div>
    </main>
  );
}
