// The filters of the queue and the list: a chip each, kept in the address.
import { useState } from "preact/hooks";
import { choicesOf, type FilterName, filterNames, filtersOf } from "../filters";
import { go, type Params, place } from "../state";
import { strings } from "../strings";

const f = strings.filters;

function labelOf(name: FilterName, params: Params): string {
  const value = params[name] ?? "";
  return choicesOf(name, params)?.find((choice) => choice.value === value)?.label ?? value;
}

function set(params: Params, name: FilterName, value: string): void {
  const next = { ...filtersOf(params), [name]: value };
  go(place.value.view, next);
}

function FilterField({ name, params }: { name: FilterName; params: Params }) {
  const choices = choicesOf(name, params);
  const id = `filter-${name}`;
  return (
    <div class="field">
      <label for={id}>{f[name]}</label>
      {choices
        ? (
          <select id={id} value={params[name] ?? ""} onChange={(event) => set(params, name, event.currentTarget.value)}>
            <option value="">{f.any}</option>
            {choices.map((choice) => <option value={choice.value}>{choice.label}</option>)}
          </select>
        )
        : <input id={id} type="search" value={params[name] ?? ""}
            onChange={(event) => set(params, name, event.currentTarget.value.trim())} />}
    </div>
  );
}

export function FilterBar({ params, open, onOpen }: { params: Params; open: boolean; onOpen: (open: boolean) => void }) {
  const now = filtersOf(params);
  return (
    <section class="filters" aria-label={f.title}>
      <div class="chips">
        <button type="button" class="quiet" aria-expanded={open} onClick={() => onOpen(!open)}>{f.title} ▾</button>
        {filterNames.filter((name) => now[name]).map((name) => (
          <button type="button" class="chip" onClick={() => set(params, name, "")}
            aria-label={f.remove(`${f[name]} ${labelOf(name, params)}`)}>
            <span class="soft">{f[name]}</span> {labelOf(name, params)} <span aria-hidden="true">✕</span>
          </button>
        ))}
        {Object.keys(now).length > 1 && (
          <button type="button" class="quiet" onClick={() => go(place.value.view, {})}>{f.clear}</button>
        )}
      </div>
      {open && (
        <div class="fields">
          {filterNames.map((name) => <FilterField name={name} params={params} />)}
          <p class="soft hint">{f.link}</p>
        </div>
      )}
    </section>
  );
}

export function useFilterBar(): [boolean, (open: boolean) => void] {
  return useState<boolean>(false);
}
