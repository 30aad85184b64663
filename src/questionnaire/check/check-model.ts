import type { Issue } from '../../kernel/index.ts'
import { checkEntities } from '../entities/check-entities.ts'
import { checkSavedAnswers } from '../entities/check-saved-answers.ts'
import type { FormModel } from '../form/form-model.ts'
import { checkAudit } from './check-audit.ts'
import { checkCalculations } from './check-calculations.ts'
import { checkChoices } from './check-choices.ts'
import { checkColumns } from './check-columns.ts'
import { checkExpressions } from './check-expressions.ts'
import { checkGeometry } from './check-geometry.ts'
import { checkGuide } from './check-guide.ts'
import { checkInstances } from './check-instances.ts'
import { checkLabels } from './check-labels.ts'
import { checkLists } from './check-lists.ts'
import { checkMedia } from './check-media.ts'
import { checkNames } from './check-names.ts'
import { checkParameters } from './check-parameters.ts'
import { checkPrefixes } from './check-prefixes.ts'
import { checkRanges } from './check-range.ts'
import { checkReferences } from './check-references.ts'
import { checkSearch } from './check-search.ts'
import { checkSelects } from './check-selects.ts'
import { checkTableLists } from './check-table-lists.ts'
import { checkTranslations } from './check-translations.ts'
import { checkTriggers } from './check-triggers.ts'

const checks: readonly ((form: FormModel) => readonly Issue[])[] = [
  checkColumns,
  checkNames,
  checkReferences,
  checkExpressions,
  checkTriggers,
  checkCalculations,
  checkLabels,
  checkParameters,
  checkRanges,
  checkGeometry,
  checkAudit,
  checkMedia,
  checkLists,
  checkSelects,
  checkTableLists,
  checkSearch,
  checkChoices,
  checkInstances,
  checkEntities,
  checkSavedAnswers,
  checkTranslations,
  checkPrefixes,
  checkGuide,
]

/** What is wrong with a form that was read: everything that its XForm would break on, and what its author should know. */
export function checkModel(form: FormModel): readonly Issue[] {
  return checks.flatMap((check) => check(form))
}
