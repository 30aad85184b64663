import { expect, test } from 'vitest'
import { requireSameSite } from './same-site.ts'

const origin = 'https://mutakhir.contoh.go.id'
const ours = { 'sec-fetch-site': 'same-origin', origin, 'x-mutakhir': '1' }

test.each([
  ['our own page', 'POST', ours],
  ['an old browser without Fetch Metadata', 'DELETE', { origin, 'x-mutakhir': '1' }],
  ['a program with our header', 'PATCH', { 'x-mutakhir': '1' }],
  ['a link from elsewhere, which only reads', 'GET', { 'sec-fetch-site': 'cross-site' }],
])('%s may pass', (_, method, headers) => {
  expect(() => requireSameSite({ method, headers }, origin)).not.toThrow()
})

test.each([
  ['another site', { ...ours, 'sec-fetch-site': 'cross-site' }],
  ['another host of the same domain', { ...ours, 'sec-fetch-site': 'same-site' }],
  ['another origin', { ...ours, origin: 'https://mutakhir.contoh.go.id.jahat.example' }],
  ['a sandboxed frame', { ...ours, origin: 'null' }],
  ['a form, which cannot set headers', { 'sec-fetch-site': 'same-origin', origin }],
])('%s may not write', (_, headers) => {
  expect(() => requireSameSite({ method: 'POST', headers }, origin)).toThrow(
    expect.objectContaining({ code: 'crossSite' }),
  )
})
