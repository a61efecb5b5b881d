import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { sslCases } from '../../support/ssl-cases.ts';
import { startWorld } from '../../support/world.ts';

interface Task {
  readonly id: string;
  readonly initial_state: { readonly patch?: readonly Readonly<Record<string, unknown>>[] };
}
const tasks = JSON.parse(readFileSync(new URL('../../evals/tasks.json', import.meta.url), 'utf8'));
const patchOf = (id: string): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...(tasks.tasks.find((task: Task) => task.id === id)?.initial_state.patch ?? []));

const startTask = (id: string) => startWorld({ world: tasks.worlds.base, patch: patchOf(id) as never });

describe('DiagnoseSslClient', () => {
  it('takes a part of the name of a server for that server, and no certificate to be missing', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('DiagnoseSslClient', { Who: 'staff' });
    expect(JSON.stringify(data['Causes'])).not.toContain('cert-missing');
    expect(data['Servers']).toMatchObject([{ Name: 'staff-vpn' }]);
  });

  it('of somebody who is nowhere names every region that was searched, and where to look next', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('DiagnoseSslClient', { Who: 'nobody' });
    expect(data['Causes']).toMatchObject([
      {
        Id: 'cert-missing',
        Evidence: ['searched 6 certificates in cn-qingdao-env17-d01, cn-beijing-env12-d01, all pages'],
        Advice: expect.stringContaining('FindResource'),
      },
    ]);
  });

  it("finds Bob's expired phone on the second page of certificates, in Chinese, and deletes nothing", async () => {
    const { agent, requests } = await startTask('E27');
    const { data, text } = await agent.call('DiagnoseSslClient', { Who: 'Bob', Language: 'zh' });
    expect(data['Verdict']).toMatch(/客户端证书已过期，bob-phone（vsc-bob2）。同名的其他证书有效：bob-laptop/);
    expect(text).toContain('删除会断开所有客户端');
    const seen = (await requests()).map(({ action, parameters }) =>
      `${action} ${parameters['PageNumber'] ?? ''}`.trim(),
    );
    expect(seen).toContain('DescribeSslVpnClientCerts 2');
    expect(seen.filter((action) => !action.startsWith('Describe'))).toEqual([]);
  });

  it('says that 20 of 20 sessions are used and that no call raises the limit', async () => {
    const { agent } = await startTask('E28');
    const { data, text } = await agent.call('DiagnoseSslClient', {});
    expect(data['Verdict']).toContain('20/20');
    expect(text).toContain('No action of this API raises SslConnections');
  });

  it.each([{}, { Who: 'staff-vpn' }])(
    'asked %o tells of a server who is online and how many certificates it has',
    async (asked) => {
      const { agent } = await startWorld();
      const { data, text } = await agent.call('DiagnoseSslClient', asked);
      expect(text).not.toMatch(/Certificates=none|other regions/);
      expect(Object(data['Servers'])[0]).toMatchObject({
        Certificates: '6, 1 expired',
        OnlineNow: expect.arrayContaining([expect.stringContaining('lin-macbook (vsc-linmacbook)')]),
      });
    },
  );

  it('never calls nobody online where the log names somebody and the server counts 0', async () => {
    const { agent } = await startWorld({
      world: {
        ...tasks.worlds.base,
        ssl_servers: [{ ...tasks.worlds.base.ssl_servers[0], Connections: 0 }],
        ssl_logs: [
          '2026-11-23 08:55:00 vsc-bob1/198.18.0.9:50100 MULTI: primary virtual IP for vsc-bob1/198.18.0.9:50100: 10.99.0.6',
        ],
      },
    });
    const { data } = await agent.call('DiagnoseSslClient', {});
    const [server] = Object(data['Servers']);
    expect(server.Sessions).toBe('0/20 by its own count, 1 by the log');
    expect(server.OnlineNow).toMatchObject([expect.stringMatching(/^bob-laptop \(vsc-bob1\), 10\.99\.0\.6/)]);
  });

  it('puts the log of the client first, and repeats no key in it', async () => {
    const { agent } = await startWorld();
    const Log = 'password = FAKE-never-told\nOPTIONS ERROR: failed to negotiate cipher with server.';
    const { data, text } = await agent.call('DiagnoseSslClient', { Who: 'vss-hq0001', Log });
    expect(Object(data['Causes'])[0]).toMatchObject({
      Id: 'cipher-negotiation',
      Advice: expect.stringContaining('data-ciphers-fallback'),
    });
    expect(text).not.toContain('FAKE-never-told');
  });

  it('says of a text that it did not understand it, never that all is well', async () => {
    const { agent } = await startWorld();
    const { data } = await agent.call('DiagnoseSslClient', { Log: 'my cat walked over the keyboard\nerror: mismatch' });
    expect(data['Verdict']).toMatch(/the pasted text was not understood: none of its 2 lines.*"error: mismatch"/);
    expect(data['Verdict']).not.toContain('no known sign of trouble');
  });

  it('stays below 600 tokens without evidence, and below 2,000 with logs of both ends', async () => {
    const { agent } = await startWorld();
    const { text: alone } = await agent.call('DiagnoseSslClient', {});
    // In the hour after midnight a session of yesterday has its day before its time.
    expect(encode(alone.replace(/since \d{4}-\d\d-\d\d /g, 'since ')).length).toBeLessThan(600);
    for (const { server, client } of sslCases.slice(0, 20)) {
      const { text } = await agent.call('DiagnoseSslClient', { Log: `${server}\n${client}` });
      expect(encode(text).length).toBeLessThan(2000);
    }
  });
});
