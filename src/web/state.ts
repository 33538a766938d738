// What several views know: the session, the address, excerpts that were fetched, what was just said of them.
import { get } from "./api";
import { Signal } from "./signal";
import type { Code, Codebook, Excerpt, Queue, Report, Said, Session } from "./types";

export const session = new Signal<Session | undefined>(undefined);

let codes = new Map<string, Code>();
let reports = new Map<string, Report>();

export function setSession(next: Session): void {
  codes = new Map(next.codebooks.flatMap((book) => book.codes.map((code) => [code.id, code])));
  reports = new Map(next.reports.map((report) => [report.id, report]));
  session.value = next;
}

export function codeOf(id: string): Code | undefined {
  return codes.get(id);
}

export function codeTitle(id: string): string {
  return codes.get(id)?.title ?? id;
}

export function reportOf(id: string): Report | undefined {
  return reports.get(id);
}

export function reportTitle(id: string): string {
  const report = reports.get(id);
  return report ? [report.name, report.period].filter(Boolean).join(", ") : id.slice(0, 12);
}

export function books(): Codebook[] {
  return session.value?.codebooks ?? [];
}

// The address: "#/queue?code=men/man&verdict=none".
export type Params = Record<string, string>;
export interface Place {
  view: string;
  rest: string;
  params: Params;
}

function readPlace(): Place {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/");
  return { view: view || "queue", rest: rest.join("/"), params: Object.fromEntries(new URLSearchParams(query)) };
}

export const place = new Signal<Place>(readPlace());
window.addEventListener("hashchange", () => {
  place.value = readPlace();
});

export function addressOf(view: string, params: Params = {}): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== "")).toString();
  return `#/${view}${query ? `?${query}` : ""}`;
}

export function go(view: string, params: Params = {}): void {
  location.hash = addressOf(view, params);
}

/** Another address for what is shown already: no step of the browser's history. */
export function renameTo(view: string, params: Params): void {
  history.replaceState(null, "", addressOf(view, params));
}

// What was said in this page and may not have reached the server yet stands over what the server says.
export const nothing: Said = { verdict: "", code: "", memo: "", star: false };
const said = new Map<string, Said>();
export const saidChanged = new Signal(0);

export function setSaid(id: string, what: Said): void {
  said.set(id, what);
  saidChanged.value++;
}

export function forgetSaid(): void {
  said.clear();
  saidChanged.value++;
}

export function saidOf(excerpt: { id: string; mine: Said }): Said {
  return said.get(excerpt.id) ?? excerpt.mine;
}

// Excerpts are fetched a few ahead, so that the next one is there before it is asked for.
const KEPT = 400;
const AHEAD = 6;
const fetched = new Map<string, Excerpt>();
const coming = new Map<string, Promise<void>>();

function keep(excerpt: Excerpt): void {
  fetched.delete(excerpt.id);
  fetched.set(excerpt.id, excerpt);
  if (fetched.size > KEPT) fetched.delete(fetched.keys().next().value as string);
}

export function known(id: string): Excerpt | undefined {
  return fetched.get(id);
}

export function forgetExcerpts(): void {
  fetched.clear();
}

export async function fetchExcerpts(ids: string[]): Promise<void> {
  const missing = ids.filter((id) => !fetched.has(id) && !coming.has(id));
  if (missing.length > 0) {
    const asked = get<{ excerpts: Excerpt[] }>("/api/excerpts", { ids: missing.join(",") }).then((answer) =>
      answer.excerpts.forEach(keep));
    for (const id of missing) {
      coming.set(id, asked);
      asked.finally(() => coming.delete(id)).catch(() => undefined);
    }
  }
  await Promise.all(ids.map((id) => coming.get(id)).filter((one) => one !== undefined));
}

export class QueueOfIds {
  constructor(readonly queue: Queue) {}
  get length(): number {
    return this.queue.ids.length / 16;
  }
  at(index: number): string | undefined {
    return index >= 0 && index < this.length ? this.queue.ids.slice(index * 16, index * 16 + 16) : undefined;
  }
  find(id: string): number {
    for (let at = this.queue.ids.indexOf(id); at >= 0; at = this.queue.ids.indexOf(id, at + 1))
      if (at % 16 === 0) return at / 16;
    return -1;
  }
  from(index: number, count = AHEAD): string[] {
    const ids: string[] = [];
    for (let i = index; i < index + count && i < this.length; i++) ids.push(this.at(i)!);
    return ids;
  }
}
