import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openFormEngine } from './form-engine.ts'

/** A thread that gives submissions to one form, one after the other: in comes `{ id, submission }`, out `{ id, answers }`. */
const formSchema = z.object({ xform: z.string(), attachments: z.record(z.string(), z.string()) })
const taskSchema = z.object({ id: z.number(), submission: z.string() })

const engine = openFormEngine(formSchema.parse(workerData))
let last = Promise.resolve()

parentPort?.on('message', (message: unknown) => {
  const { id, submission } = taskSchema.parse(message)
  last = last.then(async () => {
    parentPort?.postMessage({ id, answers: await engine.read(submission) })
  })
})
