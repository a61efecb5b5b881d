import { expect, it } from 'vitest';
import { OPENVPN_ROWS, SEEN } from '../../../src/vendors/openvpn/log.ts';

it('rows 46 to 61 are of OpenVPN, some of them once for each side', () => {
  expect([...new Set(OPENVPN_ROWS.map(({ row }) => row))]).toEqual(Array.from({ length: 16 }, (_, at) => at + 46));
});

it('an error of a certificate names the other certificate in the log of the other side', () => {
  const of = (line: string, side: 'client' | 'server') =>
    OPENVPN_ROWS.filter((row) => (row.side ?? side) === side && row.pattern.test(line)).map(({ causes }) => causes[0]);
  const expired = 'VERIFY ERROR: depth=0, error=certificate has expired: CN=someone';
  expect([of(expired, 'server'), of(expired, 'client')]).toEqual([['cert-expired'], ['server-cert-expired']]);
  const ofCa = 'VERIFY ERROR: depth=1, error=certificate has expired: CN=ca';
  expect([of(ofCa, 'server'), of(ofCa, 'client')]).toEqual([['server-cert-expired'], ['server-cert-expired']]);
});

it('a line that proves its cause says so; a clock, a takeover and a timeout prove nothing', () => {
  const proven = new Set(OPENVPN_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proven]).toEqual([48, 50, 51, 53, 54, 61]);
});

it('a refused IKE authentication is no refused login, and a cipher that failed is none', () => {
  const login = OPENVPN_ROWS.find(({ row }) => row === 57);
  expect(login?.pattern.test('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]')).toBe(false);
  expect(login?.pattern.test('AUTH_FAILED,Data channel cipher negotiation failed (no shared cipher)')).toBe(false);
  expect(login?.pattern.test('AUTH: Received control message: AUTH_FAILED,account locked')).toBe(true);
});

it('what several rows share is said in both languages', () => {
  for (const { en, zh } of Object.values(SEEN)) expect([en, zh].every((text) => text.length > 4)).toBe(true);
});
