import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats, { type FormatsPlugin } from 'ajv-formats'
import { bodies } from './bodies.ts'
import { contractPath, type Generator, here, olderContractPath, probe } from './generators.ts'
import { lint } from './lint.ts'

/** `npm run probe`: the contract passes a second public linter, and is of use to generators of clients. They have a lock file of their own, beside this file. */
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
  {
    // The last that knows 3.0 alone.
    name: 'openapi-typescript-6',
    command: (folder) => [
      process.execPath,
      `${here}node_modules/openapi-typescript-6/bin/cli.js`,
      ...[olderContractPath, '--output', `${folder}/contract.ts`],
    ],
    types: { from: 'contract.ts', typeOf: (schema) => `components['schemas']['${schema}']` },
  },
]

/** The bodies that are compiled are also bodies that the service takes, and the examples of parameters are values that it takes. */
async function exampleFaults(): Promise<string[]> {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  // The package is CommonJS: its function is the default of its default.
  ;(formats as unknown as { default: FormatsPlugin }).default(ajv)
  const contract: Contract = JSON.parse(await readFile(contractPath, 'utf8'))
  ajv.addSchema(contract, 'contract')
  const faultOf = (at: string, name: string, value: unknown) => {
    const validate = ajv.getSchema(`contract#/${at}`)
    if (!validate) return [`the contract has no ${name}`]
    return validate(value) ? [] : [`${name} breaks the contract: ${ajv.errorsText(validate.errors)}`]
  }
  const ofBodies = Object.entries(bodies).flatMap(([name, list]) =>
    list.flatMap((body, index) => faultOf(`components/schemas/${name}`, `${name} ${index}`, body)),
  )
  const ofParameters = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, parameters = [] }]) =>
      parameters.flatMap(({ name, example, schema }, index) => {
        const at = ['paths', path.replaceAll('~', '~0').replaceAll('/', '~1'), method, 'parameters', index, 'schema']
        const values = [...(example === undefined ? [] : [example]), ...(schema.examples ?? [])]
        return values.flatMap((value) => faultOf(at.map(encodeURIComponent).join('/'), `${operationId} ${name}`, value))
      }),
    ),
  )
  return [...ofBodies, ...ofParameters]
}
interface Parameter {
  readonly name: string
  readonly example?: unknown
  readonly schema: { readonly examples?: readonly unknown[] }
}
interface Contract {
  readonly paths: Record<string, Record<string, { operationId: string; parameters?: readonly Parameter[] }>>
}

const faults = await exampleFaults()
for (const fault of faults) console.log(fault)
// Its packages are there only now.
const { probeModels } = await import('./models.ts')
const failed = (await lint()) + (await probe(generators)) + (await probeModels())
if (faults.length > 0 || failed > 0) process.exitCode = 1
