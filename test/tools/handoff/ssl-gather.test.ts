import { describe, expect, it } from 'vitest';
import type { Call, SecretHandle } from '../../../src/catalogue/invoke.ts';
import { createAuthority, issueClient } from '../../../src/sandbox/state/certificates.ts';
import { gatherSslClient } from '../../../src/tools/handoff/ssl-gather.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const from = Date.parse('2026-01-01T00:00:00Z');
const authority = createAuthority('vss-a1', from);
const ana = issueClient(authority, 'vss-a1', 'vsc-ana', from, from + 86_400_000);
const handle: SecretHandle = { Fingerprint: '0123abcd', Length: 9 };

const certificate = { SslVpnClientCertId: 'vsc-ana', Name: 'ana', SslVpnServerId: 'vss-a1' };
const replies: Readonly<Record<string, Record<string, unknown>>> = {
  DescribeSslVpnClientCerts: { SslVpnClientCertKeys: [certificate], TotalCount: 1, PageNumber: 1, PageSize: 50 },
  DescribeSslVpnClientCert: {
    ...certificate,
    ...{ CaCert: authority.ca.cert, ClientCert: ana.cert, ClientKey: handle, EndTime: from },
  },
  DescribeSslVpnServers: {
    SslVpnServers: [
      {
        SslVpnServerId: 'vss-a1',
        VpnGatewayId: 'vpn-a1',
        InternetIp: '203.0.113.1',
        Port: 1,
        Proto: 'TCP',
        Cipher: 'none',
      },
    ],
    ...{ TotalCount: 1, PageNumber: 1, PageSize: 50 },
  },
  DescribeVpnGateway: { VpnGatewayId: 'vpn-a1', Status: 'active' },
};

const gather = (changes: Readonly<Record<string, object>> = {}, rest: Partial<Call> = {}) => {
  const { invoke } = fakeInvoke((action) => ({ ...replies[action], ...changes[action] }));
  return gatherSslClient(invoke, testCall(rest), { asked: 'ana', near: 'cn-a' });
};

const withLines = (lines: readonly string[]): Partial<Call> => ({
  secrets: { ...testCall().secrets, linesIn: () => lines },
});

describe('gatherSslClient', () => {
  it('reads certificate, server and gateway', async () => {
    expect(await gather()).toMatchObject({
      ...{ certificateId: 'vsc-ana', name: 'ana', endMs: from, key: handle, gatewayUnread: undefined },
      ...{ endpoint: { address: '203.0.113.1', proto: 'tcp', cipher: 'none' }, facts: { isIssued: true } },
      cloud: { isServerChecked: false },
    });
  });

  it('reads the profile of the cloud be it secret or not, and takes the key from it where there is no other', async () => {
    const cert = 'DescribeSslVpnClientCert';
    const open = await gather({ [cert]: { ClientConfig: 'client\nremote-cert-tls server\n', ClientKey: undefined } });
    expect([open.cloud.isServerChecked, open.key]).toEqual([true, undefined]);
    const config = { ...handle, Fingerprint: 'ffff0000' };
    const closed = await gather(
      { [cert]: { ClientConfig: config, ClientKey: undefined } },
      withLines(['remote-cert-tls server']),
    );
    expect([closed.cloud.isServerChecked, closed.key]).toEqual([true, config]);
  });

  it('refuses a shared key, a server that is gone and an ID that no file can be named after', async () => {
    const config = { DescribeSslVpnClientCert: { ClientConfig: '<tls-auth>\nx' } };
    await expect(gather(config)).rejects.toThrow('all clients share');
    await expect(gather({ DescribeSslVpnServers: { SslVpnServers: [], TotalCount: 0 } })).rejects.toThrow(
      'was not found',
    );
    const odd = { ...certificate, SslVpnClientCertId: 'vsc-../x' };
    await expect(gather({ DescribeSslVpnClientCerts: { SslVpnClientCertKeys: [odd] } })).rejects.toThrow('no ID of');
  });
});
