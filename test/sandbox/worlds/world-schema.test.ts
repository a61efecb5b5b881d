import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { empty } from '../../../src/sandbox/worlds/empty.ts';
import { createFleet } from '../../../src/sandbox/worlds/fleet.ts';
import { office } from '../../../src/sandbox/worlds/office.ts';
import { publicCloud } from '../../../src/sandbox/worlds/public.ts';
import { describeWorldFile } from '../../../src/sandbox/worlds/world-schema.ts';
import { tinyWorld } from '../tiny-world.ts';

const document = JSON.parse(
  readFileSync(new URL('../../../src/sandbox/worlds/world.schema.json', import.meta.url), 'utf8'),
);

it('the JSON Schema document is what the reader of worlds accepts; renew it with node scripts/world-schema.mjs', () => {
  expect(document).toEqual(describeWorldFile());
});

describe('the JSON Schema document', () => {
  const judge = new Ajv2020({ strict: false, validateFormats: false }).compile(document);

  it.each(Object.entries({ office, public: publicCloud, empty, fleet: createFleet(), tiny: tinyWorld() }))(
    'accepts %s',
    (_name, world) => {
      judge(JSON.parse(JSON.stringify(world)));
      expect(judge.errors).toBeNull();
    },
  );

  it.each([
    ['an unknown list', { gatways: [] }],
    ['an unknown switch', { platform: { masking: true } }],
    ['an ID of another kind', { devices: [{ Address: 'branch' }] }],
  ])('refuses %s', (_what, change) => {
    expect(judge({ ...tinyWorld(), ...change })).toBe(false);
  });
});
