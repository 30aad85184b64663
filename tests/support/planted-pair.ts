import { randomUUID } from 'node:crypto'
import type { LinkageRunReport } from '../../src/cycle/index.ts'
import type { AreaId, PersonId } from '../../src/kernel/index.ts'
import { registrySettings } from '../../src/linkage/index.ts'
import { createLinkageRun, listPairs, replacePairs } from '../../src/store/index.ts'
import type { TestServer } from './test-server.ts'

type Planted = {
  readonly areaId: AreaId
  readonly persons: readonly [PersonId, PersonId]
  readonly tier?: 'sure' | 'review' | 'sample'
  readonly reviewers?: 1 | 2
}

/** Puts two persons up for review, as a search over the area would; the id of the pair. */
export async function plantPair(
  { parts }: TestServer,
  { areaId, persons, tier = 'review', reviewers = 2 }: Planted,
): Promise<string> {
  const runId = randomUUID()
  const [personA = '', personB = ''] = persons.toSorted()
  const weight = 2_000
  const report: LinkageRunReport = {
    people: 2,
    candidates: 1,
    prior: 0.001,
    thresholds: { sure: 4_248, review: 0 },
    strata: [
      { from: 4_248, size: 0 },
      { from: 0, size: 1 },
      { from: -2_000_000, size: 0 },
    ],
    estimated: { falseDiscovery: 0, missedByModel: 0, missedByBlocking: 0 },
    calibration: null,
  }
  const model = {
    kind: 'fellegi_sunter',
    normaliser: 1,
    settings: 'registry',
    records: 2,
    prior: 0.001,
    comparisons: [],
    rules: [],
    matches: { candidates: 1, all: 1 },
  }
  return await parts.registry.store.asOwner(async (db) => {
    await createLinkageRun({
      runId,
      areaId,
      asOf: '2026-03-01',
      snapshotSha256: '0'.repeat(64),
      settings: registrySettings,
      model,
      trainedBy: runId,
      shift: 0,
      reviewers,
      report,
      createdBy: undefined,
    })(db)
    const pair = { personA, personB, tier, reason: 'name_close', weight, pattern: 0, drawn: true }
    await replacePairs(runId, areaId, [pair])(db)
    const { items } = await listPairs({ state: 'todo', page: 1, size: 200 })(db)
    return items.find((each) => each.personA === personA && each.personB === personB)?.pairId ?? ''
  })
}
