// Writes the JSON Schema of world files, src/sandbox/worlds/world.schema.json, from the schema that reads them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSource, root } from './bundle.mjs';

const { describeWorldFile } = await loadSource({ entryPoints: ['src/sandbox/worlds/world-schema.ts'] });
const file = join(root, 'src/sandbox/worlds/world.schema.json');
writeFileSync(file, JSON.stringify(describeWorldFile(), null, 2));
execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', file], {
  stdio: 'inherit',
});
