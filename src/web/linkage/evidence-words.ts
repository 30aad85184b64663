import type { PairEvidence } from '../../server/contract/duplicate.ts'

type Strength = 'strongFor' | 'for' | 'weakFor' | 'none' | 'weakAgainst' | 'against' | 'strongAgainst'

/** What so many bits are called: from six on odds move sixty-four-fold, from three on eightfold. */
export function strengthOf(bits: number): Strength {
  const size = Math.abs(bits)
  if (size < 0.05) return 'none'
  const [strong, plain, weak] =
    bits > 0
      ? (['strongFor', 'for', 'weakFor'] as const)
      : (['strongAgainst', 'against', 'weakAgainst'] as const)
  return size >= 6 ? strong : size >= 3 ? plain : weak
}

/** The name of a level without its threshold: `similar` of `similar_0.92`. */
export function levelName(level: string): string {
  return level.startsWith('similar_') ? 'similar' : level
}

/** How a column of the comparison stands, for the table side by side. */
export function likenessOf(
  evidence: readonly PairEvidence[],
  column: string,
): 'same' | 'partly' | 'differs' | undefined {
  const level = evidence.find((piece) => piece.column === column)?.level
  if (level === undefined || level === 'missing') return undefined
  return level === 'equal' ? 'same' : level === 'differs' ? 'differs' : 'partly'
}
