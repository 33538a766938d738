// One excerpt at a time: judge it, and the next is there.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { decisions, minutesEach, noteDown, say, spoken, undo, withVerdict } from "../decide";
import { filtersOf } from "../filters";
import { useKeys } from "../keys";
import { useSignal } from "../signal";
import { codeTitle, fetchExcerpts, forgetExcerpts, go, known, type Params, QueueOfIds, renameTo, saidChanged, saidOf } from "../state";
import { duration, strings } from "../strings";
import type { Excerpt, Queue, Said, Verdict } from "../types";
import { BulkDialog } from "./bulk";
import { Card, CodePanel } from "./card";
import { CodeFinder, MemoDialog } from "./dialogs";
import { FilterBar, useFilterBar } from "./filterbar";
import { PagePane } from "./page";
import { Act, Bar, Key } from "./parts";
import { RecentDialog } from "./recent";

type Open = "" | "recode" | "memo" | "bulk" | "recent";

/** What a queue without any filter shows: what is still to be decided. */
export function queueFilters(params: Params): Params {
  const filters = filtersOf(params);
  return Object.keys(filters).length === 0 && !params.at ? { verdict: "none" } : filters;
}

function Progress({ queue }: { queue: Queue }) {
  const made = useSignal(decisions);
  const start = useRef(made);
  const done = Math.min(queue.total, queue.decided + made - start.current);
  const each = minutesEach() ?? queue.minutes_each;
  return (
    <p class="progress">
      <Bar part={done} of={queue.total} />
      <span>{strings.queue.progress(done, queue.total)}</span>
      {each > 0 && queue.total > done && <span class="soft">{strings.queue.left(duration(each * (queue.total - done)))}</span>}
    </p>
  );
}

function useQueue(params: Params): [QueueOfIds | undefined, number, (index: number) => void] {
  const filters = queueFilters(params);
  const name = JSON.stringify(filters);
  const [queue, setQueue] = useState<QueueOfIds | undefined>();
  const [at, setAt] = useState(0);
  useEffect(() => {
    setQueue(undefined);
    forgetExcerpts();       // others may have decided since
    return untilAnswered(() => get<Queue>("/api/queue", filters), (answer) => {
      const next = new QueueOfIds(answer);
      setAt(Math.max(0, params.at ? next.find(params.at) : 0));
      setQueue(next);
    });
  }, [name]);
  useEffect(() => {
    const found = params.at && queue ? queue.find(params.at) : -1;
    if (found >= 0) setAt(found);
  }, [params.at]);
  const move = (index: number) => {
    const id = queue?.at(index);
    setAt(index);
    if (id) renameTo("queue", { ...filtersOf(params), at: id });
  };
  return [queue, at, move];
}

export function QueueView({ params }: { params: Params }) {
  const [queue, at, move] = useQueue(params);
  const [open, setOpen] = useState<Open>("");
  const [filtersOpen, setFiltersOpen] = useFilterBar();
  const [, arrived] = useState(0);
  useSignal(saidChanged);
  const id = queue?.at(at);
  const excerpt = id ? known(id) : undefined;

  useEffect(() => {
    if (queue && id) return untilAnswered(() => fetchExcerpts(queue.from(at)), () => arrived((n) => n + 1));
  }, [queue, at]);
  useEffect(() => {
    if (open === "") document.getElementById("excerpt")?.focus({ preventScroll: true });
  }, [excerpt?.id, open]);

  const step = (by: number) => {
    if (queue) move(Math.max(0, Math.min(queue.length, at + by)));
  };
  const judge = (verdict: Verdict, code = "", ids?: string[]) => {
    if (!excerpt) return;
    void say(ids ?? [excerpt.id], withVerdict(saidOf(excerpt), verdict, code));
    spoken.value = `${strings.verdict[verdict]}${code ? `: ${codeTitle(code)}` : ""}`;
    step(1);
  };
  const takeBack = async () => {
    const undone = await undo();
    const where = undone && queue ? queue.find(undone) : -1;
    if (where >= 0) move(where);
  };
  const change = (part: Partial<Said>) => {
    if (!excerpt) return;
    const said = { ...saidOf(excerpt), ...part };
    void (said.verdict === "" ? noteDown(excerpt.id, said) : say([excerpt.id], said));
  };
  const alike = () => {
    const verdict = excerpt && saidOf(excerpt).verdict;
    if (excerpt && excerpt.same.length > 0)
      judge(verdict || "accept", saidOf(excerpt).code, [excerpt.id, ...excerpt.same.map((one) => one.id)]);
  };
  useKeys({
    accept: () => judge("accept"), reject: () => judge("reject"), unsure: () => judge("unsure"),
    recode: () => excerpt && setOpen("recode"), memo: () => excerpt && setOpen("memo"),
    star: () => excerpt && change({ star: !saidOf(excerpt).star }), undo: () => void takeBack(), next: () => step(1),
    previous: () => step(-1), group: alike, report: () => excerpt && go(`report/${excerpt.report}`, { excerpt: excerpt.id }),
    list: () => go("list", filtersOf(params)), search: () => {
      setFiltersOpen(true);
      requestAnimationFrame(() => document.getElementById("filter-words")?.focus());
    },
  });

  return (
    <main class="queue" id="main">
      <div class="queue-head">
        <FilterBar params={queueFilters(params)} open={filtersOpen} onOpen={setFiltersOpen} />
        {queue && <Progress queue={queue.queue} />}
      </div>
      {!queue && <p class="soft pad" role="status">{strings.loading}</p>}
      {queue && queue.length === 0 && <p class="pad empty">{queue.queue.total > 0 ? strings.queue.done : strings.queue.empty}</p>}
      {queue && queue.length > 0 && !id && (
        <div class="pad empty"><p><b>{strings.queue.done}</b></p><p class="soft">{strings.queue.doneHint}</p></div>
      )}
      {queue && id && !excerpt && <p class="soft pad" role="status">{strings.loading}</p>}
      {excerpt && (
        <div class="desk">
          <div class="reading">
            <Card excerpt={excerpt} onGroup={alike} />
          </div>
          <CodePanel excerpt={excerpt} />
          <PagePane report={excerpt.report} page={excerpt.page} excerpt={excerpt.id} />
        </div>
      )}
      {queue && queue.length > 0 && (
        <Deciding excerpt={excerpt} at={at} of={queue.length} judge={judge} step={step} open={setOpen} change={change}
          takeBack={() => void takeBack()} />
      )}
      {open === "recode" && excerpt && (
        <CodeFinder title={strings.recode.title} not={excerpt.code} onClose={() => setOpen("")}
          onChoose={(code) => { setOpen(""); judge("recode", code); }} />
      )}
      {open === "memo" && excerpt && (
        <MemoDialog memo={saidOf(excerpt).memo} onClose={() => setOpen("")}
          onSave={(text) => { setOpen(""); change({ memo: text }); }} />
      )}
      {open === "bulk" && <BulkDialog filters={queueFilters(params)} onClose={() => setOpen("")} />}
      {open === "recent" && <RecentDialog onUndo={() => void takeBack()} onClose={() => setOpen("")} />}
    </main>
  );
}

function Deciding({ excerpt, at, of, judge, step, open, change, takeBack }: {
  excerpt: Excerpt | undefined; at: number; of: number; judge: (verdict: Verdict) => void; step: (by: number) => void;
  open: (what: Open) => void; change: (part: Partial<Said>) => void; takeBack: () => void;
}) {
  const said = excerpt && saidOf(excerpt);
  return (
    <section class="deciding" aria-label={strings.filters.verdict}>
      {excerpt && said && (
        <>
          <Act of="accept" act={() => judge("accept")} pressed={said.verdict === "accept"} kind="main" />
          <Act of="reject" act={() => judge("reject")} pressed={said.verdict === "reject"} />
          <Act of="unsure" act={() => judge("unsure")} pressed={said.verdict === "unsure"} />
          <Act of="recode" act={() => open("recode")} pressed={said.verdict === "recode"} />
          <span class="gap" />
          <Act of="star" act={() => change({ star: !said.star })} pressed={said.star} kind="quiet" />
          <Act of="memo" act={() => open("memo")} kind="quiet" />
        </>
      )}
      <Act of="undo" act={takeBack} kind="quiet" />
      <span class="spring" />
      <button type="button" class="quiet" onClick={() => open("recent")}>{strings.recent.title}</button>
      <button type="button" class="quiet" onClick={() => open("bulk")}>{strings.bulk.title}</button>
      <button type="button" class="quiet" onClick={() => step(-1)} disabled={at === 0} aria-label={strings.act.previous}>
        ‹ <Key of="previous" /></button>
      <span class="place">{strings.queue.place(Math.min(at + 1, of), of)}</span>
      <button type="button" class="quiet" onClick={() => step(1)} disabled={at >= of} aria-label={strings.act.next}>
        › <Key of="next" /></button>
    </section>
  );
}
