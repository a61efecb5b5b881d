import { button, type Child, el, fill } from '../frame/dom.ts';
import type { Frame } from '../frame/frame.ts';
import { symbol } from '../frame/health.ts';
import { HEALTH_WORDS, HEALTHS, type Health } from '../frame/health-names.ts';
import { readResult } from '../frame/result.ts';
import { say } from '../frame/words.ts';
import type { Choice } from './choose.ts';
import type { MapModel } from './model.ts';
import { MAP } from './words.ts';

/** Reads the map again, by the arguments of the call that made it and by others. */
const readAgain = async (frame: Frame, choice: Choice, isWhole: boolean, note: HTMLElement): Promise<void> => {
  const { host, input, language } = frame;
  if (choice.isReading) return;
  choice.isReading = true;
  fill(note, say(MAP.loading, language));
  const { Language: asked = language, ...scope } = input;
  const given = { ...scope, Language: asked, Mermaid: false, ...(isWhole && { All: true }) };
  try {
    const result = readResult(await host.request('tools/call', { name: 'MapTopology', arguments: given }));
    if (result.isError) throw new Error(result.text.slice(0, 300));
    choice.isWhole = isWhole;
    choice.isFresh = true;
    frame.replace(result);
  } catch (error) {
    fill(note, say(MAP.loadFailed, language, { why: error instanceof Error ? error.message : '' }));
  } finally {
    choice.isReading = false;
  }
};

/** What the answer itself left out, and a way to have it. */
export const groupedNotice = ({ grouped, more }: MapModel, choice: Choice, frame: Frame): Child => {
  if (grouped === 0) return undefined;
  const { language, capabilities, input } = frame;
  const note = el('p', { class: 'soft', role: 'status' });
  const canAsk = 'serverTools' in capabilities && input['All'] !== true && !choice.isWhole;
  return el(
    'div',
    { class: 'notice', role: 'note' },
    el(
      'div',
      {},
      el('p', {}, say(MAP.grouped, language, { count: grouped })),
      canAsk
        ? el(
            'div',
            { class: 'buttons' },
            button(say(MAP.all, language), () => void readAgain(frame, choice, true, note), { class: 'go' }),
          )
        : el('p', { class: 'soft' }, more),
      note,
    ),
  );
};

/** The legend, whose marks are filters too: each with its shape, its word and, where all are drawn, how many there are. */
export const legend = (
  { counts, grouped, present }: MapModel,
  chosen: ReadonlySet<Health>,
  { language }: Frame,
  onToggle: (health: Health) => void,
): HTMLElement =>
  el(
    'div',
    { class: 'legend' },
    HEALTHS.map((health) => {
      const word = say(HEALTH_WORDS[health], language);
      const count = grouped > 0 ? '' : ` ${counts[health]}`;
      return button([symbol(health), `${word}${count}`], () => onToggle(health), {
        class: `chip ${health}`,
        'aria-pressed': String(chosen.has(health)),
        'aria-label': `${word}${count}. ${say(MAP.only, language, { health: word })}`,
        // In a group there may be any; and what was chosen can be taken back.
        ...(grouped === 0 && !present.has(health) && !chosen.has(health) && { disabled: '' }),
      });
    }),
  );

/** A refresh where the host lets a page call tools. */
export const refreshButton = (frame: Frame, choice: Choice, note: HTMLElement): HTMLElement | undefined =>
  'serverTools' in frame.capabilities
    ? button(say(MAP.refresh, frame.language), () => void readAgain(frame, choice, choice.isWhole, note), {
        class: 'small',
      })
    : undefined;

/** Full screen where the host has it and is not in it. */
export const fullButton = ({ host, context, language }: Frame): Child => {
  const { availableDisplayModes: modes, displayMode } = context;
  const canFill = Array.isArray(modes) && modes.includes('fullscreen') && displayMode !== 'fullscreen';
  const fillScreen = (): void => void host.request('ui/request-display-mode', { mode: 'fullscreen' }).catch(() => {});
  return canFill && button(say(MAP.full, language), fillScreen, { class: 'small' });
};
