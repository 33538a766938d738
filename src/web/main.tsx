// The review page: who is here, which view, and whether what was done is saved.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { get, Refused } from "./api";
import { spoken } from "./decide";
import { useKeys } from "./keys";
import { failed, openOutbox, saving, tryNow } from "./outbox";
import { useSignal } from "./signal";
import { place, session, setSession } from "./state";
import { strings } from "./strings";
import type { Session } from "./types";
import { AuditView } from "./views/audit";
import { CodebookView } from "./views/codebook";
import { CompareView } from "./views/compare";
import { KeyHelp } from "./views/dialogs";
import { ListView } from "./views/list";
import { Key } from "./views/parts";
import { ProgressView } from "./views/progress";
import { SureView } from "./views/sure";
import { QueueView } from "./views/queue";
import { ReportsView, ReportView } from "./views/report";

const views = ["queue", "list", "reports", "compare", "audit", "codebook", "progress", "sure"] as const;

function Saving() {
  const now = useSignal(saving);
  const not = useSignal(failed);
  const s = strings.saving;
  const words = now.state === "idle" ? "" : now.state === "saved"
    ? s.saved(new Date(now.at).toLocaleTimeString("en-GB")) : s[now.state](now.waiting);
  return (
    <>
      <p class={`saving ${now.state}`} role="status">{words}
        {(now.state === "away" || now.state === "locked") && <button type="button" class="quiet" onClick={tryNow}>{s.tryNow}</button>}
      </p>
      {not.length > 0 && (
        <p class="saving away" role="alert">{s.failed(not.length)}: {not[0]!.why}{" "}
          <button type="button" class="quiet" onClick={() => { failed.value = []; }}>{s.forget}</button></p>
      )}
    </>
  );
}

function View() {
  const { view, rest, params } = useSignal(place);
  switch (view) {
    case "list": return <ListView params={params} />;
    case "reports": return <ReportsView />;
    case "report": return <ReportView id={rest} params={params} />;
    case "compare": return <CompareView />;
    case "audit": return <AuditView report={rest} />;
    case "codebook": return <CodebookView params={params} />;
    case "progress": return <ProgressView />;
    case "sure": return <SureView />;
    default: return <QueueView params={params} />;
  }
}

function Shut({ title, text, again }: { title: string; text: string; again?: () => void }) {
  return (
    <main class="shut" id="main">
      <h1>{title}</h1>
      <p>{text}</p>
      {again && <p><button type="button" class="main" onClick={again}>{strings.gone.again}</button></p>}
    </main>
  );
}

function App() {
  const now = useSignal(session);
  const where = useSignal(place);
  const said = useSignal(spoken);
  const [trouble, setTrouble] = useState<"" | "locked" | "gone">("");
  const [help, setHelp] = useState(false);
  const load = () => {
    setTrouble("");
    get<Session>("/api/session").then((answer) => {
      setSession(answer);
      openOutbox(answer.reviewer);
    }, (error: unknown) => setTrouble(error instanceof Refused && error.status < 500 ? "locked" : "gone"));
  };
  useEffect(load, []);
  useKeys({ help: () => setHelp(true) });
  if (trouble === "locked") return <Shut title={strings.locked.title} text={strings.locked.text} />;
  if (trouble === "gone") return <Shut title={strings.gone.title} text={strings.gone.text} again={load} />;
  if (!now) return <main id="main" class="shut"><p role="status">{strings.loading}</p></main>;
  return (
    <>
      <header class="top">
        <nav aria-label={strings.title}>
          {views.map((view) => (
            <a href={`#/${view}`} aria-current={where.view === view || (view === "reports" && where.view === "report") ? "page" : undefined}>
              {strings.views[view]}</a>
          ))}
        </nav>
        <span class="spring" />
        <Saving />
        <span class="who">{now.reviewer}</span>
        <button type="button" class="quiet" onClick={() => setHelp(true)} aria-label={strings.keys.title}><Key of="help" /></button>
      </header>
      <View />
      <p class="sr" aria-live="polite">{said}</p>
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </>
  );
}

render(<App />, document.getElementById("app")!);
