"use strict";
// Shows the excerpts that the chosen code, report, standing and words leave. Without script
// the page shows them all.
(() => {
  const form = document.querySelector(".filters");
  const said = form.querySelector("output");
  const sections = [...document.querySelectorAll("section[data-report]")];
  const fields = ["code", "report", "standing", "words"];

  function apply() {
    const want = Object.fromEntries(fields.map((f) => [f, form.elements[f].value.trim()]));
    const words = want.words.toLowerCase();
    let shown = 0;
    for (const section of sections) {
      let here = 0;
      for (const a of section.querySelectorAll("article")) {
        const ok = (!want.code || a.dataset.code === want.code)
          && (!want.report || section.dataset.report === want.report)
          && (!want.standing || a.dataset.standing === want.standing)
          && (!words || a.textContent.toLowerCase().includes(words));
        a.hidden = !ok;
        here += ok;
      }
      section.hidden = here === 0;
      shown += here;
    }
    said.textContent = `${shown} excerpt${shown === 1 ? "" : "s"} shown`;
    const query = new URLSearchParams(Object.entries(want).filter(([, v]) => v));
    history.replaceState(null, "", query.size ? `#${query}` : location.pathname + location.search);
  }

  const asked = new URLSearchParams(location.hash.slice(1));
  for (const f of fields) if (asked.has(f)) form.elements[f].value = asked.get(f);
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
