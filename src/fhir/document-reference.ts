import type { DocumentReference } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import { metaOf, ownIdentifier, patientBy } from './systems.ts'

interface ToldLetter {
  readonly id: string
  readonly title: string
  readonly writtenAt: Date
  /** Later than it was written where it went over to the record of another person. */
  readonly changedAt: Date
}

/** A letter about a decision: what it is called, and where the operation is that gives it as it was written on the day. */
export function documentReferenceOf(
  { id, title, writtenAt, changedAt }: ToldLetter,
  of: Pick<Case, 'personId'>,
  host: string,
): DocumentReference {
  const date = writtenAt.toISOString()
  return {
    resourceType: 'DocumentReference',
    id,
    meta: metaOf('DocumentReference', changedAt),
    identifier: [ownIdentifier(id)],
    status: 'current',
    docStatus: 'final',
    type: { text: 'Letter about a decision' },
    category: [{ text: 'Letter' }],
    subject: patientBy(of.personId),
    date,
    description: title,
    content: [
      { attachment: { contentType: 'text/html', url: `${host}/v1/decisions/${id}/letter`, title, creation: date } },
    ],
  }
}
