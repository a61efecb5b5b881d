import { expect, it } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { CloudError } from '../../../src/errors.ts';
import { createRefusedReads } from '../../../src/guard/history/refused-reads.ts';

const { DescribeSslVpnClients, DiagnoseVpnConnections } = actions;

const refused = (Code: string) =>
  new CloudError({ Code, HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'Ask.');

const setUp = () => {
  const now = { ms: 0, principal: 'key-1' };
  const reads = createRefusedReads(
    async (_action, input) => ({
      ...{ Account: 'a', Principal: now.principal, Endpoint: 'http://127.0.0.1:1/' },
      Region: String(input['RegionId'] ?? 'cn-a'),
    }),
    () => now.ms,
  );
  return { now, ...reads };
};

it('an action that the cloud does not have is not asked for again, in no region and by nobody', async () => {
  const { now, noteRefusal, refusalOf } = setUp();
  await noteRefusal(DescribeSslVpnClients, {}, refused('InvalidAction.NotFound'));
  now.ms = 1e12;
  now.principal = 'key-2';
  expect(await refusalOf(DescribeSslVpnClients, { RegionId: 'cn-b' })).toBe('not asked: this cloud does not have it');
  expect(await refusalOf(DiagnoseVpnConnections, {})).toBeUndefined();
});

it.each(['Forbidden.RAM', 'Forbbiden.SubUser', 'NoPermission'])('%s holds for ten minutes', async (code) => {
  const { now, noteRefusal, refusalOf } = setUp();
  await noteRefusal(DescribeSslVpnClients, {}, refused(code));
  now.ms = 599_999;
  expect(await refusalOf(DescribeSslVpnClients, {})).toBe(`not asked again within ten minutes: ${code}`);
  now.ms = 600_000;
  expect(await refusalOf(DescribeSslVpnClients, {})).toBeUndefined();
});

it('a permission belongs to an account, a region and an action', async () => {
  const { now, noteRefusal, refusalOf } = setUp();
  await noteRefusal(DescribeSslVpnClients, { RegionId: 'cn-a' }, refused('Forbidden.RAM'));
  expect(await refusalOf(DescribeSslVpnClients, { RegionId: 'cn-b' })).toBeUndefined();
  expect(await refusalOf(DiagnoseVpnConnections, { RegionId: 'cn-a' })).toBeUndefined();
  now.principal = 'key-2';
  expect(await refusalOf(DescribeSslVpnClients, { RegionId: 'cn-a' })).toBeUndefined();
});

it('a failure that may pass is not remembered', async () => {
  const { noteRefusal, refusalOf } = setUp();
  await noteRefusal(DescribeSslVpnClients, {}, refused('Throttling'));
  await noteRefusal(DescribeSslVpnClients, {}, new Error('lost'));
  expect(await refusalOf(DescribeSslVpnClients, {})).toBeUndefined();
});
