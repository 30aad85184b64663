import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainEntry, type ChainHead, genesis, hashEntry } from './audit-chain.ts'
import { type AuditReport, startAuditCheck } from './audit-check.ts'
import { type CheckpointTrail, emptyTrail, signCheckpoint } from './checkpoint.ts'
import { demoKeys, publicKeys } from './keys.ts'

const keys = demoKeys(7)
const publicOnes = publicKeys(keys, 'checkpoints')
const at = new Date('2026-11-25T01:00:00Z')

/** A sound chain of `length` entries. */
function aChain(length: number): readonly ChainEntry[] {
  const said = Array.from({ length }, (_, index) => ({ ...anEntry, subject: `family ${index}` }))
  return rehashed(said)
}

const anEntry = {
  at: '2026-11-25T01:00:00.000Z',
  accountId: null,
  role: 'district',
  action: 'family.view',
  areaId: null,
  reason: '',
  detail: '',
}

/** What an attacker who knows the rule makes of any entries: numbers and hashes as they should be. */
function rehashed(entries: readonly Omit<ChainEntry, 'seq' | 'previous' | 'hash'>[]): readonly ChainEntry[] {
  let head = genesis
  return entries.map((entry) => {
    const linked = { ...entry, seq: head.seq + 1, previous: head.hash, hash: '' }
    const whole = { ...linked, hash: hashEntry(linked) }
    head = whole
    return whole
  })
}

/** Checkpoints at the given entries, and an anchor at the end. */
function aTrail(chain: readonly ChainEntry[], seqs: readonly number[]): CheckpointTrail {
  const headAt = (seq: number): ChainHead => chain[seq - 1] ?? genesis
  const sign = (seq: number, trail: CheckpointTrail) =>
    signCheckpoint(keys.signing.checkpoints[0], headAt(seq), at, trail)
  const withCheckpoints = seqs.reduce<CheckpointTrail>(
    (trail, seq) => ({ ...trail, checkpoints: [...trail.checkpoints, sign(seq, trail)] }),
    emptyTrail,
  )
  return { ...withCheckpoints, anchor: sign(chain.length, withCheckpoints) }
}

function report(chain: readonly ChainEntry[], trail: CheckpointTrail, head?: ChainHead): AuditReport {
  const check = startAuditCheck([trail], publicOnes)
  for (const entry of chain) check.add(entry)
  return check.finish(head)
}

test('a sound chain is sound, with and without checkpoints', () => {
  const chain = aChain(12)
  expect(report(chain, aTrail(chain, [3, 8]))).toEqual({
    ok: true,
    entries: 12,
    checkedTo: 12,
    checkpoints: 3,
    firstBad: undefined,
  })
  expect(report([], emptyTrail, genesis).ok).toBe(true)
})

test('a change of any field of any entry is found at that entry', () => {
  const chain = aChain(12)
  const changes = [
    { at: '2026-11-25T02:00:00.000Z' },
    { accountId: '4c7a0b52-8f0e-4f0a-9d8b-1f3b7e2a6c11' },
    { role: 'auditor' },
    { action: 'nik.reveal' },
    { subject: 'x' },
    { areaId: 7 },
    { reason: 'x' },
    { detail: 'x' },
    { hash: 'ab'.repeat(32) },
    { previous: 'ab'.repeat(32) },
  ]
  fc.assert(
    fc.property(fc.nat(11), fc.constantFrom(...changes), (index, change) => {
      const { ok, firstBad, checkedTo } = report(
        chain.with(index, { ...chain[index]!, ...change }),
        emptyTrail,
      )
      expect({ ok, seq: firstBad?.seq, checkedTo }).toEqual({ ok: false, seq: index + 1, checkedTo: index })
    }),
  )
})

test('text moved from one field into the next is found', () => {
  const [entry] = rehashed([{ ...anEntry, subject: '', reason: 'ab', detail: '' }])
  expect(report([{ ...entry!, reason: 'a', detail: 'b' }], emptyTrail).firstBad?.kind).toBe('edited')
})

test('whatever is done to a chain whose hashes are then all recomputed, the checkpoints show it', () => {
  const chain = aChain(12)
  const trail = aTrail(chain, [3, 8])
  fc.assert(
    fc.property(
      fc.subarray([...chain.keys()], { minLength: 1 }),
      fc.boolean(),
      fc.nat(11),
      (kept, edit, place) => {
        const some = kept.map((index) => chain[index]!)
        const done = edit ? some.toSpliced(place, 0, { ...chain[0]!, subject: 'planted' }) : some
        fc.pre(edit || done.length < chain.length)
        const { ok, firstBad } = report(rehashed(done), trail)
        expect(ok).toBe(false)
        expect(['rewritten', 'truncated']).toContain(firstBad?.kind)
      },
    ),
  )
})

describe('with the checkpoints at 3 and 8 and the anchor at 12', () => {
  const chain = aChain(12)
  const trail = aTrail(chain, [3, 8])

  test('a rewriting from entry 5 on is named as the part after the last agreement', () => {
    const { firstBad } = report(rehashed(chain.with(4, { ...chain[4]!, subject: 'x' })), trail)
    expect(firstBad).toMatchObject({
      kind: 'rewritten',
      seq: 4,
      text: { en: expect.stringContaining('from entry 4 to 8') },
    })
  })

  test('an end that was cut off is named from the first entry that is gone', () => {
    expect(report(chain.slice(0, 10), trail).firstBad).toMatchObject({ kind: 'truncated', seq: 11 })
  })

  test('a checkpoint that was altered is named itself, and proves nothing about the chain', () => {
    const [first, second] = trail.checkpoints
    const altered = { ...trail, checkpoints: [first!, { ...second!, hash: 'ab'.repeat(32) }] }
    expect(report(chain, altered).firstBad).toMatchObject({ kind: 'checkpoint', seq: 8 })
  })

  test('a checkpoint taken out of the middle, and one cut off the end, are found', () => {
    const [, second] = trail.checkpoints
    expect(report(chain, { ...trail, checkpoints: [second!] }).firstBad?.kind).toBe('checkpoint')
    expect(report(chain, { ...trail, checkpoints: [] }).firstBad?.kind).toBe('checkpoint')
  })

  test('a checkpoint signed with another key proves nothing', () => {
    const { ok, checkpoints } = (() => {
      const check = startAuditCheck([trail], publicKeys(demoKeys(8), 'checkpoints'))
      for (const entry of chain) check.add(entry)
      return check.finish()
    })()
    expect({ ok, checkpoints }).toEqual({ ok: false, checkpoints: 0 })
  })

  test('the original folder was put back too: its copy elsewhere shows it', () => {
    const older = aTrail(chain.slice(0, 10), [3, 8])
    const check = startAuditCheck([older, trail], publicOnes)
    for (const entry of chain.slice(0, 10)) check.add(entry)
    expect(check.finish().firstBad).toMatchObject({ kind: 'truncated', seq: 11 })
  })

  test('entries after the anchor are new, not wrong', () => {
    expect(report(rehashed([...chain, { ...anEntry, subject: 'later' }]), trail)).toMatchObject({
      ok: true,
      checkedTo: 13,
    })
  })
})

test('an end cut off without a checkpoint is found by the head that the database notes', () => {
  const chain = aChain(12)
  expect(report(chain.slice(0, 10), emptyTrail, chain[11]).firstBad).toMatchObject({ kind: 'head', seq: 11 })
})
