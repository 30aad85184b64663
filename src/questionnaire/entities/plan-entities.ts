import type { EntityRow, FormModel } from '../form/form-model.ts'
import { entityReferences } from './entity-references.ts'
import { type EntityRequest, type Path, entityRequest, pathKey } from './entity-request.ts'

export type { Path }

/** Where each entity is declared. The form, a group or a repeat holds one declaration at most (ODK Entities 2025.1). */
type EntityPlan = {
  readonly places: ReadonlyMap<EntityRow, Path>
  readonly requests: readonly EntityRequest[]
  readonly conflicts: readonly {
    readonly entity: EntityRow
    readonly other: EntityRow
    readonly scope: Path
  }[]
}

type Taken = Map<string, EntityRow>

export function planEntities(form: FormModel): EntityPlan {
  const requests = requestsOf(form)
  const places = new Map<EntityRow, Path>()
  const conflicts: EntityPlan['conflicts'][number][] = []
  const [only] = requests
  if (only && requests.length === 1 && only.scope.length === 0) places.set(only.entity, [])
  else {
    const taken: Taken = new Map()
    for (const request of requests) {
      const place = placeOf(request, taken)
      if (place && 'path' in place) places.set(request.entity, place.path)
      else if (place) conflicts.push({ entity: request.entity, other: place.takenBy, scope: request.scope })
    }
  }
  return { places, requests, conflicts }
}

/** By scope in the order of the form; within a scope in the order of the sheet. */
function requestsOf(form: FormModel): readonly EntityRequest[] {
  const byEntity = Map.groupBy(entityReferences(form), ({ entity }) => entity)
  const referred = [...byEntity].map(([entity, references]) => entityRequest(entity, references))
  const others = form.entities.filter((entity) => !byEntity.has(entity))
  const requests = [...referred, ...others.map((entity) => entityRequest(entity, []))]
  const scopes = Map.groupBy(requests, ({ scope }) => pathKey(scope))
  return [...scopes.values()].flatMap((within) =>
    within.toSorted((a, b) => a.entity.row.number - b.entity.row.number),
  )
}

type Place = { readonly path: Path } | { readonly takenBy: EntityRow }

/**
 * The innermost free container from the wanted one outwards, which is then taken, with all down to the saved answers;
 * `undefined` when its answers lie outside of its scope, which is an issue of its own.
 */
function placeOf({ entity, scope, wanted, saved }: EntityRequest, taken: Taken): Place | undefined {
  let place: Place | undefined
  for (let length = wanted.length; length >= scope.length; length -= 1) {
    const path = wanted.slice(0, length)
    const takenBy = taken.get(pathKey(path))
    if (!takenBy) {
      take(path, saved, entity, taken)
      return { path }
    }
    place = { takenBy }
    const blocking = saved[0] && taken.get(pathKey(saved[0]))
    if (blocking) return { takenBy: blocking }
  }
  return place
}

function take(path: Path, saved: readonly Path[], entity: EntityRow, taken: Taken): void {
  taken.set(pathKey(path), entity)
  for (const lineage of saved) {
    for (let length = lineage.length; length >= path.length; length -= 1) {
      taken.set(pathKey(lineage.slice(0, length)), entity)
    }
  }
}
