import { expect, it } from 'vitest';
import { refuseWithoutFolder } from '../../../src/tools/keys/refuse.ts';
import { testCall } from '../../support/call.ts';

const callWith = (files: 'written' | 'on a page' | 'no folder' | 'remote caller') =>
  testCall({ secrets: { ...testCall().secrets, files } });

it('a key that could be given to nobody is not made', () => {
  expect(() => refuseWithoutFolder(callWith('no folder'))).toThrow('There is no folder for the new key');
  expect(() => refuseWithoutFolder(callWith('remote caller'))).toThrow('A server on HTTP without access tokens');
  for (const files of ['written', 'on a page'] as const)
    expect(() => refuseWithoutFolder(callWith(files))).not.toThrow();
});
