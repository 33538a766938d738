// A report read through: its text with a stripe for each code in the margin, words tagged by hand, its pages beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { useKeys } from "../keys";
import { send } from "../outbox";
import { codeOf, go, type Params, reportOf, reportTitle, session } from "../state";
import { strings } from "../strings";
import type { ReportBlock, ReportText } from "../types";
import { CodeFinder } from "./dialogs";
import { PagePane } from "./page";
import { CodeName, VerdictTag } from "./parts";

interface Selected {
  from: { block: number; at: number };
  to: { block: number; at: number };
  words: string;
}

/** The text of a block, with what is tagged marked; overlapping tags share a mark. */
function marked(block: ReportBlock, current: number | undefined) {
  const edges = [...new Set([0, block.text.length, ...block.tags.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const tags = block.tags.filter(([, start, stop]) => start <= from && stop >= to);
    const text = block.text.slice(from, to);
    if (tags.length === 0) return text;
    return <span class={tags.some(([tag]) => tag === current) ? "tagged current" : "tagged"}>{text}</span>;
  });
}

function Stripes({ block, report }: { block: ReportBlock; report: ReportText }) {
  const codes = [...new Map(block.tags.map(([tag]) => [report.excerpts[tag]!.code, report.excerpts[tag]!]))];
  return (
    <span class="stripes">
      {codes.map(([code, excerpt]) => (
        <a href={`#/queue?report=${report.id}&code=${encodeURIComponent(code)}&at=${excerpt.id}`} class="stripe"
          style={{ background: codeOf(code)?.colour }} title={codeOf(code)?.title ?? code} tabIndex={-1} aria-hidden="true" />
      ))}
    </span>
  );
}

/** Where in a block's own text a place of the selection is. */
function placeOf(node: Node, offset: number): { block: number; at: number } | undefined {
  const own = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-block] .block-text");
  const index = own?.closest<HTMLElement>("[data-block]")?.dataset.block;
  if (!own || index === undefined) return undefined;
  const before = document.createRange();
  before.selectNodeContents(own);
  before.setEnd(node, offset);
  return { block: Number(index), at: before.toString().length };
}

function selectedNow(): Selected | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const from = placeOf(range.startContainer, range.startOffset);
  const to = placeOf(range.endContainer, range.endOffset);
  return from && to ? { from, to, words: selection.toString() } : undefined;
}

export function ReportView({ id, params }: { id: string; params: Params }) {
  const [text, setText] = useState<ReportText | undefined>();
  const [page, setPage] = useState(1);
  const [selected, setSelected] = useState<Selected | undefined>();
  const [choosing, setChoosing] = useState<Selected | undefined>();
  const body = useRef<HTMLDivElement>(null);
  const load = () => untilAnswered(() => get<ReportText>(`/api/report/${id}`), setText);

  useEffect(() => {
    setText(undefined);
    setPage(1);
    return load();
  }, [id]);
  const current = text?.excerpts.findIndex((excerpt) => excerpt.id === params.excerpt);
  useEffect(() => {
    if (!text) return;
    const at = text.blocks.findIndex((block) => block.tags.some(([tag]) => tag === current));
    const wanted = at >= 0 ? at : text.blocks.findIndex((block) => String(block.page) === params.page);
    if (wanted < 0) return;
    setPage(text.blocks[wanted]!.page);
    body.current?.querySelector(`[data-block="${wanted}"]`)?.scrollIntoView({ block: "center" });
  }, [text, params.excerpt]);
  useEffect(() => {
    const changed = () => setSelected(selectedNow());
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, []);
  useKeys({
    report: () => go("queue", params.excerpt ? { at: params.excerpt } : {}),
    recode: () => setChoosing(selected),
  });

  const tag = async (code: string) => {
    setChoosing(undefined);
    if (!choosing) return;
    const { from, to } = choosing;
    document.getSelection()?.removeAllRanges();
    await send("/api/tag", { report: id, code, from_block: from.block, from: from.at, to_block: to.block, to: to.at }).saved;
    load();
  };
  const about = reportOf(id);
  return (
    <main class="read" id="main">
      <div class="queue-head">
        <h1>{reportTitle(id)}</h1>
        <p class="soft">{[about?.authorities, about?.region, about?.file].filter(Boolean).join(" · ")}</p>
        <nav class="links">
          <a href="#/reports">{strings.read.back}</a>
          <a href={`#/queue?report=${id}&verdict=none`}>{strings.views.queue}</a>
          <a href={`#/audit/${id}`}>{strings.read.audit}</a>
        </nav>
      </div>
      <div class="tag-bar">
        <button type="button" class="main" disabled={!selected} onMouseDown={(event) => event.preventDefault()}
          onClick={() => setChoosing(selected)}>{strings.read.tag}</button>
        <span class="soft" role="status">{selected ? `“${selected.words.slice(0, 90)}${selected.words.length > 90 ? "…" : ""}”` : strings.read.tagHint}</span>
      </div>
      {!text && <p class="soft pad" role="status">{strings.loading}</p>}
      {text && (
        <div class="read-desk">
          <div class="read-text" ref={body} tabIndex={0} role="group" aria-label={reportTitle(id)}>
            {text.blocks.map((block, i) => (
              <>
                {(i === 0 || text.blocks[i - 1]!.page !== block.page) && (
                  <button type="button" class="page-mark" onClick={() => setPage(block.page)}
                    aria-label={`${strings.read.toPage} ${block.page}`}>{strings.queue.page(block.page)}</button>
                )}
                <div class={`read-block ${block.kind}`} data-block={i}>
                  <Stripes block={block} report={text} />
                  {block.kind === "heading"
                    ? <h2 class={`block-text level-${block.level}`}>{marked(block, current)}</h2>
                    : <p class="block-text">{marked(block, current)}</p>}
                  {block.tags.length > 0 && (
                    <span class="block-codes">
                      {[...new Set(block.tags.map(([index]) => index))].map((index) => (
                        <a href={`#/queue?report=${id}&at=${text.excerpts[index]!.id}`}>
                          <CodeName id={text.excerpts[index]!.code} /> <VerdictTag said={text.excerpts[index]!.mine} />
                        </a>
                      ))}
                    </span>
                  )}
                </div>
              </>
            ))}
          </div>
          <PagePane report={id} page={page} excerpt={params.excerpt} />
        </div>
      )}
      {choosing && <CodeFinder title={strings.read.tag} onClose={() => setChoosing(undefined)} onChoose={(code) => void tag(code)} />}
    </main>
  );
}

export function ReportsView() {
  const s = strings.reports;
  return (
    <main class="table-view" id="main">
      <h1>{s.title}</h1>
      <div class="scroll" tabIndex={0} role="group" aria-label={s.title}>
        <table>
          <thead><tr><th scope="col">{s.report}</th><th scope="col">{s.period}</th><th scope="col">{s.region}</th>
            <th scope="col" class="n">{s.pages}</th><th scope="col" class="n">{s.excerpts}</th></tr></thead>
          <tbody>
            {(session.value?.reports ?? []).map((report) => (
              <tr>
                <th scope="row"><a href={`#/report/${report.id}`}>{report.name}</a> <span class="soft">{report.file}</span></th>
                <td>{report.period}</td><td>{report.region}</td><td class="n">{report.pages}</td>
                <td class="n"><a href={`#/list?report=${report.id}`} aria-label={`${report.name}: ${report.excerpts} ${s.excerpts}`}>{report.excerpts}</a></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </main>
  );
}
