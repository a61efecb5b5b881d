import { frameStyle } from './style.ts';

/** What the views in the form of a card have in common. */
export const cardStyle = `${frameStyle}
main{max-width:860px}
.head{border-left:4px solid var(--health);padding:2px 0 2px 14px;margin-bottom:4px}
.head .kind{display:flex;flex-wrap:wrap;align-items:center;gap:6px 10px;color:var(--soft);font-size:12.500px;font-weight:600;margin-bottom:4px}
.notice+.head{margin-top:14px}
main>.notice:first-child{margin-top:0}
h3{font-size:14.500px;line-height:1.4;font-weight:600;margin:0}
h4{font-size:12.500px;font-weight:600;color:var(--soft);margin:12px 0 3px}
.dots li{padding-left:14px;position:relative}
.dots li+li{margin-top:2px}
.dots li::before{content:"";position:absolute;left:2px;top:.66em;width:5px;height:5px;border-radius:50%;background:var(--soft)}
.note{margin-top:6px;font-size:13px}
table{width:100%;border-collapse:collapse;font-size:13.500px}
th{text-align:left;font-weight:600;color:var(--soft);font-size:12.500px;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
td{padding:7px 12px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody th{color:var(--ink);font-weight:500;font-size:13.500px;vertical-align:top;padding-top:7px}
td:last-child{padding-right:0}
details{margin-top:10px}
summary{cursor:pointer;color:var(--soft);font-weight:600;font-size:13px;width:max-content;max-width:100%;border-radius:6px}
details>:nth-child(2){margin-top:8px}
`;
