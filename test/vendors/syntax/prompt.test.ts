import { expect, it } from 'vitest';
import { withoutPrompts } from '../../../src/vendors/syntax/prompt.ts';

it.each([
  ['R1(config-isakmp)#encr aes 256', 'encr aes 256'],
  ['asa(config)# crypto ikev1 enable outside', 'crypto ikev1 enable outside'],
  ['[*RouterA-ike-proposal-5] dh group14', 'dh group14'],
  ['[admin@site] /ip ipsec peer> add name=a', 'add name=a'],
  ['[admin@site] > /ip ipsec peer add name=a', '/ip ipsec peer add name=a'],
  ['root@srx# set security ike gateway G version v2-only', 'set security ike gateway G version v2-only'],
  ['fw (phase1-interface) # edit "a"', 'edit "a"'],
  ['fw # config vpn ipsec phase1-interface', 'config vpn ipsec phase1-interface'],
])('%s is the command behind its prompt', (line, command) => {
  expect(withoutPrompts([line])).toEqual([command]);
});

it.each([
  ' set remote-gw 203.0.113.10',
  '[Interface]',
  'pfs = yes # as at the other end',
  '# [note] of ours',
  'id = a@example.com',
])('%s has none and stays', (line) => {
  expect(withoutPrompts([line])).toEqual([line]);
});
