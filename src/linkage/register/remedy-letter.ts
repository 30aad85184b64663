import type { Language, Message, PlainDate } from '../../kernel/index.ts'
import { type FieldOutcome, comparedFields } from '../field-outcome.ts'
import { type MatchReason, type MatchReasonCode, matchReasons } from './match-reasons.ts'
import { letterTexts } from './letter-texts.ts'

/** A person whom the civil register does not bear out, as a letter speaks of her. */
export type LetterPerson = {
  readonly name: string
  readonly nikMasked: string | null
  readonly reason: string
  readonly fields: Readonly<Partial<Record<(typeof comparedFields)[number], FieldOutcome | null>>>
}

/** A letter to one family: what does not agree, what to bring, where, until when. */
export type RemedyLetter = {
  readonly familyId: string
  readonly headName: string
  readonly address: string
  readonly village: string
  readonly district: string
  readonly regency: string
  readonly persons: readonly LetterPerson[]
}

export type LetterDays = {
  /** When the register was asked. */
  readonly checkedOn: PlainDate
  /** Until when the family should come. */
  readonly until: PlainDate
}

/** Letters as one HTML document, a page each. */
export function renderRemedyLetters(
  letters: readonly RemedyLetter[],
  days: LetterDays,
  language: Language,
): string {
  const text = letterTexts[language]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text.title}</title>
<style>${style}</style></head><body>
${letters.map((letter) => renderLetter(letter, days, language)).join('\n')}
</body></html>
`
}

function renderLetter(letter: RemedyLetter, { checkedOn, until }: LetterDays, language: Language): string {
  const text = letterTexts[language]
  const day = (value: PlainDate) =>
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${value}T00:00:00Z`))
  const place = [letter.address, letter.village, letter.district, letter.regency].filter(
    (part) => part !== '',
  )
  return `<section>
<h1>${text.title}</h1>
<p>${text.to} <strong>${escape(letter.headName)}</strong><br>${escape(place.join(', '))}</p>
<p>${text.opening(day(checkedOn))}</p>
${letter.persons.map((person) => renderPerson(person, language)).join('\n')}
<h2>${text.where}</h2>
<ul><li>${text.village(escape(letter.village))}</li><li>${text.office(escape(letter.regency))}</li></ul>
<p><strong>${text.until(day(until))}</strong></p>
<p>${text.noHarm}</p>
<p class="foot">${text.reference} ${letter.familyId}</p>
</section>`
}

function renderPerson({ name, nikMasked, reason, fields }: LetterPerson, language: Language): string {
  const text = letterTexts[language]
  const known: MatchReason | undefined = isReason(reason) ? matchReasons[reason] : undefined
  const told = (message: Message | undefined) => escape(message?.[language] ?? reason)
  const differing = comparedFields.filter((field) => ['differs', 'close'].includes(fields[field] ?? ''))
  const list =
    differing.length === 0
      ? ''
      : `<p>${text.differing} ${differing.map((field) => text.fields[field]).join(', ')}.</p>`
  return `<article>
<h2>${escape(name)}</h2>
<p>NIK: ${escape(nikMasked ?? text.noNik)}</p>
<p>${told(known?.text)}</p>
${list}<p><strong>${text.todo}</strong> ${told(known?.remedy)}</p>
<p><strong>${text.bring}</strong> ${text.documents(documentsFor(reason, differing))}</p>
</article>`
}

export type LetterDocument = 'identity' | 'family_card' | 'birth' | 'enrol'

/** What proves the point in question. */
function documentsFor(reason: string, differing: readonly string[]): readonly LetterDocument[] {
  return [
    ...(reason === 'nik_absent' ? (['enrol'] as const) : (['identity'] as const)),
    'family_card',
    ...(differing.includes('birth_date') || reason === 'nik_absent' ? (['birth'] as const) : []),
  ]
}

function isReason(code: string): code is MatchReasonCode {
  return code in matchReasons
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const style = `
body { font: 11pt/1.5 "Plus Jakarta Sans", system-ui, sans-serif; color: #1d1a17; max-width: 46rem; margin: 0 auto; padding: 1rem }
section { break-after: page } section:last-child { break-after: auto }
h1 { font-size: 16pt } h2 { font-size: 12pt; margin: 1rem 0 .2rem } p { margin: .4rem 0 }
article { break-inside: avoid; border-top: 1px solid #d0c4b0; padding-top: .2rem } .foot { color: #61574e; font-size: 8.5pt }`
