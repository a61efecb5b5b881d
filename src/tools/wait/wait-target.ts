import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { filled } from '../../catalogue/pages.ts';
import { FIND_ELSEWHERE, regionsText } from '../../catalogue/schema/not-found.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { search } from '../inventory/find-resource.ts';
import { type Inventory, type Kind, readInventory } from '../inventory/inventory.ts';
import { isExact } from '../inventory/name-match.ts';
import type { Found } from '../inventory/resource-match.ts';
import { type RouteReference, readRouteId, routeId } from '../inventory/route-id.ts';

import {
  firstStatus,
  GONE,
  gone,
  isOwnId,
  isTunnelId,
  kindOf,
  nowhereIn,
  readStatus,
  readTunnel,
  type StatusReading,
  type Waitable,
} from './read-status.ts';
import { readRoute } from './route-status.ts';

/** One thing that can be waited for, in its region. */
export interface Target {
  readonly id: string;
  /** For people: with the name by which it was asked for. */
  readonly label: string;
  readonly kind: Waitable;
  readonly read: (invoke: Invoke, call: Call) => Promise<StatusReading>;
}

/** A text that stands for nothing, or for several things. */
export interface Unclear {
  readonly why: LocalizedText;
  readonly candidates: readonly Found[];
}

const texts = {
  none: {
    en: '“{asked}” was not found among gateways, IPsec connections and SSL servers in {place}. {next}.',
    zh: '在 {place} 的网关、IPsec 连接和 SSL 服务端中均未找到“{asked}”。{next}。',
  },
  unread: {
    en: '“{asked}” was not found in what could be read of {place}. {next}.',
    zh: '在 {place} 可读取的部分中未找到“{asked}”。{next}。',
  },
  many: {
    en: '“{asked}” fits {count} things: ask which one is meant.',
    zh: '“{asked}”匹配 {count} 项：请先确认是哪一个。',
  },
} satisfies Record<string, LocalizedText>;

const KINDS: readonly Kind[] = ['gateways', 'connections', 'sslServers'];

/** As many as can be chosen from. */
const MOST_CANDIDATES = 20;

/** The one thing that has a name, in the named region or in all of them. */
const findNamed = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
  kinds: readonly Kind[],
): Promise<Found | Unclear> => {
  const { inventory, found } = await search(invoke, call, RegionId, asked, kinds);
  const waitable = found.filter(({ Id }) => isOwnId(Id));
  const [one, ...others] = waitable;
  if (one && others.length === 0) return one;
  if (one)
    return {
      why: filled(texts.many, { asked, count: waitable.length }),
      candidates: waitable.slice(0, MOST_CANDIDATES),
    };
  return nowhere(inventory, asked);
};

const nowhere = ({ regions, unseen }: Inventory, asked: string): Unclear => {
  const names = regions.map((region) => region.RegionId);
  const text = unseen.length > 0 ? texts.unread : texts.none;
  const [en, zh] = (['en', 'zh'] as const).map((language) =>
    filled(text, { asked, place: regionsText(names, language), next: FIND_ELSEWHERE[language] }),
  );
  return { why: { en: en?.en ?? '', zh: zh?.zh ?? '' }, candidates: [] };
};

interface Home {
  readonly id: string;
  readonly region: string | undefined;
  readonly seen: StatusReading;
}

/** What an ID or a name stands for, in its region. What looks like an ID and is none may be the name of something. */
const settle = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
  kinds: readonly Kind[],
): Promise<Home | Unclear> => {
  if (isOwnId(asked)) {
    const { seen, home } = await firstStatus(invoke, call, RegionId, asked);
    if (seen.Status !== GONE || home !== undefined) return { id: asked, region: home, seen };
    const named = await findNamed(invoke, call, RegionId, asked, kinds).catch(() => undefined);
    if (named === undefined || 'why' in named || !isExact(named.Match)) return { id: asked, region: home, seen };
    return { id: named.Id, region: named.RegionId, seen: await readStatus(invoke, call, named.RegionId, named.Id) };
  }
  const found = await findNamed(invoke, call, RegionId, asked, kinds);
  if ('why' in found) return found;
  return { id: found.Id, region: found.RegionId, seen: await readStatus(invoke, call, found.RegionId, found.Id) };
};

const labelOf = (asked: string, id: string): string => (asked === id ? id : `${asked} (${id})`);

/** A route, behind its gateway: without the gateway it is gone as well. */
const findRoute = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
  reference: RouteReference,
): Promise<{ readonly target: Target; readonly seen: StatusReading } | Unclear> => {
  const gateway = await settle(invoke, call, RegionId, reference.gateway, ['gateways']);
  if ('why' in gateway) return gateway;
  const meant = { ...reference, gateway: gateway.id };
  const read = (inner: Invoke, innerCall: Call) => readRoute(inner, innerCall, gateway.region, meant);
  const id = routeId({ ...meant, VpnGatewayId: gateway.id, NextHop: reference.NextHop ?? '' });
  const seen = gateway.seen.Status === GONE ? gateway.seen : await read(invoke, call);
  return { target: { id, label: labelOf(asked, id), kind: 'route', read }, seen };
};

/** A tunnel, behind the connection that has it, in the named region or in whichever has it. */
const findTunnel = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
): Promise<{ readonly target: Target; readonly seen: StatusReading } | Unclear> => {
  const inventory = await readInventory(invoke, call, { RegionId, kinds: ['connections'] });
  const found = inventory.regions.flatMap((region) =>
    region.connections
      .filter((one) => readTunnels(one).tunnels.some(({ TunnelId }) => TunnelId === asked))
      .map((one) => ({ region: region.RegionId, id: one.VpnConnectionId ?? '' })),
  );
  const [one] = found;
  // Where something was not read it may be there.
  if (!one && inventory.unseen.length > 0) return nowhere(inventory, asked);
  const names = inventory.regions.map((region) => region.RegionId);
  const read = async (inner: Invoke, innerCall: Call): Promise<StatusReading> => {
    if (one) return readTunnel(inner, innerCall, one.region, one.id, asked);
    return RegionId === undefined ? { Status: GONE, never: nowhereIn(names) } : gone(innerCall, RegionId);
  };
  const label = one ? labelOf(asked, one.id) : asked;
  return { target: { id: asked, label, kind: 'tun', read }, seen: await read(invoke, call) };
};

/**
 * What a text stands for: an ID, a name or a part of one, or a route. Rejects as `invoke` does; a thing that is nowhere
 * has the status `gone`.
 */
export const findTarget = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
): Promise<{ readonly target: Target; readonly seen: StatusReading } | Unclear> => {
  const reference = readRouteId(asked);
  if (reference) return findRoute(invoke, call, RegionId, asked, reference);
  if (isTunnelId(asked)) return findTunnel(invoke, call, RegionId, asked);
  const found = await settle(invoke, call, RegionId, asked, KINDS);
  if ('why' in found) return found;
  const { id, region, seen } = found;
  const read = (inner: Invoke, innerCall: Call) => readStatus(inner, innerCall, region, id);
  return { target: { id, label: labelOf(asked, id), kind: kindOf(id) ?? 'vpn', read }, seen };
};
