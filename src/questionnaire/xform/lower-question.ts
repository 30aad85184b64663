import type { Question } from '../form/form-model.ts'
import { type FormRow, value } from '../form/form-rows.ts'
import { type Texts, hasText, textsOf } from '../form/form-texts.ts'
import { fileTypes, questionType } from '../form/question-types.ts'
import { bindingOf, mediaOf, messagesOf, prefixed } from './binding.ts'
import {
  type Action,
  type Attributes,
  type Element,
  type NewElement,
  addElement,
  ancestorsOf,
} from './element.ts'
import { lowerParameters } from './lower-parameters.ts'
import { referencesIn } from './references.ts'
import { isDynamicDefault } from '../expression/tokens.ts'

export function lowerQuestion(question: Question, parent: Element): void {
  if (!fileTypes.has(question.type)) addElement(parent, questionElement(question, parent))
}

/** What the row of a question, its type and its parameters ask for. */
export function questionElement(question: Question, parent: Element): NewElement {
  const { row, type, name } = question
  const parts = lowerParameters(question)
  const bind = bindingOf(row, type)
  const hint = textsOf(row, 'hint')
  const given = questionType(type)
  return {
    kind: 'question',
    type,
    name,
    row,
    label: labelOf(question),
    hint: hasText(hint) || given.hint === undefined ? hint : { '': given.hint },
    guidance: textsOf(row, 'guidance_hint'),
    media: mediaOf(row),
    bind: bind && { ...bind, ...parts.bind },
    messages: messagesOf(row),
    ...(given.control !== undefined && { control: given.control }),
    body: {
      ...(given.mediatype !== undefined && { mediatype: given.mediatype }),
      ...bodyOf(row),
      ...parts.body,
    },
    instance: Object.fromEntries([...prefixed(row, 'instance'), ...smsTag(row)]),
    initial: initialOf(row, type),
    actions: [...defaultActions(row, type, parent), ...typeActions(question)],
    triggers: referencesIn(value(row, 'trigger')),
    ...(parts.itemset && { itemset: parts.itemset }),
  }
}

/** A question that labels the columns of others may have none of its own. */
function labelOf({ row, label }: Question): Texts {
  return !hasText(label) && value(row, 'appearance') === 'label' ? { '': ' ' } : label
}

function bodyOf(row: FormRow): Attributes {
  const named = ['appearance', 'autoplay', 'rows'].flatMap((name) => {
    const text = value(row, name)
    return text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries([...prefixed(row, 'control'), ...named])
}

/** The short name of a question in records that are sent by SMS. */
function smsTag(row: FormRow): readonly (readonly [string, string])[] {
  const tag = value(row, 'compact_tag')
  return tag === '' ? [] : [['odk:tag', tag]]
}

function initialOf(row: FormRow, type: string): string {
  const text = value(row, 'default')
  if (isDynamicDefault(text, type)) return ''
  return type === 'image' && text !== '' && !text.includes('jr://images/') ? `jr://images/${text}` : text
}

/** A computed default is set when the form opens and, within a repeat, when a row is added. */
function defaultActions(row: FormRow, type: string, parent: Element): readonly Action[] {
  const text = value(row, 'default')
  if (!isDynamicDefault(text, type)) return []
  const first: Action = { name: 'setvalue', event: 'odk-instance-first-load', value: text }
  const repeated = parent.kind === 'repeat' || [...ancestorsOf(parent)].some(({ kind }) => kind === 'repeat')
  return repeated ? [first, { ...first, event: 'odk-new-repeat' }] : [first]
}

function typeActions({ type, parameters }: Question): readonly Action[] {
  if (type === 'start-geopoint') return [{ name: 'odk:setgeopoint', event: 'odk-instance-first-load' }]
  if (type !== 'background-audio') return []
  const quality = parameters.get('quality')
  const attributes: Attributes = quality === undefined ? {} : { 'odk:quality': quality }
  return [{ name: 'odk:recordaudio', event: 'odk-instance-load', attributes }]
}
