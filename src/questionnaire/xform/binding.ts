import type { FormRow } from '../form/form-rows.ts'
import { value } from '../form/form-rows.ts'
import { type Texts, hasText, textsOf } from '../form/form-texts.ts'
import { questionType } from '../form/question-types.ts'
import { yesOrNo } from '../form/words.ts'
import type { Attributes } from './element.ts'

/** Attributes of a binding, by the columns that fill them. */
const expressions: readonly (readonly [string, string])[] = [
  ['relevant', 'relevant'],
  ['required', 'required'],
  ['read_only', 'readonly'],
  ['constraint', 'constraint'],
  ['calculation', 'calculate'],
]

const messageColumns: readonly (readonly [string, string])[] = [
  ['constraint_message', 'jr:constraintMsg'],
  ['required_message', 'jr:requiredMsg'],
  ['no_app_error_string', 'jr:noAppErrorString'],
]

/** What the row and its type say of the binding; `undefined` when neither says anything. */
export function bindingOf(row: FormRow, type: string): Attributes | undefined {
  const own = [
    ...expressions.flatMap(([column, name]) => {
      const text = value(row, column)
      return text === '' ? [] : [[name, expression(text)] as const]
    }),
    ...prefixed(row, 'bind'),
    ...savedProperty(row),
  ]
  const given = questionType(type).bind
  return given || own.length > 0 || messagesOf(row).size > 0
    ? { ...given, ...Object.fromEntries(own) }
    : undefined
}

/** `yes` and `no` are understood where a condition is asked for. */
function expression(text: string): string {
  const answer = text.endsWith('()') ? undefined : yesOrNo(text)
  return answer === undefined ? text : `${answer}()`
}

function savedProperty(row: FormRow): readonly (readonly [string, string])[] {
  const target = value(row, 'save_to')
  return target === '' ? [] : [['entities:saveto', target.slice(target.indexOf('#') + 1)]]
}

/** The attributes that a row gives under headings such as `bind::odk:length`. */
export function prefixed(row: FormRow, prefix: string): readonly (readonly [string, string])[] {
  return [...row.values].flatMap(([heading, text]) => {
    const [base, name = '', ...rest] = heading.split('::')
    return base === prefix && name !== '' && rest.length === 0 ? [[name, text] as const] : []
  })
}

export function messagesOf(row: FormRow): ReadonlyMap<string, Texts> {
  return new Map(
    messageColumns.flatMap(([column, name]) => {
      const texts = textsOf(row, column)
      return hasText(texts) ? [[name, texts] as const] : []
    }),
  )
}

export function mediaOf(row: FormRow): ReadonlyMap<string, Texts> {
  return new Map(
    ['image', 'big-image', 'audio', 'video'].flatMap((medium) => {
      const texts = textsOf(row, medium)
      return hasText(texts) ? [[medium, texts] as const] : []
    }),
  )
}
