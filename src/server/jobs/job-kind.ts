import type { z } from 'zod'
import type { Permission } from '../../access/index.ts'
import type { Json, Message } from '../../kernel/index.ts'
import type { Actor, Db } from '../../store/index.ts'

/** A job that runs, with what it was asked. */
export type Work<Request> = {
  readonly jobId: string
  /** The id of what it is done to. */
  readonly subject: string
  readonly request: Request
  /** On whose behalf. */
  readonly actor: Actor
  /** Says how far it has come, 0 to 1, and in which phase it is. Cheap: what is overtaken is not written. */
  readonly note: (share: number, phase?: Message) => void
}

/** What becomes of a job whose process was killed: it was done all the same, is done again, or failed with a message. */
export type AfterCut = 'done' | 'again' | Message

/** One kind of work that goes on after the answer was given. */
export type JobKind = {
  /** `lane.work`: jobs of one lane go one after the other. */
  readonly kind: string
  /** Who may see its progress and result, in the area of the job. */
  readonly permission: Permission
  /** @throws Problem: its text is the failure that users see; whatever else is thrown is a bug, and logged. */
  readonly run: (work: Work<unknown>) => Promise<Json>
  readonly afterCut: (work: Omit<Work<unknown>, 'note'>) => (db: Db) => Promise<AfterCut>
}

type Declared<Request> = Omit<JobKind, 'run' | 'afterCut'> & {
  readonly request: z.ZodType<Request>
  readonly run: (work: Work<Request>) => Promise<Json>
  /** Without it the job is done again: right for whatever only computes. */
  readonly afterCut?: (work: Omit<Work<unknown>, 'note'>) => (db: Db) => Promise<AfterCut>
}

/** Declares a kind of job; what it was asked is parsed before it runs. */
export function jobKind<Request>({ request, run, afterCut, ...head }: Declared<Request>): JobKind {
  return {
    ...head,
    run: (work) => run({ ...work, request: request.parse(work.request) }),
    afterCut: afterCut ?? (() => async () => 'again'),
  }
}
