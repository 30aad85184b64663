import type { Random } from '../kernel/index.ts'
import { happens, pickWeighted } from './draw.ts'
import type { Sex } from './identity-numbers.ts'

export type WorkAnswers = {
  readonly worked: string | undefined
  readonly work_status: string | undefined
  readonly industry: string | undefined
  readonly business_count: number | undefined
  readonly business_industry: string | undefined
}

const notAsked: WorkAnswers = {
  worked: undefined,
  work_status: undefined,
  industry: undefined,
  business_count: undefined,
  business_industry: undefined,
}

type Worker = {
  readonly sex: Sex
  readonly age: number
  readonly attendsSchool: boolean
  /** Stage of schooling completed, 0 to 5. */
  readonly stage: number
  readonly urban: boolean
  readonly standing: number
}

/** Regsosek items 416a, 417, 418, 420b and 421; asked from age 5. */
export function drawWork(random: Random, worker: Worker): WorkAnswers {
  if (worker.age < 5) return notAsked
  if (!happens(random, shareWorking(worker))) return { ...notAsked, worked: '2', business_count: 0 }
  const industry = pickWeighted(
    random,
    worker.stage >= 4 ? graduateIndustries : worker.urban ? townIndustries : villageIndustries,
  )
  const work_status = drawWorkStatus(random, industry, worker)
  const ownsBusiness = ['1', '2', '3'].includes(work_status)
  return {
    worked: '1',
    work_status,
    industry,
    business_count: ownsBusiness ? (happens(random, 0.06) ? 2 : 1) : 0,
    business_industry: ownsBusiness ? industry : undefined,
  }
}

function shareWorking({ sex, age, attendsSchool }: Worker): number {
  if (age < 15) return 0.005
  if (attendsSchool) return 0.06
  const shares =
    sex === 'male'
      ? { young: 0.72, grown: 0.95, old: 0.72, aged: 0.32 }
      : { young: 0.4, grown: 0.54, old: 0.42, aged: 0.14 }
  if (age < 22) return shares.young
  if (age < 60) return shares.grown
  return age < 72 ? shares.old : shares.aged
}

/** Industry codes of Regsosek item 417 with shares. */
const villageIndustries = [
  ['1', 0.3],
  ['2', 0.06],
  ['3', 0.04],
  ['4', 0.02],
  ['5', 0.04],
  ['6', 0.02],
  ['7', 0.01],
  ['8', 0.14],
  ['11', 0.11],
  ['12', 0.13],
  ['13', 0.035],
  ['14', 0.035],
  ['24', 0.03],
  ['25', 0.03],
] as const
const townIndustries = [
  ['1', 0.06],
  ['5', 0.02],
  ['8', 0.22],
  ['10', 0.01],
  ['11', 0.12],
  ['12', 0.27],
  ['13', 0.07],
  ['14', 0.1],
  ['16', 0.01],
  ['19', 0.02],
  ['24', 0.06],
  ['25', 0.04],
] as const
const graduateIndustries = [
  ['8', 0.1],
  ['9', 0.02],
  ['12', 0.14],
  ['15', 0.04],
  ['16', 0.07],
  ['18', 0.05],
  ['20', 0.2],
  ['21', 0.28],
  ['22', 0.1],
] as const

/** Item 418: 1 own account, 2 with unpaid, 3 with paid help, 4 employee, 5 civil servant, 6 casual farm, 7 casual other, 8 unpaid. */
function drawWorkStatus(random: Random, industry: string, { stage, sex, standing }: Worker): string {
  if (industry === '20') return happens(random, 0.75) ? '5' : '4'
  if (stage >= 4)
    return pickWeighted(random, [
      ['5', 0.25],
      ['4', 0.62],
      ['3', 0.06],
      ['1', 0.07],
    ])
  const employer = Math.min(0.15, 0.02 * Math.exp(0.8 * standing))
  const casual = Math.min(0.6, 0.25 * Math.exp(-0.45 * standing))
  const unpaid = sex === 'female' ? 0.2 : 0.05
  if (farming.includes(industry))
    return pickWeighted(random, [
      ['1', 0.3],
      ['2', 0.25],
      ['3', employer],
      ['6', casual],
      ['8', unpaid],
    ])
  const ownAccount = industry === '12' || industry === '14' ? 0.5 : 0.12
  return pickWeighted(random, [
    ['1', ownAccount],
    ['2', ownAccount / 3],
    ['3', employer],
    ['4', 0.5],
    ['7', casual],
    ['8', unpaid / 3],
  ])
}

const farming: readonly string[] = ['1', '2', '3', '4', '5', '6']

/** 1 none, 2 some difficulty, 3 much difficulty or cannot: rare in youth, common in age. */
export function drawDisability(random: Random, age: number): string {
  const severe = age < 18 ? 0.006 : age < 60 ? 0.011 : age < 75 ? 0.04 : 0.13
  const some = age < 18 ? 0.008 : age < 45 ? 0.015 : age < 60 ? 0.05 : age < 75 ? 0.15 : 0.3
  return pickWeighted(random, [
    ['3', severe],
    ['2', some],
    ['1', 1 - severe - some],
  ])
}

/** Regsosek item 430, one illness a person. */
export function drawChronicIllness(random: Random, age: number): string {
  const ill = age < 30 ? 0.012 : age < 45 ? 0.06 : age < 60 ? 0.17 : 0.36
  return happens(random, ill) ? pickWeighted(random, age < 30 ? youngIllnesses : illnesses) : '1'
}

const illnesses = [
  ['2', 0.38],
  ['3', 0.14],
  ['4', 0.05],
  ['5', 0.06],
  ['6', 0.15],
  ['7', 0.015],
  ['8', 0.045],
  ['9', 0.01],
  ['10', 0.015],
  ['13', 0.08],
  ['18', 0.055],
] as const
const youngIllnesses = [
  ['4', 0.5],
  ['5', 0.08],
  ['7', 0.07],
  ['15', 0.02],
  ['18', 0.33],
] as const
