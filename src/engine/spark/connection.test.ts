import { expect, test } from 'vitest'
import { Problem } from '../../kernel/index.ts'
import { parseSparkConnection } from './connection.ts'

test('host, port and parameters are read as Spark reads them', () => {
  expect(parseSparkConnection('sc://spark.example')).toEqual({
    address: 'spark.example:15002',
    isEncrypted: false,
    token: undefined,
    userId: 'mutakhir',
    headers: {},
  })
  expect(
    parseSparkConnection('sc://spark.example:443/;use_ssl=true;token=a%3Bb=;user_id=siti;x-cluster=7'),
  ).toEqual({
    address: 'spark.example:443',
    isEncrypted: true,
    token: 'a;b=',
    userId: 'siti',
    headers: { 'x-cluster': '7' },
  })
})

test('a token is encrypted, unless it stays on this machine', () => {
  expect(parseSparkConnection('sc://spark.example/;token=t').isEncrypted).toBe(true)
  expect(parseSparkConnection('sc://127.0.0.1:15002/;token=t').isEncrypted).toBe(false)
  expect(() => parseSparkConnection('sc://spark.example/;token=t;use_ssl=false')).toThrow(
    'without encryption',
  )
})

test.each([
  '',
  'spark.example',
  'http://spark.example',
  'sc://',
  'sc://host:port',
  'sc://host/path',
  'sc://host/;%',
])('"%s" is refused with an example of what is right', (text) => {
  expect(() => parseSparkConnection(text)).toThrow(Problem)
  expect(() => parseSparkConnection(text)).toThrow('Write it as sc://server:15002')
})
