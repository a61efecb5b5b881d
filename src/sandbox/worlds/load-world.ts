import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { applyPatch, type Patch } from '../state/patch.ts';
import type { WorldData } from '../state/world.ts';
import { expandNotes } from './expand-notes.ts';
import { makeReady } from './ready.ts';
import { findBrokenReferences } from './references.ts';
import { type WorldFile, type WorldFileInput, worldFileSchema } from './world-file.ts';

/** The worlds that come with the sandbox, read or made only when asked for. */
const builtIn: Readonly<Record<string, () => Promise<WorldFileInput>>> = {
  office: async () => (await import('./office.ts')).office,
  public: async () => (await import('./public.ts')).publicCloud,
  empty: async () => (await import('./empty.ts')).empty,
  fleet: async () => (await import('./fleet.ts')).createFleet(),
};

/** The names that `loadWorld` knows. */
export const worldNames: readonly string[] = Object.keys(builtIn);

/** How to load a world. */
export interface LoadOptions {
  /** The moment that the world's own clock becomes. */
  nowMs: number;
  /** Changes to the file before it is read, in its own times. */
  patch?: Patch;
}

/**
 * Reads a world: a built-in name, the path of a JSON file, or the content of one. Rejects with an Error that names
 * the file and each place in it that is wrong.
 */
export const loadWorld = async (source: string | object, { nowMs, patch }: LoadOptions): Promise<WorldData> => {
  const [title, raw] = await open(source);
  const world = expandNotes(structuredClone(raw));
  if (patch) applyPatch(world, patch);
  return makeReady(read(expandNotes(world), title), nowMs);
};

type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

const open = async (source: string | object): Promise<[title: string, raw: Raw]> => {
  if (typeof source !== 'string') return ['The world', { ...source }];
  const make = Object.hasOwn(builtIn, source) ? builtIn[source] : undefined;
  if (make) return [`The world ${source}`, { ...(await make()) }];
  return [`The world file ${source}`, parse(await readText(source), source)];
};

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const known = worldNames.join(', ');
    throw new Error(
      `There is no world "${path}": it is no file that can be read, and the built-in worlds are ${known}.`,
      {
        cause: error,
      },
    );
  }
};

const parse = (text: string, path: string): Raw => {
  try {
    const value: unknown = JSON.parse(text);
    if (isRaw(value)) return value;
  } catch (error) {
    throw new Error(`The world file ${path} is not JSON: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  throw new Error(`The world file ${path} must hold one JSON object.`);
};

const read = (raw: Raw, title: string): WorldFile => {
  const result = worldFileSchema.safeParse(raw);
  const faults = result.success ? findBrokenReferences(result.data) : result.error.issues.flatMap(issueText);
  if (result.success && faults.length === 0) return result.data;
  const more = faults.length > 10 ? [`and ${faults.length - 10} more`] : [];
  throw new Error([`${title} does not fit:`, ...faults.slice(0, 10), ...more].join('\n  '));
};

const issueText = ({ path, message }: z.core.$ZodIssue): string => {
  const place = path.map((step, index) =>
    typeof step === 'number' ? `[${step}]` : `${index ? '.' : ''}${String(step)}`,
  );
  return `${place.join('') || 'the whole'}: ${message}`;
};
