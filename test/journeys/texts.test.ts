import { expect, it } from 'vitest';
import { startWorld } from '../support/world.ts';

// What a reader of the texts is told: each thing once, and nothing that says nothing.

it('a list tells its instants once, and neither its request nor a second count', async () => {
  const { agent } = await startWorld();
  for (const name of [
    'DescribeVpnGateways',
    'DescribeVpnConnections',
    'DescribeSslVpnClientCerts',
    'DescribeRegions',
  ]) {
    const { text, data } = await agent.call(name, name === 'DescribeRegions' ? {} : { All: true });
    expect([name, text]).toEqual([name, expect.not.stringMatching(/RequestId|Scanned|(?:Create|End)Time(?!Iso)/)]);
    expect(data).toHaveProperty('RequestId');
  }
  const one = await agent.call('DescribeVpnConnection', { VpnConnectionId: 'vco-plant0001' });
  expect(one.text).toMatch(/CreateTimeIso=\d{4}-/);
  expect(one.text).not.toMatch(/CreateTime=/);
  expect(one.data).toMatchObject({ CreateTime: expect.any(Number), CreateTimeIso: expect.any(String) });
});

it('what was not read back says so in words, and not as null', async () => {
  const { agent } = await startWorld();
  const { text, data } = await agent.call('CreateCustomerGateway', { IpAddress: '203.0.113.77', Name: 'branch' });
  expect(text).toContain('Not read back');
  expect(text).not.toContain('null');
  expect(data['Outcome']).toMatchObject({ Confirmed: null });
});

it('a private key is told by its own fingerprint, in the text as in the data', async () => {
  const { agent } = await startWorld();
  const { text, data } = await agent.call('DescribeSslVpnClientCert', { SslVpnClientCertId: 'vsc-omarlaptop' });
  expect(text).toContain(`ClientKey.Fingerprint=${Object(data['ClientKey']).Fingerprint}`);
});
