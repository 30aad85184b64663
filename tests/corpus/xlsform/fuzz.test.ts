import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isError } from '../../../src/kernel/index.ts'
import { compileForm } from '../../../src/questionnaire/index.ts'
import { mutatedForms } from '../../support/mutated-form.ts'
import { present, readCases, source, workbookOf } from './xlsform-case.ts'

const forms = present ? readCases().map(workbookOf) : []

test.skipIf(!present)(
  `10,000 mutated forms compile to well-formed XML or to issues, none in more than a second of computing, in bounded memory (${source})`,
  () => {
    let slowest = 0
    let most = 0
    const parser = new DOMParser({ onError: onErrorStopParsing })
    fc.assert(
      fc.property(mutatedForms(forms), fc.boolean(), (form, lenient) => {
        const start = process.cpuUsage()
        const { xform, issues } = compileForm(form, { lenient })
        const { user, system } = process.cpuUsage(start)
        slowest = Math.max(slowest, (user + system) / 1000)
        expect(xform === undefined).toBe(issues.some(isError))
        most = Math.max(most, process.memoryUsage.rss())
        if (xform !== undefined) parser.parseFromString(xform, 'text/xml')
      }),
      { numRuns: 10_000 },
    )
    expect(slowest).toBeLessThan(1000)
    expect(most / 2 ** 20).toBeLessThan(1024)
  },
)
