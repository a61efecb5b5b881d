import { describe, expect, it } from 'vitest';
import { droppedBy, readOnline } from '../../../src/tools/users/dropped.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { accessOf, heldOf } from './samples.ts';

const server = { SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1', Name: 'staff', Connections: 3 };
const lin = heldOf('lin', { server });
const client = (cn: string) => ({
  ...{ cn, address: undefined, ip: undefined, sinceMs: undefined, sent: undefined, received: undefined },
});
const online = (...names: string[]) => new Map([['vpn-1', { clients: names.map(client), isWhole: true }]]);

describe('who drops when a certificate is deleted', () => {
  it.each([
    ['a number where the cloud has no list', new Map(), { count: 3, names: [] }],
    [
      'with their names where it has one',
      online('vsc-lin', 'vsc-strange'),
      { count: 3, names: ['lin (vsc-lin)', 'vsc-strange'] },
    ],
    ['not those of another server of the gateway', online('vsc-bob'), { count: 3, names: [] }],
  ])('%s', (_, clients, dropped) => {
    const bob = heldOf('bob', { serverId: 'vss-2' });
    expect(droppedBy([lin], accessOf([lin, bob]), clients)).toEqual([{ server: 'staff (vss-1)', ...dropped }]);
  });

  it('each server counts once, and one that was not seen is not known', () => {
    const lost = heldOf('bob', { serverId: 'vss-2', server: undefined });
    expect(droppedBy([lin, lin, lost], accessOf([lin, lost]), new Map())).toEqual([
      { server: 'staff (vss-1)', count: 3, names: [] },
      { server: 'vss-2', count: undefined, names: [] },
    ]);
  });

  it('many are not all named', () => {
    const many = Array.from({ length: 20 }, (_, at) => `vsc-${at}`);
    const [one] = droppedBy([lin], accessOf([lin]), online(...many));
    expect(one?.names).toHaveLength(13);
    expect(one?.names.at(-1)).toBe('8 more');
  });
});

it('nobody is asked who is connected where the cloud has no list of it', async () => {
  const { invoke, asked } = fakeInvoke(() => ({}));
  expect(await readOnline(invoke, testCall(), [lin])).toEqual(new Map());
  expect(asked).toEqual([]);
});
