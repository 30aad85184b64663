/// <reference types="vite/client" />
import type { Permission } from './session/permission.ts'
import type { TextKey } from './texts/texts.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title: TextKey
    /** Without it the page is refused before it asks the server. */
    permission?: Permission
    /** Reachable without signing in, and drawn without the frame. */
    open?: true
  }
}
