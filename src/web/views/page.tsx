// The report's page as it looks, with the excerpt outlined.
import { useEffect, useRef, useState } from "preact/hooks";
import { get, pageImage, untilAnswered } from "../api";
import { useKeys } from "../keys";
import { reportOf, reportTitle } from "../state";
import { strings } from "../strings";
import type { Boxes } from "../types";

const ZOOMS = [0.75, 1, 1.35, 1.8, 2.5];
const FITS = 1;

export function PagePane({ report, page: first, excerpt }: { report: string; page: number; excerpt?: string }) {
  const about = reportOf(report);
  const pages = about?.pages ?? first;
  const [page, setPage] = useState(first);
  const [zoom, setZoom] = useState(FITS);
  const [boxes, setBoxes] = useState<Boxes["boxes"]>([]);
  const [shown, setShown] = useState("");
  const [failed, setFailed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const source = pageImage(report, page, zoom > 1.5 ? 220 : zoom > 1 ? 160 : 110);

  useEffect(() => setPage(first), [report, first, excerpt]);
  useEffect(() => {
    setBoxes([]);
    setFailed(false);
    if (excerpt && about?.format === "pdf")
      return untilAnswered(() => get<Boxes>(`/api/boxes/${report}/${page}`, { excerpt }), (answer) => setBoxes(answer.boxes));
  }, [report, page, excerpt]);
  useEffect(() => {
    const top = boxes[0];
    const image = frame.current?.querySelector("img");
    if (top && image && frame.current && shown === source)
      frame.current.scrollTop = Math.max(0, top[1] * image.clientHeight - frame.current.clientHeight / 3);
  }, [boxes, shown, zoom]);

  const turn = (by: number) => setPage((now) => Math.min(pages, Math.max(1, now + by)));
  const size = (by: number) =>
    setZoom((now) => ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(now) + by))] ?? FITS);
  useKeys({ pageNext: () => turn(1), pagePrevious: () => turn(-1), zoomIn: () => size(1),
    zoomOut: () => size(-1) });

  if (about && about.format !== "pdf")
    return <section class="page-pane" aria-label={strings.queue.page(page)}><p class="soft pad">{strings.page.none(about.format)}</p></section>;
  return (
    <section class="page-pane" aria-label={strings.page.of(page, pages)}>
      <div class="page-tools">
        <button type="button" class="quiet" onClick={() => turn(-1)} disabled={page <= 1} aria-label={strings.act.pagePrevious}>
          ‹</button>
        <span class="page-number">{strings.page.of(page, pages)}</span>
        <button type="button" class="quiet" onClick={() => turn(1)} disabled={page >= pages} aria-label={strings.act.pageNext}>
          ›</button>
        <span class="spring" />
        <button type="button" class="quiet" onClick={() => size(-1)} disabled={zoom === ZOOMS[0]} aria-label={strings.act.zoomOut}>
          − </button>
        <button type="button" class="quiet" onClick={() => size(1)} disabled={zoom === ZOOMS[ZOOMS.length - 1]}
          aria-label={strings.act.zoomIn}>+ </button>
      </div>
      <div class="page-frame" ref={frame} tabIndex={0} role="group" aria-label={strings.page.of(page, pages)}>
        {failed
          ? <p class="soft pad">{strings.page.failed}{reportTitle(report)}</p>
          : (
            <div class="page-sheet" style={{ width: `${zoom * 100}%` }}>
              <img src={source} alt={strings.page.image(page, reportTitle(report))} onLoad={() => setShown(source)}
                onError={() => setFailed(true)} />
              {boxes.map(([x, y, w, h]) => (
                <span class="box" style={{ left: `${x * 100 - 0.5}%`, top: `${y * 100 - 0.2}%`, width: `${w * 100 + 1}%`,
                  height: `${h * 100 + 0.4}%` }} />
              ))}
            </div>
          )}
      </div>
    </section>
  );
}
