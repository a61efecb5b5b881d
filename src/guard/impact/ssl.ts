import type { Fields, Input } from '../../catalogue/action.ts';
import { CreateSslVpnClientCert, type DeleteSslVpnClientCert } from '../../catalogue/actions/ssl-client-cert.ts';
import { CreateSslVpnServer, type DeleteSslVpnServer, ModifySslVpnServer } from '../../catalogue/actions/ssl-server.ts';
import { isSameList } from '../../network/cidr.ts';
import { assessPool } from '../diversion/pool.ts';
import { markMessages } from '../marks/messages.ts';
import {
  type Change,
  called,
  foundIn,
  gatewayWarnings,
  type Impact,
  impactOf,
  refusalWithout,
  targetOf,
  unreadParts,
  withoutTarget,
} from '../plan/impact.ts';
import type { Certificate, LiveState, SslServer } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf, unreadOf } from '../plan/seen.ts';
import { undoCall, undoChanges } from '../plan/undo.ts';
import { format, type Message, message, someOf } from '../text/message.ts';
import { poolWarnings } from './platform-messages.ts';
import { assessCreation } from './rename-and-create.ts';

const SETTINGS = ['Name', 'ClientIpPool', 'LocalSubnet', 'Proto', 'Cipher', 'Port', 'Compress'] as const;

/** Of today's public cloud. */
const SETTINGS_TODAY = [
  'DnsServers',
  'EnableMultiFactorAuth',
  'IDaaSInstanceId',
  'IDaaSRegionId',
  'IDaaSApplicationId',
] as const;

const isOfToday = (field: string): boolean => SETTINGS_TODAY.some((each) => each === field);

/** Whoever logs in is asked for another factor, or by another instance. */
const LOGIN: ReadonlySet<string> = new Set(SETTINGS_TODAY.slice(1));

/** What a client file holds: when one of these changes, every user needs a new file. */
const IN_PROFILE: ReadonlySet<string> = new Set(['Proto', 'Cipher', 'Port', 'Compress']);

const isAlike = (field: string, before: unknown, after: unknown): boolean => {
  if (before === undefined || before === null) return false;
  return field === 'LocalSubnet' || field === 'ClientIpPool'
    ? isSameList(before, after)
    : String(before) === String(after);
};

const shown = (value: unknown): Change['Before'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const changesOf = (input: Fields, live: Fields): readonly Change[] =>
  [...SETTINGS, ...SETTINGS_TODAY]
    .filter((field) => input[field] !== undefined && !isAlike(field, live[field], input[field]))
    .map((Field) => ({
      Field,
      Before: shown(live[Field]),
      After: shown(input[Field]),
      // What no reply shows cannot be read back either.
      ...(isOfToday(Field) && live[Field] === undefined && { unseen: true as const }),
    }));

const serverName = (server: SslServer): string => called(server.SslVpnServerId ?? '', server.Name);

const certificateNames = (rows: readonly Certificate[]): readonly string[] =>
  rows.map((row) => called(row.SslVpnClientCertId ?? '', row.Name));

const sessions = (server: SslServer): readonly Message[] =>
  (server.Connections ?? 0) > 0
    ? [message(planMessages.clientsDrop, { count: server.Connections ?? 0, server: serverName(server) })]
    : [];

const settingsOf = (server: SslServer): unknown => SETTINGS.map((field) => String(server[field] ?? ''));

const gatewayOf = async (server: SslServer, liveState: LiveState, lock?: Parameters<typeof gatewayWarnings>[1]) =>
  !server.VpnGatewayId
    ? { warnings: [message(planMessages.serverNoGateway)] }
    : { ...gatewayWarnings(await liveState.gateway(server.VpnGatewayId), lock), gatewayId: server.VpnGatewayId };

/** A new SSL-VPN server: whether its pool holds the sessions that its gateway was made for, and whose addresses it takes. */
export const assessServerCreation = async (
  input: Input<typeof CreateSslVpnServer>,
  liveState: LiveState,
): Promise<Impact> => {
  const [seen, taken] = await Promise.all([
    liveState.gateway(input.VpnGatewayId),
    assessPool(input.ClientIpPool, input.VpnGatewayId, liveState),
  ]);
  const notes = gatewayWarnings(seen);
  const sessions = foundIn(seen)?.SslMaxConnections;
  const refusal = refusalWithout(kindNames.gateway, input.VpnGatewayId, input.RegionId, seen) ?? notes.refusal;
  return {
    ...(await assessCreation(CreateSslVpnServer)(input)),
    gatewayId: input.VpnGatewayId,
    affected: [...taken.unread, ...taken.reasons],
    warnings: [...notes.warnings, ...poolWarnings(input.ClientIpPool, sessions)],
    increasesRisk: taken.unread.length > 0 || taken.reasons.length > 0,
    state: { settings: [...taken.unread, ...taken.reasons].map((each) => format(each, 'en')).toSorted(), health: null },
    ...(refusal && { refusal }),
  };
};

/** A new certificate: whether there is a server for it. */
export const assessCertificateCreation = async (
  input: Input<typeof CreateSslVpnClientCert>,
  liveState: LiveState,
): Promise<Impact> => {
  const seen = await liveState.sslServer(input.SslVpnServerId);
  const server = foundIn(seen);
  const around = server ? await gatewayOf(server, liveState) : { warnings: unreadParts([[kindNames.server, seen]]) };
  const refusal = refusalWithout(kindNames.server, input.SslVpnServerId, input.RegionId, seen);
  return {
    ...(await assessCreation(CreateSslVpnClientCert)(input)),
    ...around,
    affected: server
      ? [message(planMessages.certificateAccess, { server: serverName(server), blocks: server.LocalSubnet ?? '' })]
      : [],
    ...(refusal && { refusal }),
  };
};

/** Changing an SSL-VPN server: its clients drop, and some changes make their files useless. */
export const assessServerChange = async (
  input: Input<typeof ModifySslVpnServer>,
  liveState: LiveState,
): Promise<Impact> => {
  const id = input.SslVpnServerId;
  const [seen, certificates] = await Promise.all([liveState.sslServer(id), liveState.certificatesOf(id)]);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindNames.server, id, input.RegionId, seen);
  const changes = changesOf(input, live);
  const count = listOf(certificates).length;
  const fields = changes.map(({ Field }) => Field);
  const profile = fields.filter((field) => IN_PROFILE.has(field));
  const around = await gatewayOf(live, liveState);
  return impactOf(targetOf(id, live.Name), {
    ...around,
    warnings: [...around.warnings, ...poolWarnings(input.ClientIpPool, live.MaxConnections)],
    changes,
    affected: [
      ...(fields.some((field) => field !== 'Name') ? sessions(live) : []),
      ...(profile.length > 0 && count > 0
        ? [message(planMessages.newProfiles, { count, fields: profile.join(', ') })]
        : []),
      ...(fields.some((field) => LOGIN.has(field)) ? [message(markMessages.loginAnew, { count })] : []),
      ...unreadParts([[kindNames.certificates, certificates]]),
    ],
    undo: undoChanges(liveState.platform, ModifySslVpnServer, { SslVpnServerId: id }, changes),
    unchanged: changes.length === 0,
    state: { settings: [settingsOf(live), changes.map(({ Before }) => Before)], health: null },
  });
};

/** Deleting an SSL-VPN server: all of its certificates go with it. */
export const assessServerDeletion = async (
  input: Input<typeof DeleteSslVpnServer>,
  liveState: LiveState,
): Promise<Impact> => {
  const id = input.SslVpnServerId;
  const [seen, certificates] = await Promise.all([liveState.sslServer(id), liveState.certificatesOf(id)]);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindNames.server, id, input.RegionId, seen);
  const names = certificateNames(listOf(certificates));
  return impactOf(targetOf(id, live.Name), {
    ...(await gatewayOf(live, liveState)),
    changes: [{ Field: 'SslVpnServerId', Before: id, After: null }],
    affected: [
      ...sessions(live),
      ...(names.length > 0
        ? [message(planMessages.certificatesGo, { count: names.length, names: someOf(names) })]
        : []),
      ...unreadParts([[kindNames.certificates, certificates]]),
    ],
    undo: [
      ...undoCall(liveState.platform, planMessages.undoNewId, CreateSslVpnServer, {
        VpnGatewayId: live.VpnGatewayId,
        ...Object.fromEntries(SETTINGS.map((field) => [field, live[field]])),
      }),
      ...(names.length > 0 ? [message(planMessages.undoCertificates)] : []),
    ],
    related: {
      words: listOf(certificates).flatMap((row) => [row.SslVpnClientCertId ?? '', row.Name ?? '']),
      unread: unreadOf(certificates) !== undefined,
    },
    state: { settings: [settingsOf(live), [...names].sort()], health: null },
  });
};

/** Deleting one certificate: the platform drops all clients of its server, as the vendor's SDK documents. */
export const assessCertificateDeletion = async (
  input: Input<typeof DeleteSslVpnClientCert>,
  liveState: LiveState,
): Promise<Impact> => {
  const id = input.SslVpnClientCertId;
  const seen = await liveState.certificate(id);
  const live = foundIn(seen);
  if (!live) return withoutTarget(kindNames.certificate, id, input.RegionId, seen);
  const serverId = live.SslVpnServerId ?? '';
  const serverSeen = await liveState.sslServer(serverId);
  const server = foundIn(serverSeen);
  const around = server ? await gatewayOf(server, liveState, 'lets pass') : { warnings: [] };
  return impactOf(targetOf(id, live.Name), {
    ...around,
    changes: [{ Field: 'SslVpnClientCertId', Before: id, After: null }],
    affected: [
      message(planMessages.allReconnect, { server: server ? serverName(server) : serverId || kindNames.server }),
      ...(server ? sessions(server) : unreadParts([[kindNames.server, serverSeen]])),
    ],
    undo: [
      message(planMessages.undoNone),
      ...undoCall(liveState.platform, planMessages.undoNewId, CreateSslVpnClientCert, {
        SslVpnServerId: serverId,
        Name: live.Name,
      }),
    ],
    state: { settings: [live.Name ?? '', serverId], health: null },
  });
};
