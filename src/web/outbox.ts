// What a person did, until the server says that it is on disk. Kept in the browser before it is sent, each in a place of
// its own, so that neither a closed page, nor a server that is gone, nor a second page of the same reviewer loses it; each
// has a name of its own, so that sending it twice does nothing twice.
import { post, Refused, Unanswered } from "./api";
import { Signal } from "./signal";

export interface Deed {
  request: string;
  path: string;
  body: Record<string, unknown>;
  at: number;
}

export type Saving =
  | { state: "idle" }
  | { state: "saving"; waiting: number }
  | { state: "saved"; at: number }
  | { state: "away"; waiting: number }
  | { state: "locked"; waiting: number };

export interface Failed {
  deed: Deed;
  why: string;
}

export const saving = new Signal<Saving>({ state: "idle" });
export const failed = new Signal<Failed[]>([]);

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

let place = "";
let deeds: Deed[] = [];
let running = false;
let wait = FIRST_WAIT_MS;
let timer: number | undefined;
const answered = new Map<string, (answer: unknown) => void>();

/** Where the store is full or forbidden, what is in memory is still sent. */
function withStore(use: () => void): void {
  try {
    use();
  } catch {
    // As said above.
  }
}

/** Those that are kept for this reviewer, in the order in which they were done; what is not ours is not read. */
function kept(): Deed[] {
  const found: Deed[] = [];
  for (let i = 0; i < localStorage.length; i++) {
    const key = localStorage.key(i)!;
    if (!key.startsWith(place)) continue;
    try {
      const deed = JSON.parse(localStorage.getItem(key)!) as Deed;
      if (deed.request === key.slice(place.length) && deed.path && deed.body) found.push(deed);
    } catch {
      // It stays where it is.
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Takes up what an earlier page of this reviewer could not send. */
export function openOutbox(reviewer: string): void {
  place = `excerpta-outbox:${reviewer}:`;
  withStore(() => { deeds = kept(); });
  if (deeds.length > 0) void run();
}

function name(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps it, then sends it in its turn. The promise is the server's answer; it comes only once that is on disk. */
export function send<T>(path: string, body: Record<string, unknown>): { request: string; saved: Promise<T> } {
  const request = name();
  const deed = { request, path, body, at: Date.now() };
  deeds = [...deeds, deed];
  withStore(() => localStorage.setItem(place + request, JSON.stringify(deed)));
  const saved = new Promise<T>((resolve) => answered.set(request, resolve as (answer: unknown) => void));
  void run();
  return { request, saved };
}

function later(state: "away" | "locked"): void {
  saving.value = { state, waiting: deeds.length };
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void run(), wait);
  wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

function done(deed: Deed, answer: unknown): void {
  deeds = deeds.filter((one) => one !== deed);
  withStore(() => localStorage.removeItem(place + deed.request));
  answered.get(deed.request)?.(answer);
  answered.delete(deed.request);
}

async function sendOne(deed: Deed): Promise<boolean> {
  try {
    done(deed, await post(deed.path, { ...deed.body, request: deed.request }));
    wait = FIRST_WAIT_MS;
    return true;
  } catch (error) {
    if (error instanceof Unanswered || (error instanceof Refused && error.status >= 500)) {
      later("away");
      return false;
    }
    if (error instanceof Refused && (error.status === 401 || error.status === 403 || error.status === 421)) {
      later("locked");
      return false;
    }
    failed.value = [...failed.value, { deed, why: (error as Error).message }];
    done(deed, undefined);
    return true;
  }
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (deeds.length > 0) {
    if (saving.value.state !== "away" && saving.value.state !== "locked")
      saving.value = { state: "saving", waiting: deeds.length };
    if (!(await sendOne(deeds[0]!))) break;
    saving.value = deeds.length > 0 ? { state: "saving", waiting: deeds.length } : { state: "saved", at: Date.now() };
  }
  running = false;
}

/** Tries again at once: the browser says that the network is back, or the person asks. */
export function tryNow(): void {
  window.clearTimeout(timer);
  wait = FIRST_WAIT_MS;
  void run();
}

window.addEventListener("online", tryNow);
window.addEventListener("beforeunload", (event) => {
  if (deeds.length > 0 && saving.value.state !== "saving") event.preventDefault();
});
