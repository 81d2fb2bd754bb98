import type { DocumentReference } from '@medplum/fhirtypes'
import type { Case } from '../case-access/case.ts'
import { ownIdentifier, patientBy } from './systems.ts'

/** A letter about a decision: what it is called, and where the operation is that gives it as it was written on the day. */
export function documentReferenceOf(
  { id, title, at }: { readonly id: string; readonly title: string; readonly at: Date },
  of: Pick<Case, 'personId'>,
  host: string,
): DocumentReference {
  const date = at.toISOString()
  return {
    resourceType: 'DocumentReference',
    id,
    meta: { lastUpdated: date },
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
