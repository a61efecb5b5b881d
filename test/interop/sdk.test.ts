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
  reply: z.unknown(),
  error: z.object({ code: z.string(), status: z.number().optional() }).optional(),
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

class Play {
  readonly lines: Line[] = [];
  state = '';
  requests: { action: string; verdict: string }[] = [];

  of(step: string, nth = 0): Line {
    const found = this.lines.filter((each) => each.step === step)[nth];
    if (!found) throw new Error(`the program did not come to "${step}"`);
    return found;
  }

  /** `$name` stands for what the program kept under that name. */
  resolved(value: string): string {
    return value.startsWith('$') ? (valuesOf(this.of('kept').reply, value.slice(1))[0] ?? value) : value;
  }
}

const read = async (endpoint: string, path: string): Promise<string> => (await fetch(new URL(path, endpoint))).text();

const startSandbox = async (): Promise<readonly [ChildProcess, string]> => {
  const child = spawn(process.execPath, [server, 'sandbox', '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = await once(createInterface({ input: child.stdout }), 'line');
  return [child, z.string().parse(first)];
};

const play = async (sdk: Sdk): Promise<Play> => {
  const [command, ...words] = sdk.program(await prepare(sdk));
  const [sandbox, facts] = await startSandbox();
  try {
    const { stdout } = await promisify(execFile)(command, [...words, facts, storyFile], { timeout: 240_000 });
    const played = new Play();
    for (const text of stdout.trim().split('\n')) played.lines.push(line.parse(JSON.parse(text)));
    const { controlEndpoint } = sandboxFacts.parse(JSON.parse(facts));
    played.state = await read(controlEndpoint, '/state');
    played.requests = z
      .array(z.looseObject({ action: z.string(), verdict: z.string() }))
      .parse(JSON.parse(await read(controlEndpoint, '/requests')));
    return played;
  } finally {
    sandbox.kill();
  }
};

const nthOf = (index: number): number =>
  story.slice(0, index).filter(({ action }) => action === story[index]?.action).length;

describe.each(sdks)('the SDK for $name', (sdk) => {
  const skip = !isThere(sdk);
  let played = new Play();

  beforeAll(async () => {
    if (!skip) played = await play(sdk);
  });

  test.skipIf(skip)('makes the typed calls of the guide', () => {
    expect(played.of('typed list').error).toBeUndefined();
    const [first] = valuesOf(played.of('typed list').reply, 'CustomerGatewayId');
    expect(first).toMatch(/^cgw-/);
    expect(valuesOf(played.of('typed describe').reply, 'CustomerGatewayId')).toEqual([first]);
  });

  test.skipIf(skip)('makes a call without a class of its own', () => {
    const typed = valuesOf(played.of('typed list').reply, 'TotalCount');
    expect(valuesOf(played.of('common request').reply, 'TotalCount')).toEqual(typed);
  });

  test.skipIf(skip)('learns that the key is unknown', () => {
    expect(played.of('unknown key').error?.code).toBe('InvalidAccessKeyId.NotFound');
  });

  test.skipIf(skip)('finds by the text that was to be signed that its secret is wrong', () => {
    expect(played.of('wrong secret').error?.code).toBe('InvalidAccessKeySecret');
  });

  test.skipIf(skip)('assumes a role and acts with its token', () => {
    expect(valuesOf(played.of('assume role').reply, 'AccessKeyId')[0]).toMatch(/^STS\./);
    expect(valuesOf(played.of('token by hand').reply, 'TotalCount')).toHaveLength(1);
    expect(played.of('token left out').error?.code).toBe('MissingSecurityToken');
    expect(valuesOf(played.of('token by the SDK').reply, 'RegionId').length).toBeGreaterThan(0);
  });

  test.skipIf(skip).each(story.map((step, index) => ({ ...step, index })))('plays step $index: $action', (step) => {
    const came = played.of(step.action, nthOf(step.index));
    if (step.refused !== undefined) {
      expect(came.error).toBeDefined();
      if (came.error?.status !== undefined) expect(came.error.status).toBe(step.refused);
      return;
    }
    expect(came.error).toBeUndefined();
    for (const [name, value] of Object.entries({ ...step.until, ...step.expect }))
      expect(valuesOf(came.reply, name), name).toContain(played.resolved(value));
    for (const field of Object.values(step.keep)) expect(valuesOf(came.reply, field)[0]).toBeTruthy();
  });

  test.skipIf(skip)('leaves in the sandbox what it made and nothing of what it took away', () => {
    expect(played.state).toContain('"interop-site-renamed"');
    expect(played.state).toContain(played.resolved('$cgw'));
    for (const gone of ['$vpn', '$vco', '$vss', '$vsc', '$passing'])
      expect(played.state).not.toContain(`"${played.resolved(gone)}"`);
  });

  test.skipIf(skip)('reaches the sandbox with every action of the story', () => {
    const heard = new Set(played.requests.map(({ action }) => action));
    expect(story.map(({ action }) => action).filter((action) => !heard.has(action))).toEqual([]);
  });
});

afterAll(() => {
  const missing = sdks.filter((sdk) => !isThere(sdk)).map(({ name }) => name);
  if (missing.length) process.stderr.write(`skipped, the toolchain is not here: ${missing.join(', ')}\n`);
});
