// Small parts that several views share.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Action, keyName, keys } from "../keys";
import { useSignal } from "../signal";
import { codeOf, codeTitle } from "../state";
import { strings } from "../strings";
import type { Said, Standing, Words } from "../types";

export function WordsOf({ words }: { words: Words }) {
  return (
    <>
      {words.map(([kind, text]) =>
        kind === 2 ? <mark>{text}</mark> : kind === 1 ? <span class="in">{text}</span> : <span class="around">{text}</span>)}
    </>
  );
}

export function StandingTag({ standing }: { standing: Standing }) {
  return (
    <span class={`tag standing-${standing}`} title={strings.standingMeans[standing]}>
      {strings.standing[standing]}
    </span>
  );
}

export function CodeName({ id }: { id: string }) {
  return (
    <span class="code-name">
      <span class="dot" style={{ background: codeOf(id)?.colour }} aria-hidden="true" />
      {codeTitle(id)}
    </span>
  );
}

export function VerdictTag({ said }: { said: Said }) {
  return (
    <span class="verdicts">
      {said.star && <span class="tag star" title={strings.starHint}>★<span class="sr"> {strings.starHint}</span></span>}
      {said.verdict && (
        <span class={`tag verdict-${said.verdict}`}>
          {strings.verdict[said.verdict]}
          {said.verdict === "recode" && said.code && `: ${said.code.split(" ").map(codeTitle).join(", ")}`}
        </span>
      )}
    </span>
  );
}

export function Key({ of }: { of: Action }) {
  const now = useSignal(keys);
  return <kbd aria-hidden="true">{keyName(now[of])}</kbd>;
}

export function Act({ of, act, pressed, kind = "" }: { of: Action; act: () => void; pressed?: boolean; kind?: string }) {
  const now = useSignal(keys);
  return (
    <button type="button" class={`act ${kind}`} onClick={act} aria-pressed={pressed}
      aria-keyshortcuts={now[of] === " " ? "Space" : now[of]}>
      {strings.act[of]} <Key of={of} />
    </button>
  );
}

/** Over the page: the rest waits until it is closed. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const own = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    own.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={own} aria-labelledby="dialog-title" onClose={onClose}
      onClick={(event) => event.target === own.current && onClose()}>
      <div class="dialog-inside">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="quiet" onClick={onClose} aria-label={strings.close}>✕</button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** A share as a bar; the words beside it say the same. */
export function Bar({ part, of }: { part: number; of: number }) {
  return (
    <span class="bar" aria-hidden="true">
      <span style={{ width: `${of > 0 ? Math.min(100, (100 * part) / of) : 0}%` }} />
    </span>
  );
}
