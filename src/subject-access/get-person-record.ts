import { findParty } from '../people/consent-repository.ts'
import { findPerson } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Snapshot } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { leftOutFor, told } from './kept.ts'
import { type Reader, rowsOf } from './record-repository.ts'
import { hasAsked } from './request-repository.ts'

/** The person reads all of it; who acts for them, what is of the person and of the cases on which they do; an officer of the commissioner does so to answer a request that the person made. */
export async function requireReader({ reads }: Snapshot, actor: Actor, personId: string): Promise<Reader> {
  orNotFound(await findPerson(reads, actor, personId))
  const [party, asked] = await Promise.all([findParty(reads, actor, personId), hasAsked(reads, actor, personId)])
  if (party !== 'staff') return { personId, party }
  if (!actor.permissions.has('record:request')) throw new Problem('case-role-required')
  if (!asked) throw new Problem('record-request-missing')
  return { personId, party }
}

/** Everything about one person as JSON, part by part, out of one look at the database. */
export async function* personRecordParts(
  snapshot: Snapshot,
  actor: Actor,
  personId: string,
  now: Date,
): AsyncGenerator<string> {
  const reader = await requireReader(snapshot, actor, personId)
  yield `{"personId":${JSON.stringify(personId)},"readAt":${JSON.stringify(now.toISOString())},"sections":[`
  let first = true
  for (const { record, table, entry } of told) {
    const withheld = Object.entries(entry.without ?? {}).map(([field, because]) => ({ field, because }))
    const head = JSON.stringify({ record, title: entry.title, withheld }).slice(0, -1)
    yield `${first ? '' : ','}${head},"items":[`
    first = false
    let comma = ''
    for await (const row of rowsOf(snapshot, actor, table, entry, reader)) {
      yield comma + JSON.stringify(row)
      comma = ','
    }
    yield ']}'
  }
  yield `],"leftOut":${JSON.stringify(leftOutFor(reader.party))}}`
}
