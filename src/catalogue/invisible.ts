/**
 * Characters that nobody sees, as the body of a character class: controls, bidirectional and zero-width marks, tags,
 * halves of a character, fillers, variation selectors and separators of lines. In a name they hide text from people
 * that a model reads, or turn the line around.
 */
export const INVISIBLE = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800`;

/** Characters of private use or without a meaning yet: what a screen shows for them, if anything, nobody can tell. */
export const UNASSIGNED = String.raw`\p{Co}\p{Cn}`;
