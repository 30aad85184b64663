import { type Issue, similarHints } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { onlyReference } from '../xform/references.ts'
import { isShown } from './is-shown.ts'

const issue = issueTexts({
  'form.bad_trigger': {
    id: 'Kolom trigger berisi "{text}". Tulis satu rujukan seperti $\u007bnama\u007d, atau beberapa yang dipisah koma.',
    en: 'The column trigger holds "{text}". Write a reference such as $\u007bname\u007d, or several parted by commas.',
  },
  'form.unknown_trigger': {
    id: 'Tidak ada pertanyaan bernama {name}{similar} yang dapat memicu hitungan ini. Perbaiki rujukannya.',
    en: 'There is no question named {name}{similar} that could trigger this calculation. Mend the reference.',
  },
  'form.hidden_trigger': {
    id: '{name} tidak ditampilkan, sehingga tidak pernah memicu hitungan ini. Rujuk pertanyaan yang ditampilkan.',
    en: '{name} is not shown, and so never triggers this calculation. Refer to a question that is shown.',
  },
  'form.no_trigger': {
    id: 'Pertanyaan background-geopoint memerlukan kolom trigger. Isi dengan rujukan ke pertanyaan yang ditampilkan.',
    en: 'A background-geopoint needs the column trigger. Fill in a reference to a question that is shown.',
  },
  'form.background_calculation': {
    id: 'Pertanyaan background-geopoint tidak boleh memiliki calculation. Kosongkan kolom itu.',
    en: 'A background-geopoint must not have a calculation. Leave the column empty.',
  },
})

export function checkTriggers(form: FormModel): readonly Issue[] {
  const questions = questionsOf(form.nodes)
  const byName = new Map(questions.map((question) => [question.name, question]))
  const hint = similarHints(byName.keys())
  return questions.flatMap((question) => [
    ...checkTrigger(question, byName, hint),
    ...checkBackground(question),
  ])
}

function checkTrigger(
  { row }: Question,
  byName: ReadonlyMap<string, Question>,
  hint: (name: string) => string,
): readonly Issue[] {
  const text = value(row, 'trigger')
  const where = rowWhere(row, 'trigger')
  if (text === '') return []
  return text.split(',').flatMap((part) => {
    const name = onlyReference(part.trim())
    const trigger = byName.get(name ?? '')
    if (name === undefined) return part.trim() === '' ? [] : [issue('form.bad_trigger', where, { text })]
    if (!trigger) return [issue('form.unknown_trigger', where, { name, similar: hint(name) })]
    return isShown(trigger) ? [] : [issue('form.hidden_trigger', where, { name })]
  })
}

function checkBackground({ type, row }: Question): readonly Issue[] {
  if (type !== 'background-geopoint') return []
  return [
    ...(value(row, 'trigger') === '' ? [issue('form.no_trigger', rowWhere(row, 'trigger'))] : []),
    ...(value(row, 'calculation') === ''
      ? []
      : [issue('form.background_calculation', rowWhere(row, 'calculation'))]),
  ]
}
