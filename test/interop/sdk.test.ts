import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isThere, prepare, type Sdk, sdks } from './toolchain.ts';

// The vendor's own SDKs, in their own languages and unchanged, are a witness that knows nothing of this project: what
// they send the sandbox must accept, what it answers they must read. The same steps are played by each.

const server = fileURLToPath(new URL('../../dist/vpn-gateway-mcp.cjs', import.meta.url));
const storyFile = fileURLToPath(new URL('story.json', import.meta.url));

const story = z
  .array(
    z.object({
      action: z.string(),
      with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
      expect: z.record(z.string(), z.string()).default({}),
      keep: z.record(z.string(), z.string()).default({}),
      until: z.record(z.string(), z.string()).default({}),
      refused: z.number().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(storyFile, 'utf8')));

const line = z.object({
  step: z.string(),
  reply: z.unknown().optional(),
  error: z.object({ code: z.string(), status: z.number().optional(), advice: z.string().optional() }).optional(),
});
type Line = z.infer<typeof line>;

const sandboxFacts = z.looseObject({ controlEndpoint: z.url(), regionId: z.string() });

/** All plain values of that name in a reply, as texts; SDKs spell a field's first letter as their language likes. */
const valuesOf = (reply: unknown, name: string): string[] => {
  if (reply === null || typeof reply !== 'object') return [];
  const own = Object.entries(reply)
    .filter(([key, value]) => key.toLowerCase() === name.toLowerCase() && typeof value !== 'object')
    .map(([, value]) => String(value));
  return [...own, ...Object.values(reply).flatMap((value) => valuesOf(value, name))];
};

/** What a program told, and what the sandbox held and had heard when it was done. */
interface Played {
  readonly lines: readonly Line[];
  readonly state: string;
  readonly heard: ReadonlySet<string>;
}

const stepOf = ({ lines }: Played, step: string, nth = 0): Line => {
  const found = lines.filter((each) => each.step === step)[nth];
  if (!found) throw new Error(`the program did not come to "${step}"`);
  return found;
};

/** `$name` stands for what the program kept under that name. */
const resolve = (played: Played, value: string): string =>
  value.startsWith('$') ? (valuesOf(stepOf(played, 'kept').reply, value.slice(1))[0] ?? value) : value;

const read = async (endpoint: string, path: string): Promise<string> => (await fetch(endpoint + path)).text();

const startSandbox = async (): Promise<readonly [ChildProcess, string]> => {
  const child = spawn(process.execPath, [server, 'sandbox', '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = await once(createInterface({ input: child.stdout }), 'line');
  return [child, z.string().parse(first)];
};

/** The world once nothing is on its way any more: a gateway takes its time to go. */
const settledState = async (controlEndpoint: string): Promise<string> => {
  const until = Date.now() + 10_000;
  for (;;) {
    const state = await read(controlEndpoint, '/state');
    if (!state.includes('"deleting"') || Date.now() > until) return state;
  }
};

const requestLog = z.array(z.looseObject({ action: z.string() }));

const play = async (sdk: Sdk): Promise<Played> => {
  const [command, ...words] = sdk.program(await prepare(sdk));
  const [sandbox, facts] = await startSandbox();
  try {
    const { stdout } = await promisify(execFile)(command, [...words, facts, storyFile], { timeout: 240_000 });
    const { controlEndpoint } = sandboxFacts.parse(JSON.parse(facts));
    const requests = requestLog.parse(JSON.parse(await read(controlEndpoint, '/requests')));
    return {
      lines: stdout
        .trim()
        .split('\n')
        .map((text) => line.parse(JSON.parse(text))),
      state: await settledState(controlEndpoint),
      heard: new Set(requests.map(({ action }) => action)),
    };
  } finally {
    sandbox.kill();
  }
};

const nthOf = (index: number): number =>
  story.slice(0, index).filter(({ action }) => action === story[index]?.action).length;

describe.each(sdks)('the SDK for $name', (sdk) => {
  const skip = !isThere(sdk);
  let played: Played;

  beforeAll(async () => {
    if (!skip) played = await play(sdk);
  });

  test.skipIf(skip)('makes the typed calls of the guide', () => {
    expect(stepOf(played, 'typed list').error).toBeUndefined();
    const [first] = valuesOf(stepOf(played, 'typed list').reply, 'CustomerGatewayId');
    expect(first).toMatch(/^cgw-/);
    expect(valuesOf(stepOf(played, 'typed describe').reply, 'CustomerGatewayId')).toEqual([first]);
  });

  test.skipIf(skip)('makes a call without a class of its own', () => {
    const typed = valuesOf(stepOf(played, 'typed list').reply, 'TotalCount');
    expect(valuesOf(stepOf(played, 'common request').reply, 'TotalCount')).toEqual(typed);
  });

  test.skipIf(skip)('learns that the key is unknown', () => {
    expect(stepOf(played, 'unknown key').error?.code).toBe('InvalidAccessKeyId.NotFound');
  });

  test.skipIf(skip)('finds by the text that was to be signed that its secret is wrong', () => {
    const { code = '', advice = '' } = stepOf(played, 'wrong secret').error ?? {};
    expect(code + advice).toContain('InvalidAccessKeySecret');
  });

  test.skipIf(skip)('assumes a role and acts with its token', () => {
    expect(valuesOf(stepOf(played, 'assume role').reply, 'AccessKeyId')[0]).toMatch(/^STS\./);
    expect(valuesOf(stepOf(played, 'token by hand').reply, 'TotalCount')).toHaveLength(1);
    expect(stepOf(played, 'token left out').error?.code).toBe('MissingSecurityToken');
    expect(valuesOf(stepOf(played, 'token by the SDK').reply, 'RegionId').length).toBeGreaterThan(0);
  });

  test.skipIf(skip).each(story.map((step, index) => ({ ...step, index })))('plays step $index: $action', (step) => {
    const came = stepOf(played, step.action, nthOf(step.index));
    if (step.refused !== undefined) {
      expect(came.error).toBeDefined();
      if (came.error?.status !== undefined) expect(came.error.status).toBe(step.refused);
      return;
    }
    expect(came.error).toBeUndefined();
    for (const [name, value] of Object.entries({ ...step.until, ...step.expect }))
      expect(valuesOf(came.reply, name), name).toContain(resolve(played, value));
    for (const field of Object.values(step.keep)) expect(valuesOf(came.reply, field)[0]).toBeTruthy();
  });

  test.skipIf(skip)('leaves in the sandbox what it made and nothing of what it took away', () => {
    expect(played.state).toContain('"interop-site-renamed"');
    expect(played.state).toContain(resolve(played, '$cgw'));
    for (const gone of ['$vpn', '$vco', '$vss', '$vsc', '$passing'])
      expect(played.state).not.toContain(`"${resolve(played, gone)}"`);
  });

  test.skipIf(skip)('reaches the sandbox with every action of the story', () => {
    expect(story.map(({ action }) => action).filter((action) => !played.heard.has(action))).toEqual([]);
  });
});

afterAll(() => {
  const missing = sdks.filter((sdk) => !isThere(sdk)).map(({ name }) => name);
  if (missing.length) process.stderr.write(`skipped, the toolchain is not here: ${missing.join(', ')}\n`);
});
