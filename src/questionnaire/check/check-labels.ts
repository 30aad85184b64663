import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, FormNode } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { hasText, textsOf } from '../form/form-texts.ts'
import { questionType } from '../form/question-types.ts'
import { placedNodes } from '../form/walk.ts'
import { mediaOf } from '../xform/binding.ts'
import { isShown } from './is-shown.ts'

const issue = issueTexts({
  'form.no_label': {
    id: 'Pertanyaan {name} tidak memiliki label atau hint, sehingga tidak ada yang ditampilkan. Isi kolom label.',
    en: 'Question {name} has neither label nor hint, so that there is nothing to show. Fill the column label.',
  },
  'form.no_group_label': {
    id: 'Pengulangan {name} tidak memiliki label. Isi kolom label agar petugas tahu apa yang ditambahkan.',
    en: 'The repeat {name} has no label. Fill the column label, so that it is clear what is added.',
  },
  'form.empty_group': {
    id: 'Grup {name} tidak berisi apa-apa. Tambahkan pertanyaan, atau hapus grupnya.',
    en: 'The group {name} holds nothing. Add questions, or delete the group.',
  },
  'form.big_image_alone': {
    id: 'Kolom big-image memerlukan kolom image. Isi keduanya.',
    en: 'The column big-image needs the column image. Fill both.',
  },
})

export function checkLabels(form: FormModel): readonly Issue[] {
  return [...placedNodes(form.nodes)].flatMap(({ node }) => [
    ...checkLabel(node),
    ...checkImages(node),
    ...checkEmpty(node),
  ])
}

function checkLabel(node: FormNode): readonly Issue[] {
  const { name, row, label } = node
  const media = mediaOf(row)
  if (hasText(label) || media.size > 0) return []
  if (node.kind !== 'question') {
    return node.kind === 'repeat'
      ? [issue('form.no_group_label', rowWhere(row, 'label'), { name }, 'warning')]
      : []
  }
  const hinted = hasText(textsOf(row, 'hint')) || questionType(node.type).hint !== undefined
  if (!isShown(node) || hinted || value(row, 'appearance') === 'label') return []
  return [issue('form.no_label', rowWhere(row), { name })]
}

function checkImages({ row }: FormNode): readonly Issue[] {
  const media = mediaOf(row)
  return media.has('big-image') && !media.has('image')
    ? [issue('form.big_image_alone', rowWhere(row, 'big-image'))]
    : []
}

function checkEmpty(node: FormNode): readonly Issue[] {
  if (node.kind === 'question' || node.children.length > 0) return []
  return [issue('form.empty_group', rowWhere(node.row), { name: node.name }, 'warning')]
}
