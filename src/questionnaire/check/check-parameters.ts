import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere } from '../form/form-rows.ts'
import { selectTypes } from '../form/question-types.ts'
import { questionsOf } from '../form/walk.ts'

const issue = issueTexts({
  'form.unknown_parameter': {
    id: 'Parameter {unknown} tidak dikenal pada tipe {type}. Yang dikenal: {known}.',
    en: 'A question of type {type} knows no parameter {unknown}. It knows: {known}.',
  },
})

const parametersOf: Readonly<Record<string, readonly string[]>> = {
  text: ['rows'],
  range: ['start', 'end', 'step', 'tick_interval', 'tick_labelset', 'placeholder'],
  image: ['max-pixels', 'app'],
  audio: ['quality'],
  'background-audio': ['quality'],
  geopoint: ['capture-accuracy', 'warning-accuracy', 'allow-mock-accuracy', 'reference-geometry'],
  geotrace: ['allow-mock-accuracy', 'incremental', 'reference-geometry'],
  geoshape: ['allow-mock-accuracy', 'incremental', 'reference-geometry'],
  audit: [
    'track-changes',
    'track-changes-reasons',
    'identify-user',
    'location-priority',
    'location-min-interval',
    'location-max-age',
  ],
}

/** Types that are not listed take no parameters, and skip what they are given. */
export function checkParameters(form: FormModel): readonly Issue[] {
  return questionsOf(form.nodes).flatMap((question) => {
    const known = knownParameters(question)
    const unknown = [...question.parameters.keys()].filter((key) => known && !known.includes(key))
    if (!known || unknown.length === 0) return []
    const params = { type: question.type, unknown: unknown.join(', '), known: known.join(', ') }
    return [issue('form.unknown_parameter', rowWhere(question.row, 'parameters'), params)]
  })
}

function knownParameters({ type, fromFile }: Question): readonly string[] | undefined {
  if (!selectTypes.has(type) && type !== 'select_one_external') return parametersOf[type]
  return fromFile ? ['randomize', 'seed', 'value', 'label'] : ['randomize', 'seed']
}
