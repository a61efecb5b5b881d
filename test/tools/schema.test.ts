import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toSchema } from '../../src/tools/schema.ts';

describe('a schema for clients', () => {
  it('holds what a model needs and nothing that it pays for in vain', () => {
    const given = z.strictObject({
      Count: z.int(),
      Size: z.int().min(1).max(50).default(10),
      Mode: z.literal(['a', 'b']).optional().describe('which'),
    });
    expect(toSchema(given, 'input', 'stack')).toEqual({
      type: 'object',
      properties: {
        Count: { type: 'integer' },
        Size: { type: 'integer', minimum: 1, maximum: 50 },
        Mode: { type: 'string', enum: ['a', 'b'], description: 'which' },
      },
      required: ['Count'],
      additionalProperties: false,
    });
  });

  it('keeps parameters whose names are words of JSON Schema', () => {
    const given = z.strictObject({ default: z.string(), minimum: z.int(), $schema: z.boolean() });
    expect(Object.keys(Object(toSchema(given, 'input', 'stack')['properties']))).toEqual([
      'default',
      'minimum',
      '$schema',
    ]);
  });

  it('lets a reply hold more than it tells', () => {
    const given = z.looseObject({ Rows: z.array(z.looseObject({ Id: z.string() })).optional() });
    expect(toSchema(given, 'output', 'stack')).toEqual({
      type: 'object',
      properties: {
        Rows: { type: 'array', items: { type: 'object', properties: { Id: { type: 'string' } }, required: ['Id'] } },
      },
    });
  });

  it('repeats a part that is used twice instead of referring to it', () => {
    const part = z.strictObject({ A: z.string() });
    expect(JSON.stringify(toSchema(z.strictObject({ X: part, Y: part }), 'input', 'stack'))).not.toContain('$ref');
  });
});
