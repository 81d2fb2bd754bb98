import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DatabaseAccess } from '../platform/database.ts'
import { parsePreset } from '../schemes/preset.ts'
import { provision } from '../schemes/provision.ts'
import { command, openForCommand } from './database-url.ts'
import { migrate } from './migrations.ts'

const usage =
  'npm run provision -- --commissioner QYG --name "Cheshire and Merseyside ICB" --scheme data/schemes/merseyside-one-off.json\n--scheme may be given several times. MIGRATION_DATABASE_URL names the role that owns the tables.'

await command(async () => {
  const { values } = parseArgs({
    options: {
      commissioner: { type: 'string' },
      name: { type: 'string' },
      scheme: { type: 'string', multiple: true },
    },
  })
  const { commissioner: code, name, scheme: files = [] } = values
  if (!code || !/^[A-Z0-9]{1,9}$/.test(code)) throw new Error(`--commissioner must be an ODS code.\n\n${usage}`)
  if (!name || name.length > 200) throw new Error(`--name must be the commissioner's name.\n\n${usage}`)
  const schemes = await Promise.all(files.map(async (file) => parsePreset(file, await readFile(file, 'utf8'))))

  const { url, stop } = await openForCommand('MIGRATION_DATABASE_URL')
  try {
    await migrate(url)
    const owner = new DatabaseAccess({ url, poolSize: 1 })
    try {
      const done = await provision(owner, [{ commissioner: { code, name }, schemes }], new Date())
      console.log(done.length > 0 ? done.join('\n') : 'Everything is there already.')
    } finally {
      await owner.close()
    }
  } finally {
    await stop()
  }
  return true
})
