import { writeFileSync } from 'node:fs'
import { contractPath, type Generator, probe } from './generators.ts'

/**
 * `npm run probe:others`: what further generators make of the contract. They are fetched in their newest versions each time, so
 * this says how the contract fares with them today, and stops no build.
 */
const bin = (folder: string, name: string) => `${folder}/node_modules/.bin/${name}`

const kubbConfig = `import { pluginOas } from '@kubb/plugin-oas'
import { pluginTs } from '@kubb/plugin-ts'
export default {
  root: '.',
  input: { path: ${JSON.stringify(contractPath)} },
  output: { path: './client' },
  plugins: [pluginOas(), pluginTs({ output: { path: 'types.ts' } })],
}
`

const generators: Generator[] = [
  {
    name: 'orval',
    fetch: ['orval'],
    command: (folder) => [
      bin(folder, 'orval'),
      ...['--input', contractPath, '--output', `${folder}/client.ts`, '--client', 'fetch'],
    ],
    types: 'client.ts',
  },
  {
    name: 'swagger-typescript-api',
    fetch: ['swagger-typescript-api'],
    command: (folder) => [
      bin(folder, 'swagger-typescript-api'),
      ...['generate', '--path', contractPath, '--output', folder, '--name', 'client.ts', '--generate-union-enums'],
    ],
    types: 'client.ts',
  },
  {
    name: 'kubb',
    // Its newest command line is ahead of its newest plugin.
    fetch: ['@kubb/cli@4', '@kubb/core@4', '@kubb/plugin-oas@4', '@kubb/plugin-ts@4'],
    command: (folder) => {
      writeFileSync(`${folder}/kubb.config.js`, kubbConfig)
      return [bin(folder, 'kubb'), 'generate', '--config', `${folder}/kubb.config.js`]
    },
    types: 'client/types.ts',
  },
  {
    name: 'oazapfts',
    fetch: ['oazapfts', '@oazapfts/runtime'],
    command: (folder) => [bin(folder, 'oazapfts'), contractPath, `${folder}/client.ts`],
    types: 'client.ts',
  },
]

await probe(generators)
