import { DescribeVcoRouteEntries } from '../../catalogue/actions/attachment.ts';
import { ListVpnCertificateAssociations } from '../../catalogue/actions/gateway-certificate.ts';
import { ListTagResources } from '../../catalogue/actions/tags-and-groups.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
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

const whole = <T>({
  rows,
  unread,
}: {
  readonly rows: readonly T[];
  readonly unread?: LocalizedText | undefined;
}): Seen<readonly T[]> => (unread ? { unread, some: rows } : { found: rows });

/** The reads of one region. */
export const publicReads = (
  readAll: ListReader,
  region: { readonly RegionId: string },
  { once, list }: Memory,
): PublicReads => ({
  tags: (ResourceType, ids) =>
    once('tags', `${ResourceType} ${ids.join(' ')}`, async () =>
      whole(await readAll(ListTagResources, { ...region, ResourceType, ResourceId: [...ids] })),
    ),
  connectionRoutes: (VpnConnectionId) =>
    list(DescribeVcoRouteEntries, { VpnConnectionId }, { ...region, VpnConnectionId }),
  certificatesOn: (id) =>
    once('associations', id, async () =>
      whole(await readAll(ListVpnCertificateAssociations, { ...region, VpnGatewayId: [id] })),
    ),
});
