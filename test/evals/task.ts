import { readFileSync } from 'node:fs';

/** A call that a task expects, or in words what no single call is. */
export interface ExpectedCall {
  readonly action?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly kind: 'read' | 'write' | 'one_of';
}

/** One request to an agent, the world in which it is made, and what is expected of whoever serves it. */
export interface Task {
  readonly id: string;
  readonly category: string;
  readonly language: 'en' | 'zh';
  readonly request: string;
  readonly attachment?: string;
  readonly initial_state: { readonly world: string; readonly patch?: readonly Readonly<Record<string, unknown>>[] };
  readonly expected: {
    readonly calls: readonly ExpectedCall[];
    readonly outcome: string;
    readonly must: readonly string[];
    readonly must_not: readonly string[];
  };
}

interface World {
  /** The moment that the times of this world are told by; the sandbox moves them all to today. */
  readonly clock: string;
  readonly secrets: readonly string[];
}

const file: { readonly worlds: Readonly<Record<string, World>>; readonly tasks: readonly Task[] } = JSON.parse(
  readFileSync(new URL('tasks.json', import.meta.url), 'utf8'),
);

export const { worlds, tasks } = file;

/** Throws for an unknown task. */
export const taskOf = (id: string): Task => {
  const task = tasks.find((one) => one.id === id);
  if (!task) throw new Error(`there is no task ${id}`);
  return task;
};
