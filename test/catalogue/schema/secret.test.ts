import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actions } from '../../../src/catalogue/index.ts';
import { isSecret, psk, secretPaths, secretText } from '../../../src/catalogue/schema/secret.ts';
import { messagesFrom } from '../input-messages.ts';

test.each([
  ['a plain key', 'fake-key-1'],
  ['one character', 'k'],
  ['a hundred characters', 'k'.repeat(100)],
  ['a key with spaces and signs', 'fake key !"#$%&~'],
  ['a file', { file: 'branch.psk' }],
  ['a variable', { env: 'VPN_MCP_SECRET_BRANCH' }],
  ['a key to be made', { generate: true }],
])('a pre-shared key may be %s', (_what, value) => {
  expect(messagesFrom(psk, value)).toEqual([]);
});

test.each([
  ['empty', ''],
  ['too long', 'k'.repeat(101)],
  ['not ASCII', 'schlüssel-fake'],
  ['broken into lines', 'fake\nkey'],
  ['a mask', '********'],
  ['a fingerprint', { Fingerprint: 'deadbeef', Length: 12 }],
  ['two references', { file: 'fake-file', env: 'VPN_MCP_SECRET_X' }],
  ['no reference', {}],
  ['a refusal to make one', { generate: false }],
  ['a number', 12_345_678],
  ['a reference as JSON text', '{"generate": true}'],
  ['a reference as other text', " { file: 'fake-file' }"],
])('a pre-shared key may not be %s, and is not repeated', (_what, value) => {
  const said = messagesFrom(psk, value);
  expect(said).not.toEqual([]);
  expect(said.join()).toMatch(
    /printable ASCII|is a mask, not a key|is the text of a reference, not a key|known ones: file, env, generate/,
  );
  expect(said.join()).not.toMatch(/schlüssel-fake|deadbeef|fake-file|12345678|kkkk/);
});

test('a secret in a reply is text, or the handle that stands for it', () => {
  expect(secretText.safeParse('fake').success).toBe(true);
  expect(secretText.safeParse({ Fingerprint: 'deadbeef', Length: 4, File: 'x.key' }).success).toBe(true);
  expect(secretText.safeParse({ Length: 4 }).success).toBe(false);
});

describe('the mark of a secret', () => {
  test.each([
    ['on itself', psk],
    ['behind optional', psk.optional()],
    ['behind nullable and optional', secretText.nullable().optional()],
    ['in a list', z.array(secretText)],
    ['under a description', psk.optional().describe('words')],
  ])('is found %s', (_where, schema) => expect(isSecret(schema)).toBe(true));

  test('is not found where there is none', () => {
    expect([z.string(), z.object({ Psk: psk }), z.array(z.string())].map(isSecret)).toEqual([false, false, false]);
  });

  test('shows in the JSON Schema that a client sees', () => {
    const seen = z.toJSONSchema(z.object({ Psk: psk.optional() }));
    expect(seen.properties?.['Psk']).toMatchObject({ writeOnly: true });
  });
});

const secretsOf = (side: 'input' | 'output') =>
  Object.values(actions).flatMap((action) => secretPaths(action[side]).map((path) => `${action.name}: ${path}`));

test('these are the secrets that go in', () => {
  expect(secretsOf('input')).toEqual([
    'CreateCustomerGateway: AuthKey',
    'ModifyCustomerGatewayAttribute: AuthKey',
    'CreateVpnConnection: IkeConfig.Psk',
    'CreateVpnConnection: TunnelOptionsSpecification[].TunnelIkeConfig.Psk',
    'ModifyVpnConnectionAttribute: IkeConfig.Psk',
    'ModifyVpnConnectionAttribute: TunnelOptionsSpecification[].TunnelIkeConfig.Psk',
    'ModifyTunnelAttribute: TunnelOptionsSpecification.TunnelIkeConfig.Psk',
    'CreateVpnAttachment: IkeConfig.Psk',
    'CreateVpnAttachment: TunnelOptionsSpecification[].TunnelIkeConfig.Psk',
    'ModifyVpnAttachmentAttribute: IkeConfig.Psk',
    'ModifyVpnAttachmentAttribute: TunnelOptionsSpecification[].TunnelIkeConfig.Psk',
  ]);
});

test('these are the secrets that come out', () => {
  expect(secretsOf('output').sort()).toEqual([
    'AssumeRole: Credentials.AccessKeySecret',
    'AssumeRole: Credentials.SecurityToken',
    'DescribeCustomerGateway: AuthKey',
    'DescribeCustomerGateways: CustomerGateways[].AuthKey',
    'DescribeSslVpnClientCert: ClientConfig',
    'DescribeSslVpnClientCert: ClientKey',
    'DescribeVpnConnection: IkeConfig.Psk',
    'DescribeVpnConnection: VpnBgpConfig.AuthKey',
    'DescribeVpnConnections: VpnConnections[].IkeConfig.Psk',
    'DescribeVpnConnections: VpnConnections[].VpnBgpConfig.AuthKey',
    'DownloadVpnConnectionConfig: VpnConnectionConfig.IkeConfig.Psk',
    'DownloadVpnConnectionConfig: VpnConnectionConfig.TunnelsConfig[].IkeConfig.Psk',
    'ModifyTunnelAttribute: TunnelIkeConfig.Psk',
    'ModifyVpnConnectionAttribute: IkeConfig.Psk',
  ]);
});
