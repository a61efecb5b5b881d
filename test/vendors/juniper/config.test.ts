import { describe, expect, it } from 'vitest';
import { readJuniper } from '../../../src/vendors/juniper/config.ts';
import { asPeer } from '../../support/same-site.ts';

const lines = (text: string): string[] => text.split('\n');

const phase1 = `set security ike proposal P1 authentication-method pre-shared-keys
set security ike proposal P1 dh-group group14
set security ike proposal P1 authentication-algorithm sha1
set security ike proposal P1 encryption-algorithm aes-256-cbc
set security ike proposal P1 lifetime-seconds 86400
set security ike policy POL mode main
set security ike policy POL proposals P1
set security ike policy POL pre-shared-key ascii-text "FAKE-srx"
set security ike gateway GW ike-policy POL
set security ike gateway GW address 203.0.113.10
set security ike gateway GW local-identity inet 10.0.0.2
set security ike gateway GW remote-identity inet 203.0.113.10
set security ike gateway GW external-interface ge-0/0/0
set security ike gateway GW dead-peer-detection
set security ike gateway GW no-nat-traversal
set security ike gateway GW version v2-only`;

const phase2 = `set security ipsec proposal P2 protocol esp
set security ipsec proposal P2 authentication-algorithm hmac-sha1-96
set security ipsec proposal P2 encryption-algorithm aes-256-cbc
set security ipsec proposal P2 lifetime-seconds 28800
set security ipsec policy IPOL perfect-forward-secrecy keys group5
set security ipsec policy IPOL proposals P2
set security ipsec vpn V bind-interface st0.0
set security ipsec vpn V ike gateway GW
set security ipsec vpn V ike ipsec-policy IPOL`;

describe('Junos set commands', () => {
  it('are read field by field', () => {
    const text = `${phase1}\n${phase2}
set security ipsec vpn V traffic-selector T1 local-ip 172.20.0.0/16 remote-ip 10.10.0.0/16`;
    expect(readJuniper(lines(text))).toEqual([
      {
        ...{ name: 'V', ike_version: 'ikev2', mode: 'main', auth: 'psk', natt: false },
        offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
        ...{ life1: 86_400, local_id: '10.0.0.2', remote_id: '203.0.113.10', peer_addr: '203.0.113.10' },
        local_addr: undefined,
        offers2: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: [] }],
        ...{ pfs: ['group5'], life2: 28_800 },
        ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
      },
    ]);
  });

  it('with a proxy identity have that pair', () => {
    const text = `${phase1}\n${phase2}
set security ipsec vpn V ike proxy-identity local 172.20.4.0/22
set security ipsec vpn V ike proxy-identity remote 10.10.0.0/16
set security ipsec vpn V ike proxy-identity service any`;
    expect(readJuniper(lines(text))).toMatchObject([
      { selectors_local: ['172.20.4.0/22'], selectors_remote: ['10.10.0.0/16'] },
    ]);
  });

  it('bound to a tunnel interface without selectors propose everything', () => {
    expect(readJuniper(lines(`${phase1}\n${phase2}`))).toMatchObject([
      { selectors_local: ['0.0.0.0/0'], selectors_remote: ['0.0.0.0/0'] },
    ]);
  });

  it('of phase 1 alone say nothing of phase 2', () => {
    expect(readJuniper(lines(phase1))).toMatchObject([{ name: 'GW', offers2: [], pfs: [], selectors_local: [] }]);
  });

  it('may list several proposals in brackets', () => {
    const text =
      phase1.replace('proposals P1', 'proposals [ P1 PX ]') +
      `
set security ike proposal PX encryption-algorithm 3des-cbc
set security ike proposal PX authentication-algorithm md5
set security ike proposal PX dh-group group2`;
    expect(readJuniper(lines(text))[0]?.offers1).toHaveLength(2);
  });
});

const braces = `security {
    ike {
        proposal P1 {
            authentication-method pre-shared-keys;
            dh-group group14;
            authentication-algorithm sha-256;
            encryption-algorithm aes-256-cbc;
        }
        policy POL {
            mode main;
            proposals [ P1 ];
            pre-shared-key ascii-text "FAKE"; ## SECRET-DATA
        }
        gateway GW {
            ike-policy POL;
            address 203.0.113.10;
            local-address 198.51.100.1;
            external-interface ge-0/0/0;
            version v2-only;
        }
    }
    ipsec {
        proposal P2 {
            authentication-algorithm hmac-sha-256-128;
            encryption-algorithm aes-256-cbc;
        }
        policy IP {
            perfect-forward-secrecy {
                keys group14;
            }
            proposals P2;
        }
        vpn V {
            ike {
                gateway GW;
                ipsec-policy IP;
            }
            traffic-selector T {
                local-ip 172.20.0.0/16;
                remote-ip 10.10.0.0/16;
            }
        }
    }
}`;

it.each([
  ['whole', braces],
  ['from `ike` on', braces.replace('security {\n', '')],
  ['on few lines', braces.replace(/\n\s+/g, ' ').replace('## SECRET-DATA', '')],
])('in braces, %s, it is read field by field', (_name, text) => {
  expect(asPeer(text)).toMatchObject({ vendor: 'juniper', agreeing: 12, differing: [], doubts: [] });
});

it.each([
  ['dh-group group14', 'dh-group group2', ['dh1']],
  ['keys group14', 'keys group5', ['pfs']],
  ['v2-only', 'v1-only', ['ike_version']],
  ['pre-shared-keys', 'rsa-signatures', ['auth']],
  ['remote-ip 10.10.0.0/16', 'remote-ip 10.11.0.0/16', ['selectors_local']],
])('in braces, with %s as %s it differs in that', (from, to, fields) => {
  expect(asPeer(braces.replace(from, to)).differing).toEqual(fields);
});

it('each address of a gateway is an end of its own', () => {
  const text = `${phase1}\nset security ike gateway GW address 192.0.2.9\n${phase2}`;
  expect(readJuniper(lines(text)).map(({ peer_addr }) => peer_addr)).toEqual(['203.0.113.10', '192.0.2.9']);
});
