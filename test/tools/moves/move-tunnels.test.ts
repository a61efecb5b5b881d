import { expect, it } from 'vitest';
import { newRemoteId, swapTunnel } from '../../../src/tools/moves/move-tunnels.ts';
import { twoTunnels } from '../sites/site-rows.ts';

const ends = { RegionId: 'cn-test', oldId: 'cgw-1', oldIp: '198.51.100.1', newId: 'cgw-9', newIp: '198.51.100.9' };
const down = { Status: 'ike_sa_not_established' };

it('an identity that is the old address becomes the new one, any other stays', () => {
  const of = (id: string | undefined) => newRemoteId(id, ends);
  expect([of('198.51.100.1'), of(undefined), of('plant.example')]).toEqual([
    '198.51.100.9',
    '198.51.100.9',
    'plant.example',
  ]);
});

it('the tunnel of the old peer alone is pointed to the new one', () => {
  const { steps, summary, waits } = swapTunnel(twoTunnels(), ends);
  expect(steps).toMatchObject([
    {
      input: {
        TunnelOptionsSpecification: [
          {
            TunnelId: 'tun-1',
            CustomerGatewayId: 'cgw-9',
            TunnelIkeConfig: { RemoteId: '198.51.100.9', Psk: { generate: true } },
          },
        ],
      },
    },
  ]);
  expect(summary).toHaveLength(1);
  expect(waits).toBe(false);
});

it('that nothing carries meanwhile comes first', () => {
  const { summary } = swapTunnel(twoTunnels({}, down), ends);
  expect(summary[0]?.text.en).toMatch(/^TRAFFIC STOPS/);
});

it('of two to the old peer the one that is down goes first, then the second, and the other when one of them is up', () => {
  const idOf = (first: object, second: object): unknown => {
    const { steps } = swapTunnel(
      twoTunnels({ CustomerGatewayId: 'cgw-1', ...first }, { CustomerGatewayId: 'cgw-1', ...second }),
      ends,
    );
    return Object(steps[0]?.input).TunnelOptionsSpecification?.[0].TunnelId;
  };
  expect(idOf(down, {})).toBe('tun-1');
  expect(idOf({}, {})).toBe('tun-2');
  expect(idOf({}, { CustomerGatewayId: 'cgw-9', ...down })).toBeUndefined();
  expect(idOf({}, { CustomerGatewayId: 'cgw-9' })).toBe('tun-1');
});
