import pg from 'pg'

const key = 4801724

/** How long whoever migrates is waited for, and who is told whom it is. */
export interface Patience {
  readonly tell?: (sentence: string) => void
  readonly roundMilliseconds?: number
  readonly rounds?: number
}

interface Holder {
  pid: number
  role: string
  program: string
  address: string | null
  since: Date | null
}

/**
 * One transaction in which nobody else migrates. Its lock ends with it, so a pooler hands nobody a connection that still has it. Who has it is
 * said while they are waited for, and at the end of all patience.
 */
export async function alone<T>(client: pg.Client, patience: Patience, work: () => Promise<T>): Promise<T> {
  const { tell = () => {}, roundMilliseconds = 5_000, rounds = 60 } = patience
  for (let round = 1; ; round += 1) {
    await client.query('begin')
    try {
      if (await isTaken(client, roundMilliseconds)) {
        const result = await work()
        await client.query('commit')
        return result
      }
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    }
    await client.query('rollback')
    const [holder] = await holders(client)
    if (round >= rounds) throw new Error(`${sentence(holder)}. ${wayOut(holder)}`)
    if (round === 1) tell(sentence(holder))
  }
}

/** Time-outs of the role are for requests: a migration takes as long as it takes. */
async function isTaken(client: pg.Client, milliseconds: number): Promise<boolean> {
  await client.query(`set local statement_timeout = 0; set local lock_timeout = ${milliseconds}`)
  try {
    await client.query(`select pg_advisory_xact_lock(${key})`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03') return false
    throw error
  }
  await client.query('set local lock_timeout = 0')
  return true
}

async function holders(client: pg.Client): Promise<Holder[]> {
  const { rows } = await client.query<Holder>(
    `select a.pid, a.usename as role, a.application_name as program, host(a.client_addr) as address, a.state_change as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.classid = 0 and l.objid = ${key} and l.objsubid = 1 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())`,
  )
  return rows
}

function sentence(holder: Holder | undefined): string {
  if (!holder) return 'Migrations wait for another start that has just migrated'
  const { pid, role, program, address, since } = holder
  const where = [program, address && `at ${address}`, since && `in its present state since ${since.toISOString()}`]
  return `Migrations wait for somebody else who migrates: process ${pid} of PostgreSQL, role ${role} (${where.filter(Boolean).join(', ')})`
}

const wayOut = (holder: Holder | undefined) =>
  holder
    ? `If nobody migrates, as after a crash, end it by \`select pg_terminate_backend(${holder.pid})\` and start again`
    : 'Start again'
