import type { Output } from '../../catalogue/action.ts';
import { DescribeSslVpnClients } from '../../catalogue/actions/ssl-client.ts';
import { PAGE_SIZE } from '../../catalogue/pages.ts';
import { quotePeer } from '../pasted-text.ts';
import type { EvidenceReader } from './evidence-reader.ts';

/** A client that the cloud itself calls connected. */
export interface OnlineClient {
  /** The common name of its certificate, which is the certificate's ID. */
  readonly cn: string;
  /** Where it comes from, and its address in the tunnel. */
  readonly address: string | undefined;
  readonly ip: string | undefined;
  /** Epoch milliseconds. */
  readonly sinceMs: number | undefined;
  /** Bytes, as the cloud counts them. */
  readonly sent: number | undefined;
  readonly received: number | undefined;
}

/** The cloud's list of who is connected to one gateway. */
export interface OnlineClients {
  readonly clients: readonly OnlineClient[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

const clean = (text: string | undefined): string | undefined => (text === undefined ? undefined : quotePeer(text));

const clientsFrom = (reply: Output<typeof DescribeSslVpnClients>): OnlineClients | undefined => {
  const { ClientInfoList, TotalCount } = reply;
  if (ClientInfoList === undefined) return undefined;
  const clients = ClientInfoList.flatMap((row): OnlineClient[] => {
    const cn = clean(row.CommonName)?.replace(/^CN=/, '');
    // One that has left may be listed for a while.
    if (!cn || (row.Status !== undefined && row.Status !== 'online')) return [];
    const { ConnectedTime: sinceMs, SendBytes: sent, ReceiveBytes: received } = row;
    return [{ cn, address: clean(row.Ip), ip: clean(row.PrivateIp), sinceMs, sent, received }];
  });
  return { clients, isWhole: TotalCount === ClientInfoList.length };
};

/** Who is connected to each gateway, the first page of each; a gateway that was not read is not in the answer. */
export const fetchOnlineClients = async (
  { read }: EvidenceReader,
  RegionId: string | undefined,
  gateways: readonly string[],
): Promise<ReadonlyMap<string, OnlineClients>> => {
  const found = await Promise.all(
    [...new Set(gateways)].map(async (VpnGatewayId) => {
      const reply = await read(DescribeSslVpnClients, { RegionId, VpnGatewayId, PageSize: PAGE_SIZE });
      const clients = reply && clientsFrom(reply);
      return clients ? [[VpnGatewayId, clients] as const] : [];
    }),
  );
  return new Map(found.flat());
};
