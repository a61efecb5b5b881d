import { expect, test } from 'vitest';
import type { PastWrite } from '../../../src/guard/history/past-write.ts';
import { renamesOf } from '../../../src/guard/names/renames.ts';

const rename = (atMs: number, Name: string, formerName: string, more: Partial<PastWrite> = {}): PastWrite => ({
  id: String(atMs),
  action: 'ModifyVpnConnectionAttribute',
  atMs,
  input: { VpnConnectionId: 'vco-1', Name },
  formerName,
  changed: ['Name'],
  made: [],
  result: 'ok',
  ...more,
});

test.each<readonly [string, PastWrite, boolean]>([
  ['a new name', rename(1, 'b', 'a'), true],
  ['a new name of unknown outcome', rename(1, 'b', 'a', { result: 'unknown' }), true],
  ['a new name on its way', rename(1, 'b', 'a', { result: 'running' }), true],
  ['a new name that the cloud refused', rename(1, 'b', 'a', { result: 'failed' }), false],
  ['settings with the name that is there', rename(1, 'a', 'a'), false],
  ['settings alone', rename(1, 'b', 'a', { input: { VpnConnectionId: 'vco-1', LocalSubnet: '10.0.0.0/8' } }), false],
  ['another thing', rename(1, 'b', 'a', { input: { VpnConnectionId: 'vco-2', Name: 'b' } }), false],
  ['another kind', rename(1, 'b', 'a', { action: 'ModifySslVpnServer' }), false],
  ['an action of a later version', rename(1, 'b', 'a', { action: 'RenameEverything' }), false],
  [
    'its creation',
    rename(1, 'b', 'a', { action: 'CreateVpnConnection', input: { Name: 'b' }, made: ['vco-1'] }),
    false,
  ],
])('%s', (_, write, isRename) => {
  expect(renamesOf({ writes: [write] }, 'connection', 'vco-1').atMs !== undefined).toBe(isRename);
});

test('what a thing was called is told once each, the oldest first, from its creation on', () => {
  const made = rename(1, '', '', { action: 'CreateVpnConnection', input: { Name: 'first' }, made: ['vco-1'] });
  const writes = [made, rename(2, 'second', 'first'), rename(3, 'third', 'second')];
  expect(renamesOf({ writes }, 'connection', 'vco-1')).toEqual({ atMs: 3, names: ['first', 'second', 'third'] });
});
