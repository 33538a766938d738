// Asks the server. Every failure is an Unanswered (nobody there) or a Refused (with the server's words).

export class Unanswered extends Error {}

export class Refused extends Error {
  constructor(readonly status: number, words: string) {
    super(words);
  }
}

const PATIENCE_MS = 15000;

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(path, { ...init, signal: stop.signal, credentials: "same-origin", cache: "no-store" });
    text = await answer.text();
  } catch {
    throw new Unanswered();
  } finally {
    clearTimeout(timer);
  }
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Unanswered();
  }
  if (!answer.ok) throw new Refused(answer.status, (said as { error?: string }).error ?? String(answer.status));
  return said as T;
}

export function get<T>(path: string, query?: Record<string, string | number | undefined>): Promise<T> {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== "") words.set(name, String(value));
  const tail = words.toString();
  return ask<T>(tail ? `${path}?${tail}` : path);
}

export function post<T>(path: string, body: object): Promise<T> {
  return ask<T>(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function pageImage(report: string, page: number, dpi: number): string {
  return `/api/page/${report}/${page}?dpi=${dpi}`;
}

const AGAIN_MS = 1500;

/** Asks until there is an answer, or until the returned function is called: a server that is gone comes back. What the
 * server refuses is not asked again. */
export function untilAnswered<T>(asks: () => Promise<T>, take: (answer: T) => void, refused?: (words: string) => void): () => void {
  let over = false;
  const once = () => {
    asks().then((answer) => {
      if (!over) take(answer);
    }, (error: unknown) => {
      if (over) return;
      if (error instanceof Refused && error.status < 500 && error.status !== 401) refused?.(error.message);
      else setTimeout(() => !over && once(), AGAIN_MS);
    });
  };
  once();
  return () => {
    over = true;
  };
}
