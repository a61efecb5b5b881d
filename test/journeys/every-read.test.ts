import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

// Every tool that only reads is called with what it asks for, found in the replies of those before it. The client has
// listed the tools, so it holds every reply against its output schema, and would throw.
const given: Readonly<Record<string, unknown>> = {
  VpnGatewayId: 'vpn-hq0001',
  VpnConnectionId: 'vco-plant0001',
  CustomerGatewayId: 'cgw-plant0001',
  MinutePeriod: 60,
  Status: 'active',
  Query: 'warehouse',
  PeerConfig: `connections {
    plant {
      version = 2
      local_addrs = 198.51.100.20
      remote_addrs = 203.0.113.10
      proposals = aes256-sha256-modp2048
      rekey_time = 77760s
      local { auth = psk
        id = 198.51.100.20 }
      remote { auth = psk
        id = 203.0.113.10 }
      children { lan { local_ts = 172.16.0.0/16
          remote_ts = 10.0.0.0/16
          esp_proposals = aes256-sha256-modp2048
          life_time = 3600s } }
    }
  }`,
  Tool: 'DeleteVpnConnection',
  Arguments: { VpnConnectionId: 'vco-wh0001' },
};

/** Of parameters that are required in one form of several. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  DescribeVpnSslServerLogs: ['MinutePeriod'],
  PlanChange: ['Tool', 'Arguments'],
};

const idIn = (data: unknown, name: string): unknown => {
  const match = new RegExp(`"${name}":"([^"]+)"`).exec(JSON.stringify(data));
  return match?.[1];
};

it.each(['old', 'modern'] as const)('the %s client accepts the reply of every tool that reads', async (kind) => {
  const { agent } = await startWorld({ kind, args: ['--read-only'] });
  const tools = await agent.list();
  const servers = (await agent.call('DescribeSslVpnServers')).data;
  const certs = (await agent.call('DescribeSslVpnClientCerts')).data;
  const known: Readonly<Record<string, unknown>> = {
    ...given,
    SslVpnServerId: idIn(servers, 'SslVpnServerId'),
    VpnSslServerId: idIn(servers, 'SslVpnServerId'),
    SslVpnClientCertId: idIn(certs, 'SslVpnClientCertId'),
  };
  const dear: string[] = [];
  for (const { name, inputSchema } of tools) {
    const required = (inputSchema['required'] ?? []) as readonly string[];
    const also = ALSO[name] ?? [];
    const args = Object.fromEntries([...required, ...also].map((key) => [key, known[key]]));
    const { isError, text, data } = await agent.call(
      name,
      name === 'WaitForStatus' ? { ...args, Id: 'vpn-hq0001' } : args,
    );
    expect([name, isError ? text : 'fine']).toEqual([name, 'fine']);
    // Fingerprints are made anew each time, and their digits fall into tokens otherwise beside other signs.
    const excess = encode(text).length - encode(JSON.stringify(data)).length;
    if (excess > 5) dear.push(`${name}: ${excess} tokens more`);
  }
  expect(tools.length).toBeGreaterThan(20);
  expect(dear).toEqual([]);
});
