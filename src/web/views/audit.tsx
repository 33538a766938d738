// The audit form of a report: each question with the answer that the excerpts propose, to be confirmed or changed.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { spoken } from "../decide";
import { useKeys } from "../keys";
import { send } from "../outbox";
import { go, reportTitle, session } from "../state";
import { strings } from "../strings";
import type { Standing } from "../types";
import { Act, CodeName, StandingTag } from "./parts";

interface Question {
  codebook: string;
  id: string;
  number: string;
  text: string;
  proposed: string;
  evidence: { id: string; code: string; standing: Standing; page: number; words: string }[];
  answer: string;
  memo: string;
}

const answers = ["yes", "partly", "no", "unclear", "not found", "unreadable"];

function nameOf(question: Question): string {
  return `${question.codebook}-${question.id}`;
}

function One({ report, question }: { report: string; question: Question }) {
  const [answer, setAnswer] = useState(question.answer);
  const [memo, setMemo] = useState(question.memo);
  const a = strings.audit;
  const name = nameOf(question);
  const say = (next: string, words = memo) => {
    setAnswer(next);
    void send("/api/audit", { report, codebook: question.codebook, question: question.id, answer: next, memo: words.trim(),
      evidence: question.evidence.map((one) => one.id).join(" ") });
  };
  return (
    <section class="question" aria-labelledby={name}>
      <h2 id={name} tabIndex={-1}>{question.number && `${question.number} `}{question.text}</h2>
      <p>
        <span class="soft">{a.proposed}</span> <b>{a.answers[question.proposed]}</b>{" "}
        {answer === ""
          ? <button type="button" class="main" onClick={() => say(question.proposed)}>{a.confirm}</button>
          : <span class="tag verdict-accept">{a.confirmed}: {a.answers[answer]}</span>}
      </p>
      {question.evidence.length > 0 && (
        <ul class="evidence" aria-label={a.evidence}>
          {question.evidence.map((one) => (
            <li><a href={`#/queue?at=${one.id}`}><CodeName id={one.code} /></a> <StandingTag standing={one.standing} />{" "}
              <span class="soft">{strings.queue.page(one.page)}</span> <q>{one.words}</q></li>
          ))}
        </ul>
      )}
      <fieldset>
        <legend class="sr">{a.answer}</legend>
        {answers.map((one) => (
          <label><input type="radio" name={name} checked={answer === one} onChange={() => say(one)} /> {a.answers[one]}</label>
        ))}
      </fieldset>
      <label class="memo-line">{strings.memo.title} <input type="text" value={memo} maxLength={4000} disabled={answer === ""}
        placeholder={answer === "" ? a.memoAfter : ""}
        onInput={(event) => setMemo(event.currentTarget.value)}
        onChange={(event) => say(answer, event.currentTarget.value)} /></label>
    </section>
  );
}

export function AuditView({ report }: { report: string }) {
  const reports = session.value?.reports ?? [];
  const shown = report || reports[0]?.id || "";
  const [questions, setQuestions] = useState<Question[] | undefined>();
  const [edition, setEdition] = useState(0);
  const a = strings.audit;
  const fetch = (take: (questions: Question[]) => void) =>
    untilAnswered(() => get<{ questions: Question[] }>(`/api/audit/${shown}`), (answer) => take(answer.questions));
  useEffect(() => {
    setQuestions(undefined);
    if (shown) return fetch(setQuestions);
  }, [shown]);
  // The form as it is then, at the question whose answer was taken back.
  const takeBack = async () => {
    const undone = await send<{ codebook: string; question: string } | undefined>("/api/audit/undo", { report: shown }).saved;
    if (undone) fetch((now) => {
      const about = now.find((one) => one.codebook === undone.codebook && one.id === undone.question);
      setQuestions(now);
      setEdition((n) => n + 1);
      if (!about) return;
      spoken.value = a.undone(about.number || about.text, a.answers[about.answer] ?? "");
      requestAnimationFrame(() => document.getElementById(nameOf(about))?.focus());
    });
  };
  useKeys({ undo: () => void takeBack() });
  return (
    <main class="table-view audit" id="main">
      <h1>{a.title}</h1>
      <div class="field">
        <label for="audit-report">{strings.filters.report}</label>
        <select id="audit-report" value={shown} onChange={(event) => go(`audit/${event.currentTarget.value}`)}>
          {reports.map((one) => <option value={one.id}>{reportTitle(one.id)}</option>)}
        </select>
      </div>
      <p><Act of="undo" act={() => void takeBack()} kind="quiet" /> <span class="soft">{a.undoMeans}</span></p>
      {!questions && <p role="status">{strings.loading}</p>}
      {questions && questions.length === 0 && <p class="soft">{a.none}</p>}
      {questions?.map((question) => <One key={`${shown}/${nameOf(question)}/${edition}`} report={shown} question={question} />)}
    </main>
  );
}
