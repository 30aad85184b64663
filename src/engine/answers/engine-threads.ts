import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { EngineAnswers, EngineForm } from './form-engine.ts'

/** Threads that hold one form each; end them with `await using`. */
export type EngineThreads = AsyncDisposable & {
  readonly read: (submission: string) => Promise<EngineAnswers>
}

export type ThreadOptions = {
  readonly threads?: number
  /** After which a submission is given up, with its thread. */
  readonly patienceSeconds?: number
}

const answerSchema = z.object({
  id: z.number(),
  answers: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('read'),
      violations: z.array(
        z.object({
          reference: z.string(),
          condition: z.enum(['constraint', 'required']),
          message: z.string().optional(),
        }),
      ),
      output: z.string(),
    }),
    z.object({ kind: z.literal('failed'), message: z.string() }),
  ]),
})

/** A form in threads of its own: a submission that never ends, or takes all memory, ends a thread and nothing else. */
export function openEngineThreads(
  form: EngineForm,
  { threads = 1, patienceSeconds = 60 }: ThreadOptions = {},
): EngineThreads {
  const lanes = Array.from({ length: threads }, () => openLane(form, patienceSeconds))
  let turn = 0
  return {
    read: async (submission) => {
      const lane = lanes[turn % lanes.length]
      turn += 1
      if (!lane) throw new Error('at least one thread is needed')
      return await lane.read(submission)
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(lanes.map((lane) => lane.end()))
    },
  }
}

function openLane(form: EngineForm, patienceSeconds: number) {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  const end = async () => {
    const ended = thread
    thread = undefined
    await ended?.terminate()
  }
  const readOne = async (submission: string): Promise<EngineAnswers> => {
    thread ??= startThread(form)
    const answers = await askThread(thread, submission, patienceSeconds)
    if (answers === undefined) await end()
    return answers ?? { kind: 'failed', message: 'the form did not come to an end' }
  }
  return {
    end,
    read: (submission: string): Promise<EngineAnswers> => {
      const next = last.then(() => readOne(submission))
      last = next.catch(() => undefined)
      return next
    },
  }
}

/** A large form (750 questions) takes a quarter of it. */
const mostMegabytes = 256

function startThread(form: EngineForm): Worker {
  const thread = new Worker(new URL('./answer-worker.ts', import.meta.url), {
    workerData: form,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: 16 },
  })
  // Who waits for an answer hears of it; between two answers nobody listens, and the process would end.
  thread.on('error', () => undefined)
  thread.unref()
  return thread
}

let tasks = 0

/** `undefined` when the thread died or its time is over. */
async function askThread(
  thread: Worker,
  submission: string,
  patienceSeconds: number,
): Promise<EngineAnswers | undefined> {
  const id = (tasks += 1)
  const { promise, resolve } = Promise.withResolvers<EngineAnswers | undefined>()
  const answer = (message: unknown) => {
    const given = answerSchema.parse(message)
    if (given.id === id) resolve(readAnswers(given.answers))
  }
  const giveUp = () => resolve(undefined)
  const timer = setTimeout(giveUp, patienceSeconds * 1000)
  thread.on('message', answer)
  thread.once('error', giveUp)
  thread.once('exit', giveUp)
  thread.ref()
  thread.postMessage({ id, submission })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    thread.unref()
    thread.off('message', answer)
    thread.off('error', giveUp)
    thread.off('exit', giveUp)
  }
}

function readAnswers(answers: z.infer<typeof answerSchema>['answers']): EngineAnswers {
  if (answers.kind === 'failed') return answers
  const violations = answers.violations.map(({ message, ...violation }) => ({ ...violation, message }))
  return { ...answers, violations }
}
