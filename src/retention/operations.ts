import { findPerson } from '../people/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { listHolds } from './hold-repository.ts'
import { liftLegalHold } from './lift-legal-hold.ts'
import { placeLegalHold } from './place-legal-hold.ts'
import { LegalHold, LegalHoldPage, NewLegalHold } from './schemas.ts'

export const retentionOperations = operationsOf('People', [
  write('placeLegalHold', 'POST /people/:personId/legal-holds', {
    summary: 'Keep everything about a person, whatever the schedule says',
    permission: 'hold:write',
    body: NewLegalHold,
    gives: { 201: LegalHold },
    run: placeLegalHold,
  }),
  list('listLegalHolds', '/people/:personId/legal-holds', {
    summary: 'List the legal holds on a person, newest first',
    permission: 'hold:write',
    gives: LegalHoldPage,
    of: findPerson,
    read: listHolds,
  }),
  write('liftLegalHold', 'POST /legal-holds/:legalHoldId/lifting', {
    summary: 'Lift a legal hold',
    permission: 'hold:write',
    gives: { 200: LegalHold },
    run: liftLegalHold,
  }),
])
