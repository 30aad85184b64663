import type { FastifyInstance } from 'fastify'
import {
  changePassword,
  confirmEnrolment,
  passSecondFactor,
  requireFull,
  signIn,
  signOut,
  startEnrolment,
} from '../../access/index.ts'
import { renderSession } from '../accounts/render-account.ts'
import {
  codeSchema,
  enrolmentSchema,
  newPasswordSchema,
  recoveryCodesSchema,
  sessionSchema,
  signInAnswerSchema,
  signInSchema,
} from '../contract/session.ts'
import type { RouteParts } from '../parts.ts'
import { publicRoute, route } from '../route.ts'
import { clearToken, readToken, setToken } from '../session-cookie.ts'

const url = '/api/session'

/** Signing in and out, and what an account does about itself. */
export function sessionRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { registry, access, origin } = parts
  const { store } = registry

  publicRoute(
    app,
    parts,
    {
      method: 'POST',
      url,
      summary: 'Sign in',
      body: signInSchema,
      answer: signInAnswerSchema,
      mostAMinute: 30,
    },
    async ({ body, request, reply }) => {
      const browser = { address: request.ip, userAgent: request.headers['user-agent'] ?? '' }
      const signedIn = await signIn(access, { ...body, ...browser, oldToken: readToken(request, origin) })(
        store,
      )
      setToken(reply, origin, signedIn.token)
      return {
        ...(await renderSession(signedIn.session, parts)),
        secondFactorNeeded: signedIn.session.stage === 'second_factor',
      }
    },
  )

  route(
    app,
    parts,
    { method: 'GET', url, permission: 'half', summary: 'Who is signed in', answer: sessionSchema },
    async ({ session }) => {
      if (session.stage === 'second_factor') requireFull(session)
      return await renderSession(session, parts)
    },
  )

  route(
    app,
    parts,
    { method: 'DELETE', url, permission: 'half', summary: 'Sign out', status: 204 },
    async ({ session, reply }) => {
      await store.asOwner(signOut(access, session, { everywhere: false }))
      clearToken(reply, origin)
      await reply.status(204).send()
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/second-factor`,
      permission: 'half',
      summary: 'Enter the code of the authenticator',
      body: codeSchema,
      answer: sessionSchema,
      mostAMinute: 30,
    },
    async ({ session, body, reply }) => {
      const passed = await passSecondFactor(access, session, body.code)(store)
      setToken(reply, origin, passed.token)
      return await renderSession(passed.session, parts)
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/password`,
      permission: 'signed_in',
      summary: 'Change the own password',
      body: newPasswordSchema,
      mostAMinute: 30,
    },
    async ({ session, body, reply }) => {
      const changed = await changePassword(access, session, body)(store)
      setToken(reply, origin, changed.token)
      await reply.status(204).send()
    },
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/totp`,
      permission: 'half',
      summary: 'Begin to enrol an authenticator',
      answer: enrolmentSchema,
      mostAMinute: 30,
    },
    async ({ session }) => await store.asOwner(startEnrolment(access, session)),
  )

  route(
    app,
    parts,
    {
      method: 'POST',
      url: `${url}/totp/confirm`,
      permission: 'half',
      summary: 'Confirm the authenticator by its first code',
      body: codeSchema,
      answer: recoveryCodesSchema,
      mostAMinute: 30,
    },
    async ({ session, body, reply }) => {
      const enrolled = await confirmEnrolment(access, session, body.code)(store)
      setToken(reply, origin, enrolled.token)
      return { recoveryCodes: [...enrolled.recoveryCodes] }
    },
  )
}
