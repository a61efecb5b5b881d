import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { reportTunnel, verdictOf } from '../../../src/tools/diagnosis/report.ts';
import { judgeTunnel } from '../../../src/tools/judges/judge-tunnel.ts';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { IPSEC_ROWS } from '../../../src/vendors/index.ts';
import { samples } from '../../support/log-samples.ts';
import { connectionWith, factsWith, ike, peerWith, routeWith } from '../../support/tunnel.ts';

const down = { Status: 'ike_sa_not_established' };
const twin = connectionWith({ VpnConnectionId: 'vco-b', Name: 'twin' });
const report = (findings: Parameters<typeof judgeTunnel>[0], language: 'en' | 'zh' = 'en', isWhole = false) =>
  reportTunnel(findings, judgeTunnel(findings), language, isWhole);

/** Sample lines of the rows that advise something. */
const rows = samples.flatMap(({ row, line }) => {
  const advice = IPSEC_ROWS.find(({ pattern }) => pattern.test(line))?.fix?.en;
  return advice === undefined ? [] : [{ row, line, advice }];
});

describe('a verdict', () => {
  const log = readLog('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\nreceived AUTHENTICATION_FAILED notify error');

  it('names the tunnel, where it stands, the exchange, and how sure it is', () => {
    const findings = { facts: factsWith(down), log };
    expect(verdictOf(findings, judgeTunnel(findings), 'en')).toBe(
      'plant (vco-a): phase 1 (IKE) is not up. It fails in IKE_AUTH. Most likely (0.68): the pre-shared keys of the two ends differ. Next (0.50): one end introduces itself with another identity than the other end expects.',
    );
    expect(verdictOf(findings, judgeTunnel(findings), 'zh')).toContain(
      '第一阶段（IKE）未建立。失败发生在 IKE_AUTH。最可能（0.68）',
    );
  });

  it('tells that another tunnel carries the traffic, or only that it is up', () => {
    const routes = [routeWith(), routeWith({ NextHop: 'vco-b', Weight: 0 })];
    const carried = { facts: factsWith(down, { siblings: [twin], routes }) };
    expect(verdictOf(carried, judgeTunnel(carried), 'en')).toContain(
      'twin (vco-b) to the same network is up and carries the traffic.',
    );
    const idle = { facts: factsWith(down, { siblings: [twin] }) };
    expect(verdictOf(idle, judgeTunnel(idle), 'en')).toMatch(/twin \(vco-b\) to the same network is up\.$/);
  });

  it('says when nothing of the pasted log was understood', () => {
    const unknown = { facts: factsWith(down), log: readLog('PeerTblEntry could not be removed') };
    const said = verdictOf(unknown, judgeTunnel(unknown), 'en');
    expect(said).toContain('The pasted log was not understood');
    expect(said).not.toContain('no known sign of trouble');
    const sounding = { log: readLog('WireWarden: handshake REJECTED for peer 7\nall well') };
    expect(verdictOf(sounding, judgeTunnel(sounding), 'en')).toBe(
      'The pasted log (2 lines): The pasted log was not understood: none of its words is known here, so it says nothing for or against. Lines that sound like trouble: "WireWarden: handshake REJECTED for peer 7".',
    );
    const known = { facts: factsWith(down), log };
    expect(verdictOf(known, judgeTunnel(known), 'en')).not.toContain('not understood');
  });

  it('says what was changed a moment ago, while the tunnel is not up yet', () => {
    const changes = [{ atMs: Date.UTC(2026, 10, 30, 12, 3), fields: ['IkeConfig.IkeEncAlg', 'IkeConfig.IkePfs'] }];
    const changed = { facts: factsWith(down, { changes }) };
    expect(verdictOf(changed, judgeTunnel(changed), 'en')).toContain(
      'Changed through this server at 12:03 UTC: IkeConfig.IkeEncAlg, IkeConfig.IkePfs.',
    );
    const up = { facts: factsWith({}, { changes }) };
    expect(verdictOf(up, judgeTunnel(up), 'en')).not.toContain('Changed through');
  });

  it('never says that nothing is wrong where the status is not known', () => {
    const unknown = { facts: factsWith({ Status: undefined }) };
    expect(verdictOf(unknown, judgeTunnel(unknown), 'en')).not.toContain('Nothing wrong');
  });

  it('tells lines of other tunnels, a tunnel that is up at the end, and what is past', () => {
    const facts = factsWith(down);
    const log = {
      ...readLog('x'),
      notUnderstood: undefined,
      strangers: ['192.0.2.7'],
      isUp: true,
      past: ['psk-mismatch'],
    } as const;
    const said = verdictOf({ facts, log }, judgeTunnel({ facts, log }), 'en');
    expect(said).toContain('What the log says of 192.0.2.7 is of other tunnels');
    expect(said).toContain('The log ends with the tunnel up');
    expect(said).toContain('Earlier in the log, and past: the pre-shared keys');
  });

  it('never calls a guess a cause', () => {
    const findings = { facts: factsWith(down) };
    expect(verdictOf(findings, judgeTunnel(findings), 'en')).toContain('No cause is proven; first of');
  });

  it('sends the log of an SSL-VPN client elsewhere', () => {
    const findings = { log: readLog('198.18.0.9:50100 TLS Error: TLS handshake failed') };
    expect(verdictOf(findings, judgeTunnel(findings), 'en')).toContain('use DiagnoseSslClient');
  });
});

describe('a report', () => {
  const worst = {
    facts: factsWith(
      {
        ...down,
        EffectImmediately: false,
        IkeConfig: { ...ike, IkeVersion: 'ikev1', IkeEncAlg: 'des', RemoteId: 'x' },
      },
      {
        siblings: [twin, twin, twin],
        samePeer: [{ ...twin, ...down }],
        routes: Array(20).fill(routeWith({ State: 'normal' })),
      },
    ),
    peer: peerWith({
      ike_version: 'ikev2',
      local_id: 'y',
      pfs: ['group2'],
      selectors_local: ['172.20.0.0/17'],
      life1: 1,
    }),
    log: readLog(
      Array.from({ length: 200 }, (_, at) => `line ${at} received AUTHENTICATION_FAILED ${'x'.repeat(300)}`).join('\n'),
    ),
  };

  it.each(['en', 'zh'] as const)('says the essential within 2,000 tokens, in %s too', (language) => {
    expect(encode(JSON.stringify(report(worst, language))).length).toBeLessThan(2000);
  });

  it('gives the rest when asked', () => {
    const [short, whole] = [report(worst), report(worst, 'en', true)];
    expect(short.Causes).toHaveLength(3);
    expect(short.More).toMatch(/^\d+ more: All true$/);
    expect(whole.Causes.length).toBeGreaterThan(3);
    expect(whole.More).toBeUndefined();
  });

  it('shows the routes of the tunnel and of its network, and no others', () => {
    const routes = [
      routeWith({ RouteDest: '172.20.9.0/24' }),
      routeWith({ NextHop: 'vco-b', Weight: 0 }),
      routeWith({ NextHop: 'vco-c', RouteDest: '192.168.7.0/24' }),
    ];
    const several = { ...down, RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' };
    const { Observed } = report({ facts: factsWith(several, { routes }) });
    const shown = JSON.stringify(Object(Observed).Routes);
    expect(shown).toContain('172.20.9.0/24');
    expect(shown).toContain('vco-b');
    expect(shown).not.toContain('192.168.7.0/24');
  });

  it('separates what was observed from what cannot be seen', () => {
    const facts = factsWith(down, { unseen: [{ Action: 'DescribeVpnRouteEntries', Reason: 'Forbidden: no' }] });
    expect(report({ facts })).toMatchObject({
      Observed: {
        ...{ Connection: 'plant (vco-a) ike_sa_not_established', Gateway: 'vpn-a 203.0.113.10 active Normal' },
        ...{
          OtherTunnels: '0 of 0 up',
          HealthCheck: 'off',
          Routes: 'not known',
        },
      },
      NotVisible: [
        "the negotiation itself: this API has no IPsec log, and nothing of the peer's side",
        'whether the two keys are equal',
        'DescribeVpnRouteEntries: Forbidden: no',
      ],
    });
  });

  it('puts what the peer does not say into one line', () => {
    const { Comparison = [] } = report({
      facts: factsWith(down),
      peer: peerWith({ offers1: [], offers2: [], pfs: [] }),
    });
    expect(Comparison.at(-1)).toMatchObject({ Field: 'enc1, hash1, dh1, enc2, hash2, pfs', Result: 'not given' });
  });

  it.each(rows)('shows what row $row of the log advises, once: $line', ({ line, advice }) => {
    const shown = report({ log: readLog(line) }).Causes.flatMap(({ Advice, PeerChange }) => [Advice, PeerChange]);
    expect(shown.filter((text) => text === advice)).toHaveLength(1);
  });

  it('names what cannot be told apart', () => {
    const log = readLog('parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\nreceived AUTHENTICATION_FAILED notify error');
    expect(report({ log }).Undecided).toEqual(['psk-mismatch', 'identity-mismatch']);
  });

  it('warns of a log of another tunnel', () => {
    const log = readLog('looking for peer configs matching 192.0.2.1[a]...192.0.2.2[b]\nno matching peer config found');
    expect(report({ facts: factsWith(down), log }).Observed).toMatchObject({
      Log: expect.stringContaining('another tunnel'),
    });
  });

  it('holds no secret of the connection', () => {
    const Psk = { Fingerprint: 'ab12cd34', Length: 20 };
    expect(JSON.stringify(report({ facts: factsWith({ ...down, IkeConfig: { ...ike, Psk } }) }))).not.toContain(
      'ab12cd34',
    );
  });
});
