import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { fileTypes, geometryTypes } from '../form/question-types.ts'
import { placedNodes, questionsOf } from '../form/walk.ts'
import { yesOrNo } from '../form/words.ts'
import { isSearch } from '../xform/lower-select.ts'
import { fileExtension } from '../xform/secondary-instances.ts'

const issue = issueTexts({
  'form.accuracy_not_number': {
    id: 'Parameter {key} harus berupa angka dalam meter.',
    en: 'The parameter {key} must be a number of metres.',
  },
  'form.mock_accuracy': {
    id: 'Parameter allow-mock-accuracy harus true atau false.',
    en: 'The parameter allow-mock-accuracy must be true or false.',
  },
  'form.incremental': {
    id: 'Parameter incremental hanya boleh true. Bila tidak dikehendaki, hapus.',
    en: 'The parameter incremental may only be true. Remove it if it is not wanted.',
  },
  'form.unknown_geometry': {
    id: 'reference-geometry {target} tidak ditemukan. Isi nama daftar pilihan, daftar entitas, berkas terlampir, atau rujukan ke pengulangan.',
    en: 'The reference-geometry {target} was not found. Give a list of choices, a list of entities, an attached file, or a reference to a repeat.',
  },
})

export function checkGeometry(form: FormModel): readonly Issue[] {
  const targets = geometryTargets(form)
  return questionsOf(form.nodes)
    .filter(({ type }) => geometryTypes.has(type))
    .flatMap((question) => checkQuestion(question, targets))
}

function checkQuestion({ parameters, row }: Question, targets: ReadonlySet<string>): readonly Issue[] {
  const where = rowWhere(row, 'parameters')
  const given = (key: string, isRight: (text: string) => boolean) => {
    const text = parameters.get(key)
    return text === undefined || isRight(text)
  }
  const accuracies = ['capture-accuracy', 'warning-accuracy'].filter((key) => !given(key, isNumber))
  const target = parameters.get('reference-geometry') ?? ''
  const incremental = given('incremental', (text) => yesOrNo(text) === true)
  return [
    ...accuracies.map((key) => issue('form.accuracy_not_number', where, { key })),
    ...(given('allow-mock-accuracy', (text) => /^(true|false)$/.test(text))
      ? []
      : [issue('form.mock_accuracy', where)]),
    ...(incremental ? [] : [issue('form.incremental', where)]),
    ...(target === '' || targets.has(target) ? [] : [issue('form.unknown_geometry', where, { target })]),
  ]
}

export function isNumber(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text)
}

/** Lists by name, and repeats by reference. */
function geometryTargets(form: FormModel): ReadonlySet<string> {
  const repeats = [...placedNodes(form.nodes)].flatMap(({ node }) =>
    node.kind === 'repeat' ? [`\${${node.name}}`] : [],
  )
  const files = questionsOf(form.nodes).flatMap(({ type, name, list }) => {
    if (fileTypes.has(type)) return [name]
    return list === undefined || type === 'select_one_external' ? [] : [list.replace(fileExtension, '')]
  })
  const searched = new Set(searchedLists(form))
  const lists = [...files, ...form.choices.keys()].filter((list) => !searched.has(list))
  return new Set([...repeats, ...lists, ...form.entities.map(({ list }) => list)])
}

/** What `search()` reads is no list of the form. */
function searchedLists(form: FormModel): readonly string[] {
  return questionsOf(form.nodes).flatMap(({ row, list }) =>
    list !== undefined && isSearch(value(row, 'appearance')) ? [list] : [],
  )
}
