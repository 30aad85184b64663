import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'

const issue = issueTexts({
  'form.audit_value': {
    id: 'Parameter {key} harus salah satu dari: {allowed}.',
    en: 'The parameter {key} must be one of: {allowed}.',
  },
  'form.audit_location': {
    id: 'Untuk mencatat lokasi, isi location-priority, location-min-interval dan location-max-age bersama-sama.',
    en: 'To record locations, give location-priority, location-min-interval and location-max-age together.',
  },
  'form.audit_seconds': {
    id: 'Parameter {key} harus bilangan bulat dalam detik, 0 atau lebih.',
    en: 'The parameter {key} must be a whole number of seconds, 0 or more.',
  },
  'form.audit_age': {
    id: 'location-max-age tidak boleh kurang dari location-min-interval.',
    en: 'location-max-age must not be less than location-min-interval.',
  },
})

const allowedValues: Readonly<Record<string, readonly string[]>> = {
  'track-changes': ['true', 'false'],
  'track-changes-reasons': ['on-form-edit'],
  'identify-user': ['true', 'false'],
  'location-priority': ['no-power', 'low-power', 'balanced', 'high-accuracy'],
}
const locationKeys = ['location-priority', 'location-min-interval', 'location-max-age']

export function checkAudit(form: FormModel): readonly Issue[] {
  return questionsOf(form.nodes).flatMap((question) =>
    question.type === 'audit' ? [...checkValues(question), ...checkLocation(question)] : [],
  )
}

function checkValues({ parameters, row }: Question): readonly Issue[] {
  return Object.entries(allowedValues).flatMap(([key, allowed]) => {
    const text = parameters.get(key)
    if (text === undefined || allowed.includes(text)) return []
    return [issue('form.audit_value', rowWhere(row, 'parameters'), { key, allowed: allowed.join(', ') })]
  })
}

function checkLocation({ parameters, row }: Question): readonly Issue[] {
  const where = rowWhere(row, 'parameters')
  const given = locationKeys.filter((key) => parameters.has(key))
  if (given.length === 0) return []
  if (given.length < locationKeys.length) return [issue('form.audit_location', where)]
  const seconds = ['location-min-interval', 'location-max-age']
  const wrong = seconds.filter((key) => !/^\d+$/.test(parameters.get(key) ?? ''))
  const [interval = 0, age = 0] = seconds.map((key) => Number(parameters.get(key)))
  if (wrong.length > 0) return wrong.map((key) => issue('form.audit_seconds', where, { key }))
  return age < interval ? [issue('form.audit_age', where)] : []
}
