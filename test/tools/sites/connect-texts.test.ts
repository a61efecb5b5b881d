import { expect, it } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { connectSummary, keyNotes, orderSummary } from '../../../src/tools/sites/connect-texts.ts';
import { testCall } from '../../support/call.ts';
import { connection, gateway } from './site-rows.ts';

const peers = [{ address: '198.51.100.1' }, { address: '198.51.100.1' }];
const site = {
  wish: { PeerIp: '198.51.100.1', Name: 'plant', RemoteSubnet: '172.16.0.0/16' },
  ...{ gateway, local: '10.0.0.0/16', peers, connection: undefined },
};

const said = (summary: ReturnType<typeof connectSummary>, language: 'en' | 'zh' = 'en'): string =>
  summary.map(({ text, values }) => format(text, language, values)).join('\n');

it('the whole comes first, then the way back and what the settings are on this platform', () => {
  const text = said(connectSummary(site, testCall()));
  expect(text).toMatch(/^Connects site plant \(198\.51\.100\.1, 172\.16\.0\.0\/16\) to hq \(vpn-1\)/);
  expect(text).toMatch(/The way back/);
  expect(text).toMatch(/sha1.*\n.*No --secrets-dir/);
  expect(text).toContain('Both tunnels lead to 198.51.100.1');
  expect(said(connectSummary(site, testCall({ platform: 'public' })))).toContain('sha256');
});

it('a new key without a folder is told, and nothing where it goes to a file', () => {
  expect(said(keyNotes({ files: 'no folder' }))).toMatch(/No --secrets-dir/);
  expect(said(keyNotes({ files: 'remote caller' }))).toMatch(/without access tokens/);
  expect(said(keyNotes({ files: 'on a page' }))).toMatch(/ten minutes on a page .* handed out once/);
  expect(keyNotes({ files: 'written' })).toEqual([]);
});

it('of a connection that is there no settings are told', () => {
  expect(said(connectSummary({ ...site, connection }, testCall()))).not.toContain('IKEv2');
});

it('an order says that it is one, and what is there already', () => {
  const order = { VpcId: 'vpc-1', Name: 'hq-2', Bandwidth: 10 as const };
  expect(said(orderSummary(order, [gateway]))).toMatch(
    /ORDERS VPN gateway hq-2 in vpc-1, billed.*\n.*gateway already: hq \(vpn-1\)/,
  );
  expect(said(orderSummary(order, []), 'zh')).toMatch(/计费/);
});
