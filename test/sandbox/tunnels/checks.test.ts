import { expect, it } from 'vitest';
import { checksFor } from '../../../src/sandbox/tunnels/checks.ts';
import { compare, complete } from '../../../src/sandbox/tunnels/tunnels.ts';
import { cloud, inMode } from './tunnel-fixture.ts';

const order = (end: typeof cloud): string[] => checksFor(end).map(({ cause }) => cause);

it('looks at the key before the identity in main mode, after it elsewhere', () => {
  const isKeyFirst = (causes: string[]) => causes.indexOf('psk-mismatch') < causes.indexOf('identity-mismatch');
  expect(isKeyFirst(order(inMode('main')))).toBe(true);
  expect(isKeyFirst(order(inMode('aggressive')))).toBe(false);
  expect(isKeyFirst(order(cloud))).toBe(false);
});

it('tells the earliest of several differences', () => {
  const device = { IkeConfig: { Psk: 'FAKE-other' }, IpsecConfig: { IpsecEncAlg: 'des' }, LocalSubnet: '10.9.0.0/16' };
  expect(compare(cloud, complete(device, cloud)).cause).toBe('psk-mismatch');
  expect(compare(cloud, complete({ ...device, IkeConfig: {} }, cloud)).cause).toBe('traffic-selector-mismatch');
});

it('finds no fault in one end against its mirror', () => {
  expect(checksFor(cloud).filter(({ differs }) => differs(cloud, complete({}, cloud)))).toEqual([]);
});
