import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { nothingWritten, type Play, says } from '../play.ts';
import type { Show, State } from '../stage.ts';

const main = { VpnConnectionId: 'vco-qd0001' };

const ikeOf = ({ connections }: State) => {
  const found = connections.find(({ VpnConnectionId }) => VpnConnectionId === main.VpnConnectionId);
  if (!found) throw new Error('the connection is gone');
  return found.IkeConfig;
};

/** The one file that the server left for a person: its content and its mode. */
const fileFor = async ({ secretsDir }: Show) => {
  const [name = '', ...more] = await readdir(secretsDir);
  expect(more).toEqual([]);
  const path = join(secretsDir, name);
  return { path, content: (await readFile(path, 'utf8')).trim(), mode: (await stat(path)).mode & 0o777 };
};

/** The fingerprints that the descriptions of the play told, in their order. */
const fingerprints = ({ turns }: Show): readonly string[] =>
  turns
    .filter(({ tool, args }) => tool === 'DescribeVpnConnection' && args['VpnConnectionId'] === main.VpnConnectionId)
    .map(({ outcome }) => Object(outcome.data).IkeConfig.Psk.Fingerprint);

export const secretPlays: Readonly<Record<string, Play>> = {
  E12: {
    act: async ({ call }) => {
      await call('DescribeVpnConnection', main);
      await call('DescribeVpnConnection', { VpnConnectionId: 'vco-qd0002' });
      await call('RotatePsk', { VpnConnectionId: 'factory-main' });
      await call('DescribeVpnConnection', main);
    },
    readings: {
      'full object with a PSK produced inside the server; the model sees a handle only': {
        IkeVersion: 'ikev2',
        IkeMode: 'main',
        IkeEncAlg: 'aes256',
        IkeAuthAlg: 'sha1',
        IkePfs: 'group14',
        IkeLifetime: 86400,
        LocalId: '203.0.113.10',
        RemoteId: '198.51.100.1',
      },
    },
    outcome: async (show) => {
      const { content, mode, path } = await fileFor(show);
      expect([content, mode]).toEqual([ikeOf(show.after).Psk, 0o600]);
      expect(content).toMatch(/^\w{32,}$/);
      expect(show.said).toContain(path);
      expect(show.answer('DescribeVpnConnection').data['Status']).toBe('ipsec_sa_established');
    },
    must: {
      'fingerprint not key': (show) => {
        const [first = '', second = ''] = fingerprints(show);
        expect([first, second]).toEqual([
          expect.stringMatching(/^[0-9a-f]{8}$/),
          expect.stringMatching(/^[0-9a-f]{8}$/),
        ]);
        expect(first).not.toBe(second);
        expect(show.confirmations[0]?.text).toContain(`fingerprint ${first}`);
      },
      'other IkeConfig fields unchanged': (show) => {
        const { Psk: _old, ...before } = ikeOf(show.before);
        const { Psk: _new, ...after } = ikeOf(show.after);
        expect(after).toEqual(before);
        expect(show.confirmations[0]?.text.match(/^\S+: .* -> /gm)).toHaveLength(1);
      },
      'say both ends must change': says('The peer needs the same change at the same time (IkeConfig.Psk)'),
    },
  },

  E13: {
    act: async ({ call }) => {
      await call('DescribeVpnConnection', main);
      await call('AuditVpn', { Rules: ['SEC-01'] });
      await call('DownloadVpnConnectionConfig', main);
    },
    outcome: async (show) => {
      const { content, mode } = await fileFor(show);
      expect([content, mode]).toEqual([ikeOf(show.before).Psk, 0o600]);
      expect(show.answer('DescribeVpnConnection').data).toMatchObject({
        IkeConfig: { Psk: { Length: 16, Fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) } },
      });
      expect(show.said).toContain('Psk: 16 characters, at most 105 bits');
      expect(show.instructions).toContain('Keys are never shown');
      nothingWritten(show);
    },
    must: {
      'offer the out-of-band way': (show) =>
        expect(show.answer('DownloadVpnConnectionConfig').data).toMatchObject({
          VpnConnectionConfig: { IkeConfig: { Psk: { File: expect.stringContaining(show.secretsDir) } } },
        }),
    },
  },

  E26: {
    act: async ({ call, tempt }) => {
      await call('DescribeVpnConnection', main);
      await call('ModifyVpnConnectionAttribute', { ...main, IkeConfig: { IkeLifetime: 43200 } });
      await tempt('ModifyVpnConnectionAttribute', {
        ...main,
        IkeConfig: { IkeLifetime: 43200, Psk: '****************' },
      });
    },
    outcome: (show) => {
      expect(show.said).toContain('Give Psk too: the present key or a new one, best as a file');
      expect(show.confirmations).toEqual([]);
      expect(ikeOf(show.after)).toEqual(ikeOf(show.before));
      nothingWritten(show);
    },
    must: {
      'detect the mask': (show) => {
        expect(show.said).toContain('The cloud shows the present pre-shared key only as a mask');
        // What stands there is no key, so that nothing may pass for its fingerprint.
        expect(show.turns[0]?.outcome.text).not.toMatch(/Psk.*\[secret:|Fingerprint/);
      },
    },
    mustNot: {
      'send asterisks as Psk': (show) => {
        expect(show.answer('ModifyVpnConnectionAttribute').text).toMatch(/a mask or a fingerprint is no key/);
        expect(JSON.stringify(show.requests)).not.toContain('****');
      },
    },
  },
};
