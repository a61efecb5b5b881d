import { expect } from 'vitest';
import type { Play } from '../play.ts';
import type { Show } from '../stage.ts';

interface Finding {
  readonly Rule: string;
  readonly Id: string;
  readonly Observed: string;
  readonly BestAvailable?: string;
}

const findings = (show: Show): readonly Finding[] => Object(show.answer('AuditVpn').data).Findings;

const of = (show: Show, rule: string, id: string): Finding | undefined =>
  findings(show).find(({ Rule, Id }) => Rule === rule && Id === id);

const legacy = { VpnConnectionId: 'vco-qd0003' };
const CRYPTO = ['CRY-01', 'CRY-02', 'CRY-03', 'CRY-05', 'CRY-06', 'CRY-11', 'SEC-01'];

const ike = { IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };
const ipsec = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' };

export const auditPlays: Readonly<Record<string, Play>> = {
  E23: {
    act: async ({ call }) => {
      await call('AuditVpn', { Rules: CRYPTO });
      await call('PlanChange', {
        Tool: 'ModifyVpnConnectionAttribute',
        Arguments: { ...legacy, IkeConfig: { ...ike, IkeAuthAlg: 'sha256' } },
      });
      await call('ModifyVpnConnectionAttribute', {
        ...legacy,
        IkeConfig: { ...ike, Psk: { generate: true } },
        IpsecConfig: ipsec,
      });
    },
    readings: { 'full: ikev2 aes256 sha1 group14': ike, 'full: aes256 sha1 group14': ipsec },
    outcome: (show) => {
      const after = show.after.connections.find((one) => one.VpnConnectionId === legacy.VpnConnectionId);
      expect(after).toMatchObject({ IkeConfig: { ...ike, RemoteId: '192.0.2.77' }, IpsecConfig: ipsec });
      expect(after?.IkeConfig.Psk).toMatch(/^\w{32,}$/);
      expect(show.confirmations[0]?.text).toMatch(/The peer needs the same change at the same time/);
      expect(show.answer('ModifyVpnConnectionAttribute').data['Outcome']).toMatchObject({ Confirmed: true });
    },
    must: {
      'tell the user SHA-256 is not available': (show) => {
        expect(of(show, 'CRY-03', 'vco-qd0003')?.BestAvailable).toBe('sha1');
        expect(show.answer('PlanChange').data['Foreseen']).toEqual([expect.stringMatching(/sha256.*many.*sha1/)]);
      },
      'flag the weak PSK without showing it': (show) => {
        expect(of(show, 'SEC-01', 'vco-qd0003')?.Observed).toMatch(/6 characters.*digits only/);
      },
    },
  },

  E24: {
    act: async ({ call }) => {
      await call('AuditVpn', { Rules: ['NET-01', 'NET-02', 'NET-04', 'NET-05', 'SSL-01', 'SSL-02', 'SSL-04'] });
    },
    outcome: (show) => {
      expect(of(show, 'NET-02', 'vco-qd0001')?.Observed).toContain('172.20.64.0/20 with vco-qd0003 (legacy-branch)');
      expect(findings(show).filter(({ Id }) => Id === 'vss-qd0001')).toMatchObject([
        { Observed: expect.stringMatching(/10\.10\.200\.0\/24.*10\.10\.0\.0\/16/) },
      ]);
    },
    must: {
      'exempt the active/standby pair': (show) => {
        expect(show.said).not.toMatch(/with vco-qd000[12] \(factory/);
        expect(
          findings(show)
            .map(({ Id }) => Id)
            .toSorted(),
        ).toEqual(['vco-qd0001', 'vco-qd0002', 'vss-qd0001']);
      },
    },
  },
};
