/**
 * How a word of an Indonesian name sounds, in at most five letters: its first sound, then its consonants. Letters that
 * speakers exchange share a code: V, F and P; Z and J; J of the old spelling and Y; Q, X and K; H is silent.
 * Our own code: Soundex keeps apart what Indonesian merges (FITRI, PITRI) and needs an English R, L and vowel.
 */
export function phoneticCode(word: string): string {
  const sounds = soundChanges.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    word,
  )
  const first = /^[AEIOU]/.test(sounds) ? 'A' : sounds.slice(0, 1)
  return (first + sounds.slice(1).replace(/[AEIOU]/g, '')).slice(0, 5)
}

const soundChanges: readonly (readonly [RegExp, string])[] = [
  [/Z(?![AEIOUY])/g, 'S'],
  [/([SN])Y/g, '$1'],
  [/Y(?![AEIOU])|(?<=I)Y/g, 'I'],
  [/[ZY]/g, 'J'],
  [/[FV]/g, 'P'],
  [/[QX]/g, 'K'],
  [/H/g, ''],
  [/(.)\1+/g, '$1'],
]
