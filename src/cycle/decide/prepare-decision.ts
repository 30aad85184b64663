import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Keys, signDocument } from '../../access/index.ts'
import { sha256Of, sha256OfFile } from '../../engine/index.ts'
import { readPublishedList } from '../../exchange/index.ts'
import { type AreaId, type PlainDate, canonicalJson } from '../../kernel/index.ts'
import {
  type Db,
  type RankingRun,
  findListInForce,
  findRankingRun,
  findRecipients,
} from '../../store/index.ts'
import type { Quota } from '../../targeting/index.ts'
import { findProgrammeFile } from '../programmes.ts'
import type { DecisionRequest } from './decision-request.ts'
import { problems } from './problems.ts'
import { requireQuotaLevel, requireQuotaWithin } from './quota-areas.ts'

/** What somebody asks to be decided. */
export type DecisionAsked = {
  readonly listId: string
  readonly programme: string
  readonly areaId: AreaId
  /** Kemendagri code, or `nationCode`. */
  readonly areaCode: string
  readonly period: string
  readonly decisionDate: PlainDate
  readonly quota: readonly Quota[]
  /** The newest ranking when none is named. */
  readonly runId?: string | undefined
}

/**
 * Gathers what a decision needs: the programme's file in force, a ranking whose files are still the ones it names, the
 * list before with those who are paid by it.
 * @throws Problem `programmeUnknown`, `notRanked`, `filesChanged`, `quotaOutside`, `quotaLevel`
 */
export const prepareDecision =
  (asked: DecisionAsked, keys: Keys) =>
  async (db: Db): Promise<DecisionRequest> => {
    const { programme: code, decisionDate, areaId, areaCode, quota, runId: wanted, ...own } = asked
    const found = findProgrammeFile(code, decisionDate)
    if (!found) throw problems.programmeUnknown({ code, day: decisionDate })
    requireQuotaWithin(areaCode, quota)
    requireQuotaLevel(found.programme.quotaLevel, quota)
    const run = await findRankingRun(wanted)(db)
    if (!run) throw problems.notRanked()
    await checkFiles(run)
    const { runId, snapshotDir, scoresFile, snapshotSha256, modelSha256 } = run
    const before = await findListInForce(code, areaId)(db)
    return {
      ...own,
      areaId,
      areaCode,
      decisionDate,
      quota,
      programme: found.programme,
      programmeFile: found.file,
      runId,
      snapshotDir,
      scoresFile,
      snapshotSha256,
      modelSha256,
      recipients: before ? await findRecipients(before.listId)(db) : [],
      previous: before && {
        listId: before.listId,
        csvSha256: sha256Of(before.csv),
        families: readPublishedList(Buffer.from(before.csv)),
      },
      sign: (body) => signDocument(keys.signing.lists[0], 'list', body),
    }
  }

const manifestSchema = z.object({
  sha256: z.string(),
  asOf: z.string(),
  codebookSha256: z.string(),
  tables: z.record(
    z.string(),
    z.object({
      rows: z.number(),
      files: z.array(z.object({ path: z.string(), rows: z.number(), sha256: z.string() })),
    }),
  ),
})

/** A score can be rebuilt from its snapshot and its model, so both must be what their hashes say. */
async function checkFiles({
  snapshotDir,
  snapshotSha256,
  scoresFile,
  scoresSha256,
}: RankingRun): Promise<void> {
  const manifest = await readManifest(join(snapshotDir, 'manifest.json'))
  const { asOf, codebookSha256, tables } = manifest
  if (sha256Of(canonicalJson({ asOf, codebookSha256, tables })) !== snapshotSha256)
    throw problems.filesChanged({ file: 'manifest.json' })
  const files = Object.values(tables).flatMap((table) => table.files)
  for (const file of files) await checkFile(join(snapshotDir, file.path), file.sha256)
  await checkFile(scoresFile, scoresSha256)
}

async function readManifest(path: string) {
  const text = await readFile(path, 'utf8').catch(() => '')
  const read = manifestSchema.safeParse(text === '' ? undefined : JSON.parse(text))
  if (!read.success) throw problems.filesChanged({ file: 'manifest.json' })
  return read.data
}

async function checkFile(path: string, expected: string): Promise<void> {
  const found = await sha256OfFile(path).catch(() => undefined)
  if (found !== expected) throw problems.filesChanged({ file: path })
}
