import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isOn } from '../../src/catalogue/action.ts';
import { actions, toolsetOf } from '../../src/catalogue/index.ts';
import { isPaged } from '../../src/catalogue/schema/list-replies.ts';
import { schemaOn } from '../../src/catalogue/schema/platform-rows.ts';
import { toSchema } from '../../src/tools/schema.ts';

const record = z.record(z.string(), z.unknown());

const costs = Object.values(actions).flatMap((action) => {
  if (!isOn('stack', action) || toolsetOf(action.name) === 'vpc') return [];
  const { name, summary, input } = action;
  const inputSchema = toSchema(input, 'input', 'stack');
  const properties = { ...Object(inputSchema['properties']) };
  // A list can also be read whole, by one more parameter that belongs to no request.
  if (isPaged(action)) properties['All'] = { type: 'boolean' };
  const tool = { name, description: summary, inputSchema: { ...inputSchema, properties } };
  return [encode(JSON.stringify(tool)).length];
});

test('the 37 tools of an Apsara Stack cost at most 5,000 tokens', async ({ annotate }) => {
  const total = costs.reduce((sum, tokens) => sum + tokens, 0);
  await annotate(`${total} tokens`);
  expect(costs).toHaveLength(37);
  expect(total).toBeLessThanOrEqual(5000);
});

/** Parameters whose name and values do not tell unit, effect or danger: these words may not be saved. */
const MUST_BE_DESCRIBED: Readonly<Record<string, RegExp>> = {
  'CreateVpnGateway.Bandwidth': /Mbit/,
  'CreateVpnGateway.EnableIpsec': /default false/,
  'CreateVpnGateway.EnableSsl': /default false/,
  'CreateVpnGateway.SslConnections': /EnableSsl/,
  'CreateVpnRouteEntry.Weight': /100 active, 0 standby.*only one/,
  'CreateVpnRouteEntry.PublishVpc': /VPC route table/,
  'CreateVpnPbrRouteEntry.Weight': /100 active, 0 standby.*only one/,
  'CreateVpnPbrRouteEntry.PublishVpc': /VPC route table/,
  'ModifyVpnRouteEntryWeight.Weight': /current/,
  'ModifyVpnRouteEntryWeight.NewWeight': /100 active, 0 standby/,
  'ModifyVpnPbrRouteEntryWeight.Weight': /current/,
  'ModifyVpnPbrRouteEntryWeight.NewWeight': /100 active, 0 standby/,
  'DeleteVpnRouteEntry.Weight': /current/,
  'DeleteVpnPbrRouteEntry.Weight': /current/,
  'PublishVpnRouteEntry.RouteType': /dbr destination, pbr policy/,
  'PublishVpnRouteEntry.PublishVpc': /false withdraws.*stops/,
  'CreateVpnConnection.LocalSubnet': /VPC-side.*comma/,
  'CreateVpnConnection.RemoteSubnet': /peer-side/,
  'CreateVpnConnection.EffectImmediately': /negotiate now/,
  'CreateVpnConnection.IkeConfig': /default ikev1 aes md5 group2/,
  'CreateVpnConnection.IkeConfig.Psk': /generate/,
  'CreateVpnConnection.IkeConfig.IkeLifetime': /seconds/,
  'CreateVpnConnection.IkeConfig.LocalIdIPsec': /LocalId/,
  'CreateVpnConnection.IpsecConfig.IpsecLifetime': /seconds/,
  'CreateVpnConnection.HealthCheckConfig.dip': /peer-side/,
  'CreateVpnConnection.HealthCheckConfig.sip': /VPC-side/,
  'CreateVpnConnection.HealthCheckConfig.interval': /seconds/,
  'ModifyVpnConnectionAttribute.LocalSubnet': /VPC-side.*comma/,
  'ModifyVpnConnectionAttribute.RemoteSubnet': /peer-side/,
  'ModifyVpnConnectionAttribute.EffectImmediately': /negotiate now/,
  'CreateSslVpnServer.ClientIpPool': /outside LocalSubnet/,
  'CreateSslVpnServer.LocalSubnet': /clients reach/,
  'CreateSslVpnServer.Port': /1194.*443/,
  'ModifySslVpnServer.ClientIpPool': /outside LocalSubnet/,
  'ModifySslVpnServer.LocalSubnet': /clients reach/,
  'ModifySslVpnServer.Port': /1194.*443/,
  'DescribeVpnSslServerLogs.From': /Unix seconds or ISO 8601/,
  'DescribeVpnSslServerLogs.MinutePeriod': /minutes.*required/,
  'AssumeRole.Policy': /JSON/,
};

const described = (path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (node, key) => record.parse(record.parse(node)['properties'] ?? node)[key],
      Object.fromEntries(
        Object.values(actions).map((action) => [action.name, z.toJSONSchema(schemaOn('stack', action.input))]),
      ),
    );

test.each(Object.entries(MUST_BE_DESCRIBED))('%s keeps the words that prevent a wrong fill', (path, words) => {
  expect(record.parse(described(path))['description']).toMatch(words);
});

test('a summary is one short sentence', () => {
  const odd = Object.values(actions).filter(({ summary }) => !/^[A-Z].{5,110}\.$/.test(summary));
  expect(odd.map(({ summary }) => summary)).toEqual([]);
});
