import type { Language, Message } from '../../kernel/index.ts'
import type { ItemCard } from './item-card.ts'
import { type PilotReport, findDecision } from './pilot-report.ts'

/** What every part of the report writes with. Texts of `pick` are escaped, those of `say` are ours. */
export type Writing = {
  readonly report: PilotReport
  readonly say: (id: string, en: string) => string
  readonly pick: (message: Message) => string
  readonly number: (value: number | null | undefined, digits?: number) => string
  readonly percent: (value: number | null | undefined) => string
}

export function writingIn(report: PilotReport, language: Language): Writing {
  const number = (value: number | null | undefined, digits = 0) => {
    if (value === null || value === undefined) return '–'
    const [whole = '', part = ''] = value.toFixed(digits).split('.')
    const [point, comma] = language === 'id' ? [',', '.'] : ['.', ',']
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, comma)
    return part === '' ? grouped : `${grouped}${point}${part}`
  }
  return {
    report,
    say: (id, en) => (language === 'id' ? id : en),
    pick: (message) => escape(message[language]),
    number,
    percent: (value) => (value === null || value === undefined ? '–' : `${number(value * 100, 1)}%`),
  }
}

export function verdictOf(card: ItemCard, { decisions }: PilotReport) {
  return findDecision(decisions, card.name)?.verdict ?? card.suggestion.verdict
}

export function signature(
  { by, on, reason }: { readonly by: string; readonly on: string; readonly reason: string },
  { say }: Writing,
): string {
  return `<span class="signed">${say('dipastikan oleh', 'confirmed by')} ${escape(by)}, ${escape(on)}: ${escape(reason)}</span>`
}

export function table(head: readonly string[], rows: readonly string[]): string {
  return `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
