import type { FormModel, FormNode, Group } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { textsOf } from '../form/form-texts.ts'
import { bindingOf, mediaOf, messagesOf, prefixed } from './binding.ts'
import { type Element, addElement } from './element.ts'
import { placeEntities } from '../entities/place-entities.ts'
import { lowerMeta } from './lower-meta.ts'
import { lowerQuestion } from './lower-question.ts'
import { lowerSelect } from './lower-select.ts'
import { onlyReference } from './references.ts'
import { type TableList, openTableList, tableListOf } from './table-list.ts'

/** The tree of elements that a form asks for, expressions still as they were written. The form is taken to be free of errors. */
export function lowerForm(form: FormModel): Element {
  const root = addElement(undefined, { kind: 'form', name: form.settings.rootName })
  const groups = new Map<Group, Element>()
  lowerNodes(form.nodes, root, groups)
  placeEntities(form, root, groups)
  lowerMeta(form, root)
  return root
}

function lowerNodes(
  nodes: readonly FormNode[],
  parent: Element,
  groups: Map<Group, Element>,
  table?: TableList,
): void {
  for (const node of nodes) {
    if (node.kind !== 'question') lowerGroup(node, parent, groups, table)
    else if (node.type === 'audit') continue
    else if (node.list === undefined) lowerQuestion(node, parent)
    else lowerSelect(node, parent, table)
  }
}

function lowerGroup(
  group: Group,
  parent: Element,
  groups: Map<Group, Element>,
  around: TableList | undefined,
): void {
  const { row, kind, name, label } = group
  const table = tableListOf(row)
  const count = repeatCount(group, parent)
  const appearance = table?.appearance ?? value(row, 'appearance')
  const intent = value(row, 'intent')
  const element = addElement(parent, {
    kind,
    name,
    row,
    label: table ? {} : label,
    media: mediaOf(row),
    bind: bindingOf(row, ''),
    messages: messagesOf(row),
    ...(group.children.length > 0 && { control: 'group' }),
    body: {
      ...Object.fromEntries(prefixed(row, 'control')),
      ...(appearance !== '' && { appearance }),
      ...(intent !== '' && { intent }),
      ...(count !== '' && { 'jr:count': count }),
    },
    instance: Object.fromEntries(prefixed(row, 'instance')),
  })
  groups.set(group, element)
  if (table) openTableList(element, label, textsOf(row, 'hint'), row)
  lowerNodes(group.children, element, groups, table ?? around)
}

/** How often a repeat is asked: a reference, or a calculation before the repeat for what is more than a reference. */
function repeatCount({ row, name }: Group, parent: Element): string {
  const count = value(row, 'repeat_count')
  if (count === '' || onlyReference(count) !== undefined) return count
  addElement(parent, {
    kind: 'question',
    type: 'calculate',
    name: `${name}_count`,
    row,
    bind: { type: 'string', readonly: 'true()', calculate: count },
  })
  return `\${${name}_count}`
}
