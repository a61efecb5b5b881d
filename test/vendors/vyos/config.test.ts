import { expect, it } from 'vitest';
import { readVyos } from '../../../src/vendors/vyos/config.ts';
import { asPeer } from '../../support/same-site.ts';

const commands = `set vpn ipsec esp-group E pfs 'dh-group14'
set vpn ipsec esp-group E proposal 1 encryption 'aes256'
set vpn ipsec esp-group E proposal 1 hash 'sha256'
set vpn ipsec ike-group I key-exchange 'ikev2'
set vpn ipsec ike-group I proposal 1 dh-group '14'
set vpn ipsec ike-group I proposal 1 encryption 'aes256'
set vpn ipsec ike-group I proposal 1 hash 'sha256'
set vpn ipsec site-to-site peer vpc authentication mode 'pre-shared-secret'
set vpn ipsec site-to-site peer vpc remote-address '203.0.113.10'
set vpn ipsec site-to-site peer vpc local-address '198.51.100.1'
set vpn ipsec site-to-site peer vpc ike-group 'I'
set vpn ipsec site-to-site peer vpc tunnel 1 esp-group 'E'
set vpn ipsec site-to-site peer vpc tunnel 1 local prefix '172.20.0.0/16'
set vpn ipsec site-to-site peer vpc tunnel 1 remote prefix '10.10.0.0/16'`;

const braces = `vpn {
    ipsec {
        esp-group E {
            pfs dh-group14
            proposal 1 {
                encryption aes256
                hash sha256
            }
        }
        ike-group I {
            key-exchange ikev2
            proposal 1 {
                dh-group 14
                encryption aes256
                hash sha256
            }
        }
        site-to-site {
            peer 203.0.113.10 {
                authentication {
                    mode pre-shared-secret
                }
                ike-group I
                local-address 198.51.100.1
                tunnel 1 {
                    esp-group E
                    local {
                        prefix 172.20.0.0/16
                    }
                    remote {
                        prefix 10.10.0.0/16
                    }
                }
            }
        }
    }
}`;

it.each([
  ['commands', commands],
  ['braces', braces],
])('VyOS as %s that mirrors the cloud agrees in every field', (_name, text) => {
  expect(asPeer(text)).toMatchObject({ vendor: 'vyos', agreeing: 13, differing: [], doubts: [] });
});

it.each([
  ["ike-group I proposal 1 dh-group '14'", "ike-group I proposal 1 dh-group '5'", ['dh1']],
  ["ike-group I proposal 1 hash 'sha256'", '', ['hash1']],
  ["pfs 'dh-group14'", "pfs 'disable'", ['pfs']],
  ["key-exchange 'ikev2'", "key-exchange 'ikev1'", ['ike_version']],
  ["local prefix '172.20.0.0/16'", "local prefix '172.21.0.0/16'", ['selectors_remote']],
  ["mode 'pre-shared-secret'", "mode 'x509'", ['auth']],
])('with %s as %s it differs in that', (from, to, fields) => {
  expect(asPeer(commands.replace(from, to)).differing).toEqual(fields);
});

it('a group that is not in the text is named; pfs alone takes the group of phase 1', () => {
  const [end] = readVyos(['set vpn ipsec site-to-site peer 203.0.113.10 ike-group X']);
  expect(end?.doubts).toEqual([{ kind: 'absent', what: 'ike-group X' }]);
  expect(asPeer(commands.replace("'dh-group14'", "'enable'")).end?.pfs).toEqual(['group14']);
});
