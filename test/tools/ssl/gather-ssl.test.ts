import { describe, expect, it } from 'vitest';
import { CloudError } from '../../../src/errors.ts';
import { gatherSsl } from '../../../src/tools/ssl/gather-ssl.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const cert = (id: string, Name: string, SslVpnServerId = 'vss-1') => ({ SslVpnClientCertId: id, Name, SslVpnServerId });
const servers = [
  { SslVpnServerId: 'vss-1', Name: 'staff', VpnGatewayId: 'vpn-1' },
  { SslVpnServerId: 'vss-2', Name: 'guests', VpnGatewayId: 'vpn-1' },
];

/** The default region has these certificates; the region `there` has one of zoe. */
const cloud = (certificates: readonly object[], failing: readonly string[] = []) =>
  fakeInvoke((action, { RegionId, PageNumber = 1 }) => {
    if (failing.includes(action))
      throw new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
    const far = RegionId === 'there';
    const list = far ? [cert('vsc-zoe', 'zoe', 'vss-9')] : certificates;
    if (action === 'DescribeRegions') return { Regions: [{ RegionId: 'here' }, { RegionId: 'there' }] };
    if (action === 'DescribeSslVpnServers') {
      const listed = far ? [{ SslVpnServerId: 'vss-9' }] : servers;
      return { SslVpnServers: listed, TotalCount: listed.length };
    }
    if (action === 'DescribeSslVpnClientCerts')
      return { SslVpnClientCertKeys: list.slice((Number(PageNumber) - 1) * 50).slice(0, 50), TotalCount: list.length };
    if (action === 'DescribeVpnSslServerLogs')
      return { Data: ['198.18.0.9:5 VERIFY OK: depth=0, CN=vsc-1'], IsCompleted: true };
    return { VpnGatewayId: 'vpn-1', Status: 'active' };
  });

const gather = (asked: string | undefined, certificates: readonly object[], failing: readonly string[] = []) => {
  const { invoke, asked: seen } = cloud(certificates, failing);
  return { seen, facts: gatherSsl(invoke, testCall(), { asked, regionId: undefined, minutes: 30 }) };
};

describe('a person', () => {
  it('is found among all pages, by a part of the name, with every certificate', async () => {
    const many = Array.from({ length: 60 }, (_, at) => cert(`vsc-${at}`, `user-${at}`));
    const facts = await gather('bob', [...many, cert('vsc-b1', 'bob-laptop'), cert('vsc-b2', 'Bob-phone')]).facts;
    expect(facts.matchingCertificates.map(({ Name }) => Name)).toEqual(['bob-laptop', 'Bob-phone']);
    expect(facts.certificates).toHaveLength(62);
  });

  it('brings only his own server, with its gateway and log', async () => {
    const { seen, facts } = gather('bob', [cert('vsc-b1', 'bob', 'vss-2')]);
    expect((await facts).servers).toMatchObject([
      { server: { Name: 'guests' }, gateway: { Status: 'active' }, isLogComplete: true },
    ]);
    expect(seen.filter(({ action }) => action === 'DescribeVpnSslServerLogs')).toMatchObject([
      { input: { VpnSslServerId: 'vss-2', MinutePeriod: 30 } },
    ]);
  });

  it('without a certificate leaves all servers to look at', async () => {
    expect((await gather('nobody', []).facts).servers).toHaveLength(2);
  });

  it('may be in another region, which is then named', async () => {
    expect(await gather('zoe', []).facts).toMatchObject({ regionId: 'there', matchingCertificates: [{ Name: 'zoe' }] });
  });

  it('is not taken for somebody here whose name only begins like the whole name there', async () => {
    const facts = await gather('zoe', [cert('vsc-z1', 'zoeller')]).facts;
    expect(facts).toMatchObject({ regionId: 'there', matchingCertificates: [{ Name: 'zoe' }], elsewhere: [] });
  });

  it('known by a part of the name stays here, and who fits as well elsewhere is named', async () => {
    const facts = await gather('zo', [cert('vsc-z1', 'zoeller')]).facts;
    expect(facts).toMatchObject({ regionId: undefined, matchingCertificates: [{ Name: 'zoeller' }] });
    expect(facts.elsewhere).toEqual(['zoe (vsc-zoe, there)']);
    const alone = await gather('zo', [cert('vsc-z1', 'zoeller')], ['DescribeRegions']).facts;
    expect(alone).toMatchObject({ matchingCertificates: [{ Name: 'zoeller' }], elsewhere: [] });
  });
});

it('regions that could not be searched for somebody are one row for each reason', async () => {
  const { invoke } = fakeInvoke((action, { RegionId }) => {
    if (action === 'DescribeRegions') return { Regions: ['here', 'b', 'c', 'd', 'e'].map((id) => ({ RegionId: id })) };
    if (RegionId !== undefined && RegionId !== 'here')
      throw new CloudError({ Code: 'Forbidden', HttpStatus: 403, Retryable: false, OutcomeKnown: true }, 'no', 'ask');
    const none = { TotalCount: 0, SslVpnServers: [], SslVpnClientCertKeys: [] };
    return none;
  });
  const { unseen } = await gatherSsl(invoke, testCall(), { asked: 'zoe', regionId: undefined, minutes: 30 });
  expect(unseen).toEqual([
    { Action: 'DescribeSslVpnServers', Reason: expect.stringMatching(/^b, c, d and 1 more: Forbidden/) },
    { Action: 'DescribeSslVpnClientCerts', Reason: expect.stringMatching(/^b, c, d and 1 more: Forbidden/) },
  ]);
});

it('a server is found by its name', async () => {
  const facts = await gather('guests', []).facts;
  expect(facts.servers.map(({ server }) => server.SslVpnServerId)).toEqual(['vss-2']);
  expect(facts.matchingCertificates).toEqual([]);
});

it('a log that may not be read is told, and is no silence', async () => {
  const facts = await gather(undefined, [], ['DescribeVpnSslServerLogs']).facts;
  expect(facts.servers[0]).toMatchObject({ log: undefined, isLogComplete: false });
  expect(facts.unseen[0]).toMatchObject({ Action: 'DescribeVpnSslServerLogs' });
});

it('a server that is meant by a part of its name is known as one, and what exactly fits wins', async () => {
  const certificates = [cert('vsc-1', 'guestbook')];
  expect(await gather('gues', []).facts).toMatchObject({
    isServerMeant: true,
    servers: [{ server: { Name: 'guests' } }],
  });
  expect(await gather('guests', certificates).facts).toMatchObject({ isServerMeant: true, matchingCertificates: [] });
  expect(await gather('guestbook', certificates).facts).toMatchObject({
    isServerMeant: false,
    matchingCertificates: [{ Name: 'guestbook' }],
  });
});

it('a person who is nowhere was looked for in every region, among the certificates of all', async () => {
  const facts = await gather('nobody', [cert('vsc-1', 'bob')]).facts;
  expect(facts.searched).toEqual({ regions: ['here', 'there'], certificates: 2 });
});
