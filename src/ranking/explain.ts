import type { Message } from '../kernel/index.ts'
import type { Model, ModelArea } from './model.ts'
import { type QuestionGroup, questionGroups } from './question-group.ts'
import type { FeatureSpec } from './spec.ts'

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
  /** Score of a family with the mean answers of the district. */
  readonly mean: number
  /** Strongest first. */
  readonly groups: readonly GroupContribution[]
}

/**
 * Takes a linear score apart: contribution of feature j = b_j (x_j - x̄_j), with the coefficients and means of the
 * family's district. `values` are in the order of the model's features.
 */
export function explain(
  model: Model,
  place: { readonly district: string; readonly province?: string },
  values: readonly number[],
): Explanation {
  const { coefficients, means } = areaOf(model, place)
  const facts = model.features.map((feature, index) => {
    const value = values[index] ?? Number.NaN
    const counted = Number.isNaN(value) ? feature.mean : value
    const contribution = (coefficients[index + 1] ?? 0) * (counted - (means[index] ?? 0))
    return {
      group: feature.group,
      fact: { feature: feature.name, value, contribution, text: factText(feature, value) },
    }
  })
  const mean = means.reduce((sum, x, index) => sum + (coefficients[index + 1] ?? 0) * x, coefficients[0] ?? 0)
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
