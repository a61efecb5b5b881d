import type { Fields } from '../../catalogue/action.ts';
import { isFields } from '../../catalogue/action.ts';
import type { SecretHandle } from '../../catalogue/invoke.ts';
import { idFields } from '../../catalogue/resource.ts';

/** A write that was made through this server. */
export interface PastWrite {
  /** Of its audit entry. */
  readonly id: string;
  readonly action: string;
  /** The tool that sent it. */
  readonly tool?: string;
  readonly atMs: number;
  /** As it was recorded: without secrets. */
  readonly input: Fields;
  /** What its target was called before, where it gave a name. */
  readonly formerName?: string;
  /** IDs that its target named before it was deleted. */
  readonly named?: readonly string[];
  /** The fields that it changed, by the plan: what else stands in the input only completes it. */
  readonly changed: readonly string[];
  /** The IDs of things that it made. */
  readonly made: readonly string[];
  /** The order that it placed, where the cloud named one. */
  readonly order?: string;
  /** The list that it was a step of, and its place there. */
  readonly change?: { readonly list: string; readonly step: number };
  /** What the cloud calls the request. */
  readonly requestId?: string;
  readonly result: 'ok' | 'failed' | 'unknown' | 'running';
  /** Why it failed, by the code. */
  readonly code?: string;
  /** Whether it was seen afterwards; null or absent where nobody could tell or looked. */
  readonly confirmed?: boolean | null;
}

/** What stands for the keys of an input as it was recorded, in their order. */
export const keysIn = (recorded: unknown): readonly SecretHandle[] => {
  if (Array.isArray(recorded)) return recorded.flatMap(keysIn);
  if (!isFields(recorded)) return [];
  const { Fingerprint, Length } = recorded as Readonly<Record<string, unknown>>;
  if (typeof Fingerprint === 'string' && typeof Length === 'number') return [{ Fingerprint, Length }];
  return Object.values(recorded).flatMap(keysIn);
};

/** The IDs in the settings of a thing, at any depth. */
export const idsIn = (settings: unknown): readonly string[] => {
  if (Array.isArray(settings)) return settings.flatMap(idsIn);
  if (!isFields(settings)) return [];
  return Object.entries(settings).flatMap(([name, value]) =>
    typeof value === 'string' ? (ID_FIELDS.includes(name) && value !== '' ? [value] : []) : idsIn(value),
  );
};

const ID_FIELDS: readonly string[] = [...new Set(Object.values(idFields))];

/** The IDs that a reply gives and the request did not: those of what was made. */
export const madeBy = (sent: Fields, output: Fields): readonly string[] =>
  ID_FIELDS.flatMap((field) => {
    const id = output[field];
    return typeof id === 'string' && id !== '' && id !== sent[field] ? [id] : [];
  });

/** The order that a reply names, a number of many digits. */
export const orderIn = ({ OrderId }: { readonly OrderId?: unknown }): { readonly order?: string } =>
  (typeof OrderId === 'number' || typeof OrderId === 'string') && /^\w{1,40}$/.test(String(OrderId))
    ? { order: String(OrderId) }
    : {};

const RESULTS: ReadonlySet<unknown> = new Set<PastWrite['result']>(['ok', 'failed', 'unknown']);

const isResult = (value: unknown): value is PastWrite['result'] => RESULTS.has(value);

/** What somebody found who looked after a write of unknown outcome. */
const FOUND: Readonly<Record<string, PastWrite['result']>> = { done: 'ok', 'not done': 'failed' };

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** A write with what an entry says of its end. */
const withEnd = (write: PastWrite, entry: Fields): PastWrite => {
  const { Kind, Result, Made, Found, OrderId, CloudRequestId, Code, Confirmed } = entry as Readonly<
    Record<string, unknown>
  >;
  if (Kind === 'read-back') return typeof Confirmed === 'boolean' ? { ...write, confirmed: Confirmed } : write;
  const found = Kind === 'resolved' ? FOUND[String(Found)] : undefined;
  if (found) return { ...write, result: found, made: texts(Made) };
  if (Kind !== 'outcome' || !isResult(Result)) return write;
  const requestId = typeof CloudRequestId === 'string' && { requestId: CloudRequestId };
  const code = typeof Code === 'string' && { code: Code };
  return { ...write, result: Result, made: texts(Made), ...orderIn({ OrderId }), ...requestId, ...code };
};

/** One entry of the audit laid over what the entries before it said of the same write. */
const withEntry = (known: Map<string, PastWrite>, entry: Fields): void => {
  const { Kind, Id, Time, Action, Tool, Input, Changes, FormerName, Named, List, Step } = entry as Readonly<
    Record<string, unknown>
  >;
  if (typeof Id !== 'string') return;
  if (Kind === 'intent' && typeof Action === 'string' && typeof Time === 'string')
    known.set(Id, {
      id: Id,
      action: Action,
      ...(typeof Tool === 'string' && { tool: Tool }),
      atMs: Date.parse(Time),
      input: isFields(Input) ? Input : {},
      ...(typeof FormerName === 'string' && { formerName: FormerName }),
      ...(Array.isArray(Named) && { named: texts(Named) }),
      changed: texts(Changes),
      ...(typeof List === 'string' && typeof Step === 'number' && { change: { list: List, step: Step } }),
      made: [],
      result: 'running',
    });
  const write = known.get(Id);
  if (write) known.set(Id, withEnd(write, entry));
};

/** The writes that entries of one audit file tell of, in their order. */
export const writesIn = (entries: readonly Fields[]): readonly PastWrite[] => {
  const known = new Map<string, PastWrite>();
  for (const entry of entries) withEntry(known, entry);
  return [...known.values()];
};
