import { z } from 'zod'
import { sql } from '../sql/index.ts'
import type { Db, Store } from '../store/index.ts'
import { type ChainHead, hashSchema } from './audit-chain.ts'
import { getAuditHead } from './audit-rows.ts'
import { type Checkpoint, type CheckpointTrail, signCheckpoint } from './checkpoint.ts'
import { appendCheckpoint, readTrail, writeAnchor } from './checkpoint-file.ts'
import { coalesce } from './coalesce.ts'
import { problems } from './problems.ts'
import type { SigningKey } from './signing.ts'

export type AuditLedgerOptions = {
  readonly folder: string
  /** Folders of another machine or another party, which get the same lines. */
  readonly copies: readonly string[]
  /** `keys.signing.checkpoints[0]` */
  readonly key: SigningKey
  readonly now: () => Date
}

/** Attests outside the database how far the audit has come. One process of a registry keeps it. */
export type AuditLedger = {
  /**
   * Writes the newest state as the anchor; call it after a commit that wrote an entry, before the answer is given, and
   * not even the end of the chain can be cut off unseen. Calls at the same time share one write.
   * @throws Problem `auditTampered` when the chain lacks what was attested before, which then stays on file;
   *   `copyDiffers`, `checkpointsDamaged`.
   */
  readonly attest: () => Promise<void>
  /** The same, and keeps the state as a checkpoint: hourly, every thousand entries, when a list is published. */
  readonly checkpoint: () => Promise<void>
}

export function openAuditLedger(store: Store, options: AuditLedgerOptions): AuditLedger {
  const { folder, copies, key, now } = options
  let trail = readTrail(folder)

  const keepAnchor = async (head: ChainHead) => {
    const anchor = signCheckpoint(key, head, now(), trail)
    await writeAnchor([folder, ...copies], anchor)
    trail = { ...trail, anchor }
  }

  const keepCheckpoint = async (head: ChainHead) => {
    trail = readTrail(folder)
    const checkpoint = signCheckpoint(key, head, now(), trail)
    await appendCheckpoint(folder, copies, checkpoint)
    trail = { ...trail, checkpoints: [...trail.checkpoints, checkpoint] }
    await keepAnchor(head)
  }

  let wanted = false
  const write = coalesce(async () => {
    const head = await store.asOwner(getProvenHead(trail.anchor))
    const keep = wanted || isDue(trail, head, now())
    wanted = false
    if (keep && head.seq > lastSeq(trail)) await keepCheckpoint(head)
    else if (head.seq > (trail.anchor?.seq ?? 0)) await keepAnchor(head)
  })

  return {
    attest: write,
    checkpoint: async () => {
      wanted = true
      await write()
    },
  }
}

const entriesBetween = 1000
const millisecondsBetween = 3_600_000

function isDue({ checkpoints }: CheckpointTrail, head: ChainHead, at: Date): boolean {
  const last = checkpoints.at(-1)
  if (last === undefined) return true
  return head.seq - last.seq >= entriesBetween || at.getTime() - Date.parse(last.at) >= millisecondsBetween
}

function lastSeq({ checkpoints }: CheckpointTrail): number {
  return checkpoints.at(-1)?.seq ?? 0
}

/** The end of the chain, which must still hold what was attested last: or the evidence would be overwritten. */
const getProvenHead =
  (anchor: Checkpoint | undefined) =>
  async (db: Db): Promise<ChainHead> => {
    const head = await getAuditHead()(db)
    if (anchor === undefined || anchor.seq === 0) return head
    const attested = await db.find(
      z.object({ hash: hashSchema }),
      sql`
    select encode(hash, 'hex') as hash from audit_entry where seq = ${anchor.seq}`,
    )
    if (attested?.hash !== anchor.hash) throw problems.auditTampered({ seq: anchor.seq })
    return head
  }
