import { expect, test } from 'vitest';
import { pageStyle } from '../../src/web/style.ts';

type Colours = Readonly<Record<string, string>>;

/** The custom properties that a block of the sheet sets. */
const coloursOf = (block: string | undefined): Colours =>
  Object.fromEntries(
    [...(block ?? '').matchAll(/--(\w+):(#[0-9a-f]{3,6})/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );

const [lightSheet = '', darkSheet = ''] = pageStyle.split('@media (prefers-color-scheme:dark)');
const blockOf = (sheet: string, selector: string): Colours => coloursOf(sheet.split(`${selector}{`)[1]?.split('}')[0]);
const dark = darkSheet.split('*{box-sizing')[0] ?? '';

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const luminance = (colour: string): number => {
  const hex = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (one: string, other: string): number => {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
};

const themes = (['light', 'dark'] as const).flatMap((scheme) => {
  const sheet = scheme === 'light' ? lightSheet : dark;
  const root = blockOf(sheet, ':root');
  return ['disrupt', 'destroy', 'good', 'plain'].map((tone) => ({
    name: `${scheme}, ${tone}`,
    colours: { ...root, ...blockOf(sheet, `body.${tone}`) },
  }));
});

// WCAG 2.2, AA: 4.5 to 1 for text.
test.each(themes)('every text can be read: $name', ({ colours }) => {
  const pairs = [
    ['ink', 'card'],
    ['ink', 'paper'],
    ['ink', 'tint'],
    ['ink', 'code'],
    ['soft', 'card'],
    ['soft', 'paper'],
    ['soft', 'tint'],
    ['soft', 'code'],
    ['accent', 'card'],
    ['goink', 'go'],
    ['stop', 'code'],
  ] as const;
  const dim = pairs.filter(([text, ground]) => !(contrast(colours[text] ?? '#000', colours[ground] ?? '#000') >= 4.5));
  expect(dim).toEqual([]);
});

test('nothing is fetched from anywhere', () => {
  expect(pageStyle).not.toMatch(/url\(|@import|https?:/);
});
