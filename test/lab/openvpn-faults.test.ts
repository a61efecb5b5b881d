import { expect, test } from 'vitest';
import { dial, hostOf, missing } from './openvpn-lab.ts';
import { type Case, exported, SUBNETS, startLab } from './openvpn-world.ts';

const why = missing();

const one: Case = { proto: 'UDP', cipher: 'AES-128-CBC', style: 'fixed' };
const host = hostOf(SUBNETS[0]);

test.skipIf(why).each([
  ['cipher', { 'vss-lab0.Cipher': 'AES-256-CBC' }, 'cipher-negotiation'],
  ['port', { 'vss-lab0.Port': 11940 }, 'no-listener'],
  ['protocol', { 'vss-lab0.Proto': 'TCP' }, 'no-listener'],
])(
  'a file older than the %s of its server is told by the log of its client, and a fresh file connects',
  async (_, change, cause) => {
    const { agent, servedAt, patch } = await startLab([one]);
    const stale = await exported(agent, 'user-0');
    await patch(change);
    const log = await dial(await servedAt(0, one), stale, async ({ isUp, clientLog, answers }) => {
      expect([isUp, await answers(host)]).toEqual([false, false]);
      return clientLog;
    });
    const { data } = await agent.call('DiagnoseSslClient', { Who: 'user-0', Log: log });
    expect(data['Causes']).toMatchObject([{ Id: cause }, ...Array(Object(data['Causes']).length - 1).fill({})]);
    const fresh = await exported(agent, 'user-0');
    expect(fresh).not.toBe(stale);
    await dial(await servedAt(0, one), fresh, async ({ answers }) => expect(await answers(host)).toBe(true));
  },
);

test.skipIf(why)(
  'an expired certificate is told by the log of its client, and the fix and a new file connect',
  async () => {
    const { agent, servedAt, patch } = await startLab([one]);
    await patch({ 'vsc-lab0.EndTime': Date.now() - 86_400_000 });
    const expired = await exported(agent, 'user-0');
    const served = await servedAt(0, one);
    const log = await dial(served, expired, async ({ isUp, clientLog }) => {
      expect(isUp).toBe(false);
      return clientLog;
    });
    const { data } = await agent.call('DiagnoseSslClient', { Who: 'user-0', Log: log });
    const [cause] = Object(data['Causes']);
    expect(cause).toMatchObject({ Id: 'cert-expired', Fix: { Tool: 'CreateSslVpnClientCert' } });
    const made = await agent.call(cause.Fix.Tool, cause.Fix.Arguments);
    const fresh = await exported(agent, String(made.data['SslVpnClientCertId']));
    await dial(served, fresh, async ({ answers }) => expect(await answers(host)).toBe(true));
  },
);
