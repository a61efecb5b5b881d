import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { timeLimit } from '../../catalogue/abort.ts';
import { BadSettings, isKnownProblem } from '../../errors.ts';
import { settingsPath } from '../../settings/folders.ts';
import { variableOf } from '../../settings/option.ts';
import { readSettings, type Settings } from '../../settings/settings.ts';
import { localChecks } from '../doctor/checks.ts';
import { remoteChecks } from '../doctor/cloud-checks.ts';
import { type ConsoleLists, labelOf, readConsoleLists } from '../doctor/console-lists.ts';
import { printFindings } from '../doctor/doctor.ts';
import { createSessionFactory, type SessionFactory } from '../session-factory.ts';
import { openTerminal, wrapLines } from '../terminal.ts';
import { idOf, linesOf, type Offer, offerOf } from './console-choices.ts';
import { type Answers, answerOf, profileOf, type Question, questions } from './questions.ts';
import { clients, commandOf } from './snippets.ts';
import { profilesIn, writeProfile } from './write-profile.ts';

/** Whoever answers: a person at a terminal, or a test. Rejects when there is nobody any more. */
export type Read = (prompt: string) => Promise<string>;

const CHECK_MS = 60_000;

const ask = async (question: Question, read: Read): Promise<string> => {
  const { text, choices = [], fallback } = question;
  const { say, width } = openTerminal();
  say(wrapLines(`\n${text}`, width));
  choices.forEach(([, each], at) => {
    say(`  ${at + 1}  ${each}`);
  });
  const shown = choices.length > 0 ? String(choices.findIndex(([value]) => value === fallback) + 1) : fallback;
  for (;;) {
    const answer = answerOf(question, await read(shown === undefined ? '> ' : `[${shown}] > `));
    if (answer !== undefined) return answer;
    say(choices.length > 0 ? `Type a number from 1 to ${choices.length}.` : 'This is needed.');
  }
};

/** Asks the console with what is answered so far; where that does not do, both lists are not known. */
const listsFor = async (answers: Answers): Promise<ConsoleLists> => {
  openTerminal().say('\nAsking the ASCM console what your key may see …');
  let sessionFactory: SessionFactory | undefined;
  try {
    sessionFactory = createSessionFactory(settingsOf(profileOf(answers)), 'shell', () => {});
    return await readConsoleLists(await sessionFactory.client(), timeLimit(CHECK_MS));
  } catch (problem) {
    const unknown = { unknown: isKnownProblem(problem) ? problem.message : String(problem) };
    return { organizations: unknown, resourceSets: unknown };
  } finally {
    await sessionFactory?.close();
  }
};

const askFrom = async (offer: Offer, question: Question, read: Read): Promise<string> => {
  const { say, width } = openTerminal();
  const how = offer.rows.length === 0 ? '' : offer.isNumbered ? ' Type its number or its ID.' : ' Type its ID.';
  say(wrapLines(`\n${question.text}${how}`, width));
  for (const line of linesOf(offer, width)) say(line);
  const id = idOf(offer, await read('> '));
  const chosen = offer.rows.find((row) => row.id === id);
  if (chosen) say(`  ${labelOf(chosen)}`);
  return id;
};

const askAll = async (read: Read): Promise<Answers> => {
  let answers: Answers = {};
  let lists: ConsoleLists | undefined;
  for (const question of questions) {
    if (!(question.when?.(answers) ?? true)) continue;
    if (question.list !== undefined) lists ??= await listsFor(answers);
    const answer =
      question.list !== undefined && lists !== undefined
        ? await askFrom(offerOf(question.list, lists, answers), question, read)
        : await ask(question, read);
    answers = { ...answers, [question.name]: answer };
  }
  return answers;
};

const yesNo = (text: string, fallback: 'yes' | 'no'): Question => ({
  name: '',
  text,
  choices: [
    ['yes', 'yes'],
    ['no', 'no'],
  ],
  fallback,
});

const askName = async (path: string, read: Read): Promise<string> => {
  const known = profilesIn(path);
  for (;;) {
    const name = await ask({ name: '', text: 'Name of this profile', fallback: 'default' }, read);
    if (!known.includes(name)) return name;
    const replaces = await ask(yesNo(`There is a profile ${name} already. Replace it?`, 'no'), read);
    if (replaces === 'yes') return name;
  }
};

/** The answers as settings: wrong ones are told as they would be at a start. */
const settingsOf = (profile: Answers): Settings =>
  readSettings([], {
    ...process.env,
    ...Object.fromEntries(Object.entries(profile).map(([name, value]) => [variableOf(name), value])),
  }).settings;

const check = async (settings: Settings): Promise<boolean> => {
  const { say } = openTerminal();
  say('\nLooking whether it works …');
  const findings = [...localChecks(settings), ...(await remoteChecks(settings, timeLimit(CHECK_MS)))];
  printFindings(findings, say);
  return findings.every(({ state }) => state !== 'bad');
};

const showSnippet = async (profile: string, read: Read): Promise<void> => {
  const { out, say } = openTerminal();
  const choices = clients.map(({ name }) => [name.toLowerCase(), name] as const);
  const chosen = await ask({ name: '', text: 'Which assistant is it for?', choices, fallback: 'claude code' }, read);
  const client = clients.find(({ name }) => name.toLowerCase() === chosen);
  say(`\n${client?.where}:\n`);
  out(client?.text(commandOf(process.execPath, process.argv[1] ?? '', profile)) ?? '');
  say('\nKeys that stand in your shell’s variables are not seen by desktop programs: name them under "env" there.');
};

/** Asks, looks whether it works, keeps the answers as a profile, and shows what a client wants. 1 where nothing was kept. */
export const setUp = async (settings: Settings, read: Read): Promise<number> => {
  const { say } = openTerminal();
  const path = settings.settings ?? settingsPath(process.env);
  // What cannot be kept is said before anything is asked.
  profilesIn(path);
  const profile = profileOf(await askAll(read));
  const isGood = await check(settingsOf(profile));
  if (!isGood && (await ask(yesNo('Not all is well. Keep the answers all the same?', 'yes'), read)) === 'no') {
    say('Nothing was written.');
    return 1;
  }
  const name = await askName(path, read);
  writeProfile(path, name, {
    ...profile,
    ...('read-only' in profile && { 'read-only': profile['read-only'] === 'true' }),
  });
  say(`\nWritten: profile ${name} in ${path}. It holds no secret.`);
  await showSnippet(name, read).catch((left: unknown) => {
    if (!isKnownProblem(left)) throw left;
    say('\nThe profile stays. docs/clients.md shows what each client wants.');
  });
  return 0;
};

/** The command `setup`, for a person at a terminal. */
export const runSetup = async (settings: Settings): Promise<number> => {
  const { stdin, stderr } = process;
  if (!stdin.isTTY)
    throw new BadSettings(
      'setup',
      'setup asks a person, and standard input is no terminal',
      'Write the settings file by hand: docs/cloud.md shows one.',
    );
  const line = createInterface({ input: stdin, output: stderr });
  const gone = new AbortController();
  line.once('close', () =>
    gone.abort(
      new BadSettings('setup', 'setup was left before its end; nothing was written', 'Start it again when you like.'),
    ),
  );
  try {
    return await setUp(settings, async (prompt) => {
      try {
        return await line.question(prompt, { signal: gone.signal });
      } catch (error) {
        throw gone.signal.aborted ? gone.signal.reason : error;
      }
    });
  } finally {
    line.close();
  }
};
