import { type Action, type Fields, isFields, type Platform } from '../../catalogue/action.ts';
import { isSameList } from '../../network/cidr.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import type { Change, Shown, UndoMessage } from '../plan/impact.ts';
import type { Connection } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { tunnelName } from '../plan/tunnel-state.ts';
import { undoChanges } from '../plan/undo.ts';
import { isMask, type SecretStore } from '../secrets/store.ts';
import { type Message, message } from '../text/message.ts';
import type { ChangedTunnel } from './complete-tunnels.ts';
import {
  givenIke,
  liveBgp,
  liveHealth,
  liveTunnel,
  type Modification,
  ownPlainFields,
  plainFields,
  runsBgp,
} from './fields.ts';

/** A key as a plan may show it. */
const shownKey = (psk: unknown, secrets: SecretStore): Shown => {
  if (psk === undefined || psk === null || psk === '') return null;
  if (typeof psk !== 'string') return message(planMessages.newKey);
  if (isMask(psk)) return message(planMessages.keyMasked);
  const { Fingerprint, Length } = secrets.hide(psk);
  return message(planMessages.keyMark, { fingerprint: Fingerprint, length: Length });
};

const shown = (value: unknown): Shown =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const isAlike = (field: string, before: unknown, after: unknown): boolean => {
  if (before === undefined || before === null) return false;
  if (field.startsWith('RemoteCa')) return String(before).trim() === String(after).trim();
  return field.endsWith('Subnet') ? isSameList(before, after) : String(before) === String(after);
};

const compare = (prefix: string, before: Fields, after: Fields): readonly Change[] =>
  Object.entries(after)
    .filter(([field, value]) => value !== undefined && !isAlike(field, before[field], value))
    .map(([field, value]) => ({ Field: prefix + field, Before: shown(before[field]), After: shown(value) }));

const keyChange = (Field: string, live: Connection, psk: unknown, secrets: SecretStore): readonly Change[] => {
  const before = live.IkeConfig?.Psk;
  if (psk === undefined || (typeof psk === 'string' && psk === before)) return [];
  const unseen = typeof before !== 'string' || isMask(before);
  const change = { Field, Before: shownKey(before, secrets), After: shownKey(psk, secrets) };
  return [{ ...change, ...(unseen && { unseen: true as const }) }];
};

const pickFrom = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, from[name]]));

/** Of a connection that is its own tunnel. */
const settingChanges = (input: Modification, live: Connection, secrets: SecretStore): readonly Change[] => {
  const { Psk, ...ike } = givenIke(input);
  const plain = { ...pickFrom(input, ownPlainFields), RemoteCaCert: input.RemoteCaCert };
  return [
    ...compare('', { ...pickFrom(live, ownPlainFields), RemoteCaCert: live.RemoteCaCertificate }, plain),
    ...compare('IkeConfig.', live.IkeConfig ?? {}, ike),
    ...keyChange('IkeConfig.Psk', live, Psk, secrets),
    ...compare('IpsecConfig.', live.IpsecConfig ?? {}, input.IpsecConfig ?? {}),
    ...compare('HealthCheckConfig.', liveHealth(live), input.HealthCheckConfig ?? {}),
    ...compare('BgpConfig.', { EnableBgp: runsBgp(live), ...liveBgp(live) }, input.BgpConfig ?? {}),
  ];
};

/** Settings that are given where each tunnel has its own: nothing shows what they would take the place of. */
const blindChanges = (input: Modification, secrets: SecretStore): readonly Change[] =>
  settingChanges(input, {}, secrets).map(({ Field, After }) => ({
    ...{ Field, Before: message(planMessages.notKnown), After },
    unseen: true,
  }));

const partOf = (fields: Fields, name: string): Fields => {
  const part = fields[name];
  return isFields(part) ? part : {};
};

/** What a request changes on one of two tunnels, field by field. */
const tunnelChanges = ({ live, path, given }: ChangedTunnel, secrets: SecretStore): readonly Change[] => {
  const before = liveTunnel(live);
  const { Psk, LocalIdIPsec: _, ...ike } = partOf(given, 'TunnelIkeConfig');
  const part = (name: string, after: Fields) => compare(`${path}.${name}.`, partOf(before, name), after);
  return [
    ...compare(`${path}.`, before, pickFrom(given, ownPlainFields)),
    ...part('TunnelIkeConfig', ike),
    ...keyChange(`${path}.TunnelIkeConfig.Psk`, live.connection, Psk, secrets),
    ...part('TunnelIpsecConfig', partOf(given, 'TunnelIpsecConfig')),
    ...part('TunnelBgpConfig', partOf(given, 'TunnelBgpConfig')),
  ];
};

/** What a request changes on the connection itself. No reply has AutoConfigRoute: it is always listed. */
const wholeChanges = (input: Modification, live: Connection): readonly Change[] => {
  const { AutoConfigRoute: auto, EnableTunnelsBgp, NetworkType } = input;
  return [
    ...compare('', pickFrom(live, plainFields), pickFrom(input, plainFields)),
    ...compare('', { NetworkType: live.NetworkType }, { NetworkType }),
    ...compare('', { EnableTunnelsBgp: live.EnableTunnelsBgp ?? false }, { EnableTunnelsBgp }),
    ...(auto === undefined
      ? []
      : [{ Field: 'AutoConfigRoute', Before: message(planMessages.notKnown), After: auto, unseen: true as const }]),
  ];
};

/** What a request changes, the connection first, then each tunnel that it names. */
export interface ConnectionChanges {
  readonly whole: readonly Change[];
  /** Settings of the connection as its own tunnel. */
  readonly own: readonly Change[];
  readonly byTunnel: readonly { readonly tunnel: ChangedTunnel; readonly changes: readonly Change[] }[];
}

export const changesOf = (
  input: Modification,
  live: Connection,
  tunnels: readonly ChangedTunnel[],
  secrets: SecretStore,
): ConnectionChanges => ({
  whole: wholeChanges(input, live),
  own: isOwnTunnel(live) ? settingChanges(input, live, secrets) : blindChanges(input, secrets),
  byTunnel: tunnels.map((tunnel) => ({ tunnel, changes: tunnelChanges(tunnel, secrets) })),
});

export const allOf = ({ whole, own, byTunnel }: ConnectionChanges): readonly Change[] => [
  ...whole,
  ...own,
  ...byTunnel.flatMap(({ changes }) => changes),
];

const isKey = ({ Field }: Change): boolean => Field.endsWith('IkeConfig.Psk');

const keyOf = (live: Connection): string | undefined => {
  const psk = live.IkeConfig?.Psk;
  return typeof psk === 'string' && psk !== '' && !isMask(psk) ? psk : undefined;
};

const keyUndo = (changes: ConnectionChanges, live: Connection, secrets: SecretStore): readonly Message[] => {
  const psk = isOwnTunnel(live) && changes.own.some(isKey) ? keyOf(live) : undefined;
  const own = psk === undefined ? [] : [message(planMessages.undoKey, secretMark(psk, secrets))];
  const each = changes.byTunnel
    .filter((one) => one.changes.some(isKey))
    .flatMap(({ tunnel }) => {
      const key = keyOf(tunnel.live.connection);
      const values = { tunnel: tunnelName(tunnel.live) };
      return key === undefined
        ? []
        : [message(planMessages.undoKeyOfTunnel, { ...values, ...secretMark(key, secrets) })];
    });
  return [...own, ...each];
};

const secretMark = (psk: string, secrets: SecretStore) => ({ fingerprint: secrets.handleOf(psk).Fingerprint });

/** The call that puts the former values back; a key can be put back only by who has it. */
export const undoOf = (
  platform: Platform,
  action: Action,
  id: Fields,
  changes: ConnectionChanges,
  live: Connection,
  secrets: SecretStore,
): readonly UndoMessage[] => {
  const all = allOf(changes);
  // A call for one tunnel has its settings beside the tunnel's ID, and not in a list.
  const isForOne = action.resource === 'tunnel';
  const plain = all
    .filter((change) => !isKey(change))
    .map((change) => (isForOne ? { ...change, Field: change.Field.replace(/\[[^\]]*\]/, '') } : change));
  return [
    ...(plain.length > 0 || all.length === 0 ? undoChanges(platform, action, id, plain) : []),
    ...keyUndo(changes, live, secrets),
  ];
};
