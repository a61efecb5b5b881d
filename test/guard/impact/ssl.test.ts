import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, region, startBench } from '../bench.ts';

const { CreateSslVpnClientCert, CreateSslVpnServer, DeleteSslVpnClientCert, DeleteSslVpnServer, ModifySslVpnServer } =
  actions;
const server = { RegionId: region, SslVpnServerId: 'vss-hq0001' };

test('a change that every client file holds says how many need a new one, and how many drop now', async () => {
  const { plan } = await startBench();
  const summary = await plan(ModifySslVpnServer, { ...server, Proto: 'TCP', LocalSubnet: '10.10.0.0/16' });
  expect(summary.Changes).toEqual([{ Field: 'Proto', Before: 'UDP', After: 'TCP' }]);
  expect(summary.BlastRadius.join(' ')).toMatch(
    /All clients now on staff-vpn \(vss-hq0001\) drop: \d.*need a new client file \(Proto\): 6/,
  );
  expect(summary.Undo).toContain('Proto=UDP');
});

test('a change to what it is already is answered so', async () => {
  const { invoke, call, writes } = await startBench();
  expect(
    (await invoke(ModifySslVpnServer, { ...server, Proto: 'UDP', Cipher: 'AES-256-CBC' }, call(agreeable())))[
      'Outcome'
    ],
  ).toMatchObject({ State: 'unchanged' });
  expect(await writes()).toEqual([]);
});

test('the same addresses in other blocks are a change', async () => {
  const { plan } = await startBench();
  const summary = await plan(ModifySslVpnServer, { ...server, LocalSubnet: '10.10.0.0/17,10.10.128.0/17' });
  expect(summary.Changes.map(({ Field }) => Field)).toEqual(['LocalSubnet']);
});

test('deleting a server names the certificates that go with it', async () => {
  const { plan } = await startBench();
  const summary = await plan(DeleteSslVpnServer, server);
  expect(summary.BlastRadius.join(' ')).toContain('Certificates deleted with it (6): lin-macbook');
  expect(summary.Undo).toContain('every user needs a new one');
});

test('deleting one certificate says that all clients drop', async () => {
  const { plan, invoke, call, state } = await startBench();
  const input = { RegionId: region, SslVpnClientCertId: 'vsc-omarlaptop' };
  const summary = await plan(DeleteSslVpnClientCert, input);
  expect(summary.BlastRadius[0]).toBe(
    'Not only this client of staff-vpn (vss-hq0001) drops, but all; the others can reconnect.',
  );
  const done = await invoke(DeleteSslVpnClientCert, input, call(agreeable()));
  expect(done['Outcome']).toMatchObject({ Confirmed: true });
  expect((await state())['ssl_certs']).toHaveLength(5);
});

test('a new server or certificate is foreseen to be refused where its parent is not there', async () => {
  const { plan } = await startBench();
  const lost = {
    RegionId: region,
    VpnGatewayId: 'vpn-absent',
    ClientIpPool: '10.99.1.0/24',
    LocalSubnet: '10.1.0.0/16',
  };
  expect((await plan(CreateSslVpnServer, lost)).Foreseen[0]).toContain('There is no VPN gateway vpn-absent');
  const orphan = { RegionId: region, SslVpnServerId: 'vss-absent' };
  expect((await plan(CreateSslVpnClientCert, orphan)).Foreseen[0]).toContain('There is no SSL-VPN server vss-absent');
  const { Foreseen, BlastRadius, Risk } = await plan(CreateSslVpnClientCert, server);
  expect([Foreseen, Risk]).toEqual([[], 'write']);
  expect(BlastRadius).toEqual(['Whoever has its private key gets in through staff-vpn (vss-hq0001), to 10.10.0.0/16.']);
});

test('a certificate for a server on a locked gateway is foreseen to be refused', async () => {
  const { plan } = await startBench({ patch: { 'vpn-hq0001.BusinessStatus': 'FinancialLocked' } });
  expect((await plan(CreateSslVpnClientCert, server)).Foreseen[0]).toContain('locked for overdue payment');
});
