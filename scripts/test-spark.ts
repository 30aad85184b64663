import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * `npm run test:spark [-- options of vitest]`: brings Apache Spark (PySpark of PyPI, kept in `~/.cache/mutakhir`), starts
 * a Spark Connect server on this machine alone, runs the Spark tests and stops it. Whatever is missing fails the run.
 */
const version = '4.3.0'
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mutakhir')
const sparkHome = join(cache, `spark-${version}`)
const startSeconds = 120

if (!hasJava()) installJava()
if (!existsSync(sparkHome)) installSpark()
const scratch = mkdtempSync(join(tmpdir(), 'mutakhir-spark-'))
const token = randomBytes(16).toString('hex')
const port = await freePort()
const server = startServer()
try {
  await waitForPort(server)
  process.exitCode = await runTests()
} finally {
  await stop(server)
  rmSync(scratch, { recursive: true, force: true })
}

function hasJava(): boolean {
  const command = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin/java')
  try {
    execFileSync(command, ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** From Debian's packages where we may. */
function installJava(): void {
  if (getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error('Spark needs Java 17 or later: install it, or name its folder in JAVA_HOME')
  say('installing Java')
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  const packages = execFileSync('apt-cache', ['search', '--names-only', '^openjdk-(17|21)-jre-headless$'])
  const name = packages.toString().split(' ')[0] ?? ''
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'inherit' })
}

/** Only the server's part of PySpark: no Python runs it. */
function installSpark(): void {
  say(`fetching Spark ${version}`)
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, 'fetch-'))
  try {
    const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir', '--dest', work]
    execFileSync('python3', [...pip, `pyspark==${version}`], { stdio: 'inherit' })
    const parts = ['bin', 'jars'].map((part) => `pyspark-${version}/deps/${part}`)
    const archive = ['xzf', `pyspark-${version}.tar.gz`, '--strip-components=2', '--exclude=*/connect-repl/*']
    execFileSync('tar', [...archive, '--one-top-level=spark', ...parts], { cwd: work, stdio: 'inherit' })
    renameSync(join(work, 'spark'), sparkHome)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function startServer(): ChildProcess {
  const settings = {
    'spark.log.level': 'ERROR',
    'spark.ui.enabled': 'false',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.driver.host': '127.0.0.1',
    'spark.connect.grpc.binding.address': '127.0.0.1',
    'spark.connect.grpc.binding.port': String(port),
    'spark.connect.authenticate.token': token,
    'spark.sql.catalogImplementation': 'in-memory',
    'spark.sql.shuffle.partitions': '2',
    // A hundred small statements: what plans and compiles each of them again would take longer than they do.
    'spark.sql.adaptive.enabled': 'false',
    'spark.sql.codegen.wholeStage': 'false',
    'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
    'spark.sql.warehouse.dir': join(scratch, 'warehouse'),
    'spark.local.dir': scratch,
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`])
  const main = ['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer', 'spark-internal']
  const script = join(sparkHome, 'bin/spark-submit')
  // A short life: no time for the second compiler, nor for a collector beside the work.
  const machine = [
    '--driver-memory',
    '1500m',
    '--driver-java-options',
    // Compiled steps fill the 48 MB that this level has room for, and then the machine falls over.
    '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m',
  ]
  return spawn(script, ['--master', 'local[2]', ...machine, ...options, ...main], {
    cwd: scratch,
    env: { ...process.env, SPARK_HOME: sparkHome, SPARK_LOCAL_IP: '127.0.0.1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function waitForPort(starting: ChildProcess): Promise<void> {
  for (let second = 0; second < startSeconds; second++) {
    if (starting.exitCode !== null) throw new Error(`Spark ended with ${starting.exitCode} as it started`)
    if (await answers()) return
    await wait(1000)
  }
  throw new Error(`Spark did not start within ${startSeconds} s`)
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function runTests(): Promise<number> {
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
  const tests = spawn(process.execPath, [vitest, 'run', '--project', 'spark', ...process.argv.slice(2)], {
    env: { ...process.env, MUTAKHIR_SPARK: `sc://127.0.0.1:${port}/;token=${token}` },
    stdio: 'inherit',
  })
  return await new Promise((resolve) => tests.once('close', (code) => resolve(code ?? 1)))
}

async function stop(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null) return
  const ended = new Promise((resolve) => running.once('close', resolve))
  running.kill()
  await Promise.race([ended, wait(10_000)])
  running.kill('SIGKILL')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
