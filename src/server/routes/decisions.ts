import type { FastifyInstance } from 'fastify'
import { requireQuotaWithin } from '../../cycle/index.ts'
import { type ActorDb, createJob, findArea } from '../../store/index.ts'
import { type Quota, nationCode } from '../../targeting/index.ts'
import {
  adoptQuerySchema,
  decisionAskedSchema,
  decisionOptionsSchema,
  decisionPublishSchema,
  jobStartedSchema,
} from '../contract/decision.ts'
import { readDecisionOptions } from '../decisions/options.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { type SignedInCall, route } from '../route.ts'
import { orRemove, receiveFile } from '../uploads/receive-file.ts'

type Asked = { readonly programme: string; readonly quota?: readonly Quota[] }
type Asking = Pick<SignedInCall<unknown, unknown, unknown>, 'actor' | 'asActor'>

/** Deciding who receives a programme: what can be decided, what it would come to, and the list that is published. */
export function decisionRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { access, jobs } = parts

  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/decisions/options',
      permission: 'list.publish',
      summary: 'Programmes, rankings and areas to decide with',
      answer: decisionOptionsSchema,
    },
    async ({ asActor, actor }) => await asActor(readDecisionOptions(actor.areaId)),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/decisions/preview',
      permission: 'list.publish',
      summary: 'What a decision would come to; nothing is written',
      body: decisionAskedSchema,
      answer: jobStartedSchema,
      status: 202,
    },
    async (call) => await start('list.preview', call.body, call),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/decisions/publish',
      permission: 'list.publish',
      summary: 'Decide and publish the list that was previewed',
      body: decisionPublishSchema,
      answer: jobStartedSchema,
      status: 202,
    },
    async (call) => await start('list.publish', call.body, call),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: '/api/decisions/adopt',
      permission: 'list.publish',
      summary: 'Upload the list in force: what it comes to, or its publication',
      query: adoptQuerySchema,
      answer: jobStartedSchema,
      status: 202,
      bodyLimit: 210_000_000,
      mostAMinute: 20,
    },
    async (call) => {
      const { folder } = parts.registry
      const {
        path,
        fileSha256: _,
        ...file
      } = await receiveFile(call.request, { folder, newId: access.newId })
      let started = { jobId: '' }
      await orRemove(path, async () => {
        started = await start('list.adopt', { ...call.query, ...file }, call)
      })
      return started
    },
  )

  async function start(kind: string, asked: Asked, { actor, asActor }: Asking) {
    const { accountId: createdBy, role, areaId } = actor
    const jobId = access.newId()
    await asActor(async (db: ActorDb) => {
      const area = await findArea(areaId)(db)
      const areaCode = area?.code === undefined || area.code === '' ? nationCode : area.code
      requireQuotaWithin(areaCode, asked.quota ?? [])
      const request = { ...asked, listId: access.newId(), areaCode }
      const subject = `${asked.programme} ${areaId}`
      if (!(await createJob({ jobId, kind, subject, areaId, request, createdBy, role })(db)))
        throw problems.sameTime()
    })
    jobs.wake()
    return { jobId }
  }
}
