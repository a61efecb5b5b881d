// Runs tests in a copy of the tree, within a time.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT_LIMIT = 1_000_000;

/**
 * Runs the named tests of the copy in one worker.
 * @param root path of the copy, ending in a slash
 * @returns `{ ended, files }`: `ended` is 'passed', 'failed' or 'late'; `files`: `{ test, ok, ms, why }` of each that was run
 */
export async function runTests(root, tests, { limitMs, bail }) {
  const paths = { run: join(root, '.run.json'), told: join(root, '.told.json') };
  writeFileSync(paths.run, JSON.stringify({ tests, root }));
  rmSync(paths.told, { force: true });
  const env = {
    ...process.env,
    NO_COLOR: '1',
    CI: '',
    MUTANTS_RUN: paths.run,
    MUTANTS_REACHED: join(root, '.reached.jsonl'),
  };
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'scripts/mutants/test-config.mjs'];
  args.push(`--bail=${bail ? 1 : 0}`, '--reporter=json', `--outputFile=${paths.told}`);
  // A group of its own, so that whatever the tests started ends with it.
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      if (output.length < OUTPUT_LIMIT) output += text;
    });
  let late = false;
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Ended by itself.
    }
  };
  const timer = setTimeout(() => {
    late = true;
    end();
  }, limitMs);
  process.once('exit', end);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  process.removeListener('exit', end);
  const files = existsSync(paths.told) ? filesOf(JSON.parse(readFileSync(paths.told, 'utf8')), root) : [];
  return { ended: late ? 'late' : code === 0 ? 'passed' : 'failed', files, output };
}

const filesOf = ({ testResults }, root) =>
  testResults.map(({ name, status, startTime, endTime, message, assertionResults }) => ({
    test: name.slice(root.length),
    ok: status === 'passed',
    ms: endTime - startTime,
    why: assertionResults.find((each) => each.status === 'failed')?.fullName ?? message,
  }));
