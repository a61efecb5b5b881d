import { cardStyle } from '../frame/card-style.ts';

/** The tunnel card: a verdict, causes with how sure they are, and a table of two ends that becomes a list on a narrow page. */
export const style = `${cardStyle}
.causes{display:grid;gap:10px}
.cause{border:1px solid var(--line);border-left:4px solid var(--line);border-radius:10px;padding:12px 16px 14px;min-width:0}
.cause.proven{border-left-color:var(--down)}
.cause.likely{border-left-color:var(--degraded)}
.cause.guess{border-left-color:var(--unknown)}
.sure{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;font-size:13px;margin-top:4px}
.bars{display:inline-flex;gap:3px}
.bars i{width:14px;height:6px;border-radius:2px;border:1px solid var(--soft)}
.bars .on{background:var(--ink);border-color:var(--ink)}
.ends{display:grid;grid-template-columns:minmax(0,1fr) auto minmax(0,1fr);gap:0;align-items:center;margin-bottom:10px}
.end{border:1px solid var(--line);border-radius:10px;padding:8px 14px;background:var(--code);height:100%}
.end h3{font-size:12.500px;color:var(--soft);font-weight:600}
.between{display:flex;align-items:center;position:relative;padding:0 14px}
.between::before{content:"";position:absolute;inset:50% 0 auto;border-top:2px dashed var(--health)}
.between.up::before{border-top-style:solid}
.between .symbol{position:relative;background:var(--card);border-radius:50%;box-shadow:0 0 0 3px var(--card)}
.in-cell{display:none}
.candidate{border-top:1px solid var(--line);padding:10px 0}
@media (max-width:560px){.ends{grid-template-columns:minmax(0,1fr)}.between{padding:10px 0;justify-content:center}.between::before{inset:0 auto;left:50%;border-top:0;height:100%;border-left:2px dashed var(--health)}.between.up::before{border-left-style:solid}
.end-row{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2px 12px;padding:8px 0;border-bottom:1px solid var(--line)}
.end-row>*{border:0;padding:0}.end-row th{grid-column:1/-1;color:var(--ink);font-size:13.500px}.end-row td:last-child{grid-column:1/-1;margin-top:4px}
.in-cell{display:block;font-size:12px;color:var(--soft)}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
`;
