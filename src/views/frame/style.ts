import { fonts, palette } from '../../web/palette.ts';

/** Colours of health beside the common ones: good, warning, and under way. */
const LIGHT =
  '--up:#1c6b3f;--down:#b3261e;--degraded:#8a5a00;--changing:#1f5fbf;--unknown:#5a6475;--upbg:#e9f6ee;--downbg:#fdeeec;--degradedbg:#fff6e3;--changingbg:#eaf1fc;--unknownbg:#eef1f6';
const DARK =
  '--up:#7fd6a2;--down:#ff9b92;--degraded:#f0c15c;--changing:#8ab6f7;--unknown:#b4c0d6;--upbg:#12281b;--downbg:#321817;--degradedbg:#2b2414;--changingbg:#152338;--unknownbg:#222936';

const health = ['up', 'down', 'degraded', 'changing', 'unknown']
  .map((each) => `.${each}{--health:var(--${each});--healthbg:var(--${each}bg)}`)
  .join('');

/** What every view has: colours, text, buttons. Colours are our own in both themes, for a host's might not stand apart from ours. */
export const frameStyle = `
:root{color-scheme:light dark;${palette.light};${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${palette.dark};${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${palette.dark};${DARK}}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--card);color:var(--ink);font:14px/1.5 var(--font-sans,${fonts.text});padding:var(--top,0) var(--right,0) var(--bottom,0) var(--left,0)}
${health}
main{padding:16px;max-width:1200px;margin:0 auto}
h1,h2,h3,p,ul,dl,dd,pre{margin:0}
h1{font-size:17px;line-height:1.35;font-weight:650;letter-spacing:-.005em;overflow-wrap:anywhere}
h2{font-size:12.5px;font-weight:600;color:var(--soft);letter-spacing:.01em;margin:20px 0 6px}
p,li,dd,td,th,h3{overflow-wrap:anywhere}
ul{padding:0;list-style:none}
code,.mono{font-family:var(--font-mono,${fonts.code});font-size:.92em}
bdi{unicode-bidi:isolate}
.soft{color:var(--soft)}
.symbol{width:18px;height:18px;flex:none;display:inline-block;vertical-align:-4px}
.symbol .outline{fill:var(--health);stroke:var(--health);stroke-width:1;stroke-linejoin:round}
.symbol .mark{fill:none;stroke:var(--card);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
.symbol.unknown .outline{fill:var(--card);stroke-width:2;stroke-dasharray:4 2.500}
.symbol.unknown .mark{stroke:var(--health)}
.pill{display:inline-flex;align-items:center;gap:5px;border:1px solid var(--health,var(--line));background:var(--healthbg,var(--code));color:var(--health,var(--ink));border-radius:99px;padding:1px 10px 1px 6px;font-size:12.5px;font-weight:600;max-width:100%}
.pill .symbol{width:15px;height:15px}
.notice{display:flex;gap:10px;align-items:flex-start;border:1px solid var(--health,var(--line));background:var(--healthbg,var(--code));border-radius:10px;padding:10px 12px;margin:12px 0 0}
.notice .symbol{margin-top:1px}
.notice ul{margin-top:2px}
button{font:inherit;font-weight:600;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:9px;padding:7px 14px;min-height:36px;cursor:pointer}
button.go{background:var(--go);border-color:var(--go);color:var(--goink)}
button:hover{filter:brightness(1.06)}
button[disabled]{opacity:.6;cursor:default}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
.buttons{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px}
.ask{border:1px solid var(--line);background:var(--code);border-radius:10px;padding:12px}
.ask pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;max-height:15em;overflow:auto}
.ask .note{margin-top:8px}
.ask .note:empty{margin:0}
.lines{white-space:pre-wrap}
.waiting{padding:20px 4px;color:var(--soft)}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px}
dt{color:var(--soft)}
@media (max-width:480px){main{padding:12px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:6px}.buttons button{flex:1 1 auto}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
@media (forced-colors:active){.symbol .outline{fill:Canvas;stroke:CanvasText;stroke-width:2}.symbol .mark{stroke:CanvasText}}
`;
