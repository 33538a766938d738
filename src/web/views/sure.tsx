// How sure the findings are: each figure with its interval, as a plot and in a table.
import { useEffect, useState } from "preact/hooks";
import { get, untilAnswered } from "../api";
import { number, strings } from "../strings";
import { CodeName } from "./parts";

interface Share {
  at: number | null;
  low: number | null;
  high: number | null;
}
interface Sure {
  blind: boolean;
  precision?: { code: string; of: number; open: number; share: Share }[];
  agreement?: { code: string; reports: number; units: number; percent: Share; kappa: Share; ac1: Share; alpha: Share;
    positive: Share; negative: Share; table: number[] }[];
  recall?: { sample: number; code: string; current: boolean; untagged: number; drawn: number; judged: number;
    relevant: number; missed: Share; recall: Share }[];
}

function told(value: number | null): string {
  return value === null ? strings.sure.unknown : value.toFixed(2);
}

// A bar from low to high with a stroke at the figure, on a line from 0 to 1.
function Plot({ share }: { share: Share }) {
  const at = (value: number) => 2 + 96 * Math.max(0, Math.min(1, value));
  return (
    <svg class="plot" viewBox="0 0 100 12" aria-hidden="true">
      <line class="axis" x1="2" x2="98" y1="6" y2="6" />
      {share.low !== null && share.high !== null &&
        <rect class="reach" x={at(share.low)} y="3" width={Math.max(0.5, at(share.high) - at(share.low))} height="6" />}
      {share.at !== null && <line class="at" x1={at(share.at)} x2={at(share.at)} y1="0" y2="12" />}
    </svg>
  );
}

function Cells({ share, plot }: { share: Share; plot?: boolean }) {
  return (
    <>
      {plot && <td><Plot share={share} /></td>}
      <td class="n">{told(share.at)}
        {share.low !== null && share.high !== null &&
          <span class="soft"> {strings.sure.interval(told(share.low), told(share.high))}</span>}</td>
    </>
  );
}

function Name({ code }: { code: string }) {
  return <th scope="row">{code.includes("/") ? <CodeName id={code} /> : strings.sure.all(code)}</th>;
}

function Head({ names }: { names: [string, boolean][] }) {
  return <thead><tr>{names.map(([name, right]) => <th scope="col" class={right ? "n" : ""}>{name}</th>)}</tr></thead>;
}

export function SureView() {
  const [now, setNow] = useState<Sure | undefined>();
  const s = strings.sure;
  useEffect(() => {
    return untilAnswered(() => get<Sure>("/api/sure"), setNow);
  }, []);
  return (
    <main class="table-view" id="main">
      <h1>{s.title}</h1>
      {!now && <p role="status">{strings.loading}</p>}
      {now?.blind && <p class="soft">{s.blind}</p>}
      {now && !now.blind && (
        <>
          <section>
            <h2>{s.precision}</h2>
            <p class="soft">{now.precision!.length > 0 ? s.precisionMeans : s.noPrecision}</p>
            {now.precision!.length > 0 && <div class="scroll"><table>
              <Head names={[[s.code, false], [s.decided, true], [s.open, true], [s.plot, false], [s.precision, true]]} />
              <tbody>{now.precision!.map((row) => (
                <tr><Name code={row.code} /><td class="n">{number(row.of)}</td><td class="n">{number(row.open)}</td>
                  <Cells share={row.share} plot /></tr>))}</tbody>
            </table></div>}
          </section>
          <section>
            <h2>{s.agreement}</h2>
            <p class="soft">{now.agreement!.length > 0 ? s.agreementMeans : s.noAgreement}</p>
            {now.agreement!.length > 0 && <div class="scroll"><table>
              <Head names={[[s.code, false], [s.reports, true], [s.units, true], [s.plotKappa, false], [s.kappa, true], [s.ac1, true],
                [s.alpha, true], [s.percent, true], [s.positive, true], [s.negative, true], [s.table, true]]} />
              <tbody>{now.agreement!.map((row) => (
                <tr><Name code={row.code} /><td class="n">{number(row.reports)}</td><td class="n">{number(row.units)}</td>
                  <Cells share={row.kappa} plot /><Cells share={row.ac1} /><Cells share={row.alpha} />
                  <Cells share={row.percent} /><Cells share={row.positive} /><Cells share={row.negative} />
                  <td class="n">{row.table.map(number).join(" · ")}</td></tr>))}</tbody>
            </table></div>}
          </section>
          <section>
            <h2>{s.recall}</h2>
            <p class="soft">{now.recall!.length > 0 ? s.recallMeans : s.noRecall}</p>
            {now.recall!.length > 0 && <div class="scroll"><table>
              <Head names={[[s.code, false], [s.sample, true], [s.judged, true], [s.relevant, true], [s.missed, true],
                [s.plot, false], [s.recall, true]]} />
              <tbody>{now.recall!.map((row) => (
                <tr><Name code={row.code} /><td class="n">{row.sample}{!row.current && <span class="soft"> {s.old}</span>}</td>
                  <td class="n">{s.of(row.judged, row.drawn)}</td><td class="n">{number(row.relevant)}</td>
                  <td class="n">{row.missed.at === null ? s.unknown : number(Math.round(row.missed.at))}</td>
                  <Cells share={row.recall} plot /></tr>))}</tbody>
            </table></div>}
          </section>
        </>
      )}
    </main>
  );
}
