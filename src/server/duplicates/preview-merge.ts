import type { FamilyId, PersonId, PlainDate } from '../../kernel/index.ts'
import { headRelation } from '../../registry/index.ts'
import { type Db, factVariables, findOutcomes, findSayings, haveTwoVerifiedNiks } from '../../store/index.ts'
import { asKnown } from '../changes/as-of.ts'
import { describeEffects } from '../changes/describe-effects.ts'
import type { Plan } from '../changes/plan.ts'
import type { MergePreview } from '../contract/duplicate.ts'
import { valueText } from '../family/value-label.ts'
import type { FamilyPageTools } from '../family/read-family-page.ts'
import { problems } from '../problems.ts'

type Merging = { readonly keptId: PersonId; readonly absorbedId: PersonId; readonly day: PlainDate }

/** What a planned merge would change: memberships, values, and what programmes have decided of the families concerned. */
export const previewMerge =
  (plan: Plan, merging: Merging, tools: Pick<FamilyPageTools, 'codebook' | 'reasonTexts'>) =>
  async (db: Db): Promise<MergePreview> => ({
    effects: plan.change ? describeEffects(plan.change, plan.telling) : [],
    issues: [
      ...plan.issues,
      ...((await haveTwoVerifiedNiks(merging.keptId, merging.absorbedId)(db)) ? [twoNiks] : []),
    ],
    facts: await changedFacts(merging, tools)(db),
    programmes: await programmesOf(plan, merging, tools)(db),
    heirs: heirsOf(plan, merging),
  })

const twoNiksText = problems.mergeTwoNiks().text
const twoNiks = {
  code: 'merge_two_niks',
  severity: 'error',
  where: {},
  params: {},
  message: twoNiksText,
} as const

/** Values of the kept person that the absorbed one's newer sayings replace. */
const changedFacts =
  ({ keptId, absorbedId, day }: Merging, { codebook }: Pick<FamilyPageTools, 'codebook'>) =>
  async (db: Db): Promise<MergePreview['facts']> => {
    const sayings = await findSayings(codebook, 'person', [keptId, absorbedId], asKnown(day))(db)
    const inForce = (ids: readonly PersonId[]) => {
      const said = sayings.filter(({ id }) => ids.some((wanted) => wanted === id))
      // As the registry reads them: of two sayings of one change that of the kept person counts.
      const ordered = said.toSorted(
        (a, b) =>
          (a.observedOn < b.observedOn ? -1 : a.observedOn > b.observedOn ? 1 : 0) ||
          a.seq - b.seq ||
          Number(a.id === keptId) - Number(b.id === keptId),
      )
      const facts: Record<string, string | number> = Object.assign(
        {},
        ...ordered.map(({ facts: each }) => each),
      )
      return facts
    }
    const [before, after] = [inForce([keptId]), inForce([keptId, absorbedId])]
    return factVariables(codebook, 'person').flatMap((variable) => {
      const [old, fresh] = [before[variable.name], after[variable.name]]
      if (old === fresh) return []
      return [{ label: variable.label, before: valueText(variable, old), after: valueText(variable, fresh) }]
    })
  }

const programmesOf =
  ({ change, telling }: Plan, { day }: Merging, { reasonTexts }: Pick<FamilyPageTools, 'reasonTexts'>) =>
  async (db: Db): Promise<MergePreview['programmes']> => {
    const dissolved = new Set(
      change?.effects.flatMap((effect) =>
        effect.kind === 'family_state' && effect.to.status === 'inactive' ? [effect.familyId] : [],
      ),
    )
    const programmes = []
    for (const { familyId, members } of telling.families) {
      const head = members.find(({ relation }) => relation === headRelation)
      programmes.push({
        familyId,
        headName: head ? telling.nameOf(head.personId) : '',
        dissolves: dissolved.has(familyId),
        outcomes: await outcomesOf(familyId, day, reasonTexts)(db),
      })
    }
    return programmes
  }

const outcomesOf =
  (familyId: FamilyId, day: PlainDate, reasonTexts: FamilyPageTools['reasonTexts']) => async (db: Db) =>
    (await findOutcomes(familyId, asKnown(day))(db)).map(
      ({ nameId, nameEn, reasons, programme, ...outcome }) => ({
        ...outcome,
        programme,
        name: { id: nameId, en: nameEn },
        reasons: reasons.map((code) => ({ code, text: reasonTexts(programme, code) })),
      }),
    )

/** Those who stay in the family that the absorbed person heads. */
function heirsOf({ telling }: Plan, { absorbedId }: Merging): MergePreview['heirs'] {
  const family = telling.families.find(({ members }) =>
    members.some(({ personId, relation }) => personId === absorbedId && relation === headRelation),
  )
  return (family?.members ?? []).flatMap(({ personId, relation }) =>
    personId === absorbedId ? [] : [{ personId, name: telling.nameOf(personId), relation }],
  )
}
