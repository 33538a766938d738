// What opens over the queue: which code is right, a memo, the keys, many at once.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Action, actions, keyName, keys, resetKeys, setKey } from "../keys";
import { useSignal } from "../signal";
import { books } from "../state";
import { strings } from "../strings";
import type { Code } from "../types";
import { CodeName, Dialog } from "./parts";

function fits(code: Code, letters: string): boolean {
  const text = `${code.title} ${code.theme_title} ${code.id}`.toLowerCase();
  return letters.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Of the same codebook as `not`, which is no choice; without it of all. */
export function CodeFinder({ title, not, onChoose, onClose }: {
  title: string; not?: string; onChoose: (code: string) => void; onClose: () => void;
}) {
  const [letters, setLetters] = useState("");
  const [at, setAt] = useState(0);
  const found = books().filter((book) => !not || not.startsWith(`${book.id}/`)).flatMap((book) => book.codes)
    .filter((code) => code.id !== not && fits(code, letters));
  const chosen = found[Math.min(at, found.length - 1)];
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }), [at, letters]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onChoose(chosen.id);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <input type="text" class="wide" autofocus role="combobox" aria-expanded="true" aria-controls="codes-found"
        aria-label={strings.recode.find} placeholder={strings.recode.find} value={letters}
        aria-activedescendant={chosen ? `found-${chosen.id}` : undefined} onKeyDown={onKeyDown}
        onInput={(event) => { setLetters(event.currentTarget.value); setAt(0); }} />
      {found.length === 0 && <p class="soft">{strings.recode.none}</p>}
      <ul id="codes-found" class="found" role="listbox" aria-label={title} ref={list} hidden={found.length === 0}>
        {found.map((code, i) => (
          <li id={`found-${code.id}`} role="option" aria-selected={code === chosen} onClick={() => onChoose(code.id)}
            onMouseMove={() => setAt(i)}>
            <CodeName id={code.id} /> <span class="soft">{code.theme_title}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

export function MemoDialog({ memo, onSave, onClose }: { memo: string; onSave: (memo: string) => void; onClose: () => void }) {
  const [text, setText] = useState(memo);
  const save = () => onSave(text.trim());
  return (
    <Dialog title={strings.memo.title} onClose={onClose}>
      <label for="memo">{strings.memo.label}</label>
      <textarea id="memo" class="wide" rows={5} autofocus maxLength={4000} value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
        }} />
      <footer>
        <button type="button" class="quiet" onClick={onClose}>{strings.cancel}</button>
        <button type="button" class="main" onClick={save}>{strings.save}</button>
      </footer>
    </Dialog>
  );
}

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const now = useSignal(keys);
  const [waiting, setWaiting] = useState<Action | undefined>();
  const [said, setSaid] = useState("");
  // Before the next key, however quickly it comes.
  useLayoutEffect(() => {
    if (!waiting) return;
    const take = (event: KeyboardEvent) => {
      if (["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key !== "Escape") {
        const other = setKey(waiting, event.key);
        setSaid(other ? strings.keys.taken(strings.act[other]) : "");
      }
      setWaiting(undefined);
    };
    window.addEventListener("keydown", take, true);
    return () => window.removeEventListener("keydown", take, true);
  }, [waiting]);
  return (
    <Dialog title={strings.keys.title} onClose={onClose}>
      <p class="soft">{strings.keys.hint}</p>
      <dl class="keys">
        {actions.map((action) => (
          <div>
            <dt>{strings.act[action]}</dt>
            <dd>
              <button type="button" class="quiet" onClick={() => { setSaid(""); setWaiting(action); }}
                aria-label={`${strings.act[action]}: ${keyName(now[action])}. ${strings.keys.change}`}>
                {waiting === action ? strings.keys.press : <kbd>{keyName(now[action])}</kbd>}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p role="status">{said}</p>
      <footer><button type="button" class="quiet" onClick={resetKeys}>{strings.keys.reset}</button></footer>
    </Dialog>
  );
}
