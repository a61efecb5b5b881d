import { expect, it } from 'vitest';
import { blockParts } from '../../../src/vendors/handoff/blocks.ts';

it.each([
  ['10.20.0.0/24', '255.255.255.0', '0.0.0.255'],
  ['10.20.0.0/22', '255.255.252.0', '0.0.3.255'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['192.0.2.1/32', '255.255.255.255', '0.0.0.0'],
  ['128.0.0.0/1', '128.0.0.0', '127.255.255.255'],
])('%s has the mask %s and leaves %s free', (block, netmask, wildcard) => {
  const [address] = block.split('/');
  expect(blockParts(block)).toEqual({ address, netmask, wildcard });
});
