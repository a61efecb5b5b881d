import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { browserPath, sharedBrowser } from '../guard/browser.ts';
import { read, sources } from '../house/source-tree.ts';
import { PAGE_MAKERS, servedPages } from '../support/served-pages.ts';

const pages = servedPages();

/** The standard, and what people with a screen reader need; layout is nobody's business but ours. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'input-missing-label': 'error' },
});

const faultsOf = async (html: string): Promise<readonly string[]> => {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
};

test('every page that is served is among those that are judged', () => {
  const makers = sources.filter((path) => /\bframed\(/.test(read(path)) && path !== 'src/web/frame.ts');
  expect(makers.toSorted()).toEqual([...PAGE_MAKERS]);
  expect(pages.length).toBeGreaterThan(40);
});

test('every page is HTML by the standard', async () => {
  const faults = await Promise.all(pages.map(async ({ name, html }) => ({ name, faults: await faultsOf(html) })));
  expect(faults.filter((each) => each.faults.length > 0)).toEqual([]);
});

test.each([
  ['an element that is not closed', '</h1>', ''],
  ['an ID twice', '<main>', '<main id="a"><i id="a"></i>'],
  ['a field without a label', '</form>', '<input type="text" name="x"></form>'],
])('the judge finds %s', async (_, from, to) => {
  const [page] = pages;
  expect(await faultsOf(page?.html.replace(from, to) ?? '')).not.toEqual([]);
});

describe.skipIf(browserPath === undefined)('in a browser', () => {
  const browser = sharedBrowser();

  test('axe finds nothing on any page, nor in its other colours', { timeout: 120_000 }, async () => {
    const page = await (await browser()).newPage({ colorScheme: 'light', viewport: { width: 360, height: 900 } });
    await page.addInitScript(axe.source);
    const found: unknown[] = [];
    const judge = async (name: string, rules: string): Promise<void> => {
      const { violations, passes } = Object(await page.evaluate(`axe.run(${rules})`));
      if (passes.length === 0) found.push([name, 'nothing was looked at']);
      for (const { id, nodes } of violations) found.push([name, id, nodes[0]?.html]);
    };
    for (const { name, html } of pages) {
      await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
      await page.emulateMedia({ colorScheme: 'light' });
      await judge(name, '');
      await page.emulateMedia({ colorScheme: 'dark' });
      await judge(`${name}, dark`, '{ runOnly: ["color-contrast"] }');
    }
    expect(found).toEqual([]);
  });
});
