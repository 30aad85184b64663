import type { Message } from '../kernel/index.ts'
import type { Explanation, Fact } from './explain.ts'

/** Weaker than a hundredth of log welfare (1 %) is not worth a family's attention. */
const leastContribution = 0.01

/**
 * A family's reasons as one plain sentence in each language: the `most` facts that lower its score the most, then those
 * that raise it, compared with the mean family of the same district.
 */
export function renderReasons({ groups }: Explanation, most = 3): Message {
  const facts = groups
    .flatMap((group) => group.facts)
    .filter(({ contribution }) => Math.abs(contribution) >= leastContribution)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const lowering = facts.filter(({ contribution }) => contribution < 0).slice(0, most)
  const raising = facts.filter(({ contribution }) => contribution > 0).slice(0, most)
  if (facts.length === 0) return average
  return {
    id: sentence([clause(lowering, 'id', 'menurunkan skor'), clause(raising, 'id', 'menaikkan skor')]),
    en: sentence([clause(lowering, 'en', 'lower the score'), clause(raising, 'en', 'raise the score')]),
  }
}

const average: Message = {
  id: 'Keadaan keluarga ini sama dengan rata-rata kabupaten/kota.',
  en: 'This family is like the average of its district.',
}

function clause(facts: readonly Fact[], language: keyof Message, verb: string): string {
  if (facts.length === 0) return ''
  return `${listed(
    facts.map(({ text }) => text[language]),
    language === 'id' ? 'dan' : 'and',
  )} ${verb}`
}

/** "a", "a dan b", "a, b, dan c". */
function listed(items: readonly string[], and: string): string {
  if (items.length < 3) return items.join(` ${and} `)
  return `${items.slice(0, -1).join(', ')}, ${and} ${items.at(-1) ?? ''}`
}

function sentence(clauses: readonly string[]): string {
  const text = clauses.filter((each) => each !== '').join('; ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
