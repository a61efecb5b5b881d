import type { Action, Fields, Input } from '../../catalogue/action.ts';
import { DescribeVcoRouteEntries } from '../../catalogue/actions/attachment.ts';
import { ListVpnCertificateAssociations } from '../../catalogue/actions/gateway-certificate.ts';
import { ListTagResources } from '../../catalogue/actions/tag.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import type { ListReader, Memory, Seen } from './seen.ts';

export type TagRow = RowOf<typeof ListTagResources>;
export type AssociationRow = RowOf<typeof ListVpnCertificateAssociations>;

export type ConnectionRouteRow = RowOf<typeof DescribeVcoRouteEntries>;

/** Reads of what only today's public cloud has beside the things themselves. */
export interface PublicReads {
  readonly tags: (type: string, ids: readonly string[]) => Promise<Seen<readonly TagRow[]>>;
  readonly certificatesOn: (gatewayId: string) => Promise<Seen<readonly AssociationRow[]>>;
  /** Routes of a connection on a transit router, but for those that BGP brought. */
  readonly connectionRoutes: (connectionId: string) => Promise<Seen<readonly ConnectionRouteRow[]>>;
}

const MOST_PAGES = 40;

/** A list whose pages name the next one by a token. */
const readTokened = async <A extends Action>(
  readAll: ListReader,
  action: A,
  input: Input<A>,
): Promise<Seen<readonly RowOf<A>[]>> => {
  const found: RowOf<A>[] = [];
  let more: Fields = {};
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = { ...input, ...more };
    const { rows, unread, last } = await readAll(action, asked);
    if (unread) return { unread, some: [...found, ...rows] };
    found.push(...rows);
    const token = last['NextToken'];
    if (typeof token !== 'string' || token === '') return { found };
    more = { NextToken: token };
  }
  return { unread: { en: 'the list has no end', zh: '列表没有尽头' }, some: found };
};

/** The reads of one region. */
export const publicReads = (
  readAll: ListReader,
  region: { readonly RegionId: string },
  { once, list }: Memory,
): PublicReads => ({
  tags: (ResourceType, ids) =>
    once('tags', `${ResourceType} ${ids.join(' ')}`, () =>
      readTokened(readAll, ListTagResources, { ...region, ResourceType, ResourceId: [...ids] }),
    ),
  connectionRoutes: (VpnConnectionId) =>
    list(DescribeVcoRouteEntries, { VpnConnectionId }, { ...region, VpnConnectionId }),
  certificatesOn: (id) =>
    once('associations', id, () =>
      readTokened(readAll, ListVpnCertificateAssociations, { ...region, VpnGatewayId: [id] }),
    ),
});
