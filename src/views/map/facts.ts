import { askBox } from '../frame/ask-box.ts';
import { button, type Child, cutList, el, name } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { symbol } from '../frame/health.ts';
import { HEALTH_WORDS, type Health } from '../frame/health-names.ts';
import { type Language, say, type Words } from '../frame/words.ts';
import { diagnosisWords } from './ask-words.ts';
import type { Row, Thing } from './model.ts';
import { FACTS, KINDS, MAP } from './words.ts';

type Fact = readonly [Words, Child];

const kindWords = (kind: string, language: Language): string => {
  const words = KINDS[kind];
  return words ? say(words, language) : kind;
};

const healthFact = (health: Health | undefined, language: Language): readonly Fact[] =>
  health === undefined
    ? []
    : [[FACTS.health, el('span', { class: `pill ${health}` }, symbol(health), say(HEALTH_WORDS[health], language))]];

const nameOf = ({ lines, id }: Thing): string => lines[0] ?? id;

const networksFact = (networks: readonly Thing[] = []): readonly Fact[] =>
  networks.length > 0
    ? [[FACTS.networks, networks.slice(0, 50).map((one) => el('div', {}, name(nameOf(one), { class: 'mono' })))]]
    : [];

const thingFacts = (thing: Thing, language: Language): readonly Fact[] => [
  [FACTS.kind, kindWords(thing.kind, language)],
  ...healthFact(thing.health, language),
  ...(thing.lines.includes(thing.id) || thing.kind === 'customer-gateway' || thing.kind === 'gateway'
    ? [[FACTS.id, name(thing.id, { class: 'mono' })] as const]
    : []),
  ...thing.lines.slice(1).flatMap((line): Fact[] => (line === thing.id ? [] : [[FACTS.also, name(line)]])),
  [FACTS.region, name(thing.region, { class: 'mono' })],
];

const endOf = (thing: Thing): Child => [
  name(nameOf(thing)),
  ...(nameOf(thing) === thing.id ? [] : [' ', name(thing.id, { class: 'mono soft' })]),
];

const rowFacts = (row: Row, language: Language): readonly Fact[] => {
  if (row.kind !== 'tunnel')
    return [...healthFact(row.health, language), ...thingFacts(row.end, language), [FACTS.from, endOf(row.hub)]];
  return [
    [FACTS.kind, kindWords('tunnel', language)],
    ...healthFact(row.health, language),
    ...row.lines.slice(1).map((line): Fact => [FACTS.state, name(line, { class: 'mono' })]),
    ...(row.connection ? [[FACTS.connection, name(row.connection, { class: 'mono' })] as const] : []),
    [FACTS.from, endOf(row.hub)],
    [FACTS.to, endOf(row.end)],
    [FACTS.region, name(row.hub.region, { class: 'mono' })],
  ];
};

const routesOf = (row: Row, language: Language): Child => [
  el('h2', {}, say(MAP.routes, language)),
  row.routes.length > 0
    ? cutList(row.routes, 200, language, { class: 'routes mono' }, name)
    : el('p', { class: 'soft' }, say(MAP.noRoutes, language)),
];

const askOf = (row: Row, frame: Frame): Child => {
  const words = diagnosisWords(row, frame.language);
  return words !== undefined && [el('h2', {}, say(MAP.diagnose, frame.language)), askBox(frame, words)];
};

/** What is known of one thing or tunnel, beside the map. The heading takes the focus. */
export const factsPanel = (
  about: { thing: Thing; row?: Row | undefined; networks?: readonly Thing[] | undefined },
  frame: Frame,
  onClose: () => void,
): HTMLElement => {
  const { thing, row, networks } = about;
  const { language } = frame;
  const title = row?.kind === 'tunnel' ? (row.lines[0] ?? '?') : nameOf(row?.end ?? thing);
  const facts = row ? rowFacts(row, language) : [...thingFacts(thing, language), ...networksFact(networks)];
  return el(
    'section',
    { class: 'facts', 'aria-label': say(MAP.facts, language) },
    el(
      'div',
      { class: 'facts-head' },
      el('h1', { tabindex: '-1' }, name(title)),
      button(say(MAP.close, language), onClose, { class: 'small' }),
    ),
    el(
      'dl',
      {},
      facts.map(([words, value]) => [el('dt', {}, say(words, language)), el('dd', {}, value)]),
    ),
    row?.kind === 'tunnel' && [routesOf(row, language), askOf(row, frame)],
  );
};
