import type { Message } from '../kernel/index.ts'
import type { Model, ModelArea } from './model.ts'
import { type QuestionGroup, questionGroups } from './question-group.ts'
import type { FeatureSpec } from './spec.ts'
import { forksOnTheWay, meanOfTree } from './trees/kept-trees.ts'

/** One answer of a family and how far it moves the score from that of the mean family of its district. */
export type Fact = {
  readonly feature: string
  /** NaN where the family has no answer: it then counts as the national mean. */
  readonly value: number
  readonly contribution: number
  readonly text: Message
}

export type GroupContribution = {
  readonly group: QuestionGroup
  readonly contribution: number
  /** Strongest first. */
  readonly facts: readonly Fact[]
}

/** Why a score is what it is: score = mean + the sum of all contributions, exactly. */
export type Explanation = {
  readonly score: number
  /** Score of a family with the mean answers of the district; of trees, what they add for the mean household. */
  readonly mean: number
  /** Strongest first. */
  readonly groups: readonly GroupContribution[]
}

/**
 * Takes a score apart: contribution of feature j = b_j (x_j - x̄_j), with the coefficients and means of the family's
 * district, and what the forks on j add on the family's way through the trees (see `forksOnTheWay`). `values` are in the
 * order of the model's features.
 */
export function explain(
  model: Model,
  place: { readonly district: string; readonly province?: string },
  values: readonly number[],
): Explanation {
  const { coefficients, means } = areaOf(model, place)
  const counted = model.features.map((feature, index) => {
    const value = values[index] ?? Number.NaN
    return Number.isNaN(value) ? feature.mean : value
  })
  const added = addedByTrees(model, counted)
  const facts = model.features.map((feature, index) => {
    const value = values[index] ?? Number.NaN
    const linear = (coefficients[index + 1] ?? 0) * ((counted[index] ?? 0) - (means[index] ?? 0))
    const contribution = linear + (added[index] ?? 0)
    return {
      group: feature.group,
      fact: { feature: feature.name, value, contribution, text: factText(feature, value) },
    }
  })
  const linearMean = means.reduce(
    (sum, x, index) => sum + (coefficients[index + 1] ?? 0) * x,
    coefficients[0] ?? 0,
  )
  const mean = linearMean + meanOfTrees(model)
  const groups = questionGroups
    .map((group) =>
      groupContribution(
        group,
        facts.flatMap((each) => (each.group === group ? [each.fact] : [])),
      ),
    )
    .filter(({ facts: own }) => own.length > 0)
  return {
    score: groups.reduce((sum, { contribution }) => sum + contribution, mean),
    mean,
    groups: strongestFirst(groups),
  }
}

/** For each feature what the trees' forks on it add. */
function addedByTrees({ trees, features }: Model, values: readonly number[]): Float64Array {
  const added = new Float64Array(features.length)
  for (const tree of trees)
    for (const { feature, adds } of forksOnTheWay(tree, (index) => values[index] ?? 0))
      added[feature] = (added[feature] ?? 0) + adds
  return added
}

/** What the trees add for the mean household of the survey. */
export function meanOfTrees({ trees }: Pick<Model, 'trees'>): number {
  return trees.reduce<number>((sum, tree) => sum + meanOfTree(tree), 0)
}

/** The coefficients that apply in a place: of the district, else of its province, else of the nation. */
export function areaOf(
  model: Model,
  place: { readonly district: string; readonly province?: string },
): ModelArea {
  return model.districts[place.district] ?? model.provinces[place.province ?? ''] ?? model.national
}

function groupContribution(group: QuestionGroup, facts: readonly Fact[]): GroupContribution {
  return {
    group,
    contribution: facts.reduce((sum, fact) => sum + fact.contribution, 0),
    facts: strongestFirst(facts),
  }
}

function strongestFirst<T extends { readonly contribution: number }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}

function factText({ label, absent, measure, transform }: FeatureSpec, value: number): Message {
  if (Number.isNaN(value)) return { id: `${label.id} tidak diketahui`, en: `${label.en} unknown` }
  if (absent) return value === 0 ? absent : label
  const plain = transform === undefined ? value : transform === 'log' ? Math.exp(value) : Math.expm1(value)
  const rounded = String(Math.round(plain * 100) / 100)
  return {
    id: [label.id, rounded.replace('.', ','), measure?.id ?? ''].join(' ').trim(),
    en: [label.en, rounded, measure?.en ?? ''].join(' ').trim(),
  }
}
