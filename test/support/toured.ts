import { resolve } from 'node:path'
import root, { type Test } from 'tap'
import { madeOnce } from './made-once.ts'
import { type Service, startService } from './service.ts'
import { listenToStatements, type Statement } from './spy.ts'
import { onServer, urlOf } from './template.ts'
import { tour } from './tour.ts'
import { othersWereHere } from './walk.ts'

interface Tour {
  readonly database: string
  readonly documentsFolder: string
  readonly ids: Readonly<Record<string, string>>
  readonly statements: readonly Statement[]
}

/** A service whose database somebody has toured; the identifiers by the names of the contract's parameters; and each statement that the tour sent. */
export async function startToured(t: Test): Promise<{ service: Service } & Omit<Tour, 'database' | 'documentsFolder'>> {
  const { database, documentsFolder, ids, statements } = JSON.parse(await madeOnce('tour', makeTour)) as Tour
  const service = await startService(t, { copyOf: database, documentsFolder })
  othersWereHere(service)
  return { service, ids, statements }
}

/** Goes on the tour once for all files of the run, and keeps the database as a template: a tour is a thousand requests. */
async function makeTour(): Promise<string> {
  const heard = listenToStatements()
  const documentsFolder = resolve(`.tap/toured-documents-${process.pid}`)
  const service = await startService(root, { documentsFolder })
  const { ids } = await tour(service)
  await service.app.readLog.flush()
  const statements = [...heard.values()]
  const { ownerUrl, name } = service.database
  const database = `${process.env.RECOVERY_BUDGETS_TEST_TEMPLATE}_toured_${process.pid}`
  await onServer(urlOf(ownerUrl, 'postgres'), async (client) => {
    // A template has nobody connected to it.
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [name])
    await client.query(`create database ${database} template ${name}`)
  })
  return JSON.stringify({ database, documentsFolder, ids, statements } satisfies Tour)
}
