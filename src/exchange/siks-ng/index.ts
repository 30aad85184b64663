export { type SiksIssueCode, siksIssue } from './issues.ts'
export { type ListContext, type ListLayout, type ListRow, readHeading, readListRow } from './read-list.ts'
