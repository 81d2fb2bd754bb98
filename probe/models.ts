import { execFile } from 'node:child_process'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  FetchingJSONSchemaStore,
  InputData,
  JSONSchemaInput,
  quicktypeMultiFile,
  type RendererOptions,
} from 'quicktype-core'
import { contractPath, here } from './generators.ts'

const run = promisify(execFile)

/** Models of the contract in a language, and what says that they are code: a compiler of Debian. */
interface Models {
  readonly language: 'python' | 'java' | 'csharp'
  readonly options: RendererOptions
  /** The name of the one file, where there is one. */
  readonly file: string
  readonly compiler: string
  readonly compile: (folder: string) => readonly string[]
}

const languages: readonly Models[] = [
  {
    language: 'python',
    options: { 'python-version': '3.7' },
    file: 'models.py',
    compiler: 'python3',
    compile: (folder) => ['-m', 'py_compile', join(folder, 'models.py')],
  },
  {
    language: 'java',
    options: { 'just-types': true, package: 'budgets' },
    file: 'Models.java',
    compiler: 'javac',
    compile: (folder) => [
      '-nowarn',
      '-d',
      join(folder, 'classes'),
      '-sourcepath',
      folder,
      `@${join(folder, 'sources')}`,
    ],
  },
  {
    language: 'csharp',
    options: { 'just-types': true, namespace: 'Budgets', 'csharp-version': '6' },
    file: 'Models.cs',
    compiler: 'mcs',
    compile: (folder) => ['-target:library', `-out:${join(folder, 'Models.dll')}`, join(folder, 'Models.cs')],
  },
]

/** The schemas of the contract as one JSON Schema, in which each is a field by its name. */
async function schemaOfAll(): Promise<string> {
  const { components } = JSON.parse(await readFile(contractPath, 'utf8')) as { components: { schemas: object } }
  const text = JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/definitions/')
  // An address is text in each of them: the class that one of them has for it is not among what it imports.
  const definitions = JSON.parse(text, (name, value) => (name === 'format' && value === 'uri' ? undefined : value))
  const properties = Object.fromEntries(
    Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]),
  )
  return JSON.stringify({ $schema: 'http://json-schema.org/draft-06/schema#', definitions, type: 'object', properties })
}

/** Says of each language whether its models are made and compile, and gives how many do not. */
export async function probeModels(): Promise<number> {
  const input = new JSONSchemaInput(new FetchingJSONSchemaStore())
  await input.addSource({ name: 'Contract', schema: await schemaOfAll() })
  const inputData = new InputData()
  inputData.addInput(input)
  let failed = 0
  for (const models of languages) {
    const said = await made(models, inputData).catch((error: { stderr?: string; message: string }) => {
      failed += 1
      return (error.stderr || error.message).slice(0, 2000)
    })
    console.log(`models for ${models.language}: ${said}`)
  }
  return failed
}

async function made({ language, options, file, compiler, compile }: Models, inputData: InputData): Promise<string> {
  const folder = `${here}generated/${language}`
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'classes'), { recursive: true })
  const inferNothing = {
    inferMaps: false,
    inferEnums: false,
    inferUuids: false,
    inferDateTimes: false,
    combineClasses: false,
  }
  const files = await quicktypeMultiFile({ inputData, lang: language, rendererOptions: options, ...inferNothing })
  const names: string[] = []
  for (const [name, { lines }] of files) {
    const path = join(folder, files.size === 1 ? file : name)
    await writeFile(path, lines.join('\n'))
    names.push(path)
  }
  await writeFile(join(folder, 'sources'), names.join('\n'))
  if (!(await isThere(compiler))) {
    const said = `generated; there is no ${compiler} to compile them with`
    // Where it counts, what nobody compiled has not passed.
    if (process.env.CI === 'true') throw new Error(said)
    return said
  }
  await run(compiler, [...compile(folder)], { maxBuffer: 1 << 26, timeout: 240_000 })
  return 'generated, and they compile'
}

const isThere = (program: string) =>
  Promise.any((process.env.PATH ?? '').split(':').map((folder) => access(join(folder, program)))).then(
    () => true,
    () => false,
  )
