import { describe, expect, it } from 'vitest';
import { readResource } from '../../src/resources/read.ts';
import { fakeSource } from '../support/source.ts';

const rules = [{ id: 'CRY-01', severity: 'critical', title: 'DES', fix: 'aes256', reference: 'RFC 8247' }];
const read = (uri: string, replies?: Parameters<typeof fakeSource>[0]) =>
  readResource(fakeSource(replies).source, uri, async () => rules);

describe('a resource', () => {
  it('is one thing without what stands around it', async () => {
    const content = await read('vpn://cn-a/connections/vco-1');
    expect(content?.mimeType).toBe('application/json');
    expect(JSON.parse(content?.text ?? '')).toEqual({
      VpnConnectionId: 'vco-1',
      Name: 'site a',
      Status: 'ipsec_sa_established',
    });
  });

  it.each([
    ['of another scheme', 'https://cn-a/connections/vco-1'],
    ['of an unknown folder', 'vpn://cn-a/nothing/vco-1'],
    ['with a broken escape', 'vpn://cn-a/connections/%E0%A4%A'],
    ['that the cloud does not have', 'vpn://cn-b/ssl-servers/vss-1'],
    ['of an unknown document', 'vpn-docs://nothing'],
  ])('%s is not there', async (_name, uri) => {
    expect(await read(uri)).toBeUndefined();
  });

  it('under a name instead of an ID is not there, and no cloud is asked', async () => {
    const refuse = () => {
      throw new Error('asked');
    };
    expect(await read('vpn://cn-a/connections/site%20a', { DescribeVpnConnections: refuse })).toBeUndefined();
  });

  it("is not somebody else's when the cloud answers with another ID", async () => {
    const wrong = { DescribeVpnConnections: () => ({ VpnConnections: [{ VpnConnectionId: 'vco-other' }] }) };
    expect(await read('vpn://cn-a/connections/vco-1', wrong)).toBeUndefined();
  });

  it('is not gone because a list was not read', async () => {
    const unread = { DescribeVpnConnections: () => ({ NotComplete: 'its reply has no list VpnConnections' }) };
    await expect(read('vpn://cn-a/connections/vco-1', unread)).rejects.toMatchObject({
      code: 'UnreadList',
      message: expect.stringContaining('its reply has no list VpnConnections'),
    });
  });

  it('is shown when it came, although others may not have', async () => {
    const some = {
      DescribeVpnConnections: () => ({ NotComplete: 'x', VpnConnections: [{ VpnConnectionId: 'vco-1' }] }),
    };
    expect((await read('vpn://cn-a/connections/vco-1', some))?.text).toBe('{"VpnConnectionId":"vco-1"}');
  });

  it('may be a document of our own', async () => {
    expect((await read('vpn-docs://actions'))?.text).toContain('| DeleteVpnConnection | ipsec | destroy |');
    expect((await read('vpn-docs://error-codes'))?.text).toContain('| VpnGateway.Configuring |');
    expect((await read('vpn-docs://rules'))?.text).toContain('| CRY-01 | critical | DES | aes256 | RFC 8247 |');
  });
});
