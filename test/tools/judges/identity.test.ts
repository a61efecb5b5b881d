import { expect, it } from 'vitest';
import { areExchanged, identityOf } from '../../../src/tools/judges/identity.ts';
import { factsWith, ike } from '../../support/tunnel.ts';

const facts = (change: object, around: object = {}) => factsWith({ IkeConfig: { ...ike, ...change } }, around);

it.each([
  { LocalId: '203.0.113.10', kind: 'address' },
  { LocalId: '203.0.113.99', kind: 'other' },
  { LocalId: 'hq.example.com', kind: 'named' },
  { LocalId: 'vpn@203.0.113.99', kind: 'named' },
  { LocalId: '192.168.1.4', kind: 'named' },
  { LocalId: undefined, kind: 'unknown' },
])('$LocalId of a gateway at 203.0.113.10 is of the kind $kind', ({ LocalId, kind }) => {
  expect(identityOf('local', facts({ LocalId })).kind).toBe(kind);
});

it('nothing is said of an identity whose end was not read', () => {
  expect(identityOf('remote', facts({ RemoteId: 'x' }, { customerGateway: undefined }))).toEqual({
    ...{ id: 'x', address: '?', kind: 'unknown' },
  });
});

it('exchanged are two identities that are both the other end, and never two that are not known', () => {
  expect(areExchanged(facts({ LocalId: '198.51.100.1', RemoteId: '203.0.113.10' }))).toBe(true);
  expect(areExchanged(facts({ LocalId: '198.51.100.1' }))).toBe(false);
  const unread = { gateway: undefined, customerGateway: undefined };
  expect(areExchanged(facts({ LocalId: undefined, RemoteId: undefined }, unread))).toBe(false);
});
