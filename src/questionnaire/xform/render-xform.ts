import { entitiesVersion } from '../entities/place-entities.ts'
import type { FormModel } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { yesOrNo } from '../form/words.ts'
import { prefixed } from './binding.ts'
import type { Attributes, Element } from './element.ts'
import { choiceLists } from './lists.ts'
import { lowerForm } from './lower-form.ts'
import { namespaces } from './namespaces.ts'
import { namesIn } from './references.ts'
import { bindingNodes } from './render-bindings.ts'
import { bodyContext, bodyNodes } from './render-body.ts'
import { instanceNode } from './render-instance.ts'
import { instanceNodes } from './secondary-instances.ts'
import { translationsOf } from './translations.ts'
import { type XmlNode, renderXml, xml } from './xml.ts'

/**
 * The XForm of a form without errors, as ODK Collect, ODK Web Forms and Enketo read it
 * (https://getodk.github.io/xforms-spec).
 */
export function renderXform(form: FormModel): string {
  const root = lowerForm(form)
  const names = namesIn(root)
  const lists = choiceLists(form)
  const style = value(form.settings.row, 'style')
  const body = xml(
    'h:body',
    style === '' ? {} : { class: style },
    bodyNodes(root, bodyContext(root, names, lists)),
  )
  const itext = translationsOf(form, root, lists, names)
  const version = entitiesVersion(form)
  const model = xml(
    'model',
    { 'odk:xforms-version': '1.0.0', ...(version !== undefined && { 'entities:entities-version': version }) },
    [
      ...submissionNode(form),
      ...(itext ? [itext] : []),
      xml('instance', {}, [rootNode(form, instanceNode(root, names))]),
      ...instanceNodes(form, lists),
      ...bindingNodes(root, names),
    ],
  )
  const title = xml('h:title', {}, [form.settings.title[''] ?? ''])
  return renderXml(xml('h:html', namespaces(form), [xml('h:head', {}, [title, model]), body]))
}

function rootNode({ settings }: FormModel, node: XmlNode): XmlNode {
  const { row, formId, version } = settings
  const attributes: Attributes = {
    ...Object.fromEntries(prefixed(row, 'attribute')),
    id: formId,
    ...(version !== '' && { version }),
    ...settingAttributes(row, { instance_xmlns: 'xmlns', prefix: 'odk:prefix', delimiter: 'odk:delimiter' }),
  }
  return { ...node, attributes: { ...node.attributes, ...attributes } }
}

/** Where and how answers are sent, if the form says so. */
function submissionNode({ settings: { row } }: FormModel): readonly XmlNode[] {
  const attributes: Attributes = {
    ...(value(row, 'submission_url') !== '' && { method: 'post' }),
    ...settingAttributes(row, {
      submission_url: 'action',
      public_key: 'base64RsaPublicKey',
      auto_send: 'orx:auto-send',
      auto_delete: 'orx:auto-delete',
    }),
    ...(yesOrNo(value(row, 'client_editable')) === true && { 'odk:client-editable': 'true' }),
  }
  return Object.keys(attributes).length === 0 ? [] : [xml('submission', attributes)]
}

function settingAttributes(
  row: NonNullable<Element['row']>,
  names: Readonly<Record<string, string>>,
): Attributes {
  const entries = Object.entries(names).flatMap(([column, name]) => {
    const text = value(row, column)
    return text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(entries)
}
