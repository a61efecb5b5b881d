import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/tools/inventory/inventory.ts';
import { entriesOf } from '../../../src/tools/inventory/resource-entries.ts';
import { healthyRegion } from '../../support/inventories.ts';
import { oddTunnels, TOPS, twoTunnels } from '../../support/two-tunnels.ts';

const entriesWith = (connection: Connection) =>
  entriesOf({ ...healthyRegion(), connections: [connection] }).filter(({ Kind }) => Kind.startsWith('IPsec'));

describe('what can be found', () => {
  it.each(TOPS)('is a connection and its two tunnels, whatever stands beside them: %j', (top) => {
    const entries = entriesWith(twoTunnels(top));
    expect(entries).toEqual(entriesWith(twoTunnels()));
    expect(entries.map(({ Kind, Id }) => [Kind, Id])).toEqual([
      ['IPsec connection', 'vco-2t'],
      ['IPsec tunnel', 'tun-1'],
      ['IPsec tunnel', 'tun-2'],
    ]);
    expect(entries[2]?.detail).toBe('slave, ike_sa_not_established, 203.0.113.11 to cgw-2, of vco-2t');
    expect(entries[2]?.addresses).toEqual(expect.arrayContaining(['203.0.113.11', '198.51.100.2']));
  });

  it('has no word for what is not there', () => {
    const loose = { VpnConnectionId: 'vco-1', AttachType: 'CEN', TransitRouterId: 'tr-1' };
    expect(entriesWith(loose)[0]?.detail).toBe('status unknown, ? - ?, on transit router tr-1');
    expect(entriesWith(oddTunnels).map(({ detail }) => detail)).toEqual([
      'tunnels not understood: their list is null, 10.10.0.0/16 - 172.20.0.0/16, on vpn-a',
    ]);
  });

  it.each([
    [{ Tag: { Tag: [{ Key: 'env', Value: 'prod' }] } }, [['env', 'prod']]],
    [{ Tags: { Tag: [{ Key: 'env' }] } }, [['env', '']]],
    [{ Tags: [{ Key: 'env', Value: 'prod' }], Tag: '{"VpnEnableBgp":"true"}' }, [['env', 'prod']]],
    [{ Tags: null, Tag: '{"VpnEnableBgp":"true"}' }, []],
    [{ Tags: { Tag: [null, 'x', { Value: 'y' }] } }, []],
  ])('has the tags of %j', (row, tags) => {
    expect(entriesWith(row)[0]?.tags).toEqual(tags);
  });
});
