"use strict";
// A number opens its quotations in a box. Without script its link leads to where they stand on the page.
(() => {
  const box = document.querySelector("dialog");
  const head = box.querySelector("h2");
  const list = box.querySelector("div");
  const reports = new Map([...document.querySelectorAll("tr[id^=r]")].map((r) => [r.id.slice(1), r.dataset]));

  function belongs(quote, by, group) {
    const report = reports.get(quote.dataset.r);
    if (by === "all") return true;
    if (by === "authority") return group === "unknown" ? !report.authorities : report.authorities.split("; ").includes(group);
    return report[by] === group;
  }

  function wanted(number) {
    const { keys, code, by, group } = number.dataset;
    if (keys !== undefined) return keys.split(" ").filter(Boolean).map((k) => document.getElementById(`q-${k}`)).filter(Boolean);
    return [...document.querySelectorAll(".q[data-best]")].filter((q) => q.dataset.code === code && belongs(q, by, group));
  }

  document.addEventListener("click", (event) => {
    const number = event.target.closest("a")?.matches("[data-value], :has([data-value])") && (event.target.closest("a[data-value]") || event.target.closest("a").querySelector("[data-value]"));
    if (!number) return;
    event.preventDefault();
    const found = wanted(number).map((q) => q.cloneNode(true));
    found.forEach((q) => q.removeAttribute("id"));
    head.textContent = number.getAttribute("aria-label") || number.dataset.label || "Quotations";
    list.replaceChildren(...found);
    box.showModal();
    box.scrollTop = 0;
  });
  box.querySelector("button").addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
})();
