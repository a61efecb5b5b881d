import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const target = { VpnGatewayId: 'vpn-shop0001', ResourceType: 'IPsec', ResourceId: 'vco-madrid01' };
const begin = (more: Record<string, string> = {}) => world.ask('DiagnoseVpnGateway', { ...target, ...more });
const look = (more: Record<string, string> = {}) => world.ask('GetVpnGatewayDiagnoseResult', more);

describe('the diagnosis of a gateway', () => {
  it('is a task that gets on with each look at it', async () => {
    await world.reset();
    await world.patch({ 'platform.pace': 'quick' });
    const { DiagnoseId } = await begin();
    const looks = [await look({ DiagnoseId }), await look({ DiagnoseId }), await look({ DiagnoseId })];
    expect(looks.map((one) => [one.FinishedCount, one.TotalCount])).toEqual([
      [3, 6],
      [6, 6],
      [6, 6],
    ]);
    expect(looks[0]).not.toHaveProperty('FinishTime');
    expect(looks[1].FinishTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(looks[1].DiagnoseResult).toHaveLength(6);
  });

  it('is found by its gateway alone, the last one first', async () => {
    await world.reset();
    await begin();
    const { DiagnoseId } = await begin({ ResourceId: 'vco-paris001' });
    expect(await look({ VpnGatewayId: 'vpn-shop0001' })).toMatchObject({
      DiagnoseId,
      ResourceInstanceId: 'vco-paris001',
    });
  });

  it('is begun once for one token', async () => {
    await world.reset();
    const first = await begin({ ClientToken: 'once' });
    expect((await begin({ ClientToken: 'once' })).DiagnoseId).toBe(first.DiagnoseId);
    expect((await begin({ ClientToken: 'twice' })).DiagnoseId).not.toBe(first.DiagnoseId);
  });

  it('looks at the way between two addresses where they are given', async () => {
    await world.reset();
    const ways = { PrivateSourceIp: '10.0.1.9', PrivateDestinationIp: '172.20.0.9' };
    const { DiagnoseId } = await begin({ ResourceId: 'vco-berlin01', IPsecExtendInfo: JSON.stringify(ways) });
    const { DiagnoseResult, TotalCount } = await look({ DiagnoseId });
    expect(TotalCount).toBe(7);
    expect(DiagnoseResult.at(-1)).toMatchObject({
      DiagnoseName: 'VcoPrivateConnectivity',
      DiagnoseResultLevel: 'normal',
    });
  });

  it.each([
    ['another type', { ResourceType: 'SSL' }, 'InvalidResourceType'],
    ['a connection of another gateway', { ResourceId: 'vco-lyon0001' }, 'InvalidResourceId'],
    ['an address that is none', { IPsecExtendInfo: '{"PrivateSourceIp":"here"}' }, 'InvalidIPsecExtendInfo'],
    ['text that is no JSON', { IPsecExtendInfo: 'here' }, 'InvalidIPsecExtendInfo'],
    ['a gateway that is not there', { VpnGatewayId: 'vpn-none' }, 'InvalidVpnGatewayInstanceId.NotFound'],
  ])('is refused for %s', async (_what, more, code) => {
    expect((await begin(more as Record<string, string>)).Code).toBe(code);
  });

  it('that was never begun has no result', async () => {
    expect((await look({ DiagnoseId: 'vpndgn-none' })).Code).toBe('InvalidDiagnoseId.NotFound');
    expect((await look()).Code).toBe('MissingDiagnoseId');
  });
});
