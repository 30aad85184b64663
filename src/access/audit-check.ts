import {
  type AuditFault,
  type ChainEntry,
  type ChainHead,
  checkEntry,
  faultAt,
  genesis,
} from './audit-chain.ts'
import { type Checkpoint, type CheckpointTrail, checkTrail, isCheckpoint } from './checkpoint.ts'
import type { PublicJwk } from './signing.ts'

export type AuditReport = {
  readonly ok: boolean
  /** Entries that were there. */
  readonly entries: number
  /** The last entry up to which all is well. */
  readonly checkedTo: number
  /** Signed checkpoints that the chain was held against. */
  readonly checkpoints: number
  readonly firstBad: AuditFault | undefined
}

/** Takes the entries in order, one by one, and holds none of them: a chain may have hundreds of millions. */
export type AuditCheck = {
  readonly add: (entry: ChainEntry) => void
  /** What should have been the next entry is none. */
  readonly refuse: () => void
  /** `head` is the end that the database notes, where there is one. */
  readonly finish: (head?: ChainHead) => AuditReport
}

/**
 * Holds a chain against itself and against the trails of checkpoints kept outside of it (the original and its copies).
 * Finds entries edited, deleted, inserted or put in another order, an end cut off, and an older state restored; where
 * an attacker recomputed all hashes it finds the part between two checkpoints in which that began.
 */
export function startAuditCheck(trails: readonly CheckpointTrail[], keys: readonly PublicJwk[]): AuditCheck {
  const checkpoints = attested(trails).filter((checkpoint) => isCheckpoint(keys, checkpoint))
  const trailFaults = trails.flatMap((trail) => checkTrail(trail, keys))
  let entries = 0
  let compared = 0
  let agreed = 0
  let last = genesis
  let chainFault = compareCheckpoints()

  function compareCheckpoints(): AuditFault | undefined {
    for (
      let next = checkpoints[compared];
      next !== undefined && next.seq <= last.seq;
      next = checkpoints[compared]
    ) {
      if (next.hash !== last.hash) return faultAt('rewritten', agreed + 1, next.seq)
      agreed = next.seq
      compared += 1
    }
    return undefined
  }

  return {
    add: (entry) => {
      entries += 1
      if (chainFault) return
      chainFault = checkEntry(last, entry)
      if (chainFault) return
      last = entry
      chainFault = compareCheckpoints()
    },
    refuse: () => {
      chainFault ??= faultAt('unreadable', last.seq + 1, last.seq)
    },
    finish: (head) => {
      const ends = chainFault ? [chainFault] : endFaults(last, checkpoints, head)
      const firstBad = [...ends, ...trailFaults].toSorted((a, b) => a.seq - b.seq)[0]
      const checkedTo = firstBad ? firstBad.seq - 1 : last.seq
      return { ok: firstBad === undefined, entries, checkedTo, checkpoints: checkpoints.length, firstBad }
    },
  }
}

/** All that was ever attested, in the order of the chain. */
function attested(trails: readonly CheckpointTrail[]): readonly Checkpoint[] {
  const all = trails.flatMap(({ checkpoints, anchor }) => (anchor ? [...checkpoints, anchor] : checkpoints))
  return all.toSorted((a, b) => a.seq - b.seq)
}

function endFaults(last: ChainHead, checkpoints: readonly ChainHead[], head = last): readonly AuditFault[] {
  const attestedSeq = checkpoints.at(-1)?.seq ?? 0
  if (attestedSeq > last.seq) return [faultAt('truncated', last.seq + 1, attestedSeq)]
  if (head.seq === last.seq && head.hash === last.hash) return []
  return [faultAt('head', Math.min(head.seq, last.seq) + 1, head.seq)]
}
