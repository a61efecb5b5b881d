import type { SslEndpoint } from '../../../src/tools/handoff/ssl-endpoint.ts';
import type { SslClient } from '../../../src/tools/handoff/ssl-gather.ts';
import { readCloudOptions } from '../../../src/tools/handoff/ssl-profile.ts';

export const NOW = Date.parse('2026-11-23T09:00:00Z');
const DAY = 86_400_000;

export const endpoint = (more: Partial<SslEndpoint> = {}): SslEndpoint => ({
  ...{ serverId: 'vss-a1', address: '203.0.113.10', otherAddress: undefined, port: 1194, proto: 'udp' as const },
  ...{ cipher: 'AES-128-CBC', isCompressed: false, subnets: ['10.20.0.0/16'], pool: '10.99.0.0/24' },
  ...{ dnsServers: [], hasTwoFactor: false },
  ...more,
});

/** A client of whom there is nothing to warn. */
export const client = (more: Partial<SslClient> = {}): SslClient => ({
  ...{ certificateId: 'vsc-ana', name: 'ana', endMs: NOW + 400 * DAY, endpoint: endpoint() },
  cloud: readCloudOptions(['remote-cert-tls server']),
  ...{ authorities: 'CA', certificate: 'CERT', key: { Fingerprint: '0123abcd', Length: 200 } },
  facts: { fromMs: NOW - DAY, untilMs: NOW + 400 * DAY, isIssued: true },
  server: { SslVpnServerId: 'vss-a1', Connections: 2, MaxConnections: 5 },
  gateway: { Status: 'active', BusinessStatus: 'Normal', SslVpn: 'enable' },
  gatewayUnread: undefined,
  ...more,
});
