import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hello, type Running, startProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// New keys, new certificates and revoked ones are cut by a kill in the middle of a step, before and after the cloud has done it.
// The same call, made by the next process, does what is left: never a step twice.

type Fields = Readonly<Record<string, unknown>>;

/** A server whose human says yes to everything, typing what is asked for, and how a tool is called there. */
const start = async (cloud: Cloud) => {
  const server: Running = startProgram(['--secrets-dir', join(cloud.folder, 'secrets')], { env: cloud.env });
  const questions: string[] = [];
  const replies = new Map<unknown, Fields>();
  let rest = '';
  server.child.stdout.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { id, method, params, result } = JSON.parse(line) as Fields;
      if (method === 'elicitation/create') {
        const { message } = Object(params);
        questions.push(String(message));
        const name = /^To confirm, type: (.+)$/m.exec(String(message))?.[1];
        server.send({ id, result: { action: 'accept', content: name ? { name } : { approve: true } } });
      } else if (result !== undefined) replies.set(id, Object(result));
    }
  });
  const [initialize, ...more] = hello;
  server.send({ ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } }, ...more);
  let id = 10;
  const call = (name: string, args: Fields): (() => Fields | undefined) => {
    id += 1;
    const own = id;
    const progress = { progressToken: own };
    server.send({ id: own, method: 'tools/call', params: { name, arguments: args, _meta: progress } });
    return () => replies.get(own);
  };
  return { server, questions, call };
};

const acted = async (cloud: Cloud): Promise<readonly string[]> =>
  (await cloud.requests()).flatMap((request) => {
    const { acted: isActed, replayed } = request as Fields & typeof request;
    const what = request.parameters['SslVpnClientCertId'] ?? request.parameters['Name'] ?? '';
    return /^(Describe|Download|List)/.test(request.action) || !isActed || replayed ? [] : [what];
  });

/** How many steps are on record as begun. */
const begun = ({ folder }: Cloud): number => {
  const audits = join(folder, 'state', 'vpn-gateway-mcp');
  const names = existsSync(audits) ? readdirSync(audits).filter((name) => name.startsWith('audit-')) : [];
  return names.flatMap((name) => readFileSync(join(audits, name), 'utf8').match(/"Kind":"intent"/g) ?? []).length;
};

const year = new Date().getUTCFullYear();

/** Certificates that were made a while ago and take the place of those that end soon; by the clock of the world, as a world file has it. */
const followers = ['omar-laptop', 'priya-laptop'].map((name) => ({
  'ssl_certs+': {
    ...{ SslVpnServerId: 'vss-hq0001', SslVpnClientCertId: `vsc-new-${name}`, Name: `${name}-${year}` },
    ...{ CreateTime: '2026-11-20T09:00:00Z', EndTime: '2029-11-19T09:00:00Z' },
  },
}));

/** A job, what of it the cloud does, and by how many questions at most the same call is done. */
const jobs = {
  RotatePsk: { args: { VpnConnectionId: 'plant-main' }, action: 'ModifyVpnConnectionAttribute', done: [''] },
  RevokeVpnUser: {
    args: { Who: ['lin-macbook', 'lin-phone'] },
    action: 'DeleteSslVpnClientCert',
    done: ['vsc-linmacbook', 'vsc-linphone'],
  },
  RenewSslClients: {
    args: {},
    action: 'CreateSslVpnClientCert',
    done: [`omar-laptop-${year}`, `priya-laptop-${year}`],
  },
  'RenewSslClients, the old ones': {
    args: { DeleteOld: 'all' },
    action: 'DeleteSslVpnClientCert',
    done: ['vsc-omarlaptop', 'vsc-priyalaptop'],
    patch: followers,
  },
} as const;

type Job = (typeof jobs)[keyof typeof jobs];

const rows = (Object.keys(jobs) as (keyof typeof jobs)[]).flatMap((job) =>
  jobs[job].done.flatMap((_, at) => (['after', 'before'] as const).map((when) => [job, at + 1, when] as const)),
);

// Each starts two processes on a machine that others use too.
vi.setConfig({ testTimeout: 90_000 });

describe('a job that is killed', () => {
  it.each(rows)(
    '(%s) at step %i, %s the cloud has done it, is done to its end by the same call',
    async (job, step, when) => {
      const { args, action, done, patch = [] }: Job & { readonly patch?: typeof followers } = jobs[job];
      const [tool = ''] = job.split(',');
      const cloud = await startCloud({ pace: 'instant', patch });
      const first = await start(cloud);
      const fault = when === 'after' ? { kind: 'lose-reply' } : { kind: 'error-before', ms: 5_000 };
      await cloud.break({ ...fault, action, skip: step - 1 });
      first.call(tool, args);
      const isUnderWay = async (): Promise<boolean> =>
        begun(cloud) === step && (when === 'before' || (await acted(cloud)).length === step);
      await expect.poll(isUnderWay, { timeout: 30_000 }).toBe(true);
      first.server.child.kill('SIGKILL');
      await first.server.ended;
      expect(first.questions.length).toBeLessThanOrEqual(1);

      const second = await start(cloud);
      const reply = second.call(tool, args);
      await expect.poll(reply, { timeout: 60_000 }).toBeDefined();
      expect(reply()).toMatchObject({
        structuredContent: { State: expect.stringMatching(/^(done|waits for people)$/) },
      });
      expect(second.questions.length).toBeLessThanOrEqual(1);
      expect((await acted(cloud)).toSorted()).toEqual([...done].toSorted());
    },
  );
});
