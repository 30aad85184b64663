export { type ListContext, type ListLayout, type ListRow, type SiksIssueCode, readHeading, readListRow, siksIssue } from './siks-ng/index.ts'
