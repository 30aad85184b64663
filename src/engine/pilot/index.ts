export type { PilotColumns } from './pilot-columns.ts'
export { readPilotFiles, unpackPilot } from './pilot-files.ts'
export { type ReadPilot, readPilot } from './read-pilot.ts'
export { readDecisions, readGains, readNotes } from './read-decisions.ts'
