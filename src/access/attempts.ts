import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../kernel/index.ts'
import { sql } from '../sql/index.ts'
import type { ActorDb, Db } from '../store/index.ts'
import { problems } from './problems.ts'

/** What may be guessed at, and by whom. */
export type Subject =
  | { readonly kind: 'login' | 'second_factor' | 'own_password'; readonly login: string }
  | { readonly kind: 'login_at_address'; readonly login: string; readonly address: string }
  | { readonly kind: 'address'; readonly address: string }

/**
 * After `free` failures comes a wait, and after each further one the next longer wait. All is forgotten when nothing
 * failed for `forgetHours`. An address has more of them, because a whole office sits behind one.
 */
const ladders = {
  login: { free: 5, forgetHours: 24 },
  login_at_address: { free: 5, forgetHours: 24 },
  address: { free: 20, forgetHours: 1 },
  second_factor: { free: 5, forgetHours: 24 },
  own_password: { free: 5, forgetHours: 24 },
}

const waitMinutes = [1, 5, 15, 60]

/** Minutes to wait after the `failures`-th failure in a row. */
export function waitAfter(failures: number, free: number): number {
  if (failures < free) return 0
  return waitMinutes[Math.min(failures - free, waitMinutes.length - 1)] ?? 0
}

/**
 * Counts an attempt as failed before it is made, so that a hundred guesses at once are a hundred guesses; a success
 * takes it back by `forgiveAttempt`. Commit it before the secret is looked at.
 * @throws Problem `tryLater` while one of the subjects is locked; such an attempt is not counted.
 */
export const chargeAttempt =
  (subjects: readonly Subject[], at: Date) =>
  async (db: ActorDb): Promise<void> => {
    const counters = await lockCounters(subjects, at)(db)
    const until = Math.max(...counters.map(({ lockedUntil }) => lockedUntil))
    const milliseconds = until - at.getTime()
    if (milliseconds > 0) {
      throw problems.tryLater({
        minutes: Math.ceil(milliseconds / 60_000),
        until: new Date(until).toISOString(),
      })
    }
    for (const counter of counters) await countFailure(counter, at)(db)
  }

/** It was no guess: the subjects start anew. Of an address, behind which others sit, one attempt is taken back. */
export const forgiveAttempt =
  (subjects: readonly Subject[]) =>
  async (db: Db): Promise<void> => {
    for (const { subject, key } of inOrder(subjects)) {
      const failures = subject.kind === 'address' ? sql`greatest(failures - 1, 0)` : sql`0`
      const stillFree = sql`${failures} < ${ladders[subject.kind].free}::integer`
      await db.run(sql`
        update attempt
           set failures = ${failures}, locked_until = case when ${stillFree} then null else locked_until end
         where subject_sha256 = ${key}`)
    }
  }

/** Lifts every wait of a login. */
export const unlockLogin =
  (login: string) =>
  async (db: Db): Promise<void> => {
    await db.run(sql`
      update attempt set failures = 0, locked_until = null where login_sha256 = ${sha256(login)}`)
  }

/** Removes the rows that are forgotten anyway; for a nightly job. The number of rows. */
export const pruneAttempts =
  (at: Date) =>
  async (db: Db): Promise<number> =>
    await db.run(sql`delete from attempt where last_failed_at < ${at}::timestamptz - interval '2 days'`)

type Counter = {
  readonly subject: Subject
  readonly key: Buffer
  readonly failures: number
  /** Milliseconds of the epoch; 0 when not locked. */
  readonly lockedUntil: number
}

const attemptRow = z.object({
  failures: z.number(),
  lockedUntil: z.string().nullable(),
  lastFailedAt: z.string(),
})

/** In the order of the keys: two sign-ins that lock the same rows do not wait for each other in a circle. */
const lockCounters =
  (subjects: readonly Subject[], at: Date) =>
  async (db: Db): Promise<readonly Counter[]> => {
    const counters: Counter[] = []
    for (const { subject, key } of inOrder(subjects)) {
      const login = 'login' in subject ? sha256(subject.login) : null
      await db.run(sql`
        insert into attempt (subject_sha256, login_sha256, last_failed_at) values (${key}, ${login}, ${at})
        on conflict do nothing`)
      const query = sql`
        select failures, locked_until as "lockedUntil", last_failed_at as "lastFailedAt"
          from attempt where subject_sha256 = ${key} for update`
      const row = await db.get(attemptRow, query)
      const forgotten =
        at.getTime() - Date.parse(row.lastFailedAt) > ladders[subject.kind].forgetHours * 3_600_000
      const lockedUntil = row.lockedUntil === null ? 0 : Date.parse(row.lockedUntil)
      counters.push({ subject, key, failures: forgotten ? 0 : row.failures, lockedUntil })
    }
    return counters
  }

const countFailure =
  ({ subject, key, failures }: Counter, at: Date) =>
  async (db: ActorDb): Promise<void> => {
    const minutes = waitAfter(failures + 1, ladders[subject.kind].free)
    const until = minutes === 0 ? null : new Date(at.getTime() + minutes * 60_000)
    await db.run(sql`
      update attempt set failures = ${failures + 1}, last_failed_at = ${at}, locked_until = ${until}
       where subject_sha256 = ${key}`)
    if (until === null) return
    const detail = `kind=${subject.kind} minutes=${minutes}`
    db.audit({ action: 'attempt.lock', subject: key.toString('hex').slice(0, 16), detail })
  }

function inOrder(subjects: readonly Subject[]) {
  const keyed = subjects.map((subject) => ({ subject, key: keyOf(subject) }))
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key))
}

function keyOf(subject: Subject): Buffer {
  return sha256(canonicalJson(subject))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
