import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canBeSignalled, runProgram, startProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

const facts = [
  'endpoint',
  'asapiEndpoint',
  'stsEndpoint',
  'ascmEndpoint',
  'controlEndpoint',
  'accessKeyId',
  'accessKeySecret',
  'regionId',
  'platform',
];

describe('sandbox', () => {
  it.runIf(canBeSignalled).each(['SIGINT', 'SIGTERM'] as const)(
    'tells its addresses as JSON in its first line and runs until %s',
    async (signal) => {
      const running = startProgram(['sandbox', '--port', '0']);
      const summary = JSON.parse(await running.line());
      expect(Object.keys(summary).sort()).toEqual([...facts].sort());
      for (const name of facts.filter((fact) => fact.endsWith('Endpoint') || fact === 'endpoint'))
        expect(summary[name]).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
      const state = await (await fetch(`${summary.controlEndpoint}/state`)).json();
      expect(JSON.stringify(state)).toContain('vpn-hq0001');
      expect(summary.platform).toBe('stack');
      running.child.stdin.end();
      running.child.kill(signal);
      expect((await running.ended).code).toBe(0);
    },
  );

  it('starts with the world that is named, by name or by file', async () => {
    const { folder } = await startCloud();
    const path = join(folder, 'mine.json');
    writeFileSync(
      path,
      JSON.stringify({
        clock: '2026-03-01T00:00:00Z',
        regions: [{ RegionId: 'cn-mine', LocalName: 'Mine' }],
        default_region: 'cn-mine',
      }),
    );
    for (const world of [path, 'empty']) {
      const running = startProgram(['sandbox', '--world', world]);
      const { controlEndpoint } = JSON.parse(await running.line());
      const state = await (await fetch(`${controlEndpoint}/state`)).json();
      expect(Object(state).gateways).toEqual([]);
    }
  });

  it.each([
    ['--world', 'no-such-world'],
    ['--world', '/no/such/file.json'],
    ['--port', '99999'],
  ])('is refused with %s %s and says what is right', async (...words) => {
    const { code, stderr } = await runProgram(['sandbox', ...words]);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').length).toBeGreaterThan(1);
  });

  it('is refused where its port is taken', async () => {
    const { sandbox } = await startCloud();
    const { code, stderr } = await runProgram(['sandbox', '--port', new URL(sandbox.endpoint).port]);
    expect(code).toBe(2);
    expect(stderr).toContain('free port');
  });
});
