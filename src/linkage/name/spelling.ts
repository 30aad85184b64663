/**
 * A word of a name in the spelling of 1972, without doubled letters: SOEHARTO and SUHARTO, DJOKO and JOKO, TJAHJO and
 * CAHJO, NOOR and NUR, SITTI and SITI. J for today's Y (JUSUF) is ambiguous and left to the phonetic code.
 * Spelling reforms of 1947 (oe to u) and 1972 (tj, dj, sj, nj, ch).
 */
export function reformSpelling(word: string): string {
  return reforms.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word)
}

const reforms: readonly (readonly [RegExp, string])[] = [
  [/OE|OO/g, 'U'],
  [/DJ/g, 'J'],
  [/TJ/g, 'C'],
  [/SJ/g, 'SY'],
  // Only in front: within a word NJ is also today's spelling (PANJI).
  [/^NJ/, 'NY'],
  // RACHMAT and RAKHMAT are RAHMAT, but KH in front is its own sound (CHAIRUL, KHAIRUL).
  [/(?<=[AEIOU])[CK]H/g, 'H'],
  [/CH/g, 'KH'],
  [/(\p{L})\1+/gu, '$1'],
]
