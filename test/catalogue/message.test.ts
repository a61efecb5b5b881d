import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { format, placeholdersOf } from '../../src/catalogue/message.ts';
import { parse, sources, walk } from '../house/source-tree.ts';

interface Spoken {
  readonly place: string;
  readonly en: string;
  readonly zh: string;
}

const textOf = (node: ts.Expression): string | undefined =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;

const member = (node: ts.ObjectLiteralExpression, name: string): string | undefined => {
  const found = node.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name);
  return found && ts.isPropertyAssignment(found) ? textOf(found.initializer) : undefined;
};

const SPEAKING = /^src\/(tools|vendors)\/|^src\/catalogue\/causes\.ts$/;

/** Every sentence of a tool that calls many actions, of a vendor's log rows and of the causes, in whatever table. */
const spoken: readonly Spoken[] = sources
  .filter((path) => SPEAKING.test(path))
  .flatMap((path) => {
    const found: Spoken[] = [];
    walk(parse(path), (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      const [en, zh] = [member(node, 'en'), member(node, 'zh')];
      if (en !== undefined) found.push({ place: `${path}: ${en}`, en, zh: zh ?? '' });
    });
    return found;
  });

/** What is left of a sentence to be translated: without places, code and names. */
const speech = (text: string): string => text.replace(/\$?\{[^}]*\}|`[^`]*`|SSL-VPN/g, '').replace(/[^\p{L}]/gu, '');

describe('every verdict, cause, fix, rule and log meaning', () => {
  it('is there in Chinese too', () => {
    expect(spoken.length).toBeGreaterThan(300);
    const mute = spoken.filter(({ en, zh }) => speech(en) !== '' && !/\p{Script=Han}/u.test(zh));
    expect(mute.map(({ place }) => place)).toEqual([]);
  });

  it('holds no Chinese in its English', () => {
    expect(spoken.filter(({ en }) => /\p{Script=Han}/u.test(en)).map(({ place }) => place)).toEqual([]);
  });

  it('has the same places in both languages', () => {
    const unlike = spoken.filter(({ en, zh }) => placeholdersOf(en).join() !== placeholdersOf(zh).join());
    expect(unlike.map(({ place }) => place)).toEqual([]);
  });
});

describe('format', () => {
  const words = { en: '{who} is {status}.', zh: '{who} 的状态为 {status}。' };

  it('fills the places in the asked language', () => {
    expect(format(words, 'en', { who: 'a', status: 1 })).toBe('a is 1.');
    expect(format(words, 'zh', { who: 'a', status: 1 })).toBe('a 的状态为 1。');
  });

  it('leaves a place without a value to be seen', () => {
    expect(format(words, 'en', { who: 'a' })).toBe('a is {status}.');
  });
});
