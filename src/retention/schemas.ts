import { type Static, Type } from '@sinclair/typebox'
import { id, instant, nullable, pageOf, thing, words } from '../shared/schema.ts'

export const NewLegalHold = thing('NewLegalHold', 'Why nothing of a person may be removed.', {
  reason: words(2000, 'Why.', 'The coroner has asked for the record.', 10),
})
export const LegalHold = thing('LegalHold', 'While it is not lifted, nothing of the person is removed.', {
  id: id(),
  personId: id(),
  ...NewLegalHold.properties,
  placedBy: Type.String({ description: 'Who placed it.', examples: ['sandbox-commissioner-officer'] }),
  placedAt: instant(),
  liftedAt: nullable(instant(), { description: 'When it was lifted; null while it holds.', examples: [null] }),
})
export const LegalHoldPage = pageOf(LegalHold)

export type LegalHold = Static<typeof LegalHold>
export const retentionSchemas = [NewLegalHold, LegalHold, LegalHoldPage]
