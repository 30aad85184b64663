import type { Issue } from '../../kernel/index.ts'
import { type FeatureSpec, type ResolvedFeatures, fewestHouseholds } from '../../ranking/index.ts'
import { quoteName, quoteText } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'

/**
 * Features that are columns of text become one yes-or-no feature an answer, but for the most frequent, with which the
 * others are compared. Rare answers are put together as one, which is reported.
 */
export async function withAnswers(
  db: DuckDb,
  { features, issues }: ResolvedFeatures,
): Promise<ResolvedFeatures> {
  const types = await db.readColumns('describe family')
  const names = types.texts('column_name')
  const isText = new Set(
    names
      .filter((_, index) => types.texts('column_type')[index] === 'VARCHAR')
      .map((name) => quoteName(name ?? '')),
  )
  const resolved = await inTurn(features, async (feature) =>
    isText.has(feature.sql)
      ? answersOf(feature, await countsOf(db, feature))
      : { features: [feature], issues: [] },
  )
  return {
    features: resolved.flatMap((each) => each.features),
    issues: [...issues, ...resolved.flatMap((each) => each.issues)],
  }
}

async function inTurn<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (const item of items) results.push(await task(item))
  return results
}

type Counts = readonly { readonly answer: string; readonly households: number }[]

/** Most frequent first. */
async function countsOf(db: DuckDb, { sql }: FeatureSpec): Promise<Counts> {
  const { texts, numbers } = await db.readColumns(
    `select ${sql} as answer, count(*) as households from family where ${sql} is not null group by all order by households desc, answer`,
  )
  return texts('answer').map((answer, index) => ({
    answer: answer ?? '',
    households: numbers('households')[index] ?? 0,
  }))
}

function answersOf(feature: FeatureSpec, counts: Counts): ResolvedFeatures {
  const total = counts.reduce((sum, { households }) => sum + households, 0)
  const isRare = ({ households }: Counts[number]) => households < fewestHouseholds(total)
  const [, ...others] = counts
  const rare = others.filter(isRare)
  const common = others.filter((each) => !isRare(each))
  const own = common.map(({ answer }) =>
    answerFeature(feature, answer, `${feature.sql} = ${quoteText(answer)}`),
  )
  if (rare.length === 0) return { features: own, issues: [] }
  const list = rare.map(({ answer }) => quoteText(answer)).join(', ')
  const together = answerFeature(feature, 'lain', `${feature.sql} in (${list})`)
  return { features: [...own, together], issues: [merged(feature.name, rare)] }
}

function answerFeature({ name, group, label }: FeatureSpec, answer: string, sql: string): FeatureSpec {
  return {
    name: `${name}=${answer}`,
    sql,
    group,
    label: { id: `${label.id}: ${answer}`, en: `${label.en}: ${answer}` },
    question: name,
  }
}

function merged(name: string, rare: Counts): Issue {
  const list = rare.map(({ answer, households }) => `${answer} (${households})`).join(', ')
  return {
    code: 'feature_rare_answers_merged',
    severity: 'warning',
    where: { column: name },
    params: { name, answers: list },
    message: {
      id: `Jawaban langka pada "${name}" digabung menjadi "lain": ${list}.`,
      en: `Rare answers to "${name}" were put together as "lain" (other): ${list}.`,
    },
  }
}
