import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEndpoint } from '../../../src/tools/handoff/ssl-endpoint.ts';
import { writeProfile } from '../../../src/tools/handoff/ssl-profile.ts';
import { client } from './ssl-facts.ts';

const server = {
  ...{ SslVpnServerId: 'vss-a1', InternetIp: '203.0.113.10', Port: 1194, Proto: 'UDP', Cipher: 'AES-128-CBC' },
  ...{ ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.20.0.0/16, 10.30.0.0/16', Compress: false },
};

describe('readEndpoint', () => {
  it('reads what a client has to know', () => {
    expect(readEndpoint(server, { InternetIp: '203.0.113.10' })).toEqual({
      ...{ serverId: 'vss-a1', address: '203.0.113.10', otherAddress: undefined, port: 1194, proto: 'udp' },
      ...{ cipher: 'AES-128-CBC', isCompressed: false, subnets: ['10.20.0.0/16', '10.30.0.0/16'] },
      ...{ pool: '10.99.0.0/24', dnsServers: [], hasTwoFactor: false },
    });
  });

  it.each([
    ['of the gateway for SSL clients', { InternetIp: '203.0.113.1', SslVpnInternetIp: '203.0.113.12' }, '203.0.113.12'],
    ['of the server, before the first one of a gateway with two', { InternetIp: '203.0.113.1' }, '203.0.113.10'],
    ['of the server where the gateway was not read', undefined, '203.0.113.10'],
  ])('takes the address %s', (_, gateway, address) => {
    expect(readEndpoint(server, gateway).address).toBe(address);
  });

  it('takes the address of the gateway where the server has none, and names one that differs', () => {
    expect(readEndpoint({ ...server, InternetIp: undefined }, { InternetIp: '203.0.113.1' }).address).toBe(
      '203.0.113.1',
    );
    expect(readEndpoint(server, { SslVpnInternetIp: '203.0.113.12' }).otherAddress).toBe('203.0.113.10');
  });

  it('reads the further fields of the public cloud', () => {
    const more = { ...server, DnsServers: '100.100.2.136, evil;100.100.2.138', EnableMultiFactorAuth: true };
    expect(readEndpoint(more, undefined)).toMatchObject({
      dnsServers: ['100.100.2.136', '100.100.2.138'],
      hasTwoFactor: true,
    });
  });

  it.each([
    ['InternetIp', { InternetIp: 'vpn.example.com' }],
    ['InternetIp', { InternetIp: '' }],
    ['Port', { Port: 0 }],
    ['Port', { Port: 70_000 }],
    ['Proto', { Proto: 'ICMP' }],
    ['Cipher', { Cipher: 'BF-CBC' }],
    ['Cipher', { Cipher: undefined }],
  ])('refuses by name an odd %s, and does not repeat it', (field, odd) => {
    expect(() => readEndpoint({ ...server, ...odd }, undefined)).toThrow(`${field} of SSL server vss-a1 is not`);
  });

  it('lets nothing that anybody may have written into a profile: it is refused, left out or a plain value', () => {
    const bits = [
      '\n',
      'up /bin/evil',
      '203.0.113.9',
      'udp',
      'none',
      '10.0.0.0/8',
      '</ca>',
      '#',
      '{{0123abcd}}',
      '$(x)',
      '`',
      ' ',
      '"',
      '\r',
    ];
    const evil = fc.array(fc.constantFrom(...bits), { maxLength: 4 }).map((parts) => parts.join(''));
    const names = ['SslVpnServerId', 'InternetIp', 'Proto', 'Cipher', 'ClientIpPool', 'LocalSubnet', 'DnsServers'];
    const before = writeProfile({ ...client(), key: 'KEY' }).split('\n');
    fc.assert(
      fc.property(fc.constantFrom(...names), evil, (name, value) => {
        let text: string;
        try {
          text = writeProfile({
            ...client({ endpoint: readEndpoint({ ...server, [name]: value }, undefined) }),
            key: 'KEY',
          });
        } catch (error) {
          expect(String(error)).not.toContain('evil');
          return;
        }
        expect(text.split('\n')).toHaveLength(before.length);
        expect(text).not.toMatch(/evil|\$\(|`|\{\{|"|\r/);
      }),
    );
  });
});
