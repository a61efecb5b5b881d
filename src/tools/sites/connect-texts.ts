import type { Input } from '../../catalogue/action.ts';
import type { CreateVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection, Gateway } from '../inventory/inventory.ts';
import type { Wish } from './connect-wish.ts';
import { strongest } from './tunnel-settings.ts';

const texts = {
  whole: {
    en: 'Connects site {site} ({peer}, {remote}) to {gateway} ({local}): what is not there yet of its customer gateway, connection and published routes. The tunnel comes up when the peer is configured; until then packets to {remote} are lost.',
    zh: '将站点 {site}（{peer}，{remote}）连接到 {gateway}（{local}）：补齐尚不存在的用户网关、连接和已发布的路由。对端配置完成后隧道才会建立；在此之前到 {remote} 的数据包会丢失。',
  },
  back: {
    en: 'The way back: delete the routes, then the connection, then the customer gateway, as far as this makes them. Nothing that is there is changed.',
    zh: '回退方法：依次删除此次创建的路由、连接、用户网关。已有的资源不会改变。',
  },
  settings: {
    en: 'Settings: IKEv2, aes256, {hash}, group14, the strongest that this platform is known to have. A new key for each tunnel is made here; nobody but the two ends learns it.',
    zh: '参数：IKEv2、aes256、{hash}、group14，为此平台已知的最强选项。每条隧道的新密钥在此生成，只有两端知道。',
  },
  noFolder: {
    en: 'No --secrets-dir: the key can be read in the console of the cloud only, where it is shown.',
    zh: '没有 --secrets-dir：密钥只能在云控制台查看（若控制台显示）。',
  },
  noTokens: {
    en: 'A server on HTTP without access tokens hands out no files: the key can be read in the console of the cloud only, where it is shown.',
    zh: '未设访问令牌的 HTTP 服务器不交付文件：密钥只能在云控制台查看（若控制台显示）。',
  },
  onPage: {
    en: 'Each new key waits ten minutes on a page of this server for a person who may approve, and is handed out once. Have that person ready.',
    zh: '每个新密钥在本服务器的页面上保留十分钟，由有批准权限的人取走，且只交付一次。请先安排好此人。',
  },
  twice: {
    en: 'Both tunnels lead to {peer}: when that device or its line fails, both fail.',
    zh: '两条隧道都通往 {peer}：该设备或其线路故障时，两条都会中断。',
  },
  order: {
    en: 'ORDERS VPN gateway {name} in {vpc}, billed from its first minute: stage 1 of 2. When it is active the same call connects the site.',
    zh: '订购位于 {vpc} 的 VPN 网关 {name}，从第一分钟起计费：两个阶段中的第一阶段。网关可用后再次调用即可连接站点。',
  },
  there: {
    en: '{vpc} has a gateway already: {gateways}. VpnGateway instead of NewGateway uses it and orders nothing.',
    zh: '{vpc} 中已有网关：{gateways}。用 VpnGateway 代替 NewGateway 即可使用它，不再订购。',
  },
} as const;

const keyPlaces = { 'no folder': texts.noFolder, 'remote caller': texts.noTokens, 'on a page': texts.onPage } as const;

/** Where nothing can be written, a new key is only where the cloud shows it, if it does; on a page it does not stay. */
export const keyNotes = ({ files }: Pick<Call['secrets'], 'files'>): readonly SummaryLine[] =>
  files === 'written' ? [] : [{ text: keyPlaces[files] }];

/** What a person reads of the whole before its steps. */
export const connectSummary = (
  site: {
    readonly wish: Wish;
    readonly gateway: Gateway;
    readonly local: string;
    readonly peers: readonly { readonly address: string }[];
    readonly connection: Connection | undefined;
  },
  { platform, secrets }: Call,
): readonly SummaryLine[] => {
  const { wish, gateway, local, peers, connection } = site;
  const addresses = [...new Set(peers.map(({ address }) => address))];
  const values = {
    ...{ site: wish.Name, peer: addresses.join(', '), remote: wish.RemoteSubnet, local },
    gateway: called(gateway.VpnGatewayId, gateway.Name),
  };
  return [
    { text: texts.whole, values },
    { text: texts.back },
    ...(connection ? [] : [{ text: texts.settings, values: { hash: strongest(platform).ike.IkeAuthAlg } }]),
    ...(connection ? [] : keyNotes(secrets)),
    ...(peers.length > 1 && addresses.length === 1 ? [{ text: texts.twice, values: { peer: wish.PeerIp } }] : []),
  ];
};

/** The same of an order. */
export const orderSummary = (
  { Name: name = '', VpcId: vpc }: Input<typeof CreateVpnGateway>,
  there: readonly Gateway[],
): readonly SummaryLine[] => [
  { text: texts.order, values: { name, vpc } },
  ...(there.length > 0
    ? [
        {
          text: texts.there,
          values: { vpc, gateways: there.map((one) => called(one.VpnGatewayId, one.Name)).join(', ') },
        },
      ]
    : []),
];
