import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { yesOrNo } from '../form/words.ts'
import { isDynamicDefault } from '../expression/tokens.ts'

const issue = issueTexts({
  'form.no_calculation': {
    id: 'Hitungan {name} belum memiliki rumus. Isi kolom calculation.',
    en: 'The calculation {name} has no formula. Fill the column calculation.',
  },
  'form.deprecated_type': {
    id: 'Tipe {type} tidak lagi didukung kebanyakan perangkat. Pakai deviceid.',
    en: 'Most devices no longer support the type {type}. Use deviceid.',
  },
  'form.encrypted_without_id': {
    id: 'Formulir dengan public_key memerlukan instanceID. Hapus omit_instanceID.',
    en: 'A form with a public_key needs an instanceID. Remove omit_instanceID.',
  },
})

export function checkCalculations(form: FormModel): readonly Issue[] {
  const { row: settings } = form.settings
  const withoutId =
    yesOrNo(value(settings, 'omit_instanceid')) === true && value(settings, 'public_key') !== ''
  return [
    ...questionsOf(form.nodes).flatMap(({ type, row, name }) => {
      if (type === 'simserial' || type === 'subscriberid')
        return [issue('form.deprecated_type', rowWhere(row, 'type'), { type }, 'warning')]
      const computed = value(row, 'calculation') !== '' || isDynamicDefault(value(row, 'default'), type)
      return type !== 'calculate' || computed
        ? []
        : [issue('form.no_calculation', rowWhere(row, 'calculation'), { name })]
    }),
    ...(withoutId ? [issue('form.encrypted_without_id', rowWhere(settings, 'omit_instanceid'))] : []),
  ]
}
