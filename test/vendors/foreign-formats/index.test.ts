import { expect, it } from 'vitest';
import { FOREIGN_FORMATS, FOREIGN_LOGS } from '../../../src/vendors/foreign-formats/index.ts';
import { foreignFormat, foreignLog, logMakersOf } from '../../../src/vendors/index.ts';

const SAMPLES = [
  'remote 203.0.113.10 {',
  'ikev2 "vpc" active esp from 172.20.0.0/16 to 10.10.0.0/16',
  '[Phase 1]',
  '[Interface]',
  'remote vpn.example.com 1194 udp',
  'vpn policy site-to-site "vpc"',
  'isakmp proposal "p1"',
  'set ike gateway "hq" address 203.0.113.10',
  'add vpn-community-meshed name "c"',
  '<ike-action-list>',
  '<VPNIPSecConnection transactionid="">',
  '$policy = New-AzIpsecPolicy -IkeEncryption AES256 -DhGroup DHGroup14',
  'isakmp policy VPC',
  'isakmp policy 10 encryption 3des',
  'ipsec ike encryption 1 aes-cbc',
  'CONFIG IPSEC PROFILE PHASE1 NEW name=p1',
  'vpn l2lset l2l index 1 status 0',
];

it('each format has a line that shows it, and no other', () => {
  const found = SAMPLES.map((line) => FOREIGN_FORMATS.filter(({ sign }) => sign.test(line)).map(({ name }) => name));
  expect(found.map((names) => names.length)).toEqual(SAMPLES.map(() => 1));
  expect(new Set(found.flat()).size).toBe(FOREIGN_FORMATS.length);
});

it('is told by a line anywhere, and not of what has a reader', () => {
  expect(foreignFormat(['', '  sainfo address 10.0.0.0/8 any address 172.16.0.0/12 any {'])).toMatch(/^racoon/);
  expect(foreignFormat(['conn a', ' right=203.0.113.10'])).toBeUndefined();
});

const LOGS = [
  'iked[20]: (198.51.100.1<->203.0.113.10)"gateway.1" phase 1 started',
  'IKE Responder: Received Main Mode request (Phase 1)',
  'Main Mode Failed to match proposal: Transform: AES-256, SHA1, Pre-shared secret, Group 2',
  '!! Cannot find outbound SA for rule <1>',
  '## IKEv2 DBG : IKE_SA_INIT OUT',
  '[IKE] respond ISAKMP phase to 203.0.113.10',
  'time="2026-11-29 10:00:00" slotlevel=2 phase=1',
];

it('each log without rows has a line that shows it, which no maker with rows has', () => {
  expect(LOGS.map((line) => foreignLog(['', line]))).toEqual(FOREIGN_LOGS.map(({ name }) => name));
  expect(logMakersOf(LOGS)).toEqual([]);
});
