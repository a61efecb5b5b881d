import { describe, expect, it } from 'vitest';
import { readFortigate } from '../../../src/vendors/fortigate/config.ts';

const lines = (text: string): string[] => text.split('\n');

describe('a FortiGate configuration', () => {
  it('is read field by field', () => {
    const [end] = readFortigate(
      lines(`config vpn ipsec phase1-interface
    edit "ali"
        set interface "wan1"
        set ike-version 2
        set keylife 86400
        set peertype any
        set proposal aes256-sha1 aes128-sha256
        set localid "plant"
        set dpd on-idle
        set dhgrp 14 5
        set nattraversal enable
        set remote-gw 203.0.113.10
        set psksecret ENC FAKEfakeFAKE==
    next
end
config vpn ipsec phase2-interface
    edit "ali-p2"
        set phase1name "ali"
        set proposal aes256-sha1
        set dhgrp 14
        set keylifeseconds 28800
        set src-subnet 172.20.0.0 255.255.0.0
        set dst-subnet 10.10.0.0 255.255.0.0
    next
end`),
    );
    expect(end).toMatchObject({
      ...{ name: 'ali', ike_version: 'ikev2', auth: 'psk', natt: true, local_id: 'plant' },
      offers1: [
        { enc: ['aes256'], hash: ['sha1'], dh: ['group14', 'group5'] },
        { enc: ['aes'], hash: ['sha256'], dh: ['group14', 'group5'] },
      ],
      ...{ life1: 86_400, life2: 28_800, peer_addr: '203.0.113.10' },
      offers2: [{ enc: ['aes256'], hash: ['sha1'] }],
      ...{ pfs: ['group14'], selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('may name its selectors and switch PFS off', () => {
    const [end] = readFortigate(
      lines(`config firewall address
    edit "LAN"
        set subnet 172.20.0.0 255.255.0.0
    next
    edit "VPC"
        set subnet 10.10.0.0 255.255.0.0
    next
end
config vpn ipsec phase1
    edit "old"
        set mode aggressive
        set ike-version 1
        set remote-gw 203.0.113.10
    next
end
config vpn ipsec phase2
    edit "old2"
        set phase1name "old"
        set pfs disable
        set proposal 3des-md5
        set src-name "LAN"
        set dst-name "VPC"
    next
end`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', mode: 'aggressive', pfs: ['disabled'] },
      ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
      offers2: [{ enc: ['3des'], hash: ['md5'] }],
    });
  });

  it('keeps the phases of two tunnels apart', () => {
    const ends = readFortigate(
      lines(`config vpn ipsec phase1-interface
edit "a"
set remote-gw 203.0.113.10
next
edit "b"
set remote-gw 192.0.2.9
next
end
config vpn ipsec phase2-interface
edit "a2"
set phase1name "a"
set src-subnet 172.20.0.0/16
next
edit "b2"
set phase1name "b"
set src-subnet 172.30.0.0/16
next
end`),
    );
    expect(ends.map(({ name, selectors_local }) => [name, selectors_local])).toEqual([
      ['a', ['172.20.0.0/16']],
      ['b', ['172.30.0.0/16']],
    ]);
  });
});

const entry = (phase1: string, phase2 = '', more = ''): string[] =>
  lines(`${more}config vpn ipsec phase1-interface
edit "a"
set remote-gw 203.0.113.10
${phase1}
next
end
config vpn ipsec phase2-interface
edit "b"
set phase1name "a"
${phase2}
next
end`);

it('an entry shown whole is what it was delivered as where it says nothing', () => {
  expect(readFortigate(entry(''))[0]).toMatchObject({
    ...{ ike_version: 'ikev1', mode: 'main', auth: 'psk' },
    ...{ selectors_local: ['0.0.0.0/0'], selectors_remote: ['0.0.0.0/0'], offers1: [] },
  });
  const cut = lines('config vpn ipsec phase1-interface\nedit "a"\nset remote-gw 203.0.113.10');
  expect(readFortigate(cut)[0]?.ike_version).toBeUndefined();
});

it.each([
  ['set authmethod signature', '', { auth: 'certificate' }],
  ['', 'set encapsulation transport-mode', { encapsulation: 'transport' }],
  ['', 'set pfs disable', { pfs: ['disabled'] }],
  ['', 'set src-name "g"\nset dst-name "all"', { selectors_local: ['172.20.0.0/16', '172.21.0.0/16'] }],
  ['', 'set src-addr-type ip\nset src-start-ip 172.20.0.1', { selectors_local: ['172.20.0.1/32'] }],
])('with %s %s it is so', (phase1, phase2, expected) => {
  const objects = `config firewall address
edit "x"
set subnet 172.20.0.0 255.255.0.0
next
edit "y"
set subnet 172.21.0.0 255.255.0.0
next
end
config firewall addrgrp
edit "g"
set member "x" "y"
next
end
`;
  const [end] = readFortigate(entry(phase1, phase2, objects));
  expect(end).toMatchObject(expected);
  expect(end?.doubts).toBeUndefined();
});

it('an address that is not in the text is unknown, and said', () => {
  const [end] = readFortigate(entry('', 'set src-name "lan"\nset dst-subnet 10.10.0.0 255.255.0.0'));
  expect(end).toMatchObject({ selectors_local: [], doubts: [{ kind: 'absent', what: 'src-name lan' }] });
});

it('tables inside of an entry are no settings of it', () => {
  const [end] = readFortigate(entry('config exclude\nedit 1\nset ike-version 9\nnext\nend\nset ike-version 2'));
  expect(end?.ike_version).toBe('ikev2');
});
