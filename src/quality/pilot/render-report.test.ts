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
