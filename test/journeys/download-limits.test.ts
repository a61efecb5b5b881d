import { expect, it } from 'vitest';
import { approve, linkIn, linksIn, startTeam, take } from './download-stage.ts';

// How much may wait for people at once, and that nothing is left of what would be more.

it('of one caller no more than sixty wait: the next is refused before anything is made, and none gives way', async () => {
  const stage = await startTeam({ world: 'fleet', args: ['--rate-limit', '5000'] });
  const agent = await stage.as('agent');
  const listed = await agent.call('DescribeVpnConnections', { PageSize: 50 });
  const more = await agent.call('DescribeVpnConnections', { PageSize: 50, PageNumber: 2 });
  const ids = [listed, more].flatMap(({ data }) =>
    (Object(data)['VpnConnections'] as { VpnConnectionId: string }[]).map((each) => each.VpnConnectionId),
  );
  const links: string[] = [];
  for (const id of ids.slice(0, 60))
    links.push(linkIn(await agent.call('DownloadVpnConnectionConfig', { VpnConnectionId: id })));
  const next = { VpnConnectionId: ids[60] ?? expect.fail('too few') };
  const refused = await agent.call('DownloadVpnConnectionConfig', next);
  expect([refused.isError, refused.text]).toEqual([
    true,
    expect.stringMatching(/60 files of this caller wait.*No file was made.*repeat the call after/s),
  ]);
  // A key that would be in the cloud and nowhere else is not even made.
  const change = { ...next, IkeConfig: { Psk: { generate: true } } };
  await approve(await agent.call('ModifyVpnConnectionAttribute', change), 'boss');
  expect((await agent.call('ModifyVpnConnectionAttribute', change)).text).toMatch(
    /60 files of this caller wait.*Nothing was sent/,
  );
  expect(await stage.cloud.requests('ModifyVpnConnectionAttribute')).toEqual([]);
  // A certificate is kept by the cloud: its file can be had later.
  const renewed = await agent.call('RenewSslClients', { Who: ['vsc-fleet0000u00'] });
  expect(renewed.text).toMatch(/No file of user-0000-00-\d{4} .*No file was made.*call ExportSslClient for it/);
  // Others have their own room, and whoever takes one makes some.
  expect(linksIn(await (await stage.as('lone')).call('DownloadVpnConnectionConfig', next))).toHaveLength(1);
  expect((await take(links[0] ?? '', 'boss')).status).toBe(200);
  expect(linksIn(await agent.call('DownloadVpnConnectionConfig', next))).toHaveLength(1);
  expect((await take(links[1] ?? '', 'boss')).status).toBe(200);
}, 60_000);

it('of two new keys of one call both wait or none', async () => {
  const stage = await startTeam({ world: 'public', args: ['--rate-limit', '5000'] });
  const agent = await stage.as('agent');
  for (let host = 1; host <= 59; host += 1)
    linkIn(
      await agent.call('CreateCustomerGateway', {
        ...{ IpAddress: `192.0.2.${100 + host}`, Name: `c${host}`, Asn: '65010', AuthKey: { generate: true } },
      }),
    );
  const change = {
    VpnConnectionId: 'vco-paris001',
    TunnelOptionsSpecification: ['tun-paris001a', 'tun-paris001b'].map((TunnelId) => ({
      TunnelId,
      TunnelIkeConfig: { Psk: { generate: true } },
    })),
  };
  await approve(await agent.call('ModifyVpnConnectionAttribute', change), 'boss');
  expect((await agent.call('ModifyVpnConnectionAttribute', change)).text).toMatch(
    /60 files of this caller wait.*No file was made\. Nothing was sent\./,
  );
  expect(await stage.cloud.requests('ModifyVpnConnectionAttribute')).toEqual([]);
  // The first of the two is in no tunnel, and must not reach a peer.
  await expect.poll(stage.audit).toMatch(/"State":"erased","Name":"psk-vco-paris001-master-[0-9a-f]{8}\.txt"/);
  const one = { ...change, TunnelOptionsSpecification: change.TunnelOptionsSpecification.slice(0, 1) };
  await approve(await agent.call('ModifyVpnConnectionAttribute', one), 'boss');
  linkIn(await agent.call('ModifyVpnConnectionAttribute', one));
}, 60_000);
