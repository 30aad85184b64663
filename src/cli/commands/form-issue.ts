import type { FormReport } from '../../engine/index.ts'
import type { Language } from '../../kernel/index.ts'

const words = {
  id: { error: 'galat', warning: 'peringatan', row: 'baris' },
  en: { error: 'error', warning: 'warning', row: 'row' },
}

/** `  galat survey baris 3 E (required): …` */
export function renderFormIssue(issue: FormReport['issues'][number], language: Language): string {
  const { severity, sheet, row, column, message } = issue
  const place = [sheet, row === null ? null : `${words[language].row} ${row}`, column].filter(
    (part) => part !== null,
  )
  return `  ${words[language][severity]} ${place.join(' ')}: ${message[language]}`
}

/**
 * A report as `--json` prints it: a script that reads issues finds plain texts, `message` in Indonesian and `messageEn` in
 * English, whatever the language of the machine.
 */
export function printable<Report extends { readonly issues: FormReport['issues'] }>(report: Report) {
  return {
    ...report,
    issues: report.issues.map(({ message, ...issue }) => ({
      ...issue,
      message: message.id,
      messageEn: message.en,
    })),
  }
}
