import { expect, test } from 'vitest';
import { pageText } from '../../../src/guard/page/messages.ts';
import { kindNames, planMessages } from '../../../src/guard/plan/messages.ts';
import { labels } from '../../../src/guard/plan/render.ts';

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

const all = Object.entries({ ...pageText, ...planMessages, ...kindNames, ...labels });

test.each(all)('%s is said in both languages with the same places', (_, { en, zh }) => {
  expect(places(zh)).toEqual(places(en));
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(zh.replace(/\{\w+\}|VPN Gateway MCP/g, '')).toMatch(/^$|\p{Script=Han}/u);
});
