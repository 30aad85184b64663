import type { Random } from '../kernel/index.ts'
import { happens, randomLogistic } from './draw.ts'
import type { Schooling } from './truth.ts'

/** Answers to Regsosek items 412, 413, 415. */
export type SchoolAnswers = {
  readonly school_participation: string | undefined
  readonly education_level: string | undefined
  readonly education_certificate: string | undefined
}

/** Regsosek codes by stage of schooling (0 none, 1 primary, 2 junior, 3 senior, 4 diploma, 5 university). */
const general = ['23', '3', '8', '13', '18', '19'] as const
const religious = ['23', '4', '9', '14', '18', '19'] as const
const vocational = ['23', '3', '8', '15', '18', '19'] as const

/** Age on which a stage starts and how long it lasts. */
const stages = [
  { starts: 7, ends: 13 },
  { starts: 13, ends: 16 },
  { starts: 16, ends: 19 },
  { starts: 19, ends: 22 },
  { starts: 19, ends: 23 },
] as const

/** The stage a person completes in the end: rises with welfare and with the year of birth. */
export function drawSchooling(random: Random, standing: number, birthYear: number): Schooling {
  const height = 0.85 * standing + 0.062 * (birthYear - 1975) + 1.3 * randomLogistic(random)
  const reach = [-2.9, 0.35, 1.75, 4.2, 4.6].filter((threshold) => height > threshold).length
  const school = { religious: happens(random, 0.14), vocational: happens(random, 0.4) }
  return { reach: birthYear >= 2000 ? Math.max(reach, 1) : reach, ...school }
}

/** Where that person stood at `age`. Nobody is asked below 5. */
export function schoolAnswersAt(schooling: Schooling, age: number): SchoolAnswers {
  if (age < 5)
    return { school_participation: undefined, education_level: undefined, education_certificate: undefined }
  const codes = schooling.religious ? religious : schooling.vocational ? vocational : general
  const at = stages.findIndex(
    (stage, index) => index + 1 <= schooling.reach && isOnWay(schooling, index) && age < stage.ends,
  )
  const attending = at !== -1 && age >= (stages[at]?.starts ?? 0)
  const finished = at === -1 ? schooling.reach : stageBefore(at)
  const level = attending ? codes[at + 1] : finished === 0 ? undefined : codes[finished]
  const never = level === undefined
  return {
    school_participation: attending ? '2' : never ? '1' : '3',
    education_level: level,
    education_certificate: never ? undefined : codes[finished],
  }
}

/** University follows senior school; a diploma is not on the way to it. */
function isOnWay({ reach }: Schooling, stage: number): boolean {
  return !(stage === 3 && reach === 5)
}

function stageBefore(stage: number): number {
  return stage === 4 ? 3 : stage
}
