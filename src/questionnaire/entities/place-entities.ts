import type { EntityRow, FormModel, Group } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { type Action, type Element, addElement, ancestorsOf } from '../xform/element.ts'
import { metaGroup } from '../xform/lower-meta.ts'
import { repeatsIn } from './entity-request.ts'
import { planEntities } from './plan-entities.ts'

/** Declares the entities of a form within `meta` of the form, group or repeat that each belongs to. */
export function placeEntities(form: FormModel, root: Element, groups: ReadonlyMap<Group, Element>): void {
  for (const [entity, path] of planEntities(form).places) {
    const last = path.at(-1)
    addEntity(entity, metaGroup((last && groups.get(last)) ?? root))
  }
}

/** The version of ODK Entities that a form needs; `undefined` when it declares none. */
export function entitiesVersion(form: FormModel): string | undefined {
  if (form.entities.length === 0) return undefined
  const repeated = [...planEntities(form).places.values()].some((path) => repeatsIn(path) > 0)
  return form.entities.length > 1 || repeated ? '2025.1.0' : '2024.1.0'
}

/** https://getodk.github.io/xforms-spec/entities: created, updated, or both, by which columns are filled. */
function addEntity({ row, list }: EntityRow, meta: Element): void {
  const [id, createIf, updateIf, label] = ['entity_id', 'create_if', 'update_if', 'label'].map((name) =>
    value(row, name),
  )
  const entity = addElement(meta, { kind: 'entity', name: 'entity', row })
  const attribute = (name: string, initial: string, calculate = '') =>
    addElement(entity, {
      kind: 'attribute',
      name,
      initial,
      row,
      ...(calculate !== '' && { bind: computed(calculate) }),
    })
  attribute('dataset', list)
  if (!id || createIf) attribute('create', '1', createIf)
  if (id) {
    const known = `instance('${list}')/root/item[name=${id}]`
    attribute('update', '1', updateIf)
    attribute('baseVersion', '', `${known}/__version`)
    attribute('trunkVersion', '', `${known}/__trunkVersion`)
    attribute('branchId', '', `${known}/__branchId`)
    attribute('id', '', id)
  } else {
    addElement(entity, { kind: 'attribute', name: 'id', row, bind: readonlyText, actions: newId(entity) })
  }
  if (label) addElement(entity, { kind: 'field', name: 'label', row, bind: computed(label) })
}

const readonlyText = { readonly: 'true()', type: 'string' }

function computed(calculate: string): Element['bind'] {
  return { ...readonlyText, calculate }
}

function newId(entity: Element): readonly Action[] {
  const first: Action = { name: 'setvalue', event: 'odk-instance-first-load', value: 'uuid()' }
  const repeated = [...ancestorsOf(entity)].some(({ kind }) => kind === 'repeat')
  return repeated ? [first, { ...first, event: 'odk-new-repeat' }] : [first]
}
