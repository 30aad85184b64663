export {
  type ChangeKind,
  type ListChange,
  type ListedFamily,
  countChanges,
  listDifference,
} from './list-difference.ts'
export { type ListEntry, type Standing, listEntryStep } from './list-entry.ts'
export { type NameMask, maskName } from './mask-name.ts'
export { type VillageCount, openCategories, renderOpenTable, villageCountStep } from './open-table.ts'
export { readPublishedList } from './read-published-list.ts'
export {
  type IsSigned,
  type ListFacts,
  type ListManifest,
  type ListSignature,
  type PublishedList,
  type SignManifest,
  checkList,
  manifestSchema,
  publishList,
} from './published-list.ts'
