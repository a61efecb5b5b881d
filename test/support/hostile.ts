/** Names and texts that a cloud, or who types into it, could use against a page. */
export const HOSTILE = [
  '<img src=x onerror="document.title=1">',
  '</script><script>document.title=1</script>',
  '\u202eesrever \u0007bell',
  'مرحبا بالعالم',
  '😀'.repeat(40),
  'x'.repeat(10_000),
  '"; alert(1); "',
] as const;
