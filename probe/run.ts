import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { bodies } from './bodies.ts'
import { contractPath, type Generator, here, probe } from './generators.ts'

/** `npm run probe`: the contract is of use to generators of clients. They have a lock file of their own, beside this file. */
execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })

const bin = (name: string) => `${here}node_modules/.bin/${name}`
const generators: Generator[] = [
  {
    name: 'openapi-typescript',
    command: (folder) => [
      bin('openapi-typescript'),
      ...[contractPath, '--output', `${folder}/contract.ts`, '--root-types', '--root-types-no-schema-prefix'],
    ],
    types: 'contract.ts',
  },
  {
    name: 'hey-api',
    command: (folder) => [
      bin('openapi-ts'),
      ...['--input', contractPath, '--output', `${folder}/client`, '--silent'],
      ...['--plugins', '@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    ],
    types: 'client/types.gen.ts',
  },
]

/** The bodies that are compiled are also bodies that the service takes. */
async function bodyFaults(): Promise<string[]> {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  // The package is CommonJS: its function is the default of its default.
  ;(formats as unknown as { default: FormatsPlugin }).default(ajv)
  ajv.addSchema(JSON.parse(await readFile(contractPath, 'utf8')), 'contract')
  return Object.entries(bodies).flatMap(([name, list]) => {
    const validate = ajv.getSchema(`contract#/components/schemas/${name}`)
    if (!validate) return [`the contract has no ${name}`]
    return list.flatMap((body, index) =>
      validate(body) ? [] : [`${name} ${index} breaks the contract: ${ajv.errorsText(validate.errors)}`],
    )
  })
}

const faults = await bodyFaults()
for (const fault of faults) console.log(fault)
// Its packages are there only now.
const { probeModels } = await import('./models.ts')
const failed = (await probe(generators)) + (await probeModels())
if (faults.length > 0 || failed > 0) process.exitCode = 1
