import { access } from 'node:fs/promises'
import { type Correction, explainFamilies, scoreCorrections } from '../../engine/index.ts'
import type { FamilyId, Message } from '../../kernel/index.ts'
import { type Codebook, type Variable, findVariable } from '../../questionnaire/index.ts'
import {
  type Explanation,
  type Model,
  parseModel,
  questionGroupLabels,
  renderReasons,
  variablesOf,
} from '../../ranking/index.ts'
import {
  type ActorDb,
  type AsOf,
  type Saying,
  factVariables,
  findMembersEver,
  findRegencyCuts,
  findSayings,
  findScore,
  findScoreBasis,
  findVillageOf,
} from '../../store/index.ts'
import type { ScoreFact, ScoreReasons, WhatIf } from '../contract/score.ts'
import { problems } from '../problems.ts'
import { valueText } from './value-label.ts'

/** What a family's reasons are made of, as the asker may see it. */
export type ScoreBasis = {
  readonly decile: number
  readonly snapshotDir: string
  readonly document: string
  /** The lowest score of each decile of the regency, the poorest first. */
  readonly cuts: readonly number[]
  /** All variables, with the newest value of the family and the newest day of any member. */
  readonly known: ReadonlyMap<string, KnownFact>
}
type KnownFact = {
  readonly variable: Variable
  readonly value: string | number | undefined
  readonly observedOn: string
}

/** Undefined where the family has no score. @throws Problem `notFound` outside the asker's area. */
export const readScoreBasis =
  (familyId: FamilyId, asOf: AsOf, codebook: Codebook) =>
  async (db: ActorDb): Promise<ScoreBasis | undefined> => {
    const villageId = await findVillageOf(familyId)(db)
    if (villageId === undefined) throw problems.notFound()
    db.audit({ action: 'family.view', subject: familyId, areaId: villageId, detail: 'score' })
    const score = await findScore(familyId, asOf)(db)
    const basis = score && (await findScoreBasis(score.runId)(db))
    if (!score || !basis) return undefined
    const personIds = (await findMembersEver(familyId, asOf)(db)).map(({ personId }) => personId)
    const known = new Map([
      ...newestOf(
        factVariables(codebook, 'person'),
        await findSayings(codebook, 'person', personIds, asOf)(db),
      ),
      ...newestOf(
        factVariables(codebook, 'family'),
        await findSayings(codebook, 'family', [familyId], asOf)(db),
      ),
    ])
    return {
      decile: score.decileRegency,
      snapshotDir: basis.snapshotDir,
      document: basis.document,
      cuts: await findRegencyCuts(score.runId, familyId)(db),
      known,
    }
  }

function newestOf(
  variables: readonly Variable[],
  sayings: readonly Saying[],
): readonly (readonly [string, KnownFact])[] {
  return variables.flatMap((variable) => {
    const said = sayings.findLast(({ facts }) => facts[variable.name] !== undefined)
    return said
      ? [
          [
            variable.name,
            { variable, value: said.facts[variable.name], observedOn: said.observedOn },
          ] as const,
        ]
      : []
  })
}

const nothing: ScoreReasons = { sentence: null, facts: [], whatIf: [] }

/** Takes the score apart by the snapshot and the model that it was made from. */
export async function explainScore(
  familyId: FamilyId,
  basis: ScoreBasis | undefined,
  codebook: Codebook,
): Promise<ScoreReasons> {
  if (!basis || !(await isThere(basis.snapshotDir))) return nothing
  const model = parseModel(JSON.parse(basis.document))
  const { snapshotDir } = basis
  const explanation = (await explainFamilies({ snapshotDir, model, familyIds: [familyId] })).get(familyId)
  if (!explanation) return nothing
  return {
    sentence: renderReasons(explanation),
    facts: factsOf(explanation, model, basis),
    whatIf: await whatIfOf(familyId, model, basis, codebook),
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (
    folder !== '' &&
    (await access(folder).then(
      () => true,
      () => false,
    ))
  )
}

/** Weaker than a hundredth of log welfare (1 %) is not worth a line. */
const leastContribution = 0.01

function factsOf({ groups }: Explanation, model: Model, { known }: ScoreBasis): ScoreFact[] {
  const names = [...known.keys()]
  return groups
    .flatMap(({ group, facts }) => facts.map((fact) => ({ ...fact, group: questionGroupLabels[group] })))
    .filter(({ contribution }) => Math.abs(contribution) >= leastContribution)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .map(({ feature, text, group, contribution }) => {
      const rests = variablesOf(model, feature, names).flatMap((name) => known.get(name) ?? [])
      const days = rests.map(({ observedOn }) => observedOn).toSorted()
      return {
        text,
        group,
        contribution,
        variables: rests.map(({ variable }) => variable.label),
        observedOn: days.at(-1) ?? null,
      }
    })
}

/** More corrections than these are no help to whoever reads them. */
const mostCorrections = 6

async function whatIfOf(
  familyId: FamilyId,
  model: Model,
  { snapshotDir, known, cuts, decile }: ScoreBasis,
  codebook: Codebook,
): Promise<WhatIf[]> {
  const used = new Set(model.features.flatMap(({ name }) => variablesOf(model, name, [...known.keys()])))
  const corrections = [...used].flatMap((name) => {
    const variable = findVariable(codebook, 'family', name)
    return variable ? correctionsOf(variable, known.get(name)?.value) : []
  })
  const scores = await scoreCorrections({ snapshotDir, model, familyId, corrections })
  const moved = corrections.flatMap((correction, index) => {
    const there = decileOf(scores[index] ?? Number.NaN, cuts)
    return there === undefined || there === decile ? [] : [{ ...correction, decile: there }]
  })
  return nearestOf(moved, decile).flatMap((correction) => {
    const fact = known.get(correction.variable)
    return fact ? [told(correction, fact, decile)] : []
  })
}

/** Another code, or one more or less. */
function correctionsOf(
  { name, type, multiple, categories, range }: Variable,
  value: string | number | undefined,
): Correction[] {
  if (value === undefined || multiple) return []
  if (type === 'code')
    return categories.flatMap(({ code }) => (code === String(value) ? [] : [{ variable: name, value: code }]))
  if (type !== 'integer') return []
  const { min = 0, max = Number.POSITIVE_INFINITY } = range ?? {}
  return [Number(value) - 1, Number(value) + 1].flatMap((next) =>
    next >= min && next <= max ? [{ variable: name, value: next }] : [],
  )
}

/** The last decile whose first score is not above this one. */
function decileOf(score: number, cuts: readonly number[]): number | undefined {
  if (Number.isNaN(score) || cuts.length === 0) return undefined
  return Math.max(1, cuts.findLastIndex((least) => least <= score) + 1)
}

type Moved = Correction & { readonly decile: number }

/** Of each variable the correction that moves the least, the least moves first. */
function nearestOf(moved: readonly Moved[], from: number): readonly Moved[] {
  const steps = ({ decile }: Moved) => Math.abs(decile - from)
  const sorted = moved.toSorted((a, b) => steps(a) - steps(b))
  return sorted
    .filter(({ variable }, index) => sorted.findIndex((other) => other.variable === variable) === index)
    .slice(0, mostCorrections)
}

function told(
  { variable: name, value, decile }: Moved,
  { variable, value: held }: KnownFact,
  now: number,
): WhatIf {
  const [from, to] = [valueText(variable, held), valueText(variable, value)]
  return {
    variable: name,
    from,
    to,
    decile,
    sentence: {
      id: `Bila "${variable.label.id}" ternyata ${quoted(to, 'id')}, bukan ${quoted(from, 'id')}, desil menjadi ${decile} (kini ${now}).`,
      en: `If "${variable.label.en}" turned out to be ${quoted(to, 'en')} instead of ${quoted(from, 'en')}, the decile would be ${decile} (now ${now}).`,
    },
  }
}

function quoted(text: Message, language: keyof Message): string {
  return `"${text[language]}"`
}
