import { frameStyle } from '../frame/style.ts';

/** The map: a window with a picture in it, and facts beside it or, on a narrow page, below. */
export const style = `${frameStyle}
.tools{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:14px 0 8px}
.legend{display:flex;flex-wrap:wrap;gap:6px}
.chip{display:inline-flex;align-items:center;gap:6px;padding:3px 11px 3px 8px;min-height:32px;border-radius:99px;border-color:var(--line);font-size:13px;font-weight:500;font-variant-numeric:tabular-nums}
.chip[aria-pressed=true]{border-color:var(--health);background:var(--healthbg);box-shadow:inset 0 0 0 1px var(--health);font-weight:650}
.chip[disabled]{color:var(--soft);opacity:1}
.chip[disabled] .symbol{opacity:.45}
.small{padding:3px 11px;min-height:32px;font-size:13px;font-weight:500;border-color:var(--line)}
.small[aria-pressed=true]{border-color:var(--go);box-shadow:inset 0 0 0 1px var(--go);font-weight:650}
.find span{white-space:nowrap}
.find{display:flex;align-items:center;gap:8px;color:var(--soft);font-size:13px;flex:1 1 9rem;max-width:20rem}
.find input{font:inherit;font-size:13px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:9px;padding:3px 10px;min-height:32px;width:100%;min-width:0}
.zoom{display:flex;flex-wrap:wrap;gap:6px;margin-left:auto}
.counts{font-size:13px;min-height:0;margin:0 0 6px}
.counts:empty{margin:0}
.body{display:flex;gap:12px;align-items:stretch}
.view{flex:1 1 auto;min-width:0;height:460px;border:1px solid var(--line);border-radius:12px;background:var(--paper);overflow:hidden}
.view.short{height:320px}
:root[data-mode=fullscreen] :is(.view,.facts){height:calc(100vh - 190px);min-height:420px;max-height:none}
.window{position:relative;width:100%;height:100%;overflow:hidden;touch-action:none;cursor:grab;border-radius:12px}
.window:active{cursor:grabbing}
.window:focus-visible{outline-offset:-3px}
.window .waiting{padding:24px}
.stage{position:absolute;left:0;top:0;transform-origin:0 0}
.stage .lines{position:absolute;left:0;top:0;overflow:visible;pointer-events:none}
.line{fill:none;stroke:var(--health,var(--soft));stroke-width:2}
.line.plain{stroke-width:1.500;opacity:.7}
.line.down{stroke-width:2.500;stroke-dasharray:3 6}
.line.degraded{stroke-width:2.500;stroke-dasharray:12 5}
.line.changing{stroke-dasharray:8 4 2 4}
.line.unknown{stroke-dasharray:2 4}
.region{position:absolute;border:1px solid var(--line);border-radius:14px;background:var(--card)}
.region h2{margin:0;padding:9px 14px;color:var(--ink);font-size:13px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.region .id{color:var(--soft);font-weight:400;margin-left:8px;font-family:var(--font-mono,ui-monospace,monospace);font-size:12px}
.box{position:absolute;display:flex;align-items:center;gap:8px;text-align:left;padding:3px 10px;min-height:0;border-radius:10px;border:1px solid var(--line);background:var(--card);font-weight:400;line-height:1.3;overflow:hidden}
.box.hub{border-width:1.500px;border-color:var(--soft);background:var(--code)}
.box.network{border-radius:4px;background:var(--card);border-style:solid}
.box.end{border-radius:22px;padding-inline:16px}
.box.fold{border-style:dashed;border-color:var(--soft);background:transparent}
.box.down,.box.degraded,.box.changing,.box.unknown{border-color:var(--health);background:var(--healthbg)}
.box.down{border-width:2px}
.box .label{display:block;min-width:0}
.box bdi{display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.box .head{font-weight:600;font-size:13px}
.box .below{color:var(--soft);font-size:11.500px}
.box.picked{box-shadow:0 0 0 2px var(--go)}
.box:focus-visible{outline-offset:1px;z-index:1}
.far .below{opacity:0}
.far .head{font-size:17px}
.farther .label,.farther h2{opacity:0}
.farther .box .symbol{width:34px;height:34px}
.side{flex:0 0 320px;min-width:0}
.facts{border:1px solid var(--line);border-radius:12px;padding:14px 16px;max-height:460px;overflow:auto}
.facts-head{display:flex;gap:10px;align-items:flex-start;justify-content:space-between;margin-bottom:10px}
.facts-head h1{font-size:15px}
.facts-head h1:focus{outline:none}
.facts dl{font-size:13px;grid-template-columns:minmax(0,max-content) minmax(0,1fr)}
.facts .ask{font-size:13px}
.routes{font-size:12.500px}
.routes li{padding:3px 0;border-bottom:1px solid var(--line)}
.routes li:last-child{border:0}
@media (max-width:1000px){.body{flex-direction:column}.side{flex:none}.facts{max-height:none}.zoom{margin-left:0}.find{max-width:none;flex-basis:100%}}
@media (max-width:480px){.view{height:420px}.facts dl{grid-template-columns:minmax(0,max-content) minmax(0,1fr);gap:4px 12px}.facts dd{margin:0}}
`;
