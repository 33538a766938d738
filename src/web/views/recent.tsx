// The last ten decisions of this reviewer, with a way back.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { reportTitle } from "../state";
import { strings } from "../strings";
import type { Said } from "../types";
import { CodeName, Dialog, VerdictTag } from "./parts";

interface Recent {
  id: string;
  report: string;
  code: string;
  time: string;
  count: number;
  said: Said;
}

export function RecentDialog({ onUndo, onClose }: { onUndo: () => void; onClose: () => void }) {
  const [recent, setRecent] = useState<Recent[] | undefined>();
  useEffect(() => {
    return untilAnswered(() => get<{ decisions: Recent[] }>("/api/recent"), (answer) => setRecent(answer.decisions));
  }, []);
  return (
    <Dialog title={strings.recent.title} onClose={onClose}>
      {!recent && <p role="status">{strings.loading}</p>}
      {recent && recent.length === 0 && <p class="soft">{strings.recent.none}</p>}
      <ol class="recent">
        {recent?.map((one) => (
          <li>
            <a href={`#/queue?at=${one.id}`} onClick={onClose}>
              <CodeName id={one.code} /> <VerdictTag said={one.said} />
              <span class="soft">{reportTitle(one.report)} · {new Date(one.time).toLocaleTimeString("en-GB")}</span>
              {one.count > 1 && <span class="soft"> · {strings.list.count(one.count)}</span>}
            </a>
          </li>
        ))}
      </ol>
      {recent && recent.length > 0 && (
        <footer><button type="button" class="main" onClick={() => { onUndo(); onClose(); }}>{strings.recent.undo}</button></footer>
      )}
    </Dialog>
  );
}
