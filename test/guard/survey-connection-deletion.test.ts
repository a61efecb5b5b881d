import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, region, startBench } from './bench.ts';

const { DeleteVpnConnection } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

describe('deleting a connection', () => {
  test('says where its traffic goes, what stays behind and what is lost', async () => {
    const { plan } = await startBench();
    const told = await plan(DeleteVpnConnection, plantMain);
    expect(told.BlastRadius).toEqual([
      'Tunnel plant-main (vco-plant0001), up now, goes down at once and for good.',
      'Traffic to 172.20.0.0/16 moves from plant-main (vco-plant0001) to plant-backup (vco-plant0002).',
      'Routes that would still point at it and lead nowhere (1): 172.20.0.0/16.',
    ]);
    expect(told.Undo).toMatch(/CreateVpnConnection.*CustomerGatewayId=cgw-plant0001.*fingerprint [0-9a-f]{8}/);
  });

  test('whose look-up fails is asked about all the same, by ID', async () => {
    const { invoke, call, control, writes } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnConnection', times: 20 });
    const { ask, questions } = agreeable();
    const done = await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions[0]?.message).toContain('Not known: IPsec connection could not be read (Forbidden).');
    expect(questions[0]?.field?.description).toContain('vco-plant0001');
    expect(done['Outcome']).toMatchObject({ Confirmed: null });
    expect(await writes()).toHaveLength(1);
  });

  test('that carries the only route stops its traffic', async () => {
    const { plan } = await startBench();
    const told = await plan(DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-wh0001' });
    expect(told.BlastRadius).toContain('It is the last route to 172.31.40.0/22: traffic there stops.');
  });
});
