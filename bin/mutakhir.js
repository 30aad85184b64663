#!/usr/bin/env node
/**
 * Starts the command line. The sources are TypeScript, which Node runs as it stands from 22.18; an older Node (from 18)
 * hands over to the Node 24 that `npm ci` brought along.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const windows = process.platform === 'win32'
const bundledNode = fileURLToPath(
  new URL(`../node_modules/node/bin/node${windows ? '.exe' : ''}`, import.meta.url),
)

if (runsTypeScript(process.versions.node)) {
  // A command reads a thousand files; compiled once, they are ready in two thirds of the time.
  nodeModule.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/mutakhir', import.meta.url)))
  await import('../src/cli/main.ts')
} else if (existsSync(bundledNode)) handOver(bundledNode)
else refuse()

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** The other Node has the terminal and our exit code; signals sent to us alone are passed on, so that it shuts down in order. */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  const signals = windows ? [] : ['SIGINT', 'SIGTERM', 'SIGHUP']
  const forward = (signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  child.on('error', (error) => {
    console.error(`${node}: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
}

function refuse() {
  console.error(
    [
      `Mutakhir memerlukan Node 22.18 atau lebih baru; yang ini ${process.versions.node}.`,
      'Jalankan "npm ci" di folder Mutakhir: Node 24 ikut terpasang. Bila npm melarang skrip pemasangan',
      '(ignore-scripts), jalankan "npm ci --ignore-scripts=false", atau pasang Node 24 sendiri.',
      '',
      `Mutakhir needs Node 22.18 or newer; this one is ${process.versions.node}.`,
      'Run "npm ci" in the folder of Mutakhir: it brings Node 24 along. If npm forbids install scripts',
      '(ignore-scripts), run "npm ci --ignore-scripts=false", or install Node 24 yourself.',
    ].join('\n'),
  )
  process.exitCode = 1
}
