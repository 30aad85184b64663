import {
  type LinkagePlan,
  type Links,
  type Sides,
  chooseLinks,
  clusterLinks,
  weightOfProbability,
} from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'

export type Joined = {
  /** Links that were taken. */
  readonly links: number
  /** Links that were cut for the sake of a rule. */
  readonly cut: number
  /** Clusters of two records and more. */
  readonly clusters: number
}

/**
 * Joins what is surely linked. Makes `clustered` (rid, root) of the records that have company, and, between two files,
 * `chosen` (a, b, tied): the pairs that the settings choose.
 */
export async function joinRecords(
  db: TableEngine,
  plan: LinkagePlan,
  sides: Sides,
  records: number,
): Promise<Joined> {
  const sure = weightOfProbability(plan.settings.sure)
  const chosen =
    sides.kind === 'two' ? await choose(db, plan, records, sure) : await readLinks(db, `weight >= ${sure}`)
  const onlyOne = plan.settings.one_per_cluster === undefined ? undefined : await readOnlyOne(db, records)
  const ranks = async () => await readRanks(db, records)
  const rules = { maxCluster: plan.settings.max_cluster, onlyOne, ranks }
  const { root, cut } = await clusterLinks(records, chosen, rules)
  return { links: chosen.a.length, cut, clusters: await writeClusters(db, root) }
}

async function readLinks(db: TableEngine, where: string): Promise<Links> {
  const { numbers } = await db.readColumns(`select a, b, weight from scored where ${where}`)
  return {
    a: new Int32Array(numbers('a')),
    b: new Int32Array(numbers('b')),
    weight: new Int32Array(numbers('weight')),
  }
}

/**
 * Chooses among all pairs worth keeping, strongest first, so that a choice does not depend on the threshold; returns the
 * sure ones. Where two partners are equally good none is sure: that is for a reviewer.
 */
async function choose(db: TableEngine, plan: LinkagePlan, records: number, sure: number): Promise<Links> {
  const links = await readLinks(db, 'true')
  const { rows, tied } = chooseLinks(links, plan.settings.links, await readRanks(db, records))
  const of = (column: Int32Array, chosen: readonly number[]) =>
    Int32Array.from(chosen, (row) => column[row] ?? 0)
  await db.fillTable('chosen', { a: 'integer', b: 'integer', tied: 'integer' }, [
    [of(links.a, rows), of(links.b, rows), rows.map((row) => (tied.has(row) ? 1 : 0))],
  ])
  const surely = rows.filter((row) => !tied.has(row) && (links.weight[row] ?? 0) >= sure)
  return { a: of(links.a, surely), b: of(links.b, surely), weight: of(links.weight, surely) }
}

/** The place of each linked record in the order of ids; 0 for the others. */
async function readRanks(db: TableEngine, records: number): Promise<Int32Array> {
  const { numbers } = await db.readColumns(`
    select rid, row_number() over (order by id, rid) as place from record
    where rid in (select a from scored union select b from scored)`)
  return filled(records, numbers('rid'), numbers('place'))
}

/** A number for each value of which a cluster holds at most one. */
async function readOnlyOne(db: TableEngine, records: number): Promise<Int32Array> {
  const { numbers } = await db.readColumns(`
    select rid, dense_rank() over (order by only_one) as value from record
    where only_one is not null and rid in (select a from scored union select b from scored)`)
  return filled(records, numbers('rid'), numbers('value'))
}

function filled(records: number, at: Float64Array, values: Float64Array): Int32Array {
  const array = new Int32Array(records)
  at.forEach((record, row) => {
    array[record] = values[row] ?? 0
  })
  return array
}

/** Returns how many clusters there are. */
async function writeClusters(db: TableEngine, root: Int32Array): Promise<number> {
  const hasCompany = new Uint8Array(root.length)
  let [members, clusters] = [0, 0]
  for (let record = 0; record < root.length; record++) {
    const head = root[record] ?? record
    if (head === record) continue
    // The head is the smallest number of its cluster, so it has been passed already.
    if (hasCompany[head] === 0) {
      hasCompany[head] = 1
      clusters++
      members++
    }
    hasCompany[record] = 1
    members++
  }
  const [rid, head] = [new Int32Array(members), new Int32Array(members)]
  for (let record = 0, at = 0; record < root.length; record++) {
    if (hasCompany[record] === 0) continue
    rid[at] = record
    head[at++] = root[record] ?? record
  }
  await db.fillTable('clustered', { rid: 'integer', root: 'integer' }, [[rid, head]])
  return clusters
}
