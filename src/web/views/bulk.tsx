// Many at once: what it would do is shown first, and one undo takes all of it back.
import { useEffect, useState } from "preact/hooks";
import { post, untilAnswered } from "../api";
import { decisions } from "../decide";
import { choicesOf, type FilterName } from "../filters";
import { send } from "../outbox";
import { forgetExcerpts, forgetSaid, type Params } from "../state";
import { strings } from "../strings";
import type { Verdict } from "../types";
import { Dialog } from "./parts";

interface Preview {
  count: number;
  already: number;
}

const verdicts: Verdict[] = ["accept", "reject", "unsure"];

export function BulkDialog({ filters, onClose }: { filters: Params; onClose: () => void }) {
  const [verdict, setVerdict] = useState<Verdict>("accept");
  const [preview, setPreview] = useState<Preview | undefined>();
  const [done, setDone] = useState<number | undefined>();
  const b = strings.bulk;
  useEffect(() => {
    setPreview(undefined);
    return untilAnswered(() => post<Preview>("/api/bulk/preview", { filters, verdict }), setPreview);
  }, [verdict]);
  const apply = async () => {
    const answer = await send<{ count: number } | undefined>("/api/bulk", { filters, verdict, count: preview?.count ?? 0 }).saved;
    if (!answer) return;
    forgetSaid();
    forgetExcerpts();
    decisions.value += answer.count;
    setDone(answer.count);
  };
  return (
    <Dialog title={b.title} onClose={onClose}>
      <ul class="bulk-filters">
        {Object.entries(filters).map(([name, value]) => (
          <li><span class="soft">{strings.filters[name as FilterName]}</span>{" "}
            {choicesOf(name as FilterName, filters)?.find((choice) => choice.value === value)?.label ?? value}</li>
        ))}
      </ul>
      <fieldset>
        <legend>{strings.filters.verdict}</legend>
        {verdicts.map((one) => (
          <label class="choice"><input type="radio" name="bulk" checked={verdict === one} onChange={() => setVerdict(one)} />{" "}
            {strings.act[one as "accept" | "reject" | "unsure"]}</label>
        ))}
      </fieldset>
      <p role="status">
        {done !== undefined ? b.done(done) : preview ? (preview.count > 0 ? b.will(preview.count, preview.already) : b.none) : strings.loading}
      </p>
      <footer>
        <button type="button" class="quiet" onClick={onClose}>{done === undefined ? strings.cancel : strings.close}</button>
        {done === undefined && (
          <button type="button" class="main" disabled={!preview || preview.count === 0} onClick={() => void apply()}>
            {b.apply(preview?.count ?? 0)}</button>
        )}
      </footer>
    </Dialog>
  );
}
