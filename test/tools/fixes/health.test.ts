import { describe, expect, it } from 'vitest';
import { ModifyVpnConnectionAttribute } from '../../../src/catalogue/actions/vpn-connection.ts';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import { askForHost, fixHealth } from '../../../src/tools/fixes/health.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const check = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Interval: 3, Retry: 3, Status: 'failed' };
const twin = connectionWith({
  VpnConnectionId: 'vco-b',
  Name: 'twin',
  VcoHealthCheck: { ...check, Sip: '10.10.0.6', Status: 'success' },
});
const fixed = (change: object, siblings = [twin]) =>
  fixHealth(factsWith({ VcoHealthCheck: { ...check, ...change } }, { siblings }))?.args['HealthCheckConfig'];

describe('a health check', () => {
  it('with a wrong target takes the one that its twin reaches, and keeps its own source', () => {
    expect(fixed({ Dip: '172.30.0.1' })).toEqual({
      enable: true,
      dip: '172.20.0.1',
      sip: '10.10.0.5',
      interval: 3,
      retry: 3,
    });
  });

  it('with exchanged ends gets them put right', () => {
    expect(fixed({ Dip: '10.10.0.5', Sip: '172.20.0.1' }, [])).toMatchObject({ dip: '172.20.0.1', sip: '10.10.0.5' });
  });

  it('gets no invented target', () => {
    expect(fixed({ Dip: '172.30.0.1' }, [])).toBeUndefined();
    expect(fixed({ Dip: '172.30.0.1' }, [{ ...twin, Status: 'ike_sa_not_established' }])).toBeUndefined();
    const off = { ...twin, VcoHealthCheck: { ...twin.VcoHealthCheck, Enable: 'false' } };
    expect(fixed({ Dip: '172.30.0.1' }, [off])).toBeUndefined();
  });

  it('that judges too fast is calmed; one that does not stays as it is', () => {
    expect(fixed({ Interval: 1, Retry: 1 })).toMatchObject({ interval: 3, retry: 3 });
    expect(fixed({})).toBeUndefined();
  });

  it('is mended with all five keys, as the action takes them', () => {
    const fix = fixHealth(factsWith({ VcoHealthCheck: { ...check, Dip: '172.30.0.1' } }, { siblings: [twin] }));
    expect(ModifyVpnConnectionAttribute.input.safeParse(fix?.args).success).toBe(true);
  });
});

it('the person is asked for a real host', () => {
  expect(formatEvidence(askForHost(factsWith()), 'en')).toMatch(/^Which host in 172\.20\.0\.0\/16 answers ICMP/);
});
