import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { currentSdks, isThere, prepare, type Sdk } from './toolchain.ts';

// A whole life of a link of two tunnels on the public cloud, from nothing to nothing, by the vendor's SDKs of today.

const server = fileURLToPath(new URL('../../dist/vpn-gateway-mcp.cjs', import.meta.url));
const storyFile = fileURLToPath(new URL('public-life.json', import.meta.url));
const texts = z.record(z.string(), z.string()).default({});
const story = z
  .array(z.object({ action: z.string(), expect: texts, refused: z.string().optional() }))
  .parse(JSON.parse(readFileSync(storyFile, 'utf8')));

const line = z.object({
  step: z.string(),
  reply: z.unknown().optional(),
  error: z.object({ code: z.string() }).optional(),
});
const sandboxFacts = z.object({ controlEndpoint: z.string() });
const requestLog = z.array(z.looseObject({ action: z.string(), undocumented: z.array(z.string()) }));

interface Played {
  readonly lines: readonly z.infer<typeof line>[];
  readonly requests: z.infer<typeof requestLog>;
}

/** The world `public`, in which nothing takes time: the story does not wait. */
const play = async (sdk: Sdk): Promise<Played> => {
  const [command, ...words] = sdk.program(await prepare(sdk));
  const options = ['sandbox', '--world', 'public', '--port', '0'];
  const child = spawn(process.execPath, [server, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [first] = await once(createInterface({ input: child.stdout }), 'line');
    const { controlEndpoint } = sandboxFacts.parse(JSON.parse(first));
    const patch = { 'platform.pace': 'instant' };
    await fetch(`${controlEndpoint}/reset`, { method: 'POST', body: JSON.stringify({ world: 'public', patch }) });
    const { stdout } = await promisify(execFile)(command, [...words, first, storyFile], { timeout: 240_000 });
    const requests = requestLog.parse(await (await fetch(`${controlEndpoint}/requests`)).json());
    const lines = stdout.trim().split('\n');
    return { lines: lines.map((text) => line.parse(JSON.parse(text))), requests };
  } finally {
    child.kill();
  }
};

/** All plain values of that name in a reply, as texts. */
const valuesOf = (reply: unknown, name: string): string[] => {
  if (reply === null || typeof reply !== 'object') return [];
  return Object.entries(reply).flatMap(([key, value]) =>
    key === name && typeof value !== 'object' ? [String(value)] : valuesOf(value, name),
  );
};

describe.each(currentSdks)('a life of a link by the current SDK for $name', (sdk) => {
  const skip = !isThere(sdk);
  let played: Played;

  beforeAll(async () => {
    if (!skip) played = await play(sdk);
  });

  test.skipIf(skip).each(story.map((step, index) => ({ ...step, index })))('step $index: $action', (step) => {
    const came = played.lines[step.index];
    expect(came?.step).toBe(step.action);
    expect(came?.error?.code).toBe(step.refused);
    for (const [name, value] of Object.entries(step.expect)) expect(valuesOf(came?.reply, name), name).toContain(value);
  });

  test.skipIf(skip)('sends nothing that the sandbox does not know', () => {
    expect(
      played.requests.flatMap(({ action, undocumented }) => undocumented.map((one) => `${action} ${one}`)),
    ).toEqual([]);
  });
});
