import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTraces } from '../../../src/commands/http/traces.ts';
import { untraced } from '../../../src/tracing/tracing.ts';

/** The built program, started so that it tells which packages it loads; what it says until it listens. */
const startWatched = async (env: Record<string, string>): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'traces-'));
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  const watch = join(folder, 'watch.cjs');
  writeFileSync(
    watch,
    "const M=require('node:module');const load=M._load;M._load=function(name,...more){if(name.startsWith('@opentelemetry'))process.stderr.write('LOADS '+name+'\\n');return load.call(this,name,...more)};",
  );
  const args = ['-r', watch, join(folder, 'dist/vpn-gateway-mcp.cjs'), '--http', '0', '--sandbox'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await expect.poll(() => said, { timeout: 15_000 }).toContain('listening');
  return said;
};

test('without the variables nothing of OpenTelemetry is loaded', async () => {
  expect(await startWatched({})).not.toContain('LOADS');
  expect(await openTraces(() => {}, {})).toBe(untraced);
});

test('where the packages are not installed the server says so, and serves', async () => {
  const said = await startWatched({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  expect(said).toContain('LOADS @opentelemetry');
  expect(said).toContain('their packages cannot be loaded');
});
