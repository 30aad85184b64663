import type { LiveCounts, RegistryShares, StepOfCycle, WaitingWork } from '../../store/index.ts'
import { type CycleStep, type Rate, type StepName, stepNames } from '../contract/cycle.ts'

const units: Readonly<Record<StepName, CycleStep['unit']>> = {
  frame: 'families',
  form: 'questions',
  visit: 'visits',
  review: 'visits',
  registry: 'families',
  snapshot: 'rows',
  link: 'persons',
  rank: 'families',
  decide: 'families',
  publish: 'lists',
}

/** The ten steps: what was noted when each was done, and what of it the asker sees now. */
export function renderSteps(noted: readonly StepOfCycle[], live: LiveCounts, questions: number): CycleStep[] {
  const { asOf: _, ...seen } = live
  const counts: Readonly<Partial<Record<StepName, number>>> = { ...seen, form: questions }
  return stepNames.map((step) => {
    const done = noted.find((each) => each.step === step)
    const count = counts[step] ?? done?.count ?? 0
    return {
      step,
      state: done?.state ?? (count > 0 && step !== 'form' ? 'running' : 'waiting'),
      count,
      unit: units[step],
      progress: null,
      at: done?.at ?? null,
      figures: Object.entries(done?.figures ?? {}).map(([name, value]) => ({ name, value })),
    }
  })
}

/** Shares of the registry itself: a count of all has no sampling error, so its interval has no width. */
export function renderRates({
  families,
  current,
  framed,
  visited,
  persons,
  matched,
}: RegistryShares): Rate[] {
  return [
    ...shareOf('coverage', visited, framed),
    ...shareOf('currency', current, families),
    ...shareOf('matched', matched, persons),
  ]
}

function shareOf(name: string, part: number, n: number): readonly Rate[] {
  return n === 0 ? [] : [{ name, value: part / n, low: part / n, high: part / n, n, design: 'census' }]
}

/** What waits, where it is dealt with; nothing of what does not wait. */
export function renderAttention({
  conflicts,
  proposals,
  dueObjections,
  staleFamilies,
  duplicates,
}: WaitingWork) {
  return [
    { kind: 'import_conflicts', count: conflicts, to: '/impor' },
    { kind: 'due_objections', count: dueObjections, to: '/usulan' },
    { kind: 'open_proposals', count: proposals, to: '/usulan' },
    { kind: 'duplicates', count: duplicates, to: '/ganda' },
    { kind: 'stale_families', count: staleFamilies, to: '/keluarga' },
  ].filter(({ count }) => count > 0)
}
