import { type Issue, similarHints } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, FormNode } from '../form/form-model.ts'
import { type FormRow, rowWhere, value } from '../form/form-rows.ts'
import { hasText, textsOf } from '../form/form-texts.ts'
import { guideColumns } from '../form/headings.ts'
import { placedNodes } from '../form/walk.ts'
import { type Guide, type GuidePart, guideColumnOf, guidesOf, namesOfGuide } from '../manual/guide.ts'
import { unknownRoles } from '../manual/roles.ts'
import { isShown } from './is-shown.ts'

const issue = issueTexts({
  'form.undocumented': {
    id: 'Pertanyaan {name} belum dijelaskan di lembar pedoman: {missing} kosong. Isi baris untuk {name}, atau untuk grup yang memuatnya.',
    en: 'Question {name} is not explained on the sheet pedoman: {missing} is empty. Fill a row for {name}, or for the group around it.',
  },
  'form.guide_of_nothing': {
    id: 'Lembar pedoman menjelaskan {name}, tetapi tidak ada pertanyaan atau grup bernama itu{similar}. Perbaiki namanya, atau hapus barisnya.',
    en: 'The sheet pedoman explains {name}, but no question or group has that name{similar}. Mend the name, or delete the row.',
  },
  'form.dead_reference': {
    id: 'Teks ini merujuk pertanyaan {name} yang tidak ada{similar}. Perbaiki rujukannya.',
    en: 'This text refers to question {name}, which does not exist{similar}. Mend the reference.',
  },
  'form.one_language': {
    id: 'Teks {column} hanya tersedia dalam satu bahasa. Isi juga kolom bahasa yang lain.',
    en: 'The text {column} is there in one language only. Fill the column of the other language too.',
  },
  'form.unknown_role': {
    id: 'Peran {role} tidak dikenal. Yang dikenal: pencacah, pengawas, fasilitator, instruktur.',
    en: 'The role {role} is unknown. Known are: pencacah, pengawas, fasilitator, instruktur.',
  },
})

/** Whether a form is documented at all: one without the sheet `pedoman` is anybody's, and needs no manual. */
function hasGuide({ tables }: FormModel): boolean {
  return tables.guide.rows.length > 0
}

/**
 * A form with a sheet `pedoman` explains every question that is asked (definition, purpose, how to ask) and every
 * calculation that has a label (definition); its texts refer to questions that exist, in both languages.
 */
export function checkGuide(form: FormModel): readonly Issue[] {
  if (!hasGuide(form)) return []
  const guides = guidesOf(form)
  const nodes = [...placedNodes(form.nodes)].map(({ node }) => node)
  const names = new Set(nodes.map(({ name }) => name))
  const hint = similarHints(names)
  const { guide, chapters } = form.tables
  return [
    ...nodes.flatMap((node) => checkDocumented(node, guides.get(node))),
    ...guide.rows.flatMap((row) =>
      namesOfGuide(row)
        .filter((name) => !names.has(name))
        .map((name) => issue('form.guide_of_nothing', rowWhere(row, 'name'), { name, similar: hint(name) })),
    ),
    ...[...guide.rows, ...chapters.rows].flatMap((row) => [
      ...checkReferences(row, names, hint),
      ...unknownRoles(value(row, 'peran')).map((role) =>
        issue('form.unknown_role', rowWhere(row, 'peran'), { role }),
      ),
    ]),
    ...guide.rows.flatMap(checkLanguages),
  ]
}

function checkDocumented(node: FormNode, guide: Guide | undefined): readonly Issue[] {
  const needed = neededParts(node)
  const missing = needed.filter((part) => guide?.[part] === undefined).map((part) => guideColumnOf[part])
  return missing.length === 0
    ? []
    : [
        issue('form.undocumented', rowWhere(node.row, 'name'), {
          name: node.name,
          missing: missing.join(', '),
        }),
      ]
}

function neededParts(node: FormNode): readonly GuidePart[] {
  if (node.kind !== 'question' || node.type === 'note') return []
  if (node.type === 'calculate') return hasText(node.label) ? ['definition'] : []
  return isShown(node) ? ['definition', 'purpose', 'asking'] : []
}

function checkReferences(
  row: FormRow,
  names: ReadonlySet<string>,
  hint: (name: string) => string,
): readonly Issue[] {
  return [...row.values].flatMap(([heading, text]) =>
    [...text.matchAll(/\{\{item:([^{}]*)\}\}/g)]
      .map(([, name = '']) => name.trim())
      .filter((name) => !names.has(name))
      .map((name) => issue('form.dead_reference', rowWhere(row, heading), { name, similar: hint(name) })),
  )
}

function checkLanguages(row: FormRow): readonly Issue[] {
  return guideColumns.translatable.flatMap((column) => {
    const languages = Object.keys(textsOf(row, column))
    const other = row.headings.filter((heading) => heading.startsWith(`${column}::`)).length
    return languages.length === 1 && other > 1
      ? [issue('form.one_language', rowWhere(row), { column }, 'warning')]
      : []
  })
}
