import type { Language } from '../../kernel/index.ts'
import type { Gate } from './gates.ts'
import {
  type PilotReport,
  enumeratorDays,
  findDecision,
  problemNames,
  rupiahPerFamily,
  verdictNames,
} from './pilot-report.ts'
import { revision } from './report-revision.ts'
import { reportStyle } from './report-style.ts'
import { type Writing, escape, signature, table, verdictOf, writingIn } from './report-writing.ts'
import type { WordingTest } from './wording.ts'

/** The decision report of a pilot as one HTML document; the same report gives the same bytes. */
export function renderPilotReport(report: PilotReport, language: Language): string {
  const writing = writingIn(report, language)
  const { say } = writing
  const parts = [
    summary(writing),
    gatesTable(writing),
    places(writing),
    changes(writing),
    revision(writing),
    wordings(writing),
    notes(writing),
    allItems(writing),
    method(writing),
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(report.title)}</title>
<style>${reportStyle}</style></head><body>
<h1>${escape(report.title)}</h1>
<p class="lead">${say('Laporan keputusan uji coba', 'Decision report of the pilot')} · ${escape(report.form)} ${say('versi', 'version')} ${escape(report.version || '–')}</p>
${parts.join('\n')}
</body></html>
`
}

function summary(writing: Writing): string {
  const { report, say, number, pick } = writing
  const { assessment, decisions, households, rupiahPerDay } = report
  const decided = findDecision(decisions, '')
  const minutes = assessment.gates.find(({ gate }) => gate === 'minutes')?.value ?? null
  const facts: readonly (readonly [string, string])[] = [
    [say('Wawancara', 'Interviews'), number(assessment.interviews)],
    [say('Diuji ulang', 'Asked again'), number(assessment.retests)],
    [say('Pencacah', 'Enumerators'), number(assessment.enumerators)],
    [say('Desa', 'Villages'), number(assessment.villages)],
    [say('Dengan catatan ponsel', 'With a log'), number(assessment.logs)],
    ...(households !== undefined && minutes !== null
      ? [
          [
            say(
              `Hari pencacah untuk ${number(households)} keluarga`,
              `Enumerator days for ${number(households)} families`,
            ),
            number(enumeratorDays(minutes, households)),
          ] as const,
        ]
      : []),
    ...(rupiahPerDay !== undefined && minutes !== null
      ? [
          [
            say('Biaya pencacah tiap keluarga', 'Enumerator cost of a family'),
            `Rp ${number(rupiahPerFamily(minutes, rupiahPerDay))}`,
          ] as const,
        ]
      : []),
    ...(rupiahPerDay !== undefined && households !== undefined && minutes !== null
      ? [
          [
            say('Biaya pencacah seluruhnya', 'Enumerator cost of all'),
            `Rp ${number(enumeratorDays(minutes, households) * rupiahPerDay)}`,
          ] as const,
        ]
      : []),
  ]
  const verdict = decided
    ? `<p class="verdict ${decided.verdict}"><strong>${pick(verdictNames[decided.verdict])}</strong> ${signature(decided, writing)}</p>`
    : `<p class="verdict open"><strong>${say('Belum diputuskan.', 'Not decided yet.')}</strong> ${say('Usulan sistem:', 'The system proposes:')} ${pick(verdictNames[assessment.proposal])}.</p>`
  return `<section><h2>${say('Keputusan', 'Decision')}</h2>${verdict}<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></section>`
}

function gatesTable({ report, say, pick, number, percent }: Writing): string {
  const written = (gate: Gate, value: number | null) =>
    gate.unit === 'share'
      ? percent(value)
      : `${number(value, gate.unit === 'minutes' && value !== gate.limit ? 1 : 0)}${gate.unit === 'minutes' ? ' min' : ''}`
  const state = (gate: Gate) =>
    ({
      passed: say('lolos', 'passed'),
      failed: say('tidak lolos', 'failed'),
      not_measured: say('tidak diukur', 'not measured'),
    })[gate.state]
  const rows = report.assessment.gates.map(
    (
      gate,
    ) => `<tr class="${gate.state}"><td>${pick(gate.title)}</td><td class="n">${gate.value === null ? '–' : written(gate, gate.value)}</td>
<td class="n">${gate.share ? `${percent(gate.share.low)} – ${percent(gate.share.high)} (n ${gate.share.n})` : '–'}</td>
<td class="n">${gate.side === 'at_least' ? '≥' : '≤'} ${written(gate, gate.limit)}</td><td>${state(gate)}</td></tr>`,
  )
  const head = [
    say('Syarat', 'Gate'),
    say('Hasil', 'Result'),
    say('Selang 95%', '95% interval'),
    say('Batas', 'Limit'),
    say('Keadaan', 'State'),
  ]
  return `<section><h2>${say('Syarat mulai', 'Gates')}</h2>${table(head, rows)}</section>`
}

function places({ report, say, number, percent }: Writing): string {
  const { places: found } = report.assessment
  if (!found) return ''
  const facts = [
    [say('Titik tidak terisi', 'Places missing'), `${percent(found.missing.share)} (n ${found.missing.n})`],
    [say('Ketelitian, median', 'Accuracy, median'), `${number(found.medianAccuracyMetres, 1)} m`],
    [say('Lebih kasar dari 20 m', 'Coarser than 20 m'), percent(found.coarse?.share)],
    [say('Tanpa galat sama sekali (titik palsu)', 'Without any error (pretended)'), number(found.pretended)],
  ]
  return `<section><h2>${say('Lokasi (GPS)', 'Places (GPS)')}</h2><dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></section>`
}

/** Every item that the rules or a person would change, with its evidence. */
function changes(writing: Writing): string {
  const { report, say, pick } = writing
  const { cards } = report.assessment
  const changed = cards.filter((card) => verdictOf(card, report) !== 'keep')
  if (changed.length === 0)
    return `<section><h2>${say('Perubahan', 'Changes')}</h2><p>${say('Tidak ada pertanyaan yang perlu diubah.', 'No question needs a change.')}</p></section>`
  const items = changed.map((card) => {
    const decided = findDecision(report.decisions, card.name)
    const reasons = card.suggestion.reasons.map((reason) => `<li>${pick(reason)}</li>`).join('')
    return `<article><h3>${pick(card.label)}</h3><p><code>${escape(card.name)}</code> · <strong class="${verdictOf(card, report)}">${pick(verdictNames[verdictOf(card, report)])}</strong> ${decided ? signature(decided, writing) : `<em>${say('usulan sistem, belum dipastikan', 'proposed by the system, not confirmed')}</em>`}</p><ul>${reasons}</ul></article>`
  })
  return `<section><h2>${say('Perubahan', 'Changes')}</h2>${items.join('')}</section>`
}

function wordings({ report, say, percent, number }: Writing): string {
  const { wordings: tests } = report.assessment
  if (tests.length === 0) return ''
  const rows = tests.map(({ name, a, b, trouble, pAdjusted, seconds }: WordingTest) => {
    const cells = trouble
      ? [
          percent(trouble.means.a),
          percent(trouble.means.b),
          `${percent(trouble.difference)} (${percent(trouble.low)} – ${percent(trouble.high)})`,
          number(pAdjusted, 3),
          percent(trouble.mde),
        ]
      : ['–', '–', '–', '–', '–']
    return `<tr><td><code>${escape(name)}</code><br>${escape(a)} / ${escape(b)}</td>${cells.map((cell) => `<td class="n">${cell}</td>`).join('')}<td class="n">${seconds ? number(seconds.difference, 1) : '–'}</td></tr>`
  })
  const head = [
    say('Pertanyaan', 'Question'),
    say('Kesulitan A', 'Trouble A'),
    say('Kesulitan B', 'Trouble B'),
    say('Beda (selang 95%)', 'Difference (95% interval)'),
    'p (Holm)',
    say('Beda terkecil yang terlihat', 'Smallest visible difference'),
    say('Beda detik', 'Seconds'),
  ]
  return `<section><h2>${say('Dua susunan kata', 'Two wordings')}</h2>${table(head, rows)}</section>`
}

function notes({ report, say, pick }: Writing): string {
  if (report.notes.length === 0) return ''
  const rows = report.notes.map(
    ({ item, round, probe, quote, problem }) =>
      `<tr><td><code>${escape(item)}</code></td><td class="n">${round}</td><td>${pick(problemNames[problem])}</td><td>${escape(probe)}</td><td>“${escape(quote)}”</td></tr>`,
  )
  const head = [
    say('Pertanyaan', 'Question'),
    say('Putaran', 'Round'),
    say('Masalah', 'Problem'),
    say('Pertanyaan pendalaman', 'Probe'),
    say('Kata responden', 'In the respondent’s words'),
  ]
  return `<section><h2>${say('Wawancara kognitif', 'Cognitive interviews')}</h2>${table(head, rows)}</section>`
}

function allItems({ report, say, pick, number, percent }: Writing): string {
  const rows = report.assessment.cards.map((card) => {
    const cells = [
      number(card.shown),
      percent(card.nonresponse?.share),
      percent(card.dontKnow?.share),
      number(card.medianSeconds),
      number(card.p90Seconds),
      number(card.editsPer100, 1),
      number(card.constraintErrorsPer100, 1),
      number(card.backJumpsPer100, 1),
      number(card.breakdown, 2),
      number(card.retest?.kappa, 2),
      number(card.interviewer?.rho, 3),
      number(card.team?.rho, 3),
      number(card.gainPoints, 2),
    ]
    return `<tr><td><code>${escape(card.name)}</code></td>${cells.map((cell) => `<td class="n">${cell}</td>`).join('')}<td>${pick(verdictNames[verdictOf(card, report)])}</td></tr>`
  })
  const head = [
    say('Pertanyaan, yang terburuk dahulu', 'Question, the worst first'),
    'n',
    say('tak terjawab', 'no answer'),
    say('tidak tahu', 'don’t know'),
    say('detik', 'seconds'),
    'p90',
    say('diubah /100', 'edits /100'),
    say('ditolak /100', 'refused /100'),
    say('mundur /100', 'back /100'),
    say('kemacetan', 'breakdown'),
    'kappa',
    say('ρ pencacah', 'ρ enumerator'),
    say('ρ tim', 'ρ team'),
    say('manfaat', 'gain'),
    say('putusan', 'verdict'),
  ]
  return `<section class="wide"><h2>${say('Semua pertanyaan', 'All questions')}</h2>${table(head, rows)}</section>`
}

function method({ say }: Writing): string {
  return `<section><h2>${say('Cara menghitung', 'How it was computed')}</h2><p>${say(
    'Tanda “–” berarti tidak dapat diukur dari uji coba ini. Selang bagian: Wilson. Kappa: Cohen. ρ: korelasi intrakelas dari analisis ragam bersarang, pencacah di dalam desa. Beda susunan kata: galat baku robust per pencacah (CR1), p disesuaikan Holm. Indeks kemacetan: rata-rata jarak baku dari pertanyaan lain atas tak terjawab, tidak tahu, waktu, perubahan, penolakan, dan langkah mundur. Uji coba bukan sampel nasional: angkanya menilai formulir, bukan penduduk.',
    'A “–” means that this pilot cannot tell. Intervals of shares: Wilson. Kappa: Cohen. ρ: intraclass correlation from the nested analysis of variance, enumerators within villages. Wordings: errors robust by enumerator (CR1), p adjusted by Holm. Breakdown index: mean standardised distance from the other questions over no answer, don’t know, time, edits, refused answers and jumps back. A pilot is no sample of the nation: its figures judge the form, not the people.',
  )}</p></section>`
}
