import { expect, test } from 'vitest';
import { handedFiles } from '../../../src/tools/handoff/handed-files.ts';

test.each([
  ['a file in the folder is handed over', { Path: '/secrets/a.conf', Sha256: 'a'.repeat(64), HoldsSecret: true }, true],
  [
    'a file on a page is handed over',
    { Download: 'https://vpn.example.com/download/x', Name: 'a.conf', HoldsSecret: false },
    true,
  ],
  ['a file of which nobody says whether it has a secret in it is none', { Path: '/secrets/a.conf' }, false],
])('%s', (_, file, isRight) => {
  expect(handedFiles.safeParse([file]).success).toBe(isRight);
});
