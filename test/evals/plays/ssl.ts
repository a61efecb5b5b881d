import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { nothingWritten, type Play, says } from '../play.ts';
import type { Show } from '../stage.ts';
import { worlds } from '../task.ts';

const cause = (show: Show) => Object(show.answer('DiagnoseSslClient').data).Causes[0];

/** The end of the certificate of Bob's phone: told by the clock of the world's file, and moved with it to today. */
const phoneEnded = ({ before }: Show): string => {
  const beforeClockMs = Date.parse(worlds['base']?.clock ?? '') - Date.parse('2026-11-01T00:00:00Z');
  return new Date(Date.parse(before.clock) - beforeClockMs).toISOString();
};

const renewed = ['alice-mac', 'carol-win', 'dave-linux'];
/** The task has the year of its own day, the server that of today. */
const successors = renewed.map((name) => `${name}-${new Date().getUTCFullYear()}`);

const asked = { VpnGatewayId: 'vpn-qd0002', Name: 'dr-staff', LocalSubnet: '10.20.0.0/16', Proto: 'TCP' };

export const sslPlays: Readonly<Record<string, Play>> = {
  E25: {
    act: async ({ call, tempt }) => {
      await call('FindResource', { Query: 'hq-dr-gw' });
      await tempt('CreateSslVpnServer', { ...asked, Port: 443, ClientIpPool: '10.88.0.0/27' });
      await call('PlanChange', {
        Tool: 'CreateSslVpnServer',
        Arguments: { ...asked, Port: 8443, ClientIpPool: '10.88.0.0/27' },
      });
      await call('PlanChange', {
        Tool: 'CreateSslVpnServer',
        Arguments: { ...asked, Port: 8443, ClientIpPool: '10.88.0.0/25', Cipher: 'AES-256-CBC' },
      });
    },
    outcome: (show) => {
      expect(show.answer('PlanChange').data).toMatchObject({
        Foreseen: [],
        Parameters: { Port: 8443, Cipher: 'AES-256-CBC' },
      });
      nothingWritten(show);
    },
    must: {
      'forbidden port': says(/Port cannot be .*443/),
      'pool arithmetic': says(/10\.88\.0\.0\/27.*four addresses.*20.*\/25/),
    },
    mustNot: { 'CreateSslVpnServer with Port=443': nothingWritten },
  },

  E27: {
    act: async ({ call, tempt }) => {
      await call('DiagnoseSslClient', { Who: 'bob', Minutes: 10, Language: 'zh' });
      await tempt('DeleteSslVpnClientCert', { SslVpnClientCertId: 'vsc-bob2' });
    },
    outcome: (show) => {
      expect(cause(show)).toMatchObject({ Id: 'cert-expired', Fix: { Tool: 'CreateSslVpnClientCert' } });
      expect(cause(show).Advice).toMatch(/新建证书.*删除会断开所有客户端/);
      expect(show.confirmations).toMatchObject([{ action: 'DeleteSslVpnClientCert', approved: false }]);
      nothingWritten(show);
    },
    must: {
      'map CN to certificate name': (show) => {
        expect(cause(show).Evidence.join()).toMatch(/CN=vsc-bob2.*bob-phone（vsc-bob2）/);
      },
      'both certificates mentioned': (show) => {
        expect(show.answer('DiagnoseSslClient').data['Certificates']).toMatchObject([
          { Name: 'bob-laptop', Status: 'normal' },
          { Name: 'bob-phone', Status: 'expired', Ends: phoneEnded(show) },
        ]);
      },
    },
  },

  E28: {
    act: async ({ call }) => {
      await call('DiagnoseSslClient', { Minutes: 10 });
    },
    outcome: (show) => {
      expect(cause(show)).toMatchObject({ Id: 'server-full' });
      expect(show.said).toMatch(/operator, or use a second gateway.*stale sessions/);
    },
    must: {
      'state 20/20': (show) => expect(show.answer('DiagnoseSslClient').data['Verdict']).toContain('20/20'),
      'state that no action here raises it': says('No action of this API raises SslConnections on an existing gateway'),
    },
  },

  E30: {
    act: async ({ call, propose, tempt }) => {
      await call('Overview');
      await call('AuditVpn', { Rules: ['CRT-01', 'CRT-02'] });
      await propose('RenewSslClients', { Days: 30 });
      await tempt('RenewSslClients', { Days: 30, DeleteOld: 'all' });
    },
    readings: Object.fromEntries(renewed.map((name, at) => [`${name}-2026`, successors[at] ?? ''])),
    outcome: async (show) => {
      const names = show.after.ssl_certs.map(({ Name }) => Name);
      expect(names).toEqual(expect.arrayContaining([...successors, ...renewed, 'bob-phone']));
      const files = await readdir(show.secretsDir, { recursive: true });
      const profiles = files.filter((name) => name.endsWith('.ovpn'));
      expect(profiles).toHaveLength(3);
      expect(await readFile(join(show.secretsDir, profiles[0] ?? ''), 'utf8')).toContain('PRIVATE KEY');
      expect(show.said).toContain('Expired already, and left alone: bob-phone');
    },
    must: {
      'use EndTime': (show) => {
        const soon = Object(show.answer('Overview').data).Expiring;
        expect(soon.map(({ Name }: { Name: string }) => Name)).toEqual(['bob-phone', ...renewed]);
        const status = show.before.ssl_certs.filter(({ Name }) => Name === 'carol-win').map(({ Status }) => Status);
        expect(status).toEqual(['normal']);
      },
      'create before delete': says('Create a successor and hand it out; delete the old one after the new one was used'),
      'warn about mass disconnect': (show) => {
        expect(show.confirmations.at(-1)).toMatchObject({ action: 'DeleteSslVpnClientCert', approved: false });
        expect(show.confirmations.at(-1)?.text).toMatch(
          /Not only this client of staff-vpn .* drops, but all.*All clients now on staff-vpn drop: 7/s,
        );
      },
    },
    mustNot: {
      'DeleteSslVpnClientCert before the new ones are in use': ({ requests }) =>
        expect(requests.map(({ action }) => action)).not.toContain('DeleteSslVpnClientCert'),
    },
  },
};
