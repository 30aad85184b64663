import type { Vault } from '../../access/index.ts'
import { type FamilyId, ageOn, parsePlainDate } from '../../kernel/index.ts'
import { type Codebook, type Variable, findVariable } from '../../questionnaire/index.ts'
import {
  type AsOf,
  type Db,
  type FamilyState,
  type MemberOnDay,
  type NumberSaying,
  type Saying,
  factVariables,
  findAreaName,
  findAreaPaths,
  findFamilyStates,
  findHousehold,
  findMembersEver,
  findNumberSayings,
  findOutcomes,
  findSayings,
  findScore,
  findValidations,
  findVerifications,
} from '../../store/index.ts'
import type { Family, Member, ProgrammeOutcome } from '../contract/family.ts'
import { readBriefs } from './briefs.ts'
import { type ChecksOf, checksOfSubject } from './checks-of.ts'
import { factsOf } from './facts-of.ts'
import { numberOf } from './numbers-of.ts'
import type { ReasonTexts } from './programmes.ts'
import { scoreOf } from './score-of.ts'

export type FamilyPageTools = {
  readonly codebook: Codebook
  readonly vault: Vault
  readonly reasonTexts: ReasonTexts
}

/** Everything that is shown of a family at a point of the two times; `undefined` when it was not known then. */
export const readFamilyPage =
  (familyId: FamilyId, asOf: AsOf, tools: FamilyPageTools) =>
  async (db: Db): Promise<Omit<Family, 'asOf' | 'knownAt'> | undefined> => {
    const [state] = await findFamilyStates([familyId], asOf)(db)
    if (!state) return undefined
    const said = await readSaid(familyId, asOf, tools.codebook)(db)
    const kk = numberOf(
      secretOf(tools.codebook, 'family', 'kk_number'),
      'kk',
      said.kk,
      said.checks,
      tools.vault,
    )
    const facts = factsOf(
      factVariables(tools.codebook, 'family'),
      said.family,
      checksOfSubject(familyId, said.checks),
    )
    const members = said.members.map((member) => memberOf(member, said, asOf, tools))
    const head =
      members.find(({ relation, status }) => relation === '1' && status === 'alive') ??
      members.find(({ relation }) => relation === '1')
    const score = await findScore(familyId, asOf)(db)
    return {
      familyId,
      status: state.place.status,
      kkMasked: kk.masked,
      kkStatus: kk.status,
      place: await readPlace(state, facts)(db),
      head: { personId: head?.personId ?? '', name: head?.name ?? '' },
      members,
      facts: kk.fact ? [kk.fact, ...facts] : facts,
      score: score ? scoreOf(score) : null,
      programmes: (await findOutcomes(familyId, asOf)(db)).map(
        ({ nameId, nameEn, reasons, programme, ...outcome }): ProgrammeOutcome => ({
          ...outcome,
          programme,
          name: { id: nameId, en: nameEn },
          reasons: reasons.map((code) => ({ code, text: tools.reasonTexts(programme, code) })),
        }),
      ),
      household: await readHousehold(familyId, asOf)(db),
    }
  }

type Said = {
  readonly members: readonly MemberOnDay[]
  readonly family: readonly Saying[]
  readonly persons: readonly Saying[]
  readonly kk: readonly NumberSaying[]
  readonly nik: readonly NumberSaying[]
  readonly checks: ChecksOf
}

const readSaid =
  (familyId: FamilyId, asOf: AsOf, codebook: Codebook) =>
  async (db: Db): Promise<Said> => {
    const members = await findMembersEver(familyId, asOf)(db)
    const personIds = members.map(({ personId }) => personId)
    const subjects = { familyIds: [familyId], personIds }
    return {
      members,
      family: await findSayings(codebook, 'family', [familyId], asOf)(db),
      persons: await findSayings(codebook, 'person', personIds, asOf)(db),
      kk: await findNumberSayings('family', [familyId], asOf)(db),
      nik: await findNumberSayings('person', personIds, asOf)(db),
      checks: {
        verifications: await findVerifications(subjects, asOf)(db),
        validations: await findValidations(subjects, asOf)(db),
      },
    }
  }

function memberOf(
  { personId, relation, since, present, state }: MemberOnDay,
  said: Said,
  { day }: AsOf,
  { codebook, vault }: FamilyPageTools,
): Member {
  const checks = checksOfSubject(personId, said.checks)
  const facts = factsOf(
    factVariables(codebook, 'person'),
    said.persons.filter(({ id }) => id === personId),
    checks,
  )
  const nik = numberOf(
    secretOf(codebook, 'person', 'nik'),
    'nik',
    said.nik.filter(({ ownerId }) => ownerId === personId),
    checks,
    vault,
  )
  const text = (variable: string) => textOf(facts.find((fact) => fact.variable === variable)?.value)
  const birthDate = text('birth_date')
  const born = birthDate === null ? undefined : parsePlainDate(birthDate)
  return {
    personId,
    name: text('name') ?? '',
    relation,
    sex: text('sex'),
    birthDate,
    age: born ? ageOn(born, day) : null,
    nikMasked: nik.masked,
    nikStatus: nik.status,
    status: !present && state === 'alive' ? 'left' : state,
    since,
    facts: nik.fact ? [nik.fact, ...facts] : facts,
  }
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function secretOf(codebook: Codebook, level: 'family' | 'person', name: string): Variable {
  const variable = findVariable(codebook, level, name)
  if (!variable) throw new Error(`the codebook lacks ${name}`)
  return variable
}

const readPlace =
  ({ place }: FamilyState, facts: Family['facts']) =>
  async (db: Db): Promise<Family['place']> => {
    const value = (variable: string) => facts.find((fact) => fact.variable === variable)?.value ?? null
    const number = (variable: string) => (value(variable) === null ? null : Number(value(variable)))
    return {
      path: [...((await findAreaPaths([place.villageId])(db)).get(place.villageId) ?? [])],
      sls: place.slsId === undefined ? null : ((await findAreaName(place.slsId)(db)) ?? null),
      address: textOf(value('address')),
      latitude: number('latitude'),
      longitude: number('longitude'),
    }
  }

const readHousehold =
  (familyId: FamilyId, asOf: AsOf) =>
  async (db: Db): Promise<Family['household']> => {
    const household = await findHousehold(familyId, asOf)(db)
    if (!household) return null
    const families = await readBriefs(household.familyIds.map((id) => ({ familyId: id, matchedName: null })))(
      db,
    )
    return { householdId: household.householdId, families }
  }
