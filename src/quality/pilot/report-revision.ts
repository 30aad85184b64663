import { verdictNames } from './pilot-report.ts'
import { type Writing, escape, table, verdictOf } from './report-writing.ts'

/** What the next version of the form changes, each beside the verdict that it answers; and what was left as it was. */
export function revision(writing: Writing): string {
  const { report, say, pick } = writing
  const { revision: found, assessment, version } = report
  if (!found) return ''
  const called = new Map(
    assessment.cards
      .map((card) => [card.name, verdictOf(card, report)] as const)
      .filter(([, verdict]) => verdict !== 'keep'),
  )
  const rows = found.changes.map(({ subject, questions, text, before, after, retrain }) => {
    const verdict = [...questions, subject].flatMap((name) => called.get(name) ?? [])[0]
    const cells = [before, after].map((value) => `<td>${value ? pick(value) : '–'}</td>`).join('')
    return `<tr><td><code>${escape(subject)}</code><br>${pick(text)}${retrain ? ` (${say('latih ulang', 'retrain')})` : ''}</td>${cells}<td>${verdict ? pick(verdictNames[verdict]) : '–'}</td></tr>`
  })
  const touched = new Set(found.changes.flatMap(({ subject, questions }) => [subject, ...questions]))
  const open = [...called.keys()].filter((name) => !touched.has(name))
  const left =
    open.length === 0
      ? ''
      : `<p>${say('Perlu diubah menurut uji coba ini, dan belum berubah:', 'To be changed after this pilot, and not changed yet:')} ${open.map((name) => `<code>${escape(name)}</code>`).join(', ')}.</p>`
  const head = [
    say('Perubahan', 'Change'),
    say('Sebelum', 'Before'),
    say('Sesudah', 'After'),
    say('Putusan uji coba', 'Verdict of the pilot'),
  ]
  const title = `${say('Dari versi', 'From version')} ${escape(version || '–')} ${say('ke', 'to')} ${escape(found.newer || '–')}`
  const body =
    rows.length === 0 ? `<p>${say('Tidak ada yang berubah.', 'Nothing has changed.')}</p>` : table(head, rows)
  return `<section><h2>${title}</h2>${body}${left}</section>`
}
