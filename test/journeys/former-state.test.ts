import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHistory } from '../../src/guard/history/history.ts';
import { root } from '../house/source-tree.ts';
import { startAgent } from '../support/agent.ts';
import { runProgram } from '../support/process.ts';
import { type Cloud, startCloud } from '../support/world.ts';

// Whoever upgrades keeps the state folder. These were left by programs of 0.1.0 that renamed, made, deleted under an approval, and were
// killed in the middle of a creation: `closed-form` by the last one, `first-form` by one that wrote no first and no closing lines yet.

const golden = join(root, 'test/support/golden/state-0.1.0');
const FORMS = ['first-form', 'closed-form'] as const;
type Form = (typeof FORMS)[number];

const KEY = 'made-up-key-of-a-fixture-01';
const FINGERPRINT = '75bf79b1';

const namesOf = (form: Form): readonly string[] => readdirSync(join(golden, form)).sort();

/** A cloud whose server finds the state folder as 0.1.0 left it. */
const upgraded = async (form: Form): Promise<Cloud & { readonly state: string }> => {
  const cloud = await startCloud();
  const state = join(cloud.folder, 'state', 'vpn-gateway-mcp');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  for (const name of namesOf(form)) {
    copyFileSync(join(golden, form, name), join(state, name));
    chmodSync(join(state, name), 0o600);
  }
  return { ...cloud, state };
};

const unfinishedOf = (state: string): string => {
  const [last = ''] = readdirSync(state).filter((name) => name.endsWith('-4194311.jsonl'));
  const lines = readFileSync(join(state, last), 'utf8').trimEnd().split('\n');
  return JSON.parse(lines.at(-1) ?? '').Id;
};

describe.each(FORMS)('a state folder of 0.1.0, %s', (form) => {
  test('is verified as whole, with the write that was cut', async () => {
    const { env, state } = await upgraded(form);
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(stdout).toContain(form === 'first-form' ? '2 files, 9 lines, whole' : '2 files, 12 lines, whole');
    expect(stdout.match(/is of the first form/g) ?? []).toHaveLength(form === 'first-form' ? 2 : 0);
    expect(stdout).toContain(`CreateCustomerGateway (${unfinishedOf(state)}): look in the cloud`);
    expect(code).toBe(0);
  });

  test('gives doctor nothing to complain of but that write', async () => {
    const { env } = await upgraded(form);
    const { stdout } = await runProgram(['doctor'], { env });
    expect(stdout).toMatch(/ok +audit +whole; files: 2/);
    expect(stdout).toMatch(/note +unfinished writes +1, the last CreateCustomerGateway/);
    expect(stdout).not.toMatch(/^ +bad /m);
  });

  test('is gone on with: the key that fingerprints are made with stays, and no old line changes', async () => {
    const { env, state } = await upgraded(form);
    const agent = await startAgent({ env, human: async () => ({ action: 'accept', content: { approve: true } }) });
    const peer = await agent.call('CreateCustomerGateway', { IpAddress: '203.0.113.202', Name: 'new-peer' });
    const made = await agent.call('CreateVpnConnection', {
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: peer.data['CustomerGatewayId'],
      Name: 'after-the-upgrade',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '172.29.0.0/16',
      IkeConfig: { Psk: KEY },
    });
    expect(made).toMatchObject({ data: { Name: 'after-the-upgrade' } });
    // What 0.1.0 left undone is told with the first call, and that it kept nothing by which its repeat would be recognised.
    expect(agent.stderr()).toContain(unfinishedOf(state));
    expect(peer.text).toContain('its repeat is not recognised');
    await agent.close();
    for (const name of namesOf(form))
      expect(readFileSync(join(state, name), 'utf8')).toBe(readFileSync(join(golden, form, name), 'utf8'));
    const [added = ''] = readdirSync(state).filter((name) => name.endsWith('.jsonl') && !namesOf(form).includes(name));
    expect(readFileSync(join(state, added), 'utf8')).toContain(`"Fingerprint":"${FINGERPRINT}"`);
    const verified = await runProgram(['audit', 'verify'], { env });
    expect(verified.stdout).toMatch(/3 files, \d+ lines, whole/);
    // From now on the new file says how far the old ones went, and what their last lines were.
    expect(verified.stdout).not.toContain('is of the first form');
    for (const name of namesOf(form).filter((each) => each.endsWith('.jsonl'))) {
      const path = join(state, name);
      const text = readFileSync(path, 'utf8');
      const lines = text.split('\n').slice(0, -1);
      const changed = [...lines.slice(0, -1), (lines.at(-1) ?? '').replace('"Time":"2026', '"Time":"2025')];
      for (const tampered of [lines.slice(0, -1), changed]) {
        writeFileSync(path, tampered.map((line) => `${line}\n`).join(''));
        expect((await runProgram(['audit', 'verify'], { env })).stdout).toContain(
          `BROKEN  ${name}, line ${lines.length}`,
        );
      }
      writeFileSync(path, text);
    }
  });

  test('says for which file nobody sees a change of the last line', async () => {
    const { env, state } = await upgraded(form);
    const [file = ''] = namesOf(form).filter((name) => name.endsWith('.jsonl'));
    const path = join(state, file);
    writeFileSync(
      path,
      `${readFileSync(path, 'utf8')
        .trimEnd()
        .replace(/"Time":"2026([^\n]*)$/, '"Time":"2025$1')}\n`,
    );
    const { stdout } = await runProgram(['audit', 'verify'], { env });
    expect(stdout).toMatch(
      form === 'first-form'
        ? /is of the first form: .* nor a change of its last line/
        : new RegExp(`BROKEN {2}${file}`),
    );
  });

  test('whose last line break was not written is what a crash leaves', async () => {
    const { env, state } = await upgraded(form);
    const file =
      namesOf(form)
        .filter((name) => name.endsWith('.jsonl'))
        .at(-1) ?? '';
    writeFileSync(join(state, file), readFileSync(join(state, file), 'utf8').trimEnd());
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect([code, stdout]).toEqual([0, expect.stringContaining(`debris  ${file}`)]);
  });

  test('has its cut write closed by a person', async () => {
    const { env, state } = await upgraded(form);
    const id = unfinishedOf(state);
    const closed = await runProgram(['audit', 'close', id, 'it was not made'], { env });
    expect(closed).toMatchObject({ code: 0 });
    expect((await runProgram(['audit', 'verify'], { env })).stdout).not.toContain('open ');
  });

  test('is found broken once a word of it is changed', async () => {
    const { env, state } = await upgraded(form);
    const path = join(state, namesOf(form)[0] ?? '');
    writeFileSync(path, readFileSync(path, 'utf8').replace('plant-two', 'plant-six'));
    const { code, stdout } = await runProgram(['audit', 'verify'], { env });
    expect(stdout).toContain('BROKEN');
    expect(code).toBe(1);
  });

  test('is the history of its day', async () => {
    const { state } = await upgraded(form);
    const now = new Date('2026-12-01T12:00:00Z');
    for (const name of namesOf(form)) utimesSync(join(state, name), now, now);
    const clock = { now: () => now.getTime() } as Parameters<typeof createHistory>[1];
    const { writes, unread } = await createHistory(state, clock, { isOurs: () => false }).past();
    expect(writes.map(({ action, result }) => [action, result])).toEqual([
      ['ModifyCustomerGatewayAttribute', 'ok'],
      ['CreateCustomerGateway', 'ok'],
      ['CreateVpnConnection', 'ok'],
      ['DeleteVpnConnection', 'ok'],
      ['CreateCustomerGateway', 'running'],
    ]);
    // A line of the first form proves nothing of itself: the guard takes such a day for one that was not read whole.
    expect(unread).toBe(form === 'first-form' ? 'lines of the audit are damaged' : undefined);
  });
});

test('a file of today from which the hashes were taken is no file of the first form', async () => {
  const { env, state } = await upgraded('closed-form');
  const path = join(state, namesOf('closed-form')[0] ?? '');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/,"Hash":"[0-9a-f]{64}"\}/g, '}'));
  const { code, stdout } = await runProgram(['audit', 'verify'], { env });
  expect(stdout).toContain('BROKEN');
  expect(code).toBe(1);
});
