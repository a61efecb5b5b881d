import { applyContext } from './context.ts';
import { el, fill } from './dom.ts';
import type { Frame, ViewParts } from './frame.ts';
import { symbol } from './health.ts';
import { connectHost, greet, type Host } from './host.ts';
import type { Json } from './json.ts';
import { readResult, type ToolResult } from './result.ts';
import { FRAME, type Language, languageOf, say } from './words.ts';

/** What is known so far; the page is drawn from it. */
interface State {
  context: Json;
  capabilities: Json;
  input: Json;
  result: ToolResult | undefined;
  isCancelled: boolean;
  hasGreeted: boolean;
}

const stateNow = (): State => ({
  context: {},
  capabilities: {},
  input: {},
  result: undefined,
  isCancelled: false,
  hasGreeted: false,
});

const languageIn = ({ context, result }: State): Language =>
  languageOf(typeof context['locale'] === 'string' ? context['locale'] : '', result?.text.slice(0, 2_000) ?? '');

/** Reports the height of the page whenever it changes, so that the host makes room for it. */
const reportSize = (host: Host): void => {
  let last = 0;
  const report = (): void => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last || height === 0) return;
    last = height;
    host.notify('ui/notifications/size-changed', { height });
  };
  new ResizeObserver(() => requestAnimationFrame(report)).observe(document.body);
  report();
};

/** An error of the tool in the words of the tool. */
const failure = ({ text }: ToolResult, language: Language): HTMLElement =>
  el(
    'div',
    { class: 'notice down', role: 'status' },
    symbol('down'),
    el('div', {}, el('strong', {}, say(FRAME.failed, language)), el('p', { class: 'lines' }, text)),
  );

/** What a host hands over may have a form that nobody foresaw: its text is there in any case. */
const drawSafely = (view: ViewParts, result: ToolResult, frame: Frame): void => {
  try {
    view.draw(result, frame);
  } catch {
    const text = el('pre', { class: 'lines', tabindex: '0' }, result.text);
    frame.show(el('p', { class: 'waiting', role: 'status' }, say(FRAME.unreadable, frame.language)), text);
  }
};

/** Draws what is known, and again whenever more is. */
const createDrawing = (view: ViewParts, state: State, host: Host) => {
  const root = document.getElementById('view') ?? document.body;
  let leaving: (() => void)[] = [];
  const draw = (): void => {
    for (const leave of leaving.splice(0)) leave();
    const { result } = state;
    const language = languageIn(state);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    const frame: Frame = {
      host,
      capabilities: state.capabilities,
      context: state.context,
      input: state.input,
      language,
      show: (...children) => fill(root, ...children),
      onLeave: (leave) => leaving.push(leave),
      replace: (other) => {
        state.result = other;
        draw();
      },
    };
    if (state.isCancelled) fill(root, el('p', { class: 'waiting', role: 'status' }, say(FRAME.cancelled, language)));
    else if (!result) fill(root, el('p', { class: 'waiting', role: 'status' }, say(FRAME.waiting, language)));
    else if (result.isError && !view.isOwnError?.(result)) fill(root, failure(result, language));
    else drawSafely(view, result, frame);
  };
  let isDue = false;
  // Of messages that come faster than a page is drawn, the last one is drawn.
  const drawSoon = (): void => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      draw();
    });
  };
  const leave = (): void => {
    for (const each of leaving) each();
    leaving = [];
  };
  return { draw, drawSoon, leave };
};

const takeIn = (state: State, method: string, params: Json): boolean => {
  if (method === 'ui/notifications/tool-input') {
    const { arguments: given } = params;
    state.input = typeof given === 'object' && given !== null ? { ...given } : {};
    return false;
  }
  if (method === 'ui/notifications/tool-result') {
    state.result = readResult(params);
    state.isCancelled = false;
    return true;
  }
  if (method === 'ui/notifications/tool-cancelled') {
    state.isCancelled = true;
    return true;
  }
  if (method !== 'ui/notifications/host-context-changed') return false;
  const before = languageIn(state);
  state.context = { ...state.context, ...params };
  applyContext(params);
  return before !== languageIn(state);
};

/**
 * Some hosts put the whole page into the body of a page of theirs, where a browser takes no policy. What is there by now has run; the
 * policy that is added here keeps everything else out.
 */
const keepPolicy = (): void => {
  const own = document.querySelector('meta[http-equiv=Content-Security-Policy][content*=sha256]');
  if (own === null || own.parentElement === document.head) return;
  const content = "default-src 'none'; base-uri 'none'; form-action 'none'";
  document.head.append(el('meta', { 'http-equiv': 'Content-Security-Policy', content }));
};

/** Starts a view: greets the host, draws each result, and follows the host's theme and language. */
export const startView = (view: ViewParts): void => {
  keepPolicy();
  const state = stateNow();
  const host = connectHost(
    // A result in parts says nothing that is worth a picture, so only whole ones are drawn.
    (method, params) => void (takeIn(state, method, params) && state.hasGreeted && drawing.drawSoon()),
    () => drawing.leave(),
  );
  const drawing = createDrawing(view, state, host);
  drawing.draw();
  greet(host, view.name)
    .then(({ context, capabilities }) => {
      state.context = { ...context, ...state.context };
      state.capabilities = capabilities;
      applyContext(state.context);
    })
    .catch(() => {})
    .finally(() => {
      state.hasGreeted = true;
      reportSize(host);
      drawing.draw();
    });
};
