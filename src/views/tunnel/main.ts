import { askBox } from '../frame/ask-box.ts';
import { type Child, cutList, el, name } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { symbol, unreadNotice } from '../frame/health.ts';
import { HEALTH_WORDS } from '../frame/health-names.ts';
import { textIn } from '../frame/json.ts';
import { isPlain } from '../frame/plain-call.ts';
import type { ToolResult } from '../frame/result.ts';
import { startView } from '../frame/start.ts';
import { beyond, FRAME, type Language, say } from '../frame/words.ts';
import { type Diagnosis, readDiagnosis } from './diagnosis.ts';
import { drawCauses } from './draw-causes.ts';
import { drawEnds } from './draw-ends.ts';
import { ASK_CANDIDATE, ASK_CANDIDATE_IN, CARD } from './words.ts';

const head = ({ verdict, health }: Diagnosis, language: Language): Child =>
  el(
    'header',
    { class: `head ${health ?? 'unknown'}` },
    el(
      'p',
      { class: 'kind' },
      say(CARD.kind, language),
      health && el('span', { class: `pill ${health}` }, symbol(health), say(HEALTH_WORDS[health], language)),
    ),
    el('h1', {}, verdict),
  );

const section = (title: string, ...children: readonly Child[]): Child =>
  el('section', {}, el('h2', {}, title), children);

/** Several connections bear the name that was asked for. */
const candidates = ({ candidates: all }: Diagnosis, frame: Frame): Child => {
  if (all.length === 0) return undefined;
  const { language } = frame;
  return section(
    say(CARD.candidates, language),
    all.slice(0, 20).map((row) => {
      const [region, id] = [textIn(row, 'RegionId'), textIn(row, 'VpnConnectionId')];
      const words = say(region === '' ? ASK_CANDIDATE : ASK_CANDIDATE_IN, language, { name: id, region });
      return el(
        'div',
        { class: 'candidate' },
        el(
          'p',
          {},
          name(textIn(row, 'Name')),
          ' ',
          name(id, { class: 'mono' }),
          ' ',
          name(textIn(row, 'Status'), { class: 'mono soft' }),
        ),
        isPlain([region, id]) && id !== '' && askBox(frame, words),
      );
    }),
    beyond(all, 20, language) !== undefined && el('p', { class: 'soft' }, beyond(all, 20, language)),
  );
};

const observed = ({ observed: all }: Diagnosis, language: Language): Child =>
  all.length > 0 &&
  el(
    'details',
    {},
    el('summary', {}, say(CARD.observed, language)),
    el(
      'dl',
      {},
      all.map(([key, values]) => [
        el('dt', {}, key),
        el(
          'dd',
          {},
          values.slice(0, 50).map((value) => el('div', {}, name(value, { class: 'mono' }))),
          beyond(values, 50, language),
        ),
      ]),
    ),
  );

const draw = (result: ToolResult, frame: Frame): void => {
  const { language } = frame;
  const diagnosis = readDiagnosis(result.data);
  if (!diagnosis) {
    frame.show(el('p', { class: 'waiting' }, say(FRAME.unreadable, language)));
    return;
  }
  const { causes, more, nextTest, notVisible } = diagnosis;
  frame.show(
    unreadNotice(CARD.unread, diagnosis.unread, language),
    head(diagnosis, language),
    candidates(diagnosis, frame),
    drawCauses(causes, more, frame),
    nextTest !== '' && section(say(CARD.next, language), el('p', {}, nextTest)),
    drawEnds(diagnosis, language),
    notVisible.length > 0 &&
      section(say(CARD.notVisible, language), cutList(notVisible, 40, language, { class: 'dots' })),
    observed(diagnosis, language),
  );
};

startView({ name: 'tunnel', draw });
