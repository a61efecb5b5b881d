import { describe, expect, it } from 'vitest';
import { matchesIn, readQuestion } from '../../../src/tools/inventory/resource-match.ts';
import { healthyRegion } from '../../support/inventories.ts';

const find = (query: string) => matchesIn(healthyRegion(), readQuestion(query)).map(({ Id, Match }) => [Id, Match]);

describe('a resource', () => {
  it.each([
    { name: 'is found by its ID', query: 'vco-1', expected: [['vco-1', 'ID']] },
    { name: 'is not found by half an ID', query: 'vco-', expected: [] },
    { name: 'is found by its name', query: 'backup', expected: [['vco-2', 'name']] },
    { name: 'is found by its name in other case', query: 'BACKUP', expected: [['vco-2', 'name, other case']] },
    { name: 'is found by part of its name', query: 'back', expected: [['vco-2', 'part of the name']] },
    {
      name: 'is found by an address that is its own or one of its identities',
      query: '198.51.100.2',
      expected: [
        ['cgw-2', 'address'],
        ['vco-2', 'address'],
      ],
    },
    {
      name: 'is found by an address inside its blocks',
      query: '10.99.0.7',
      expected: [['vss-1', 'address']],
    },
    {
      name: 'is found by a block that holds its address',
      query: '198.51.100.0/24',
      expected: [
        ['cgw-1', 'address'],
        ['cgw-2', 'address'],
        ['vco-1', 'address'],
        ['vco-2', 'address'],
      ],
    },
    { name: 'is not found by an address nobody has', query: '8.8.8.8', expected: [] },
    {
      name: 'may be a route',
      query: '172.20.9.9',
      expected: expect.arrayContaining([['vpn-a:vco-1:172.20.0.0/16', 'address']]),
    },
  ])('$name', ({ query, expected }) => {
    expect(find(query)).toEqual(expected);
  });

  it('of everything does not answer every address', () => {
    const region = healthyRegion();
    const open = { ...region, connections: region.connections.map((one) => ({ ...one, RemoteSubnet: '0.0.0.0/0' })) };
    expect(matchesIn(open, readQuestion('8.8.8.8'))).toEqual([]);
  });
});
