import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/index.ts'
import { readProposalRules, ruleOn } from './rules.ts'

test('the file of rules is valid, and the newest rule that is valid on a day holds', () => {
  const [rule] = readProposalRules()
  const later = { ...rule!, validFrom: plainDate('2027-01-01'), daysToDecide: 30 }
  expect(rule?.daysToDecide).toBe(14)
  expect(ruleOn([later, rule!], plainDate('2026-12-31'))).toBe(rule)
  expect(ruleOn([later, rule!], plainDate('2027-01-01'))).toBe(later)
  expect(() => ruleOn([later], plainDate('2026-12-31'))).toThrow(/no rule/)
})
