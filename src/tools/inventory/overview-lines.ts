import type { Fields } from '../../catalogue/action.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import { addressWords, placeWords, statusWords } from './connection-words.ts';
import { atLeast, type Inventory, type RegionInventory, wasRead } from './inventory.ts';
import {
  connectionsOf,
  type Health,
  healthAt,
  healthOfConnection,
  tally,
  tunnelHealths,
  worse,
} from './tunnel-state.ts';

/** Lines on one screen. */
export const SCREEN = 30;

/** One resource on the screen. */
export type Line = {
  readonly Health: Health;
  readonly RegionId: string;
  readonly Id: string;
  readonly Name: string;
  /** A connection is called a tunnel where it has only the one. */
  readonly Kind: 'gateway' | 'tunnel' | 'connection' | 'SSL server';
  readonly State: string;
  /** Whom it belongs to, where replies say so: a stack does, the public cloud does not. */
  readonly Department?: string;
  readonly ResourceGroup?: string;
};

const texts = {
  gateway: { en: '{status}, {address}, tunnels: {tunnels}', zh: '{status}，{address}，隧道：{tunnels}' },
  none: { en: 'none', zh: '无' },
  notRead: { en: 'not read', zh: '未读取' },
  noGateway: { en: 'no VPN gateway that can be seen', zh: '没有可见的 VPN 网关' },
  tunnel: { en: '{status}, on {place}', zh: '{status}，位于 {place}' },
  server: {
    en: '{used} of {most} sessions, {proto} {port}, on {gateway}',
    zh: '会话 {used}/{most}，{proto} {port}，位于 {gateway}',
  },
  noStatus: { en: 'status not known', zh: '状态未知' },
} satisfies Record<string, LocalizedText>;

/** `name (ID)` of a field and of the one beside it that has its name, or whichever of the two there is. */
const ownerAt = (row: Fields, field: 'Department' | 'ResourceGroup'): string => {
  const [id, name] = [row[field], row[`${field}Name`]].map((value) => String(value ?? ''));
  return id && name ? `${name} (${id})` : id || name || '';
};

const ownersOf = (row: Fields): Pick<Line, 'Department' | 'ResourceGroup'> => {
  const [Department, ResourceGroup] = [ownerAt(row, 'Department'), ownerAt(row, 'ResourceGroup')];
  return { ...(Department ? { Department } : {}), ...(ResourceGroup ? { ResourceGroup } : {}) };
};

/** Tunnels of a list that was not read, or not to its end. */
const partly = (counts: string, language: Language): string =>
  counts === '' ? format(texts.notRead, language) : atLeast(counts, language);

const gatewayLines = (inventory: Inventory, region: RegionInventory, language: Language): readonly Line[] => {
  const isRead = wasRead(inventory, region, 'DescribeVpnConnections');
  return region.gateways.map((one) => {
    const counts = tally(tunnelHealths(connectionsOf(region, one.VpnGatewayId)), language);
    // First, because the verdict repeats what comes first, and a locked gateway is `active` all the same.
    const locked = one.BusinessStatus === 'FinancialLocked' ? 'FinancialLocked, ' : '';
    return {
      Health: healthAt(inventory, region, one),
      RegionId: region.RegionId,
      Id: String(one.VpnGatewayId),
      Name: one.Name ?? '',
      Kind: 'gateway',
      State: format(texts.gateway, language, {
        status: `${locked}${one.Status ?? format(texts.noStatus, language)}`,
        address: addressWords(one, language),
        tunnels: isRead ? counts || format(texts.none, language) : partly(counts, language),
      }),
      ...ownersOf(one),
    };
  });
};

const tunnelLines = (region: RegionInventory, isWanted: (health: Health) => boolean, language: Language) =>
  region.connections
    .map((one) => ({ one, health: healthOfConnection(one) }))
    .filter(({ health }) => isWanted(health))
    .map(
      ({ one, health }): Line => ({
        Health: health,
        RegionId: region.RegionId,
        Id: String(one.VpnConnectionId),
        Name: one.Name ?? '',
        Kind: isOwnTunnel(one) ? 'tunnel' : 'connection',
        State: format(texts.tunnel, language, {
          status: statusWords(one, language),
          place: placeWords(one, language),
        }),
        ...ownersOf(one),
      }),
    );

const isFull = (used: number | undefined, most: number | undefined): boolean => !!most && (used ?? 0) >= most;

const serverLines = (region: RegionInventory, language: Language): readonly Line[] =>
  region.sslServers.map((one) => ({
    Health: isFull(one.Connections, one.MaxConnections) ? 'degraded' : 'up',
    RegionId: region.RegionId,
    Id: String(one.SslVpnServerId),
    Name: one.Name ?? '',
    Kind: 'SSL server',
    State: format(texts.server, language, {
      used: one.Connections ?? '?',
      most: one.MaxConnections ?? '?',
      proto: one.Proto ?? '?',
      port: one.Port ?? '?',
      gateway: one.VpnGatewayId || format(texts.noGateway, language),
    }),
    ...ownersOf(one),
  }));

/** Of two equally bad resources a gateway comes first: more depends on it. Regions keep their order. */
const worstFirst = (a: Line, b: Line): number =>
  worse(a.Health, b.Health) || Number(b.Kind === 'gateway') - Number(a.Kind === 'gateway');

/**
 * Every gateway and SSL server, worst first, and every connection while all of them fit on one screen; otherwise only those
 * that are not up, and how many tunnels the others have. Those are counted on their gateways' lines.
 */
export const linesOf = (
  inventory: Inventory,
  language: Language,
): { readonly lines: readonly Line[]; readonly unlisted: number } => {
  const { regions } = inventory;
  const all = regions.reduce(
    (sum, one) => sum + one.gateways.length + one.connections.length + one.sslServers.length,
    0,
  );
  const isWanted = (health: Health): boolean => all <= SCREEN || health !== 'up';
  const lines = regions
    .flatMap((region) => [
      ...gatewayLines(inventory, region, language),
      ...tunnelLines(region, isWanted, language),
      ...serverLines(region, language),
    ])
    .sort(worstFirst);
  const unlisted = regions.flatMap(({ connections }) =>
    connections.filter((one) => !isWanted(healthOfConnection(one))),
  );
  return { lines, unlisted: tunnelHealths(unlisted).length };
};

/** A gateway is degraded by its tunnels, which stand in the list themselves. */
export const isOwnFault = ({ Health: health, Kind }: Line): boolean =>
  health === 'down' || (health === 'degraded' && Kind !== 'gateway');
