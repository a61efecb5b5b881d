import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { CloudError } from '../../../src/errors.ts';
import { dryRunOf, isRehearsed, rehearse } from '../../../src/guard/unfinished/dry-run.ts';

test('only what the public cloud lists is rehearsed, and only there', () => {
  const rehearsed = Object.values(actions).filter((action) => isRehearsed(action, 'public'));
  expect(rehearsed.map(({ name }) => name).toSorted()).toEqual([
    'CreateSslVpnServer',
    'CreateVcoRouteEntry',
    'CreateVpnAttachment',
    'CreateVpnConnection',
    'CreateVpnPbrRouteEntry',
    'CreateVpnRouteEntry',
    'ModifySslVpnServer',
  ]);
  expect(Object.values(actions).filter((action) => isRehearsed(action, 'stack'))).toEqual([]);
});

test('a dry run has a token of its own, the same for the same request', () => {
  const sent = { Name: 'a', ClientToken: 'mine' };
  const { ClientToken, ...rest } = dryRunOf(sent);
  expect(rest).toEqual({ Name: 'a', DryRun: true });
  expect(ClientToken).toMatch(/^vgm-dry-[0-9a-f]{40}$/);
  expect(dryRunOf(sent)).toEqual(dryRunOf({ ...sent }));
  expect(dryRunOf({ ...sent, ClientToken: 'other' })['ClientToken']).not.toBe(ClientToken);
  expect(dryRunOf({ Name: 'a' })).toEqual({ Name: 'a', DryRun: true });
});

const refused = (Code: string) =>
  new CloudError({ Code, HttpStatus: 400, Retryable: false, OutcomeKnown: true }, Code, 'x');

test('of all answers one says that nothing was done', async () => {
  expect(await rehearse(() => Promise.reject(refused('DryRunOperation')))).toBeUndefined();
  await expect(rehearse(() => Promise.reject(refused('Forbidden')))).rejects.toThrow('Forbidden');
  expect(await rehearse(async () => ({ RequestId: 'r' }))).toEqual({ RequestId: 'r' });
});
