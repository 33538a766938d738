// The filters of a queue: their names are those of the address and of the server.
import { books, session, type Params } from "./state";
import { strings } from "./strings";

export const filterNames = ["code", "theme", "standing", "report", "authority", "region", "period", "rule", "confidence",
  "reviewer", "verdict", "starred", "disagreed", "words"] as const;
export type FilterName = (typeof filterNames)[number];

export interface Choice {
  value: string;
  label: string;
}

function distinct(values: string[]): Choice[] {
  return [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b)).map((value) => ({ value, label: value }));
}

/** What a filter may be set to; undefined where it takes any words. */
export function choicesOf(name: FilterName, params: Params): Choice[] | undefined {
  const now = session.value;
  const f = strings.filters;
  switch (name) {
    case "code":
      return books().flatMap((book) => book.codes.map((code) => ({ value: code.id, label: code.title })));
    case "theme":
      return books().flatMap((book) =>
        [...new Map(book.codes.map((code) => [`${book.id}/${code.theme}`, code.theme_title]))].map(([value, label]) => ({ value, label })));
    case "standing":
      return Object.entries(strings.standing).map(([value, label]) => ({ value, label }));
    case "report":
      return (now?.reports ?? []).map((r) => ({ value: r.id, label: [r.name, r.period].filter(Boolean).join(", ") }));
    case "authority":
      return distinct((now?.reports ?? []).flatMap((r) => r.authorities.split("; ")));
    case "region":
      return distinct((now?.reports ?? []).map((r) => r.region));
    case "period":
      return distinct((now?.reports ?? []).map((r) => r.period));
    case "rule":
      return distinct(books().flatMap((book) => book.codes.filter((code) => !params.code || code.id === params.code)
        .flatMap((code) => code.rules.map((rule) => rule.id))));
    case "confidence":
      return Object.entries(f.confidences).map(([value, label]) => ({ value, label }));
    case "reviewer":
      return distinct(now?.adjudicates ? now.reviewers.map((r) => r.name) : [now?.reviewer ?? ""]);
    case "verdict":
      return [{ value: "none", label: f.none }, { value: "any", label: f.decided },
        ...(["accept", "reject", "recode", "unsure"] as const).map((value) => ({ value, label: strings.verdict[value] }))];
    case "starred":
    case "disagreed":
      return [{ value: "1", label: f.yes }];
    case "words":
      return undefined;
  }
}

export function filtersOf(params: Params): Params {
  return Object.fromEntries(filterNames.filter((name) => params[name]).map((name) => [name, params[name]!]));
}
