import { z } from 'zod'
import type { AreaId } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { Actor, Db } from '../store/index.ts'
import { problems } from './problems.ts'

/** Who changes an account: a signed-in administrator, or the command line of the server itself. */
export type By = Actor | 'system'

/** @throws Problem `outsideArea` unless `areaId` lies in the area of `by`. */
export const requireInArea =
  (areaId: AreaId, by: By) =>
  async (db: Db): Promise<void> => {
    if (by === 'system') return
    const query = sql`select from area_within where ancestor_id = ${by.areaId} and area_id = ${areaId}`
    if ((await db.find(z.object({}), query)) === undefined) throw problems.outsideArea()
  }

/** For the detail of an audit entry: the owner's transactions are the system's, whoever asked for them. */
export function renderBy(by: By): string {
  return `by=${by === 'system' ? by : by.accountId}`
}
