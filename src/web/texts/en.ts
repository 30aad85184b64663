import { cycle } from './en/cycle.ts'
import { family } from './en/family.ts'
import { form } from './en/form.ts'
import { frame } from './en/frame.ts'
import { linkage } from './en/linkage.ts'
import { model } from './en/model.ts'
import { office } from './en/office.ts'
import { work } from './en/work.ts'

export const en = { ...frame, ...cycle, ...family, ...work, ...office, ...model, ...form, ...linkage }
