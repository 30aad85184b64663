import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/index.ts'
import { assessPilot } from './assess-pilot.ts'
import type { PilotItem } from './interview.ts'
import { renderPilotReport } from './render-report.ts'

const item: PilotItem = {
  path: 'luas',
  name: 'luas',
  label: { id: 'Luas <lantai>?', en: 'Floor <area>?' },
  kind: 'number',
  dontKnow: new Set(),
  conditional: false,
  repeated: false,
  required: true,
}
const interview = (id: number, answer: string) => ({
  id: String(id),
  enumerator: 'p',
  team: '',
  village: '',
  household: '',
  retest: false,
  complete: true,
  minutes: 12,
  answers: new Map([['luas', [answer]]]),
  log: undefined,
})
const data = {
  items: [item],
  interviews: [1, 2, 3].map((id) => interview(id, id === 3 ? '' : '7')),
  blanksKnown: true,
}
const settings = { gains: new Map(), pairs: [], stable: [], critical: [], expected: 3 }
const report = {
  title: 'Uji <coba>',
  form: 'f',
  version: '1',
  assessment: assessPilot(data, settings),
  notes: [],
  decisions: [],
  households: 6000,
  rupiahPerDay: 180_000,
  revision: undefined,
}

test('a failed gate stops the work, and what was not measured is not passed', () => {
  const { gates, proposal } = report.assessment
  expect(proposal).toBe('no_go')
  expect(gates.map(({ gate, state }) => [gate, state])).toEqual([
    ['response', 'passed'],
    ['minutes', 'passed'],
    ['nonresponse', 'failed'],
    ['stable_answers', 'not_measured'],
    ['loss', 'passed'],
  ])
})

test('without a decision the report says that there is none, and with one who made it and why', () => {
  const open = renderPilotReport(report, 'id')
  expect(open).toContain('Belum diputuskan.')
  expect(open).toContain('Hari pencacah untuk 6.000 keluarga</dt><dd>200</dd>')
  const decision = {
    item: '',
    verdict: 'no_go',
    reason: 'Luas tidak terjawab',
    by: 'Sri',
    on: plainDate('2026-02-01'),
  } as const
  const decided = renderPilotReport({ ...report, decisions: [decision] }, 'en')
  expect(decided).toContain('confirmed by Sri, 2026-02-01: Luas tidak terjawab')
  expect(decided).not.toContain('Not decided yet')
})

test('what authors and respondents write is text, not markup', () => {
  const html = renderPilotReport(report, 'id')
  expect(html).toContain('Uji &lt;coba&gt;')
  expect(html).not.toContain('<coba>')
  expect(renderPilotReport(report, 'id')).toBe(html)
})

test('a daily wage becomes the cost of a family, and of all', () => {
  const html = renderPilotReport(report, 'id')
  expect(html).toContain('Biaya pencacah tiap keluarga</dt><dd>Rp 6.000</dd>')
  expect(html).toContain('Biaya pencacah seluruhnya</dt><dd>Rp 36.000.000</dd>')
})

test('what the next version changes stands beside the verdict, and what it leaves is named', () => {
  const decision = {
    item: 'luas',
    verdict: 'reword',
    reason: 'Tidak terjawab',
    by: 'Sri',
    on: plainDate('2026-02-01'),
  } as const
  const change = { questions: ['luas'], retrain: true, text: { id: 'bunyi berubah', en: 'reworded' } }
  const words = { before: { id: 'Luas?', en: 'Area?' }, after: { id: 'Luas lantai?', en: 'Floor?' } }
  const revised = { newer: '2', changes: [{ ...change, ...words, subject: 'luas' }] }
  const html = renderPilotReport({ ...report, decisions: [decision], revision: revised }, 'id')
  expect(html).toContain('Dari versi 1 ke 2')
  expect(html).toContain('<td>Luas?</td><td>Luas lantai?</td><td>ubah susunan kata</td>')
  expect(html).not.toContain('belum berubah')
  const unchanged = { newer: '2', changes: [] }
  expect(renderPilotReport({ ...report, decisions: [decision], revision: unchanged }, 'id')).toContain(
    'belum berubah: <code>luas</code>',
  )
})
