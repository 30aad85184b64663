import type { Language } from '../../kernel/index.ts'

const locales = { id: 'id-ID', en: 'en-GB' } as const

const relativeUnits = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const

/** The one place where numbers, days and instants become text: `1.234,5`, `25 Nov 2026`, `8 bulan lalu`. */
export function formatsOf(language: Language) {
  const locale = locales[language]
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const local = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })

  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
      value,
    )

  return {
    number,
    /** `share` from 0 to 1. */
    percent: (share: number, digits = 1) => `${number(share * 100, digits)}%`,
    /** `YYYY-MM-DD`. */
    date: (text: string) => day.format(new Date(`${text.slice(0, 10)}T00:00:00Z`)),
    instant: (text: string) => local.format(new Date(text)),
    /** From `text` (a day or an instant) back from `now`. */
    ago: (text: string, now: Date) =>
      renderAgo(relative, (now.getTime() - new Date(text).getTime()) / 1000, language),
  }
}

function renderAgo(relative: Intl.RelativeTimeFormat, seconds: number, language: Language): string {
  const fitting = relativeUnits.find((candidate) => Math.abs(seconds) >= candidate.seconds)
  if (!fitting) return language === 'id' ? 'baru saja' : 'just now'
  const text = relative.format(-Math.trunc(seconds / fitting.seconds), fitting.unit)
  return text.replace(' yang lalu', ' lalu')
}
