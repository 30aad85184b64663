import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'

const issue = issueTexts({
  'form.not_whole': {
    id: 'Parameter {key} harus bilangan bulat.',
    en: 'The parameter {key} must be a whole number.',
  },
  'form.large_photos': {
    id: 'Foto dikirim dalam ukuran penuh. Batasi dengan parameter max-pixels, misalnya max-pixels=1024.',
    en: 'Photographs are sent in full size. Limit them with the parameter max-pixels, for instance max-pixels=1024.',
  },
  'form.bad_app': {
    id: 'Nama aplikasi {app} tidak benar. Tulis nama paket Android, misalnya org.contoh.kamera.',
    en: 'The name of the app {app} is wrong. Write the name of an Android package, for instance org.example.camera.',
  },
  'form.bad_quality': {
    id: 'Parameter quality harus salah satu dari: {allowed}.',
    en: 'The parameter quality must be one of: {allowed}.',
  },
})

/** What is recorded: photographs, sound, and the height of a box for text. */
export function checkMedia(form: FormModel): readonly Issue[] {
  return questionsOf(form.nodes).flatMap((question) => {
    if (question.type === 'text') return checkWhole(question, 'rows')
    if (question.type === 'image') return checkImage(question)
    return [...checkQuality(question, 'audio', true), ...checkQuality(question, 'background-audio', false)]
  })
}

function checkImage(question: Question): readonly Issue[] {
  const { parameters, row } = question
  const app = parameters.get('app')
  const ours = ['', 'annotate'].includes(value(row, 'appearance'))
  const packageName = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/
  return [
    ...checkWhole(question, 'max-pixels'),
    ...(parameters.has('max-pixels')
      ? []
      : [issue('form.large_photos', rowWhere(row, 'type'), {}, 'warning')]),
    ...(app === undefined || !ours || packageName.test(app)
      ? []
      : [issue('form.bad_app', rowWhere(row, 'parameters'), { app })]),
  ]
}

function checkWhole({ parameters, row }: Question, key: string): readonly Issue[] {
  const text = parameters.get(key)
  return text === undefined || /^[+-]?\d+$/.test(text)
    ? []
    : [issue('form.not_whole', rowWhere(row, 'parameters'), { key })]
}

function checkQuality(
  { type, parameters, row }: Question,
  wanted: string,
  external: boolean,
): readonly Issue[] {
  const allowed = ['voice-only', 'low', 'normal', ...(external ? ['external'] : [])]
  const quality = type === wanted ? parameters.get('quality') : undefined
  if (quality === undefined || allowed.includes(quality)) return []
  return [issue('form.bad_quality', rowWhere(row, 'parameters'), { allowed: allowed.join(', ') })]
}
