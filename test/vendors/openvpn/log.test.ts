import { expect, it } from 'vitest';
import { OPENVPN_EXTRA_ROWS, OPENVPN_ROWS } from '../../../src/vendors/openvpn/log.ts';

it('rows 46 to 61 are of OpenVPN, and one of our own is added', () => {
  expect(OPENVPN_ROWS.map(({ row }) => row)).toEqual(Array.from({ length: 16 }, (_, at) => at + 46));
  expect(OPENVPN_EXTRA_ROWS.map(({ row }) => row)).toEqual([108]);
});

it('the lines that prove their cause are those of the table', () => {
  expect(OPENVPN_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row)).toEqual([48, 51, 52, 53, 54]);
});

it('a refused IKE authentication is no refused login', () => {
  const login = OPENVPN_ROWS.find(({ row }) => row === 57);
  expect(login?.pattern.test('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]')).toBe(false);
});
