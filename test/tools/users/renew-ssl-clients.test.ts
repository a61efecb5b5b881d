import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RenewSslClients } from '../../../src/tools/users/renew-ssl-clients.ts';
import { refusalOf } from '../../guard/bench.ts';
import { acted, certificates, leaky, losses, startPeople } from './people.ts';

const year = new Date().getUTCFullYear();
const fresh = [`omar-laptop-${year}`, `priya-laptop-${year}`];
const creates = fresh.map((name) => `CreateSslVpnClientCert ${name}`);
const statesOf = ({ Board }: { readonly Board: readonly { readonly State: string }[] }) =>
  Board.map(({ State }) => State);

/** Lets somebody dial in with the certificate of a name, as the log of the server has it. */
const dialIn = async (people: Awaited<ReturnType<typeof startPeople>>, name: string) => {
  const found = (await people.state())['ssl_certs']?.find(({ Name }) => Name === name);
  const id = String(found?.['SslVpnClientCertId']);
  const Line = `198.18.0.9:50100 [${id}] Peer Connection Initiated with [AF_INET]198.18.0.9:50100`;
  await people.patch({
    'ssl_logs+': { SslVpnServerId: 'vss-hq0001', Time: people.sandbox.clock.now() - 60_000, Line },
  });
};

describe('certificates that end soon', () => {
  it('get successors with profiles of their owner alone, nobody drops, and no other is touched', async () => {
    const people = await startPeople();
    const before = await certificates(people);
    const answer = await people.run(RenewSslClients, {});
    expect(answer.State).toBe('done');
    expect(await certificates(people)).toEqual([...before, ...fresh]);
    expect(statesOf(answer)).toEqual(['waits for people', 'waits for people']);
    const paths = answer.Next.flatMap((line) => /Give (\S+\.ovpn)/.exec(line)?.[1] ?? []);
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toContain('PRIVATE KEY');
    }
    expect(JSON.stringify(answer)).not.toContain('PRIVATE KEY');
    expect(answer.Next.join('\n')).toMatch(/DeleteOld used.*Expired already, and left alone: lin-phone/s);
    expect((await people.state())['ssl_servers']?.[0]?.['Connections']).toBe(4);
  });

  it('lose nothing old before there is something new, and the next call is named', async () => {
    const people = await startPeople();
    const answer = await people.run(RenewSslClients, { DeleteOld: 'all' });
    expect(answer.Next[0]).toMatch(/no new one yet for omar-laptop .*without DeleteOld first/);
    expect(await acted(people)).toEqual([]);
  });

  it('get no second successor by the same call, which writes the same files', async () => {
    const people = await startPeople();
    await people.run(RenewSslClients, {});
    const files = people.secrets();
    const again = await people.run(RenewSslClients, {}, people.makeGuard());
    expect(again.State).toBe('waits for people');
    expect(again.Next.filter((line) => line.startsWith('Give '))).toHaveLength(2);
    expect(people.secrets()).toEqual(files);
    expect(await acted(people)).toEqual(creates);
  });

  it('are spoken of by a plan without files, for it writes none', async () => {
    const people = await startPeople();
    await people.run(RenewSslClients, {});
    const files = people.secrets();
    const before = people.questions.length;
    const answers: unknown[] = [];
    await people.call().plan?.(async (invoke, call) => answers.push(await RenewSslClients.run({}, call, invoke)));
    expect(JSON.stringify(answers)).toContain('The call itself writes the profile of omar-laptop');
    expect(JSON.stringify(answers)).not.toMatch(/Give |\.ovpn/);
    expect([people.secrets(), people.questions.length]).toEqual([files, before]);
  });

  it('are those of a person that are named, the expired ones too', async () => {
    const people = await startPeople();
    await people.run(RenewSslClients, { Who: ['lin-phone'] });
    expect(await acted(people)).toEqual([`CreateSslVpnClientCert lin-phone-${year}`]);
    expect((await refusalOf(people.run(RenewSslClients, { Who: ['lin'] }))).message).toContain('lin-macbook');
  });

  it('are nobody’s within a day', async () => {
    const people = await startPeople();
    const answer = await people.run(RenewSslClients, { Days: 1 });
    expect(answer).toMatchObject({ State: 'done', Steps: [], Board: [] });
    expect(await acted(people)).toEqual([]);
  });

  it('are refused beyond the quota of the cloud, of which the plan warns', async () => {
    const more = Array.from({ length: 40 }, (_, at) => ({
      ...{ SslVpnServerId: 'vss-hq0001', SslVpnClientCertId: `vsc-x${at}`, Name: `kiosk-${at}` },
      EndTime: Date.parse('2029-01-01T00:00:00Z'),
    }));
    const people = await startPeople({
      patch: [...more.map((one) => ({ 'ssl_certs+': one })), { 'platform.quotas': { ssl_certs: 47 } }],
    });
    const planned = await people.call().plan?.((invoke, call) => RenewSslClients.run({}, call, invoke));
    expect(planned?.text).toContain('There are 46 certificates, 48 with the new ones');
    expect(people.secrets()).toEqual([]);
    const answer = await people.run(RenewSslClients, {});
    expect(answer).toMatchObject({
      State: 'stopped',
      Steps: [{ State: 'done' }, { State: 'failed', Code: 'Resource.QuotaFull' }],
    });
  });

  it('are not made where they could not be handed out', async () => {
    const people = await startPeople();
    const without = await refusalOf(people.run(RenewSslClients, {}, people.makeGuard({ secretsDir: undefined })));
    expect(without.message).toContain('There is no folder for the new certificates');
    expect(await people.requests()).toEqual([]);
  });
});

describe('old certificates', () => {
  it('go when their successors were seen in use, and only those', async () => {
    const people = await startPeople();
    await people.run(RenewSslClients, {});
    const waiting = await people.run(RenewSslClients, { DeleteOld: 'used' });
    expect(waiting.State).toBe('waits for people');
    await dialIn(people, `omar-laptop-${year}`);
    const answer = await people.run(RenewSslClients, { DeleteOld: 'used' });
    expect(await acted(people)).toEqual([...creates, 'DeleteSslVpnClientCert vsc-omarlaptop']);
    expect(people.questions).toHaveLength(1);
    expect(people.questions[0]?.message).toMatch(/seen in use: omar-laptop.*ALL clients of staff-vpn/s);
    expect(statesOf(answer)).toEqual(['done', 'waits for people']);
  });

  it('go without that only where a person has read that it is not proven', async () => {
    const people = await startPeople();
    await people.run(RenewSslClients, {});
    await people.run(RenewSslClients, { DeleteOld: 'all' });
    expect(people.questions[0]?.message).toMatch(
      /NOT PROVEN: nobody was seen with the new certificates of omar-laptop/,
    );
    const names = await certificates(people);
    expect(names).toEqual(expect.arrayContaining(fresh));
    expect(names).not.toContain('omar-laptop');
  });

  it('never go without a successor', async () => {
    const people = await startPeople();
    const answer = await people.run(RenewSslClients, { DeleteOld: 'all' });
    expect(answer).toMatchObject({ State: 'waits for people', Steps: [] });
    expect(await acted(people)).toEqual([]);
  });

  it('are those of the public cloud’s connected clients too', async () => {
    const people = await startPeople({ world: 'public' });
    await people.run(RenewSslClients, {});
    expect(await acted(people)).toEqual([`CreateSslVpnClientCert ben-${year}`]);
    await people.run(RenewSslClients, { DeleteOld: 'all' });
    expect(people.questions[0]?.message).toMatch(/ana.*ben.*chloe/);
  });
});

describe('a renewal that breaks off', () => {
  it.each(losses)('(%j) is gone on with by the same call: one successor each', async ({ skip, when, isSame }) => {
    const people = await startPeople({ between: leaky('CreateSslVpnClientCert', when, skip) });
    expect((await people.run(RenewSslClients, {})).State).toBe('stopped');
    const guard = isSame ? people.guard : people.makeGuard();
    const second = await people.run(RenewSslClients, {}, guard);
    expect(['done', 'waits for people']).toContain(second.State);
    expect(second.Next.filter((line) => line.startsWith('Give '))).toHaveLength(2);
    expect(new Set(await acted(people))).toEqual(new Set(creates));
    expect(await acted(people)).toHaveLength(2);
  });

  it('because a file could not be written is told, and the same call writes it', async () => {
    const people = await startPeople();
    await people.control('faults', { kind: 'forbidden', action: 'DescribeSslVpnClientCert', times: 1 });
    const answer = await people.run(RenewSslClients, {});
    expect(answer.Next.filter((line) => line.startsWith('No file of'))).toHaveLength(1);
    const again = await people.run(RenewSslClients, {});
    expect(again.Next.filter((line) => line.startsWith('Give '))).toHaveLength(2);
    expect(people.secrets().every((name) => statSync(join(people.secretsDir, name)).isDirectory())).toBe(true);
  });
});
