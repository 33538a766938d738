// A code's rules and lists changed and tried on the study before they are adopted.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, post, Refused, untilAnswered } from "../api";
import { type Change, download, firstLine, getParts, keepChange, nameOf, nextVersion, openChange, type Part, samePart, sentOf, textOf, withText } from "../change";
import { books, codeTitle } from "../state";
import { strings } from "../strings";
import { Difference, type Trial } from "./difference";
import { CodeName } from "./parts";

const POLL_MS = 400;

function words(error: unknown): string {
  return error instanceof Refused ? error.message : strings.trial.away;
}

/** A text with the lines of its file numbered beside it. */
function Editor({ part, text, first, onText }: { part: Part; text: string; first: number; onText: (text: string) => void }) {
  const numbers = useRef<HTMLDivElement>(null);
  const count = text.split("\n").length;
  return (
    <div class="editor">
      <div class="numbers" aria-hidden="true" ref={numbers}><pre>{Array.from({ length: count }, (_, i) => first + i).join("\n")}</pre></div>
      <textarea id="part-text" wrap="off" spellcheck={false} autocomplete="off" rows={Math.min(28, Math.max(10, count + 1))} value={text}
        aria-label={strings.trial.partName(part.kind, part.id)} onInput={(event) => onText(event.currentTarget.value)}
        onScroll={(event) => { if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop; }} />
    </div>
  );
}

/** The reader's words, each with a way to its line. */
function Mistakes({ said, onLine }: { said: string; onLine: (line: number) => void }) {
  return (
    <div class="mistakes" role="alert">
      {said.split("\n").map((one) => {
        const line = Number(/: line (\d+): /.exec(one)?.[1] ?? 0);
        return <p>{one} {line > 0 && <button type="button" class="quiet" onClick={() => onLine(line)}>{strings.trial.toLine(line)}</button>}</p>;
      })}
    </div>
  );
}

interface Made {
  name: string;
  text: string;
  study: string;
  beside?: { name: string; text: string };
}

function quoted(word: string): string {
  return /^[\w./+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** The changed codebook as a file, and what is to be done with it. */
function Adopt({ change, fresh }: { change: Change; fresh: boolean }) {
  const t = strings.trial;
  const [version, setVersion] = useState(nextVersion(change.version));
  const [made, setMade] = useState<Made | undefined>();
  const [why, setWhy] = useState("");
  const save = () => {
    setWhy("");
    post<Made>("/api/codebook", { codebook: change.codebook, version, parts: sentOf(change) }).then((answer) => {
      setMade(answer);
      download(answer.name, answer.text);
    }, (error: unknown) => setWhy(words(error)));
  };
  return (
    <section aria-labelledby="adopt">
      <h2 id="adopt">{t.adopt}</h2>
      <p class="soft">{fresh ? t.adoptMeans : t.adoptTried}</p>
      <p class="adopt">
        <label for="version">{t.version}</label> <input id="version" type="text" size={10} value={version} maxLength={40}
          onInput={(event) => setVersion(event.currentTarget.value)} />{" "}
        <button type="button" class="main" disabled={!fresh} onClick={save}>{t.save}</button>
      </p>
      {why && <p role="alert" class="bad">{why}</p>}
      {made && (
        <div role="status">
          <p>{t.saved(made.name)}{" "}
            {made.beside && <button type="button" class="quiet" onClick={() => download(made.beside!.name, made.beside!.text)}>{t.beside(made.beside.name)}</button>}</p>
          <pre class="commands" tabIndex={0} role="group" aria-label={t.commands}>
            {`excerpta codebook test ${quoted(made.name)}\nexcerpta code --codebook ${quoted(made.name)} --study ${quoted(made.study)}`}</pre>
        </div>
      )}
    </section>
  );
}

/** The trial of this reviewer: watched while it runs. */
function useTrial(): [Trial | undefined, () => void] {
  const [trial, setTrial] = useState<Trial | undefined>();
  const [asked, again] = useState(0);
  useEffect(() => untilAnswered(() => get<Trial>("/api/trial"), setTrial), [asked]);
  useEffect(() => {
    if (trial?.state !== "running") return;
    const timer = setTimeout(() => again((n) => n + 1), POLL_MS);
    return () => clearTimeout(timer);
  }, [trial]);
  return [trial, () => again((n) => n + 1)];
}

export function TrialView({ code }: { code: string }) {
  const t = strings.trial;
  const book = books().find((one) => code.startsWith(`${one.id}/`));
  const [change, setChange] = useState<Change>(() => openChange(book?.id ?? "", book?.version ?? ""));
  const [parts, setParts] = useState<Part[]>([]);
  const [at, setAt] = useState(0);
  const [why, setWhy] = useState("");
  const [trial, look] = useTrial();
  useEffect(() => {
    setAt(0);
    return untilAnswered(() => getParts(code), (answer) => setParts(answer.parts), setWhy);
  }, [code]);
  const keep = (next: Change) => {
    keepChange(next);
    setChange(next);
  };
  const own = trial && trial.state !== "none" && trial.codebook === change.codebook && trial.version === change.version ? trial : undefined;
  const begin = () => {
    setWhy("");
    post("/api/trial", { codebook: change.codebook, parts: sentOf(change) }).then(() => {
      keep({ ...change, tried: nameOf(change) });
      look();
    }, (error: unknown) => setWhy(words(error)));
  };
  const toLine = (line: number) => {
    const found = parts.findIndex((part) => line >= firstLine(change, part)
      && line < firstLine(change, part) + textOf(change, part).split("\n").length);
    if (found < 0) return;
    setAt(found);
    requestAnimationFrame(() => {
      const box = document.getElementById("part-text") as HTMLTextAreaElement | null;
      const all = textOf(change, parts[found]!).split("\n"), index = line - firstLine(change, parts[found]!);
      const from = all.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
      box?.focus();
      box?.setSelectionRange(from, from + all[index]!.length);
    });
  };
  const part = parts[at];
  const running = own?.state === "running";
  const fresh = own?.state === "done" && change.parts.length > 0 && change.tried === nameOf(change);
  return (
    <main class="table-view trial" id="main">
      <h1>{t.title} <CodeName id={code} /></h1>
      <p><a href={`#/codebook?code=${encodeURIComponent(code)}`}>{t.back}</a> <span class="soft">{t.means}</span></p>
      <div class="trial-desk">
        <section aria-label={t.text}>
          <div class="part-names" role="group" aria-label={t.parts}>
            {parts.map((one, i) => (
              <button type="button" class="quiet" aria-pressed={i === at} onClick={() => setAt(i)}>
                {t.partName(one.kind, one.id)}{change.parts.some((other) => samePart(one, other)) && ` ${t.changed}`}</button>
            ))}
          </div>
          {part && <Editor part={part} text={textOf(change, part)} first={firstLine(change, part)}
            onText={(text) => keep(withText(change, part, text))} />}
          <p class="trial-acts">
            <button type="button" class="main" disabled={running || change.parts.length === 0} onClick={begin}>{t.begin}</button>
            {running && <button type="button" onClick={() => void post("/api/trial/stop", {}).then(look, () => undefined)}>{t.stop}</button>}
            <button type="button" class="quiet" disabled={!part || textOf(change, part) === part.text}
              onClick={() => part && keep(withText(change, part, part.text))}>{t.putBack}</button>
            <span role="status" class="soft">
              {running ? t.running(own.done ?? 0, own.reports ?? 0) : own?.state === "stopped" ? t.stopped : t.also(change.parts.length)}</span>
          </p>
          {why && <p role="alert" class="bad">{why}</p>}
          {own?.state === "failed" && own.error && <Mistakes said={own.error} onLine={toLine} />}
          {own?.state === "done" && <Adopt change={change} fresh={fresh} />}
        </section>
        {own?.state === "done" && <Difference trial={own} stale={!fresh} title={codeTitle(code)} />}
      </div>
    </main>
  );
}
