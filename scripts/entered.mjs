// Tells which files of src one read, one guarded delete and one diagnosis go through.
// usage: node scripts/entered.mjs [--files]
import { entered } from './bench/entered.mjs';
import { startSandbox } from './bench/sandbox.mjs';

const { facts, stop } = await startSandbox('office');
try {
  for (const { what, files, functions } of await entered(facts)) {
    console.log(`${what}: ${files.length} files, ${functions} functions`);
    if (process.argv.includes('--files')) console.log(files.map((file) => `  src/${file}`).join('\n'));
  }
} finally {
  stop();
}
