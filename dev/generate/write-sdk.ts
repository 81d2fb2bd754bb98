import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { command } from '../../src/tools/database-url.ts'
import type { OpenapiDocument } from './contract-text.ts'
import { keepFiles } from './generated-file.ts'
import { contractOfClient, operationsModule } from './sdk-text.ts'

const run = promisify(execFile)
const sdk = fileURLToPath(new URL('../../sdk/typescript/', import.meta.url))

/** `npm run sdk`: what of sdk/typescript is written from the contract: its types by openapi-typescript, its operations by us. */
await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const contract = await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')
  const document: OpenapiDocument = JSON.parse(contract)
  // The generator has a lock file of its own, since it needs an older TypeScript than the service.
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: sdk })
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-sdk-'))
  try {
    const [from, to] = [join(folder, 'contract.json'), join(folder, 'contract.ts')]
    await writeFile(from, JSON.stringify(contractOfClient(document)))
    const generator = join(sdk, 'node_modules/.bin/openapi-typescript')
    await run(generator, [from, '--output', to, '--root-types', '--root-types-no-schema-prefix', '--immutable'], {
      cwd: sdk,
    })
    const files = [
      { path: 'sdk/typescript/src/contract.gen.ts', text: await readFile(to, 'utf8') },
      { path: 'sdk/typescript/src/operations.gen.ts', text: operationsModule(document) },
    ]
    return await keepFiles(files, values.check ?? false, 'npm run sdk')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
