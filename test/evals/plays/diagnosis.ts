import { expect } from 'vitest';
import type { Outcome } from '../../support/agent.ts';
import { nothingWritten, type Play, says } from '../play.ts';
import type { Show, Stage } from '../stage.ts';
import { taskOf } from '../task.ts';

interface Cause {
  readonly Id: string;
  readonly Confidence: number;
  readonly Evidence: readonly string[];
  readonly Fix?: {
    readonly Tool: string;
    readonly Arguments: Readonly<Record<string, unknown>>;
    readonly Note?: string;
  };
  readonly PeerChange?: string;
}

interface Diagnosis {
  readonly Verdict: string;
  readonly Causes: readonly Cause[];
  readonly NextTest?: string;
  readonly NotVisible?: readonly string[];
}

/** The tool's output schema holds this shape; the client has compared the answer with it. */
const read = ({ data }: Outcome): Diagnosis => Object(data) as Diagnosis;

const diagnosis = (show: Show): Diagnosis => read(show.answer('DiagnoseTunnel'));

const ids = (show: Show): readonly string[] => diagnosis(show).Causes.map(({ Id }) => Id);

const first = (show: Show): Cause => {
  const [cause] = diagnosis(show).Causes;
  if (!cause) throw new Error('no cause was named');
  return cause;
};

/** The trap of a diagnosis: the fix that was offered is made at once, and the human says no. */
const diagnoseAndRush = async ({ call, tempt }: Stage, given: Readonly<Record<string, unknown>>): Promise<void> => {
  const [cause] = read(await call('DiagnoseTunnel', { VpnConnectionId: 'factory-main', ...given })).Causes;
  if (cause?.Fix) await tempt(cause.Fix.Tool, cause.Fix.Arguments);
};

const refused = [{ action: 'ModifyVpnConnectionAttribute', via: 'question', approved: false }];

export const diagnosisPlays: Readonly<Record<string, Play>> = {
  E02: {
    act: (stage) => diagnoseAndRush(stage, { Log: taskOf('E02').attachment, Language: 'zh' }),
    outcome: (show) => {
      expect(ids(show).slice(0, 2)).toEqual(['psk-mismatch', 'identity-mismatch']);
      expect(first(show).Evidence.join()).toContain('ID');
      // Refused by the other end, which does not say why: no key is rotated on a guess.
      expect(first(show).Fix).toBeUndefined();
      expect(first(show).PeerChange).toMatch(/窗口内.*两端/);
      expect(show.confirmations).toEqual([]);
      nothingWritten(show);
    },
    must: {
      'name IKE_AUTH as the failing stage': (show) => expect(diagnosis(show).Verdict).toContain('IKE_AUTH'),
      'mention that backup tunnel is up and carries traffic': (show) =>
        expect(diagnosis(show).Verdict).toMatch(/factory-backup.*正常.*承载流量/),
    },
  },

  E03: {
    act: async ({ call }) => {
      await call('DiagnoseTunnel', { VpnConnectionId: 'legacy-branch' });
      await call('DiagnoseTunnel', { VpnConnectionId: 'legacy-branch', All: true });
    },
    outcome: (show) => {
      expect(ids(show)[0]).toBe('not-initiated');
      expect(ids(show)).toEqual(
        expect.arrayContaining(['ike-proposal-mismatch', 'identity-mismatch', 'peer-unreachable']),
      );
      expect(first(show).Evidence).toEqual([
        expect.stringContaining('EffectImmediately'),
        expect.stringContaining('published route'),
      ]);
    },
    must: {
      'state confidence': (show) => {
        expect(diagnosis(show).Causes.every(({ Confidence }) => Confidence > 0 && Confidence < 0.9)).toBe(true);
      },
      'ask for peer-side log or config': (show) =>
        expect(diagnosis(show).NextTest).toMatch(/log or configuration.*UDP 500\/4500/),
      'mention weak algorithms': says(/des.*md5.*group1/),
    },
  },

  E05: {
    act: async (stage) => {
      const [, acl = ''] = /crypto ACL: (.*)$/.exec(taskOf('E05').request) ?? [];
      await diagnoseAndRush(stage, { PeerConfig: acl });
    },
    outcome: (show) => {
      expect(ids(show)).toEqual(['traffic-selector-mismatch']);
      expect(first(show).Fix?.Note).toContain('172.20.128.0/17');
      expect(show.confirmations).toMatchObject(refused);
      nothingWritten(show);
    },
    must: {
      'state /17 vs /16': (show) => expect(first(show).Evidence.join()).toMatch(/172\.20\.0\.0\/16.*172\.20\.0\.0\/17/),
      'offer both sides': (show) => {
        expect(first(show).Fix).toMatchObject({ Arguments: { RemoteSubnet: '172.20.0.0/17' } });
        expect(first(show).PeerChange).toContain('172.20.0.0/16');
        expect(first(show).Fix?.Note).toMatch(/^Either this or the peer change/);
      },
    },
  },

  E06: {
    act: (stage) => diagnoseAndRush(stage, {}),
    outcome: (show) => {
      expect(ids(show)).toEqual(['health-check-misconfigured']);
      expect(diagnosis(show).Verdict).toContain('the tunnel is established');
      expect(show.confirmations).toMatchObject(refused);
      nothingWritten(show);
    },
    must: {
      'spot dip outside RemoteSubnet': (show) =>
        expect(first(show).Evidence.join()).toContain('172.30.0.1 lies outside RemoteSubnet 172.20.0.0/16'),
      'explain failover side effect': (show) => expect(diagnosis(show).Verdict).toContain('yields to the standby'),
      'ask for a real host': says(/Which host in 172\.20\.0\.0\/16 answers ICMP/),
    },
  },

  E33: {
    act: async (stage) => {
      const Log = [...taskOf('E33').request.matchAll(/'([^']+)'/g)].map(([, text]) => text).join('\n');
      await diagnoseAndRush(stage, { Log });
    },
    outcome: (show) => {
      expect(first(show).PeerChange).toContain('198.51.100.1');
      expect(first(show).Fix).toMatchObject({ Arguments: { IkeConfig: { RemoteId: '10.0.0.2' } } });
      expect(ids(show)[1]).toBe('ike-proposal-mismatch');
      expect(show.confirmations).toMatchObject(refused);
      nothingWritten(show);
    },
    must: {
      'NAT/ID cause first': (show) => {
        expect(ids(show)[0]).toBe('identity-mismatch');
        expect(first(show).Evidence[0]).toMatch(/10\.0\.0\.2.*behind a NAT/);
      },
    },
  },
};
