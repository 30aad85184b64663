import {
  Camera,
  ClipboardCheck,
  Database,
  Footprints,
  GitCompareArrows,
  ListOrdered,
  NotebookPen,
  Scale,
  Stamp,
  Waypoints,
} from '@lucide/vue'
import type { FunctionalComponent } from 'vue'
import type { StepName } from '../../server/contract/cycle.ts'

export const stepIcons: Readonly<Record<StepName, FunctionalComponent>> = {
  frame: Waypoints,
  form: NotebookPen,
  visit: Footprints,
  review: ClipboardCheck,
  registry: Database,
  snapshot: Camera,
  link: GitCompareArrows,
  rank: ListOrdered,
  decide: Scale,
  publish: Stamp,
}

/** The page where the work of a step is done or seen, when there is one. */
export const stepPages: Readonly<Partial<Record<StepName, string>>> = {
  frame: '/impor',
  review: '/usulan',
  registry: '/keluarga',
  rank: '/peta?ukuran=poorest',
  link: '/peta?ukuran=matched',
  decide: '/daftar',
  publish: '/daftar',
}
