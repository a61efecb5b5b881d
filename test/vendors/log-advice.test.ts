import { expect, it } from 'vitest';
import * as advice from '../../src/vendors/log-advice.ts';

it.each(Object.entries(advice))('%s is a sentence in both languages', (_, { en, zh }) => {
  expect(en).toMatch(/^[A-Z].{20,}\.$/);
  expect(zh).toMatch(/^\p{Script=Han}.{5,}。$/u);
});
