import { describe, expect, it } from 'vitest';
import { fetchEvidence } from '../../../src/tools/diagnosis/fetch-evidence.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';
import { factsWith } from '../../support/tunnel.ts';

const ownReads = { logs: true, checks: true, refusalOf: async () => undefined, noteRefusal: async () => {} };
const placed = { gateway: { VpnGatewayId: 'vpn-1', VpcId: 'vpc-1' } };

const fetched = async (facts = factsWith(), rest = {}) => {
  const { invoke, asked } = fakeInvoke(() => ({}));
  const evidence = await fetchEvidence([facts], true, testCall({ ownReads, ...rest }), invoke);
  return { evidence, actions: asked.map(({ action }) => action) };
};

describe("the public cloud's own evidence", () => {
  it('is not looked for elsewhere', async () => {
    const { evidence, actions } = await fetched(factsWith({}, placed), { ownReads: undefined });
    expect([evidence.of(factsWith()), actions]).toEqual([undefined, []]);
    const findings = { facts: factsWith() };
    expect(evidence.add(findings)).toBe(findings);
  });

  it('of a tunnel that is up is also the network behind its gateway', async () => {
    const { evidence, actions } = await fetched(factsWith({}, placed));
    expect(actions.toSorted()).toEqual(['DescribeRouteTableList', 'DescribeVpcs', 'DescribeVpnConnectionLogs']);
    const { facts } = evidence.add({ facts: factsWith() });
    expect(facts?.network).toEqual({ vpcId: 'vpc-1', blocks: undefined, table: undefined, unread: [] });
  });

  it('of a tunnel that is down is not', async () => {
    const { actions } = await fetched(factsWith({ Status: 'ike_sa_not_established' }, placed));
    expect(actions).not.toContain('DescribeVpcs');
    expect(actions).toContain('DescribeVpnConnectionLogs');
  });

  it('of two tunnels without IDs is not looked for in the log: nobody could tell whose it is', async () => {
    const nameless = { own: { connection: {} }, others: [] } as never;
    const { actions } = await fetched(factsWith({ Status: 'ike_sa_not_established' }, { tunnel: nameless }));
    expect(actions).not.toContain('DescribeVpnConnectionLogs');
  });

  it('is not looked for where the tunnels are not understood', async () => {
    const { evidence } = await fetched(factsWith({}, { notUnderstood: 'three tunnels' as never }));
    expect(evidence.of(factsWith())).toBeUndefined();
  });
});
