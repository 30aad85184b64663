import { problems } from './problems.ts'

/** As a person may type it: spaces around and capital letters do not matter. */
export function normalizeLogin(text: string): string {
  return text.trim().toLowerCase()
}

/** Whether an account can have this login at all. */
export function isLogin(login: string): boolean {
  return /^[a-z0-9._@-]{3,64}$/.test(login)
}

/** @throws Problem `loginMalformed`. */
export function parseLogin(text: string): string {
  const login = normalizeLogin(text)
  if (!isLogin(login)) throw problems.loginMalformed()
  return login
}
