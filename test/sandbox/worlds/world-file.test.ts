import { describe, expect, it } from 'vitest';
import { worldFileSchema } from '../../../src/sandbox/worlds/world-file.ts';
import { tinyWorld } from '../tiny-world.ts';

const accepts = (change: object): boolean => worldFileSchema.safeParse({ ...tinyWorld(), ...change }).success;
const gateway = { VpnGatewayId: 'vpn-1', VpcId: 'vpc-1', InternetIp: '203.0.113.1' };

describe('a world file', () => {
  it('needs little: a clock and a region', () => {
    const { clock, regions } = tinyWorld();
    expect(worldFileSchema.parse({ clock, regions })).toMatchObject({ gateways: [], platform: { pace: 'quick' } });
  });

  it('takes moments as numbers and as ISO times', () => {
    const [one] = worldFileSchema.parse({
      ...tinyWorld(),
      gateways: [{ ...gateway, CreateTime: '2026-01-01T00:00:00Z', EndTime: 5 }],
    }).gateways;
    expect([one?.CreateTime, one?.EndTime]).toEqual([Date.UTC(2026, 0, 1), 5]);
  });

  it.each([
    ['active', true],
    ['updating for 3 polls', true],
    ['sleeping', false],
  ])('knows the gateway status %s: %s', (Status, known) => {
    expect(accepts({ gateways: [{ ...gateway, Status }] })).toBe(known);
  });

  it.each([
    ['10.0.0.0/24', true],
    ['10.0.0.0/24,10.0.1.0/24', true],
    ['10.0.0.0/24, 10.0.1.0/24', true],
    ['10.0.0.0', false],
    ['10.0.0.256/24', false],
    ['10.0.0.0/33', false],
    ['', false],
  ])('takes "%s" as a subnet: %s', (LocalSubnet, good) => {
    const [first] = tinyWorld().connections;
    expect(accepts({ connections: [{ ...first, LocalSubnet }] })).toBe(good);
  });

  it('lets nothing unknown into a device', () => {
    const [first] = tinyWorld().connections;
    expect(accepts({ connections: [{ ...first, peer: { IkePfs: 'group14' } }] })).toBe(false);
    expect(accepts({ connections: [{ ...first, peer: { IkeConfig: { IkePfs: 'group14' } } }] })).toBe(true);
  });
});
