import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/settings/command-line.ts';
import { problemOf, read } from '../support/start.ts';

describe('the command line', () => {
  it('lets the last of a repeated option win', () => {
    expect(read(['--region', 'a', '--region=b']).settings.region).toBe('b');
  });

  it('adds up the items of a list', () => {
    expect(read(['--toolsets', 'ipsec', '--toolsets', 'ssl,route']).settings.toolsets).toEqual([
      'ipsec',
      'ssl',
      'route',
    ]);
  });

  it('ignores what a desktop host appends after a lone --', () => {
    const reading = read(['doctor', '--read-only', '--', '--weird', 'x', '--region', 'y', '--help']);
    expect(reading).toEqual(read(['doctor', '--read-only']));
    expect([reading.settings.readOnly, reading.words]).toEqual([true, ['doctor']]);
  });

  it.each([
    { argv: ['--sandbox'], world: 'office', words: [] },
    { argv: ['--sandbox', 'fleet'], world: 'fleet', words: [] },
    { argv: ['--sandbox', 'public'], world: 'public', words: [] },
    { argv: ['--sandbox=./mine.json'], world: './mine.json', words: [] },
    { argv: ['call', '--sandbox', 'DescribeRegions', '{}'], world: 'office', words: ['call', 'DescribeRegions', '{}'] },
    {
      argv: ['call', '--sandbox', 'worlds/a.json', 'DescribeRegions', '-'],
      world: 'worlds/a.json',
      words: ['call', 'DescribeRegions', '-'],
    },
  ])('reads $argv', ({ argv, world, words }) => {
    const reading = read(argv);
    expect([reading.settings.sandbox, reading.words]).toEqual([world, words]);
  });

  it.each(['--help', '-h', 'help'])('knows %s', (word) => expect(read([word]).help).toBe(true));
  it.each(['--version', '-V', 'version'])('knows %s', (word) => expect(read([word]).version).toBe(true));
});

it('takes help for a question only where a command stands', () => {
  expect(readArguments(['call', 'help'])).toMatchObject({ help: false, words: ['call', 'help'] });
  expect(readArguments(['help', 'call'])).toMatchObject({ help: true });
});

it('a text that begins with a dash is a value only behind an equals sign', () => {
  expect(readArguments(['--protect=-old']).given.get('protect')).toEqual(['-old']);
  expect(problemOf(['--protect', '-old']).setting).toBe('--protect');
});

it('a lone dash is a word, by which a command reads standard input', () => {
  expect(readArguments(['call', 'X', '-']).words).toEqual(['call', 'X', '-']);
});
