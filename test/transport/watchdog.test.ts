import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { program, surroundings } from '../support/agent.ts';
import { hello, piped, startProgram } from '../support/process.ts';

/**
 * Makes the program go round for ever when it reads a message with one of these words in it: at once, or when its input has
 * ended. No input of a client can do that; the blocked loop is what is tested.
 */
const spinning = `data:text/javascript,${encodeURIComponent(`
  const parse = JSON.parse;
  const spin = () => setImmediate(() => { process.stderr.write('spinning'); for (;;); });
  JSON.parse = (text, ...more) => {
    if (String(text).includes('spin-now')) spin();
    if (String(text).includes('spin-at-end')) process.stdin.once('end', spin);
    return parse(text, ...more);
  };`)}`;

const spin = (when: 'now' | 'at-end') => ({ method: `notifications/spin-${when}` });
const call = { id: 2, method: 'tools/call', params: { name: 'DescribeRegions', arguments: {} } };

/** Starts the program as the child of a shell-like process between: killing that one leaves it an orphan with open pipes. */
const startOrphan = async () => {
  const home = mkdtempSync(join(tmpdir(), 'vpn-mcp-home-'));
  const between = `
    const { spawn } = require('node:child_process');
    const args = ['--import', ${JSON.stringify(spinning)}, ${JSON.stringify(program)}, '--sandbox', 'office'];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    process.stderr.write('pid ' + child.pid + '\\n');`;
  const parent = spawn(process.execPath, ['-e', between], {
    env: { ...surroundings, HOME: home, XDG_STATE_HOME: home },
  });
  let said = '';
  const heard = new Set<() => void>();
  for (const stream of [parent.stdout, parent.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
      for (const look of heard) look();
    });
  const until = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (said.includes(text)) resolve();
      };
      heard.add(look);
      look();
    });
  await until('pid ');
  const pid = Number(/pid (\d+)/.exec(said)?.[1]);
  // The pipes are closed when the last process that holds them has ended.
  const closed = once(parent, 'close').then(() => said);
  onTestFinished(async () => {
    parent.kill('SIGKILL');
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
    await closed;
    rmSync(home, { recursive: true, force: true });
  });
  parent.stdin.write(piped(...hello, call));
  await until('"id":2');
  return { parent, until, closed };
};

test('a process in an endless loop ends when its parent has died, though its input stays open', async () => {
  const { parent, until, closed } = await startOrphan();
  parent.stdin.write(piped(spin('now')));
  await until('spinning');
  parent.kill('SIGKILL');
  expect(await closed).toContain('spinning');
});

test('an idle process closes when its parent has died, though its input stays open', async () => {
  const { parent, closed } = await startOrphan();
  parent.kill('SIGKILL');
  expect(await closed).not.toContain('spinning');
});

test('a process that goes round for ever when its input has ended is ended', async () => {
  const running = startProgram(['--sandbox', 'office'], { env: { NODE_OPTIONS: `--import ${spinning}` } });
  running.send(...hello, call);
  await running.line();
  await running.line();
  running.send(spin('at-end'));
  running.child.stdin.end();
  const { code, stderr } = await running.ended;
  expect(stderr).toContain('spinning');
  expect(code).toBeNull();
});
