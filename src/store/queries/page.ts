import { type Sql, sql } from '../../sql/index.ts'

/** Pages count from 1. */
export type PageOf = { readonly page: number; readonly size: number }

export type Paged<Item> = { readonly items: readonly Item[]; readonly total: number }

export function onPage({ page, size }: PageOf): Sql {
  return sql`limit ${size} offset ${(page - 1) * size}`
}

/** Conditions that all hold; of those that are not asked for nothing is said. */
export function allOf(conditions: readonly (Sql | undefined)[]): Sql {
  const asked = conditions.flatMap((condition) => condition ?? [])
  return asked.length === 0 ? sql`true` : sql.join(asked, ' and ')
}
