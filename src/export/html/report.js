"use strict";
// A number opens what it counts, in a box. Where a browser cannot, its link leads to the best quotations on the page.
(async () => {
  if (!("DecompressionStream" in window)) return;
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
  const data = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  const excerpts = data.excerpts.map(([report, code, page, first, last, standing, status, more, words]) => ({
    report, code, page, first, last, standing, status, words, starred: more.includes("s"), hand: more.includes("h"),
    kept: status !== "rejected" && status !== "recoded" }));
  const rest = data.rest.map(([report, code, status, more, count]) => ({ report, code, status, hand: more === "h", count,
    kept: status !== "rejected" && status !== "recoded" }));
  const reports = data.reports.map((r, place) => ({ ...r, place, list: r.authorities.split("; ").filter(Boolean) }));
  const unsearched = new Set(data.unsearched.map((pair) => pair.join("\n")));
  const searched = (report, code) => !unsearched.has(`${data.codes[code][0]}\n${report.place}`);
  const CHUNK = 200;

  const box = document.querySelector("dialog");
  const [head, told, list] = [box.querySelector("h2"), box.querySelector("p"), box.querySelector("div")];

  function make(tag, text, kind) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

  function inGroup(report, by, group) {
    if (!by) return true;
    if (by === "authority") return group === "unknown" ? report.list.length === 0 : report.list.includes(group);
    return report[by] === group;
  }

  function pageLink(report, page) {
    const link = make("a", `page ${page}`);
    link.href = `${report.link}#page=${page}`;
    return link;
  }

  function quote(report, e, words) {
    const box = make("div", undefined, "q"), cited = make("p");
    box.append(make("blockquote", e.words), cited);
    cited.append(pageLink(report, e.page), [...words, e.standing !== "present" && e.standing, e.status !== "undecided" && e.status,
      e.hand && "tagged by a reviewer", e.starred && "good practice"].filter(Boolean).map((w) => ` · ${w}`).join(""));
    return box;
  }

  const title = (report) => make("h3", [report.name, report.period].filter(Boolean).join(", "));
  const codeTitle = (code) => data.codes[code][2];

  // What is to be shown: { head, told, counted, items }; an item makes its elements when it comes into sight.
  function ofExcerpts(found, withCodes) {
    let before;
    return found.map((e) => {
      const first = before !== e.report;
      before = e.report;
      return () => [...(first ? [title(reports[e.report])] : []), quote(reports[e.report], e, withCodes ? [codeTitle(e.code)] : [])];
    });
  }

  // How many of such excerpts this page has no room for.
  const restOf = (wanted) => rest.filter(wanted).reduce((sum, e) => sum + e.count, 0);

  function restWords(n, code) {
    if (n === 0) return "";
    const [book, name] = code === undefined ? [] : data.codes[code];
    return ` ${plural(n, "is", "are")} not on this page; all: excerpta export --format html`
      + (name ? ` --codebook ${book} --code ${name}` : "") + " --output all.html";
  }

  const open = {
    code({ code, by, group }) {
      const within = reports.filter((r) => inGroup(r, by, group) && searched(r, code));
      const wanted = (e) => e.kept && e.code === +code && inGroup(reports[e.report], by, group);
      const found = excerpts.filter(wanted), more = restOf(wanted);
      const count = new Set(found.map((e) => e.report)).size;
      return { head: codeTitle(code) + (by ? `: ${group}` : ""), counted: count, items: ofExcerpts(found, false),
        told: `${count} of ${plural(within.length, "report")}, ${plural(found.length + more, "excerpt")}.${restWords(more, +code)}` };
    },

    excerpts({ code, name }) {
      const status = {
        kept: (e) => e.kept, decided: (e) => e.kept && e.status !== "undecided", undecided: (e) => e.status === "undecided",
        "left-out": (e) => !e.kept, "rule-accepted": (e) => !e.hand && e.status === "accepted",
        "rule-rejected": (e) => !e.hand && !e.kept,
        "rule-open": (e) => !e.hand && e.kept && e.status !== "accepted" }[name];
      const wanted = (e) => (code === undefined || e.code === +code) && status(e);
      const found = excerpts.filter(wanted), more = restOf(wanted), counted = found.length + more;
      return { head: code === undefined ? "Excerpts" : codeTitle(code), counted, items: ofExcerpts(found, code === undefined),
        told: `${plural(counted, "excerpt")}.${restWords(more, code === undefined ? undefined : +code)}` };
    },

    searched({ code, by, group }) {
      return listed(reports.filter((r) => inGroup(r, by, group) && searched(r, code)), "reports", by, group);
    },

    reports({ name, by, group }) {
      return listed(reports.filter((r) => inGroup(r, by, group) && (name !== "doubtful" || r.doubtful)
        && (!(name === "copied" || name === "compared") || r[name] > 0)), name, by, group);
    },

    answers({ code, name }) {
      const known = (a) => !["unreadable", "not reviewed"].includes(a[0]);
      const wanted = { partly: (a) => a[1] === "partly", "by reviewers": (a) => a[2], known }[name] ?? ((a) => a[0] === name);
      const found = data.answers[code].map((a, place) => ({ a, place })).filter(({ a }) => wanted(a));
      const files = name === "unreadable" ? data.files : [];
      return { head: data.questions[code], counted: found.length + files.length, told: `${name === "known" ? "answered or searched" : name}: ${found.length + files.length}.`,
        items: [...found.map(({ a, place }) => () => answer(reports[place], a)), ...files.map(([file, why]) => () => [make("p", `${file}: ${why}`)])] };
    },

    answer(_, link) {
      const [question, report] = placeOf(link);
      return { head: data.questions[question], counted: 1, told: "", items: [() => answer(reports[report], data.answers[question][report])] };
    },

    pairs({ code, other }) {
      const of = (c) => excerpts.filter((e) => e.kept && e.code === +c);
      const columns = of(other), met = code === other ? [] : of(code).map((row) => [row, columns.filter((e) =>
        e.report === row.report && e.first <= row.last && row.first <= e.last)]).filter(([, beside]) => beside.length > 0);
      const count = new Set(met.map(([row]) => row.report)).size;
      const more = restOf((e) => e.kept && (e.code === +code || e.code === +other));
      return { head: `${codeTitle(code)}, beside ${codeTitle(other)}`, counted: count,
        told: `${plural(count, "report")}.${more > 0 ? ` There may be more in them; all: excerpta map --format csv` : ""}`,
        items: met.map(([row, beside]) => () => [title(reports[row.report]), quote(reports[row.report], row, [codeTitle(row.code)]),
          ...beside.map((e) => quote(reports[e.report], e, [codeTitle(e.code)]))]) };
    },

    judged({ code, name }) {
      const found = data.judged.filter(([sample, , , status]) => sample === +code && (name === "judged" || status === name));
      return { head: "Passages that no rule had tagged", counted: found.length, told: `${plural(found.length, "passage")}.`,
        items: found.map(([, report, page, status, words]) => () => [title(reports[report]),
          quote(reports[report], { words, page, standing: "present", status: status === "accepted" ? "relevant" : "not relevant" }, [])]) };
    },
  };

  // Reports, and of a measure how much of it each has.
  function listed(within, name, by, group) {
    const measure = { pages: "pages", copied: "words that stand in another report too", compared: "words compared" }[name];
    const counted = measure ? within.reduce((sum, r) => sum + r[name], 0) : name === "names" ? new Set(within.map((r) => r.name)).size : within.length;
    const words = measure ?? (name === "names" && "different names");
    return { head: by ? `Reports: ${group}` : "Reports", counted, told: plural(within.length, "report") + (words ? `, ${counted} ${words}.` : "."),
      items: within.map((r) => () => {
        const line = make("p"), link = make("a", r.name);
        link.href = r.link;
        link.title = `SHA-256 ${r.sha256}`;
        line.append(link, [r.period, r.region, measure && `${r[name]} ${name}`].filter(Boolean).map((w) => ` · ${w}`).join(""));
        return [line];
      }) };
  }

  // Of an answer's sign in the table of all: its question and report.
  function placeOf(link) {
    let before = 0;
    for (const table of document.querySelectorAll(".cells")) {
      if (table.contains(link)) break;
      before += table.rows[0].cells.length - 1;
    }
    return [before + link.closest("td").cellIndex - 1, link.closest("tr").sectionRowIndex];
  }

  function answer(report, [state, said, byReviewers, place]) {
    const words = make("p", (said && said !== state ? `${state}: ${said}` : state) + (byReviewers ? ", by reviewers" : ""));
    return [title(report), words, ...(place >= 0 ? [quote(report, excerpts[place], [codeTitle(excerpts[place].code)])] : [])];
  }

  function fill(items, from) {
    const parts = items.slice(from, from + CHUNK).flatMap((item) => item());
    if (from + CHUNK < items.length) {
      const more = make("button", `${items.length - from - CHUNK} more`);
      more.type = "button";
      more.addEventListener("click", () => { more.remove(); fill(items, from + CHUNK); });
      parts.push(more);
    }
    list.append(...parts);
  }

  for (const number of document.querySelectorAll("a[data-opens]:not([data-opens=list])")) number.setAttribute("aria-haspopup", "dialog");
  for (const sign of document.querySelectorAll(".cells a")) {
    const [question, report] = placeOf(sign);
    sign.title = data.answers[question][report][0];
    sign.setAttribute("aria-label", sign.title);
    sign.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const folded = event.target.closest("a[data-opens=list]") && document.getElementById(event.target.closest("a").dataset.name);
    if (folded?.matches("details")) folded.open = true;
    const number = event.target.closest("a[data-opens], .cells a");
    const opens = number && (number.dataset.opens ?? "answer");
    if (!(opens in open) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = open[opens](number.dataset, number);
    head.textContent = shown.head;
    told.textContent = shown.told;
    box.dataset.counted = shown.counted;
    list.replaceChildren();
    fill(shown.items, 0);
    box.showModal();
    box.scrollTop = 0;
  });
  box.querySelector("button").addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.documentElement.dataset.ready = "";
})();
