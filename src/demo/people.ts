import { type PlainDate, type Random, addDays } from '../kernel/index.ts'
import { type Regency, type Sls, villageCodeOn } from './areas.ts'
import type { Member } from './composition.ts'
import { happens, itemAt, pick, wholeBetween } from './draw.ts'
import type { NumberIssuer } from './identity-numbers.ts'
import { type FamilyNaming, drawName, drawSpouseNaming } from './names.ts'
import { drawChronicIllness, drawDisability, drawWork } from './person-traits.ts'
import { drawSchooling, schoolAnswersAt } from './schooling.ts'
import type { TruePerson } from './truth.ts'

/** What the people of a regency share: its areas, the reference day, and the numbers given so far. */
export type PeopleContext = {
  readonly regency: Regency
  readonly asOf: PlainDate
  readonly issuer: NumberIssuer
  readonly nextPerson: () => number
}

/** A family before its people are drawn. */
export type PeopleDraft = {
  readonly composition: readonly Member[]
  readonly naming: FamilyNaming
  readonly standing: number
  readonly urban: boolean
  readonly sls: Sls
}

export type PersonDraft = Omit<PeopleDraft, 'composition'> & { readonly member: Member }

export function drawPeople(
  context: PeopleContext,
  random: Random,
  draft: PeopleDraft,
): readonly TruePerson[] {
  const inLaws = drawSpouseNaming(random, draft.naming)
  return draft.composition.map((member) =>
    drawPerson(context, random, {
      ...draft,
      member,
      naming: member.bloodline === 'head' ? draft.naming : inLaws,
    }),
  )
}

export function drawPerson(
  context: PeopleContext,
  random: Random,
  { member, naming, standing, urban, sls }: PersonDraft,
): TruePerson {
  const birth_date = addDays(context.asOf, -Math.floor(365.25 * member.age) - wholeBetween(random, 1, 364))
  const birthYear = Number(birth_date.slice(0, 4))
  const schooling = drawSchooling(random, standing, birthYear)
  const school = schoolAnswersAt(schooling, member.age)
  const attendsSchool = school.school_participation === '2'
  const work = drawWork(random, { ...member, attendsSchool, stage: schooling.reach, urban, standing })
  const hasNik = !happens(random, shareWithoutNik(member.age, standing))
  return {
    index: context.nextPerson(),
    schooling,
    facts: {
      nik: hasNik ? issueNik(context, random, sls, birth_date, member) : undefined,
      name: drawName(random, naming, member.sex, birthYear, member.birthOrder),
      birth_date,
      sex: member.sex === 'male' ? '1' : '2',
      relation: member.relation,
      marital_status: member.marital,
      ...school,
      ...work,
      disability: drawDisability(random, member.age),
      chronic_illness: drawChronicIllness(random, member.age),
    },
  }
}

/** Babies wait for theirs, and the poor have none a little more often. */
function shareWithoutNik(age: number, standing: number): number {
  if (age < 1) return 0.12
  return age < 5 ? 0.03 : 0.006 + 0.006 * Math.max(0, -standing)
}

/** Mostly of the sub-district where the family lives, as it was when the number was given. */
function issueNik(
  context: PeopleContext,
  random: Random,
  sls: Sls,
  birthDate: PlainDate,
  { sex }: Member,
): string {
  const village = happens(random, 0.85)
    ? itemAt(context.regency.villages, sls.village)
    : pick(random, context.regency.villages)
  return context.issuer.issueNik(areaDigits(villageCodeOn(village, birthDate)), birthDate, sex)
}

/** Cards of today were issued since the register's numbers came, or since the head was grown. */
export function issueKk(context: PeopleContext, random: Random, sls: Sls, [head]: readonly Member[]): string {
  const years = Math.min(18, Math.max(1, (head?.age ?? 40) - 21))
  const registeredOn = addDays(context.asOf, -wholeBetween(random, 30, Math.floor(365.25 * years)))
  const village = itemAt(context.regency.villages, sls.village)
  return context.issuer.issueKk(areaDigits(villageCodeOn(village, registeredOn)), registeredOn)
}

function areaDigits(villageCode: string): string {
  return villageCode.slice(0, 8).replaceAll('.', '')
}
