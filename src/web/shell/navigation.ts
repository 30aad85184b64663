import {
  BookOpenText,
  ChartScatter,
  ClipboardList,
  Combine,
  FileInput,
  FlaskConical,
  History,
  ListChecks,
  Map as MapIcon,
  MessageSquareText,
  RefreshCw,
  UserCog,
  Users,
} from '@lucide/vue'
import type { FunctionalComponent } from 'vue'
import { computed } from 'vue'
import type { Permission } from '../session/permission.ts'
import { useSession } from '../session/session.ts'
import type { TextKey } from '../texts/texts.ts'

type Place = {
  readonly to: string
  readonly title: TextKey
  readonly icon: FunctionalComponent
  readonly permission?: Permission
}

const places: readonly Place[] = [
  { to: '/', title: 'pages.cycle', icon: RefreshCw, permission: 'cycle.view' },
  { to: '/keluarga', title: 'pages.search', icon: Users, permission: 'family.view' },
  { to: '/usulan', title: 'pages.proposals', icon: MessageSquareText, permission: 'proposal.view' },
  { to: '/kuesioner', title: 'pages.forms', icon: ClipboardList, permission: 'form.view' },
  { to: '/uji-coba', title: 'pages.pilots', icon: FlaskConical, permission: 'pilot.view' },
  { to: '/impor', title: 'pages.imports', icon: FileInput, permission: 'import.view' },
  { to: '/ganda', title: 'pages.duplicates', icon: Combine, permission: 'duplicate.view' },
  { to: '/model', title: 'pages.models', icon: ChartScatter, permission: 'model.view' },
  { to: '/daftar', title: 'pages.lists', icon: ListChecks, permission: 'list.view' },
  { to: '/peta', title: 'pages.map', icon: MapIcon, permission: 'area.view' },
  { to: '/jejak', title: 'pages.audit', icon: History, permission: 'audit.view' },
  { to: '/pengguna', title: 'pages.accounts', icon: UserCog, permission: 'account.view' },
  { to: '/bantuan', title: 'pages.help', icon: BookOpenText },
]

/** The places that the signed-in account may go to. */
export function useNavigation() {
  const { can } = useSession()
  return computed(() => places.filter((place) => !place.permission || can(place.permission)))
}

/** A place is lit on its own pages and on those below it. */
export function isCurrent(place: string, path: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`)
}
