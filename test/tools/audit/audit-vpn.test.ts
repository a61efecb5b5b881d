import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { AuditVpn } from '../../../src/tools/audit/audit-vpn.ts';
import { bytesOf, MOST_BYTES } from '../../../src/tools/most-bytes.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { startWorld } from '../../support/world.ts';

type Row = Readonly<Record<string, unknown>>;
const rows = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : []);

describe('AuditVpn', () => {
  it('finds what is wrong in the office, worst first, and changes nothing', async () => {
    const { agent, requests } = await startWorld();
    const { data, isError } = await agent.call('AuditVpn');
    expect(isError).toBeFalsy();
    const found = rows(data['Findings']).map(({ Rule, Name }) => `${Rule} ${Name}`);
    expect(found).toEqual(
      expect.arrayContaining(['CRT-01 lin-phone', 'CRY-06 warehouse', 'OPS-04 closed-branch-router']),
    );
    expect((await requests()).filter(({ action }) => !/^(Describe|Download)/.test(action))).toEqual([]);
  });

  it('counts hundreds exactly, and gives the rest on request', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const first = await agent.call('AuditVpn', { Rules: ['CRY-04'] });
    const shown = rows(first.data['Findings']).length;
    const total = Object.values(Object(first.data['Counts'])).reduce<number>((sum, count) => sum + Number(count), 0);
    expect(total).toBeGreaterThan(shown);
    expect(first.data['More']).toBe(`${total - shown} more: Offset ${shown}, or All true`);
    const second = await agent.call('AuditVpn', { Rules: ['CRY-04'], Offset: shown });
    const ids = [...rows(first.data['Findings']), ...rows(second.data['Findings'])].map(({ Id }) => Id);
    expect(new Set(ids).size).toBe(shown * 2);
    const whole = await agent.call('AuditVpn', { Rules: ['CRY-04'], All: true });
    expect(rows(whole.data['Findings'])).toHaveLength(total);
    expect(whole.data['More']).toBeUndefined();
  });

  it('counts a rule over the whole fleet, not over the findings that it shows', async () => {
    const { agent, sandbox } = await startWorld({ world: 'fleet' });
    const { data } = await agent.call('AuditVpn');
    const ended = sandbox.world.data.ssl_certs.filter(({ EndTime }) => Number(EndTime) <= Date.now()).length;
    const shown = rows(data['Findings']).filter(({ Rule }) => Rule === 'CRT-01').length;
    expect(shown).toBeLessThan(ended);
    expect(rows(data['Rules']).find(({ Rule }) => Rule === 'CRT-01')?.['Findings']).toBe(ended);
  });

  it.each(['json', 'text'])('of a fleet as %s costs no more than 2000 tokens', async (Format) => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { text, data } = await agent.call('AuditVpn', { Format });
    expect(encode(text).length).toBeLessThanOrEqual(2000);
    expect(data['More']).toMatch(/^\d+ more: Offset \d+, or All true$/);
  });

  it('takes an empty list of rules for no wish at all', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('AuditVpn', { Rules: [] });
    expect(rows(data['Findings']).length).toBeGreaterThan(5);
  });

  it('tells a region that refuses instead of hiding it', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeCustomerGateways', kind: 'forbidden', times: 1 });
    const { data, isError } = await world.agent.call('AuditVpn');
    expect(isError).toBeFalsy();
    expect(data['Verdict']).toContain('NOT complete: 1 reads failed');
    expect(rows(data['NotSeen'])).toMatchObject([{ Action: 'DescribeCustomerGateways' }]);
  });

  it('leaves out what is suppressed, and says how many', async () => {
    const { agent } = await startWorld();
    const Suppress = [{ Rule: 'CRY-06', Resource: 'warehouse', Until: '2099-12-31' }];
    const { data } = await agent.call('AuditVpn', { Suppress, Severity: 'high' });
    expect(data['Suppressed']).toBe(1);
    expect(rows(data['Findings']).map(({ Rule }) => Rule)).not.toContain('CRY-06');
    expect(data['RunOut']).toBeUndefined();
  });

  it('counts the rules behind the first page with what they found and how bad it is', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data, text } = await agent.call('AuditVpn');
    const shown = new Set(rows(data['Findings']).map(({ Rule }) => Rule));
    const others = rows(data['OtherRules']);
    for (const { Rule } of others) expect(shown).not.toContain(Rule);
    expect(text).toContain('CRY-06|high|46|Diffie-Hellman group 2 (1024 bit)');
    expect((await agent.call('AuditVpn', { All: true })).data['OtherRules']).toBeUndefined();
  });

  it('says of how many connections how many are affected, and how badly', async () => {
    const { agent } = await startWorld({ world: 'fleet' });
    const { data } = await agent.call('AuditVpn', { Rules: ['CRY'], All: true });
    const levels = new Map<unknown, Set<unknown>>();
    for (const { Id, Severity } of rows(data['Findings'])) levels.set(Id, (levels.get(Id) ?? new Set()).add(Severity));
    const high = [...levels.values()].filter((one) => one.has('high')).length;
    expect(high).toBeGreaterThan(0);
    expect(data['AffectedByWorst']).toEqual([{ Kind: 'connection', Checked: 320, high, info: levels.size - high }]);
  });

  it('checks a group of rules, or those of a kind of resource, and says 0 for what found nothing', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('AuditVpn', { Rules: ['CRY', 'client-certificate'] });
    expect(data['Verdict']).toContain('Rules: 14 of 48.');
    const counts = [...rows(data['Rules']), ...rows(data['OtherRules'])].map(({ Rule, Findings }) => [Rule, Findings]);
    expect(counts).toHaveLength(14);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['CRT-02', 2],
        ['CRY-06', 1],
        ['CRY-01', 0],
        ['CRY-12', 0],
      ]),
    );
    expect((await agent.call('AuditVpn')).data['OtherRules']).toBeUndefined();
  });

  it('counts what is less severe than was asked for, and calls none of it 0', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('AuditVpn', { Rules: ['OPS'], Severity: 'critical' });
    expect(data['Verdict']).toContain('No finding');
    expect(data['Verdict']).toContain('Less severe, left out: 2.');
    expect(rows(data['OtherRules']).map(({ Rule }) => Rule)).toEqual(['OPS-01', 'OPS-02']);
  });

  it('says not known, and not 0, where a list was not read', async () => {
    const world = await startWorld();
    await world.break({ action: 'DescribeVpnConnections', kind: 'forbidden', times: 2 });
    const { text } = await world.agent.call('AuditVpn', { Rules: ['CRY-01', 'OPS-01'] });
    expect(text).toContain('CRY-01|not known|DES encryption');
    expect(text).toContain('OPS-01|0|Gateway locked');
  });

  it('tells which suppressions have run out, and counts their findings again', async () => {
    const { agent } = await startWorld();
    const Suppress = [{ Rule: 'CRY-06', Resource: 'vco-wh0001', Until: '2026-01-31' }];
    const { data } = await agent.call('AuditVpn', { Suppress, Rules: ['CRY-06'] });
    expect(data['RunOut']).toEqual(Suppress);
    expect(data['Suppressed']).toBe(0);
    expect(rows(data['Findings'])).toHaveLength(1);
  });

  it.each([
    { name: 'a day that does not exist', Suppress: [{ Rule: 'CRY-06', Resource: 'x', Until: '2027-02-30' }] },
    { name: 'a date in words', Suppress: [{ Rule: 'CRY-06', Resource: 'x', Until: 'next week' }] },
  ])('refuses $name as the end of a suppression, naming the field', async ({ Suppress }) => {
    const { agent } = await startWorld();
    const { text, isError } = await agent.call('AuditVpn', { Suppress });
    expect(isError).toBe(true);
    expect(text).toContain('Suppress.0.Until is a day that exists');
  });

  it('answers as text and as SARIF', async () => {
    const { agent } = await startWorld();
    const text = await agent.call('AuditVpn', { Format: 'text' });
    expect(text.text).toContain('\n- vco-wh0001 warehouse (cn-qingdao-env17-d01): IkePfs=group2\n');
    expect(text.text).not.toContain('\\n');
    expect(text.data['Text']).toContain('[high] CRY-06 Diffie-Hellman group 2 (1024 bit): 1; expected: group14');
    const sarif = await agent.call('AuditVpn', { Format: 'sarif' });
    expect(sarif.data['Sarif']).toMatchObject({ version: '2.1.0' });
  });

  it('answers in Chinese', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('AuditVpn', { Language: 'zh' });
    expect(data['Verdict']).toContain('（高 3，中 2，低 1，提示 3）');
    for (const { Title, Advice } of rows(data['Rules'])) expect(`${Title}${Advice}`).toMatch(/\p{Script=Han}/u);
  });

  it('refuses an unknown rule with the known ones', async () => {
    const { agent } = await startWorld();
    const { text, isError } = await agent.call('AuditVpn', { Rules: ['CRY-99'] });
    expect(isError).toBe(true);
    expect(text).toContain('Rules.0 is one of CRY-01');
  });

  it.each(['sarif', 'json'] as const)(
    'as %s gives at most what one answer holds, and all of it by page',
    async (Format) => {
      const VpnConnections = Array.from({ length: 1_500 }, (_, n) => ({
        VpnConnectionId: `vco-${n}`,
        Name: `site-${n}`,
        IkeConfig: { IkeEncAlg: 'des' },
      }));
      const { invoke } = fakeInvoke((action) =>
        action === 'DescribeVpnConnections' ? { VpnConnections, TotalCount: VpnConnections.length } : {},
      );
      const ask = (Offset: number) =>
        AuditVpn.run({ RegionId: 'cn-a', Rules: ['CRY-01'], Format, All: true, Offset }, testCall(), invoke);
      const seen = new Set<unknown>();
      let next: number | undefined = 0;
      let answers = 0;
      while (next !== undefined) {
        const answer: Readonly<Record<string, unknown>> = await ask(next);
        const { Sarif, Findings } = Object(answer);
        const More = answer['More'];
        const found = Format === 'sarif' ? Sarif.runs[0].results : Findings;
        expect(bytesOf(found)).toBeLessThan(MOST_BYTES + 5_000);
        for (const one of found) seen.add(JSON.stringify(one));
        answers += 1;
        next = More === undefined ? undefined : Number(/Offset (\d+)/.exec(String(More))?.[1]);
      }
      expect(answers).toBeGreaterThan(1);
      expect(seen.size).toBe(VpnConnections.length);
    },
  );
});
