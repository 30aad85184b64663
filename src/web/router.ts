import { createRouter, createWebHistory } from 'vue-router'
import { whenSessionEnds } from './api/client.ts'
import { currentSession, forgetSession, useSession } from './session/session.ts'

/** The table of contents of the console. Paths are Indonesian, because they are read aloud over the telephone. */
export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    {
      path: '/masuk',
      component: () => import('./session/sign-in-page.vue'),
      meta: { title: 'pages.signIn', open: true },
    },
    {
      path: '/',
      component: () => import('./cycle/cycle-page.vue'),
      meta: { title: 'pages.cycle', permission: 'cycle.view' },
    },
    {
      path: '/keluarga',
      component: () => import('./family/search-page.vue'),
      meta: { title: 'pages.search', permission: 'family.view' },
    },
    {
      path: '/keluarga/:id',
      component: () => import('./family/family-page.vue'),
      props: true,
      meta: { title: 'pages.family', permission: 'family.view' },
    },
    {
      path: '/ganda',
      component: () => import('./linkage/duplicates-page.vue'),
      meta: { title: 'pages.duplicates', permission: 'duplicate.view' },
    },
    {
      path: '/ganda/:id',
      component: () => import('./linkage/pair-page.vue'),
      props: true,
      meta: { title: 'pages.pair', permission: 'duplicate.view' },
    },
    {
      path: '/impor',
      component: () => import('./import/imports-page.vue'),
      meta: { title: 'pages.imports', permission: 'import.view' },
    },
    {
      path: '/impor/:id',
      component: () => import('./import/import-page.vue'),
      props: true,
      meta: { title: 'pages.import', permission: 'import.view' },
    },
    {
      path: '/kuesioner',
      component: () => import('./form/forms-page.vue'),
      meta: { title: 'pages.forms', permission: 'form.view' },
    },
    {
      path: '/kuesioner/:id',
      component: () => import('./form/form-page.vue'),
      props: true,
      meta: { title: 'pages.form', permission: 'form.view' },
    },
    {
      path: '/uji-coba',
      component: () => import('./pilot/pilots-page.vue'),
      meta: { title: 'pages.pilots', permission: 'pilot.view' },
    },
    {
      path: '/uji-coba/:id',
      component: () => import('./pilot/pilot-page.vue'),
      props: true,
      meta: { title: 'pages.pilot', permission: 'pilot.view' },
    },
    {
      path: '/peta',
      component: () => import('./map/map-page.vue'),
      meta: { title: 'pages.map', permission: 'area.view' },
    },
    {
      path: '/model',
      component: () => import('./model/models-page.vue'),
      meta: { title: 'pages.models', permission: 'model.view' },
    },
    {
      path: '/model/:id',
      component: () => import('./model/model-page.vue'),
      props: true,
      meta: { title: 'pages.model', permission: 'model.view' },
    },
    {
      path: '/daftar',
      component: () => import('./list/lists-page.vue'),
      meta: { title: 'pages.lists', permission: 'list.view' },
    },
    {
      path: '/daftar/berlaku',
      component: () => import('./list/adopt-page.vue'),
      meta: { title: 'pages.adopt', permission: 'list.publish' },
    },
    {
      path: '/daftar/tetapkan',
      component: () => import('./list/decide-page.vue'),
      meta: { title: 'pages.decide', permission: 'list.publish' },
    },
    {
      path: '/daftar/:id',
      component: () => import('./list/list-page.vue'),
      props: true,
      meta: { title: 'pages.list', permission: 'list.view' },
    },
    {
      path: '/usulan',
      component: () => import('./proposal/proposals-page.vue'),
      meta: { title: 'pages.proposals', permission: 'proposal.view' },
    },
    {
      path: '/jejak',
      component: () => import('./audit/audit-page.vue'),
      meta: { title: 'pages.audit', permission: 'audit.view' },
    },
    {
      path: '/pengguna',
      component: () => import('./account/accounts-page.vue'),
      meta: { title: 'pages.accounts', permission: 'account.view' },
    },
    {
      path: '/akun',
      component: () => import('./account/own-account-page.vue'),
      meta: { title: 'pages.ownAccount' },
    },
    { path: '/bantuan', component: () => import('./help/help-page.vue'), meta: { title: 'pages.help' } },
    {
      path: '/ditolak',
      component: () => import('./help/refused-page.vue'),
      meta: { title: 'pages.refused' },
    },
    {
      path: '/:rest(.*)*',
      component: () => import('./help/not-found-page.vue'),
      meta: { title: 'pages.notFound' },
    },
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const session = await currentSession()
  if (session === null) return { path: '/masuk', query: { ke: to.fullPath } }
  if (session.account.secondFactor === 'required' && to.path !== '/akun') return '/akun'
  const { can } = useSession()
  if (to.meta.permission && !can(to.meta.permission)) return { path: '/ditolak', query: { dari: to.path } }
  return true
})

whenSessionEnds(() => {
  forgetSession()
  return router.push({ path: '/masuk', query: { ke: router.currentRoute.value.fullPath } })
})
