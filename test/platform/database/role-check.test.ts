import t from 'tap'
import { DatabaseAccess } from '../../../src/platform/database/database.ts'
import { rightsTooWide, timeoutsMissing } from '../../../src/platform/database/role-check.ts'
import { openDatabase } from '../../support/database.ts'
import { fits } from '../../support/fits.ts'

const { serviceUrl, ownerUrl, sql } = await openDatabase(t)

async function asked<T>(url: string, ask: (database: DatabaseAccess) => Promise<T>): Promise<T> {
  const database = new DatabaseAccess({ url, pooler: 'transaction', poolSize: 1 })
  return ask(database).finally(() => database.close())
}

t.test('of a role it is told by what it would pass row-level security, and of the service’s own nothing', async (t) => {
  t.same(await asked(serviceUrl, rightsTooWide), [])
  fits(t, await asked(ownerUrl, rightsTooWide), [/is a superuser$/])
})

t.test(
  'time-outs that the role lacks are told as the statements that set them, and not once they are there',
  async (t) => {
    const missing = await asked(serviceUrl, timeoutsMissing)
    t.same(missing, [
      "alter role recovery_budgets_app set statement_timeout = '10s'",
      "alter role recovery_budgets_app set idle_in_transaction_session_timeout = '15s'",
    ])
    const here = new URL(serviceUrl).pathname.slice(1)
    for (const statement of missing)
      await sql(statement.replace('recovery_budgets_app', `recovery_budgets_app in database ${here}`))
    t.same(await asked(serviceUrl, timeoutsMissing), [])
  },
)
