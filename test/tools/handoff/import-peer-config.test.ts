import { expect, it, test } from 'vitest';
import { startWorld } from '../../support/world.ts';

interface Data {
  readonly ReadAs: readonly string[];
  readonly Calls: readonly { readonly Tool: string; readonly Arguments: Record<string, unknown> }[];
  readonly Missing: readonly string[];
  readonly CannotExpress: readonly string[];
  readonly NotSaid: readonly string[];
  readonly Doubts: readonly string[];
}

const KEY = 'FAKE-key-of-the-paste-9xQ';

const swanctl = (local: string, more = 'esp_proposals = aes256-sha256-modp2048') => `connections {
  site {
    version = 2
    local_addrs = ${local}
    remote_addrs = 203.0.113.10
    proposals = aes256-sha256-modp2048
    local { auth = psk
      id = ${local} }
    remote { auth = psk
      id = 203.0.113.10 }
    children { net { local_ts = 10.77.0.0/24
        remote_ts = 10.10.0.0/16
        ${more} } }
  }
}
secrets { ike-site { secret = "${KEY}" } }`;

const human = async () => ({ action: 'accept' as const, content: { approve: true } });

const start = async (options: Parameters<typeof startWorld>[0] = {}) => {
  const world = await startWorld({ human, ...options });
  const read = async (PeerConfig: string, args: Record<string, unknown> = {}) => {
    const { data, text, isError } = await world.agent.call('ImportPeerConfig', { PeerConfig, ...args });
    return { data: data as unknown as Data, text, isError };
  };
  return { world, read };
};

test('what was read makes the connection, and the key of the paste is nowhere', async () => {
  const { world, read } = await start();
  // The algorithms of the guide, which this simulated build takes.
  const out = await read(swanctl('192.0.2.199').replaceAll('sha256', 'sha1'));
  expect(`${JSON.stringify(out.data)}\n${out.text}\n${world.agent.stderr()}`).not.toContain(KEY);
  const [makes, creates] = out.data.Calls;
  expect([makes?.Tool, creates?.Tool]).toEqual(['CreateCustomerGateway', 'CreateVpnConnection']);
  expect(out.data.Missing.join('\n')).toMatch(
    /CustomerGatewayId: no customer gateway .*192\.0\.2\.199[\s\S]*by reference/,
  );
  const made = await world.agent.call('CreateCustomerGateway', { Name: 'imported', ...makes?.Arguments });
  const { IkeConfig = {}, ...settings } = creates?.Arguments ?? {};
  const created = await world.agent.call('CreateVpnConnection', {
    ...settings,
    CustomerGatewayId: made.data['CustomerGatewayId'],
    IkeConfig: { ...Object(IkeConfig), Psk: { generate: true } },
  });
  expect(created.isError, created.text).toBe(false);
  const seen = await world.agent.call('DescribeVpnConnection', { VpnConnectionId: created.data['VpnConnectionId'] });
  expect(seen.data).toMatchObject({
    ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '10.77.0.0/24' },
    IkeConfig: { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', LocalId: '203.0.113.10', RemoteId: '192.0.2.199' },
  });
});

test('a read changes nothing, and a server that only reads has it', async () => {
  const { world } = await start();
  const reader = await world.another({ args: ['--read-only', '--toolsets', 'handoff'] });
  expect((await reader.list()).map(({ name }) => name)).toContain('ImportPeerConfig');
  await reader.call('ImportPeerConfig', { PeerConfig: swanctl('192.0.2.199') });
  const actions = (await world.requests()).map(({ action }) => action);
  expect(actions.filter((action) => !action.startsWith('Describe'))).toEqual([]);
});

test('what the cloud has no way for is refused by its name, what is not said stays open', async () => {
  const { read } = await start();
  const { data } = await read(swanctl('192.0.2.199', 'esp_proposals = aes256gcm16-ecp384'));
  expect(data.CannotExpress.join('\n')).toMatch(/IpsecEncAlg aes256gcm: .*\n?.*IpsecPfs group20/);
  expect(data.NotSaid).toContain('IkeLifetime');
});

it.each([
  ['nothing that was meant', 'Nothing of an IPsec connection was read'],
  ['config vpn ssl settings\n', 'Paste the whole VPN part'],
])('%j is refused with what to do', async (text, words) => {
  const { read } = await start();
  const out = await read(text);
  expect([out.isError, out.text]).toEqual([true, expect.stringContaining(words)]);
});

test('a vendor that is not known is refused with those that are', async () => {
  const { read } = await start();
  const out = await read(swanctl('192.0.2.199'), { PeerVendor: 'strongswan' });
  expect([out.isError, out.text]).toEqual([true, expect.stringContaining('one of swanctl, ipsec.conf')]);
  expect((await read(swanctl('192.0.2.199'), { PeerVendor: 'swanctl' })).data.ReadAs).toEqual(['swanctl']);
});

test('of the public cloud the two tunnels of a paste are one call', async () => {
  const { read } = await start({ world: 'public' });
  const one = swanctl('192.0.2.199');
  const two = one.replace('  site {', '  other {').replaceAll('203.0.113.10', '203.0.113.11');
  const { data } = await read(`${one}\n${two}`);
  expect(data.Calls.map(({ Tool }) => Tool)).toEqual(['CreateCustomerGateway', 'CreateVpnConnection']);
  expect(data.Calls[1]?.Arguments['TunnelOptionsSpecification']).toMatchObject([{ Role: 'master' }, { Role: 'slave' }]);
});
