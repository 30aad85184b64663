export { type Server, buildServer } from './build-server.ts'
export type { DeclaredRoute } from './declared-routes.ts'
export type { ServerParts } from './parts.ts'
export { type RunningServer, type ServeRequest, serve } from './serve.ts'
