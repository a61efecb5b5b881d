import { describe, expect, it } from 'vitest';
import { makeReady } from '../../../src/sandbox/worlds/ready.ts';
import { type WorldFileInput, worldFileSchema } from '../../../src/sandbox/worlds/world-file.ts';
import { sslParts } from '../ssl-world.ts';
import { tinyWorld } from '../tiny-world.ts';

const nowMs = Date.UTC(2030, 5, 1, 12);
const clockMs = Date.UTC(2026, 10, 23, 9);
const ready = (world: object) => makeReady(worldFileSchema.parse(world), nowMs);

describe('a world made ready', () => {
  const data = ready(tinyWorld({}, sslParts()));

  it('has all its times moved by now minus its clock', () => {
    const moved = nowMs - clockMs;
    expect(data.clock).toBe('2030-06-01T12:00:00.000Z');
    expect(data.gateways[0]?.CreateTime).toBe(1_700_000_000_000 + moved);
    expect(data.ssl_certs[1]?.EndTime).toBe(nowMs + 4 * 86_400_000);
    expect(data.ssl_logs[0]?.Time).toBe(nowMs - 30 * 60_000);
    expect(data.ssl_sessions[0]?.ConnectedSince).toBe(nowMs - 120_000);
  });

  it('has what was left out filled in from what it belongs to', () => {
    expect(data.ssl_servers[0]).toMatchObject({ MaxConnections: 5, InternetIp: '203.0.113.10', Port: 1194 });
    expect(data.ssl_certs[0]).toMatchObject({ SslVpnServerId: 'vss-1', RegionId: 'cn-test-1' });
    const { EndTime = 0, CreateTime = 0 } = data.ssl_certs[0] ?? {};
    expect(EndTime - CreateTime).toBe(1095 * 86_400_000);
    expect(data.customer_gateways.every((one) => (one.CreateTime ?? nowMs) < nowMs)).toBe(true);
  });

  it('gives a connection the settings that the API would give it', () => {
    const bare: NonNullable<WorldFileInput['connections']>[number] = {
      ...{ VpnConnectionId: 'vco-9', VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-3' },
      ...{ LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.30.0.0/16' },
    };
    const [connection] = ready(tinyWorld({}, { connections: [bare], routes_dbr: [] })).connections;
    expect(connection?.IkeConfig).toMatchObject({ IkeVersion: 'ikev1', IkePfs: 'group2', LocalId: '203.0.113.10' });
    expect(connection?.IkeConfig.RemoteId).toBe('198.51.100.3');
    expect(connection).toMatchObject({ RegionId: 'cn-test-1', VcoHealthCheck: { Enable: 'false' } });
  });

  it('has each peer complete, so that it does not follow later changes of the cloud', () => {
    const peer = data.connections[1]?.peer;
    expect(peer).toMatchObject({ Address: '198.51.100.2', LocalSubnet: '172.16.0.0/16', Initiates: true });
    expect(peer?.IkeConfig).toMatchObject({ Psk: 'FAKE-psk-other', IkePfs: 'group14', LocalId: '198.51.100.2' });
  });

  it('leaves a fixed status alone', () => {
    expect(data.connections[0]).toMatchObject({ Status: 'ipsec_sa_established' });
    expect(data.connections[0]?.peer).toBeUndefined();
  });

  it('leaves members out that were undefined', () => {
    const [first] = tinyWorld().gateways;
    const [gateway] = ready(
      tinyWorld({}, { gateways: [{ ...first, RegionId: undefined }], connections: [], routes_dbr: [] }),
    ).gateways;
    expect(gateway?.RegionId).toBe('cn-test-1');
  });
});
