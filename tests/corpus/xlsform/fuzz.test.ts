import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isError } from '../../../src/kernel/index.ts'
import { compileForm } from '../../../src/questionnaire/index.ts'
import { mutatedForms } from '../../support/mutated-form.ts'
import { present, readCases, source, workbookOf } from './xlsform-case.ts'

const forms = present ? readCases().map(workbookOf) : []

test.skipIf(!present)(
  `10,000 mutated forms compile to well-formed XML or to issues, none in more than a second (${source})`,
  () => {
    let slowest = 0
    const parser = new DOMParser({ onError: onErrorStopParsing })
    fc.assert(
      fc.property(mutatedForms(forms), fc.boolean(), (form, lenient) => {
        const start = performance.now()
        const { xform, issues } = compileForm(form, { lenient })
        slowest = Math.max(slowest, performance.now() - start)
        expect(xform === undefined).toBe(issues.some(isError))
        if (xform !== undefined) parser.parseFromString(xform, 'text/xml')
      }),
      { numRuns: 10_000 },
    )
    expect(slowest).toBeLessThan(1000)
  },
)
