import { expect, it } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { deleteSteps, dropNotes, names, unseenNotes } from '../../../src/tools/users/revocation.ts';
import { accessOf, heldOf, unseen } from './samples.ts';

it('all deletes of one server stand together', () => {
  const held = [heldOf('a'), heldOf('b', { serverId: 'vss-2' }), heldOf('c')];
  expect(deleteSteps(held).map(({ input }) => input)).toEqual([
    { RegionId: 'cn-1', SslVpnClientCertId: 'vsc-a' },
    { RegionId: 'cn-1', SslVpnClientCertId: 'vsc-c' },
    { RegionId: 'cn-1', SslVpnClientCertId: 'vsc-b' },
  ]);
  expect(names(held)).toBe('a (vsc-a), b (vsc-b), c (vsc-c)');
});

it('who drops is told with names, as a number, or as not known', () => {
  const say = (count: number | undefined, who: readonly string[]) =>
    dropNotes([{ server: 'staff', count, names: who }]).map(({ text, values }) => format(text, 'en', values))[0];
  expect(say(2, ['a', 'b'])).toContain('2 now: a, b.');
  expect(say(0, [])).toContain('0 now. Tell');
  expect(say(undefined, [])).toContain('NOT KNOWN');
});

it('what was not read is told only where there is such', () => {
  expect(unseenNotes(accessOf([]))).toEqual([]);
  expect(unseenNotes(accessOf([], { unseen }))).toHaveLength(1);
});
