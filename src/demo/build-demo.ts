import { type PlainDate, plainDate } from '../kernel/index.ts'
import { type Regency, buildRegency } from './areas.ts'
import { type RegisterEntry, extractCivilRegister } from './civil-register.ts'
import { type OldList, buildOldList, firstRows } from './old-list/old-list.ts'
import { buildPopulation } from './population.ts'
import { type Survey, drawSurvey } from './survey.ts'
import type { Population } from './truth.ts'

export type DemoOptions = { readonly seed: number; readonly families: number }

/** Everything that the cycle starts from. The visits follow once there is a frame: `simulateVisits`. */
export type Demo = {
  readonly regency: Regency
  readonly population: Population
  readonly survey: Survey
  readonly oldList: OldList
  readonly civilRegister: readonly RegisterEntry[]
}

/** The day of the truth, the survey and the register. */
export const demoAsOf: PlainDate = plainDate('2026-03-31')
/** The day of the old list: before two sub-districts were split off. */
export const demoListDate: PlainDate = plainDate('2022-09-30')

/** The fictional regency for `families` families (about 200 to 100,000). Same options, same bytes. */
export function buildDemo({ seed, families }: DemoOptions): Demo {
  const regency = buildRegency(seed, families)
  const population = buildPopulation(regency, { seed, asOf: demoAsOf, listDate: demoListDate })
  return {
    regency,
    population,
    survey: drawSurvey(regency, population, seed),
    oldList: buildOldList(regency, population, demoListDate, seed),
    civilRegister: extractCivilRegister(regency, population, seed),
  }
}

/** About two rows of the list come of each family. */
const familiesPerRow = 0.5

/** A list of exactly `rows` rows with the demo's faults and the regency that it speaks of, to try an import. */
export function buildImportTrial(
  seed: number,
  rows: number,
): { readonly regency: Regency; readonly oldList: OldList } {
  const regency = buildRegency(seed, Math.ceil(rows * familiesPerRow) + 100)
  const population = buildPopulation(regency, { seed, asOf: demoAsOf, listDate: demoListDate })
  return { regency, oldList: firstRows(buildOldList(regency, population, demoListDate, seed), rows) }
}
