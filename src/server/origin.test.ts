import { expect, test } from 'vitest'
import { originOf } from './origin.ts'

test('a configured address holds, whatever the request says', () => {
  expect(originOf('evil.example', 'https://mutakhir.example.go.id')).toBe('https://mutakhir.example.go.id')
})

test.each(['localhost:8080', '127.0.0.1:8080', '192.168.1.5:8080', '[::1]:8080'])(
  'on the own machine %s is the console itself',
  (host) => {
    expect(originOf(host, undefined)).toBe(`http://${host}`)
  },
)

test.each(['evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example', undefined])(
  '%s may be another name for this machine',
  (host) => {
    expect(originOf(host, undefined)).toBe('http://localhost')
  },
)
