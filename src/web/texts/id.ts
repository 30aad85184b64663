import { cycle } from './id/cycle.ts'
import { family } from './id/family.ts'
import { form } from './id/form.ts'
import { frame } from './id/frame.ts'
import { linkage } from './id/linkage.ts'
import { model } from './id/model.ts'
import { office } from './id/office.ts'
import { work } from './id/work.ts'

export const id = { ...frame, ...cycle, ...family, ...work, ...office, ...model, ...form, ...linkage }
