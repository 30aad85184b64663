import { type XlsformCase, topicOf } from './xlsform-case.ts'

/** Why a case is no case of ours; `undefined` for one that is. */
export function leftOutBecause(given: XlsformCase): string | undefined {
  if (given.md === undefined && given.ss === undefined)
    return 'has no questionnaire: it tests a programming interface'
  return reasons[topicOf(given)]
}

const reasons: Readonly<Record<string, string>> = {
  osm: 'map editing (type osm) is outside the subset',
  loop: 'begin_loop is outside the subset: begin_repeat does the same',
}

/** Cases of ours that fail on purpose: a part of the name, a part of the questionnaire, and the reason. */
export const knownGaps: readonly (readonly [string, string, string])[] = [
  [
    'test_external_instances_multiple_diff_pulldatas',
    '',
    'an expression with an open quotation mark is refused',
  ],
  ['test_validate_unicode_exception', '', '$(field) is no expression, and is refused'],
  ['test_validate_with_more_unicode', '', 'signs that are no expression are refused'],
  ['test_instance_expression__permutations', '<>', 'the operator <> is none of XPath, and is refused'],
  ['test_image_question_custom_col_calc', '', 'a heading of three parts with single colons has no meaning'],
]

export function knownGap({ test, md = '' }: XlsformCase): string | undefined {
  return knownGaps.find(([name, part]) => test.endsWith(name) && md.includes(part))?.[2]
}
