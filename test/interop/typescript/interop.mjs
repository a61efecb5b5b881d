// The vendor's current SDK for TypeScript, unchanged, against the sandbox.
//
// usage: interop.mjs PLACE SANDBOX STORY
// PLACE: the folder with its node_modules. SANDBOX: the first line that the sandbox prints. STORY: a file of calls.
// Prints one JSON line a call: what the typed model of the reply holds, under the API's names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [place, facts, story] = process.argv.slice(2);
const load = createRequire(join(place, 'package.json'));
const vpc = load('@alicloud/vpc20160428');
const { Config } = load('@alicloud/openapi-core').$OpenApiUtil;
const { cast } = load('@darabonba/typescript');

const sandbox = JSON.parse(facts);
const clientWith = (accessKeySecret) =>
  new vpc.default(
    new Config({
      ...{ accessKeyId: sandbox.accessKeyId, accessKeySecret, regionId: sandbox.regionId },
      ...{ endpoint: new URL(sandbox.endpoint).host, protocol: 'http' },
    }),
  );

const tell = (step) => process.stdout.write(`${JSON.stringify(step)}\n`);

/** One call by its typed request, method and reply. */
const call = async (client, { action, with: parameters }) => {
  const Request = vpc[`${action}Request`];
  const request = cast({ RegionId: sandbox.regionId, ...parameters }, new Request({}));
  const { body } = await client[action[0].toLowerCase() + action.slice(1)](request);
  return body.toMap();
};

/** `$name` stands for what an earlier reply brought, wherever in a request it is. */
const kept = {};
const resolve = (value) => {
  if (typeof value === 'string' && value.startsWith('$')) return kept[value.slice(1)] ?? value;
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one)]));
};

const client = clientWith(sandbox.accessKeySecret);
for (const step of JSON.parse(readFileSync(story, 'utf8')))
  try {
    const reply = await call(client, { ...step, with: resolve(step.with) });
    for (const [name, path] of Object.entries(step.keep ?? {}))
      kept[name] = path.split('.').reduce((value, key) => value?.[key], reply);
    tell({ step: step.action, reply });
  } catch (error) {
    tell({ step: step.action, error: { code: error.code ?? String(error), status: error.statusCode } });
  }

try {
  await call(clientWith('not-a-real-secret'), { action: 'CheckVpnBgpEnabled' });
} catch ({ code, statusCode }) {
  tell({ step: 'wrong secret', error: { code, status: statusCode } });
}
