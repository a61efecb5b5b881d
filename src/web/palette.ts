/** The colours that everything for people has in common, as custom properties of CSS. */
export const palette = {
  light:
    '--paper:#f4f5f7;--card:#fff;--ink:#1b2230;--soft:#5a6475;--line:#dfe3ea;--code:#f1f3f7;--accent:#8a5a00;--tint:#fff6e3;--edge:#f0d79b;--go:#1f5fbf;--link:#1f5fbf;--goink:#fff;--stop:#b3261e',
  dark: '--paper:#12151b;--card:#1a1f28;--ink:#e8ebf1;--soft:#9aa5b8;--line:#2d3543;--code:#232a36;--accent:#f0c15c;--tint:#2b2414;--edge:#5b4a1f;--go:#5f9cf5;--link:#7fb0f7;--goink:#08101d;--stop:#ff8a80',
} as const;

/** Faces that a machine has; none is fetched. */
export const fonts = {
  text: 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
  code: 'ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace',
} as const;
