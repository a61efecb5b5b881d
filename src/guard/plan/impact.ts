import type { Fields } from '../../catalogue/action.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import { type LocalizedText, type Message, message, nameIn, settingIn, someOf } from '../text/message.ts';
import { isPlainName, sanitize } from '../text/sanitize.ts';
import type { Gateway, LiveState } from './live-state.ts';
import { emergencies, kindNames, planMessages, unknowns } from './messages.ts';
import type { KnownPeer } from './peer-memory.ts';
import { listOf, type Seen, unreadOf } from './seen.ts';
import { type ConnectionRow, hasBgp, healthOf, isConnectionUp } from './tunnel-state.ts';

/** A value as a plan shows it; null is "not set". */
export type Shown = string | number | boolean | null | Message;

export interface Change {
  readonly Field: string;
  readonly Before: Shown;
  readonly After: Shown;
  /** No reply shows this value, so nobody can read back whether it changed. */
  readonly unseen?: true;
}

export interface Target {
  readonly Id: string;
  /** As the cloud has it: hostile until sanitized. */
  readonly Name: string;
  /** What a human types to confirm a delete: the name where it is a plain one, else the ID. */
  readonly confirm: string;
  /** The name does not tell it from other things: only the ID confirms. */
  readonly onlyId?: true;
}

/** How something comes back; with the call that does it, where one does: `text` is its sentence. */
export interface UndoMessage extends Message {
  readonly call?: { readonly text: LocalizedText; readonly action: string; readonly fields: Fields };
}

/** What one call would do, judged from live state before it is made. */
export interface Impact {
  readonly target: Target;
  /** The gateway that the call works on, for one write at a time. */
  readonly gatewayId?: string;
  readonly changes: readonly Change[];
  /** What depends on the target and what becomes of it. */
  readonly affected: readonly Message[];
  /** What is to be expected besides: waits, platforms that differ. */
  readonly warnings: readonly Message[];
  /** Why the call is sure to fail, or may not be made as it stands. */
  readonly refusal?: Message;
  readonly undo: readonly UndoMessage[];
  /** What goes with the target when it is deleted, or what it belongs to: IDs and names, and whether some were not read. */
  readonly related: { readonly words: readonly string[]; readonly unread: boolean };
  /** The live state is already what the call asks for. */
  readonly unchanged: boolean;
  /** The target, or the entry that is meant, is not there. */
  readonly gone: boolean;
  /** Traffic of an existing route would move, or nobody knows. */
  readonly increasesRisk: boolean;
  /** What an approval is sealed to: settings, and the parts that come and go by themselves. */
  readonly state: { readonly settings: unknown; readonly health: unknown };
  /** For a create that is billed: when others of the last day were sent, by their audit entry. */
  readonly orders?: ReadonlyMap<string, number>;
  /** The input with its partial objects completed; absent where it goes out as given. */
  readonly completed?: Fields;
}

export type Assess<I> = (input: I, liveState: LiveState, peer?: KnownPeer) => Promise<Impact>;

/** Whether a name has the shape of an ID, perhaps of another thing: who types it may mean that one. */
const isIdShaped = (name: string): boolean =>
  /^(vpn|vco|cgw|vss|vsc|vpc|vsw|vbr|vrt|vtb|eni|eip|ngw|slb)[-_.\p{Pd}]/iu.test(name.normalize('NFKC'));

/** Whether a human may confirm by this name: no ID, and no word of it one by which people agree. */
const mayConfirm = (name: string): boolean => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  return words.length > 0 && words.every(isPlainName) && !isIdShaped(name);
};

/** `confirm` is what a human is asked to type: a plain name, else the ID. */
export const targetOf = (Id: string, Name: string | undefined): Target => {
  const name = Name ?? '';
  return { Id, Name: name, confirm: isPlainName(name) && !isIdShaped(name) ? name : Id };
};

/** What a human may type instead of it: the ID, and the name as it is shown unless it could mean something else. */
export const confirmsOf = ({ Id, Name, confirm, onlyId }: Target): readonly string[] => {
  if (onlyId) return [Id];
  const shown = sanitize(Name);
  return [...new Set([confirm, Id, ...(mayConfirm(shown) ? [shown] : [])])].filter((text) => text !== '');
};

/** An impact without anything to mention; `parts` are laid over it. */
export const impactOf = (target: Target, parts: Partial<Impact> = {}): Impact => ({
  target,
  changes: [],
  affected: [],
  warnings: [],
  undo: [],
  related: { words: [], unread: false },
  unchanged: false,
  gone: false,
  increasesRisk: false,
  state: { settings: null, health: null },
  ...parts,
});

/** The thing, or undefined when it is missing or was not read. */
export const foundIn = <T>(seen: Seen<T>): T | undefined => ('found' in seen ? seen.found : undefined);

/** Whether the target was not read, so that even its name is not known. */
export const isUnread = ({ state }: Impact): boolean => state.settings === 'unread';

const isUnknown = ({ text }: Message): boolean => unknowns.includes(text);

const isEmergency = ({ text }: Message): boolean => emergencies.includes(text);

/** What nothing would carry, and what could not be read, apart from all else. */
export const apart = ({ affected, warnings }: Pick<Impact, 'affected' | 'warnings'>) => ({
  emergency: affected.filter(isEmergency),
  unread: [...affected, ...warnings].filter(isUnknown),
  affected: affected.filter((one) => !isUnknown(one) && !isEmergency(one)),
  warnings: warnings.filter((one) => !isUnknown(one)),
});

/** What could not be seen, as sentences. */
export const unreadParts = (parts: readonly (readonly [LocalizedText, Seen<unknown>])[]): readonly Message[] =>
  parts.flatMap(([what, seen]) => {
    const why = unreadOf(seen);
    return why === undefined ? [] : [message(planMessages.unread, { what, why })];
  });

/** Why the cloud refuses a call that names something which is not there; undefined where it is, or was not read. */
export const refusalWithout = (
  what: LocalizedText,
  id: string,
  region: unknown,
  seen: Seen<unknown>,
): Message | undefined =>
  'missing' in seen ? message(planMessages.gone, { what, id, region: String(region ?? '') }) : undefined;

/** The impact when the target itself is not there (the cloud would refuse) or was not read (ask all the same). */
export const withoutTarget = (
  what: LocalizedText,
  id: string,
  region: unknown,
  seen: Seen<unknown>,
  changes: readonly Change[] = [],
): Impact => {
  const why = unreadOf(seen);
  const unread = why !== undefined;
  const refusal = refusalWithout(what, id, region, seen);
  return impactOf(targetOf(id, undefined), {
    changes,
    affected: unread ? [message(planMessages.unread, { what, why })] : [],
    ...(refusal && { refusal }),
    gone: !unread,
    state: { settings: unread ? 'unread' : 'missing', health: null },
  });
};

/**
 * Locked for payment: the guide's error tables name that for most writes, but not for every delete; busy: it waits.
 * `lock` says what a locked gateway does with the call.
 */
export const gatewayWarnings = (
  seen: Seen<Gateway>,
  lock: 'refuses' | 'lets pass' = 'refuses',
): Pick<Impact, 'warnings' | 'refusal'> => {
  const gateway = foundIn(seen);
  if (!gateway) return { warnings: unreadParts([[kindNames.gateway, seen]]) };
  const id = gateway.VpnGatewayId ?? '';
  const isLocked = gateway.BusinessStatus === 'FinancialLocked';
  if (isLocked && lock === 'refuses') return { warnings: [], refusal: message(planMessages.locked, { id }) };
  const isBusy = gateway.Status !== undefined && gateway.Status !== 'active';
  return {
    warnings: [
      ...(isLocked ? [message(planMessages.lockedPasses, { id })] : []),
      ...(isBusy ? [message(planMessages.busy, { id, status: gateway.Status ?? '' })] : []),
    ],
  };
};

/** Fields that are set, their values as they are shown. */
export const shownFields = (fields: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, typeof value === 'object' ? JSON.stringify(value) : settingIn(String(value))]),
  );

/** `Field=value` pairs for a person who may have to type the call again. */
export const spell = (fields: Fields): string =>
  Object.entries(shownFields(fields))
    .map(([field, value]) => `${field}=${value}`)
    .join(', ');

/** The names of things for people: `name (id)`, or the ID alone. A name that is no plain word stands in quotes. */
export const called = (id: string, name?: string): string =>
  name ? `${isPlainName(name) ? name : nameIn(name)} (${id})` : id;

/** What each connection of a gateway is called and whether a tunnel of it is up. */
export const tunnels = (seen: Seen<readonly ConnectionRow[]>) => {
  const rows = new Map(listOf(seen).map((row) => [row.VpnConnectionId ?? '', row]));
  const ups = new Map<string, boolean | undefined>();
  const name = (id: string): string => called(id, rows.get(id)?.Name);
  /** Undefined where the connection or its status is not known. */
  const isUp = (id: string): boolean | undefined => {
    const row = rows.get(id);
    if (row && !ups.has(id)) ups.set(id, isConnectionUp(row));
    return ups.get(id);
  };
  return {
    name,
    isUp,
    /** What an approval is sealed to of a next hop: whether it is up, or how each of its tunnels is. */
    stateOf: (id: string): unknown => {
      const row = rows.get(id);
      return row && !isOwnTunnel(row) ? healthOf(row) : (isUp(id) ?? null);
    },
    /** That BGP brings routes to the gateway, where it does: no table has them. */
    bgp: (): readonly Message[] => {
      const ids = [...rows].flatMap(([id, row]) => (hasBgp(row) ? [id] : []));
      return ids.length > 0 ? [message(planMessages.bgpRoutes, { names: someOf(ids.map(name)) })] : [];
    },
  };
};

export type Tunnels = ReturnType<typeof tunnels>;
