import type { Fields } from '../../catalogue/action.ts';
import { isBlock, overlaps, readBlocks } from '../../network/cidr.ts';
import { poolPrefix } from '../../network/pool.ts';
import type { Certificate, SslServer } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import { selectorsOf } from './pairs.ts';
import type { Fix, Observation, Rule, Severity } from './rule.ts';
import { each, subjectOf } from './rule.ts';

const eachServer = each(
  ({ region }) => region.sslServers,
  ({ SslVpnServerId, Name }: SslServer, region) => subjectOf(region, SslVpnServerId, Name),
);

const eachCertificate = each(
  ({ region }) => region.certificates,
  ({ SslVpnClientCertId, Name }: Certificate, region) => subjectOf(region, SslVpnClientCertId, Name),
);

const modify = (server: SslServer, change: Fields): Fix => ({
  Tool: 'ModifySslVpnServer',
  Arguments: { SslVpnServerId: server.SslVpnServerId, ...change },
});

const prefixOf = (block: string): number => Number(block.split('/')[1]);

const tightPool = (server: SslServer): Observation | undefined => {
  const pool = server.ClientIpPool ?? '';
  if (!isBlock(pool)) return undefined;
  const have = prefixOf(pool);
  const need = poolPrefix(server.MaxConnections ?? 0);
  if (have <= need && have >= 16 && have <= 29) return undefined;
  const expected = `a prefix from /16 to /${need} for ${server.MaxConnections ?? 0} sessions (4 addresses each)`;
  return { observed: `ClientIpPool=${pool}`, expected };
};

/** The gateway uses these itself; the API refuses them, older servers may still have one. */
const RESERVED_PORTS = [22, 53, 68, 80, 123, 443, 500, 2222, 4500, 4510, 4560, 7505, 9000, 9001, 9002, 22222];

const DAY_MS = 86_400_000;
const severityIn = (days: number): Severity | undefined => {
  if (days <= 7) return 'high';
  if (days <= 30) return 'medium';
  return days <= 90 ? 'low' : undefined;
};
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const successor = (one: Certificate): Fix => ({
  Tool: 'CreateSslVpnClientCert',
  Arguments: { SslVpnServerId: one.SslVpnServerId, Name: one.Name },
});

/** SSL: servers; CRT: client certificates. There is no renewal in this API: a certificate is replaced. */
export const sslRules: readonly Rule[] = [
  {
    id: 'SSL-01',
    on: 'ssl-server',
    severity: 'critical',
    title: { en: 'SSL-VPN without encryption', zh: 'SSL-VPN 未加密' },
    fix: {
      en: 'Set Cipher to AES-256-CBC; every client needs a new file afterwards.',
      zh: '将 Cipher 设为 AES-256-CBC；之后所有客户端都需要新的配置文件。',
    },
    reference: 'practice',
    peer: true,
    check: eachServer((server) =>
      server.Cipher?.toLowerCase() === 'none'
        ? { observed: 'Cipher=none', expected: 'AES-256-CBC', fix: modify(server, { Cipher: 'AES-256-CBC' }) }
        : undefined,
    ),
  },
  {
    id: 'SSL-02',
    on: 'ssl-server',
    severity: 'high',
    title: { en: 'Compression inside the tunnel', zh: '隧道内启用了压缩' },
    fix: {
      en: 'Set Compress to false; compression beside secrets leaks them (VORACLE). Every client needs a new file.',
      zh: '将 Compress 设为 false；压缩会泄露加密内容（VORACLE 攻击）。所有客户端都需要新的配置文件。',
    },
    reference: 'VORACLE, 2018',
    peer: true,
    check: eachServer((server) =>
      server.Compress === true
        ? { observed: 'Compress=true', expected: 'false', fix: modify(server, { Compress: false }) }
        : undefined,
    ),
  },
  {
    id: 'SSL-04',
    on: 'ssl-server',
    severity: 'high',
    title: { en: 'Client pool overlaps LocalSubnet', zh: '客户端地址池与本端网段重叠' },
    fix: {
      en: 'Choose a pool outside LocalSubnet; clients in the overlap cannot be routed.',
      zh: '改用本端网段之外的地址池；重叠部分的客户端无法路由。',
    },
    reference: 'platform rule',
    peer: true,
    check: eachServer((server) => {
      const pool = server.ClientIpPool ?? '';
      const hit = readBlocks(server.LocalSubnet).blocks.filter((block) => overlaps(block, pool));
      if (hit.length === 0) return undefined;
      return { observed: `ClientIpPool=${pool} overlaps ${hit.join(', ')}`, expected: 'a pool outside LocalSubnet' };
    }),
  },
  {
    id: 'SSL-05',
    on: 'ssl-server',
    also: ['connection'],
    severity: 'high',
    title: { en: 'Client pool overlaps a remote network', zh: '客户端地址池与远端网段重叠' },
    fix: {
      en: 'Choose another pool: replies to these clients are routed into a tunnel.',
      zh: '更换地址池：发往这些客户端的回程流量会被路由进隧道。',
    },
    reference: 'practice',
    peer: true,
    check: eachServer((server, { region }) => {
      const pool = server.ClientIpPool ?? '';
      const mine = server.VpnGatewayId ? rowsBy(region.connections, 'VpnGatewayId', server.VpnGatewayId) : [];
      const hit = mine.find((one) =>
        selectorsOf(one).remote.some((block) => block !== '0.0.0.0/0' && overlaps(block, pool)),
      );
      if (!hit) return undefined;
      return {
        observed: `ClientIpPool=${pool} overlaps RemoteSubnet=${hit.RemoteSubnet} of ${hit.VpnConnectionId}`,
        expected: 'a pool of its own',
      };
    }),
  },
  {
    id: 'SSL-06',
    on: 'ssl-server',
    severity: 'medium',
    title: { en: 'Client pool too small or out of range', zh: '客户端地址池过小或超出范围' },
    fix: {
      en: 'Choose a larger pool; every client needs a new file.',
      zh: '更换更大的地址池；所有客户端都需要新的配置文件。',
    },
    reference: 'platform rule: four addresses a session, prefix 16 to 29',
    peer: true,
    check: eachServer(tightPool),
  },
  {
    id: 'SSL-08',
    on: 'ssl-server',
    severity: 'high',
    title: { en: 'SSL-VPN on a port that the gateway uses itself', zh: 'SSL-VPN 使用了保留端口' },
    fix: { en: 'Move to another port, such as 1194.', zh: '改用其他端口，例如 1194。' },
    reference: 'platform rule',
    peer: true,
    check: eachServer((server) =>
      RESERVED_PORTS.includes(server.Port ?? 0)
        ? { observed: `Port=${server.Port}`, expected: 'for example 1194', fix: modify(server, { Port: 1194 }) }
        : undefined,
    ),
  },
  {
    id: 'SSL-09',
    on: 'ssl-server',
    severity: 'medium',
    title: { en: 'SSL-VPN sessions nearly used up', zh: 'SSL-VPN 会话数接近上限' },
    fix: {
      en: 'No action here raises the limit: free sessions, or create a gateway with more.',
      zh: '没有接口可以提高上限：释放会话，或新建规格更大的网关。',
    },
    reference: 'practice: warn at 80 %',
    peer: false,
    check: eachServer(({ Connections, MaxConnections }) =>
      Connections !== undefined && MaxConnections && Connections >= 0.8 * MaxConnections
        ? { observed: `${Connections} of ${MaxConnections} sessions`, expected: 'below 80 %' }
        : undefined,
    ),
  },
  {
    id: 'CRT-01',
    on: 'client-certificate',
    severity: 'high',
    title: { en: 'Client certificate expired', zh: '客户端证书已过期' },
    fix: {
      en: 'Create a new certificate and hand it out; delete the old one later, since a deletion drops every session of the server.',
      zh: '新建证书并下发；旧证书稍后再删，因为删除会断开该服务端的所有会话。',
    },
    reference: 'practice',
    peer: true,
    check: eachCertificate((one, { nowMs }) =>
      one.EndTime !== undefined && one.EndTime <= nowMs
        ? { observed: `expired ${dayOf(one.EndTime)}`, expected: 'a valid certificate', fix: successor(one) }
        : undefined,
    ),
  },
  {
    id: 'CRT-02',
    on: 'client-certificate',
    severity: 'medium',
    title: { en: 'Client certificate expires soon', zh: '客户端证书即将过期' },
    fix: {
      en: 'Create a successor and hand it out; delete the old one after the new one was used, in a quiet hour, since a deletion drops every session of the server. The platform itself warns only one week ahead.',
      zh: '新建证书并下发；确认新证书已使用后，在业务低峰时删除旧证书，因为删除会断开该服务端的所有会话。平台自身只提前一周提示。',
    },
    reference: 'practice: 7, 30 and 90 days',
    peer: true,
    check: eachCertificate((one, { nowMs }) => {
      if (one.EndTime === undefined || one.EndTime <= nowMs) return undefined;
      const days = Math.ceil((one.EndTime - nowMs) / DAY_MS);
      const severity = severityIn(days);
      if (!severity) return undefined;
      return {
        severity,
        observed: `expires ${dayOf(one.EndTime)}, in ${days} days`,
        expected: 'more than 90 days',
        fix: successor(one),
      };
    }),
  },
];
