import type { Issue, Where } from '../../kernel/index.ts'
import { expressionFault } from '../expression/expression-syntax.ts'
import { counterparts, unknownFunctions } from '../expression/functions.ts'
import { isDynamicDefault } from '../expression/tokens.ts'
import { entityExpressions } from '../entities/entity-references.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { type FormRow, rowWhere, value } from '../form/form-rows.ts'
import { placedNodes } from '../form/walk.ts'
import { yesOrNo } from '../form/words.ts'
import { lookupsIn } from '../xform/output-text.ts'
import { hasBrokenReference } from '../xform/references.ts'

const issue = issueTexts({
  'form.bad_expression': {
    id: 'Rumus ini tidak dapat dibaca pada huruf ke-{at}, di "{found}". Periksa tanda kurung, tanda kutip dan koma di sekitarnya.',
    en: 'This expression cannot be read at character {at}, at "{found}". Check the brackets, quotation marks and commas around it.',
  },
  'form.unknown_function': {
    id: 'Fungsi {name}() tidak dikenal ODK. Periksa ejaannya{counterpart}.',
    en: 'ODK knows no function {name}(). Check its spelling{counterpart}.',
  },
  'form.unfinished_expression': {
    id: 'Rumus ini terputus di akhir. Periksa apakah tanda kurung atau nilainya kurang.',
    en: 'This expression breaks off at its end. Check whether a bracket or a value is missing.',
  },
})

const columns = [
  'relevant',
  'required',
  'read_only',
  'constraint',
  'calculation',
  'choice_filter',
  'repeat_count',
]

/** Expressions that no reader of XForms could read. */
export function checkExpressions(form: FormModel): readonly Issue[] {
  const { row: settings } = form.settings
  return [
    ...checkCell(settings, 'instance_name'),
    ...[...placedNodes(form.nodes)].flatMap(({ node }) => [
      ...columns.flatMap((column) => checkCell(node.row, column)),
      ...checkShownTexts(node.row),
      ...(node.kind === 'question' && isDynamicDefault(value(node.row, 'default'), node.type)
        ? checkCell(node.row, 'default')
        : []),
    ]),
    ...form.entities.flatMap(({ row }) => entityExpressions.flatMap((column) => checkCell(row, column))),
  ]
}

function checkCell(row: FormRow, column: string): readonly Issue[] {
  const text = value(row, column)
  const skipped = text === '' || yesOrNo(text) !== undefined || hasBrokenReference(text)
  return skipped ? [] : checkExpression(text, rowWhere(row, column))
}

/** Texts may look something up in a secondary instance. */
function checkShownTexts(row: FormRow): readonly Issue[] {
  return [...row.values].flatMap(([heading, text]) => {
    const base = heading.split('::')[0] ?? ''
    if (!shownTexts.has(base) || !text.includes('instance(')) return []
    return lookupsIn(text).flatMap((lookup) => checkExpression(lookup, rowWhere(row, heading)))
  })
}

const shownTexts = new Set(['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message'])

function checkExpression(text: string, where: Where): readonly Issue[] {
  const fault = expressionFault(text)
  if (!fault) return unknownFunctions(text).map((name) => unknownFunction(name, where))
  const { at, found } = fault
  return found === ''
    ? [issue('form.unfinished_expression', where)]
    : [issue('form.bad_expression', where, { at: at + 1, found })]
}

function unknownFunction(name: string, where: Where): Issue {
  const counterpart = Object.hasOwn(counterparts, name) ? ` (${counterparts[name]}?)` : ''
  return issue('form.unknown_function', where, { name, counterpart })
}
