import type { Question } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { geometryTypes } from '../form/question-types.ts'
import type { Attributes, Itemset } from './element.ts'

type ParameterParts = {
  readonly bind?: Attributes
  readonly body?: Attributes
  readonly itemset?: Itemset
}

/** What the column `parameters` of a question asks for. */
export function lowerParameters(question: Question): ParameterParts {
  const { type, parameters } = question
  if (geometryTypes.has(type)) return geometryParts(question)
  if (type === 'range') return rangeParts(parameters)
  if (type === 'audit')
    return { bind: renamed(parameters, Object.fromEntries(auditKeys.map((key) => [key, `odk:${key}`]))) }
  if (type === 'text') return { body: renamed(parameters, { rows: 'rows' }) }
  if (type === 'audio') return { bind: renamed(parameters, { quality: 'odk:quality' }) }
  return type === 'image' ? imageParts(question) : {}
}

const auditKeys = [
  'track-changes',
  'track-changes-reasons',
  'identify-user',
  'location-priority',
  'location-min-interval',
  'location-max-age',
]

function renamed(parameters: Question['parameters'], names: Readonly<Record<string, string>>): Attributes {
  const entries = Object.entries(names).flatMap(([key, name]) => {
    const text = parameters.get(key)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(entries)
}

function imageParts({ parameters, row }: Question): ParameterParts {
  const appearance = value(row, 'appearance')
  const ours = appearance === '' || appearance === 'annotate'
  return {
    bind: renamed(parameters, { 'max-pixels': 'orx:max-pixels' }),
    body: ours ? renamed(parameters, { app: 'intent' }) : {},
  }
}

function geometryParts({ parameters, row }: Question): ParameterParts {
  const reference = parameters.get('reference-geometry')
  return {
    bind: renamed(parameters, { 'allow-mock-accuracy': 'odk:allow-mock-accuracy' }),
    body: {
      ...renamed(parameters, {
        'capture-accuracy': 'accuracyThreshold',
        'warning-accuracy': 'unacceptableAccuracyThreshold',
      }),
      ...(parameters.has('incremental') && { incremental: 'true' }),
    },
    ...(reference !== undefined && { itemset: sharedList(reference, value(row, 'choice_filter')) }),
  }
}

/** Whole numbers unless a bound or a step has a fraction. */
function rangeParts(parameters: Question['parameters']): ParameterParts {
  const numbers = ['start', 'end', 'step', 'tick_interval', 'placeholder'].flatMap(
    (key) => parameters.get(key) ?? [],
  )
  const decimal = numbers.some((number) => !Number.isInteger(Number(number)))
  const labels = parameters.get('tick_labelset')
  return {
    bind: decimal ? { type: 'decimal' } : {},
    body: {
      start: '1',
      end: '10',
      step: '1',
      ...renamed(parameters, {
        start: 'start',
        end: 'end',
        step: 'step',
        tick_interval: 'odk:tick-interval',
        placeholder: 'odk:placeholder',
      }),
    },
    ...(labels !== undefined && { itemset: sharedList(labels) }),
  }
}

function sharedList(source: string, filter = ''): Itemset {
  return { source, filter, parameters: new Map(), inline: false }
}
