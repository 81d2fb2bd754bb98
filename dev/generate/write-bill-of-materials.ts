import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { command } from '../../src/tools/database-url.ts'
import type { PackageLock } from './attribution-text.ts'
import { type BillOfMaterials, productionBill } from './bill-of-materials.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** `npm run sbom -- --to file`: what runs in production, as CycloneDX. It has the time of the day in it, so it is made and not kept. */
await command(async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } })
  if (!values.to) throw new Error('--to must name a file')
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const { stdout } = await promisify(execFile)('npm', asked, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  const lock = JSON.parse(await readFile(`${root}package-lock.json`, 'utf8')) as PackageLock
  const bill = productionBill(JSON.parse(stdout) as BillOfMaterials, lock)
  await writeFile(values.to, `${JSON.stringify(bill, null, 2)}\n`)
  console.log(`${values.to} written: ${bill.components.length} packages`)
  return true
})
