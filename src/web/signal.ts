// A value that views watch.
import { useEffect, useState } from "preact/hooks";

export class Signal<T> {
  private watchers = new Set<() => void>();
  constructor(private now: T) {}
  get value(): T {
    return this.now;
  }
  set value(next: T) {
    this.now = next;
    for (const watcher of [...this.watchers]) watcher();
  }
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

export function useSignal<T>(signal: Signal<T>): T {
  const [, again] = useState({});
  useEffect(() => signal.watch(() => again({})), [signal]);
  return signal.value;
}
