import type { FormModel } from '../form/form-model.ts'
import { type Texts, hasText, isTranslated } from '../form/form-texts.ts'
import { mediaOf } from './binding.ts'
import { type Element, elementsWithin } from './element.ts'
import type { ChoiceList } from './lists.ts'
import { outputText } from './output-text.ts'
import { type Names, hasReference } from './references.ts'
import { type XmlContent, type XmlNode, xml } from './xml.ts'

type Form = 'long' | 'guidance' | 'image' | 'big-image' | 'audio' | 'video'

/** A text that stands in `<itext>`, under an id that body and bindings name. */
type Entry = { readonly id: string; readonly form: Form; readonly texts: Texts; readonly context?: Element }

export function labelInItext({ label, media }: Element): boolean {
  return isTranslated(label) || media.size > 0
}

export function hintInItext({ hint, guidance }: Element): boolean {
  return isTranslated(hint) || hasText(guidance)
}

export function messageInItext(name: string, texts: Texts): boolean {
  return isTranslated(texts) || (name !== 'jr:noAppErrorString' && hasReference(texts[''] ?? ''))
}

/**
 * All texts by language; `undefined` when the form has no text that needs it. Every language has every text: `-` stands
 * for one that nobody translated.
 */
export function translationsOf(
  form: FormModel,
  root: Element,
  lists: ReadonlyMap<string, ChoiceList>,
  names: Names,
): XmlNode | undefined {
  const { defaultLanguage } = form.settings
  const entries = [
    ...[...lists.values()].flatMap(listEntries),
    ...[...elementsWithin(root)].flatMap(elementEntries),
  ]
  const inLanguage = entries.map((entry) => ({ ...entry, texts: withDefault(entry.texts, defaultLanguage) }))
  const languages = new Set(inLanguage.flatMap(({ texts }) => Object.keys(texts)))
  if (languages.size === 0) return undefined
  const byId = Map.groupBy(inLanguage, ({ id }) => id)
  const translation = (language: string) =>
    xml(
      'translation',
      { lang: language, ...(language === defaultLanguage && { default: 'true()' }) },
      [...byId].map(([id, of]) =>
        xml(
          'text',
          { id },
          of.flatMap((entry) => valueNodes(entry, language, names)),
        ),
      ),
    )
  return xml('itext', {}, [...languages].map(translation))
}

/** A text without a language is one of the default language. */
function withDefault(texts: Texts, language: string): Texts {
  const { '': plain, ...others } = texts
  return plain === undefined ? others : { [language]: plain, ...others }
}

function listEntries({ name, choices, itext }: ChoiceList): readonly Entry[] {
  if (!itext) return []
  return choices.flatMap(({ row, label }, index) => {
    const id = `${name}-${index}`
    const texts: readonly Entry[] = hasText(label) ? [{ id, form: 'long', texts: label }] : []
    return [...texts, ...mediaEntries(id, mediaOf(row))]
  })
}

function elementEntries(element: Element): readonly Entry[] {
  const { path, label, hint, guidance, media, messages } = element
  const entry = (id: string, form: Form, texts: Texts): readonly Entry[] =>
    hasText(texts) ? [{ id: `${path}:${id}`, form, texts, context: element }] : []
  return [
    ...[...messages].flatMap(([name, texts]) =>
      messageInItext(name, texts) ? entry(name, 'long', texts) : [],
    ),
    ...(labelInItext(element) ? entry('label', 'long', label) : []),
    ...mediaEntries(`${path}:label`, media),
    ...(hintInItext(element) ? [...entry('hint', 'long', hint), ...entry('hint', 'guidance', guidance)] : []),
  ]
}

function mediaEntries(id: string, media: ReadonlyMap<string, Texts>): readonly Entry[] {
  return mediaForms.flatMap((form) => {
    const texts = media.get(form)
    return texts ? [{ id, form, texts }] : []
  })
}

const mediaForms = ['image', 'big-image', 'audio', 'video'] as const
const folders = { image: 'images', 'big-image': 'images', audio: 'audio', video: 'video' }

function valueNodes({ form, texts, context }: Entry, language: string, names: Names): readonly XmlNode[] {
  // A language may be named like anything that every object has: `constructor`.
  const text = (Object.hasOwn(texts, language) ? texts[language] : undefined) ?? '-'
  if (form === 'long') return [xml('value', {}, contents(text, context, names))]
  if (form === 'guidance') return [xml('value', { form }, contents(text, context, names))]
  return text === '-'
    ? []
    : [xml('value', { form }, contents(`jr://${folders[form]}/${text}`, context, names))]
}

function contents(text: string, context: Element | undefined, names: Names): readonly XmlContent[] {
  return text === '-' ? [text] : outputText(text, context, names)
}
