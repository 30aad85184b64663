import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { mayDo } from '../../access/index.ts'
import { type JobRow, findJob } from '../../store/index.ts'
import { type Job, jobSchema } from '../contract/job.ts'
import type { RouteParts } from '../parts.ts'
import { problems } from '../problems.ts'
import { route } from '../route.ts'

/** How far work has come that goes on after the answer. Who may see it depends on its kind. */
export function jobRoutes(app: FastifyInstance, parts: RouteParts): void {
  route(
    app,
    parts,
    {
      method: 'GET',
      url: '/api/jobs/:jobId',
      permission: 'cycle.view',
      summary: 'A job: its progress, and what came of it',
      params: z.object({ jobId: z.uuid() }),
      answer: jobSchema,
    },
    async ({ asActor, session, params: { jobId } }) => {
      const job = await asActor(findJob(jobId))
      const permission = job && parts.jobs.permissionOf(job.kind)
      if (!permission || !mayDo(session.role, permission)) throw problems.notFound()
      return renderJob(job)
    },
  )
}

function renderJob({ phaseId, phaseEn, failureId, failureEn, result, createdAt, ...job }: JobRow): Job {
  const { jobId, kind, subject, state, progress, endedAt } = job
  return {
    jobId,
    kind,
    subject,
    state,
    progress,
    phase: phaseId === '' ? null : { id: phaseId, en: phaseEn },
    failure: failureId === '' ? null : { id: failureId, en: failureEn },
    result: z.json().parse(result),
    at: createdAt,
    endedAt,
  }
}
