import { cardStyle } from '../frame/card-style.ts';

/** The plan: what each step does, and above it the way to the page where a person decides. */
export const style = `${cardStyle}
.head .dots{margin-top:6px}
.steps{margin:0;padding:0;list-style:none;display:grid;gap:10px}
.step{border:1px solid var(--line);border-left:4px solid var(--health);border-radius:10px;padding:12px 16px 14px;min-width:0}
.step h3{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px}
.target{margin-top:2px}
.called{font-weight:600}
.old{color:var(--soft)}
.new{font-weight:600}
.changes{table-layout:fixed}
.approval{border:1px solid var(--line);background:var(--code);border-radius:12px;padding:2px 16px 16px;margin-top:14px}
.approval h2{margin-top:12px}
.approval h3{font-size:12.500px;color:var(--soft);margin:12px 0 3px}
.approval .ask{background:var(--card)}
.approval.plain{padding-top:14px}
.approval.plain p+p,.approval.plain progress+p{margin-top:8px}
.over{font-weight:600}
.over:empty,.left:empty{display:none}
.left{font-variant-numeric:tabular-nums;font-weight:600}
progress{display:block;width:100%;height:4px;margin-top:6px;appearance:none;border:0;border-radius:2px;background:var(--line);overflow:hidden}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--degraded)}
progress::-moz-progress-bar{background:var(--degraded)}
.address{border:1px solid var(--line);background:var(--card);border-radius:8px;padding:6px 10px;margin-top:6px;user-select:all}
.text{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--code);border-radius:10px;padding:12px 14px;font:12.500px/1.5 var(--font-mono,ui-monospace,SFMono-Regular,Menlo,Consolas,monospace);max-height:24em;overflow:auto}
`;
