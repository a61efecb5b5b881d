import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, approvalOf, human, refusalOf, region, startBench } from './bench.ts';

const { DeleteVpnConnection, ModifyVpnConnectionAttribute, ModifyVpnGatewayAttribute, DescribeVpnConnection } = actions;
const id = { RegionId: region };
const plantMain = { ...id, VpnConnectionId: 'vco-plant0001' };

describe('a call of its risk', () => {
  test('a read runs and its secrets stay behind', async () => {
    const { invoke, call } = await startBench();
    const seen = await invoke(DescribeVpnConnection, plantMain, call());
    expect(seen.Name).toBe('plant-main');
    expect(seen.IkeConfig?.Psk).toEqual({ Fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), Length: 24 });
  });

  test('a rename runs without a question', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(ModifyVpnGatewayAttribute, { ...id, VpnGatewayId: 'vpn-hq0001', Name: 'head-office' }, call({ ask }));
    expect(questions).toEqual([]);
    expect((await writes()).map(({ action }) => action)).toEqual(['ModifyVpnGatewayAttribute']);
  });

  test('a change that may stop traffic waits for a yes, then runs and is read back', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    const done = await invoke(
      ModifyVpnConnectionAttribute,
      { ...plantMain, RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' },
      call({ ask }),
    );
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toContain('RemoteSubnet: 172.20.0.0/16 -> 172.20.0.0/16,172.21.0.0/16');
    expect(questions[0]?.field).toBeUndefined();
    expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
    expect(await writes()).toHaveLength(1);
  });

  test('a delete waits until its name is typed', async () => {
    const { invoke, call, state } = await startBench();
    const { ask, questions } = agreeable();
    const done = await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions[0]?.field?.description).toContain('plant-main');
    expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
    expect((await state())['connections']?.map((each) => each['Name'])).not.toContain('plant-main');
  });

  test('a no is a no', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask } = human(() => ({ action: 'decline' }));
    const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ ask })));
    expect(approvalOf(refused)).toMatchObject({ State: 'refused', Plan: { Action: 'DeleteVpnConnection' } });
    expect(await writes()).toEqual([]);
  });
});
