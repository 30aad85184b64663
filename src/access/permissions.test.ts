import { expect, test } from 'vitest'
import { mayDo, permissions, permissionsOf, requirePermission } from './permissions.ts'
import { roles } from './roles.ts'

test('every role may do something, and every permission is held by a role', () => {
  for (const role of roles) expect(permissionsOf(role)).not.toHaveLength(0)
  for (const permission of permissions) expect(roles.some((role) => mayDo(role, permission))).toBe(true)
})

test('whoever manages accounts sees no family and no number', () => {
  const managers = roles.filter((role) => mayDo(role, 'account.manage'))
  expect(managers).toEqual(['administrator'])
  expect(
    permissionsOf('administrator').filter((permission) =>
      /^(family|number|proposal|import)\./.test(permission),
    ),
  ).toEqual([])
})

test('the auditor only looks', () => {
  const looking = /\.(view|download|export|search_number)$/
  expect(permissionsOf('auditor').filter((permission) => !looking.test(permission))).toEqual([])
})

test('an enumerator only sends in visits', () => {
  expect(permissionsOf('enumerator')).toEqual(['visit.submit'])
})

test('a permission that is lacking is refused by name', () => {
  expect(() => requirePermission('enumerator', 'number.reveal')).toThrow(
    expect.objectContaining({ code: 'notPermitted', status: 403, params: { permission: 'number.reveal' } }),
  )
})
