import { execFile } from 'node:child_process'
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const here = fileURLToPath(new URL('.', import.meta.url))
export const contractPath = fileURLToPath(new URL('../openapi/openapi.json', import.meta.url))
/** The same in 3.0, for what reads no 3.1. */
export const olderContractPath = fileURLToPath(new URL('../openapi/openapi-3.0.json', import.meta.url))

export interface Generator {
  readonly name: string
  /** Packages to fetch into the folder first, each in its newest version. */
  readonly fetch?: readonly string[]
  /** A command that writes TypeScript into the folder. */
  readonly command: (folder: string) => readonly [file: string, ...args: string[]]
  /** Where in the folder the types are, to be exported whole, or by which names they are found in what is there. */
  readonly types: string | { readonly from: string; readonly typeOf: (schema: string) => string }
}

const compilerOptions = {
  ...{ target: 'es2024', module: 'esnext', moduleResolution: 'bundler', lib: ['es2024', 'dom', 'dom.iterable'] },
  ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: false },
  ...{ allowImportingTsExtensions: true, types: [] },
}

/** What is wrong with the client that a generator makes of the contract, in sentences: nothing, if it is of use. */
export async function faultsOf({ name, fetch, command, types }: Generator): Promise<string[]> {
  const folder = `${here}generated/${name}`
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  if (fetch) {
    await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, type: 'module' }))
    const unfetched = await outputOfFailed('npm', ['install', '--no-audit', '--no-fund', ...fetch], folder)
    if (unfetched !== undefined) return [`cannot be fetched: ${unfetched}`]
  }
  const [file, ...args] = command(folder)
  const failed = await outputOfFailed(file, args, folder)
  if (failed !== undefined) return [`does not generate: ${failed}`]
  for (const name of ['bodies.ts', 'events.ts']) await cp(`${here}${name}`, `${folder}/${name}`)
  await writeFile(`${folder}/types.ts`, await textOf(types))
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['**/*.ts'] }))
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
  const uncompiled = await outputOfFailed(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], folder)
  const numbered = await numberedNames(folder)
  return [
    ...(uncompiled === undefined ? [] : [`does not compile: ${uncompiled}`]),
    ...(numbered.length === 0 ? [] : [`numbers names: ${numbered.join(', ')}`]),
  ]
}

async function textOf(types: Generator['types']): Promise<string> {
  if (typeof types === 'string') return `export type * from './${types}'\n`
  const { components } = JSON.parse(await readFile(contractPath, 'utf8')) as { components: { schemas: object } }
  const named = Object.keys(components.schemas).map((name) => `export type ${name} = ${types.typeOf(name)}\n`)
  return `import type { components } from './${types.from}'\n${named.join('')}`
}

/** The end of what a command said that failed; undefined where it did not fail. */
async function outputOfFailed(file: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  try {
    await run(file, args, { cwd, maxBuffer: 1 << 26, timeout: 240_000 })
    return undefined
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
    return (`${stdout}\n${stderr}`.trim() || message).slice(0, 3000)
  }
}

/** Names that end in a number of one or two digits: the second of a name that was not unique. A status has three. */
async function numberedNames(folder: string): Promise<string[]> {
  const names = new Set<string>()
  for await (const path of glob('**/*.ts', { cwd: folder, exclude: ['node_modules/**'] })) {
    const text = await readFile(`${folder}/${path}`, 'utf8')
    for (const [, name] of text.matchAll(/^export (?:declare )?(?:type|interface|const|enum|function|class) (\w+)/gm))
      if (name && /\D\d{1,2}$/.test(name)) names.add(name)
  }
  return [...names]
}

/** Says of each generator whether it is of use, and gives how many are not. */
export async function probe(generators: readonly Generator[]): Promise<number> {
  let failed = 0
  for (const generator of generators) {
    const faults = await faultsOf(generator)
    console.log(`${generator.name}: ${faults.length === 0 ? 'generates, compiles strictly, numbers no name' : ''}`)
    for (const fault of faults) console.log(`  ${fault}`)
    if (faults.length > 0) failed += 1
  }
  return failed
}
