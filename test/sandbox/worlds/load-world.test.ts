import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWorld, worldNames } from '../../../src/sandbox/worlds/load-world.ts';
import { tinyWorld } from '../tiny-world.ts';

const nowMs = Date.UTC(2030, 0, 1);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'worlds-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (text: string): Promise<string> => {
  const path = join(folder, `${Math.random()}.json`);
  await writeFile(path, text);
  return path;
};

describe('a world', () => {
  it.each(worldNames)('named %s loads', async (name) => {
    expect((await loadWorld(name, { nowMs })).regions.length).toBeGreaterThan(0);
  });

  it('loads alike from a file and from an object', async () => {
    const object = await loadWorld(tinyWorld(), { nowMs });
    const file = await loadWorld(await write(JSON.stringify(tinyWorld())), { nowMs });
    const { Psk } = object.connections[0]?.IkeConfig ?? {};
    expect(file).toEqual(object);
    expect(Psk).toBe('FAKE-psk-one');
  });

  it('is not changed by loading, so that it can be loaded again', async () => {
    const world = tinyWorld();
    const before = structuredClone(world);
    await loadWorld(world, { nowMs, patch: { 'vpn-1.Name': 'patched' } });
    expect(world).toEqual(before);
  });

  it('takes a patch in its own times', async () => {
    const patch = [{ 'ssl_certs+': { SslVpnClientCertId: 'vsc-1', EndTime: '2026-11-23T10:00:00Z' } }];
    const servers = [
      { SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1', ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.0.0.0/16' },
    ];
    const { ssl_certs } = await loadWorld(tinyWorld({}, { ssl_servers: servers }), { nowMs, patch });
    expect(ssl_certs[0]?.EndTime).toBe(nowMs + 3_600_000);
  });
});

describe('a world that cannot be', () => {
  const summary = async (source: string | object): Promise<string> => {
    try {
      await loadWorld(source, { nowMs });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'nothing was wrong';
  };

  it('is told with the worlds that are there', async () => {
    expect(await summary('offise')).toMatch(/no world "offise".*office, public, empty, fleet/);
    expect(await summary('toString')).toContain('no world "toString"');
  });

  it('is told when its file is not JSON or not an object', async () => {
    const path = await write('{ "clock": ');
    expect(await summary(path)).toContain(`The world file ${path} is not JSON`);
    expect(await summary(await write('[]'))).toContain('must hold one JSON object');
  });

  it.each([
    [{ clock: 'today' }, 'clock: '],
    [{ regions: [] }, 'regions: '],
    [{ gatways: [] }, 'the whole: Unrecognized key: "gatways"'],
    [
      { gateways: [{ VpnGatewayId: 'gw-1', VpcId: 'vpc-1', InternetIp: '203.0.113.1' }] },
      'gateways[0].VpnGatewayId: must start with vpn-',
    ],
    [{ connections: [{ VpnConnectionId: 'vco-1' }] }, 'connections[0].LocalSubnet: '],
    [
      { routes_dbr: [{ VpnInstanceId: 'vpn-1', RouteDest: '10.0.0.0', NextHop: 'vco-1', Weight: 50 }] },
      'routes_dbr[0].Weight: ',
    ],
    [{ platform: { psk_maskin: 'plain' } }, 'platform: Unrecognized key: "psk_maskin"'],
    [
      { routes_dbr: [{ VpnInstanceId: 'vpn-404', RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 0 }] },
      'routes_dbr[0].VpnInstanceId: the world has no vpn-404',
    ],
  ])('is told by the place: %o', async (change, place) => {
    expect(await summary({ ...tinyWorld(), ...change })).toContain(`
  ${place}`);
  });

  it('is told in ten lines, not in hundreds', async () => {
    const routes_dbr = Array.from({ length: 40 }, () => ({ VpnInstanceId: 'x' }));
    const lines = (await summary({ ...tinyWorld(), routes_dbr })).split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toMatch(/and \d+ more/);
  });
});
