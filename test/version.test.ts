import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runProgram } from './support/process.ts';

it.each(['--version', '-V'])('tells its version on %s', async (flag) => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await runProgram([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
});
