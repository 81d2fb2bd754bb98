import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { contractPath, here, olderContractPath } from './generators.ts'

const run = promisify(execFile)

interface Finding {
  readonly code: string
  readonly message: string
  readonly path: readonly (string | number)[]
}

/** Says what Spectral finds in either form of the contract by its own rules for OpenAPI, and gives in how many it finds something. */
export async function lint(): Promise<number> {
  let failed = 0
  for (const path of [contractPath, olderContractPath]) {
    const findings = await findingsIn(path)
    console.log(`spectral:oas of ${path.slice(path.lastIndexOf('/') + 1)}: ${findings.length} findings`)
    for (const { code, message, path: at } of findings.slice(0, 20))
      console.log(`  ${at.join('/')}: ${code}: ${message}`)
    if (findings.length > 0) failed += 1
  }
  return failed
}

async function findingsIn(path: string): Promise<readonly Finding[]> {
  const args = [
    'lint',
    path,
    '--ruleset',
    join(here, 'spectral.yaml'),
    '--fail-severity',
    'hint',
    '--format',
    'json',
    '--quiet',
  ]
  // With findings it ends like one that failed, and tells them all the same.
  const { stdout } = await run(join(here, 'node_modules/.bin/spectral'), args, {
    maxBuffer: 1 << 28,
    timeout: 600_000,
  }).catch((failed: { stdout: string; stderr: string }) => {
    if (!failed.stdout.trim().startsWith('['))
      throw new Error(`spectral does not run: ${failed.stderr || failed.stdout}`)
    return failed
  })
  return JSON.parse(stdout)
}
