import { describe, expect, it } from 'vitest';
import { readSwanctl } from '../../../src/vendors/strongswan/config.ts';

const lines = (text: string): string[] => text.split('\n');

const site = `
connections {
  cloud {   # to the VPC
    version = 2
    local_addrs = 198.51.100.1
    remote_addrs = 203.0.113.10
    proposals = aes256-sha1-modp2048, aes128-sha1-modp1024
    rekey_time = 24h
    dpd_delay = 30s
    encap = yes
    local { auth = psk
      id = plant.example.com }
    remote {
      auth = psk
      id = "203.0.113.10"
    }
    children {
      lan {
        local_ts = 172.20.0.0/16, 172.21.4.0/24
        remote_ts = 10.10.0.0/16
        esp_proposals = aes256-sha1-modp2048
        life_time = 8h
        start_action = trap
      }
    }
  }
}
secrets {
  ike-cloud {
    id = 203.0.113.10
    secret = "FAKE-not-a-key"
  }
}`;

describe('a swanctl.conf', () => {
  it('is read field by field', () => {
    expect(readSwanctl(lines(site))).toEqual([
      {
        ...{ name: 'cloud', ike_version: 'ikev2', mode: undefined, auth: 'psk', natt: true },
        offers1: [
          { enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] },
          { enc: ['aes'], hash: ['sha1'], prf: [], dh: ['group2'] },
        ],
        ...{ life1: 86_400, local_id: 'plant.example.com', remote_id: '203.0.113.10' },
        ...{ local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
        offers2: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
        ...{ pfs: ['group14'], life2: 28_800 },
        ...{ selectors_local: ['172.20.0.0/16', '172.21.4.0/24'], selectors_remote: ['10.10.0.0/16'] },
      },
    ]);
  });

  it('of IKEv1 in aggressive mode with several children has all their subnets', () => {
    const [end] = readSwanctl(
      lines(`connections { old { version = 1
        aggressive = yes
        proposals = 3des-md5-modp1024
        children {
          a { local_ts = 172.20.0.0/24
              remote_ts = 10.10.0.0/16
              esp_proposals = aes128-sha1 }
          b { local_ts = 172.20.1.0/24
              remote_ts = 10.10.0.0/16 }
        } } }`),
    );
    expect(end).toMatchObject({
      ...{ ike_version: 'ikev1', mode: 'aggressive', pfs: ['disabled'] },
      offers1: [{ enc: ['3des'], hash: ['md5'], dh: ['group2'] }],
      ...{ selectors_local: ['172.20.0.0/24', '172.20.1.0/24'], selectors_remote: ['10.10.0.0/16'] },
    });
  });

  it('says nothing of what it leaves to defaults', () => {
    const [end] = readSwanctl(lines('connections { c { remote_addrs = 203.0.113.10 } }'));
    expect(end).toMatchObject({ peer_addr: '203.0.113.10', offers1: [], offers2: [], pfs: [], selectors_local: [] });
    expect(end?.ike_version).toBeUndefined();
    expect(end?.local_id).toBeUndefined();
  });

  it('takes an AEAD cipher and an ID of any as what they are', () => {
    const [end] = readSwanctl(
      lines('connections { c { proposals = aes256gcm16-prfsha384-ecp384\n remote { id = %any } } }'),
    );
    expect(end?.offers1).toEqual([{ enc: ['aes256gcm'], hash: [], prf: ['sha384'], dh: ['group20'] }]);
    expect(end?.remote_id).toBeUndefined();
  });

  it('may hold several connections', () => {
    const both = readSwanctl(lines('connections { a { remote_addrs = 192.0.2.1 }\n b { remote_addrs = 192.0.2.2 } }'));
    expect(both.map(({ name, peer_addr }) => [name, peer_addr])).toEqual([
      ['a', '192.0.2.1'],
      ['b', '192.0.2.2'],
    ]);
  });
});

describe('a connection that takes over from templates', () => {
  const text = `base {
    version = 2
    proposals = aes128-sha1-modp1024
    local { auth = psk }
    remote { auth = psk }
  }
  net-base { esp_proposals = aes128-sha1-modp1024 }
  connections {
    vpc : base {
      remote_addrs = 203.0.113.10
      local { id = plant }
      children { lan : net-base { remote_ts = 10.10.0.0/16 } }
    }
  }`;

  it('has what they have, and its own instead', () => {
    const [end] = readSwanctl(lines(text));
    expect(end).toMatchObject({
      ...{ name: 'vpc', ike_version: 'ikev2', auth: 'psk', local_id: 'plant', pfs: ['group2'] },
      offers1: [{ enc: ['aes'], hash: ['sha1'], dh: ['group2'] }],
      ...{ peer_addr: '203.0.113.10', selectors_remote: ['10.10.0.0/16'] },
    });
    expect(end?.doubts).toBeUndefined();
    expect(
      readSwanctl(lines(text.replace('vpc : base {', 'vpc : base {\n proposals = aes256-sha1-modp2048')))[0],
    ).toMatchObject({
      offers1: [{ enc: ['aes256'], dh: ['group14'] }],
    });
  });

  it('says which is not in the text, and follows a ring once', () => {
    expect(readSwanctl(lines('connections { a : nowhere { remote_addrs = 203.0.113.10 } }'))[0]?.doubts).toEqual([
      { kind: 'absent', what: ': nowhere' },
    ]);
    expect(readSwanctl(lines('b : c { version = 2\n }\nc : b { }\nconnections { a : b { } }'))).toHaveLength(1);
  });
});

it.each([
  ['auth = pubkey', 'auth', 'certificate'],
  ['id = plant', 'auth', 'certificate'],
  ['auth = psk', 'auth', 'psk'],
])('a side with %s authenticates so', (setting, field, value) => {
  const [end] = readSwanctl(lines(`connections { a { remote_addrs = 203.0.113.10\n local {\n ${setting}\n } } }`));
  expect(end).toMatchObject({ [field]: value });
});

it('a child may be in transport mode, and protects its own address without a word', () => {
  const [end] = readSwanctl(
    lines(
      'connections { a { local_addrs = 198.51.100.1\n children { n { mode = transport\n remote_ts = 10.10.0.0/16 } } } }',
    ),
  );
  expect(end).toMatchObject({ encapsulation: 'transport', selectors_local: ['198.51.100.1/32'] });
});

it('levels without end are read as far as any file goes', () => {
  expect(() => readSwanctl(lines('connections { a {\n'.repeat(20_000)))).not.toThrow();
});

it('each address of a peer is an end of its own', () => {
  const ends = readSwanctl(
    lines(site.replace('remote_addrs = 203.0.113.10', 'remote_addrs = 192.0.2.9, 203.0.113.10')),
  );
  expect(ends.map(({ name, peer_addr }) => [name, peer_addr])).toEqual([
    ['cloud', '192.0.2.9'],
    ['cloud', '203.0.113.10'],
  ]);
});
