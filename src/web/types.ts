// What the server sends: doc/formats/review.md.

export type Verdict = "accept" | "reject" | "recode" | "unsure";
export type Standing = "present" | "absent" | "planned" | "past";

export interface Example {
  match: "no" | Standing;
  text: string;
}

export interface Code {
  id: string;
  title: string;
  theme: string;
  theme_title: string;
  definition: string;
  include: string;
  exclude: string;
  colour: string;
  unit: string;
  excerpts: number;
  examples: Example[];
  rules: { id: string; excerpts: number }[];
}

export interface Codebook {
  id: string;
  version: string;
  title: string;
  description: string;
  codes: Code[];
}

export interface Report {
  id: string;
  name: string;
  file: string;
  partnership: string;
  authorities: string;
  region: string;
  period: string;
  format: string;
  pages: number;
  excerpts: number;
}

export interface Session {
  reviewer: string;
  edition: number;
  excerpts: number;
  codebooks: Codebook[];
  reports: Report[];
  adjudicates: boolean;
  leads: boolean;
  reviewers: { name: string }[];
}

/** 0 around the excerpt, 1 in it, 2 what the rule matched. */
export type Words = [0 | 1 | 2, string][];

export interface Block {
  kind: string;
  words: Words;
}

/** What a reviewer says of an excerpt now. */
export interface Said {
  verdict: Verdict | "";
  code: string;
  memo: string;
  star: boolean;
}

export interface Excerpt {
  id: string;
  report: string;
  code: string;
  rule: string;
  standing: Standing;
  page: number;
  label: string;
  heading: string[];
  blocks: Block[];
  left_out: number;
  others: { id: string; code: string; standing: Standing }[];
  same: { id: string; report: string }[];
  mine: Said;
  theirs: ({ reviewer: string } & Said)[];
}

export interface Row {
  id: string;
  report: string;
  code: string;
  standing: Standing;
  page: number;
  words: Words;
  cut: boolean;
  mine: Said;
}

export interface Queue {
  edition: number;
  total: number;
  decided: number;
  minutes_each: number;
  ids: string;
}

export interface ReportBlock {
  kind: string;
  level: number;
  page: number;
  text: string;
  tags: [number, number, number][];
}

export interface ReportText {
  id: string;
  pages: number;
  excerpts: { id: string; code: string; standing: Standing; mine: Said }[];
  blocks: ReportBlock[];
}

export interface Boxes {
  width: number;
  height: number;
  boxes: [number, number, number, number][];
}
