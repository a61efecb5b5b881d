import { expect, it } from 'vitest';
import { writeClientFiles } from '../../../src/tools/handoff/ssl-files.ts';
import { testCall } from '../../support/call.ts';
import { client } from './ssl-facts.ts';

it.each([
  [{ Fingerprint: '0123abcd', Length: 200 }, true],
  [undefined, false],
])('a profile and what to tell its owner lie in a folder of their own (key %j)', async (key, HoldsSecret) => {
  const written: (readonly [string, string | undefined, boolean])[] = [];
  const write = async (name: string, template: string, folder?: string) => {
    written.push([name, folder, template.includes('{{0123abcd|private-key}}')]);
    return { Path: `/secrets/${name}`, Sha256: '' };
  };
  const call = testCall({ secrets: { ...testCall().secrets, write } });
  const files = await writeClientFiles(call, client({ key }), ['Step 1'], 'en');
  expect(files.map((file) => file.HoldsSecret)).toEqual([HoldsSecret, false]);
  expect(written).toEqual([
    ['vsc-ana.ovpn', 'ssl-client-vsc-ana', HoldsSecret],
    ['for-the-user.en.txt', 'ssl-client-vsc-ana', false],
  ]);
});
