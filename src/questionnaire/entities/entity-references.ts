import type { EntityRow, FormModel, Group } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { placedNodes } from '../form/walk.ts'
import { referencesIn } from '../xform/references.ts'

/** A place of the form that an entity list depends on. */
export type EntityReference = {
  readonly entity: EntityRow
  /** Outermost first. */
  readonly around: readonly Group[]
  readonly name: string
  readonly row: number
  /** Of an answer that is saved; absent where an expression of the entity names a question. */
  readonly property?: string
}

export const entityExpressions = ['entity_id', 'create_if', 'update_if', 'label']

/** Every place that entity lists depend on, in the order of the form. */
export function entityReferences(form: FormModel): readonly EntityReference[] {
  const mentions = form.entities.map((entity) => ({ entity, names: new Set(namesMentioned(entity)) }))
  return [...placedNodes(form.nodes)].flatMap(({ node: { name, row }, around }) => {
    const saved = savedTo(value(row, 'save_to'), form.entities)
    const mentioned = mentions.filter(({ names }) => names.has(name)).map(({ entity }) => ({ entity }))
    return [...(saved ? [saved] : []), ...mentioned].map((found) => ({
      ...found,
      around,
      name,
      row: row.number,
    }))
  })
}

function namesMentioned({ row }: EntityRow): readonly string[] {
  return entityExpressions.flatMap((column) => referencesIn(value(row, column)))
}

/** `list#property`, or a property alone where there is one list. */
function savedTo(
  target: string,
  entities: readonly EntityRow[],
): { readonly entity: EntityRow; readonly property: string } | undefined {
  if (target === '') return undefined
  const [list = '', property] = target.includes('#') ? target.split('#') : [entities[0]?.list, target]
  const entity = entities.find((candidate) => candidate.list === list)
  return entity && property !== undefined ? { entity, property } : undefined
}
