import { type Issue, similarHint } from '../../kernel/index.ts'
import {
  type FeatureSpec,
  type Spec,
  codedFamilySteps,
  featureExpression,
  roleExpression,
  rolesOf,
} from '../../ranking/index.ts'
import { pipelineOf, renderPipeline } from '../../sql/index.ts'
import type { DuckDb } from '../duckdb/index.ts'

/** Every piece of SQL that a spec's author wrote, tried by itself, so that a typo is named with its place. */
export async function checkExpressions(
  db: DuckDb,
  spec: Spec,
  features: readonly FeatureSpec[],
  columns: readonly string[],
): Promise<readonly Issue[]> {
  const aggregates = await tried(
    Object.entries(spec.members).map(([name, sql]) => ({
      place: `members.${name}`,
      query: `select ${sql} from person`,
    })),
    db,
  )
  if (aggregates.length > 0) return aggregates
  const coded = renderPipeline(
    pipelineOf(codedFamilySteps(spec, columns), ['family', 'person']),
    'coded_family',
  )
  const over = (expression: string) => `select ${expression} from (${coded}) as coded`
  const roles = Object.entries(rolesOf(spec)).flatMap(([place, text]) =>
    text === undefined || (place === 'fold' && !columns.includes(text))
      ? []
      : [{ place, query: over(roleExpression(text, columns)), hint: hintAt(text, columns) }],
  )
  const coding = features.map((feature) => ({
    place: `features.${feature.name}`,
    query: over(featureExpression(feature)),
    hint: hintAt(feature.sql, columns),
  }))
  return tried([...roles, ...coding], db)
}

type Trial = { readonly place: string; readonly query: string; readonly hint?: string }

/** Runs each query to its end, because a cast fails only on the row that it cannot read. */
async function tried(trials: readonly Trial[], db: DuckDb): Promise<readonly Issue[]> {
  const issues: Issue[] = []
  for (const { place, query, hint } of trials) {
    try {
      await db.run(`select count(*) from (${query}) as trial(value) where value is null`)
    } catch (error) {
      issues.push(expressionIssue(place, error, hint))
    }
  }
  return issues
}

/** The first line of what DuckDB says, without the statement. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split('\n', 1)[0] ?? text
}

/** Hints at the column that was probably meant: the first word of the expression that is spelt like one. */
function hintAt(text: string, columns: readonly string[]): string {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  return words
    .filter((word) => !columns.includes(word))
    .map((word) => similarHint(word, columns))
    .reduce((found, hint) => (found === '' ? hint : found), '')
}

/** What of the spec cannot be had from the data, and why. */
export function expressionIssue(place: string, error: unknown, hint = ''): Issue {
  const reason = reasonOf(error)
  return {
    code: 'spec_expression',
    severity: 'error',
    where: { column: place },
    params: { place, reason },
    message: {
      id: `Spesifikasi: "${place}" tidak dapat dihitung dari data (${reason})${hint}.`,
      en: `Spec: "${place}" cannot be computed from the data (${reason})${hint}.`,
    },
  }
}
