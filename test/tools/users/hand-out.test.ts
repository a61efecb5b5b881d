import { expect, it } from 'vitest';
import { Refused } from '../../../src/errors.ts';
import { handOut, refuseWithoutFolder } from '../../../src/tools/users/hand-out.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { heldOf } from './samples.ts';

const callWith = (files: 'written' | 'on a page' | 'no folder' | 'remote caller') =>
  testCall({ secrets: { ...testCall().secrets, files } });

it('a certificate that could be handed to nobody is not made', () => {
  expect(() => refuseWithoutFolder(callWith('no folder'))).toThrow('There is no folder for the new certificates');
  expect(() => refuseWithoutFolder(callWith('remote caller'))).toThrow('A server on HTTP without access tokens');
  for (const files of ['written', 'on a page'] as const)
    expect(() => refuseWithoutFolder(callWith(files))).not.toThrow();
});

it('a plan names no file, for it writes none', async () => {
  const { invoke, asked } = fakeInvoke(() => ({}));
  const planning = testCall({ secrets: { ...testCall().secrets, files: 'written', isPlan: true } });
  const lines = await handOut(invoke, planning, [heldOf('lin')]);
  expect([lines, asked]).toEqual([
    ['The call itself writes the profile of lin (vsc-lin) again; a plan writes no file.'],
    [],
  ]);
});

it('one file that cannot be written stops no other, and is told with what to do', async () => {
  const { invoke } = fakeInvoke(() => {
    throw new Refused('refused', 'no', 'ask');
  });
  const lines = await handOut(invoke, callWith('written'), [heldOf('lin'), heldOf('bob')]);
  expect(lines).toEqual([
    'No file of lin (vsc-lin) was written (no): call ExportSslClient for it.',
    'No file of bob (vsc-bob) was written (no): call ExportSslClient for it.',
  ]);
});
