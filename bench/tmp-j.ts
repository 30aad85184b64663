import { openDuckDb } from '../src/engine/duckdb/index.ts'
const t = async (name: string, f: () => Promise<unknown>) => { const [c, s] = [process.cpuUsage(), performance.now()]; const r = await f(); const u = process.cpuUsage(c); console.log(name.padEnd(40), ((performance.now() - s) / 1000).toFixed(3), ((u.user + u.system) / 1e6).toFixed(3), r ?? '') }
await using db = await openDuckDb({ memoryLimit: '6GB' })
const one = async (sql: string) => { const { numbers } = await db.readColumns(sql); return numbers('n')[0] }
await t('load', () => db.run(`create table record as select * from '/var/tmp/lb/record-5000000.parquet'`))
await t('sort by day', () => db.run(`create table byday as select rid, day_2, first_1, last_1, first_4, sorted_1, first6_key_5, value_key_5 from record where day_2 is not null order by hash(day_2)`))
const code = process.argv[2]
await (await import(code!)).default({ db, t, one, run: (n: string, sql: string) => t(n, () => db.run(sql)) })
