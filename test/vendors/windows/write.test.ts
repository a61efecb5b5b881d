import { expect, it, test } from 'vitest';
import { readWindows } from '../../../src/vendors/windows/config.ts';
import { windowsWriter } from '../../../src/vendors/windows/write.ts';
import { LINKS, matchesGolden, readsBack, withAddresses } from '../../support/handoff-cases.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { keepsKeysAway } from '../../support/writers.ts';

const { ike } = sampleTunnel();

test('a connection of each kind looks so, and no key is in it', async () => {
  await matchesGolden(windowsWriter);
  keepsKeysAway(windowsWriter);
});

it('is read back as the connection that was written, with IKEv1 to the minute', () => {
  const isSameLife = (read: number, wanted: number) => read === wanted || read === Math.floor(wanted / 60) * 60;
  readsBack(windowsWriter, readWindows, { isSameLife, fit: withAddresses });
});

it.each([
  [{ localId: 'plant.example' }, 'RemoteId cannot be written'],
  [{ remoteId: "a'; calc" }, 'LocalId cannot be written'],
  [{ ike: { ...ike, version: 'ikev1', mode: 'aggressive' } }, 'main mode alone'],
  [{ ike: { ...ike, group: 'group5' } }, 'IkePfs group5'],
] as const)('%o is refused by its name', (part, words) => {
  expect(() => allText(windowsWriter, sampleLink({ tunnels: [sampleTunnel(part)] }))).toThrow(words);
});

it('the second tunnel has the higher metric', () => {
  const text = allText(windowsWriter, LINKS['two-tunnels'] ?? sampleLink());
  expect(text.match(/:\d00'/g)).toEqual([":100'", ":200'"]);
});
