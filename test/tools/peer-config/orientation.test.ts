import { expect, it } from 'vitest';
import { orientationOfBlocks, orientationOfTexts } from '../../../src/tools/peer-config/orientation.ts';

const sides = { cloud: '203.0.113.10', peer: '198.51.100.1' };

it.each([
  ['198.51.100.1', '203.0.113.10', 'peer'],
  ['203.0.113.10', '198.51.100.1', 'cloud'],
  ['203.0.113.10', '203.0.113.10', 'neither'],
  ['192.0.2.1', '203.0.113.10', 'neither'],
  ['', '203.0.113.10', 'unsaid'],
  [undefined, undefined, 'unsaid'],
] as const)('Local %s and Remote %s are told from: %s', (local, remote, orientation) => {
  expect(orientationOfTexts({ local, remote }, sides)).toBe(orientation);
});

it('fits either side where both are the same', () => {
  const both = { cloud: '0.0.0.0/0', peer: '0.0.0.0/0' };
  expect(orientationOfBlocks({ local: '0.0.0.0/0', remote: '0.0.0.0/0' }, both)).toBe('either');
});

it('compares blocks as sets, whatever their order and spelling', () => {
  const blocks = { cloud: '10.0.0.0/16,10.1.0.0/16', peer: '172.16.0.0/24' };
  expect(orientationOfBlocks({ local: '172.16.0.9/24', remote: '10.1.0.0/16, 10.0.0.0/16' }, blocks)).toBe('peer');
  expect(orientationOfBlocks({ local: '10.1.0.0/16,10.0.0.0/16', remote: '172.16.0.0/24' }, blocks)).toBe('cloud');
  expect(orientationOfBlocks({ local: '10.0.0.0/16', remote: '172.16.0.0/24' }, blocks)).toBe('neither');
});
