import type { Reading } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'

export function checkModel(_form: FormModel, _reading: Reading): void {}
