// Every word that the page shows. Another language is another file of this shape.

function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export function number(count: number): string {
  return count.toLocaleString("en-GB");
}

export const strings = {
  title: "Review",
  views: { queue: "Queue", list: "List", reports: "Reports", compare: "Compare", audit: "Audit", codebook: "Codebook",
    progress: "Progress", sure: "How sure" },
  standing: { present: "present", absent: "absent", planned: "planned", past: "past" },
  standingMeans: {
    present: "It is said to be so.",
    absent: "It is said not to be so.",
    planned: "It is said that it will be so.",
    past: "It is said that it was so.",
  },
  verdict: { accept: "Accepted", reject: "Rejected", recode: "Recoded", unsure: "Unsure", "": "Not decided" },
  act: {
    accept: "Accept", reject: "Reject", unsure: "Unsure", recode: "Recode", memo: "Memo", star: "Star", undo: "Undo",
    next: "Next", previous: "Previous", report: "Read report", search: "Search", group: "All alike",
    pageNext: "Next page", pagePrevious: "Previous page", zoomIn: "Larger", zoomOut: "Smaller", list: "List",
    help: "Keys",
  },
  starHint: "Good practice",
  keys: {
    title: "Keys", space: "space", change: "Change", press: "Press a key", reset: "Back to the usual keys",
    taken: (other: string) => `That key is for “${other}” already.`,
    hint: "Press the button, then the new key. Keys are kept in this browser.",
  },
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  saving: {
    idle: "",
    saving: (n: number) => (n > 1 ? `Saving ${number(n)}…` : "Saving…"),
    saved: (time: string) => `Saved ${time}`,
    away: (n: number) => `The server does not answer. ${plural(n, "decision is", "decisions are")} kept here and will be sent.`,
    locked: (n: number) => `Open your personal link again. ${plural(n, "decision is", "decisions are")} kept here until then.`,
    tryNow: "Try now",
    failed: (n: number) => `${plural(n, "thing", "things")} could not be saved`,
    forget: "Forget it",
  },
  loading: "Loading…",
  locked: {
    title: "This browser has no reviewer",
    text: "Open the personal link that “excerpta review” printed. Each link is good once, for one browser.",
  },
  gone: {
    title: "The server does not answer",
    text: "Start “excerpta review” again and open its link. What was decided here is kept in this browser.",
    again: "Try again",
  },
  queue: {
    empty: "No excerpt fits these filters.",
    done: "All of these are decided.",
    doneHint: "Take away a filter, or read a report through.",
    place: (at: number, of: number) => `${number(at)} of ${number(of)}`,
    progress: (done: number, of: number) => `${number(done)} of ${number(of)} decided`,
    left: (time: string) => `about ${time} left at your pace`,
    heading: "Where it stands",
    leftOut: (n: number) => `${plural(n, "further paragraph", "further paragraphs")} not shown`,
    others: "Also found on these words",
    same: (n: number) => `The same words stand in ${plural(n, "other report", "other reports")}`,
    sameHint: "Decide all of them alike",
    rule: "Rule",
    definition: "Definition",
    include: "Include",
    exclude: "Exclude",
    example: "Example",
    counter: "Not an example",
    others_said: "Others",
    page: (n: number) => `Page ${number(n)}`,
    printed: (label: string) => `printed ${label}`,
    memo: "Memo",
  },
  recode: { title: "Which code is right?", find: "Type to find a code", none: "No code has these letters." },
  memo: { title: "Memo", label: "What should be remembered of this excerpt?" },
  page: {
    none: (format: string) => `A report in ${format} has no fixed pages.`,
    failed: "The page cannot be shown: ",
    of: (n: number, of: number) => `Page ${number(n)} of ${number(of)}`,
    image: (n: number, report: string) => `Picture of page ${number(n)} of ${report}; the excerpt is outlined`,
  },
  filters: {
    title: "Filters", add: "Add a filter", clear: "Take all away", remove: (what: string) => `Take away: ${what}`,
    code: "Code", theme: "Theme", standing: "Standing", report: "Report", authority: "Authority", region: "Region",
    period: "Period", rule: "Rule", confidence: "Confidence", reviewer: "Reviewer", verdict: "Decided",
    starred: "Starred", disagreed: "Disagreed", words: "Words", any: "any", yes: "yes",
    none: "not decided", decided: "decided",
    confidences: { low: "rule often wrong", middle: "rule mixed", high: "rule mostly right", unknown: "rule not known yet" },
    link: "This address keeps the filters: save it as a bookmark, or send it to another reviewer of this server.",
  },
  list: {
    title: "Excerpts", count: (n: number) => plural(n, "excerpt", "excerpts"),
    open: "Open in the queue",
  },
  reports: {
    title: "Reports", report: "Report", period: "Period", region: "Region", pages: "Pages", excerpts: "Excerpts",
    decided: "Decided",
  },
  read: {
    title: "Read through", back: "All reports", tag: "Tag these words", tagHint: "Select words to tag them with a code.",
    toPage: "Show page", stripes: "Codes in this report", tagged: "Tagged by hand", remove: "Take the tag away",
    audit: "Audit form",
  },
  bulk: {
    title: "Decide many at once",
    apply: (n: number) => `Decide ${plural(n, "excerpt", "excerpts")}`,
    will: (n: number, already: number) =>
      `${plural(n, "excerpt", "excerpts")} will be decided; ${number(already)} that you have decided yourself stay as they are.`,
    none: "There is nothing left to decide here.",
    done: (n: number) => `${plural(n, "excerpt was", "excerpts were")} decided. One undo takes all of it back.`,
  },
  recent: { title: "Your last decisions", none: "None yet.", undo: "Undo the last" },
  compare: {
    title: "Compare", none: "There is nothing on which reviewers disagree.",
    blind: "You code blind: what others decided is shown once the round is adjudicated.",
    left: (n: number) => plural(n, "disagreement", "disagreements"),
    choose: "What holds?",
    settled: "Settled",
  },
  audit: {
    title: "Audit", none: "No codebook of this study has audit questions.",
    proposed: "Proposed by the excerpts:", answer: "Your answer", evidence: "Evidence", confirm: "Confirm", confirmed: "Your answer",
    memoAfter: "Goes with an answer: answer first", undoMeans: "Takes your last answer of this report back.",
    undone: (question: string, answer: string) => `Taken back: ${question}. ${answer || "Not answered"}`,
    answers: { yes: "Yes", partly: "Partly", no: "No", unclear: "Unclear", "not found": "Searched, not found",
      unreadable: "Could not be read" } as Record<string, string>,
  },
  codebook: {
    title: "Codebook", rule: "Rule", excerpts: "Excerpts", accepted: "Accepted", rejected: "Rejected",
    precision: "Precision so far", unknown: "—", by: "of decided excerpts; recoded and unsure ones are not counted",
    show: "Show in the queue", change: "Change and try on the study",
  },
  trial: {
    title: "Change and try:", back: "Back to the codebook", text: "Text", parts: "What to change", changed: "(changed)",
    means: "Nothing of the study changes by trying. What you write is kept in this browser.",
    partName: (kind: string, id: string) => `${({ code: "Code", terms: "List", scale: "Scale" } as Record<string, string>)[kind] ?? kind} ${id}`,
    begin: "Try on the study", stop: "Stop", putBack: "Put back as it was", toLine: (line: number) => `Go to line ${line}`,
    running: (done: number, of: number) => `Trying: ${number(done)} of ${plural(of, "report", "reports")}`,
    stopped: "Stopped.", also: (n: number) => (n === 0 ? "Nothing is changed yet." : n === 1 ? "One part is changed." : `${number(n)} parts are changed and will be tried together.`),
    away: "The server does not answer. Try again.",
    result: (code: string) => `What the change of “${code}” does`, done: (reports: number, seconds: number) =>
      `Compared in ${plural(reports, "report", "reports")}, ${seconds < 1 ? "under a second" : plural(seconds, "second", "seconds")}.`,
    stale: "This is of an earlier text: try again to see what yours does.",
    givenUp: (n: number) => `A pattern was given up on in ${plural(n, "passage", "passages")}, which count as not found: make it simpler.`,
    examples: (failed: number, of: number) => `${number(failed)} of ${plural(of, "example", "examples")} of the codebook would come out otherwise than it says:`,
    expected: (what: string) => `should be ${what}:`,
    nothing: "No code finds anything else in any report.", same: (codes: string) => `Could change, but do not here: ${codes}.`, counts: "By code", show: "Excerpts that change",
    code: "Code", reports: "Reports", excerpts: "Excerpts", decisions: "Decisions touched", absent: "—", all: "All",
    change: { anew: "Newly tagged", "no longer": "No longer", standing: "Other standing", moved: "Moved" },
    decided: (n: number, verdict: string) => `${number(n)} × ${({ accept: "accepted", reject: "rejected", recode: "recoded", unsure: "unsure" } as Record<string, string>)[verdict] ?? verdict}`,
    touched: "Only where somebody has decided", more: (n: number, of: number) => `Show more (${number(n)} of ${number(of)})`,
    leftOut: (n: number) => `${plural(n, "further one is", "further ones are")} counted but not kept here; “excerpta codebook diff” lists all.`,
    adopt: "Adopt it", adoptMeans: "Saves the whole codebook with your changes as a new file. The study stays as it is until you code it with that file.",
    adoptTried: "Try the text as it is now; then you can save it.", version: "New version", save: "Save as a file",
    saved: (name: string) => `${name} is in your downloads. Put it beside the old file, then:`,
    beside: (name: string) => `Also save ${name}, which it names`, commands: "Commands",
  },
  progress: {
    title: "Progress", reviewer: "Reviewer", code: "Code", report: "Report", decided: "Decided", of: "of", left: "Time left",
    pace: (perHour: number) => `${number(perHour)} an hour`,
    byReviewer: "By reviewer", byCode: "By code (yours)", byReport: "By report (yours)",
  },
  sure: {
    title: "How sure", blind: "These figures are made of what the others decided. They are shown to who settles disagreements.",
    unknown: "—", interval: (low: string, high: string) => `(${low} to ${high})`, all: (book: string) => `All of ${book}`,
    of: (part: number, all: number) => `${number(part)} of ${number(all)}`, old: "(of an older pass)",
    code: "Code", decided: "Settled", open: "Open", plot: "0 to 1", plotKappa: "Kappa, 0 to 1",
    precision: "Precision", precisionMeans: "Of the excerpts that are settled, the share that is right, with its interval of 95 %.",
    noPrecision: "No excerpt is settled yet.",
    agreement: "Agreement", agreementMeans: "Over every passage of the reports that two decided on: where nobody tagged anything, each said no. "
      + "Both yes, one, the other, both no stand in the last column.",
    noAgreement: "No two reviewers decided on one code in one report yet.",
    reports: "Reports", units: "Passages", kappa: "Kappa", ac1: "AC1", alpha: "Alpha", percent: "Percent", positive: "On yes",
    negative: "On no", table: "Table",
    recall: "Recall", recallMeans: "From samples of passages that no rule tagged: what the rules found of all there is.",
    noRecall: "No sample of untagged passages was drawn yet: excerpta sample --untagged N --code ID draws one.",
    sample: "Sample", judged: "Judged", relevant: "Relevant", missed: "Missed in all",
  },
};

export function duration(minutes: number): string {
  if (minutes < 1) return "a minute";
  if (minutes < 60) return `${Math.round(minutes)} min`;
  const hours = minutes / 60;
  return hours < 10 ? `${Math.round(hours * 2) / 2} h` : `${Math.round(hours)} h`;
}
