import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sendRequest } from '../sandbox/send-request.ts';
import { currentSdks, isThere, prepare, type Sdk } from './toolchain.ts';

// The vendor's SDKs of today read every reply of the simulated public cloud. Their models keep only what they know, and
// leave out what has another type; so what a model holds is held against what was sent.

const server = fileURLToPath(new URL('../../dist/vpn-gateway-mcp.cjs', import.meta.url));
const storyFile = fileURLToPath(new URL('public-story.json', import.meta.url));
const story = z
  .array(z.object({ action: z.string(), with: z.record(z.string(), z.unknown()).default({}) }))
  .parse(JSON.parse(readFileSync(storyFile, 'utf8')));

const line = z.object({
  step: z.string(),
  reply: z.unknown().optional(),
  error: z.object({ code: z.string(), status: z.number().optional() }).optional(),
});
type Line = z.infer<typeof line>;

const sandboxFacts = z.object({
  ...{ endpoint: z.string(), accessKeyId: z.string(), accessKeySecret: z.string() },
  ...{ regionId: z.string(), controlEndpoint: z.string() },
});
type Facts = z.infer<typeof sandboxFacts>;

const requestLog = z.array(
  z.looseObject({
    action: z.string(),
    verdict: z.string(),
    undocumented: z.array(z.string()),
    parameters: z.unknown(),
  }),
);

interface Played {
  readonly lines: readonly Line[];
  /** The same calls, sent by hand and read as they came. */
  readonly sent: readonly unknown[];
  readonly requests: z.infer<typeof requestLog>;
}

/** A parameter as it travels: lists and structures by numbers and names. */
const flatten = (name: string, value: unknown): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => flatten(`${name}.${index + 1}`, one));
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, one]) => flatten(`${name}.${key}`, one));
};

const sendByHand = async (facts: Facts): Promise<unknown[]> => {
  const replies: unknown[] = [];
  for (const { action, with: parameters } of story) {
    const flat = Object.entries(parameters).flatMap(([name, value]) => flatten(name, value));
    const all = { RegionId: facts.regionId, ...Object.fromEntries(flat) };
    replies.push((await sendRequest(facts.endpoint, facts, action, all)).body);
  }
  return replies;
};

const startSandbox = async (): Promise<readonly [ChildProcess, string]> => {
  const words = ['sandbox', '--world', 'public', '--port', '0'];
  const child = spawn(process.execPath, [server, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = await once(createInterface({ input: child.stdout }), 'line');
  return [child, z.string().parse(first)];
};

const play = async (sdk: Sdk): Promise<Played> => {
  const [command, ...words] = sdk.program(await prepare(sdk));
  const [sandbox, summary] = await startSandbox();
  try {
    const { stdout } = await promisify(execFile)(command, [...words, summary, storyFile], { timeout: 240_000 });
    const facts = sandboxFacts.parse(JSON.parse(summary));
    const log = await (await fetch(`${facts.controlEndpoint}/requests`)).json();
    await fetch(`${facts.controlEndpoint}/reset`, { method: 'POST', body: '{}' });
    const texts = stdout.trim().split('\n');
    return {
      lines: texts.map((text) => line.parse(JSON.parse(text))),
      sent: await sendByHand(facts),
      requests: requestLog.parse(log),
    };
  } finally {
    sandbox.kill();
  }
};

/** Names and types of a reply, without its values, which time and chance change; nulls are absent members. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const members = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(members.map(([name, one]) => [name, shapeOf(one)]));
};

describe.each(currentSdks)('the current SDK for $name', (sdk) => {
  const skip = !isThere(sdk);
  let played: Played;

  beforeAll(async () => {
    if (!skip) played = await play(sdk);
  });

  test.skipIf(skip).each(story.map((step, index) => ({ ...step, index })))(
    'reads the whole reply of step $index: $action',
    ({ index }) => {
      const came = played.lines[index];
      expect(came?.error).toBeUndefined();
      expect(shapeOf(came?.reply)).toEqual(shapeOf(played.sent[index]));
    },
  );

  test.skipIf(skip)('asks for nothing that the sandbox does not know', () => {
    const known = played.requests.filter(({ verdict }) => verdict === 'ok');
    expect(known).toHaveLength(story.length);
    expect(known.flatMap(({ action, undocumented }) => undocumented.map((one) => `${action} ${one}`))).toEqual([]);
  });

  test.skipIf(skip)('learns that a secret is wrong', () => {
    const { error } = played.lines.find(({ step }) => step === 'wrong secret') ?? {};
    expect(`${error?.code}`).toMatch(/SignatureDoesNotMatch|InvalidAccessKeySecret/);
  });
});

afterAll(() => {
  const missing = currentSdks.filter((sdk) => !isThere(sdk)).map(({ name }) => name);
  if (missing.length) process.stderr.write(`skipped, the toolchain is not here: ${missing.join(', ')}\n`);
});
