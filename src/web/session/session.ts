import { computed, shallowRef } from 'vue'
import { api } from '../api/api.ts'
import { RequestRefused } from '../api/problem.ts'
import type { Session } from '../../server/contract/session.ts'
import type { Permission } from './permission.ts'
import { setLanguage } from '../texts/use-texts.ts'

const session = shallowRef<Session | null>()

/** Who is signed in; `null` when nobody is, `undefined` before the server was asked. */
export function useSession() {
  return {
    session,
    account: computed(() => session.value?.account),
    can: (permission: Permission) => session.value?.permissions.includes(permission) ?? false,
  }
}

/** Asks the server once; later calls give what is known. */
export async function currentSession(): Promise<Session | null> {
  if (session.value === undefined) session.value = await askSession()
  return session.value
}

export function startSession(fresh: Session) {
  session.value = fresh
  setLanguage(fresh.account.language)
}

export async function refreshSession() {
  session.value = await askSession()
}

export function forgetSession() {
  session.value = null
}

export async function signOut() {
  await api.signOut()
  forgetSession()
}

async function askSession(): Promise<Session | null> {
  try {
    return await api.session()
  } catch (error) {
    if (error instanceof RequestRefused && error.problem.status === 401) return null
    throw error
  }
}
