import type { Message } from '../../kernel/index.ts'
import { questionGroupLabels } from '../../ranking/index.ts'
import type { ScoreOfFamily } from '../../store/index.ts'
import type { Contribution, Score } from '../contract/score.ts'

/** A family's score with the part that each group of questions has in it. */
export function scoreOf({ groups, contributions, ...score }: ScoreOfFamily): Score {
  return {
    ...score,
    groups: groups.map((group, index) => contributionOf(group, contributions[index] ?? 0)),
  }
}

const labels: ReadonlyMap<string, Message> = new Map(Object.entries(questionGroupLabels))

function contributionOf(group: string, contribution: number): Contribution {
  const label = labels.get(group) ?? { id: group, en: group }
  return { group, label, contribution, sentence: sentenceOf(label, contribution) }
}

/** The score is the logarithm of spending a head, so a sum in it is a factor of spending. */
function sentenceOf(label: Message, contribution: number): Message {
  const percent = Math.round(Math.abs(Math.expm1(contribution)) * 100)
  const name = { id: capitalised(label.id), en: capitalised(label.en) }
  if (percent === 0)
    return {
      id: `${name.id}: sama dengan rata-rata wilayah.`,
      en: `${name.en}: like the average of the area.`,
    }
  const [way, direction] =
    contribution < 0 ? (['menurunkan', 'lowers'] as const) : (['menaikkan', 'raises'] as const)
  return {
    id: `${name.id} ${way} perkiraan pengeluaran ${percent}% dibanding rata-rata wilayah.`,
    en: `${name.en} ${direction} the estimate of spending by ${percent}% against the average of the area.`,
  }
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
