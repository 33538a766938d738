// A codebook that is being changed: the parts whose text is another than the file's, kept in this browser until they are
// forgotten. The server keeps nothing of it.
import { get } from "./api";

export interface Part {
  kind: string;
  id: string;
  /** Of the file, where it begins. */
  line: number;
  text: string;
}

/** A part with the text that it had. */
export interface Changed extends Part {
  old: string;
}

export interface Change {
  codebook: string;
  version: string;
  parts: Changed[];
  /** The parts as they were tried last. */
  tried: string;
}

function placeOf(codebook: string, version: string): string {
  return `excerpta-change:${codebook} ${version}`;
}

export function openChange(codebook: string, version: string): Change {
  const none: Change = { codebook, version, parts: [], tried: "" };
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(codebook, version)) ?? "null") as Change | null;
    return kept && Array.isArray(kept.parts) ? { ...none, parts: kept.parts, tried: String(kept.tried) } : none;
  } catch {
    return none;
  }
}

export function keepChange(change: Change): void {
  const place = placeOf(change.codebook, change.version);
  try {
    if (change.parts.length > 0) localStorage.setItem(place, JSON.stringify(change));
    else localStorage.removeItem(place);
  } catch {
    // A full or forbidden store: what is on the page is still there.
  }
}

export function samePart(a: Part, b: Part): boolean {
  return a.kind === b.kind && a.id === b.id;
}

export function textOf(change: Change, part: Part): string {
  return change.parts.find((one) => samePart(one, part))?.text ?? part.text;
}

/** The change with another text of a part; one that is as the file has it is none. */
export function withText(change: Change, part: Part, text: string): Change {
  const parts = change.parts.filter((one) => !samePart(one, part));
  return { ...change, parts: text === part.text ? parts : [...parts, { ...part, old: part.text, text }] };
}

function lines(text: string): number {
  return text.split("\n").length;
}

/** Where the part begins in the changed file: what stands before it may be longer or shorter now. */
export function firstLine(change: Change, part: Part): number {
  return change.parts.filter((one) => one.line < part.line)
    .reduce((line, one) => line + lines(one.text) - lines(one.old), part.line);
}

/** What is sent of it, and known by: in the file's order. */
export function sentOf(change: Change): { kind: string; id: string; text: string }[] {
  return [...change.parts].sort((a, b) => a.line - b.line).map(({ kind, id, text }) => ({ kind, id, text }));
}

export function nameOf(change: Change): string {
  return JSON.stringify(sentOf(change));
}

export function getParts(code: string): Promise<{ parts: Part[] }> {
  return get("/api/parts", { code });
}

/** "1.0.9" is "1.0.10" next. */
export function nextVersion(version: string): string {
  return /\d+$/.test(version) ? version.replace(/\d+$/, (last) => String(Number(last) + 1)) : `${version}.1`;
}

/** Gives the person a file, as if they had fetched it. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
