import { findParty } from '../people/consent-repository.ts'
import { findPerson } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { leftOut, told } from './kept.ts'
import { rowsOf } from './record-repository.ts'
import { hasAsked } from './request-repository.ts'

/** The person and who acts for them read all of it; an officer of the commissioner does so to answer a request that the person made. */
export async function requireReader({ reads }: Snapshot, actor: Actor, personId: string): Promise<void> {
  const [person, party, asked] = await Promise.all([
    findPerson(reads, actor, personId),
    findParty(reads, actor, personId),
    hasAsked(reads, actor, personId),
  ])
  orNotFound(person)
  if (party !== 'staff') return
  if (!actor.permissions.has('record:request')) throw new Problem('case-role-required')
  if (!asked) throw new Problem('record-request-missing')
}

/** Everything about one person as JSON, part by part, out of one look at the database. */
export async function* personRecordParts(
  snapshot: Snapshot,
  actor: Actor,
  personId: string,
  now: Date,
): AsyncGenerator<string> {
  await requireReader(snapshot, actor, personId)
  yield `{"personId":${JSON.stringify(personId)},"readAt":${JSON.stringify(now.toISOString())},"sections":[`
  let first = true
  for (const { record, table, entry } of told) {
    const withheld = Object.entries(entry.without ?? {}).map(([field, because]) => ({ field, because }))
    const head = JSON.stringify({ record, title: entry.title, withheld }).slice(0, -1)
    yield `${first ? '' : ','}${head},"items":[`
    first = false
    let comma = ''
    for await (const row of rowsOf(snapshot, actor, table, entry, personId)) {
      yield comma + JSON.stringify(row)
      comma = ','
    }
    yield ']}'
  }
  yield `],"leftOut":${JSON.stringify(leftOut)}}`
}
