import { expect, test } from 'vitest'
import type { PilotItem } from './interview.ts'
import { measurePlaces } from './measure-places.ts'

const item = (path: string, kind: PilotItem['kind']): PilotItem => ({
  path,
  name: path,
  label: { id: path, en: path },
  kind,
  dontKnow: new Set(),
  conditional: false,
  repeated: false,
  required: false,
})
const interview = (answer: string) => ({
  id: answer,
  enumerator: '',
  team: '',
  village: '',
  household: '',
  retest: false,
  complete: true,
  minutes: 1,
  answers: new Map([['rumah', [answer]]]),
  log: undefined,
})

test('of the places it is told how many are missing, coarse, and pretended', () => {
  const places = ['-7.1 110.2 80 4', '-7.1 110.3 80 36.5', '-7.1 110.2 0 0', '-7.1 110.2', '']
  const measured = measurePlaces({
    items: [item('rumah', 'place')],
    interviews: places.map(interview),
    blanksKnown: true,
  })
  expect(measured).toMatchObject({
    missing: { share: 0.2, n: 5 },
    medianAccuracyMetres: 4,
    coarse: { share: 1 / 3, n: 3 },
    pretended: 1,
  })
})

test('a form that asks for no place has no such measures', () => {
  const data = { items: [item('rumah', 'text')], interviews: [interview('x')], blanksKnown: true }
  expect(measurePlaces(data)).toBeNull()
})
