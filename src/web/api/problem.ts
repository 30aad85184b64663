import type { Message } from '../../kernel/index.ts'

/** A refusal of the server, or the absence of one: `detail` says what is wrong and how to mend it. */
export type ApiProblem = {
  readonly code: string
  readonly status: number
  readonly detail: Message
  readonly params: Readonly<Record<string, string | number>>
}

/** Thrown by the client; the problem is its cause. */
export class RequestRefused extends Error {
  readonly problem: ApiProblem

  constructor(problem: ApiProblem) {
    super(problem.detail.en)
    this.name = 'RequestRefused'
    this.problem = problem
  }
}

export const unreachable: ApiProblem = {
  code: 'unreachable',
  status: 0,
  detail: {
    id: 'Peladen tidak dapat dihubungi. Periksa jaringan Anda, lalu coba lagi; isian Anda belum hilang.',
    en: 'The server cannot be reached. Check your network and try again; nothing you entered is lost.',
  },
  params: {},
}

/** Of an answer that is not problem details: a proxy's page, or a fault of the server. */
export function unexpectedAnswer(status: number): ApiProblem {
  return {
    code: 'unexpected',
    status,
    detail: {
      id: `Peladen menjawab dengan galat ${status}. Coba lagi; bila berulang, beri tahu pengelola sistem beserta waktunya.`,
      en: `The server answered with error ${status}. Try again; if it comes back, tell the administrator the time it happened.`,
    },
    params: {},
  }
}

export function problemOf(error: unknown): ApiProblem {
  if (error instanceof RequestRefused) return error.problem
  return { ...unexpectedAnswer(0), code: 'fault' }
}
