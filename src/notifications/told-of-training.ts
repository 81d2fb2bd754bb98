import type { Tx } from '../platform/database/database.ts'
import type { LocalDate } from '../shared/dates.ts'
import { listLapsing } from './lapsing-repository.ts'
import type { ToTell } from './reading-repository.ts'

/** That what a broker was trained in lapses soon, to them and to who coordinates the brokers of their organisation. */
export async function toldOfTraining(tx: Tx, today: LocalDate): Promise<ToTell[]> {
  const lapsing = await listLapsing(tx, today)
  return lapsing.map(({ about, actorId }) => ({
    ...{ kind: 'training-lapsing', about, caseId: null, personId: null, actorId, decisionId: null },
  }))
}

/** Of these, what still lapses soon with nothing newer in its place, each by the account that is told and what it is about. */
export async function stillLapsing(tx: Tx, abouts: readonly string[], today: LocalDate): Promise<ReadonlySet<string>> {
  if (abouts.length === 0) return new Set()
  const lapsing = await listLapsing(tx, today, abouts)
  return new Set(lapsing.map(({ about, actorId }) => `${actorId} ${about}`))
}
