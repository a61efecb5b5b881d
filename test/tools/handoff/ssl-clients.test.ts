import { expect, test } from 'vitest';
import { clientsFor } from '../../../src/tools/handoff/ssl-clients.ts';
import { endpoint } from './ssl-facts.ts';

test('only the version that was tried is called proven, and a program that is not expected to work is named', () => {
  const proven = clientsFor(endpoint(), 'en').filter(({ Basis }) => Basis.startsWith('proven'));
  expect(proven.map(({ Client }) => Client)).toEqual(['OpenVPN 2.6']);
  const connect = (cipher: string) => clientsFor(endpoint({ cipher }), 'en').at(-1)?.Basis;
  expect(connect('none')).toContain('not expected to work');
  expect(connect('AES-256-CBC')).toContain('documentation only');
  for (const { Basis } of clientsFor(endpoint({ cipher: 'none' }), 'zh')) expect(Basis).toMatch(/[一-鿿]/);
});
