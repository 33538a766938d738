// Which key does what. A person may change it; it is kept in their browser.
import { useLayoutEffect } from "preact/hooks";
import { Signal } from "./signal";
import { strings } from "./strings";

export const actions = [
  "accept", "reject", "unsure", "recode", "memo", "star", "undo", "next", "previous", "report", "search",
  "group", "pageNext", "pagePrevious", "zoomIn", "zoomOut", "list", "help",
] as const;
export type Action = (typeof actions)[number];

const usual: Record<Action, string> = {
  accept: "a", reject: "x", unsure: " ", recode: "c", memo: "m", star: "s", undo: "z", next: "j", previous: "k",
  report: "g", search: "/", group: "d", pageNext: "]", pagePrevious: "[", zoomIn: "+", zoomOut: "-", list: "l", help: "?",
};

const PLACE = "excerpta-keys";

function read(): Record<Action, string> {
  const keys = { ...usual };
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Record<string, unknown>;
    for (const action of actions) if (typeof kept[action] === "string") keys[action] = kept[action] as string;
  } catch {
    // What is not ours is not read.
  }
  return keys;
}

export const keys = new Signal<Record<Action, string>>(read());

/** The action that has the key already, or undefined where it was free and is set now. */
export function setKey(action: Action, key: string): Action | undefined {
  const other = actions.find((one) => one !== action && keys.value[one] === key);
  if (other) return other;
  keys.value = { ...keys.value, [action]: key };
  localStorage.setItem(PLACE, JSON.stringify(keys.value));
  return undefined;
}

export function resetKeys(): void {
  localStorage.removeItem(PLACE);
  keys.value = { ...usual };
}

export function keyName(key: string): string {
  return key === " " ? strings.keys.space : key;
}

type Handlers = Partial<Record<Action, () => void>>;
const layers: Handlers[] = [];

/** Handlers of a view that is open; the last that was laid wins. They are laid as the view is drawn, before the next key
 * however quickly it comes: a key acts on what is shown, never on what was. */
export function useKeys(handlers: Handlers): void {
  useLayoutEffect(() => {
    layers.push(handlers);
    return () => {
      layers.splice(layers.indexOf(handlers), 1);
    };
  });
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && ["radio", "checkbox"].includes(target.type);
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !isChoice(target)
    && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

function pressesIt(target: EventTarget | null, key: string): boolean {
  return (key === " " || key === "Enter") && target instanceof HTMLElement
    && (isChoice(target) || ["BUTTON", "A", "SUMMARY"].includes(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target) || pressesIt(event.target, event.key)
      || document.querySelector("dialog[open]"))
    return;
  const action = actions.find((one) => keys.value[one] === event.key);
  if (!action) return;
  for (let i = layers.length - 1; i >= 0; i--) {
    const handler = layers[i]![action];
    if (!handler) continue;
    event.preventDefault();
    if (!event.repeat || action === "next" || action === "previous") handler();
    return;
  }
});
