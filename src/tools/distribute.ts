import { command, openForCommand } from './database-url.ts'
import { distribute } from './distribution.ts'

/** `npm run distribute`: after each migration of a database that lies on many machines. */
await command(async () => {
  const { url, close } = await openForCommand('MIGRATION_DATABASE_URL')
  try {
    const done = await distribute(url, { tell: console.error })
    if (!done) console.log('This PostgreSQL has not the extension citus: there is nothing to distribute.')
    else console.log(done.length > 0 ? done.join('\n') : 'Everything is distributed already.')
  } finally {
    await close()
  }
  return true
})
