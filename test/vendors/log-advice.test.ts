import { expect, it } from 'vitest';
import * as texts from '../../src/vendors/log-advice.ts';

const { MEANS, ...advice } = texts;

it.each(Object.entries(advice))('%s is a sentence in both languages', (_, { en, zh }) => {
  expect(en).toMatch(/^[A-Z].{20,}\.$/);
  expect(zh).toMatch(/^\p{Script=Han}.{5,}。$/u);
});

it.each(Object.entries(MEANS))('what a line means completes a sentence, in both languages: %s', (_, { en, zh }) => {
  expect(en).toMatch(/^[a-z].{15,}[^.]$/);
  expect(zh).toMatch(/\p{Script=Han}.{2,}[^。]$/u);
});
