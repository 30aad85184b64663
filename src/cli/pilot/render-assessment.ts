import type { Language } from '../../kernel/index.ts'
import { type PilotAssessment, type WordingTest, verdictNames } from '../../quality/index.ts'

/** Cards as lines for a terminal, the worst first. */
export function renderCards(assessment: PilotAssessment, language: Language): string {
  const { cards, gates, proposal, interviews, retests, enumerators } = assessment
  const lines = cards.map((card) =>
    [
      card.concern.toFixed(2).padStart(5),
      verdictNames[card.suggestion.verdict][language].padEnd(20),
      card.name.padEnd(28),
      card.suggestion.reasons.map((reason) => reason[language]).join('; '),
    ].join('  '),
  )
  const marks = { passed: '✓', failed: '✗', not_measured: '?' }
  const gateLines = gates.map(
    ({ title, value, limit, state }) =>
      `${marks[state]} ${title[language]}: ${value?.toFixed(3) ?? '–'} (${limit})`,
  )
  return [
    `${interviews} + ${retests} wawancara, ${enumerators} pencacah; usulan: ${verdictNames[proposal][language]}`,
    ...gateLines,
    ...lines,
  ].join('\n')
}

export function renderWordings(tests: readonly WordingTest[]): string {
  return tests
    .map(({ name, trouble, pAdjusted, seconds }) =>
      trouble
        ? `${name}: kesulitan ${percent(trouble.means.a)} → ${percent(trouble.means.b)}, beda ${percent(trouble.difference)} [${percent(trouble.low)}; ${percent(trouble.high)}], p ${pAdjusted?.toFixed(4) ?? '–'}, beda terkecil yang terlihat ${percent(trouble.mde)}, detik ${seconds?.difference.toFixed(1) ?? '–'}`
        : `${name}: –`,
    )
    .join('\n')
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`
}
