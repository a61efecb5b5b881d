// Makes what is handed to people who have no registry: the bundle for desktop hosts (MCPB), the single file and a bill of
// what is inside, in release/ (or the folder named), and tells their SHA-256: the same for the same source, wherever and
// whenever it is made. The bundle is not signed: no released tool can verify that.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { packExtension } from '@anthropic-ai/mcpb';
import { bundleSingle, computeToolList, packagesIn, root } from './bundle.mjs';
import { noticesFor } from './notices.mjs';
import { sbomFor } from './sbom.mjs';
import { withFixedTimes } from './zip-times.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'));
const folder = resolve(process.argv[2] ?? join(root, 'release'));
const stage = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-bundle-'));

/** Licences ask to travel with the code; a file that is carried alone carries them at its end. */
const withNotices = (text, notices) => `${text}\n/*\n${notices.replaceAll('*/', '* /')}*/\n`;

function write(path, content, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, mode);
}

function tell(path) {
  const bytes = readFileSync(path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  console.log(`${digest}  ${basename(path)}  (${Math.round(bytes.length / 1000)} kB)`);
}

try {
  const { text, metafile } = await bundleSingle(await computeToolList());
  const packages = packagesIn(metafile);
  const notices = noticesFor(packages);
  const single = join(folder, `vpn-gateway-mcp-${version}.cjs`);
  write(single, withNotices(text, notices), 0o755);
  write(join(stage, manifest.server.entry_point), text);
  write(join(stage, 'THIRD-PARTY-NOTICES.txt'), notices);
  for (const file of ['manifest.json', manifest.icon, 'LICENSE']) copyFileSync(join(root, file), join(stage, file));
  const outputPath = join(folder, `vpn-gateway-mcp-${version}.mcpb`);
  if (!(await packExtension({ extensionPath: stage, outputPath, silent: true })))
    throw new Error('the manifest is not valid: see above');
  writeFileSync(outputPath, withFixedTimes(readFileSync(outputPath)));
  const bill = join(folder, `vpn-gateway-mcp-${version}.cdx.json`);
  write(bill, `${JSON.stringify(sbomFor(packages), null, 2)}\n`);
  for (const path of [single, outputPath, bill]) tell(path);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(stage, { recursive: true, force: true });
}
