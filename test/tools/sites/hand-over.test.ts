import { describe, expect, it } from 'vitest';
import { ConnectSite } from '../../../src/tools/sites/connect-site.ts';
import { checkVendor, handOver } from '../../../src/tools/sites/hand-over.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { startSites } from './site-bench.ts';
import { connection } from './site-rows.ts';

const { invoke } = fakeInvoke(() => ({}));
const handed = { RegionId: 'cn-test', connection, tool: 'ConnectSite' };

const standing = (Status: string, VcoHealthCheck = {}) =>
  handOver(invoke, testCall(), { ...handed, connection: { ...connection, Status, VcoHealthCheck } });

describe('what people do at the other end', () => {
  it('is nothing where the tunnel is up', async () => {
    expect(await handOver(invoke, testCall(), handed)).toMatchObject({ board: [{ State: 'done' }], next: [] });
  });

  it.each([
    ['ike_sa_not_established', {}, /is expected and no fault/],
    ['ike_sa_established', {}, /phase 2 is not/],
    [
      'ipsec_sa_established',
      { Enable: 'true', Status: 'failed', Dip: '172.16.0.1', Sip: '10.0.0.1' },
      /172\.16\.0\.1 has to answer pings from 10\.0\.0\.1/,
    ],
  ])('is told by the status %s', async (status, check, words) => {
    const { board, next } = await standing(status, check);
    expect(board).toMatchObject([{ State: 'waits for people' }]);
    expect(next.join()).toMatch(words);
    expect(next.join()).toContain('WritePeerConfig {"VpnConnectionId":"vco-1"');
  });
});

it('a plan names no file, for it writes none', async () => {
  const call = testCall({ secrets: { ...testCall().secrets, files: 'written', isPlan: true } });
  const down = { ...connection, Status: 'ike_sa_not_established' };
  const { next } = await handOver(invoke, call, { ...handed, connection: down, Vendor: 'strongswan' });
  expect(next).toContain('The call itself writes the files for the peer; a plan writes none.');
});

it('a maker for whom nothing is written is refused with those for whom it is', () => {
  expect(() => checkVendor('acme')).toThrow(/Vendor “acme” is not known/);
  expect(() => checkVendor('strongswan')).not.toThrow();
  expect(() => checkVendor(undefined)).not.toThrow();
});

it('a key that the cloud shows masked is told to be in its own file', async () => {
  const bench = await startSites({ patch: { 'platform.psk_masking': 'masked' } });
  const summary = await bench.job(ConnectSite, {
    ...{ PeerIp: '192.0.2.130', Name: 'branch', RemoteSubnet: '172.28.0.0/20', VpnGateway: 'vpn-wh0001' },
    Vendor: 'strongswan',
  });
  expect(summary.text).toMatch(/<PSK> stands for it, and it is in the file that was named when it was made/);
  expect(summary.text).toMatch(/written to .*psk-branch/);
});
