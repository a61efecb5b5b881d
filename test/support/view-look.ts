import axe from 'axe-core';
import { expect } from 'vitest';
import type { ShownView } from './view-host.ts';

/** Both schemes and both languages, in two looks. */
export const LOOKS = [
  { theme: 'light', locale: 'zh-CN' },
  { theme: 'dark', locale: 'en-GB' },
] as const;

/** A view fits its width, axe finds nothing, and it has asked for nothing and complained of nothing. Its page is closed then. */
export const expectFine = async ({ view, page, requested, complaints }: ShownView): Promise<void> => {
  expect(await view.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await view.evaluate(axe.source);
  const { violations } = Object(await view.evaluate('axe.run()'));
  expect(violations).toEqual([]);
  expect([requested, complaints]).toEqual([[], []]);
  await page.close();
};
