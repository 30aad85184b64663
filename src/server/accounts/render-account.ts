import { type Account as AccessAccount, type Session, permissionsOf } from '../../access/index.ts'
import { type AreaBrief, findArea } from '../../store/index.ts'
import type { Account, Session as SessionAnswer } from '../contract/session.ts'
import type { RouteParts } from '../parts.ts'

type Known = Pick<AccessAccount, 'accountId' | 'login' | 'displayName' | 'role' | 'language' | 'enrolled'>

export function renderAccount(
  { accountId, login, displayName, role, language, enrolled }: Known,
  area: AreaBrief,
): Account {
  // Those who can let others in must use a second factor.
  const secondFactor = enrolled ? 'enrolled' : role === 'administrator' ? 'required' : 'none'
  return { accountId, login, displayName, role, area, language, secondFactor }
}

/** The session as its browser is told of it: who half signed in may do nothing yet. */
export async function renderSession(session: Session, { registry }: RouteParts): Promise<SessionAnswer> {
  const area = await registry.store.asOwner(findArea(session.areaId))
  if (!area) throw new Error(`the area ${session.areaId} of an account is missing`)
  return {
    account: renderAccount(session, area),
    permissions: session.stage === 'full' ? [...permissionsOf(session.role)] : [],
    synthetic: registry.keys.synthetic,
  }
}
