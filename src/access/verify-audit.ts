import { z } from 'zod'
import { canonicalJson } from '../kernel/index.ts'
import type { Db } from '../store/index.ts'
import { chainEntrySchema } from './audit-chain.ts'
import { type AuditCheck, type AuditReport, startAuditCheck } from './audit-check.ts'
import { freezeAudit, getAuditHead, readAuditEntries } from './audit-rows.ts'
import { type Checkpoint, type CheckpointTrail, checkpointSchema } from './checkpoint.ts'
import type { PublicJwk } from './signing.ts'

/** Verifies the chain in the database; first in a transaction of the owner. Names the first bad entry. */
export const verifyAudit =
  (trails: readonly CheckpointTrail[], keys: readonly PublicJwk[]) =>
  async (db: Db): Promise<AuditReport> => {
    await freezeAudit()(db)
    const check = startAuditCheck(trails, keys)
    for await (const entry of readAuditEntries(db)) check.add(entry)
    return check.finish(await getAuditHead()(db))
  }

/**
 * The chain as JSON lines for someone outside, who verifies it with the public key alone: the checkpoints, the anchor,
 * then the entries, each with its `kind`. First in a transaction of the owner.
 */
export async function* exportAudit({ checkpoints, anchor }: CheckpointTrail, db: Db): AsyncGenerator<string> {
  await freezeAudit()(db)
  for (const checkpoint of checkpoints) yield renderLine({ kind: 'checkpoint', body: checkpoint })
  if (anchor) yield renderLine({ kind: 'anchor', body: anchor })
  for await (const entry of readAuditEntries(db)) yield renderLine({ kind: 'entry', body: entry })
}

/** Verifies an exported chain with nothing but the public keys. The first line that cannot be read ends it, as a fault. */
export async function verifyAuditExport(
  lines: Iterable<string> | AsyncIterable<string>,
  keys: readonly PublicJwk[],
): Promise<AuditReport> {
  const checkpoints: Checkpoint[] = []
  let anchor: Checkpoint | undefined
  let check: AuditCheck | undefined
  const started = () => (check ??= startAuditCheck([{ checkpoints, anchor }], keys))
  for await (const text of lines) {
    const line = parseLine(text)
    if (line === undefined) started().refuse()
    else if (line.kind === 'entry') started().add(line.body)
    else if (line.kind === 'anchor') anchor = line.body
    else checkpoints.push(line.body)
  }
  return started().finish()
}

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkpoint'), body: checkpointSchema }),
  z.strictObject({ kind: z.literal('anchor'), body: checkpointSchema }),
  z.strictObject({ kind: z.literal('entry'), body: chainEntrySchema }),
])
type Line = z.infer<typeof lineSchema>

function parseLine(text: string): Line | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function renderLine(line: Line): string {
  return canonicalJson(line)
}
