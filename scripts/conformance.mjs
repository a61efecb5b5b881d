// Holds the HTTP transport, and the product, to the official conformance suite, in both eras. Writes docs/conformance.md.
// usage: npm run conformance [-- --check]    --check: fails where the page says something else, and does not write it
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { server } from './bench/sandbox.mjs';
import { loadSource, root } from './bundle.mjs';
import { page, reasonsIn, sum } from './conformance/report.mjs';
import { canRun, hold, prepare, RUNS } from './conformance/suite.mjs';
import { startListening } from './http/server.mjs';

const EXPECTED = join(root, 'scripts/conformance/expected-failures.yml');
const PAGE = join(root, 'docs/conformance.md');

/** The suite checks that a server of loopback knows itself by that name. */
const named = (url) => url.replace('127.0.0.1', 'localhost');

async function startFixture() {
  const entry = { entryPoints: [join(root, 'test/support/conformance/fixture.ts')] };
  const connection = await (await loadSource(entry)).startFixture();
  return { url: named(connection.url), stop: connection.end };
}

/** The built program with its sandbox. */
async function startProduct() {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const args = [server, '--sandbox', '--http', '0', '--rate-limit', '1000000', '--state-dir', folder];
  const { url, stop } = await startListening(args);
  const clean = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: named(url), stop: clean };
}

function tell(who, { name }, { code, scenarios, unexpected, output }) {
  const counts = `${sum(scenarios, 'passed')} checks passed, ${sum(scenarios, 'failed')} not`;
  console.log(`${who}, ${name}: ${code === 0 ? 'green' : 'NOT GREEN'}; ${counts}`);
  if (code === 0) return;
  for (const one of unexpected) console.log(`  ${one}`);
  if (unexpected.length === 0) console.log(output.split('=== SUMMARY ===').at(-1));
}

/** One after the other: each of them takes seconds, and some look at the clock. */
async function runAll() {
  const node = await prepare();
  const [fixture, product] = [await startFixture(), await startProduct()];
  const results = [];
  try {
    for (const run of RUNS) {
      const held = {
        run,
        fixture: await hold(node, run, fixture.url),
        product: await hold(node, run, product.url, EXPECTED),
      };
      tell('fixture', run, held.fixture);
      tell('product', run, held.product);
      results.push(held);
    }
  } finally {
    await fixture.stop();
    await product.stop();
  }
  return results;
}

/** Whether the page says what was found; it is written unless it is only to be checked. */
function keep(text, isCheck) {
  const kept = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  if (kept === text) return true;
  if (!isCheck) writeFileSync(PAGE, text);
  console.log(`docs/conformance.md ${isCheck ? 'says something else: npm run conformance writes it' : 'is written'}`);
  return !isCheck;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
if (!existsSync(server)) {
  console.error('dist/ is not there: run npm run build first');
  process.exit(1);
}
if (!canRun) {
  console.log('the suite needs Node.js 22, or Linux on x64, where one can be fetched\n0 passed, 0 failed, 1 skipped');
  process.exit(0);
}
const results = await runAll();
const held = results.flatMap(({ fixture, product }) => [fixture, product]);
const bad = held
  .filter(({ code }) => code !== 0)
  .reduce((count, { unexpected }) => count + Math.max(1, unexpected.length), 0);
const isTrue = keep(page(results, reasonsIn(readFileSync(EXPECTED, 'utf8'))), values.check);
const passed = held.reduce((count, { scenarios }) => count + sum(scenarios, 'passed'), 0);
console.log(`${passed} passed, ${bad + (isTrue ? 0 : 1)} failed`);
process.exitCode = bad > 0 || !isTrue ? 1 : 0;
