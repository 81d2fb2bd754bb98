import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { clamd, isScannerUrl } from '../../../src/platform/documents/clamd.ts'
import { ScannerAway } from '../../../src/platform/documents/scanner.ts'
import { eicar, startScanner } from '../../support/scanner.ts'

const harmless = Buffer.alloc(300_000, 'a harmless file ')
const harmful = Buffer.concat([Buffer.alloc(65_000, '.'), Buffer.from(eicar), Buffer.alloc(70_000, '.')])

t.test('a file is sent in chunks, and is clean or infected as the scanner says', async (t) => {
  const server = await startScanner(t)
  t.equal(await server.scanner.scan(harmless), 'clean')
  t.equal(server.seen.bytes, harmless.length, 'all of it was sent')
  t.equal(await server.scanner.scan(harmful), 'infected', 'also where it lies across two chunks')
  server.manner = 'answers in pieces'
  t.equal(await server.scanner.scan(harmful), 'infected')
  server.manner = 'too large'
  t.equal(await server.scanner.scan(harmless), 'failed', 'what is too large for the scanner never will be scanned')
})

t.test('no verdict is none: nothing is clean because a scanner hung up, said nothing or erred', async (t) => {
  const server = await startScanner(t)
  for (const manner of ['hangs up', 'says nothing', 'errs'] as const) {
    server.manner = manner
    const error = await server.scanner.scan(harmless).then(
      (verdict) => t.fail(`it is ${verdict}`),
      (error: unknown) => error,
    )
    t.notOk(error instanceof ScannerAway, `${manner}: it was there`)
  }
  server.manner = 'is not well'
  await t.rejects(server.scanner.scan(harmless), ScannerAway, 'what hangs up and is not well either is away')
  server.manner = 'says OK at once'
  await t.rejects(server.scanner.scan(Buffer.alloc(8 * 1024 * 1024, 'a')), 'it is not clean before all was sent')
  server.manner = 'scans'
  const locked = Buffer.from('a file with a password')
  t.equal(await server.scanner.scan(locked), 'failed', 'what it could not look into is not harmful, nor clean')
  await server.stop()
  await t.rejects(server.scanner.scan(harmless), ScannerAway, 'and where nobody answers no file is to blame')
  await t.rejects(clamd('unix:/no/such/socket').scan(harmless), ScannerAway)
})

t.test('an address is a host or a socket', async (t) => {
  for (const good of ['tcp://127.0.0.1:3310', 'tcp://clamav', 'tcp://[::1]:3310', 'unix:/run/clamav/clamd.ctl'])
    t.ok(isScannerUrl(good), good)
  for (const bad of ['tcp:///x', 'tcp://host/path', 'unix:', 'unix://host/path', 'tcp://u:p@host', 'tcp://host?x=1'])
    t.notOk(isScannerUrl(bad), bad)
})

const daemon = '/usr/sbin/clamd'
t.test('the daemon itself says the same', { skip: !existsSync(daemon) && 'no clamd here' }, async (t) => {
  // The path of a socket has at most 107 letters.
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
  mkdirSync(`${folder}/db`)
  const socket = `${folder}/clamd.ctl`
  const hex = Buffer.from(eicar).toString('hex')
  writeFileSync(`${folder}/db/test.ndb`, `Eicar-Test-Signature:0:*:${hex}\n`)
  writeFileSync(
    `${folder}/clamd.conf`,
    [
      `LocalSocket ${socket}`,
      `DatabaseDirectory ${folder}/db`,
      `PidFile ${folder}/clamd.pid`,
      'Foreground yes',
      'StreamMaxLength 1M',
      'OfficialDatabaseOnly no',
    ].join('\n'),
  )
  const running = spawn(daemon, ['--config-file', `${folder}/clamd.conf`], { stdio: 'ignore' })
  t.teardown(async () => {
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill()
    await ended
    rmSync(folder, { recursive: true })
  })
  for (let tries = 0; tries < 100 && !existsSync(socket); tries += 1) await wait(100)
  t.ok(existsSync(socket), `${execFileSync(daemon, ['--version']).toString().trim()} listens`)
  const scanner = clamd(`unix:${socket}`)
  t.equal(await scanner.scan(harmless), 'clean')
  t.equal(await scanner.scan(harmful), 'infected')
  t.equal(await scanner.scan(new Uint8Array()), 'clean', 'nothing at all')
  const tooLarge = await scanner.scan(Buffer.alloc(8 * 1024 * 1024, 'a')).catch((error: Error) => error.message)
  t.ok(['failed', 'the scanner hung up'].includes(tooLarge), `what is larger than it takes: ${tooLarge}`)
})
