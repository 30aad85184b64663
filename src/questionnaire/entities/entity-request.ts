import type { EntityRow, Group } from '../form/form-model.ts'
import type { EntityReference } from './entity-references.ts'

/** Groups from the outermost to the one that is meant; empty for the form itself. */
export type Path = readonly Group[]

/** Where an entity wants to be declared. */
export type EntityRequest = {
  readonly entity: EntityRow
  /** The innermost repeat, or the form: one entity for each of its rows. */
  readonly scope: Path
  readonly wanted: Path
  /** The groups whose answers it saves. */
  readonly saved: readonly Path[]
  /** Places that cannot be reached from its scope. */
  readonly strangers: readonly EntityReference[]
}

export function pathKey(path: Path): string {
  return path.map(({ row }) => row.number).join('/')
}

function scopeOf(path: Path): Path {
  return path.slice(0, path.findLastIndex(({ kind }) => kind === 'repeat') + 1)
}

export function repeatsIn(path: Path): number {
  return path.filter(({ kind }) => kind === 'repeat').length
}

/** An entity belongs where its answers are: in the group that they share, within the innermost repeat among them. */
export function entityRequest(entity: EntityRow, references: readonly EntityReference[]): EntityRequest {
  const paths = references.map(({ around }) => around)
  const scope = scopeOf(deepest(paths, repeatsIn))
  const saved = references.filter(({ property }) => property !== undefined).map(({ around }) => around)
  const wanted =
    saved.length > 0
      ? savedPath(saved, scope)
      : deepest(
          paths.filter((path) => sameScope(path, scope)),
          depth,
        )
  const strangers = references.filter(({ around, property }) => {
    const own = scopeOf(around)
    const reachable = pathKey(scope.slice(0, own.length)) === pathKey(own)
    return !reachable || (property !== undefined && !sameScope(wanted, own))
  })
  return { entity, scope, wanted, saved: distinct(saved), strangers }
}

function savedPath(saved: readonly Path[], scope: Path): Path {
  const inScope = saved.find((path) => sameScope(path, scope)) ?? saved[0] ?? []
  const common = saved.reduce(commonStart)
  const own = scopeOf(inScope)
  return repeatsIn(common) > repeatsIn(own) ||
    (repeatsIn(common) === repeatsIn(own) && depth(common) > depth(own))
    ? common
    : own
}

function commonStart(a: Path, b: Path): Path {
  const differs = a.findIndex((group, at) => group !== b[at])
  return differs < 0 ? a : a.slice(0, differs)
}

function sameScope(path: Path, scope: Path): boolean {
  return pathKey(scopeOf(path)) === pathKey(scopeOf(scope))
}

/** Groups within its scope. */
function depth(path: Path): number {
  return path.length - scopeOf(path).length
}

/** The first of the greatest. */
function deepest(paths: readonly Path[], measure: (path: Path) => number): Path {
  const [first = [], ...rest] = paths
  return rest.reduce((best, path) => (measure(path) > measure(best) ? path : best), first)
}

function distinct(paths: readonly Path[]): readonly Path[] {
  return [...new Map(paths.map((path) => [pathKey(path), path])).values()]
}
