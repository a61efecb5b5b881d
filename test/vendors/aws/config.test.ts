import { expect, it } from 'vitest';
import { readAws } from '../../../src/vendors/aws/config.ts';
import { asPeer } from '../../support/same-site.ts';

const tunnel = (number: number, address: string): string => `IPSec Tunnel #${number}
#1: Internet Key Exchange Configuration
  - IKE version              : IKEv1
  - Authentication Method    : Pre-Shared Key
  - Pre-Shared Key           : FAKE
  - Authentication Algorithm : sha1
  - Encryption Algorithm     : aes-128-cbc
  - Lifetime                 : 28800 seconds
  - Phase 1 Negotiation Mode : main
  - Diffie-Hellman           : Group 2
#2: IPSec Configuration
  - Protocol                 : esp
  - Authentication Algorithm : hmac-sha1-96
  - Encryption Algorithm     : aes-128-cbc
  - Lifetime                 : 3600 seconds
  - Perfect Forward Secrecy  : Diffie-Hellman Group 2
#3: Tunnel Interface Configuration
Outside IP Addresses:
  - Customer Gateway         : 203.0.113.10
  - Virtual Private Gateway  : ${address}
Inside IP Addresses
  - Customer Gateway         : 169.254.10.2/30
  - Virtual Private Gateway  : 169.254.10.1/30`;

it('both tunnels of the generic text are read, each with its own outside address', () => {
  const ends = readAws(`${tunnel(1, '198.51.100.1')}\n${tunnel(2, '198.51.100.2')}`.split('\n'));
  expect(ends.map(({ name, local_addr }) => [name, local_addr])).toEqual([
    ['IPSec Tunnel #1', '198.51.100.1'],
    ['IPSec Tunnel #2', '198.51.100.2'],
  ]);
  expect(ends[0]).toMatchObject({
    ...{ ike_version: 'ikev1', mode: 'main', life1: 28_800, life2: 3600, pfs: ['group2'], auth: 'psk' },
    offers1: [{ enc: ['aes'], hash: ['sha1'], dh: ['group2'] }],
    offers2: [{ enc: ['aes'], hash: ['sha1'] }],
  });
});

it('its values are the least that AWS takes, and prove nothing', () => {
  const { vendor, differing, end } = asPeer(tunnel(1, '198.51.100.1'));
  expect({ vendor, differing }).toMatchObject({ vendor: 'aws', differing: expect.arrayContaining(['ike_version']) });
  expect(end?.doubts?.map(({ kind }) => kind)).toEqual(['least']);
});
