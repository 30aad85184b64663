import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { isTranslated } from '../form/form-texts.ts'
import { selectTypes } from '../form/question-types.ts'
import { questionsOf } from '../form/walk.ts'
import { isXmlName } from '../form/words.ts'
import { onlyReference } from '../xform/references.ts'
import { isNumber } from './check-geometry.ts'

const issue = issueTexts({
  'form.space_in_code': {
    id: 'Kode "{code}" berisi spasi, padahal jawaban select_multiple dipisah spasi. Ganti spasinya dengan garis bawah.',
    en: 'Code "{code}" holds a space, and the answers of a select_multiple are parted by spaces. Use underscores.',
  },
  'form.other_with_filter': {
    id: 'or_other tidak dapat dipakai bersama choice_filter. Tambahkan pilihan dan pertanyaan isian sendiri.',
    en: 'or_other cannot be used with a choice_filter. Add a choice and a question for its text yourself.',
  },
  'form.other_without_list': {
    id: 'or_other memerlukan daftar di lembar choices.',
    en: 'or_other needs a list on the sheet choices.',
  },
  'form.other_untranslated': {
    id: 'or_other menambah teks "Other" yang tidak diterjemahkan. Tambahkan pilihan dan pertanyaan isian sendiri.',
    en: 'or_other adds the text "Other", which is not translated. Add a choice and a question for its text yourself.',
  },
  'form.randomize': {
    id: 'Parameter randomize harus true atau false.',
    en: 'The parameter randomize must be true or false.',
  },
  'form.seed': {
    id: 'Parameter seed harus angka atau rujukan, dan memerlukan randomize=true.',
    en: 'The parameter seed must be a number or a reference, and needs randomize=true.',
  },
  'form.column_of_file': {
    id: 'Parameter {key}={name} bukan nama kolom. Mulai dengan huruf atau garis bawah; setelah itu huruf, angka, garis bawah, tanda hubung atau titik.',
    en: 'The parameter {key}={name} is no name of a column. Begin with a letter or an underscore; then letters, digits, underscores, hyphens or periods.',
  },
  'form.external_unfiltered': {
    id: 'select_one_external hanya berguna dengan choice_filter. Isi kolom itu, atau pakai select_one.',
    en: 'select_one_external is of use only with a choice_filter. Fill the column, or use select_one.',
  },
})

export function checkSelects(form: FormModel): readonly Issue[] {
  const questions = questionsOf(form.nodes)
  return [
    ...questions.flatMap((question) => [
      ...(selectTypes.has(question.type) ? [...checkOrder(question), ...checkFileColumns(question)] : []),
      ...checkOther(question, form),
      ...(question.type === 'select_one_external' && value(question.row, 'choice_filter') === ''
        ? [issue('form.external_unfiltered', rowWhere(question.row, 'choice_filter'), {}, 'warning')]
        : []),
    ]),
    ...checkCodes(form, questions),
  ]
}

function checkOrder({ parameters, row }: Question): readonly Issue[] {
  const where = rowWhere(row, 'parameters')
  const [randomize, seed] = [parameters.get('randomize'), parameters.get('seed')]
  const rightSeed =
    seed === undefined || (randomize !== undefined && (isNumber(seed) || onlyReference(seed) !== undefined))
  return [
    ...(randomize === undefined || /^(true|false)$/.test(randomize) ? [] : [issue('form.randomize', where)]),
    ...(rightSeed ? [] : [issue('form.seed', where)]),
  ]
}

function checkFileColumns({ parameters, row, fromFile }: Question): readonly Issue[] {
  return ['value', 'label'].flatMap((key) => {
    const name = parameters.get(key)
    if (!fromFile || name === undefined || isXmlName(name)) return []
    return [issue('form.column_of_file', rowWhere(row, 'parameters'), { key, name })]
  })
}

function checkOther({ orOther, list = '', row, label }: Question, form: FormModel): readonly Issue[] {
  if (!orOther) return []
  if (value(row, 'choice_filter') !== '')
    return [issue('form.other_with_filter', rowWhere(row, 'choice_filter'))]
  const choices = form.choices.get(list)
  if (!choices) return [issue('form.other_without_list', rowWhere(row, 'type'))]
  const translated = isTranslated(label) || choices.some((choice) => isTranslated(choice.label))
  return translated ? [issue('form.other_untranslated', rowWhere(row, 'type'), {}, 'warning')] : []
}

/** Of lists from which several may be chosen. */
function checkCodes(form: FormModel, questions: readonly Question[]): readonly Issue[] {
  const lists = new Set(
    questions.flatMap(({ type, list }) => (type === 'select_multiple' && list !== undefined ? [list] : [])),
  )
  return [...lists].flatMap((list) =>
    (form.choices.get(list) ?? []).flatMap(({ code, row }) =>
      code.includes(' ') ? [issue('form.space_in_code', rowWhere(row, 'name'), { code })] : [],
    ),
  )
}
