import { fonts, palette } from './palette.ts';

/** The page's only style sheet. No scripts, no fonts, no pictures from anywhere: it must work offline and by keyboard. */
export const pageStyle = `
:root{color-scheme:light dark;${palette.light}}
body.destroy{--accent:#a3201a;--tint:#fdeeec;--edge:#f2c0bb;--go:#b3261e}
body.good{--accent:#1c6b3f;--tint:#e9f6ee;--edge:#b5dfc5}
body.plain{--accent:#48536a;--tint:#eef1f6;--edge:#d5dbe6}
@media (prefers-color-scheme:dark){:root{${palette.dark}}
body.destroy{--accent:#ff9b92;--tint:#321817;--edge:#6b2c28;--go:#ff8177;--goink:#250502}
body.good{--accent:#7fd6a2;--tint:#12281b;--edge:#23563a}
body.plain{--accent:#b4c0d6;--tint:#222936;--edge:#3a4557}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 ${fonts.text}}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1rem 3rem}
header{display:flex;align-items:center;gap:.6rem;margin:0 .25rem 1rem;color:var(--soft);font-size:.9rem}
header svg{width:1.5rem;height:1.5rem;color:var(--accent);flex:none}
header strong{color:var(--ink);font-weight:600}
header nav{margin-left:auto;display:flex;gap:.75rem}
a{color:inherit;text-underline-offset:.2em}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden;box-shadow:0 1px 2px #0000000d,0 8px 28px #0000000f}
.head{background:var(--tint);border-bottom:1px solid var(--edge);padding:1.5rem 1.75rem 1.4rem}
h1{font-size:1.55rem;line-height:1.25;margin:.5rem 0 .4rem;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere;text-wrap:balance}
.head p{margin:0;color:var(--soft)}
.badge{display:inline-block;font-size:.78rem;font-weight:600;letter-spacing:.02em;color:var(--accent);border:1px solid var(--edge);border-radius:99px;padding:.1rem .65rem;background:var(--card)}
.body{padding:1.35rem 1.75rem 1.75rem}
h2,.step h3{font-size:.82rem;font-weight:600;color:var(--soft);margin:1.5rem 0 .45rem;letter-spacing:.01em}
h2.title{font-size:1.02rem;color:inherit;letter-spacing:0;margin:1.9rem 0 .2rem;padding-top:1.2rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
.step:first-of-type h2.title{margin-top:0;padding-top:0;border-top:0}
.step:first-of-type>h2:first-child{margin-top:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:0}
ul+dl{margin-top:1.25rem}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
code,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
.id{color:var(--soft)}
.name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.92em;background:var(--code);border-radius:5px;padding:.05em .3em;box-decoration-break:clone;-webkit-box-decoration-break:clone;overflow-wrap:anywhere}
h1 .name{font-size:.86em;font-weight:500;background:var(--card);border:1px solid var(--edge)}
table{width:100%;border-collapse:collapse;font-size:.94rem}
th{font-weight:600;text-align:left;color:var(--soft);font-size:.82rem;padding:.3rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td:last-child,th:last-child{padding-right:0}
td.mono{white-space:nowrap}
td.old{color:var(--soft)}
td.new{font-weight:600}
ul{margin:0;padding:0;list-style:none}
li{padding:.15rem 0 .15rem 1.25rem;position:relative;overflow-wrap:anywhere}
li::before{content:"";position:absolute;left:.2rem;top:.82em;width:.4rem;height:.4rem;border-radius:50%;background:var(--edge)}
.blast li::before{background:var(--accent)}
.undo{margin:0;overflow-wrap:anywhere}
details .undo{margin-top:.5rem}
details+details{margin-top:.6rem}
details{margin-top:1.5rem;color:var(--soft);font-size:.92rem}
summary{cursor:pointer;width:max-content;max-width:100%}
pre{background:var(--code);color:var(--ink);border-radius:8px;padding:.85rem 1rem;margin:.6rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.84rem;line-height:1.5}
form{margin:1.75rem -1.75rem -1.75rem;padding:1.4rem 1.75rem 1.6rem;border-top:1px solid var(--line);background:var(--code)}
label{display:block;font-weight:600;margin:0 0 .4rem;overflow-wrap:anywhere}
label code{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.05rem .4rem;user-select:all}
input[type=text],input[type=password]{display:block;width:100%;font:inherit;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:9px;padding:.65rem .8rem;margin:0 0 1rem;min-height:2.9rem}
.buttons{display:flex;gap:.75rem;flex-wrap:wrap}
button{font:inherit;font-weight:600;border-radius:9px;padding:.65rem 1.5rem;min-height:2.9rem;border:1px solid var(--soft);background:var(--card);color:var(--ink);cursor:pointer}
button.go{background:var(--go);border-color:var(--go);color:var(--goink)}
button:hover{filter:brightness(1.06)}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
.login{margin:0 0 1rem}.login a{color:var(--link);font-weight:600}
.error{color:var(--stop);font-weight:600;margin:0 0 .9rem}
.until{margin:1.1rem 0 0;font-size:.88rem;color:var(--soft)}
.bar{height:3px;border-radius:2px;background:var(--line);overflow:hidden;margin-top:.45rem}
.bar i{display:block;height:100%;width:100%;background:var(--accent);transform-origin:left;animation:run var(--left,300s) linear forwards}
@keyframes run{from{transform:scaleX(var(--from,1))}to{transform:scaleX(0)}}
.note{margin:1rem .25rem 0;font-size:.86rem;color:var(--soft)}
.end .head{padding-block:2.2rem}
.end h1{margin-top:0}
@media (max-width:34rem){main{padding:1rem .75rem 2rem}.head,.body{padding-inline:1.1rem}form{margin-inline:-1.1rem;padding-inline:1.1rem}h1{font-size:1.3rem}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}.buttons button{flex:1 1 100%}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
td.mono{white-space:normal}tr{display:block;padding:.55rem 0;border-bottom:1px solid var(--line)}td{display:block;border:0;padding:0}td.new::before{content:"\\2192\\00a0"}}
@media (prefers-reduced-motion:reduce){.bar i{animation-timing-function:steps(10)}}
@media print{form,header nav{display:none}}
`;
