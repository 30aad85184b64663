import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/index.ts'
import { problems } from './problems.ts'
import { refusalOfDatabase } from './database-refusals.ts'

/** Answers every refusal as problem details (RFC 9457). Of a bug only the number of the request is told. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerProblem(problemOf(error, request), request, reply))
  app.setNotFoundHandler((request, reply) => answerProblem(problems.notFound(), request, reply))
}

export function answerProblem(
  { code, status, text, params }: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const body = {
    type: `urn:mutakhir:problem:${code}`,
    title: text.id,
    status,
    code,
    detail: text,
    params,
    instance: request.id,
  }
  return reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body))
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  const refusal = error instanceof Problem ? error : (refusalOfDatabase(error) ?? refusalOfFastify(error))
  if (refusal && refusal.status < 500) return refusal
  request.log.error({ err: error, code: refusal?.code }, 'the request failed')
  return problems.unexpected({ request: request.id })
}

function refusalOfFastify(error: unknown): Problem | undefined {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return problems.bodyTooLarge()
  if (status === 404) return problems.notFound()
  return typeof status === 'number' && status >= 400 && status < 500 ? problems.bodyUnreadable() : undefined
}
