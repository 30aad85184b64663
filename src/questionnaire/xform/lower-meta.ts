import type { FormModel, Question } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { yesOrNo } from '../form/words.ts'
import { bindingOf } from './binding.ts'
import { type Element, addElement } from './element.ts'
import { lowerParameters } from './lower-parameters.ts'

/** What an instance says of itself: its id, its name, the log of the interview. */
export function lowerMeta(form: FormModel, root: Element): void {
  const { row } = form.settings
  const audits = questionsOf(form.nodes).filter(({ type }) => type === 'audit')
  const withId = yesOrNo(value(row, 'omit_instanceid')) !== true
  const instanceName = value(row, 'instance_name')
  if (audits.length === 0 && !withId && instanceName === '') return
  const meta = metaGroup(root)
  for (const audit of audits) addAudit(audit, meta)
  if (withId) {
    const bind = { type: 'string', readonly: 'true()', 'jr:preload': value(row, 'instance_id') || 'uid' }
    addElement(meta, { kind: 'question', type: 'calculate', name: 'instanceID', bind })
  }
  if (instanceName !== '') {
    const bind = { type: 'string', calculate: instanceName }
    addElement(meta, { kind: 'question', type: 'calculate', name: 'instanceName', row, bind })
  }
}

/** The group `meta` of a form or a repeat, added where it is not yet. It has no place in the body. */
export function metaGroup(parent: Element): Element {
  const found = parent.children.find(({ kind, name }) => kind === 'group' && name === 'meta')
  return found ?? addElement(parent, { kind: 'group', name: 'meta' })
}

function addAudit(audit: Question, meta: Element): void {
  const bind = { ...bindingOf(audit.row, 'audit'), ...lowerParameters(audit).bind }
  addElement(meta, { kind: 'question', type: 'audit', name: 'audit', row: audit.row, bind })
}
