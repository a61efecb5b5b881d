import { expect, it } from 'vitest';
import { CopyConnection } from '../../../src/tools/moves/copy-connection.ts';
import { startSites } from '../sites/site-bench.ts';

const away = { VpnConnectionId: 'plant-main', ToRegionId: 'cn-beijing-env12-d01', LocalSubnet: '10.50.0.0/16' };
const steps = ['CreateCustomerGateway', 'CreateVpnConnection'];

const faults = [
  ['CreateCustomerGateway', { kind: 'refuse', code: 'OperationDenied' }],
  ['CreateCustomerGateway', { kind: 'error-after' }],
  ['CreateVpnConnection', { kind: 'refuse', code: 'OperationDenied' }],
  ['CreateVpnConnection', { kind: 'cut-after' }],
] as const;

it.each(faults)(
  'a copy that breaks at %s (%j) is made whole by the same call, nothing twice',
  async (action, fault) => {
    const bench = await startSites();
    await bench.control('faults', { ...fault, action });
    await bench.job(CopyConnection, away);
    expect(await bench.job(CopyConnection, away)).toMatchObject({
      State: expect.stringMatching(/done|waits for people/),
    });
    expect(await bench.job(CopyConnection, away)).toMatchObject({ State: 'waits for people' });
    expect(await bench.acted()).toEqual(steps);
  },
);
